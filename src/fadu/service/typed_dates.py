"""Dates as people type them, on a command line or in a form cell: read, or refused with the reason in Chinese.

It reads no clock: today, tomorrow and the year left out are not understood, on purpose.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

from fadu.kernel.timelimit import BEIJING

EARLIEST, LATEST = 1949, 2199
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_INSTANT = re.compile(_DAY.pattern + r"\s*[T ]?\s*(\d{1,2})\s*[:时]\s*(\d{1,2})\s*分?")


class UnreadableDate(ValueError):
    """Not a date that exists; the message says why, in Chinese."""


def read_day(text: str) -> date:
    """``2025-03-06``, ``2025/3/6`` or ``2025年3月6日``. Raises UnreadableDate."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise UnreadableDate(f"“{text}”不是日期；请写成 2025-03-06 这样的形式。")
    return _existing(text, *(int(part) for part in found.groups()))


def read_moment(text: str) -> date | datetime:
    """A day, or with a time of day (``2025-03-06T10:30``, ``2025年3月6日10时30分``) an instant in Beijing time."""
    found = _INSTANT.fullmatch(text.strip())
    if found is None:
        return read_day(text)
    year, month, day, hour, minute = (int(part) for part in found.groups())
    _existing(text, year, month, day)
    if hour > 23 or minute > 59:
        raise UnreadableDate(f"“{text}”的时刻不存在：小时为 0 至 23，分钟为 0 至 59。")
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


def _existing(text: str, year: int, month: int, day: int) -> date:
    if not EARLIEST <= year <= LATEST:
        raise UnreadableDate(f"“{text}”的年份超出范围：可推算 {EARLIEST} 年至 {LATEST} 年。")
    if not 1 <= month <= 12:
        raise UnreadableDate(f"“{text}”不存在：没有 {month} 月。")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise UnreadableDate(f"“{text}”不存在：{year} 年 {month} 月只有 {last} 日。")
    return date(year, month, day)
