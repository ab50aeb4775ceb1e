"""Register rows that a step writes: computed from the matter after the step, never typed beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fadu.kernel.field import Value, decode
from fadu.kernel.matter import Facts, Matter
from fadu.kernel.pack import Register
from fadu.kernel.procedure import Enters, Step
from fadu.kernel.records import Row


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row to write, or (``ends``) the last day of the row of the same register and key."""

    row: Row
    ends: bool = False

    @property
    def last_before(self) -> date:
        """The last day of the earlier row of the same key."""
        if self.ends or self.row.since == date.min:
            return self.row.until if self.ends else date.min
        return self.row.since - timedelta(days=1)


def rows_written(step: Step, after: Matter, on: date, registers: Mapping[str, Register]) -> tuple[RowChange, ...]:
    """Every row that this step, taken on day ``on``, writes: declared columns only, and the matter behind it.

    Column ``number`` is the document number that the step took, unless the facts hold one of that name.
    """
    number = after.numbers.get(step.issues.id, "") if step.issues else ""
    facts = {"number": number, **after.facts} if number else after.facts
    changes = [c for e in step.enters if not e.named and (e.when is None or e.when(facts)) for c in _written(e, facts, after, on)]
    imported = [c for e in step.enters if e.named for c in _imported(e, facts, registers, on)]
    return tuple(_with_declared(change, registers.get(change.row.register)) for change in (*changes, *imported))


def _with_declared(change: RowChange, register: Register | None) -> RowChange:
    """Facts of the matter that are no column of the register stay with the matter."""
    if register is None:
        return change
    declared = {c.name for c in register.columns} | {"matter"}
    return replace(change, row=replace(change.row, values={k: v for k, v in change.row.values.items() if k in declared}))


def _written(enters: Enters, facts: Facts, after: Matter, on: date) -> list[RowChange]:
    if not enters.rows:
        return [_change(enters, facts, after, on)]
    rows = facts.get(enters.rows, [])
    given = rows if isinstance(rows, list) else []
    return [_change(enters, {**facts, **row}, after, on) for row in given if isinstance(row, dict)]


def _imported(enters: Enters, facts: Facts, registers: Mapping[str, Register], on: date) -> list[RowChange]:
    """Rows as an import brought them: only columns that the register declares, and nothing of the matter that brought them."""
    register = registers.get(str(facts.get(enters.named)))
    rows = facts.get(enters.rows, [])
    if register is None or not isinstance(rows, list):
        return []
    return [_brought(enters, register, row, on) for row in rows if isinstance(row, dict)]


def _brought(enters: Enters, register: Register, row: Facts, on: date) -> RowChange:
    values = _columns(register, str(row.get(enters.content, "")))
    days = {"since": _day(row, enters.since, on), "until": _day(row, enters.until, date.max)}
    return RowChange(Row(register=register.name, key=str(row.get(enters.key, "")), values=values, **days))


def _columns(register: Register, content: str) -> dict[str, Value]:
    """The declared columns in an imported row's text; none in one that was damaged since its gate let it pass."""
    try:
        said = json.loads(content)
        typed = {c.name: decode(c, said[c.name]) for c in register.columns if c.name in said}
    except (ValueError, TypeError):
        return {}
    return {name: value for name, value in typed.items() if value is not None}


def _change(enters: Enters, facts: Facts, after: Matter, on: date) -> RowChange:
    values = {**facts, **{column: facts[name] for column, name in enters.columns.items() if name in facts}}
    row = Row(
        register=enters.register, key=str(values.get(enters.key) or after.id), values={**values, "matter": after.id},
        since=_day(values, enters.since, on), until=_day(values, enters.until, on if enters.ends else date.max),
    )  # fmt: skip
    return RowChange(row, enters.ends)


def _day(values: Mapping[str, Value], name: str, otherwise: date) -> date:
    day = values.get(name) if name else None
    return day if isinstance(day, date) else otherwise
