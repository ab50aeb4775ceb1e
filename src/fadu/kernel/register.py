"""Register rows that a step writes: computed from the matter after the step, never typed beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from fadu.kernel.field import Value
from fadu.kernel.matter import Facts, Matter
from fadu.kernel.pack import Register
from fadu.kernel.procedure import Enters, Step
from fadu.kernel.records import Row


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row to write, or (``ends``) the last day of the row of the same register and key."""

    row: Row
    ends: bool = False


def rows_written(step: Step, after: Matter, on: date, registers: Mapping[str, Register]) -> tuple[RowChange, ...]:
    """Every row that this step, taken on day ``on``, writes: declared columns only, and the matter behind it.

    Column ``number`` is the document number that the step took, unless the facts hold one of that name.
    """
    number = after.numbers.get(step.issues.id, "") if step.issues else ""
    facts = {"number": number, **after.facts} if number else after.facts
    changes = [c for e in step.enters if e.when is None or e.when(facts) for c in _written(e, facts, after, on)]
    return tuple(_with_declared(change, registers.get(change.row.register)) for change in changes)


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
