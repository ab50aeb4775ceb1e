"""Dates as people type them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from fadu.service.typed_dates import UnreadableDate, read_day, read_moment


@pytest.mark.parametrize("typed", ["2025-03-06", " 2025-3-6 ", "2025/03/06", "2025.3.6", "2025年3月6日", "２０２５-０３-０６"])
def test_it_works(typed: str) -> None:
    assert read_day(typed) == date(2025, 3, 6)


@pytest.mark.parametrize("typed", ["2025-03-06T09:05", "2025-03-06 9:05", "2025年3月6日9时5分"])
def test_an_instant_is_beijing_time(typed: str) -> None:
    found = read_moment(typed)
    assert isinstance(found, datetime)
    assert (found.utcoffset(), found.isoformat()[:16]) == (timedelta(hours=8), "2025-03-06T09:05")


def test_a_day_stays_a_day() -> None:
    assert read_moment("2025-03-06") == date(2025, 3, 6)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "不是日期"),
        ("明天", "不是日期"),
        ("2025-03", "不是日期"),
        ("2025-03-06; rm", "不是日期"),
        ("2025-02-30", "2025 年 2 月只有 28 日"),
        ("2024-02-30", "2024 年 2 月只有 29 日"),
        ("2025-13-01", "没有 13 月"),
        ("2025-00-01", "没有 0 月"),
        ("2025-01-00", "只有 31 日"),
        ("0001-01-01", "年份超出范围"),
        ("9999-12-31", "年份超出范围"),
        ("2025-03-06T24:00", "时刻不存在"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(typed: str, said: str) -> None:
    with pytest.raises(UnreadableDate, match=said):
        read_moment(typed)
