"""The invented year record by record: months, kinds, items and payments are spread as the year was made for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import pytest

from fadu.service.demo.penalties import TRAFFIC_ITEMS
from tests.year.conftest import Built

pytestmark = pytest.mark.slow

Row: TypeAlias = dict[str, Any]
YEAR = "2025"


def _month(day: str) -> int:
    return int(day[5:7])


def _months(days: Iterable[str]) -> list[int]:
    """How many of these days fall in each month of the year."""
    found = Counter(_month(day) for day in days)
    return [found[n] for n in range(1, 13)]


def _on_the_spot(built: Built) -> list[Row]:
    decided = [r for r in built["rows"]["penalty.summary"] if r["state"] != "void" and str(r["decided_on"]).startswith(YEAR)]
    return [r for r in decided if "decide_on_spot" in r["on"]]


def _cases(built: Built) -> list[Row]:
    return [r for r in built["rows"]["penalty.ordinary"] if str(r["decided_on"]).startswith(YEAR)]


def _traffic(fen: int) -> Callable[[Row], bool]:
    return lambda r: r["item"] in TRAFFIC_ITEMS and (r["amount_fen"] or 0) == fen


def _litter(fen: int) -> Callable[[Row], bool]:
    return lambda r: r["item"] == "LDLJ" and r["amount_fen"] == fen


SERIES: dict[str, tuple[Callable[[Row], bool], list[int]]] = {
    "traffic": (lambda r: r["item"] in TRAFFIC_ITEMS, [31, 19, 24, 25, 29, 28, 26, 25, 29, 28, 26, 25]),
    "traffic, warning": (_traffic(0), [5, 3, 4, 5, 5, 5, 5, 4, 5, 5, 5, 4]),
    "traffic, 10 yuan": (_traffic(1000), [4] * 12),
    "traffic, 20 yuan": (_traffic(2000), [21, 12, 15, 16, 19, 18, 17, 16, 19, 18, 17, 16]),
    "traffic, 50 yuan": (_traffic(5000), [1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1]),
    "fireworks, 100 yuan": (lambda r: r["item"] == "RF-WG" and r["amount_fen"] == 10_000, [2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
    "litter, 20 yuan": (_litter(2000), [1, 1, 2, 2, 1, 1, 2, 1, 1, 2, 1, 1]),
    "litter, 50 yuan": (_litter(5000), [0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0]),
}  # fmt: skip


@pytest.mark.parametrize("name", SERIES)
def test_penalties_on_the_spot_of_every_month(built: Built, name: str) -> None:
    belongs, months = SERIES[name]
    assert _months(r["decided_on"] for r in _on_the_spot(built) if belongs(r)) == months


def test_nothing_else_was_decided_on_the_spot(built: Built) -> None:
    """Traffic, fireworks and litter are all of it; the first two in the name of the police."""
    made = _on_the_spot(built)
    assert (len(made), sum(len(list(filter(SERIES[n][0], made))) for n in SERIES if n != "traffic")) == (344, 344)
    assert Counter(r["capacity"] for r in made) == {"委托": 320, "法定": 24}


def test_three_cases_were_decided_by_the_ordinary_procedure(built: Built) -> None:
    said = [(_month(r["decided_on"]), r["item"], r["amount_fen"] // 100, r["capacity"]) for r in _cases(built)]
    assert said == [(4, "FSLJ", 500, "赋权"), (9, "CYWS", 300, "赋权"), (11, "FSLJ", 500, "赋权")]


def test_how_the_fines_came_in(built: Built) -> None:
    """292 fines: on the spot, through the bank or by electronic payment, and three still open when the year ended."""
    fines = [r for r in [*_on_the_spot(built), *_cases(built)] if r["amount_fen"]]
    later = {p["parent"]: p["paid_on"] for p in built["rows"]["penalty.payment"] if p["paid_on"]}
    paid = {r["id"]: str(r["paid_on"] or later.get(r["id"])) for r in fines}
    on_the_spot = [r for r in fines if r.get("collected")]
    still_open = [r for r in fines if not paid[r["id"]].startswith(YEAR)]
    assert (len(fines), len(on_the_spot), len(fines) - len(on_the_spot) - len(still_open)) == (292, 171, 118)
    assert max(r["amount_fen"] for r in on_the_spot) == 10_000
    assert sorted(r["amount_fen"] // 100 for r in still_open) == [20, 20, 50]


def test_a_first_offence_a_month_was_not_punished(built: Built) -> None:
    educated = [r["opened"] for r in built["rows"]["penalty.summary"] if r["state"] == "educated"]
    assert _months(educated) == [1] * 12


def test_the_list_of_items_was_changed_at_midyear(built: Built) -> None:
    after = built["figures"][YEAR]["enforcement_base.items_in_force"]["value"]
    assert (built["items_before"], after) == (104, 112)


def test_documents_were_issued_and_filed_on_their_days(built: Built) -> None:
    """One in May, one re-issued in September; filed on the ninth and the twelfth day after publication."""
    issued = [r for r in built["rows"]["normative_documents.adopt"] if str(r["on"].get("number_and_publish", "")).startswith(YEAR)]
    said = [(r["issue_kind"], _month(r["on"]["number_and_publish"]), _between(r, "number_and_publish", "send_for_filing")) for r in issued]
    assert said == [("新制定", 5, 9), ("修订重发", 9, 12)]


def _between(row: Row, first: str, then: str) -> int:
    from datetime import date

    return (date.fromisoformat(row["on"][then]) - date.fromisoformat(row["on"][first])).days


def test_the_cleanup_ended_one_by_repeal_one_by_lapse_and_had_one_issued_anew(built: Built) -> None:
    ended = built["figures"][YEAR]["normative_documents.disclosure_repealed"]["parts"]
    assert ended == {"how.repealed": 1, "how.lapsed": 1, "how.replaced": 1, "how.set_aside": 0}
    assert [r["on"]["decide"][:7] for r in built["rows"]["normative_documents.cleanup"]] == ["2025-08"]


def test_contracts_were_reviewed_month_by_month(built: Built) -> None:
    """Twenty reviews of eighteen contracts: two were changed and came again in the same month."""
    assert built["months"]["legal_counsel.contract_reviews"] == [1, 1, 2, 2, 2, 2, 1, 2, 2, 2, 2, 1]
    assert "开展合法性审查23件次，其中合同和政府协议20件次、规范性文件3件次" in built["text"]


def test_disputes_that_were_hard_were_all_handled_by_the_town(built: Built) -> None:
    settled = [r for r in built["rows"]["disputes.dispute"] if str(r["settled_on"]).startswith(YEAR)]
    assert Counter(r["level"] for r in settled if r["difficulty"] == "疑难") == {"镇": 8}
    assert sum(r["level"] != "镇" for r in settled) == 73


def test_rounds_and_trainings_fell_on_their_days(built: Built) -> None:
    rounds = [r["opened"] for r in built["rows"]["disputes.round"] if r["opened"].startswith(YEAR)]
    assert (len(rounds), rounds[:4], rounds[-1]) == (26, ["2025-01-03", "2025-01-17", "2025-02-05", "2025-02-14"], "2025-12-19")
    assert [_month(r["opened"]) for r in built["rows"]["disputes.training"]] == [3, 6, 9, 11]


def test_the_first_responsible_persons_have_their_acts_declared(built: Built) -> None:
    assert "党委书记履行第一责任人职责21次、镇长履行第一责任人职责26次" in built["text"]
