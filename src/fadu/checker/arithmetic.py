"""The sums, rates and growth that a report states, recomputed; each comes out confirmed, wrong or undecided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache

from fadu.checker.document import Document, since
from fadu.checker.figures import Group, Mention, Role, grouped, mentions
from fadu.checker.figures.units import COUNTED

_NEAR_MISS = Decimal("0.03")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A statement of the report that holds: 134 = 24 + 110."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and parts recomputed; ``fits`` when they agree, ``whole`` is what the parts add up to."""

    group: Group
    total: Mention
    parts: tuple[Mention, ...]
    whole: Decimal
    fits: bool


@lru_cache(maxsize=8)
def sums(document: Document) -> tuple[Sum, ...]:
    """Every stated total with exact parts."""
    found = mentions(document)
    made = []
    for group in grouped(document):
        parts = tuple(found[i] for i in group.parts)
        total = found[group.total]
        if total.exact and parts and all(p.exact for p in parts):
            made.append(_sum(group, total, parts))
    return tuple(made)


def _sum(group: Group, total: Mention, parts: tuple[Mention, ...]) -> Sum:
    whole = sum((p.value for p in parts), Decimal(0))
    return Sum(group, total, parts, whole, whole == total.value or _partitions(total.value, [p.value for p in parts]))


def _partitions(total: Decimal, values: list[Decimal]) -> bool:
    """Whether the list falls into runs that each add up to the total (two splits of one whole)."""
    running = Decimal(0)
    closed = 0
    for value in values:
        running += value
        if running == total:
            running, closed = Decimal(0), closed + 1
        elif running > total:
            return False
    return closed > 0


def near_miss(one: Sum) -> bool:
    """Whether the parts come so near to the total that an error is likelier than an open list."""
    return len(one.parts) >= 3 and 0 < one.total.value - one.whole <= one.total.value * _NEAR_MISS


def rounded(part: Decimal, whole: Decimal, digits: int) -> Decimal:
    """The percentage with the printed number of decimals, rounded half up."""
    return (part * _HUNDRED / whole).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def truncated(part: Decimal, whole: Decimal, digits: int) -> Decimal:
    """The percentage cut off after the printed decimals."""
    return (part * _HUNDRED / whole).quantize(Decimal(1).scaleb(-digits), ROUND_DOWN)


def divisible(rate: Decimal, whole: Decimal, digits: int) -> bool:
    """Whether some whole number out of ``whole`` gives this rate as printed (rounded)."""
    if whole != whole.to_integral_value() or whole <= 0:
        return True
    near = int(rate * whole / _HUNDRED)
    return any(rounded(Decimal(k), whole, digits) == rate for k in range(max(near - 1, 0), near + 3))


def truncated_divisible(rate: Decimal, whole: Decimal, digits: int) -> bool:
    """The same, had the writer cut off instead of rounding."""
    near = int(rate * whole / _HUNDRED)
    return any(truncated(Decimal(k), whole, digits) == rate for k in range(max(near - 1, 0), near + 3))


def shown(value: Decimal) -> str:
    """A value as a person writes it, without a tail of zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=8)
def confirmations(document: Document) -> tuple[Confirmation, ...]:
    """What was recomputed and holds, in the order of the text."""
    told = [_told(s) for s in sums(document) if s.fits and len(s.parts) > 1 and s.whole == s.total.value]
    return tuple(sorted([*told, *_done_and_open(document)], key=lambda c: c.start))


def _told(one: Sum) -> Confirmation:
    parts = " + ".join(shown(p.value) for p in one.parts)
    return Confirmation(one.total.start, one.parts[-1].end, f"{shown(one.total.value)} = {parts}")


_DONE = re.compile(r"已|成功|办结|完成|答复")
_OPEN = re.compile(r"未(?!成年)|在办|正在|尚|待|剩余|结转下|在调|在处理")


@dataclass(frozen=True, slots=True)
class Triple:
    """Three figures of one sentence: received, done and open."""

    whole: Mention
    done: Mention
    rest: Mention

    @property
    def fits(self) -> bool:
        return self.whole.value == self.done.value + self.rest.value


@lru_cache(maxsize=8)
def triples(document: Document) -> tuple[Triple, ...]:
    """Whole, done and open of the same kind in one breath (受理、办结、在办)."""
    found = [m for m in mentions(document) if m.family in COUNTED]
    made = []
    for one, two, three in zip(found, found[1:], found[2:], strict=False):
        if _one_breath(document, one, three) and len({m.family for m in (one, two, three)}) == 1:
            made += _triple(document, one, two, three)
    return tuple(made)


def _triple(document: Document, one: Mention, two: Mention, three: Mention) -> list[Triple]:
    labels = [_words(document, m) for m in (one, two, three)]
    whole_first = not _DONE.search(labels[0]) and not _OPEN.search(labels[0])
    split = _DONE.search(labels[1]) and not _OPEN.search(labels[1]) and _OPEN.search(labels[2])
    exact = all(m.exact for m in (one, two, three)) and Role.NORM not in (one.role, two.role, three.role)
    return [Triple(one, two, three)] if whole_first and split and exact else []


def _words(document: Document, mention: Mention) -> str:
    low = since(document.norm, mention.start, ",。;:\n…、")
    return document.norm[low : mention.start] + document.norm[mention.end : mention.end + 6].split(",")[0]


def _one_breath(document: Document, first: Mention, last: Mention) -> bool:
    return (
        not any(mark in document.norm[first.end : last.start] for mark in "\n…")
        and document.norm.count("。", first.end, last.start) == 0
        and last.start - first.end < 80
    )


def _done_and_open(document: Document) -> list[Confirmation]:
    return [
        Confirmation(t.whole.start, t.rest.end, f"{shown(t.whole.value)} = {shown(t.done.value)} + {shown(t.rest.value)}")
        for t in triples(document)
        if t.fits
    ]
