"""A due date told day by day in Chinese: which day counted, which did not, and on whose word.

It explains what ``timelimit.due`` computed and decides nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from fadu.kernel.calendar import ONE_DAY, days_between, weekday_name
from fadu.kernel.citation import cite_all
from fadu.kernel.period import DayCount, Direction, Interval, TimeLimit, Unit

if TYPE_CHECKING:
    from fadu.kernel.timelimit import Due


def explain(due: Due) -> tuple[DayCount, ...]:
    """Every day from the start to the due date (for BEFORE: from the last day to act to the event)."""
    if due.rule.fixed:
        return tuple(_fixed(due))
    if due.rule.unit is Unit.HOUR:
        return tuple(_hours(due))
    if due.rule.direction is Direction.BEFORE:
        return tuple(_backward(due))
    return (_first(due), *_forward(due), *_rolled(due))


def _first(due: Due) -> DayCount:
    event = f"（{due.rule.start_event}）" if due.rule.start_event else ""
    return DayCount(due.started_on, False, f"起算之日{event}不计入{_counting(due.rule)}")


def _forward(due: Due) -> Iterator[DayCount]:
    counted = 0
    for day in days_between(due.started_on + ONE_DAY, due.nominal_on):
        if stop := _stop_on(day, due.stops):
            yield DayCount(day, False, f"中止期间不计入：{stop.name}")
        elif due.rule.unit is Unit.WORKING_DAY and not due.calendar.is_working(day):
            yield DayCount(day, False, due.calendar.why(day))
        else:
            counted += 1
            yield DayCount(day, True, _counted(due, day, counted))


def _counted(due: Due, day: date, number: int) -> str:
    rule, length = due.rule, due.rule.length
    last = day == due.nominal_on
    if rule.unit in (Unit.MONTH, Unit.YEAR):
        text = f"满{length + due.extension}{rule.unit.label}" if last else "期间之内"
    else:
        text = f"第{number}{_short(rule)}" + ("（延长期）" if number > length else "")
    return f"{text}（{due.calendar.why(day)}）{'，期间届满' if last else ''}"


def _rolled(due: Due) -> Iterator[DayCount]:
    for day in days_between(due.nominal_on + ONE_DAY, due.due_on):
        last = day == due.due_on
        why = f"顺延至休息日后的第一个工作日{_counting(due.rule)}" if last else f"顺延：{due.calendar.why(day)}"
        yield DayCount(day, False, f"{why}（{weekday_name(day)}）" if last else why)


def _backward(due: Due) -> Iterator[DayCount]:
    rule, event = due.rule, due.started_on
    rows, counted, day = [DayCount(event, False, f"{_event(rule)}当日不计入")], 0, event
    while day > due.nominal_on:
        day -= ONE_DAY
        rest = rule.unit is Unit.WORKING_DAY and not due.calendar.is_working(day)
        counts = not rest and not (rule.full_days_between and day == due.nominal_on)
        counted += counts
        text = due.calendar.why(day) if rest else f"{_counted_back(rule, counted)}（{due.calendar.why(day)}）"
        if day == due.nominal_on:
            text = f"最迟于此日办理（{due.calendar.why(day)}），距{_event(rule)}已满{rule.length_text}"
        rows.append(DayCount(day, counts, text))
    yield from reversed(rows)


def _counted_back(rule: TimeLimit, number: int) -> str:
    return "期间之内" if rule.unit in (Unit.MONTH, Unit.YEAR) else f"倒数第{number}{_short(rule)}"


def _hours(due: Due) -> Iterator[DayCount]:
    length = due.rule.length + due.extension
    if not (isinstance(due.started, datetime) and isinstance(due.due, datetime)):
        yield from _hours_by_day(due, length)
    elif due.rule.direction is Direction.BEFORE:
        event = _event(due.rule)
        yield DayCount(due.due_on, True, f"最迟于{_clock(due.due)}办理，距{event}已满{length}小时")
        yield DayCount(due.started_on, True, f"{_clock(due.started)}{event}，往前{length}小时连续计算，休息日不扣除")
    else:
        yield DayCount(due.started_on, True, f"自{_clock(due.started)}起，{length}小时连续计算，休息日不扣除")
        yield from (DayCount(stop.first, False, f"中止至{stop.last}不计入：{stop.name}") for stop in _stopping(due))
        if due.due != due.started:
            yield DayCount(due.due_on, True, f"{_clock(due.due)}为{length}小时界限")


def _hours_by_day(due: Due, length: int) -> Iterator[DayCount]:
    back = due.rule.direction is Direction.BEFORE
    missing = f"未记录{_event(due.rule) if back else '起算'}时刻，{length}小时只能按日推算，请补记时刻"
    rows = [DayCount(due.started_on, True, missing), DayCount(due.due_on, True, f"最迟不超过此日；{due.safe_on}之内办理可保无误")]
    yield from reversed(rows) if back else rows


def _stopping(due: Due) -> Iterator[Interval]:
    """The suspensions that held hours up."""
    return (stop for stop in due.stops if stop.last >= due.started_on and stop.first < due.due_on)


def _fixed(due: Due) -> Iterator[DayCount]:
    yield DayCount(due.nominal_on, True, f"固定日期，{due.rule.length_text}（{due.calendar.why(due.nominal_on)}）")
    yield from _rolled(due)


def _stop_on(day: date, stops: tuple[Interval, ...]) -> Interval | None:
    return next((stop for stop in stops if stop.first <= day <= stop.last), None)


def _event(rule: TimeLimit) -> str:
    return rule.start_event or "事件"


def _short(rule: TimeLimit) -> str:
    return "个工作日" if rule.unit is Unit.WORKING_DAY else "日"


def _counting(rule: TimeLimit) -> str:
    return f"（{cite_all(rule.counting)}）" if rule.counting else ""


def _clock(moment: datetime) -> str:
    return f"{moment.month}月{moment.day}日{moment.hour}时{moment.minute:02d}分"
