"""What falls due: a list for a person or for the whole office, soonest first, and the same as days of a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fadu.kernel.period import TimeLimit
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.store.models import DueDate
from fadu.store.project import binds_office

MOST = 400


@dataclass(frozen=True, slots=True)
class Falling:
    """A limit that falls due: its label and its stored row (with the matter)."""

    label: str
    row: DueDate


def falling(reader: Reader, first: date, last: date, *, mine: bool = True, most: int = MOST) -> list[Falling]:
    """Open limits due in these days on matters the reader may read; ``mine`` keeps those the reader handles.

    A party's period that has passed is nobody's lateness and is left out.
    """
    matters = reader.readable()
    if mine:
        matters = matters.filter(handler=reader.actor.id)
    rows = DueDate.objects.filter(org=reader.org, ended_on__isnull=True, due_on__range=(first, last), matter__in=matters.values("pk"))
    rows = (
        rows.filter(matter__closed_on__isnull=True)
        .select_related("matter")
        .defer("matter__snapshot", "matter__search")
        .order_by("due_on", "id")
    )
    found = [(row, _rule(row)) for row in rows[:most]]
    return [Falling(rule.label, row) for row, rule in found if row.due_on >= reader.on or binds_office(rule)]


def weeks(year: int, month: int) -> list[list[date]]:
    """The weeks of a month, Monday first, filled up with days of its neighbours."""
    first = date(year, month, 1)
    start = first - timedelta(days=first.weekday())
    days = [start + timedelta(days=i) for i in range(42)]
    grid: Sequence[list[date]] = [days[i : i + 7] for i in range(0, 42, 7)]
    return [week for week in grid if any(d.month == month for d in week)]


def _rule(row: DueDate) -> TimeLimit:
    rules = rulebook()
    return rules.find_limit(row.limit, row.started_on, row.org) or rules.limits[row.limit][0]
