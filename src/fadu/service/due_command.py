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
from fadu.kernel.calendar import Calendar, weekday_name
from fadu.kernel.field import Field, Kind, yuan
from fadu.kernel.period import DayCount, Direction, Interval, TimeLimit
from fadu.kernel.rulebook import Rulebook, UnknownRule
from fadu.kernel.timelimit import Due, ExtensionTooLong, day_of, due
from fadu.law.checks import LEVEL_OF_LENGTH
from fadu.service.due_follows import GROWTH, asks_fine, last_demand, owed_fen
from fadu.service.due_receipt import lapse_word, moments, waits
from fadu.service.law_words import value_of
from fadu.service.typed_dates import UnreadableDate, read_day, read_moment

Moment = date | datetime
_FINE = Field(name="fine", label="罚款数额", kind=Kind.MONEY)


class Unusable(ValueError):
    """What was typed cannot be computed; the message says what is wrong and what would be right, in Chinese."""


def run(
    limit: str, start: str, until: str = "", suspend: Sequence[str] = (), place: str = "", *, as_json: bool,
    extension: int = 0, fine: str = "", own: Sequence[Path] = (),
) -> int:  # fmt: skip
    """Print the computation; 0 done, 2 when something typed is unusable (said on standard error).

    ``own`` are the files of law that this place keeps of its own.
    """
    try:
        book = fadu.law.load(own)
        result = compute(book, limit, start, suspend, place, extension)
        last = _until(until, result)
        follows = [*_fine(book, result, fine, last, place), *_demand(book, result, place)]
    except (Unusable, UnreadableDate, UnknownRule, fadu.law.LawError) as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 2
    text = json.dumps(as_dict(result, last), ensure_ascii=False, indent=2) if as_json else as_text(result, last, follows)
    sys.stdout.write(text + "\n")
    return 0


def compute(book: Rulebook, name: str, start: str, suspend: Sequence[str] = (), place: str = "", extension: int = 0) -> Due:
    """The due date of the limit ``name`` in force on the day it starts.

    Each of ``suspend`` is ``A..B`` or ``A..B=cause``; ``extension`` is in the limit's own unit. Raises Unusable,
    UnreadableDate or UnknownRule.
    """
    began = read_moment(start)
    rule = book.limit(_named(book, name), on=day_of(began), place=_place(place))
    stops = [_interval(text, rule, book) for text in suspend]
    try:
        found = due(rule, began, book.calendar, suspensions=stops, extension=extension)
    except ExtensionTooLong as trouble:
        raise Unusable(f"{trouble}；请改写延长的数量。") from trouble
    except (OverflowError, ValueError) as trouble:
        raise Unusable("推算的日期超出了可以表示的年份，请核对起算日和数量。") from trouble
    return _within(book.calendar, found)


def read_fine(typed: str) -> int:
    """A sum in yuan as typed, in fen. Raises Unusable."""
    found = _FINE.parse(typed)
    if not isinstance(found, int):
        raise Unusable(f"“{typed}”不是金额；罚款数额按元填写，如 200 或 200.50。")
    return found


def as_dict(result: Due, last: Moment | None = None) -> dict[str, object]:
    """The contract of ``--json``; dates and instants in ISO 8601."""
    return {
        "limit": result.limit,
        "from": result.started.isoformat(),
        "nominal": result.nominal.isoformat(),
        "due": result.due.isoformat(),
        "safe": result.safe.isoformat(),
        "provisional": result.provisional,
        "citation": result.citation,
        "days": [{"date": day.date.isoformat(), "counted": day.counted, "why": day.why} for day in days_until(result, last)],
    }


def as_text(result: Due, last: Moment | None = None, follows: Sequence[str] = ()) -> str:
    """For reading: the rule, the dates, what follows from them, then every day and its reason."""
    lines = [f"{result.rule.label}（{result.limit}）：{value_of(result.rule)}，{result.citation}"]
    lines += [f"{one.label}  {_shown(one.at)}{'  ' + one.note if one.note else ''}" for one in moments(result)]
    lines += [f"{lapse_word(result)}  {result.rule.on_lapse}"] if result.rule.on_lapse else []
    if result.provisional:
        lines.append("暂定  推算期间有年度的放假安排尚未载入，载入后需重算")
    lines += [f"提醒  中止期间{stop.first}至{stop.last}在期限以外，没有影响" for stop in result.stops if _outside(stop, result)]
    lines += [_standing(result, last)] if last is not None else []
    lines += [*follows, "逐日"]
    lines += [f"  {day.date}  {'计　' if day.counted else '不计'}  {day.why}" for day in days_until(result, last)]
    return "\n".join(lines)


def days_until(result: Due, last: Moment | None) -> list[DayCount]:
    """The explained days; with ``last`` only those up to it and, past the due date, the days in default."""
    days = list(result.days)
    if last is None or result.rule.direction is Direction.BEFORE:
        return days
    late = [
        DayCount(result.due_on + timedelta(days=n), False, f"期限已届满，逾期第{n}日")
        for n in range(1, (day_of(last) - result.due_on).days + 1)
        if not waits(result)
    ]
    return [day for day in days if day.date <= day_of(last)] + late


def _until(typed: str, result: Due) -> Moment | None:
    """The day or, for hours, the instant up to which to tell."""
    if not typed:
        return None
    last = read_moment(typed) if isinstance(result.started, datetime) else read_day(typed)
    if day_of(last) < result.started_on and result.rule.direction is not Direction.BEFORE:
        raise Unusable(f"截至日 {day_of(last)} 早于起算日 {result.started_on}，请核对先后。")
    return last


def _fine(book: Rulebook, result: Due, typed: str, last: Moment | None, place: str) -> list[str]:
    """The line about what an unpaid fine has grown to."""
    if not typed:
        return []
    if not asks_fine(result.rule):
        raise Unusable(f"{result.rule.label}（{result.limit}）与罚款数额无关；加处罚款请用 {GROWTH} 推算。")
    until = day_of(last) if last else result.due_on
    owed = owed_fen(book, result, read_fine(typed), until, place)
    return [f"加处罚款  {yuan(owed)}元，算到{until}"]


def _demand(book: Rulebook, result: Due, place: str) -> list[str]:
    """The line about the demand that must have run out inside the window."""
    last = last_demand(book, result, place)
    return [f"催告  最迟{_shown(last)}送达催告书，届满前须留足催告期和一个工作日提出申请"] if last else []


def _within(calendar: Calendar, result: Due) -> Due:
    """The result, unless it needs working days that no notice settles even at its start. Raises Unusable."""
    if result.provisional and result.rule.direction is not Direction.BEFORE and not calendar.knows(result.started_on):
        raise Unusable(
            f"起算日 {result.started_on} 不在已载入的放假安排之内（{calendar.known_from}至{calendar.known_until}），"
            "工作日不能确定；请核对日期，或者先载入该年的放假通知。"
        )
    return result


def _place(typed: str) -> str:
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) in LEVEL_OF_LENGTH):
        raise Unusable(f"“{typed}”不是行政区划代码；请写二、四、六或者九位数字，如 500102。")
    return typed


def _outside(stop: Interval, result: Due) -> bool:
    return stop.last <= result.started_on or stop.first > result.due_on


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
        raise Unusable(f"{rule.label}（{rule.id}）没有法定的中止事由，不能扣除期间（{rule.citation}）；请去掉中止期间。")
    if not typed:
        return rule.suspended_by[0]
    for name, label in allowed.items():
        if typed in (name, label):
            return name
    raise Unusable(f"{rule.label}（{rule.id}）不因“{typed}”中止；可中止的事由：{'、'.join(allowed.values())}。")


def _standing(result: Due, last: Moment) -> str:
    if waits(result):
        return f"截至  {_shown(last)}，{_waited(result, last)}"
    if isinstance(last, datetime) and isinstance(result.due, datetime):
        left = result.due - last
        return f"截至  {_shown(last)}，{f'距届满还有{_span(left)}' if left >= timedelta() else f'已逾期{_span(-left)}'}"
    days = result.days_left(day_of(last))
    return f"截至  {_shown(last)}，{f'距届满还有{days}日' if days >= 0 else f'已逾期{-days}日'}"


def _waited(result: Due, last: Moment) -> str:
    if result.late(last):
        return "期间已满"
    return f"尚未满，{_shown(result.due) if isinstance(result.due, datetime) else result.over_on}起已满"


def _span(time: timedelta) -> str:
    hours, minutes = divmod(int(time.total_seconds()) // 60, 60)
    return (f"{hours}小时" if hours else "") + (f"{minutes}分" if minutes or not hours else "")


def _shown(moment: Moment) -> str:
    clock = f" {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return f"{day_of(moment)}{clock}（{weekday_name(day_of(moment))}）"
