"""The town's own word lists as the checker takes them, from the registers in force on a day. Reads only."""

from __future__ import annotations

from datetime import date
from typing import Any

from fadu.checker.own_words import Confusable, Formula, OwnWords
from fadu.kernel.records import Row
from fadu.packs import catalogue
from fadu.store.records import StoreRecords


def own_words(org: str, on: date) -> OwnWords:
    records = StoreRecords(catalogue(), org)
    formulas = tuple(_formula(r) for r in records.rows("formulas", on))
    return OwnWords(
        formulas, tuple(Confusable(_text(r, "wrong"), _text(r, "right"), _text(r, "note")) for r in records.rows("confusables", on))
    )


def _formula(row: Row) -> Formula:
    first, last = (_day(row.get(name)) for name in ("valid_from", "valid_to"))
    return Formula(_text(row, "text"), first, last, _text(row, "instead"), _text(row, "source"))


def _text(row: Row, name: str) -> str:
    return str(row.get(name) or "")


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
