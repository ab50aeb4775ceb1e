"""A year of working days: its months as weeks, its holidays with the notice that gave them, and how many days one works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fadu.kernel.calendar import Calendar, Notice
from fadu.service.calendar import weeks

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Month:
    """One month; ``weeks`` begin on Mondays and are filled up with days of its neighbours."""

    number: int
    working: int
    weeks: list[list[date]]


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of a notice: its days off, and the weekend days worked in exchange."""

    name: str
    off: tuple[date, ...]
    work: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class WorkYear:
    """See the module; ``notice`` is None when the State Council has not said: weekends alone, provisionally."""

    year: int
    notice: Notice | None
    months: tuple[Month, ...]
    holidays: tuple[Holiday, ...]

    @property
    def working(self) -> int:
        return sum(month.working for month in self.months)


def work_year(calendar: Calendar, year: int) -> WorkYear:
    """The year as the notices stand."""
    notice = next((n for n in calendar.notices if n.year == year), None)
    months = tuple(_month(calendar, year, number) for number in MONTHS)
    return WorkYear(year, notice, months, _holidays(notice) if notice else ())


def _month(calendar: Calendar, year: int, number: int) -> Month:
    grid = weeks(year, number)
    days = [day for week in grid for day in week if day.month == number]
    return Month(number, sum(calendar.is_working(day) for day in days), grid)


def _holidays(notice: Notice) -> tuple[Holiday, ...]:
    names = list(dict.fromkeys(name for day, name in notice.names if day in notice.off))
    days = {name: [day for day, its in notice.names if its == name] for name in names}
    return tuple(
        Holiday(name, tuple(d for d in found if d in notice.off), tuple(d for d in found if d in notice.work))
        for name, found in days.items()
    )
