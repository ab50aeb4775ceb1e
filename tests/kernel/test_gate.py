"""Gates: what they see, what their refusal says, and on which days they apply."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from library import LI, MATTER, ORG, RULE, WANG, asked_card, attempt, issued_card, ledger, new, rules, taken, world

from fadu.kernel.decide import Option
from fadu.kernel.gate import Answer, Gate, Situation, Strength, gate, missing
from fadu.kernel.matter import Matter
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.records import Row

DAY = date(2025, 3, 5)


def situation(book: MemoryLedger, matter: Matter | None = None, **facts: object) -> Situation:
    around = world(book.records)
    procedure = around.catalogue.procedure("library.card")
    held = matter or new()
    return Situation(
        procedure=procedure, step=procedure.steps[0], matter=held, facts={**held.facts, **facts}, given=facts,  # type: ignore[dict-item,arg-type]
        actors=(LI, WANG), on=DAY, today=DAY, rules=rules(), records=book.records,
    )  # fmt: skip


@gate("tall", "够高", basis=(RULE(9),), needs=("height",), refusal="身高{height}厘米，不够高", remedy="长到{wanted}厘米再来")
def tall(s: Situation) -> Answer:
    return s.facts["height"] >= 100 or missing(height=s.facts["height"], wanted=100)  # type: ignore[operator]


def test_it_works() -> None:
    assert isinstance(tall, Gate)
    assert tall.judge(situation(ledger(), height=120)) is None
    refused = tall.judge(situation(ledger(), height=90))
    assert str(refused) == "身高90厘米，不够高（《借书证规则》第九条） → 长到100厘米再来"
    assert refused and refused.gate == "tall" and not refused.overridable


def test_a_gate_waits_for_the_facts_it_needs() -> None:
    assert tall.judge(situation(ledger())) is None


@pytest.mark.parametrize(("day", "applies"), [(date(2025, 3, 4), False), (DAY, True), (date(2025, 3, 6), True), (date(2025, 3, 7), False)])
def test_a_gate_applies_only_while_its_rule_is_in_force(day: date, applies: bool) -> None:
    dated = replace(tall, since=DAY, until=date(2025, 3, 6))
    assert dated.applies_on(day) is applies
    refused = dated.judge(replace(situation(ledger(), height=90), on=day))
    assert (refused is not None) is applies


def test_a_reason_gate_says_that_a_reason_passes_it() -> None:
    soft = replace(tall, strength=Strength.REASON)
    refused = soft.judge(situation(ledger(), height=90))
    assert refused and refused.overridable


def test_a_failure_is_false_and_true_is_true() -> None:
    assert not missing(found=1)
    assert missing(found=1).details == {"found": 1}


def test_a_situation_answers_for_rows_of_the_day() -> None:
    rows = [
        Row(register="debtors", key="1", values={"name": "陈某"}, until=date(2025, 3, 4)),
        Row(register="debtors", key="2", values={"name": "陈某"}, since=DAY),
        Row(register="debtors", key="3", values={"name": "周某"}, since=DAY),
    ]
    seen = situation(ledger(*rows))
    assert [r.key for r in seen.rows("debtors")] == ["2", "3"]
    assert [r.key for r in seen.rows("debtors", name="陈某")] == ["2"]
    assert seen.rows("strangers") == []


def test_a_situation_answers_for_who_did_what() -> None:
    book = ledger()
    card = taken(book, issued_card(book), attempt("lend", DAY, WANG, books=[{"title": "三国"}]))
    seen = situation(book, card)
    assert seen.who_did("answer") == {"李", "王"}
    assert seen.who_did("lend", "pause") == {"王"}
    assert seen.has_done("ask") and not seen.has_done("pause")


def test_a_situation_answers_for_limits_amounts_and_children() -> None:
    book = ledger()
    card = asked_card(book)
    seen = situation(book, card)
    assert seen.amount("card_age") == 7
    due = seen.due("card.answer")
    assert due is not None and due.due == date(2025, 3, 10)
    assert seen.due("card.valid") is None
    child = seen.last_child("library.check")
    assert child is not None and child.parent == MATTER and child.org == ORG
    assert seen.last_child("library.card") is None
    assert seen.get("colour", "红") == "红"


def test_a_moot_gate_says_that_the_step_has_nothing_to_act_on() -> None:
    refusals = [g.judge(situation(ledger(), height=90)) for g in (tall, replace(tall, moot=True))]
    assert [Option(situation(ledger()).step, (r,)).moot for r in refusals if r] == [False, True]
