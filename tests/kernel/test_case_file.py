"""What the file of a matter must hold: kept, lacking, later; flaws; what a volume is called. A library card has a file too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from library import CARD, RULE, asked_card, issued_card, ledger

from fadu.kernel.case_file import CaseFile, File, Flaw, Line, Standing, Thing, flaws, lines
from fadu.kernel.matter import Matter
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.procedure import Procedure

PAPER = Thing(label="借书证", basis=(RULE(3),), kept=lambda f: f.has_paper("card.paper"), by="issued", step="answer")
CHECKED = Thing(label="核查记录", basis=(RULE(1),), kept=lambda f: any(c.state == "done" for c in f.of("library.check")), by="asked")
GUARDIAN = Thing(label="监护人同意", basis=(RULE(2),), kept=lambda f: False, by="asked", needed=lambda f: f.matter.get("kind") == "儿童")
NO_DEPOSIT = Flaw(label="没有收押金", basis=(RULE(5),), found=lambda f: not f.matter.get("deposit"), remedy="补收", points="card_points")
FILE = CaseFile(things=(PAPER, CHECKED, GUARDIAN), flaws=(NO_DEPOSIT,), as_if={"refused": "asked"})


def filed(rules: CaseFile | None = FILE) -> Procedure:
    return replace(CARD, case_file=rules)


def standing(matter: Matter, book: MemoryLedger, rules: CaseFile = FILE) -> dict[str, Standing]:
    return {line.thing.label: line.standing for line in lines(filed(rules), matter, book.records)}


def test_it_works() -> None:
    book = ledger()
    assert standing(issued_card(book), book) == {"借书证": Standing.KEPT, "核查记录": Standing.LACKING}


def test_what_is_still_to_come_is_not_lacking() -> None:
    book = ledger()
    assert standing(asked_card(book), book)["借书证"] is Standing.LATER


def test_things_stand_in_the_order_of_the_file() -> None:
    book = ledger()
    assert [line.thing for line in lines(filed(), issued_card(book), book.records)] == [PAPER, CHECKED]


def test_what_this_matter_does_not_need_is_left_out() -> None:
    book = ledger()
    child = replace(asked_card(book), facts={"name": "陈某", "kind": "儿童"})
    assert "监护人同意" not in standing(asked_card(ledger()), ledger())
    assert standing(child, book)["监护人同意"] is Standing.LACKING


def test_a_child_matter_supplies_what_it_brought() -> None:
    book = ledger()
    card = asked_card(book)
    check = book.records.children(card.id, "library.check")[0]
    book.records.held[check.id] = replace(check, state="done")
    assert standing(card, book)["核查记录"] is Standing.KEPT


def test_children_are_told_apart_by_their_facts() -> None:
    book = ledger()
    card = asked_card(book)
    file = File(card, book.records.children(card.id))
    assert len(file.of("library.check", who="陈某")) == 1
    assert list(file.of("library.check", who="周某")) == []
    assert list(file.of("library.card")) == []


def test_a_closed_matter_is_asked_for_nothing_that_never_came() -> None:
    book = ledger()
    refused = replace(asked_card(book), state="refused", closed_on=date(2025, 3, 4))
    assert standing(refused, book) == {"核查记录": Standing.LACKING}


def test_a_state_outside_the_order_is_before_everything() -> None:
    book = ledger()
    assert set(standing(replace(asked_card(book), state="nowhere"), book).values()) == {Standing.LATER}


@pytest.mark.parametrize(("deposit", "found"), [(None, [NO_DEPOSIT]), (1000, [])])
def test_a_flaw_is_found_in_the_record(deposit: int | None, found: list[Flaw]) -> None:
    book = ledger()
    card = asked_card(book)
    facts = {**card.facts, "deposit": deposit} if deposit else card.facts
    assert list(flaws(filed(), replace(card, facts=facts), book.records)) == found


def test_a_procedure_without_a_file_has_neither_lines_nor_flaws() -> None:
    book = ledger()
    card = asked_card(book)
    assert lines(filed(None), card, book.records) == ()
    assert flaws(filed(None), card, book.records) == ()


def test_nothing_is_bound_unless_the_file_has_a_name() -> None:
    book = ledger()
    card = asked_card(book)
    assert not FILE.volume
    assert FILE.cover(card, book.records) == ()
    assert FILE.leads("card.paper", {}) is False


def test_a_line_is_a_thing_and_how_it_stands() -> None:
    assert Line(PAPER, Standing.KEPT) == Line(PAPER, Standing.KEPT)
