"""A change of law while matters run: each ends under the version it began with, unless the new one takes it over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from library import CARD, CHECK, LI, LIMITS, PACK, READER, WANG, asked_card, attempt, ledger, new, old_enough, world

from fadu.kernel.act import Acted, act
from fadu.kernel.decide import Refused, World, decide
from fadu.kernel.load import load
from fadu.kernel.matter import fold
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.procedure import Procedure

LAST, FIRST = date(2025, 3, 9), date(2025, 3, 10)
OLD = replace(CARD, until=LAST)
#: From the tenth of March one librarian answers alone.
NEW = replace(CARD, version="2", since=FIRST, steps=tuple(replace(s, gates=()) if s.id == "answer" else s for s in CARD.steps))


def changed(book: MemoryLedger, newer: Procedure = NEW) -> World:
    return replace(world(book.records), catalogue=load((replace(PACK, procedures=(OLD, newer, CHECK)),), LIMITS))


def test_a_matter_ends_under_the_version_it_began_with() -> None:
    book = ledger()
    card = asked_card(book, LAST)
    alone = decide(changed(book), card, attempt("answer", FIRST, LI, answer="发证"))
    assert isinstance(alone, Refused) and alone.gates == {"two_librarians"}
    together = act(changed(book), book, card, attempt("answer", FIRST, LI, WANG, answer="发证"))
    assert isinstance(together, Acted) and together.matter.version == "1"


def test_one_that_begins_later_begins_under_the_new_version() -> None:
    book = ledger()
    asked = act(changed(book), book, new(), attempt("ask", FIRST, READER, name="周某", age="30", kind="成人"))
    assert isinstance(asked, Acted) and asked.matter.version == "2"
    answered = act(changed(book), book, asked.matter, attempt("answer", FIRST, LI, answer="发证"))
    assert isinstance(answered, Acted) and answered.matter.state == "issued"


def test_a_transition_rule_moves_what_is_open_and_leaves_what_was_written() -> None:
    book = ledger()
    card = asked_card(book, LAST)
    moved = changed(book, replace(NEW, takes_over=("1",)))
    answered = act(moved, book, card, attempt("answer", FIRST, LI, answer="发证"))
    assert isinstance(answered, Acted) and answered.matter.version == "2"
    written = [d.entry for d in book.decisions if d.entry.matter == card.id]
    assert [e.version for e in written] == ["1", "2"]
    again = new()
    for entry in written:
        again = fold(moved.catalogue.written(entry.procedure, entry.version), again, [entry])
    assert again == answered.matter


def test_no_version_is_in_force_on_that_day() -> None:
    book = ledger()
    late = decide(
        replace(changed(book, replace(NEW, since=date(2025, 5, 1))), today=date(2025, 4, 30)),
        new(),
        attempt("ask", date(2025, 4, 2), READER, name="周某", age="30", kind="成人"),
    )
    assert isinstance(late, Refused) and late.gates == {"day"}
    assert old_enough.id not in late.gates
