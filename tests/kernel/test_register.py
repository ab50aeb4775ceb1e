"""Register rows that a step writes: from the matter after it, declared columns only, each in force on its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from library import CARD, MATTER, PACK, asked_card, issued_card, ledger

from fadu.kernel.matter import Matter
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.procedure import Enters, Step
from fadu.kernel.records import Row
from fadu.kernel.register import RowChange, rows_written

ON = date(2025, 3, 4)
REGISTERS = {r.name: r for r in PACK.registers}


def step(*enters: Enters) -> Step:
    return replace(next(s for s in CARD.steps if s.id == "answer"), enters=enters)


def written(enters: Enters, matter: Matter | None = None) -> tuple[RowChange, ...]:
    return rows_written(step(enters), matter or issued_card(ledger()), ON, REGISTERS)


def test_it_works() -> None:
    (change,) = written(Enters(register="cards", key="name"))
    row = change.row
    assert (row.register, row.key, row.since, row.until, change.ends) == ("cards", "陈某", ON, date.max, False)
    assert row.values == {"name": "陈某", "age": 30, "kind": "成人", "matter": MATTER}


def test_facts_that_are_no_column_stay_with_the_matter() -> None:
    (change,) = written(Enters(register="debtors", key="name"))
    assert set(change.row.values) == {"name", "matter"}


def test_columns_may_be_called_otherwise() -> None:
    (change,) = written(Enters(register="cards", key="name", columns={"kind": "answer", "age": "shoe_size"}))
    assert (change.row["kind"], change.row["age"]) == ("发证", 30)


def test_the_number_that_the_step_took_is_a_column() -> None:
    (change,) = written(Enters(register="papers", key="number"))
    assert change.row.key == "甲图证〔2025〕1号"


def test_one_row_for_each_row_of_a_fact() -> None:
    card = issued_card(ledger())
    lent = replace(card, facts={**card.facts, "books": [{"title": "三国"}, {"title": "红楼梦"}]})
    assert [c.row.key for c in written(Enters(register="loans", key="title", rows="books"), lent)] == ["三国", "红楼梦"]
    assert written(Enters(register="loans", key="title", rows="books"), card) == ()


def test_a_row_is_in_force_on_the_days_its_columns_name() -> None:
    card = issued_card(ledger())
    dated = replace(card, facts={**card.facts, "from": date(2025, 4, 1), "to": date(2025, 4, 30)})
    (change,) = written(Enters(register="cards", key="name", since="from", until="to"), dated)
    assert (change.row.since, change.row.until) == (date(2025, 4, 1), date(2025, 4, 30))


def test_only_when_the_condition_holds() -> None:
    assert written(Enters(register="cards", key="name", when=lambda f: f["kind"] == "儿童")) == ()


def test_a_matter_without_the_key_is_its_own_key() -> None:
    (change,) = written(Enters(register="cards", key="shoe_size"))
    assert change.row.key == MATTER


def test_a_later_row_ends_the_earlier_the_day_before() -> None:
    book = MemoryLedger(ledger(Row(register="cards", key="陈某", values={"name": "陈某"})).records, town="甲")
    issued_card(book)
    old, new = book.records.rows("cards")
    assert (old.until, new.since) == (date(2025, 3, 3), ON)
    assert [len(book.records.rows("cards", day)) for day in (date(2025, 3, 3), ON)] == [1, 1]


@pytest.mark.parametrize("day", [ON, date(2030, 1, 1)])
def test_ending_closes_the_row_and_adds_none(day: date) -> None:
    (change,) = written(Enters(register="cards", key="name", ends=True))
    assert change.ends and change.row.until == ON
    book = ledger(Row(register="cards", key="陈某", values={}, since=date(2025, 1, 1)))
    book._write(change)
    assert [(r.until, r.in_force(day)) for r in book.records.rows("cards")] == [(ON, day == ON)]


def test_nothing_is_written_where_nothing_is_entered() -> None:
    book = ledger()
    asked_card(book)
    assert book.records.rows("cards") == []
