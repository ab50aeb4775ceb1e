"""When a time limit ends: the nominal date, the date that binds, a safe one, and the reason for each day.

``due`` is pure arithmetic over a limit, a start and a calendar. It reads no clock, so it never says that
something is late by itself; it never judges whether a limit applies.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone

from fadu.kernel.calendar import ONE_DAY, Calendar
from fadu.kernel.daycount import explain
from fadu.kernel.period import Bound, DayCount, Direction, Interval, TimeLimit, Unit, merged
from fadu.kernel.surcharge import surcharge_fen

__all__ = [
    "BEIJING", "Bound", "DayCount", "Direction", "Due", "ExtensionTooLong", "Interval", "TimeLimit", "Unit",
    "add_units", "day_of", "due", "earliest_event", "last_safe_service", "merged", "rolls", "surcharge_fen",
]  # fmt: skip

BEIJING = timezone(timedelta(hours=8), "北京时间")
_HOURS_A_DAY = 24
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends. ``nominal`` is bare counting; ``due`` binds (a party's rolls forward over rest days);

    ``safe`` is the last working day on or before the nominal date. Instants for limits in hours that began at
    an instant, days otherwise. ``provisional``: some day it rests on has no holiday notice yet.
    """

    limit: str
    started: date | datetime
    nominal: date | datetime
    due: date | datetime
    safe: date | datetime
    provisional: bool
    citation: str
    rule: TimeLimit = field(repr=False)
    calendar: Calendar = field(repr=False, compare=False)
    stops: tuple[Interval, ...] = field(default=(), repr=False)
    extension: int = field(default=0, repr=False)

    @property
    def days(self) -> tuple[DayCount, ...]:
        """Every day from the start to the due date and why it counted; worked out when asked, not before."""
        return explain(self)

    @property
    def started_on(self) -> date:
        return day_of(self.started)

    @property
    def nominal_on(self) -> date:
        return day_of(self.nominal)

    @property
    def due_on(self) -> date:
        return day_of(self.due)

    @property
    def safe_on(self) -> date:
        return day_of(self.safe)

    @property
    def over_on(self) -> date:
        """The first day after the period: when a waiting period is over, or an effect begins."""
        return self.due_on + ONE_DAY

    def late(self, acted: date | datetime) -> bool:
        """Whether an act at this day or instant came after the due date; instants only matter for hours."""
        if isinstance(self.due, datetime) and isinstance(acted, datetime):
            return acted > self.due
        return day_of(acted) > self.due_on

    def days_left(self, today: date) -> int:
        """Calendar days from ``today`` to the due date; negative once it has passed."""
        return (self.due_on - today).days


class ExtensionTooLong(ValueError):
    """An extension beyond what the rule allows; the caller should have refused it."""


def day_of(moment: date | datetime) -> date:
    """The day of a moment; an aware instant belongs to its day in Beijing."""
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(BEIJING).date() if moment.tzinfo else moment.date()


def due(
    limit: TimeLimit,
    start: date | datetime,
    calendar: Calendar,
    *,
    suspensions: Sequence[Interval] = (),
    extension: int = 0,
) -> Due:
    """When ``limit`` ends if it began at ``start``; for BEFORE, ``start`` is the event and the answer precedes it.

    The starting day does not count; hours run at once; months end on the same day number or the month's last
    (《民法典》第二百零一条、第二百零二条). Only suspensions whose cause the limit names stop it. An hour limit
    begun on a bare day is reckoned in days. Raises ExtensionTooLong, ValueError for a suspension without end,
    and OverflowError for an end beyond the years that a date can have.
    """
    _check_extension(limit, extension)
    stops = merged(suspensions, limit.suspended_by)
    if limit.fixed:
        nominal: date | datetime = _fixed_on(limit.fixed, day_of(start))
    elif limit.unit is Unit.HOUR:
        nominal = _hours(limit, start, limit.length + extension, stops)
    elif limit.direction is Direction.BEFORE:
        nominal = _backward(limit, day_of(start), limit.length + extension, calendar)
    else:
        nominal = _forward(limit, day_of(start), limit.length + extension, calendar, stops)
    binding = calendar.next_working(nominal) if rolls(limit) else nominal
    safe = _safe(limit, start, nominal, calendar)
    doubtful = _provisional(limit, day_of(start), day_of(safe), day_of(binding), calendar)
    return Due(limit.id, start, nominal, binding, safe, doubtful, limit.citation, limit, calendar, stops, extension)


def rolls(limit: TimeLimit) -> bool:
    """Whether a last day that is a rest day moves to the next working day (《民法典》第二百零三条)."""
    return limit.bound is Bound.PARTY and limit.direction is not Direction.BEFORE and limit.unit is not Unit.HOUR


def earliest_event(limit: TimeLimit, notice_served: date, calendar: Calendar) -> date:
    """The first working day on which the event may be held after notice was served on ``notice_served``.

    With ``full_days_between`` the limit's whole days must lie strictly between notice and event (听证通知).
    """
    last = _forward(limit, notice_served, limit.length, calendar, ())
    return calendar.next_working(last + ONE_DAY if limit.full_days_between else last)


def last_safe_service(demand: TimeLimit, window_last: date, calendar: Calendar) -> date:
    """The last working day to serve a demand (催告书) so that it runs out with a working day left in the window."""
    day = calendar.previous_working(window_last)
    if demand.unit is Unit.WORKING_DAY:
        for _ in range(demand.length):
            day = calendar.previous_working(day - ONE_DAY)
    else:
        day = add_units(day, demand.unit, -demand.length)
    return calendar.previous_working(day - ONE_DAY)


def add_units(day: date, unit: Unit, length: int) -> date:
    """``day`` moved by calendar days, months or years; a day number the month lacks becomes its last day.

    Raises OverflowError, in every unit, for a day beyond the years that a date can have.
    """
    if unit is Unit.CALENDAR_DAY:
        return day + timedelta(days=length)
    months = day.year * _MONTHS_A_YEAR + day.month - 1 + length * (_MONTHS_A_YEAR if unit is Unit.YEAR else 1)
    year, month = divmod(months, _MONTHS_A_YEAR)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError("date value out of range")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _check_extension(limit: TimeLimit, extension: int) -> None:
    if extension < 0 or (extension > limit.extension and not limit.open_ended):
        most = f"至多延长{limit.extension}{limit.unit.label}" if limit.extension else "不得延长"
        raise ExtensionTooLong(f"{limit.label}（{limit.id}）{most}（{limit.citation}）")


def _fixed_on(fixed: str, start: date) -> date:
    """The first such date on or after the start."""
    month, day = (int(part) for part in fixed.split("-"))
    this_year = date(start.year, month, day)
    return this_year if this_year >= start else add_units(this_year, Unit.YEAR, 1)


def _forward(limit: TimeLimit, start: date, length: int, calendar: Calendar, stops: Sequence[Interval]) -> date:
    if limit.unit is Unit.WORKING_DAY:
        return _working_days(start, length, calendar, stops)
    return _pushed(start, add_units(start, limit.unit, length), stops)


def _pushed(start: date, last: date, stops: Sequence[Interval]) -> date:
    """``last`` moved on by every stopped day between ``start`` and it."""
    for stop in stops:
        first = max(stop.first, start + ONE_DAY)
        if first <= min(last, stop.last):
            last += stop.last - first + ONE_DAY
    return last


def _working_days(start: date, length: int, calendar: Calendar, stops: Sequence[Interval]) -> date:
    day, counted, waiting = start, 0, list(stops)
    while counted < length:
        day += ONE_DAY
        while waiting and waiting[0].last < day:
            waiting.pop(0)
        if waiting and waiting[0].first <= day:
            day = waiting[0].last
        elif calendar.is_working(day):
            counted += 1
    return day


def _backward(limit: TimeLimit, event: date, length: int, calendar: Calendar) -> date:
    day = event
    if limit.unit is Unit.WORKING_DAY:
        for _ in range(length):
            day = calendar.previous_working(day - ONE_DAY)
    else:
        day = add_units(event, limit.unit, -length)
    return day - ONE_DAY if limit.full_days_between else day


def _hours(limit: TimeLimit, start: date | datetime, length: int, stops: Sequence[Interval]) -> date | datetime:
    back = limit.direction is Direction.BEFORE
    if not isinstance(start, datetime):
        whole = timedelta(days=-(-length // _HOURS_A_DAY))
        return start - whole if back else _pushed(start, start + whole, stops)
    if back:
        return start - timedelta(hours=length)
    last = start + timedelta(hours=length)
    for stop in stops:
        first = max(start, datetime.combine(stop.first, time(), start.tzinfo))
        after = datetime.combine(stop.last + ONE_DAY, time(), start.tzinfo)
        if first < min(last, after):
            last += after - first
    return last


def _safe(limit: TimeLimit, start: date | datetime, nominal: date | datetime, calendar: Calendar) -> date | datetime:
    if limit.unit is Unit.HOUR:
        return nominal if isinstance(nominal, datetime) else nominal - ONE_DAY
    if limit.bound is Bound.EFFECT or limit.direction is Direction.AT_LEAST:
        return nominal
    day = calendar.previous_working(nominal)
    return day if limit.direction is Direction.BEFORE or day >= day_of(start) else nominal


def _provisional(limit: TimeLimit, start: date, safe: date, binding: date, calendar: Calendar) -> bool:
    if limit.unit is Unit.HOUR:
        return False
    if limit.unit is Unit.WORKING_DAY and not limit.fixed:
        return not calendar.knows_all(min(start, safe), max(start, binding))
    waits = limit.bound is Bound.EFFECT or limit.direction is Direction.AT_LEAST
    return not (waits and not rolls(limit)) and not calendar.knows_all(safe, binding)
