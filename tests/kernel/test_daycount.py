"""The receipt told day by day, compared whole: each day, whether it counted, and the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from fadu.kernel.calendar import Calendar, Notice
from fadu.kernel.citation import law
from fadu.kernel.timelimit import BEIJING, Bound, Direction, Due, Interval, TimeLimit, Unit, due

CODE = law("借阅法")
#: A year of its own: 2 January (Thursday) is a holiday, Sunday the 5th is worked instead.
NOTICE = Notice(
    2025, "甲号", frozenset({date(2025, 1, 2)}), frozenset({date(2025, 1, 5)}), ((date(2025, 1, 2), "借书节"), (date(2025, 1, 5), "借书节"))
)
CALENDAR = Calendar((NOTICE,))
LOAN = TimeLimit(id="loan", label="还书", length=2, unit=Unit.CALENDAR_DAY)


def told(rule: TimeLimit, start: date | datetime, stops: tuple[Interval, ...] = (), extension: int = 0) -> list[str]:
    """Each day as one line: 日 计 or 不, then the reason."""
    found: Due = due(rule, start, CALENDAR, suspensions=stops, extension=extension)
    assert all(type(day.counted) is bool for day in found.days)
    return [f"{day.date:%m-%d} {'计' if day.counted else '不'} {day.why}" for day in found.days]


def day(number: int, month: int = 1) -> date:
    return date(2025, month, number)


def at(number: int, hour: int) -> datetime:
    return datetime(2025, 1, number, hour, 30, tzinfo=BEIJING)


def test_days_of_the_calendar_with_an_extension() -> None:
    assert told(replace(LOAN, extension=1), day(3), extension=1) == [
        "01-03 不 起算之日不计入",
        "01-04 计 第1日（周六休息）",
        "01-05 计 第2日（周日，借书节调休上班（甲号））",
        "01-06 计 第3日（延长期）（周一），期间届满",
    ]


def test_working_days_skip_a_holiday_and_count_the_day_worked_instead() -> None:
    rule = replace(LOAN, unit=Unit.WORKING_DAY, length=3, start_event="借出", counting=(CODE(3),))
    assert told(rule, day(1)) == [
        "01-01 不 起算之日（借出）不计入（《借阅法》第三条）",
        "01-02 不 周四，借书节放假（甲号）",
        "01-03 计 第1个工作日（周五）",
        "01-04 不 周六休息",
        "01-05 计 第2个工作日（周日，借书节调休上班（甲号））",
        "01-06 计 第3个工作日（周一），期间届满",
    ]


def test_a_partys_period_rolls_over_the_rest_days() -> None:
    rule = replace(LOAN, bound=Bound.PARTY, length=1, counting=(CODE(4),))
    assert told(rule, day(10)) == [
        "01-10 不 起算之日不计入（《借阅法》第四条）",
        "01-11 计 第1日（周六休息），期间届满",
        "01-12 不 顺延：周日休息",
        "01-13 不 顺延至休息日后的第一个工作日（《借阅法》第四条）（周一）",
    ]


def test_months_tell_their_length_with_the_extension() -> None:
    rule = replace(LOAN, unit=Unit.MONTH, length=1, extension=1)
    lines = told(rule, day(15), extension=1)
    assert lines[0] == "01-15 不 起算之日不计入"
    assert lines[1] == "01-16 计 期间之内（周四）"
    assert lines[-1] == "03-15 计 满2个月（周六休息），期间届满"


def test_a_suspension_is_told_by_its_name_and_does_not_count() -> None:
    rule = replace(LOAN, suspended_by=("repair",))
    assert told(rule, day(6), (Interval(day(7), day(7), "repair", "修补"),)) == [
        "01-06 不 起算之日不计入",
        "01-07 不 中止期间不计入：修补",
        "01-08 计 第1日（周三）",
        "01-09 计 第2日（周四），期间届满",
    ]


def test_backward_with_whole_days_between() -> None:
    rule = replace(LOAN, unit=Unit.WORKING_DAY, direction=Direction.BEFORE, full_days_between=True)
    assert told(rule, day(7)) == [
        "01-04 不 最迟于此日办理（周六休息），距事件已满2个工作日",
        "01-05 计 倒数第2个工作日（周日，借书节调休上班（甲号））",
        "01-06 计 倒数第1个工作日（周一）",
        "01-07 不 事件当日不计入",
    ]


def test_backward_over_rest_days_names_the_event() -> None:
    rule = replace(LOAN, unit=Unit.WORKING_DAY, direction=Direction.BEFORE, start_event="展览")
    assert told(rule, day(13)) == [
        "01-09 计 最迟于此日办理（周四），距展览已满2个工作日",
        "01-10 计 倒数第1个工作日（周五）",
        "01-11 不 周六休息",
        "01-12 不 周日休息",
        "01-13 不 展览当日不计入",
    ]


def test_backward_in_days_and_in_months() -> None:
    assert told(replace(LOAN, direction=Direction.BEFORE), day(8)) == [
        "01-06 计 最迟于此日办理（周一），距事件已满2日",
        "01-07 计 倒数第1日（周二）",
        "01-08 不 事件当日不计入",
    ]
    month = told(replace(LOAN, direction=Direction.BEFORE, unit=Unit.MONTH, length=1), day(8, 2))
    assert month[1] == "01-09 计 期间之内（周四）"
    assert month[0] == "01-08 计 最迟于此日办理（周三），距事件已满1个月"


def test_hours_run_at_once_and_stand_still_when_suspended() -> None:
    rule = replace(LOAN, unit=Unit.HOUR, length=24, extension=6, suspended_by=("repair",))
    assert told(rule, at(6, 9), (Interval(day(8), day(8), "repair", "修补"),)) == [
        "01-06 计 自1月6日9时30分起，24小时连续计算，休息日不扣除",
        "01-07 计 1月7日9时30分为24小时界限",
    ]
    assert told(rule, at(6, 9), (Interval(day(7), day(7), "repair", "修补"),), extension=6) == [
        "01-06 计 自1月6日9时30分起，30小时连续计算，休息日不扣除",
        "01-07 不 中止至2025-01-07不计入：修补",
        "01-08 计 1月8日15时30分为30小时界限",
    ]


def test_hours_before_an_event_end_with_the_event() -> None:
    rule = replace(LOAN, unit=Unit.HOUR, length=24, direction=Direction.BEFORE, start_event="闭馆")
    assert told(rule, at(7, 9)) == [
        "01-06 计 最迟于1月6日9时30分办理，距闭馆已满24小时",
        "01-07 计 1月7日9时30分闭馆，往前24小时连续计算，休息日不扣除",
    ]
    assert told(rule, day(7)) == [
        "01-06 计 最迟不超过此日；2025-01-05之内办理可保无误",
        "01-07 计 未记录闭馆时刻，24小时只能按日推算，请补记时刻",
    ]


def test_of_several_suspensions_only_those_that_stopped_the_hours_are_told() -> None:
    rule = replace(LOAN, unit=Unit.HOUR, length=24, suspended_by=("repair",))
    before, same, at_end = (Interval(day(n), day(n), "repair", "修补") for n in (3, 6, 8))
    midnight = datetime(2025, 1, 7, tzinfo=BEIJING)
    assert told(rule, at(6, 9), (before, same)) == [
        "01-06 计 自1月6日9时30分起，24小时连续计算，休息日不扣除",
        "01-06 不 中止至2025-01-06不计入：修补",
        "01-08 计 1月8日0时00分为24小时界限",
    ]
    assert told(rule, midnight, (at_end,))[1:] == ["01-08 计 1月8日0时00分为24小时界限"]


def test_no_hours_at_all_are_told_in_one_line() -> None:
    assert told(replace(LOAN, unit=Unit.HOUR, length=0), at(6, 9)) == ["01-06 计 自1月6日9时30分起，0小时连续计算，休息日不扣除"]


def test_hours_from_a_bare_day_say_that_the_time_is_missing() -> None:
    assert told(replace(LOAN, unit=Unit.HOUR, length=36), day(6)) == [
        "01-06 计 未记录起算时刻，36小时只能按日推算，请补记时刻",
        "01-08 计 最迟不超过此日；2025-01-07之内办理可保无误",
    ]


def test_a_fixed_day_rolls_for_a_party_and_is_told_in_words() -> None:
    assert told(replace(LOAN, fixed="01-11", bound=Bound.PARTY), day(6)) == [
        "01-11 计 固定日期，每年1月11日（周六休息）",
        "01-12 不 顺延：周日休息",
        "01-13 不 顺延至休息日后的第一个工作日（周一）",
    ]


@pytest.mark.parametrize("unit", list(Unit))
def test_the_last_line_is_the_due_day_whatever_the_unit(unit: Unit) -> None:
    rule = replace(LOAN, unit=unit, length=1)
    found = due(rule, at(8, 9) if unit is Unit.HOUR else day(8), CALENDAR)
    assert found.days[-1].date == found.due_on
    assert found.days[0].date == found.started_on
    assert all(a.date < b.date for a, b in zip(found.days, found.days[1:], strict=False)) or found.due_on - found.started_on < timedelta(
        days=1
    )
