"""Days of the invented year: working days by the State Council's notices, and days drawn from a month."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fadu.service.demo.acts import at
from fadu.service.demo.dice import Dice
from fadu.service.rules import rulebook


def working(day: date) -> date:
    """The day itself when offices are open, else the next day on which they are."""
    return rulebook().calendar.next_working(day)


def after(day: date, n: int) -> date:
    """The n-th working day after a day."""
    for _ in range(n):
        day = working(day + timedelta(days=1))
    return day


def later(day: date, n: int) -> date:
    """The first working day at least n calendar days after a day."""
    return working(day + timedelta(days=n))


def month_days(year: int, month: int, *, offices_open: bool = False) -> list[date]:
    """Every day of a month, or only those on which offices are open."""
    first = date(year, month, 1)
    found = [d for i in range(31) if (d := first + timedelta(days=i)).month == month]
    return [d for d in found if working(d) == d] if offices_open else found


def moment(day: date, dice: Dice, first_hour: int = 9, last_hour: int = 17) -> datetime:
    """An instant of that day between two full hours."""
    return at(day, dice.between(first_hour, last_hour - 1), dice.below(60))
