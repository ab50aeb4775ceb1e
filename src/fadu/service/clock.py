"""The one place that reads the clock, in the town's time zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This instant, aware, without microseconds."""
    return datetime.now(CHINA).replace(microsecond=0)


def day_of(instant: datetime) -> date:
    """The day an instant falls on here; the database gives instants in UTC, where until eight in the morning it is yesterday."""
    return instant.astimezone(CHINA).date()


def today() -> date:
    return now().date()
