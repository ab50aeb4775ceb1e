"""Acts of the library card: what is decided, refused, recorded and opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from library import LI, MATTER, READER, WANG, attempt, ledger, new, rules, world

from fadu.kernel.act import Acted, act
from fadu.kernel.decide import Refused, available, decide
from fadu.kernel.matter import Matter, fold
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.records import Row

MONDAY = date(2025, 3, 3)


def asked(book: MemoryLedger) -> Matter:
    result = act(world(book.records), book, new(), attempt("ask", MONDAY, READER, name="陈某", age="30", kind="成人"))
    assert isinstance(result, Acted)
    return result.matter


def issued(book: MemoryLedger) -> Matter:
    result = act(world(book.records), book, asked(book), attempt("answer", date(2025, 3, 4), LI, WANG, answer="发证"))
    assert isinstance(result, Acted), result
    return result.matter


def test_it_works() -> None:
    book = ledger()
    card = issued(book)
    assert card.state == "issued"
    assert card.numbers == {"card.paper": "甲图证〔2025〕1号"}
    assert card.papers["card.paper"].startswith("sha256:")
    assert [d.entry.step for d in book.decisions] == ["ask", "open", "answer"]
    assert [r.key for r in book.records.rows("cards", date(2025, 3, 4))] == ["陈某"]


def test_all_refusals_come_together_and_nothing_is_recorded() -> None:
    book = ledger(Row(register="debtors", key="陈某", values={"name": "陈某"}))
    card = asked(book)
    before = len(book.decisions)
    result = act(world(book.records), book, card, attempt("answer", MONDAY, LI, colour="红"))
    assert isinstance(result, Refused)
    assert [r.gate for r in result.refusals] == ["fields", "fields", "two_librarians", "no_fines"]
    assert len(book.decisions) == before


def test_a_reason_passes_a_reason_gate_and_is_kept() -> None:
    book = ledger(Row(register="debtors", key="陈某", values={"name": "陈某"}))
    card = asked(book)
    tried = replace(attempt("answer", MONDAY, LI, WANG, answer="发证"), reasons={"no_fines": "已约定下周缴清"})
    result = decide(world(book.records), card, tried)
    assert not isinstance(result, Refused)
    assert result.entry.overrides == {"no_fines": "已约定下周缴清"}


def test_a_stop_gate_passes_with_no_reason_whatever() -> None:
    tried = replace(attempt("ask", MONDAY, READER, name="周某", age=6, kind="儿童"), reasons={"old_enough": "很聪明"})
    result = decide(world(ledger().records), new(), tried)
    assert isinstance(result, Refused)
    assert str(result.refusals[0]) == "申请人6岁，不满规定年龄（《借书证规则》第二条） → 由监护人代办"


def test_the_wrong_person_is_refused() -> None:
    result = decide(world(ledger().records), new(), attempt("ask", MONDAY, LI, name="陈某", age=30, kind="成人"))
    assert isinstance(result, Refused) and result.gates == {"role"}
    assert "读者" in result.refusals[0].remedy


@pytest.mark.parametrize("on", [date(2025, 4, 1), date(2025, 2, 28)])
def test_neither_tomorrow_nor_before_the_last_step(on: date) -> None:
    book = ledger()
    result = decide(world(book.records), asked(book), attempt("answer", on, LI, WANG, answer="发证"))
    assert isinstance(result, Refused) and result.gates == {"day"}


def test_a_step_from_the_wrong_state_says_what_is_possible() -> None:
    book = ledger()
    result = decide(world(book.records), issued(book), attempt("answer", date(2025, 3, 5), LI, WANG, answer="发证"))
    assert isinstance(result, Refused) and result.gates == {"state"}
    assert "已发证" in result.refusals[0].message


def test_a_branch_leads_where_the_choice_says() -> None:
    book = ledger()
    result = act(world(book.records), book, asked(book), attempt("answer", MONDAY, LI, WANG, answer="不发证"))
    assert isinstance(result, Acted) and result.matter.state == "refused"
    assert "card.valid" not in result.matter.clocks
    assert result.matter.clocks["card.answer"].ended_on == MONDAY


def test_the_parent_moves_when_its_child_is_done() -> None:
    book = ledger()
    card = asked(book)
    child = book.records.children(card.id, "library.check")[0]
    assert child.facts["who"] == "陈某"
    result = act(world(book.records), book, child, attempt("finish", date(2025, 3, 4), LI))
    assert isinstance(result, Acted)
    assert [d.entry.step for d in result.decisions] == ["finish", "checked"]
    assert result.decisions[1].entry.origin == "clock"
    assert "checked" in book.records.held[MATTER].done


def test_gathered_rows_add_up() -> None:
    book = ledger()
    card = issued(book)
    for title in ("红楼梦", "三国"):
        result = act(world(book.records), book, card, attempt("lend", date(2025, 3, 5), LI, books=[{"title": title}]))
        assert isinstance(result, Acted)
        card = result.matter
    assert [b["title"] for b in card.facts["books"]] == ["红楼梦", "三国"]  # type: ignore[union-attr,call-overload]


def test_a_correction_overrides_a_fact_and_keeps_the_entry() -> None:
    book = ledger()
    tried = attempt("correct", MONDAY, LI, corrected_field="age", corrected_value="31")
    result = act(world(book.records), book, asked(book), tried)
    assert isinstance(result, Acted)
    assert result.matter.facts["age"] == 31
    assert book.decisions[0].entry.fields["age"] == 30


def test_a_pause_stops_only_the_limits_that_name_its_cause() -> None:
    book = ledger()
    card = asked(book)
    plain = card.clocks["card.answer"].due(rules(), card.org).due
    for step, on, fields in (("pause", date(2025, 3, 4), {"pause_cause": "停电"}), ("resume", date(2025, 3, 6), {})):
        result = act(world(book.records), book, card, attempt(step, on, LI, **fields))
        assert isinstance(result, Acted)
        card = result.matter
    assert card.clocks["card.answer"].due(rules(), card.org).due > plain


def test_the_fold_of_the_entries_is_the_matter() -> None:
    book = ledger()
    card = issued(book)
    entries = [d.entry for d in book.decisions if d.entry.matter == MATTER]
    procedure = world(book.records).catalogue.procedure("library.card")
    assert fold(procedure, new(), entries) == card
    with pytest.raises(ValueError, match="does not continue"):
        fold(procedure, new(), entries[1:])


def test_the_page_offers_what_the_act_would_take() -> None:
    book = ledger()
    card = asked(book)
    at = attempt("answer", MONDAY, LI).at
    options = {o.step.id: o for o in available(world(book.records), card, LI, MONDAY, at)}
    assert set(options) == {"answer", "correct", "pause", "resume"}
    assert options["answer"].possible
    assert not available(world(book.records), card, READER, MONDAY, at)
