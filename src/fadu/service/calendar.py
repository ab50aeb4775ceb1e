"""What falls due: a list for a person or for the whole office, soonest first, and the same as days of a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from fadu.kernel.period import TimeLimit
from fadu.kernel.timelimit import Due
from fadu.packs import catalogue
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.store.models import DueDate
from fadu.store.project import binds_office
from fadu.store.snapshot import matter_of

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
    rows = _due(reader, first, last, mine=mine).defer("matter__snapshot", "matter__search")[:most]
    return [Falling(_rule(row).label, row) for row in rows if _still(row, reader.on)]


def reckoned(reader: Reader, first: date, last: date) -> list[tuple[Falling, Due]]:
    """What falls due in these days on matters the reader handles, each with how its day is reckoned."""
    rows = _due(reader, first, last, mine=True).defer("matter__search")[:MOST]
    return [(Falling(_rule(row).label, row), due) for row in rows if _still(row, reader.on) and (due := _reckoned(row))]


def _due(reader: Reader, first: date, last: date, *, mine: bool) -> QuerySet[DueDate]:
    matters = reader.readable()
    if mine:
        matters = matters.filter(handler=reader.actor.id)
    rows = DueDate.objects.filter(org=reader.org, ended_on__isnull=True, due_on__range=(first, last), matter__in=matters.values("pk"))
    return rows.filter(matter__closed_on__isnull=True).select_related("matter").order_by("due_on", "id")


def _still(row: DueDate, on: date) -> bool:
    """A party's period that has passed is nobody's lateness."""
    return row.due_on >= on or binds_office(_rule(row))


def _reckoned(row: DueDate) -> Due | None:
    found = matter_of(row.matter, catalogue().procedure(row.matter.procedure, row.matter.version)).clocks.get(row.limit)
    return found.due(rulebook(), row.org) if found else None


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
