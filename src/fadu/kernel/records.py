"""What a gate may look up beyond its own matter: register rows of a day, linked matters, prior cases.

One small protocol with an in-memory implementation for worked examples; the store brings its own. It
answers questions and never writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from fadu.kernel.field import Value

if TYPE_CHECKING:
    from fadu.kernel.matter import Matter

#: The register of places (村（社区）) by code; a place whose last row is over takes no new acts.
PLACES = "villages"
#: The register of what the town is called (机关信息): ``short_name`` is what its document numbers print.
TOWN = "town_details"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a register, in force from ``since`` to ``until``, both included."""

    register: str
    key: str
    values: Mapping[str, Value]
    since: date = date.min
    until: date = date.max

    def in_force(self, day: date) -> bool:
        return self.since <= day <= self.until

    def __getitem__(self, name: str) -> Value:
        return self.values[name]

    def get(self, name: str, default: Value | None = None) -> Value | None:
        return self.values.get(name, default)


class Records(Protocol):
    """The questions a gate may ask. Answers are plain values and the same for the same store."""

    def rows(self, register: str, on: date | None = None, **where: Value) -> Sequence[Row]:
        """Rows whose columns equal ``where``; with ``on``, only those in force that day."""
        ...

    def matter(self, matter_id: str) -> Matter | None: ...

    def children(self, matter_id: str, procedure: str = "") -> Sequence[Matter]:
        """Matters opened by a step of this one, oldest first."""
        ...

    def matters(self, procedure: str, **facts: Value) -> Sequence[Matter]:
        """Matters of a procedure whose facts equal ``facts``, oldest first."""
        ...

    def name_of(self, person: str) -> str:
        """The name of a person whom a fact holds by id; what is no id of anybody's is a name already."""
        ...


def town_on(records: Records, on: date | None) -> Row | None:
    """What the town is called on a day (None: at last); before its first row as that row says, since the town is older than its records here."""
    rows = sorted(records.rows(TOWN), key=lambda r: r.since)
    begun = [r for r in rows if on is None or r.since <= on]
    return (begun or rows)[-1 if begun else 0] if rows else None


@dataclass(slots=True)
class MemoryRecords:
    """Records held in memory, for worked examples and kernel tests."""

    register_rows: list[Row] = field(default_factory=list)
    held: dict[str, Matter] = field(default_factory=dict)

    def rows(self, register: str, on: date | None = None, **where: Value) -> Sequence[Row]:
        return [
            row
            for row in self.register_rows
            if row.register == register and (on is None or row.in_force(on)) and _matches(row.values, where)
        ]

    def matter(self, matter_id: str) -> Matter | None:
        return self.held.get(matter_id)

    def children(self, matter_id: str, procedure: str = "") -> Sequence[Matter]:
        return [m for m in self.held.values() if m.parent == matter_id and procedure in ("", m.procedure)]

    def matters(self, procedure: str, **facts: Value) -> Sequence[Matter]:
        return [m for m in self.held.values() if m.procedure == procedure and _matches(m.facts, facts)]

    def name_of(self, person: str) -> str:
        return person

    def put(self, rows: Iterable[Row]) -> None:
        """Replace rows of the same register and key, add the others."""
        for row in rows:
            same = (row.register, row.key)
            self.register_rows = [r for r in self.register_rows if (r.register, r.key) != same or r.until < row.since]
            self.register_rows.append(row)


def _matches(values: Mapping[str, Value], where: Mapping[str, Value]) -> bool:
    return all(values.get(name) == wanted for name, wanted in where.items())
