"""A computed due date as the receipt page shows it: the key dates, and each day with its number and reason.

It prints what ``timelimit`` computed and ``daycount`` explained, and counts nothing that could differ from them.
"""

from __future__ import annotations

from typing import Any

from fadu.kernel.timelimit import Due
from fadu.service.law_words import bound_of

#: A longer count is folded in the middle: on a matter's page soon, on a receipt made to be printed only after a year.
LONG, LONGEST, KEPT = 60, 400, 25


def key_dates(due: Due) -> dict[str, Any]:
    """The part of ``due`` in the context of ``due.html`` that follows from the computation alone."""
    return {
        "limit": due.rule.label, "started_on": due.started_on, "start_why": due.rule.start_event, "length": due.rule.length_text,
        "nominal_on": due.nominal_on, "due_on": due.due_on, "safe_on": due.safe_on if due.safe_on != due.due_on else None,
        "provisional": due.provisional, "binds": bound_of(due.rule), "basis": due.citation,
    }  # fmt: skip


def days_of(due: Due, most: int = LONG) -> list[dict[str, Any]]:
    """The count day by day; one of more than ``most`` days is folded in the middle."""
    counted, found = 0, []
    for one in due.days:
        counted += one.counted
        kind = "due" if one.date == due.due_on else "counted" if one.counted else "rest"
        found.append({"on": one.date, "counted": counted if one.counted else None, "why": one.why, "notice": "", "kind": kind})
    if len(found) <= most:
        return found
    return [*found[:KEPT], {"fold": f"中间{len(found) - 2 * KEPT}日略"}, *found[-KEPT:]]
