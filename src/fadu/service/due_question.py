"""The due calculator's question: what was asked in an address, and the answer or what is wrong with it.

It asks ``due_command`` for the computation, and ``due_follows`` for what an unpaid fine has grown to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fadu.kernel.period import TimeLimit, Unit
from fadu.kernel.rulebook import Rulebook, UnknownRule
from fadu.kernel.timelimit import Due
from fadu.service.due_command import Unusable, compute, read_fine
from fadu.service.due_follows import asks_fine, owed_fen
from fadu.service.typed_dates import UnreadableDate, read_day

#: How many suspensions the form has room for.
STOPS = 3
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Stop:
    """A suspension as typed: both days and the cause by its internal name."""

    first: str = ""
    last: str = ""
    cause: str = ""

    @property
    def text(self) -> str:
        """As ``fadu due --suspend`` takes it; empty when nothing was typed."""
        return f"{self.first}..{self.last}={self.cause}" if self.first or self.last else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked: nothing is thrown away, whatever it is."""

    limit: str = ""
    start: str = ""
    time: str = ""
    extension: str = ""
    fine: str = ""
    until: str = ""
    stops: tuple[Stop, ...] = ()

    @property
    def moment(self) -> str:
        return f"{self.start}T{self.time}" if self.time else self.start


@dataclass(frozen=True, slots=True)
class Answer:
    """The due date, or in Chinese why there is none and the field to mend; neither when nothing was asked yet.

    ``owed`` is the surcharge at the end of ``until``, when a fine was named.
    """

    due: Due | None = None
    trouble: str = ""
    field: str = ""
    owed_fen: int | None = None
    until: date | None = None


def asked(given: Mapping[str, str]) -> Question:
    """The question in the parameters of an address."""
    word = {name: str(value).strip()[:_LONGEST] for name, value in given.items()}
    stops = tuple(Stop(*(word.get(f"{part}{n}", "") for part in ("first", "last", "cause"))) for n in range(1, STOPS + 1))
    single = {name: word.get(name, "") for name in ("limit", "start", "time", "extension", "fine", "until")}
    return Question(**single, stops=stops)


def shown_rule(book: Rulebook, name: str, on: date, place: str) -> TimeLimit | None:
    """The limit to ask about: the row of this place and day, else its last; None when there is no such name."""
    if not book.has_limit(name):
        return None
    return book.find_limit(name, on, place) or book.limits[name][-1]


def answer(book: Rulebook, question: Question, place: str) -> Answer:
    """Compute it; whatever was typed, never an exception."""
    if not question.start:
        return Answer()
    if question.extension and not (question.extension.isascii() and question.extension.isdigit() and len(question.extension) < 5):
        return Answer(trouble=f"“{question.extension}”不是数量；延长请写整数，没有延长的留空。", field="extension")
    stops = [stop.text for stop in question.stops if stop.text]
    try:
        found = compute(book, question.limit, question.moment, stops, place, int(question.extension or 0))
        return _with_surcharge(book, question, found, place)
    except UnreadableDate as trouble:
        return Answer(trouble=str(trouble), field="first1" if question.start not in str(trouble) else "start")
    except (Unusable, UnknownRule) as trouble:
        return Answer(trouble=str(trouble), field="start")


def needs_time(rule: TimeLimit) -> bool:
    """Whether the limit is counted in hours, so that the time of day matters."""
    return rule.unit is Unit.HOUR


def _with_surcharge(book: Rulebook, question: Question, due: Due, place: str) -> Answer:
    """The answer with what the fine has grown to by ``until`` (empty: when it stops growing)."""
    if not asks_fine(due.rule) or not question.fine:
        return Answer(due)
    try:
        fine = read_fine(question.fine)
    except Unusable as trouble:
        return Answer(trouble=str(trouble), field="fine")
    until = read_day(question.until) if question.until else due.due_on
    return Answer(due, owed_fen=owed_fen(book, due, fine, until, place), until=until)
