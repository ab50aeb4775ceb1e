"""What follows from a due date: the last day to serve the demand before a window closes, and what an unpaid fine grows to.

Which limits have such a sequel, and which rows of law say how far, is named here; the arithmetic is the kernel's.
"""

from __future__ import annotations

from datetime import date

from fadu.kernel.period import TimeLimit
from fadu.kernel.rulebook import Rulebook
from fadu.kernel.timelimit import Due, last_safe_service, surcharge_fen

#: The window for applying to the court, and the demand that must have run out before its end.
WINDOW, DEMAND = "comp.court_apply", "comp.demand"
#: The days an unpaid fine grows, and the rows that say how fast and how far.
GROWTH, RATE, CAP = "pen.surcharge", "pen.surcharge_rate", "pen.surcharge_cap"


def asks_fine(rule: TimeLimit) -> bool:
    """Whether a sum of money grows by this limit, so that it may be reckoned too."""
    return rule.id == GROWTH


def owed_fen(book: Rulebook, due: Due, fine_fen: int, until: date, place: str) -> int:
    """What is owed on top of the fine at the end of ``until``; suspended days add nothing."""
    rate, cap = (book.amount(name, due.started_on, place).value for name in (RATE, CAP))
    return surcharge_fen(fine_fen, due.started_on, until, rate, due.stops, cap_per_mille=cap)


def last_demand(book: Rulebook, due: Due, place: str) -> date | None:
    """For the window to apply to the court: the last working day to serve the demand (催告书); None for other limits."""
    if due.limit != WINDOW:
        return None
    demand = book.find_limit(DEMAND, due.started_on, place)
    return last_safe_service(demand, due.due_on, due.calendar) if demand else None
