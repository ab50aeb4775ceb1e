"""Wording that a town keeps of its own beside the built-in lists: dated formulas and titles, and words often confused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Formula:
    """A political formula or a document's title and the days, both included, on which it is the one to write."""

    text: str
    first: date | None = None
    last: date | None = None
    instead: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Confusable:
    """A wrong wording, the right one, and why."""

    wrong: str
    right: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a report is held against beside the built-in lists."""

    formulas: tuple[Formula, ...] = ()
    confusables: tuple[Confusable, ...] = ()


NO_OWN_WORDS = OwnWords()
