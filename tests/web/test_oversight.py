"""The overseers' page: what is late, silent, overridden, recorded late and refused; in words and days, without ranks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fadu.service import clock
from fadu.service.take_step import take_step
from fadu.store.models import Account, DueDate
from tests.town import CHUNHUA, HESHUN, ON_THE_SPOT, SmallTown, at, attempt, take

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of April of the town's year."""
    monkeypatch.setattr(clock, "today", lambda: date(2025, 4, 1))


def groups(client: Client) -> dict[str, list[dict[str, Any]]]:
    answer = client.get(reverse("oversight"))
    assert answer.status_code == 200
    return {g["title"]: g["entries"] for g in answer.context["groups"]}


def test_villages_that_did_not_return_and_late_limits_are_named(as_: As, town: SmallTown) -> None:
    found = groups(as_("fang"))
    assert {e["who"] for e in found["未报排查的村"]} == {"和顺社区", "春华村"}
    assert all(e["clock"]["state"] == "late" for e in found["未报排查的村"])
    late = {row.matter_id for row in DueDate.objects.filter(ended_on=None, due_on__lt="2025-04-01")}
    assert {e["href"] for e in found["超期未办"]} <= {reverse("matter", args=(m,)) for m in late}


def test_a_referral_without_an_answer_is_silent(as_: As, town: SmallTown) -> None:
    fields = {"linkage": "警调", "other_side": "同乐派出所", "referred_matter": "打架后赔偿"}
    sent = take(town, "gu", "send", at(3, 3), "", procedure="disputes.referral", fields=fields)
    [silent] = groups(as_("fang"))["移送后没有回音"]
    assert silent["href"] == reverse("matter", args=(sent.matter,))


def test_a_gate_passed_with_a_reason_is_listed_with_it(as_: As, town: SmallTown) -> None:
    from dataclasses import replace

    command = attempt(town, "fang", "close", at(3, 24), matter="round")
    assert "village_returns_in" in {r.gate for r in take_step(command).refusals}  # type: ignore[union-attr]
    done = take_step(replace(command, key="again", reasons={"village_returns_in": "两村停电，电话报无"}))
    assert not hasattr(done, "refusals")
    [found] = groups(as_("lin"))["经说明理由办理的"]
    assert (found["who"], found["text"]) == ("各村已回报", "两村停电，电话报无")


def test_a_step_recorded_days_later_is_listed(as_: As, town: SmallTown) -> None:
    from dataclasses import replace

    command = attempt(town, "chen", "find", at(3, 28), procedure="disputes.dispute", fields={"village": HESHUN})
    take_step(replace(command, on=date(2025, 3, 20)))
    assert "8日后记录" in {e["text"] for e in groups(as_("fang"))["补录"]}


def test_refused_attempts_are_counted_by_gate_not_by_person(as_: As, town: SmallTown) -> None:
    for n in range(2):
        take_step(attempt(town, "li", "decide_on_spot", at(3, 26, 9 + n), procedure="penalty.summary", fields=ON_THE_SPOT))
    answer = as_("any-auditor").get(reverse("oversight"))
    assert ("两名持证执法人员", 2, "2次") in answer.context["refusals_chart"]
    assert answer.context["heat"]["counts"][date(2025, 3, 26)] == 2
    assert "李某" not in str(answer.context["refusals_chart"])


def test_others_are_not_let_in(as_: As, town: SmallTown) -> None:
    for person in ("li", "chen", "gu", "ding"):
        assert as_(person).get(reverse("oversight")).status_code == 404


def test_a_village_where_nobody_can_answer_is_told_beside_its_line_with_the_way_to_a_link(as_: As, town: SmallTown) -> None:
    Account.objects.filter(login="zhou").update(is_active=False)
    silent = {v["village"]: v for v in as_("fang").get(reverse("round_desk", args=(town.matters["round"],))).context["silent"]}
    assert silent["春华村"]["link_href"] == f"{reverse('links')}?village={CHUNHUA}"
    assert "nobody" not in silent["和顺社区"]


def test_a_round_that_waits_for_villages_is_as_late_as_the_first_of_them(as_: As, town: SmallTown) -> None:
    waiting = as_("fang").get(reverse("desk")).context["desk"]["waiting"]
    assert [(w["who"], w["clock"]["state"]) for w in waiting if "镇级排查" in w["title"]] == [("2个村（社区）", "late")]
