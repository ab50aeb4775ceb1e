"""Figures over the store: counted by the kernel's rule, with their matters, months, declared and own figures, and no crash."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from fadu.kernel.indicator import Period, year
from fadu.packs import catalogue
from fadu.packs.annual_report.freezing import frozen_rows, part_name
from fadu.packs.annual_report.identities import unsound
from fadu.service import figures
from fadu.service.counting import Book, declared_code
from fadu.service.report_content import counted
from fadu.service.shortfalls import shortfalls
from fadu.store.models import DueDate, Matter
from tests.town import CHUNHUA, ORG, SmallTown, at, attempt, take

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def town(standing_town: SmallTown, db: None) -> SmallTown:
    return standing_town


def test_it_works(town: SmallTown) -> None:
    found = figures.figures(ORG, year(2025))
    assert found["disputes.settled"].value == 2
    assert set(found["disputes.settled"].behind) == {town.matters["settled"], town.matters["near"]}
    assert found["disputes.settled"].parts["form.口头"].behind == (town.matters["settled"],)
    assert found["penalty.amount"].text == "20"


def test_asking_for_one_figure_gives_the_same_one(town: SmallTown) -> None:
    every = figures.figures(ORG, year(2025))
    assert figures.figures(ORG, year(2025), ["disputes.success_rate"]) == {
        c: every[c] for c in ("disputes.settled", "disputes.concluded", "disputes.success_rate") if c in every
    }


def test_another_year_has_none_of_them(town: SmallTown) -> None:
    assert figures.figures(ORG, year(2024))["disputes.settled"].is_nil


def test_months_add_up_to_the_year(town: SmallTown) -> None:
    book = Book(ORG, date(2025, 12, 31))
    found = book.figures(year(2025))
    for code in ("disputes.settled", "penalty.decisions", "penalty.amount"):
        assert sum(book.months(code, 2025)) == found[code].value
    assert book.months("disputes.settled", 2025)[1] == 2
    assert book.months("disputes.success_rate", 2025) == ()


def test_every_figure_fits_its_own_definition(town: SmallTown) -> None:
    now = counted(ORG, 2025)
    assert unsound(now.rows, now.definitions) == []


def test_a_split_that_does_not_add_up_hides_nothing(town: SmallTown) -> None:
    """A value that no part names costs the figure its closed split, never the town its figures."""
    Matter.objects.filter(pk=town.matters["near"]).update(snapshot=_with_fact(town.matters["near"], "form", "手语"))
    now = counted(ORG, 2025)
    assert now.figures["disputes.settled"].value == 2
    assert any("按形式分项相加为1" in m for m in unsound(now.rows, now.definitions))


def test_a_declared_figure_is_one_of_them_once_confirmed(town: SmallTown) -> None:
    fields = {
        "year": "2025",
        "figure_name": "法治广场",
        "figure_key": "squares",
        "figure_value": "3",
        "figure_unit": "处",
        "declared_evidence": "验收单",
        "why": "建设项目未在系统办理",
    }
    take(town, "fang", "declare", at(3, 1, year=2026), "squares", procedure="annual_report.declared_figure", fields=fields)
    assert "declared.squares" not in figures.figures(ORG, year(2025))
    take(town, "fang", "confirm", at(3, 2, year=2026), "", matter="squares")
    found = figures.figures(ORG, year(2025))["declared.squares"]
    assert (found.value, found.unit, found.behind) == (3, "处", (town.matters["squares"],))
    assert "declared.squares" not in figures.figures(ORG, year(2024))


def test_a_declared_figure_needs_no_latin_key() -> None:
    assert declared_code({"figure_name": "法治广场"}).startswith("declared.k")
    assert declared_code({"figure_name": "法治广场", "figure_key": "广场"}) == declared_code({"figure_name": "法治广场"})


def test_an_adopted_indicator_counts_and_a_proposed_one_does_not(town: SmallTown) -> None:
    fields = {
        "indicator_name": "登记的纠纷",
        "indicator_unit": "件",
        "counted_state": "disputes.dispute:found",
        "rule_text": "当年登记的纠纷",
    }
    take(town, "fang", "propose", at(3, 1, year=2026), "own", procedure="annual_report.indicator", fields=fields)
    code = f"own.i{town.matters['own'][:8]}"
    assert code not in figures.figures(ORG, year(2025))
    take(town, "any-statistician", "try", at(3, 2, year=2026), "", matter="own")
    take(town, "fang", "adopt", at(3, 3, year=2026), "", matter="own")
    found = figures.figures(ORG, year(2025))[code]
    assert set(found.behind) == {town.matters["near"], town.matters["far"]}


def test_counting_as_of_an_entry_leaves_later_ones_out(town: SmallTown) -> None:
    entry = Matter.objects.get(pk=town.matters["near"]).milestones.get(step="agree_in_writing").entry_id
    then = Book(ORG, date(2025, 12, 31), ("disputes.settled",), entries_before=entry).figures(year(2025))
    assert then["disputes.settled"].behind == (town.matters["settled"],)


def test_a_late_limit_speaks_against_the_town(town: SmallTown) -> None:
    fields = {"village": CHUNHUA, "kind": "邻里", "party_a": "甲", "party_b": "乙"}
    take(town, "zhou", "find", at(2, 5), "slow", procedure="disputes.dispute", fields=fields)
    take(town, "gu", "accept", at(2, 6), "", matter="slow")
    take(town, "gu", "mediate", at(2, 7), "", matter="slow")
    take(town, "gu", "agree_orally", at(8, 7), "", matter="slow")
    _definition, figure = shortfalls(ORG, year(2025))["quality.ended_late"]
    late = DueDate.objects.get(matter=town.matters["slow"], limit="med.handle")
    assert late.ended_late
    assert figure.behind == (town.matters["slow"],)
    assert sum(p.value for p in figure.parts.values()) == figure.value == 1
    assert shortfalls(ORG, year(2024))["quality.ended_late"][1].is_nil


def test_refused_attempts_are_counted_without_a_matter(town: SmallTown) -> None:
    from fadu.service.take_step import take_step

    before = shortfalls(ORG, year(2025))["quality.refused"][1].value
    take_step(attempt(town, "li", "settle_orally", at(5, 6), procedure="disputes.dispute", fields={"village": CHUNHUA}), durable=False)
    figure = shortfalls(ORG, year(2025))["quality.refused"][1]
    assert (figure.value, figure.behind) == (before + 1, ())


def test_rows_name_every_part_in_chinese(town: SmallTown) -> None:
    now = counted(ORG, 2025)
    rows = frozen_rows(now.figures, now.definitions, {})
    assert {(r["code"], r.get("part", "")) for r in rows} == {(c, p) for c, f in now.figures.items() for p in ("", *f.parts)}
    labels = [r["label"] for r in rows if r["code"] == "normative_documents.issued" and r.get("part")]
    assert labels
    assert not any(part.isascii() for label in labels for part in [label.rpartition("·")[2]])


def test_two_splits_with_a_part_of_one_name_are_told_apart() -> None:
    indicator = catalogue().indicators["disputes.accepted"]
    assert part_name(indicator, "level.镇") == "镇"


def test_a_rate_above_its_base_prints_what_was_counted() -> None:
    found = figures.figures(ORG, Period(date(2020, 1, 1), date(2020, 12, 31)), ["disputes.success_rate"])["disputes.success_rate"]
    assert replace(found, value=3, base=2).text == "无法计算（3/2，分子大于基数）"


def test_the_command_prints_json(town: SmallTown, capsys: pytest.CaptureFixture[str]) -> None:
    assert figures.run("2025", "", json_output=True) == 0
    rows = {r["code"]: r for r in json.loads(capsys.readouterr().out)}
    assert rows["disputes.settled"]["value"] == 2
    assert sorted(rows["disputes.settled"]["matters"]) == sorted([town.matters["settled"], town.matters["near"]])


def test_the_command_refuses_a_period_it_cannot_read(town: SmallTown, capsys: pytest.CaptureFixture[str]) -> None:
    assert figures.run("去年") == 2
    assert "看不懂期间" in capsys.readouterr().err


def _with_fact(matter: str, name: str, value: str) -> dict[str, object]:
    kept = Matter.objects.get(pk=matter).snapshot
    return {**kept, "facts": {**kept["facts"], name: value}}
