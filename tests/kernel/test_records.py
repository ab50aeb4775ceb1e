"""Records in memory answer as the store does: rows of a day, matters by facts, children oldest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from library import LI, asked_card, attempt, ledger, taken

from fadu.kernel.records import MemoryRecords, Row

ROW = Row(register="debtors", key="1", values={"name": "陈某", "owed": 5}, since=date(2025, 3, 1), until=date(2025, 3, 31))


@pytest.mark.parametrize(
    ("day", "found"), [(date(2025, 2, 28), 0), (date(2025, 3, 1), 1), (date(2025, 3, 31), 1), (date(2025, 4, 1), 0), (None, 1)]
)
def test_it_works(day: date | None, found: int) -> None:
    assert len(MemoryRecords([ROW]).rows("debtors", day, name="陈某")) == found


def test_every_column_asked_must_equal() -> None:
    records = MemoryRecords([ROW])
    assert records.rows("debtors", name="陈某", owed=5)
    assert not records.rows("debtors", name="陈某", owed=6)
    assert not records.rows("debtors", colour="红")


def test_a_row_reads_like_a_table() -> None:
    assert (ROW["owed"], ROW.get("owed"), ROW.get("colour"), ROW.get("colour", "红")) == (5, 5, None, "红")
    with pytest.raises(KeyError):
        ROW["colour"]


def test_putting_a_row_replaces_that_of_the_same_key() -> None:
    records = MemoryRecords([ROW])
    records.put([replace(ROW, values={"name": "周某"}), replace(ROW, key="2")])
    assert [(r.key, r["name"]) for r in records.rows("debtors")] == [("1", "周某"), ("2", "陈某")]


def test_putting_a_row_keeps_those_that_had_ended() -> None:
    records = MemoryRecords([ROW])
    records.put([replace(ROW, since=date(2025, 4, 1), until=date.max)])
    assert len(records.rows("debtors")) == 2


def test_matters_are_found_by_their_facts() -> None:
    book = ledger()
    card = asked_card(book)
    assert [m.id for m in book.records.matters("library.card", name="陈某", age=30)] == [card.id]
    assert book.records.matters("library.card", name="周某") == []
    assert book.records.matter("no such") is None


def test_children_are_those_of_this_matter() -> None:
    book = ledger()
    card = asked_card(book)
    (child,) = book.records.children(card.id)
    assert book.records.children(card.id, "library.card") == []
    taken(book, child, attempt("finish", date(2025, 3, 4), LI))
    assert book.records.children(card.id, "library.check")[0].state == "done"
