"""A time limit as the clock part of a page shows it: days left in the right unit, and where its receipt is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from fadu.kernel.calendar import Calendar
from fadu.kernel.field import chinese_day
from fadu.service.matter_view import Running

SOON_DAYS = 3


def clock_part(running: Running, calendar: Calendar, today: date, matter_id: str) -> dict[str, Any]:
    """The context of ``parts/clock.html``."""
    due = running.due
    last = due.due.date() if isinstance(due.due, datetime) else due.due
    left, unit = days_left(last, today, calendar)
    safe = due.safe.date() if isinstance(due.safe, datetime) else due.safe
    return {
        "label": running.label, "due_on": last, "left": left, "unit": unit, "state": _state(running, left),
        "provisional": due.provisional, "why": f"自{_short(due.started_on, today)}起算", "basis": due.citation,
        "safe_on": safe if safe != last else None, "receipt_href": reverse("receipt", args=(matter_id, running.limit)),
        "ics_href": reverse("receipt_ics", args=(matter_id, running.limit)),
    }  # fmt: skip


def _short(day: date, today: date) -> str:
    """5月17日, with its year when that is not this one."""
    return chinese_day(day) if day.year != today.year else f"{day.month}月{day.day}日"


def days_left(last: date, today: date, calendar: Calendar) -> tuple[int, str]:
    """Working days left while the calendar knows them and they are few, else calendar days; negative when late."""
    days = (last - today).days
    if days < 0 or days > 30 or not calendar.knows(last):
        return days, "日"
    working = sum(calendar.is_working(date.fromordinal(today.toordinal() + i)) for i in range(1, days + 1))
    return (working, "个工作日") if working else (days, "日")


def _state(running: Running, left: int) -> str:
    if running.ended_on:
        return "done"
    if running.paused:
        return "paused"
    if left < 0:
        return "late"
    return "soon" if left <= SOON_DAYS else "ok"


def row_clock(due_on: date | None, today: date, calendar: Calendar) -> dict[str, Any] | None:
    """The short clock of a list row, from the nearest due day; None when nothing is due."""
    if due_on is None:
        return None
    left, unit = days_left(due_on, today, calendar)
    return {"due_on": due_on, "left": left, "unit": unit, "state": "late" if left < 0 else "soon" if left <= SOON_DAYS else "ok"}
