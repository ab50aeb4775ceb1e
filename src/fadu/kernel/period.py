"""What a time limit (期限) is: its length, unit, direction, whom it binds, and the days it stands still.

How a limit is counted is ``timelimit``'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from fadu.kernel.calendar import ONE_DAY
from fadu.kernel.citation import Citation, cite_all


class Unit(StrEnum):
    """How a limit is measured."""

    HOUR = "hour"
    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"

    @property
    def label(self) -> str:
        return {"hour": "小时", "calendar_day": "日", "working_day": "个工作日", "month": "个月", "year": "年"}[self]


class Direction(StrEnum):
    """At most: act within it. At least: nothing may happen until it is over. Before: act that long before an event."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    BEFORE = "before"


class Bound(StrEnum):
    """Whom a limit binds. Only a party's period rolls forward over rest days; an effect (视为送达、失效) needs no act."""

    PARTY = "party"
    AGENCY = "agency"
    OFFICER = "officer"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """One dated rule of law about time: a row of ``fadu.law``.

    ``since`` and ``until`` are the first and last day in force, both included. ``basis`` is the article that
    gives the number, ``counting`` the articles that say how to count it. ``suspended_by`` names the causes that
    stop it; ``extension`` is the longest extension in the same unit (``open_ended``: no upper bound). ``fixed``
    ("03-01") replaces length and unit by a date of the calendar. ``place`` is the code of the place it holds
    for ("" everywhere), ``open_to`` the lowest level whose own figure may replace it. ``default`` marks a number
    that no law gives. ``full_days_between``: that many whole days lie strictly between the act and the event.
    ``minimum`` is the shortest length, where the law gives a span (五至十五个工作日), in the same unit; nothing counts by it.
    ``start_event``, ``extended_by`` (who extends), ``on_lapse`` (what follows) and ``note`` are words for readers, ``also`` former
    names. ``verified_on`` is the day on which somebody read the row in the text of the law.
    """

    id: str
    label: str
    length: int
    unit: Unit
    direction: Direction = Direction.AT_MOST
    bound: Bound = Bound.AGENCY
    basis: tuple[Citation, ...] = ()
    source: str = ""
    verified: bool = False
    since: date | None = None
    until: date | None = None
    suspended_by: tuple[str, ...] = ()
    extension: int = 0
    start_event: str = ""
    full_days_between: bool = False
    fixed: str = ""
    minimum: int = 0
    verified_on: date | None = None
    counting: tuple[Citation, ...] = ()
    place: str = ""
    open_to: str = "nation"
    default: bool = False
    open_ended: bool = False
    extended_by: str = ""
    on_lapse: str = ""
    note: str = ""
    also: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        """The articles, and what must be said with them: that no law gives the number, or that it is unchecked."""
        return with_doubt(cite_all(self.basis), self, "法律未规定天数，此为可改的默认值")

    @property
    def length_text(self) -> str:
        """The length in Chinese: 7个工作日, 90日, 6个月, 每年3月1日; 当日 where nothing is added to the day itself."""
        if self.fixed:
            month, day = (int(part) for part in self.fixed.split("-"))
            return f"每年{month}月{day}日"
        return f"{self.length}{self.unit.label}" if self.length else "当日"


class Checked(Protocol):
    """A row of law as far as it may be relied upon."""

    @property
    def default(self) -> bool: ...
    @property
    def verified(self) -> bool: ...


def with_doubt(articles: str, row: Checked, no_law: str) -> str:
    """The articles of a row, followed by what must be said of it: ``no_law`` for a default, 未核 when unchecked."""
    doubt = no_law if row.default else "" if row.verified else "未核"
    return f"{articles}（{doubt}）" if articles and doubt else articles or doubt


@dataclass(frozen=True, slots=True)
class Interval:
    """Days on which limits naming ``cause`` stand still (中止), both ends included; ``label`` is its Chinese name."""

    first: date
    last: date
    cause: str
    label: str = ""

    @property
    def name(self) -> str:
        return self.label or self.cause


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day of a computation: whether it counted towards the limit, and why, in Chinese."""

    date: date
    counted: bool
    why: str


def merged(intervals: Sequence[Interval], causes: Sequence[str] | None = None) -> tuple[Interval, ...]:
    """The intervals of these causes (None: all), in order, cut so that no day is covered twice."""
    kept: list[Interval] = []
    for one in sorted(intervals, key=lambda i: (i.first, i.last)):
        if causes is not None and one.cause not in causes:
            continue
        if one.last == date.max or one.last < one.first:
            raise ValueError(f"中止期间{one.first}至{one.last}没有终止日或终止日早于起始日")
        first = max(one.first, kept[-1].last + ONE_DAY) if kept else one.first
        if first <= one.last:
            kept.append(Interval(first, one.last, one.cause, one.label))
    return tuple(kept)
