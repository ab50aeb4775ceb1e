"""One question for the button and the act: every refusal at once, the same on the page and in the act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library import (
    CARD,
    CHECK,
    CHINA,
    HEAD,
    LI,
    LIMITS,
    MATTER,
    ORG,
    PACK,
    READER,
    RULE,
    WANG,
    asked_card,
    attempt,
    issued_card,
    ledger,
    new,
    rules,
    taken,
    world,
)  # fmt: skip

from fadu.kernel.act import Acted, act
from fadu.kernel.decide import Decision, Refused, World, available, decide, opens_directly, others_may
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.journal import Entry
from fadu.kernel.load import load
from fadu.kernel.matter import Matter, blank
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.procedure import Opens, Procedure, Step
from fadu.kernel.records import MemoryRecords, Row
from fadu.kernel.role import Actor, Post, clock_actor

MONDAY, TUESDAY = date(2025, 3, 3), date(2025, 3, 4)


def decided(book: MemoryLedger, matter: Matter, tried) -> Decision:  # type: ignore[no-untyped-def]
    result = decide(world(book.records), matter, tried)
    assert isinstance(result, Decision), result
    return result


def refused(book: MemoryLedger, matter: Matter, tried) -> Refused:  # type: ignore[no-untyped-def]
    result = decide(world(book.records), matter, tried)
    assert isinstance(result, Refused), result
    return result


def test_it_works() -> None:
    book = ledger()
    entry = decided(book, new(), attempt("ask", MONDAY, READER, name="陈某", age="30", kind="成人")).entry
    assert entry == Entry(
        org=ORG, matter=MATTER, seq=0, procedure="library.card", version="1", step="ask", state="asked", on=MONDAY,
        at=datetime.combine(MONDAY, time(9), CHINA), actors=("陈",), role="reader", fields={"name": "陈某", "age": 30, "kind": "成人"}, rules="test",
    )  # fmt: skip


def test_deciding_records_nothing() -> None:
    book = ledger()
    decided(book, new(), attempt("ask", MONDAY, READER, name="陈某", age=30, kind="成人"))
    assert not book.decisions and not book.records.held and not book.taken


def test_a_step_that_does_not_exist_names_those_that_do() -> None:
    found = refused(ledger(), new(), attempt("dance", MONDAY, READER))
    assert str(found.refusals[0]) == "“借书证”没有“dance”这一步 → 现在可以：申请"


def test_what_a_step_does_not_ask_is_refused() -> None:
    found = refused(ledger(), new(), attempt("ask", MONDAY, READER, name="陈某", age=30, kind="成人", deposit="5"))
    assert [(r.gate, r.field) for r in found.refusals] == [("fields", "deposit")]


def test_every_empty_field_is_named_and_a_known_fact_need_not_be_typed_again() -> None:
    book = ledger()
    assert [r.field for r in refused(book, new(), attempt("ask", MONDAY, READER)).refusals] == ["name", "age", "kind"]
    card = asked_card(book)
    known = replace(card, facts={**card.facts, "answer": "发证"})
    assert decided(book, known, attempt("answer", TUESDAY, LI, WANG)).entry.state == "issued"


def test_a_step_that_gathers_rows_wants_new_ones_each_time() -> None:
    book = ledger()
    card = taken(book, issued_card(book), attempt("lend", TUESDAY, LI, books=[{"title": "三国"}]))
    assert [r.field for r in refused(book, card, attempt("lend", TUESDAY, LI)).refusals] == ["books"]


def test_what_a_step_begins_anew_is_asked_again_and_gone_unless_given() -> None:
    book = ledger()
    answering = replace(CARD.steps[1], anew=("answer", "deposit"))
    mended = replace(
        world(book.records),
        catalogue=load((replace(PACK, procedures=(replace(CARD, steps=(CARD.steps[0], answering, *CARD.steps[2:])), CHECK)),), LIMITS),
    )
    card = asked_card(book)
    known = replace(card, facts={**card.facts, "answer": "不发证", "deposit": 1000})
    refusal = decide(mended, known, attempt("answer", TUESDAY, LI, WANG))
    assert isinstance(refusal, Refused) and [r.field for r in refusal.refusals] == ["answer"]
    found = decide(mended, known, attempt("answer", TUESDAY, LI, WANG, answer="发证"))
    assert isinstance(found, Decision) and found.after.state == "issued" and "deposit" not in found.after.facts


def test_nobody_acting_is_refused() -> None:
    assert refused(ledger(), new(), attempt("ask", MONDAY, name="陈某", age=30, kind="成人")).gates == {"role"}


@pytest.mark.parametrize(("since", "until"), [(TUESDAY, date.max), (date.min, date(2025, 3, 2))])
def test_a_post_counts_only_on_its_days(since: date, until: date) -> None:
    chen = Actor("陈", "陈", (Post("reader", ORG, since=since, until=until),))
    assert refused(ledger(), new(), attempt("ask", MONDAY, chen, name="陈某", age=30, kind="成人")).gates == {"role"}


def test_the_first_actor_must_be_competent_the_second_need_not() -> None:
    book = ledger()
    assert refused(book, asked_card(book), attempt("answer", TUESDAY, READER, LI, answer="发证")).gates == {"role"}
    assert isinstance(decide(world(book.records), asked_card(book), attempt("answer", TUESDAY, LI, READER, answer="发证")), Decision)


def test_a_procedure_not_yet_or_no_longer_in_force_opens_nothing_but_finishes_what_began() -> None:
    dated = replace(CARD, since=date(2025, 3, 1), until=MONDAY)
    catalogue = load((replace(PACK, procedures=(dated, *PACK.procedures[1:])),), LIMITS)
    book = ledger()
    around = World(catalogue=catalogue, rules=rules(), records=book.records, today=date(2025, 3, 31))
    late = decide(around, new(), attempt("ask", TUESDAY, READER, name="陈某", age=30, kind="成人"))
    assert isinstance(late, Refused) and late.gates == {"day"}
    assert isinstance(decide(around, asked_card(book), attempt("answer", TUESDAY, LI, WANG, answer="发证")), Decision)


def test_a_step_that_stays_may_be_dated_before_the_last_one() -> None:
    book = ledger()
    assert isinstance(decide(world(book.records), issued_card(book), attempt("lend", MONDAY, LI, books=[{"title": "三国"}])), Decision)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("colour", "红", "没有“colour”这一项"),
        ("age", "很大", "须为不小于零的整数"),
        ("name", " ", "没有填写"),
        ("kind", "老人", "没有“老人”这一项"),
    ],
)
def test_a_correction_that_gives_no_value_is_refused(name: str, value: str, words: str) -> None:
    book = ledger()
    found = refused(book, asked_card(book), attempt("correct", TUESDAY, LI, corrected_field=name, corrected_value=value))
    assert found.gates == {"fields"} and words in found.refusals[0].message


def test_a_correction_may_name_the_field_by_its_label() -> None:
    book = ledger()
    assert taken(book, asked_card(book), attempt("correct", TUESDAY, LI, corrected_field="年龄", corrected_value="31")).facts["age"] == 31


def test_a_pause_does_not_end_before_it_began() -> None:
    book = ledger()
    card = taken(book, asked_card(book), attempt("pause", date(2025, 3, 6), LI, pause_cause="停电"))
    found = refused(book, card, attempt("resume", TUESDAY, LI))
    assert found.gates == {"day"} and "2025年3月6日" in found.refusals[0].message
    assert taken(book, card, attempt("resume", date(2025, 3, 6), LI)).clocks["card.answer"].due(rules(), ORG).due == date(2025, 3, 11)


def test_the_clock_is_asked_for_no_post_but_for_the_right_state() -> None:
    book = ledger()
    card = issued_card(book)
    lapse = replace(attempt("expire", TUESDAY, clock_actor(ORG)), entrusted=True, origin="clock")
    assert decided(book, card, lapse).entry.role == "clock"
    assert refused(book, asked_card(ledger()), lapse).gates == {"state"}


def test_who_else_is_awaited() -> None:
    book = ledger()
    assert awaited(world(book.records), asked_card(book), READER) == {"answer": True}
    assert awaited(world(book.records), asked_card(book), LI) == {}


def awaited(around: World, card: Matter, who: Actor) -> dict[str, bool]:
    """What others do next → whether they may do it now."""
    return {o.step.id: o.possible for o in others_may(around, card, who, MONDAY, attempt("x", MONDAY).at)}


def test_nobody_is_awaited_for_what_is_refused_whoever_tries() -> None:
    @gate("never", "从不", basis=(RULE(1),), refusal="不行", remedy="不办")
    def never(s: Situation) -> Answer:
        return False

    @gate("known", "认得", on_form=True, basis=(RULE(1),), refusal="不认得{who}", remedy="换人")
    def known(s: Situation) -> Answer:
        return s.actors[0].name == "王" or missing(who=s.actors[0].name)

    answer = next(s for s in CARD.steps if s.id == "answer")
    for gates, possible in (((never,), False), ((known,), True)):
        around, book = with_step(replace(answer, gates=gates))
        assert awaited(around, asked_card(book), READER) == {"answer": possible}


def test_only_a_person_opens_directly() -> None:
    clocked = replace(CARD, steps=(replace(CARD.steps[0], roles=("clock",)), *CARD.steps[1:]))
    assert opens_directly(CARD) and not opens_directly(clocked)


def with_step(step: Step) -> tuple[World, MemoryLedger]:
    """A world in which the library card has this step too (in place of one of the same name)."""
    steps = (*(s for s in CARD.steps if s.id != step.id), step)
    catalogue = load((replace(PACK, procedures=(replace(CARD, steps=steps), *PACK.procedures[1:])),), LIMITS)
    book = ledger()
    return World(catalogue=catalogue, rules=rules(), records=book.records, today=date(2025, 3, 31)), book


def ask_step() -> Step:
    return next(s for s in CARD.steps if s.id == "ask")


def test_what_a_step_works_out_is_recorded_and_seen_by_its_gates() -> None:
    def older(s: Situation) -> dict[str, object]:
        return {"deposit": int(s.facts["age"]) * 2, "books": "not named, hence dropped"}  # type: ignore[call-overload]

    around, _ = with_step(replace(ask_step(), derives=older, derived=("deposit",)))  # type: ignore[arg-type]
    result = decide(around, new(), attempt("ask", MONDAY, READER, name="陈某", age=30, kind="成人"))
    assert isinstance(result, Decision)
    assert result.entry.fields["deposit"] == 60 and "books" not in result.entry.fields


def test_one_child_for_each_element_and_the_same_children_again() -> None:
    opens = Opens(procedure="library.check", step="open", each="books", into="who", carry={})
    around, _ = with_step(replace(ask_step(), optional=("books",), opens=(opens,)))
    tried = attempt("ask", MONDAY, READER, name="陈某", age=30, kind="成人", books=[{"title": "三国"}, {"title": "红楼梦"}])
    first, second = decide(around, new(), tried), decide(around, new(), tried)
    assert isinstance(first, Decision) and isinstance(second, Decision)
    assert len({c.matter.id for c in first.children}) == 2
    assert [c.matter.id for c in first.children] == [c.matter.id for c in second.children]
    assert all(c.attempt.entrusted and c.matter.parent == MATTER for c in first.children)


def test_a_child_that_is_refused_refuses_the_whole_act() -> None:
    opens = Opens(procedure="library.check", step="open", values={"who": "李\x00某"})
    around, book = with_step(replace(ask_step(), opens=(opens,)))
    result = act(around, book, new(), attempt("ask", MONDAY, READER, name="陈某", age=30, kind="成人"))
    assert isinstance(result, Refused) and not book.decisions


def test_a_child_is_opened_only_when_the_condition_holds() -> None:
    opens = Opens(procedure="library.check", step="open", when=lambda f: f["kind"] == "儿童")
    around, _ = with_step(replace(ask_step(), opens=(opens,)))
    for kind, children in (("成人", 0), ("儿童", 1)):
        result = decide(around, new(), attempt("ask", MONDAY, READER, name="陈某", age=30, kind=kind))
        assert isinstance(result, Decision) and len(result.children) == children


def test_a_child_is_told_the_number_of_the_paper_that_opened_it() -> None:
    answer = next(s for s in CARD.steps if s.id == "answer")
    around, book = with_step(replace(answer, opens=(Opens(procedure="library.check", step="open", numbered="who"),)))
    asked = act(around, book, new(), attempt("ask", MONDAY, READER, name="陈某", age=30, kind="成人"))
    assert isinstance(asked, Acted)
    result = act(around, book, asked.matter, attempt("answer", MONDAY, LI, WANG, answer="发证"))
    assert isinstance(result, Acted)
    assert book.records.children(MATTER, "library.check")[-1].facts["who"] == result.matter.numbers["card.paper"]


PEOPLE = (LI, READER, HEAD)
SAID = {"ask": {"name": "陈某", "age": 30, "kind": "成人"}, "answer": {"answer": "发证"}, "lend": {"books": [{"title": "三国"}]},
        "correct": {"corrected_field": "age", "corrected_value": "31"}, "pause": {"pause_cause": "停电"}, "reassign": {"new_handler": "王"},
        "extend": {"extended_limit": "card.answer", "extended_by": 1}, "annul": {"annulment_ground": "更正"}, "link": {"link_kind": "其他", "linked_matter": "x"}}  # fmt: skip


@given(st.sampled_from(["new", "asked", "issued"]), st.sampled_from(PEOPLE), st.dates(date(2025, 3, 1), date(2025, 4, 2)), st.booleans())
def test_the_button_and_the_act_ask_the_same(state: str, who: Actor, on: date, debt: bool) -> None:
    """What the page offers is refused only for the form; what the page refuses is refused, for the same reason, by the act."""
    book = MemoryLedger(MemoryRecords([]), town="甲")
    card = {"new": lambda b: new(), "asked": asked_card, "issued": issued_card}[state](book)
    if debt:
        book.records.put([Row(register="debtors", key="陈某", values={"name": "陈某"})])
    around = world(book.records)
    options = available(around, card, who, on, attempt("x", on).at)
    for option in options:
        result = decide(around, card, attempt(option.step.id, on, who, WANG, **SAID.get(option.step.id, {})))
        if option.possible:
            assert isinstance(result, Decision), (option.step.id, result)
        else:
            assert isinstance(result, Refused) and {str(r) for r in option.refusals} <= {str(r) for r in result.refusals}
    hidden = {s.id for s in CARD.steps} - {o.step.id for o in options}
    for name in hidden:
        assert isinstance(decide(around, card, attempt(name, on, who, WANG, **SAID.get(name, {}))), Refused)


def test_the_page_shows_a_gate_on_the_matter_and_waits_with_one_on_the_form() -> None:
    book = ledger(Row(register="debtors", key="陈某", values={"name": "陈某"}))
    answer = next(o for o in available(world(book.records), asked_card(book), LI, MONDAY, attempt("x", MONDAY).at) if o.step.id == "answer")
    assert [r.gate for r in answer.refusals] == ["no_fines"]


def test_an_unknown_procedure_is_broken_code() -> None:
    with pytest.raises(KeyError):
        decide(world(ledger().records), blank(MATTER, ORG, "library.dance"), attempt("ask", MONDAY, READER))


def test_steps_of_a_closed_matter_are_none() -> None:
    book = ledger()
    closed = taken(book, asked_card(book), attempt("answer", TUESDAY, LI, WANG, answer="不发证"))
    procedure: Procedure = world(book.records).catalogue.procedure("library.card")
    assert procedure.steps_from(closed.state) == ()
    assert available(world(book.records), closed, LI, TUESDAY, attempt("x", TUESDAY).at) == ()
