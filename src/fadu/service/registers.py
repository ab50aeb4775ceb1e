"""Registers (台账): one page of rows, filtered and scoped in the query, and the whole of them for export.

A view register shows matters of its procedures; another holds rows of its own, in force on a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.expressions import OrderBy

from fadu.kernel.field import Field, Kind, Sensitivity, decode
from fadu.kernel.pack import Register
from fadu.packs import catalogue
from fadu.service.scope import Reader
from fadu.service.words import Words
from fadu.store.models import Matter, RegisterRow
from fadu.store.word_index import containing

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a reader asks of a register: words, days, state, columns' values, order and page (from 1)."""

    words: str = ""
    first: date | None = None
    last: date | None = None
    state: str = ""
    village: str = ""
    equals: Mapping[str, str] = field(default_factory=dict)
    order: str = "-opened_on"
    page: int = 1
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the matter or register row behind it, and its columns as printed text."""

    id: str
    title: str
    number: str
    state: str
    on: date | None
    due_on: date | None
    village: str
    cells: Mapping[str, str]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a register; ``total`` counts all rows exactly."""

    lines: Sequence[Line]
    total: int
    number: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PAGE))


ORDERS = ("opened_on", "-opened_on", "due_on", "-due_on", "number", "-number", "state", "-state")


def may_see(reader: Reader) -> list[Register]:
    """Registers this person may open, by pack."""
    return [r for r in catalogue().registers.values() if reader.may_read_register(r.readers)]


def page(reader: Reader, register: Register, query: Query) -> Page:
    """One page of rows with the exact total; past the end, the last. Its keys come first, from the index alone, and then their rows."""
    rows = _rows(reader, register, query)
    total = rows.count()
    number = min(query.page, max(1, -(-total // PAGE)))
    keys = _keys(rows, (number - 1) * PAGE, total)
    found = rows.model.objects.in_bulk(keys)
    words = Words(reader.org)
    return Page([_line(register, found[key], reader, words) for key in keys], total, number)


def _keys(rows: QuerySet[Any], first: int, total: int) -> list[Any]:
    """The keys of one page, counted from whichever end is nearer: the last page is as near as the first."""
    after = min(first + PAGE, total)
    if first <= total - after:
        return list(rows.values_list("pk", flat=True)[first:after])
    return list(rows.reverse().values_list("pk", flat=True)[total - after : max(0, total - first)])[::-1]


def every_line(reader: Reader, register: Register, query: Query) -> Iterator[Line]:
    """All rows, one after the other in constant memory."""
    words = Words(reader.org)
    for row in _rows(reader, register, query).iterator(chunk_size=2000):
        yield _line(register, row, reader, words)


def _rows(reader: Reader, register: Register, query: Query) -> QuerySet[Any]:
    return _matters(reader, register, query) if register.procedures else _own_rows(reader, register, query)


def _matters(reader: Reader, register: Register, query: Query) -> QuerySet[Matter]:
    rows = reader.readable(register.procedures)
    if query.first:
        rows = rows.filter(opened_on__gte=query.first)
    if query.last:
        rows = rows.filter(opened_on__lte=query.last)
    if query.state:
        rows = rows.filter(state=query.state)
    if query.village:
        rows = rows.filter(village=query.village)
    known = {c.name for c in register.columns if all(reader.may_read_field(catalogue().procedure(p), c) for p in register.procedures)}
    rows = rows.filter(**{f"snapshot__facts__{k}": v for k, v in query.equals.items() if k in known and v})
    return containing(rows, query.words).order_by(_order(query.order), "id")


def _order(asked: str) -> OrderBy | str:
    """The order that was asked for, where it is one; what has no day comes last either way, on both databases."""
    if asked.lstrip("-") == "due_on":
        return F("due_on").desc(nulls_last=True) if asked.startswith("-") else F("due_on").asc(nulls_last=True)
    return asked if asked in ORDERS else "-opened_on"


def _own_rows(reader: Reader, register: Register, query: Query) -> QuerySet[RegisterRow]:
    day = query.on or reader.on
    rows = RegisterRow.objects.filter(org=reader.org, register=register.name, since__lte=day)
    if register.ended:
        later = RegisterRow.objects.filter(org=reader.org, register=register.name, key=OuterRef("key"), since__gt=OuterRef("since"))
        rows = rows.filter(~Exists(later.filter(since__lte=day)))
    else:
        rows = rows.filter(until__gte=day)
    return containing(rows, query.words).order_by("key", "since")


def _line(register: Register, row: Any, reader: Reader, words: Words) -> Line:
    if isinstance(row, Matter):
        procedure = catalogue().procedure(row.procedure, row.version)
        state = procedure.state(row.state)
        number = _number(register, row)
        values = _typed(register.columns, {**_of_the_matter(row, number), **row.snapshot.get("facts", {})})
        cells = {c.name: words.show(c, values.get(c.name)) for c in register.columns if _readable(reader, row, c)}
        return Line(
            str(row.pk), row.title, number, state.label if state else row.state, row.opened_on, row.due_on, row.village, cells, values
        )
    values = _typed(register.columns, {**row.values, **_of_the_row(row, register.ended if row.until < reader.on else "")})
    cells = {c.name: words.show(c, values.get(c.name)) for c in register.columns}
    number = row.key if numbered(register) and not by_matter(row) else ""
    return Line(
        f"row-{row.pk}",
        row_title(row, values, words.show(register.columns[0], values.get(register.columns[0].name))),
        number,
        "",
        row.since,
        None,
        "",
        cells,
        values,
    )


def by_matter(row: RegisterRow) -> bool:
    """Whether the row is known by the matter behind it, whose id says nothing to a reader."""
    return row.key == str(row.matter_id)


def row_title(row: RegisterRow, values: Mapping[str, Any], first: str) -> str:
    """What a row is called: by its name, else by its key, else by what its ``first`` column says."""
    return str(values.get("name") or values.get("title") or (first if by_matter(row) else row.key))


def _of_the_matter(row: Matter, number: str) -> dict[str, Any]:
    """What a column may ask of the matter itself, beside its facts."""
    return {"number": number or None, "handler": row.handler or None, "due_on": row.due_on.isoformat() if row.due_on else None}


def _of_the_row(row: RegisterRow, ended: str) -> dict[str, Any]:
    """From when to when a row holds, and what one that is over is called, where a roster has columns for it; an open end says nothing."""
    return {
        "row_since": row.since.isoformat() if row.since > date.min else None,
        "row_until": row.until.isoformat() if row.until < date.max else None,
        "row_ended": ended or None,
    }


def _number(register: Register, row: Matter) -> str:
    """The number of the act that the register lists; that of the case while there is none."""
    numbers = row.snapshot.get("numbers", {})
    return next((numbers[id] for id in register.numbers if id in numbers), row.number)


def numbered(register: Register) -> bool:
    """Whether its rows have a number to show: not where the name of a row is its key already, a person or a text."""
    key, first = register.key, register.columns[0].name
    says_itself = key == first and not {c.name for c in register.columns} & {"name", "title"}
    return not says_itself and not any(c.name == key and c.kind is Kind.OFFICER for c in register.columns)


def _readable(reader: Reader, row: Matter, column: Field) -> bool:
    return column.sensitivity is not Sensitivity.SECRET or reader.may_read_field(catalogue().procedure(row.procedure, row.version), column)


def _typed(columns: Sequence[Field], facts: Mapping[str, Any]) -> dict[str, Any]:
    return {c.name: decode(c, facts[c.name]) for c in columns if facts.get(c.name) is not None}


def totals(lines: Sequence[Line], register: Register) -> dict[str, int]:
    """Sums of the money and count columns over these lines (one page, not the register)."""
    adding = [c.name for c in register.columns if c.adds]
    return {name: sum(v for line in lines if isinstance(v := line.values.get(name), int)) for name in adding}
