"""The stored answer to what gates ask: register rows of a day, matters, children, prior cases.

It only reads. Within one act it remembers what it read, and what the act has just recorded.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fadu.kernel.field import Value, decode, encode
from fadu.kernel.matter import Matter
from fadu.kernel.pack import Catalogue, Register
from fadu.kernel.records import Row
from fadu.store import models
from fadu.store.snapshot import matter_of


@dataclass(slots=True)
class StoreRecords:
    """Records of one town; see ``kernel.records.Records``."""

    catalogue: Catalogue
    org: str
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _matters: dict[str, Matter] = field(default_factory=dict)

    def rows(self, register: str, on: date | None = None, **where: Value) -> Sequence[Row]:
        return [
            row
            for row in self._all(register)
            if (on is None or row.in_force(on)) and all(row.values.get(k) == v for k, v in where.items())
        ]

    def matter(self, matter_id: str) -> Matter | None:
        if matter_id not in self._matters:
            row = models.Matter.objects.filter(org=self.org, pk=_uuid(matter_id)).first()
            if row is None:
                return None
            self._matters[matter_id] = self._typed(row)
        return self._matters[matter_id]

    def children(self, matter_id: str, procedure: str = "") -> Sequence[Matter]:
        rows = models.Matter.objects.filter(org=self.org, parent_id=_uuid(matter_id)).order_by(
            "opened_on", "last_seq", "id"
        )
        if procedure:
            rows = rows.filter(procedure=procedure)
        return [self._known(row) for row in rows]

    def matters(self, procedure: str, **facts: Value) -> Sequence[Matter]:
        rows = models.Matter.objects.filter(org=self.org, procedure=procedure)
        rows = rows.filter(**{f"snapshot__facts__{name}": encode(value) for name, value in facts.items()})
        return [self._known(row) for row in rows.order_by("opened_on", "id")]

    def remember(self, matter: Matter) -> None:
        """The act has just moved this matter; from now on it is what every question answers."""
        self._matters[matter.id] = matter

    def forget_rows(self, register: str) -> None:
        self._rows.pop(register, None)

    def _known(self, row: models.Matter) -> Matter:
        return self._matters.get(str(row.id)) or self._typed(row)

    def _typed(self, row: models.Matter) -> Matter:
        return matter_of(row, self.catalogue.procedure(row.procedure))

    def _all(self, register: str) -> list[Row]:
        if register not in self._rows:
            declared = self.catalogue.registers.get(register)
            stored = models.RegisterRow.objects.filter(org=self.org, register=register).order_by("since", "id")
            self._rows[register] = [row_of(r, declared) for r in stored]
        return self._rows[register]


def row_of(stored: models.RegisterRow, declared: Register | None) -> Row:
    """A register row with its columns typed; values that are no column stay as they are stored."""
    columns = {c.name: c for c in declared.columns} if declared else {}
    values: dict[str, Any] = {k: decode(columns[k], v) if k in columns else v for k, v in stored.values.items()}
    return Row(register=stored.register, key=stored.key, values=values, since=stored.since, until=stored.until)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
