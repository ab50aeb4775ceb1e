"""Working days of the State Council's notices: counts, reasons, and honesty beyond them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.kernel.calendar import Calendar, CalendarGap, Notice, days_between
from fadu.law import load

CALENDAR = load().calendar
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))

MONTHLY = {
    2024: (22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22),
    2025: (19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23),
    2026: (21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23),
}


def library() -> Calendar:
    """A calendar of no real country: the library closes on one Tuesday and opens on the Saturday before."""
    return Calendar((Notice(2030, "阅览通知", frozenset({date(2030, 3, 5)}), frozenset({date(2030, 3, 2)})),))


@pytest.mark.parametrize("year", sorted(MONTHLY))
def test_each_month_has_the_published_number_of_working_days(year: int) -> None:
    starts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    counted = tuple(CALENDAR.working_days(first, after - timedelta(days=1)) for first, after in pairwise(starts))
    assert counted == MONTHLY[year]
    assert sum(counted) == {2024: 251, 2025: 248, 2026: 248}[year]


def test_make_up_weekends_are_working_days_and_bridged_days_are_not() -> None:
    assert CALENDAR.is_working(date(2025, 9, 28))  # a Sunday
    assert not CALENDAR.is_working(date(2025, 10, 8))  # a Wednesday
    assert not CALENDAR.is_working(date(2025, 9, 27))


def test_the_reason_names_the_holiday_and_the_notice() -> None:
    assert CALENDAR.why(date(2025, 10, 1)) == "周三，国庆节、中秋节放假（国办发明电〔2024〕12号）"
    assert CALENDAR.why(date(2025, 9, 28)) == "周日，国庆节、中秋节调休上班（国办发明电〔2024〕12号）"
    assert CALENDAR.why(date(2025, 9, 27)) == "周六休息"
    assert CALENDAR.why(date(2025, 9, 26)) == "周五"


def test_beyond_the_last_notice_the_answer_says_that_it_is_a_guess() -> None:
    day = date(2027, 10, 1)
    assert not CALENDAR.knows(day)
    assert CALENDAR.is_working(day)
    assert CALENDAR.why(day) == "周五（2027年放假安排尚未载入，暂按周末推算）"
    assert CALENDAR.known_until == date(2026, 12, 31)
    assert CALENDAR.known_from <= date(2024, 1, 1)


def test_who_must_be_sure_is_told_about_the_gap() -> None:
    CALENDAR.require(date(2025, 1, 1), date(2026, 12, 31))
    with pytest.raises(CalendarGap, match="2027年放假安排尚未载入"):
        CALENDAR.require(date(2026, 12, 1), date(2027, 1, 5))
    with pytest.raises(CalendarGap, match="没有载入任何年度"):
        _ = Calendar(()).known_until


def test_a_missing_year_in_between_is_not_known() -> None:
    holed = Calendar(tuple(notice for notice in CALENDAR.notices if notice.year != 2025))
    assert not holed.knows_all(date(2024, 12, 30), date(2026, 1, 2))
    assert holed.known_from == date(2026, 1, 1)


def test_two_notices_for_one_year_are_refused() -> None:
    with pytest.raises(ValueError, match="两份放假通知"):
        Calendar((*CALENDAR.notices, CALENDAR.notices[0]))


def test_a_notice_that_contradicts_itself_is_refused() -> None:
    saturday, monday = date(2030, 3, 2), date(2030, 3, 4)
    with pytest.raises(ValueError, match="不能既放假又上班"):
        Notice(2030, "甲", frozenset({saturday}), frozenset({saturday}))
    with pytest.raises(ValueError, match="本是平日"):
        Notice(2030, "甲", frozenset(), frozenset({monday}))


def test_a_new_years_break_may_reach_back_into_december() -> None:
    next_year = Notice(2027, "乙", frozenset({date(2026, 12, 31), date(2027, 1, 1)}), frozenset({date(2026, 12, 26)}))
    later = Calendar((*CALENDAR.notices, next_year))
    assert not later.is_working(date(2026, 12, 31))
    assert later.is_working(date(2026, 12, 26))
    assert later.notice_for(date(2026, 12, 31)) == next_year


def test_neighbouring_working_days() -> None:
    assert CALENDAR.next_working(date(2025, 10, 1)) == date(2025, 10, 9)
    assert CALENDAR.previous_working(date(2025, 10, 8)) == date(2025, 9, 30)
    assert CALENDAR.next_working(date(2025, 10, 11)) == date(2025, 10, 11)


def test_it_works_for_a_calendar_of_any_country() -> None:
    assert library().working_days(date(2030, 3, 1), date(2030, 3, 6)) == 4
    assert library().why(date(2030, 3, 5)) == "周二，节假日放假（阅览通知）"
    assert library().why(date(2030, 3, 2)) == "周六，调休上班（阅览通知）"


@given(DAYS)
def test_rolling_is_idempotent_and_lands_on_a_working_day(day: date) -> None:
    forward, back = CALENDAR.next_working(day), CALENDAR.previous_working(day)
    assert back <= day <= forward
    assert CALENDAR.next_working(forward) == forward
    assert CALENDAR.previous_working(back) == back
    assert not any(CALENDAR.is_working(rest) for rest in days_between(day, forward - timedelta(days=1)))


@given(DAYS, DAYS)
def test_counting_a_span_in_two_parts_gives_the_same(one: date, other: date) -> None:
    first, last = min(one, other), min(max(one, other), min(one, other) + timedelta(days=400))
    middle = first + (last - first) // 2
    whole = CALENDAR.working_days(first, last)
    assert whole == CALENDAR.working_days(first, middle) + CALENDAR.working_days(middle + timedelta(days=1), last)


def test_the_notice_that_moved_a_day_is_found_for_a_holiday_and_for_a_day_worked() -> None:
    notice = Notice(2025, "甲号", frozenset({date(2025, 1, 2)}), frozenset({date(2025, 1, 5)}))
    calendar = Calendar((notice,))
    assert calendar.notice_for(date(2025, 1, 2)) is notice
    assert calendar.notice_for(date(2025, 1, 5)) is notice
    assert calendar.notice_for(date(2025, 1, 6)) is None


def test_two_notices_of_one_year_are_refused_in_these_words() -> None:
    notice = Notice(2025, "甲号", frozenset(), frozenset())
    with pytest.raises(ValueError, match=r"^同一年度有两份放假通知，请只保留一份$"):
        Calendar((notice, notice))
