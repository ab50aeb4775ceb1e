"""The register of checking rules: each has a code, a weight, a page that explains it, and small detectors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from fadu.checker.document import Document
from fadu.checker.own_words import NO_OWN_WORDS, OwnWords
from fadu.checker.profile import Profile, profile
from fadu.kernel.finding import Severity

FAMILIES = {"T": "文字", "R": "引用与身份", "N": "数字", "L": "法律与术语", "S": "结构", "C": "断言"}


@dataclass(frozen=True, slots=True)
class Context:
    """What a detector may look at; ``today`` is given, never read from a clock."""

    document: Document
    today: date | None = None
    last_year: Document | None = None
    known: Mapping[str, int] = field(default_factory=dict)
    own: OwnWords = NO_OWN_WORDS

    @property
    def norm(self) -> str:
        return self.document.norm

    @property
    def profile(self) -> Profile:
        return profile(self.document)


class Mend(str):
    """A suggestion that may replace the fragment word for word; any other suggestion is advice to a person."""

    __slots__ = ()


def mend(context: Context, start: int, end: int, at: int, to: int, new: str) -> Mend:
    """The stretch ``start``–``end`` with ``at``–``to`` inside it replaced by ``new``."""
    return Mend(context.document.text[start:at] + new + context.document.text[to:end])


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule bites; ``severity`` and ``citation`` replace those of the rule when given.

    A plain ``suggestion`` is advice and is shown with 请 before it; a ``Mend`` is shown as it is.
    """

    start: int
    end: int
    message: str
    suggestion: str = ""
    severity: Severity | None = None
    citation: str = ""


Detector = Callable[[Context], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``explanation`` is the text of its page: what it finds, why it matters, how to mend it."""

    code: str
    title: str
    severity: Severity
    explanation: str
    citation: str
    detectors: tuple[Detector, ...] = ()

    @property
    def family(self) -> str:
        return FAMILIES[self.code[0]]


RULES: dict[str, Rule] = {}


def declare(code: str, title: str, severity: Severity, explanation: str, citation: str = "") -> None:
    """Adds a rule to the register; raises ValueError when the code is taken or the page is empty."""
    if code in RULES or len(explanation) < 20 or code[0] not in FAMILIES:
        raise ValueError(f"rule {code} is taken or not explained")
    RULES[code] = Rule(code, title, severity, explanation, citation)


def detects(code: str) -> Callable[[Detector], Detector]:
    """Marks a function as a detector of a declared rule."""

    def marked(function: Detector) -> Detector:
        known = RULES[code]
        RULES[code] = Rule(known.code, known.title, known.severity, known.explanation, known.citation, (*known.detectors, function))
        return function

    return marked
