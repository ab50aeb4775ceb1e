"""A computed due date as the receipt page shows it: the key dates, and each day with its number and reason.

It prints what ``timelimit`` computed and ``daycount`` explained, and counts nothing that could differ from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import count, repeat
from typing import Any

from fadu.kernel.period import Direction, Interval, Unit
from fadu.kernel.timelimit import Due
from fadu.service.due_receipt import Moment, lapse_word, moments, waits
from fadu.service.law_words import bound_of

#: A longer count is folded in the middle: on a matter's page soon, on a receipt made to be printed only after a year.
LONG, LONGEST, KEPT = 60, 400, 25


def key_dates(due: Due) -> dict[str, Any]:
    """The part of ``due`` in the context of ``due.html`` that follows from the computation alone."""
    return {
        "limit": due.rule.label, "start_why": due.rule.start_event, "length": due.rule.length_text, "answer": _moment(Moment("", due.due)),
        "before": due.rule.direction is Direction.BEFORE, "ends": "期满" if waits(due) else "届满", "moments": [_moment(one) for one in moments(due)],
        "lapse": {"label": lapse_word(due), "text": due.rule.on_lapse} if due.rule.on_lapse else None,
        "provisional": due.provisional, "binds": bound_of(due.rule), "basis": due.citation,
    }  # fmt: skip


def stood_still(due: Due, *, paused: Sequence[Interval] = ()) -> dict[str, Any]:
    """The suspensions that lengthened it, those of ``paused`` that still last, and the extension."""
    more = f"{due.extension}{due.rule.unit.label}"
    return {
        "intervals": [{"cause": s.name, "first": s.first, "last": s.last if s.last != date.max else None} for s in (*due.stops, *paused)],
        "extensions": [{"by": more, "approver": due.rule.extended_by, "on": None, "reason": ""}] if due.extension else [],
    }  # fmt: skip


def _moment(one: Moment) -> dict[str, Any]:
    return {"label": one.label, "on": one.at, "time": one.at if isinstance(one.at, datetime) else None, "note": one.note}


def days_of(due: Due, most: int = LONG) -> list[dict[str, Any]]:
    """The count day by day; one of more than ``most`` days is folded in the middle."""
    numbers, found = _numbers(due), []
    for one in due.days:
        kind = (
            "due"
            if one.date == due.due_on
            else "counted"
            if one.counted
            else "suspended"
            if any(s.first <= one.date <= s.last for s in due.stops)
            else "rest"
        )
        number = next(numbers) if one.counted else None
        found.append({"on": one.date, "counts": one.counted, "counted": number, "why": one.why, "notice": "", "kind": kind})
    if len(found) <= most:
        return found
    return [*found[:KEPT], {"fold": f"中间{len(found) - 2 * KEPT}日略"}, *found[-KEPT:]]


def _numbers(due: Due) -> Iterator[int | None]:
    """The ordinals of the days that count: from the start, back from the event, none for hours."""
    if due.rule.unit is Unit.HOUR:
        return repeat(None)
    return iter(range(sum(day.counted for day in due.days), 0, -1)) if due.rule.direction is Direction.BEFORE else count(1)
