"""The law of the day as one value: time limits, amounts, statutes and the calendar, each with its dates.

A pure container. It answers for a day and a place; reading the files is ``fadu.law``'s business, and it
never falls back on a number of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Protocol, TypeVar

from fadu.kernel.calendar import Calendar
from fadu.kernel.citation import Citation, cite_all
from fadu.kernel.period import TimeLimit, with_doubt

_NEAR = 5


class UnknownRule(KeyError):
    """No rule of that name, or none for that day and place; the message says which names come near."""

    def __init__(self, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.near = near

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One dated number that is not a period: a threshold in fen, a ratio in basis points, an age, a count."""

    id: str
    label: str
    value: int
    unit: str
    basis: tuple[Citation, ...] = ()
    source: str = ""
    verified: bool = False
    since: date | None = None
    until: date | None = None
    verified_on: date | None = None
    place: str = ""
    open_to: str = "nation"
    default: bool = False
    note: str = ""
    also: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        """The articles, and what must be said with them: that no law gives the number, or that it is unchecked."""
        return with_doubt(cite_all(self.basis), self, "法律未规定数额，此为可改的默认值")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute:
    """One version of one law: what its short title stands for, and while it was in force.

    ``articles`` is the number of its articles, 0 when not known; ``replaces`` names what it superseded.
    """

    short: str
    title: str
    number: str = ""
    issuer: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    articles: int = 0
    replaces: tuple[str, ...] = ()
    source: str = ""
    verified: bool = False
    verified_on: date | None = None
    note: str = ""


class _Dated(Protocol):
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def place(self) -> str: ...


_Row = TypeVar("_Row", bound=_Dated)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, each name with its rows; ``version`` is a digest of the files they were read from."""

    limits: Mapping[str, tuple[TimeLimit, ...]]
    amounts: Mapping[str, tuple[Amount, ...]]
    calendar: Calendar
    statutes: Mapping[str, tuple[Statute, ...]]
    version: str
    causes: Mapping[str, str] = field(default_factory=dict)

    def limit(self, name: str, /, on: date, place: str = "") -> TimeLimit:
        """The limit in force on ``on`` at ``place`` (a place code; the most local row wins).

        Without a place the nation's row answers or, where only one place has the rule, that place's.
        Raises UnknownRule.
        """
        return _in_force(self._rows(self.limits, name, "期限"), name, on, place)

    def find_limit(self, name: str, /, on: date, place: str = "") -> TimeLimit | None:
        """The same, or None where the rule is not in force that day or there: a step then starts no limit.

        Raises UnknownRule only for a name that no row has.
        """
        return _only_in_force(self._rows(self.limits, name, "期限"), on, place)

    def amount(self, name: str, /, on: date, place: str = "") -> Amount:
        """The amount in force on ``on`` at ``place``, found as ``limit`` finds its row. Raises UnknownRule."""
        return _in_force(self._rows(self.amounts, name, "数额"), name, on, place)

    def statute(self, short: str, on: date) -> Statute:
        """The version of a law in force on ``on``, by its short title. Raises UnknownRule."""
        for row in self.statutes.get(short, ()):
            if _holds(row.since, row.until, on):
                return row
        near = tuple(get_close_matches(short, self.statutes, n=_NEAR))
        raise UnknownRule(f"《{short}》在{on}没有登记为有效{_or(near)}", near)

    def has_limit(self, name: str, /) -> bool:
        return name in self.limits

    def near_names(self, typed: str, /) -> list[str]:
        """Names that somebody who typed this may have meant: former names first, then likeness, then labels."""
        rows = {name: rows[0] for book in (self.limits, self.amounts) for name, rows in book.items()}
        former = [name for name, row in rows.items() if typed in row.also]
        alike = get_close_matches(typed, rows, n=_NEAR, cutoff=0.55)
        labelled = [name for name, row in rows.items() if typed and (typed in row.label or typed in name)]
        return list(dict.fromkeys([*former, *alike, *labelled]))[:_NEAR]

    def _rows(self, book: Mapping[str, tuple[_Row, ...]], name: str, what: str) -> tuple[_Row, ...]:
        if name in book:
            return book[name]
        near = tuple(self.near_names(name))
        raise UnknownRule(f"没有名为“{name}”的{what}{_or([self._labelled(one) for one in near])}", near)

    def _labelled(self, name: str) -> str:
        rows = self.limits.get(name) or self.amounts[name]
        return f"{name}（{rows[-1].label}）"


def _in_force(rows: Sequence[_Row], name: str, on: date, place: str) -> _Row:
    row = _only_in_force(rows, on, place)
    if row is None:
        here = [one for one in rows if place.startswith(one.place)] if place else rows
        known = f"（登记的施行期间：{'、'.join(map(_span, here))}）" if here else ""
        raise UnknownRule(f"“{name}”在{on}{'于' + place if place else ''}没有生效的规定{known}，请核对日期和地区代码")
    return row


def _span(row: _Dated) -> str:
    where = f"{row.place}自" if row.place else ""
    return f"{where}{row.since or '此前'}至{row.until or '今'}"


def _only_in_force(rows: Iterable[_Row], on: date, place: str) -> _Row | None:
    holding = [row for row in rows if _holds(row.since, row.until, on)]
    local = [row for row in holding if place.startswith(row.place)]
    if not local and not place:
        local = _only_place(holding)
    return max(local, key=lambda row: len(row.place), default=None)


def _only_place(rows: list[_Row]) -> list[_Row]:
    """The widest rows when no place was named, provided that they are one place's."""
    widest = min((len(row.place) for row in rows), default=0)
    wide = [row for row in rows if len(row.place) == widest]
    return wide if len(wide) == 1 else []


def _holds(since: date | None, until: date | None, on: date) -> bool:
    return (since is None or since <= on) and (until is None or on <= until)


def _or(near: Sequence[str]) -> str:
    return f"；相近的有：{'、'.join(near)}" if near else ""
