"""The stored answer to what gates ask: register rows of a day, matters, children, prior cases.

It only reads. Within one act it remembers what it read, and what the act has just recorded. A register with many
rows is asked for the rows wanted; a small one is read whole.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from django.db.models import OuterRef, Subquery

from fadu.kernel.field import Kind, Value, decode, encode
from fadu.kernel.matter import Matter
from fadu.kernel.pack import Catalogue, Register
from fadu.kernel.records import Row
from fadu.store import models
from fadu.store.snapshot import matter_of

MANY = 100
_COLUMNS = ("key", "values", "since", "until")
_TYPED = (Kind.DATE, Kind.INSTANT, Kind.ROWS)
Kept: TypeAlias = "dict[tuple[str, str], list[Row]]"

#: Registers found to have many rows. Only a hint: what is answered does not depend on it.
_large: set[tuple[str, str]] = set()
_kept: ContextVar[Kept | None] = ContextVar("kept", default=None)


@contextmanager
def registers_kept() -> Iterator[None]:
    """Keep registers read in one act for the next ones, until something is written to them.

    Only for a process that alone writes to its database, such as the one that builds a demonstration.
    """
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


@dataclass(slots=True)
class StoreRecords:
    """Records of one town; see ``kernel.records.Records``."""

    catalogue: Catalogue
    org: str
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _matters: dict[str, Matter] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _children: dict[str, list[Matter]] = field(default_factory=dict)

    def read_ahead(self, registers: Sequence[str]) -> None:
        """Read these registers in one question, when all of them are about to be asked for."""
        found: dict[str, list[models.RegisterRow]] = {name: [] for name in registers if name not in self._rows}
        for row in models.RegisterRow.objects.filter(org=self.org, register__in=found).order_by("since", "id"):
            found[row.register].append(row)
        self._rows |= {name: [row_of(row, self.catalogue.registers.get(name)) for row in rows] for name, rows in found.items()}

    def rows(self, register: str, on: date | None = None, **where: Value) -> Sequence[Row]:
        asked = where and register not in self._rows and (self.org, register) in _large
        found = self._asked(register, where) if asked else self._all(register)
        return [row for row in found if (on is None or row.in_force(on)) and all(row.values.get(k) == v for k, v in where.items())]

    def matter(self, matter_id: str) -> Matter | None:
        if matter_id not in self._matters:
            key = _uuid(matter_id)
            row = models.Matter.objects.filter(org=self.org, pk=key).first() if key else None
            if row is None:
                return None
            self._matters[matter_id] = self._typed(row)
        return self._matters[matter_id]

    def children(self, matter_id: str, procedure: str = "") -> Sequence[Matter]:
        """Oldest first; of one day, in the order of the journal, whatever became of them since."""
        if matter_id not in self._children:
            opened = models.JournalEntry.objects.filter(matter=OuterRef("pk"), seq=0).values("id")
            rows = models.Matter.objects.filter(org=self.org, parent_id=_uuid(matter_id)).order_by("opened_on", Subquery(opened))
            self._children[matter_id] = [self._known(row) for row in rows]
        return [m for m in self._children[matter_id] if procedure in ("", m.procedure)]

    def matters(self, procedure: str, **facts: Value) -> Sequence[Matter]:
        rows = models.Matter.objects.filter(org=self.org, procedure=procedure)
        rows = rows.filter(**{f"snapshot__facts__{name}": encode(value) for name, value in facts.items()})
        return [self._known(row) for row in rows.order_by("opened_on", "id")]

    def name_of(self, person: str) -> str:
        if person not in self._names:
            found = models.Account.objects.filter(org=self.org, person_id=person).values_list("name", flat=True).first()
            self._names[person] = found or person
        return self._names[person]

    def remember(self, matter: Matter) -> None:
        """The act has just moved this matter; from now on it is what every question answers."""
        self._matters[matter.id] = matter
        self._children.clear()

    def forget_rows(self, register: str) -> None:
        self._rows.pop(register, None)
        (_kept.get() or {}).pop((self.org, register), None)

    def _known(self, row: models.Matter) -> Matter:
        return self._matters.get(str(row.id)) or self._typed(row)

    def _typed(self, row: models.Matter) -> Matter:
        return matter_of(row, self.catalogue.procedure(row.procedure, row.version))

    def _all(self, register: str) -> list[Row]:
        if register not in self._rows:
            kept = _kept.get()
            rows = kept.get((self.org, register)) if kept is not None else None
            if rows is None:
                rows = list(self._read(register, self._stored(register)))
                if kept is not None:
                    kept[self.org, register] = rows
                if len(rows) > MANY:
                    _large.add((self.org, register))
            self._rows[register] = rows
        return self._rows[register]

    def _asked(self, register: str, where: dict[str, Value]) -> Iterator[Row]:
        """Rows whose stored values equal ``where``; what is absent is left to the caller."""
        named = {f"values__{name}": encode(value) for name, value in where.items() if value is not None}
        return self._read(register, self._stored(register).filter(**named))

    def _stored(self, register: str) -> Any:
        return models.RegisterRow.objects.filter(org=self.org, register=register).order_by("since", "id")

    def _read(self, register: str, stored: Any) -> Iterator[Row]:
        typed = _typed(self.catalogue.registers.get(register))
        for key, values, since, until in stored.values_list(*_COLUMNS):
            yield Row(register=register, key=key, values=typed(values), since=since, until=until)


def _typed(declared: Register | None) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What makes days, instants and rows of stored values; the others are stored as they are."""
    special = [c for c in (declared.columns if declared else ()) if c.kind in _TYPED]

    def typed(values: dict[str, Any]) -> dict[str, Any]:
        for column in special:
            if column.name in values:
                values[column.name] = decode(column, values[column.name])
        return values

    return typed


def row_of(stored: models.RegisterRow, declared: Register | None) -> Row:
    """A register row with its columns typed; values that are no column stay as they are stored."""
    return Row(
        register=stored.register, key=stored.key, values=_typed(declared)(dict(stored.values)), since=stored.since, until=stored.until,
    )  # fmt: skip


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
