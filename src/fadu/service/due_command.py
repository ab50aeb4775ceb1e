"""``fadu due``: the due date of a time limit, explained day by day, from what was typed to what is printed.

It computes nothing itself (``kernel.timelimit`` does), opens no database and reads no clock.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import fadu.law
from fadu.kernel.calendar import weekday_name
from fadu.kernel.period import DayCount, Direction, Interval, TimeLimit
from fadu.kernel.rulebook import Rulebook, UnknownRule
from fadu.kernel.timelimit import Due, ExtensionTooLong, day_of, due
from fadu.service.typed_dates import UnreadableDate, read_day, read_moment

Moment = date | datetime


class Unusable(ValueError):
    """What was typed cannot be computed; the message says what is wrong and what would be right, in Chinese."""


def run(
    limit: str, start: str, until: str = "", suspend: Sequence[str] = (), place: str = "", *, as_json: bool,
    extension: int = 0, own: Sequence[Path] = (),
) -> int:  # fmt: skip
    """Print the computation; 0 done, 2 when something typed is unusable (said on standard error).

    ``own`` are the files of law that this place keeps of its own.
    """
    try:
        result = compute(fadu.law.load(own), limit, start, suspend, place, extension)
        last = read_day(until) if until else None
        if last and last < result.started_on and result.rule.direction is not Direction.BEFORE:
            raise Unusable(f"截至日 {last} 早于起算日 {result.started_on}，请核对先后。")
    except (Unusable, UnreadableDate, UnknownRule, fadu.law.LawError) as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 2
    text = json.dumps(as_dict(result, last), ensure_ascii=False, indent=2) if as_json else as_text(result, last)
    sys.stdout.write(text + "\n")
    return 0


def compute(
    book: Rulebook, name: str, start: str, suspend: Sequence[str] = (), place: str = "", extension: int = 0
) -> Due:
    """The due date of the limit ``name`` in force on the day it starts.

    Each of ``suspend`` is ``A..B`` or ``A..B=cause``; ``extension`` is in the limit's own unit. Raises Unusable,
    UnreadableDate or UnknownRule.
    """
    began = read_moment(start)
    rule = book.limit(_named(book, name), on=day_of(began), place=place)
    stops = [_interval(text, rule, book) for text in suspend]
    try:
        return due(rule, began, book.calendar, suspensions=stops, extension=extension)
    except ExtensionTooLong as trouble:
        raise Unusable(f"{trouble}；请改写延长的数量。") from trouble
    except (OverflowError, ValueError) as trouble:
        raise Unusable("推算的日期超出了可以表示的年份，请核对起算日和数量。") from trouble


def as_dict(result: Due, last: date | None = None) -> dict[str, object]:
    """The contract of ``--json``; dates and instants in ISO 8601."""
    return {
        "limit": result.limit,
        "from": result.started.isoformat(),
        "nominal": result.nominal.isoformat(),
        "due": result.due.isoformat(),
        "safe": result.safe.isoformat(),
        "provisional": result.provisional,
        "citation": result.citation,
        "days": [
            {"date": day.date.isoformat(), "counted": day.counted, "why": day.why} for day in days_until(result, last)
        ],
    }


def as_text(result: Due, last: date | None = None) -> str:
    """For reading: the rule, the dates, then every day and its reason."""
    rule = result.rule
    lines = [f"{rule.label}（{result.limit}）：{_length(rule)}，{result.citation}"]
    lines += [f"起算  {_shown(result.started)}{'  ' + rule.start_event if rule.start_event else ''}"]
    lines += [f"届满  {_shown(result.due)}{_rolled(result)}", f"稳妥  {_shown(result.safe)}"]
    if result.provisional:
        lines.append("暂定  推算期间有年度的放假安排尚未公布，公布后需重算")
    if last is not None:
        lines.append(_standing(result, last))
    lines.append("逐日")
    lines += [f"  {day.date}  {'计　' if day.counted else '不计'}  {day.why}" for day in days_until(result, last)]
    return "\n".join(lines)


def days_until(result: Due, last: date | None) -> list[DayCount]:
    """The explained days; with ``last`` only those up to it and, past the due date, the days in default."""
    days = list(result.days)
    if last is None or result.rule.direction is Direction.BEFORE:
        return days
    late = [
        DayCount(result.due_on + timedelta(days=n), False, f"期限已届满，逾期第{n}日")
        for n in range(1, (last - result.due_on).days + 1)
        if result.rule.direction is Direction.AT_MOST
    ]
    return [day for day in days if day.date <= last] + late


def _named(book: Rulebook, typed: str) -> str:
    """A name, or the one limit that bears this Chinese label."""
    if book.has_limit(typed):
        return typed
    labelled = [name for name, rows in book.limits.items() if any(row.label == typed for row in rows)]
    return labelled[0] if len(labelled) == 1 else typed


def _interval(text: str, rule: TimeLimit, book: Rulebook) -> Interval:
    span, _, cause = text.partition("=")
    ends = span.split("..")
    if len(ends) != 2:
        raise Unusable(f"“{text}”不是期间；中止期间请写成 2025-03-10..2025-03-20，首日、末日都计在内。")
    first, last = read_day(ends[0]), read_day(ends[1])
    if last < first:
        raise Unusable(f"中止期间“{text}”的末日早于首日，请核对先后。")
    name = _cause(cause.strip(), rule, book)
    return Interval(first, last, name, book.causes.get(name, "") if cause else "所给的中止期间")


def _cause(typed: str, rule: TimeLimit, book: Rulebook) -> str:
    """The statutory cause; when none was typed, any cause the rule knows will do."""
    allowed = {name: book.causes.get(name, name) for name in rule.suspended_by}
    if not allowed:
        raise Unusable(
            f"{rule.label}（{rule.id}）没有法定的中止事由，不能扣除期间（{rule.citation}）；请去掉中止期间。"
        )
    if not typed:
        return rule.suspended_by[0]
    for name, label in allowed.items():
        if typed in (name, label):
            return name
    raise Unusable(f"{rule.label}（{rule.id}）不因“{typed}”中止；可中止的事由：{'、'.join(allowed.values())}。")


def _length(rule: TimeLimit) -> str:
    kind = {Direction.AT_MOST: "以内", Direction.AT_LEAST: "以上", Direction.BEFORE: "以前"}[rule.direction]
    return rule.length_text if rule.fixed else rule.length_text + kind


def _rolled(result: Due) -> str:
    return f"（计算所得 {result.nominal_on}，遇休息日顺延）" if result.due != result.nominal else ""


def _standing(result: Due, last: date) -> str:
    left = result.days_left(last)
    if result.rule.direction is Direction.AT_LEAST:
        return f"截至  {_shown(last)}，{'期间已满' if left < 0 else f'尚未满，{result.over_on}起已满'}"
    return f"截至  {_shown(last)}，{f'距届满还有{left}日' if left >= 0 else f'已逾期{-left}日'}"


def _shown(moment: Moment) -> str:
    clock = f" {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return f"{day_of(moment)}{clock}（{weekday_name(day_of(moment))}）"
