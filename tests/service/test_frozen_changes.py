"""A frozen year: late acts stay possible, gather by themselves, are restated in one act, and change no frozen number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fadu.kernel.decide import Refused
from fadu.service import report
from fadu.service.frozen_changes import changes, waiting
from fadu.service.public_report import published
from fadu.service.report_content import Content, content_of, counted, paper_of
from fadu.service.report_export import side_car
from fadu.service.report_findings import silent_topics
from fadu.service.take_step import take_step
from tests.report_year import YEAR, by, ok, step, the_report, up_to
from tests.town import HESHUN, ORG, SmallTown, at, attempt, take

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def town(standing_town: SmallTown, db: None) -> SmallTown:
    return standing_town


def found() -> Content:
    return content_of(the_report())


def text() -> str:
    return "\n".join(b.text for b in paper_of(found()).blocks if hasattr(b, "text"))


def value(code: str) -> Any:
    return next(r["value"] for r in found().rows if r["code"] == code and not r.get("part"))


def late_settlement(town: SmallTown, hour: int = 10) -> None:
    """A settlement of 30 December that was entered on 10 February."""
    fields = {"village": HESHUN, "kind": "邻里", "party_a": "甲", "party_b": "乙", "settlement": "各让一步"}
    command = attempt(town, "chen", "settle_orally", at(2, 10, hour, year=2026), "late", procedure="disputes.dispute", fields=fields)
    ok(take_step(replace(command, on=date(2025, 12, 30)), durable=False))


def test_the_day_of_entering_is_the_day_here_before_eight_in_the_morning(town: SmallTown) -> None:
    up_to(town, "frozen")
    late_settlement(town, hour=7)
    settled = next(c for c in changes(found()) if c.row["code"] == "disputes.settled")
    assert [x.entered_on for x in settled.added] == [w.last_on for w in waiting(ORG)] == [date(2026, 2, 10)]


# --- late_record --------------------------------------------------------------------------------------------------


def test_a_late_record_leaves_the_frozen_number_and_is_listed_with_its_days(town: SmallTown) -> None:
    up_to(town, "frozen")
    assert (changes(found()), waiting(ORG)) == ([], [])
    late_settlement(town)
    assert (value("disputes.settled"), counted(ORG, YEAR).figures["disputes.settled"].value) == (2, 3)
    settled = next(c for c in changes(found()) if c.row["code"] == "disputes.settled")
    assert (settled.was, settled.now, settled.why, settled.told) == ("2件", "3件", "冻结后补录1件", False)
    assert [(x.happened_on, x.entered_on) for x in settled.added] == [(date(2025, 12, 30), date(2026, 2, 10))]
    assert [(w.year, w.last_on) for w in waiting(ORG)] == [(YEAR, date(2026, 2, 10))]


def test_one_act_restates_everything_with_its_own_reason_and_the_list_is_empty_again(town: SmallTown) -> None:
    up_to(town, "drafted")
    late_settlement(town)
    ok(report.restate(the_report(), by(town, "statistician", 28)))
    assert "更正说明：调解成功冻结数为2件，更正后为3件。原因：冻结后补录1件。" in text()
    assert "调解成功2件" in text()
    assert all(c.told for c in changes(found()))
    assert waiting(ORG) == []
    assert isinstance(report.restate(the_report(), by(town, "statistician", 29)), Refused)


def test_a_published_report_tells_the_restatement_below_its_signed_text(town: SmallTown) -> None:
    up_to(town, "published")
    late_settlement(town)
    ok(report.restate(the_report(), by(town, "statistician", 28)))
    paper = paper_of(found())
    assert "更正说明" not in "".join(b.text for b in paper.blocks if hasattr(b, "text"))
    standing = published(ORG, YEAR, date(2026, 3, 1))
    assert standing is not None
    assert next(f for f in side_car(standing.content)["figures"] if f["code"] == "disputes.settled")["value"] == 2


# --- annulled_later -----------------------------------------------------------------------------------------------


def test_an_act_annulled_later_stays_counted_and_is_annotated(town: SmallTown) -> None:
    up_to(town, "frozen")
    before = value("penalty.decisions")
    take(
        town,
        "lin",
        "annul",
        at(2, 3, year=2026),
        "",
        matter="penalty",
        fields={"annulment_ground": "自行纠正", "common_reason": "事实有误"},
    )
    decisions = next(c for c in changes(found()) if c.row["code"] == "penalty.decisions")
    assert (decisions.was, decisions.now, decisions.why) == (f"{before}件", f"{before}件", "其中1件后来被撤销，仍计入当年")
    ok(report.restate(the_report(), by(town, "statistician", 28)))
    assert f"标注：行政处罚{before}件不变。其中1件后来被撤销，仍计入当年。" in text()
    assert counted(ORG, YEAR).figures["penalty.decisions"].value == before
    assert all(c.told for c in changes(found()))


# --- a statement that no longer holds -----------------------------------------------------------------------------


def test_a_statement_withdrawn_after_adoption_needs_a_reason_and_is_restated(town: SmallTown) -> None:
    up_to(town, "checked")
    topic = silent_topics(found())[0]
    ok(report.state_nil(ORG, YEAR, topic, by(town, "justice_office", 9)))
    statement = _statement(topic)
    up_to_adopted(town)
    command = attempt(town, "fang", "withdraw", at(2, 11, year=2026), "", matter=statement, fields={"why": "收到十二月的一件"})
    refused = take_step(command, durable=False)
    assert isinstance(refused, Refused)
    assert refused.gates == {"statement_not_printed"}
    ok(take_step(replace(command, key=command.key + "-r", reasons={"statement_not_printed": "原声明不实"}), durable=False))
    assert [c.now for c in changes(found())] == ["声明已撤回"]
    ok(report.restate(the_report(), by(town, "statistician", 28)))
    assert "声明已经撤回。原因：收到十二月的一件。" in text()


def up_to_adopted(town: SmallTown) -> None:
    for topic in silent_topics(found()):
        ok(report.state_nil(ORG, YEAR, topic, by(town, "justice_office", 9)))
    for role in ("party_secretary", "town_head"):
        ok(step(town, role, "confirm_leaders", 9, leader_confirmed=True))
    ok(step(town, "town_head", "adopt", 9, minutes="会议研究通过"))


def _statement(topic: str) -> str:
    from fadu.store.models import Matter

    return str(Matter.objects.get(procedure="annual_report.nil_statement", snapshot__facts__topic=topic).pk)


# --- thawed and frozen again --------------------------------------------------------------------------------------


def test_a_thawed_year_counts_anew_and_keeps_the_confirmations_of_what_stayed(town: SmallTown) -> None:
    up_to(town, "confirmed")
    ok(step(town, "statistician", "thaw", 7, why="漏录一件"))
    assert not found().frozen
    late = attempt(
        town,
        "chen",
        "settle_orally",
        at(1, 7, year=2026),
        "late",
        procedure="disputes.dispute",
        fields={"village": HESHUN, "kind": "邻里", "party_a": "甲", "party_b": "乙", "settlement": "各让一步"},
    )
    ok(take_step(replace(late, on=date(2025, 12, 30)), durable=False))
    assert value("disputes.settled") == 3
    ok(report.freeze(ORG, YEAR, by(town, "statistician", 8)))
    left = {str(r["code"]) for r in found().rows if r.get("topic") and not r.get("part")} - {
        str(r["code"]) for r in found().matter.facts["confirmations"]
    }  # type: ignore[union-attr,index,call-overload]
    assert "disputes.settled" in left
    assert "penalty.amount" not in left
    assert "个数字未经责任人核对" in "；".join(str(r) for r in step(town, "statistician", "confirm", 8).refusals)
