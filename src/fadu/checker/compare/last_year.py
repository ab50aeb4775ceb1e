"""Compares a report with the one of the year before: copied paragraphs, figures unchanged, trend words against numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fadu.checker.document import Document
from fadu.checker.figures import Mention, Role, mentions

_GRAM = 5
_COPIED = 0.75
_SHORTEST = 60
_UNCHANGED = 3
_RISE = re.compile(r"(?:同比|较上年|较去年|比上年|比去年)[^,。;\n]{0,8}(?:增长|上升|增加|提高)")
_FALL = re.compile(r"(?:同比|较上年|较去年|比上年|比去年)[^,。;\n]{0,8}(?:下降|减少|降低)")


@dataclass(frozen=True, slots=True)
class Likeness:
    """A paragraph of the new report and how much of it stood in the old one, 0–1."""

    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class Pair:
    """The same indicator in both years."""

    now: Mention
    before: Mention


def copied(now: Document, before: Document) -> Iterator[Likeness]:
    """Paragraphs that stood in last year's report nearly word for word, years and numbers aside."""
    old = _grams(_smooth(before.norm))
    for start, end in _paragraphs(now):
        text = _smooth(now.norm[start:end])
        grams = _grams(text)
        share = len(grams & old) / len(grams) if grams else 0.0
        if len(text) >= _SHORTEST and share >= _COPIED:
            yield Likeness(start, end, share)


def _paragraphs(document: Document) -> list[tuple[int, int]]:
    """Lines, or stretches between elisions and headings where line breaks were lost."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n…]+", document.norm) if len(m[0].strip()) >= _SHORTEST // 2]


def _smooth(text: str) -> str:
    return re.sub(r"\d+(?:\.\d+)?|[\s,。;:、()“”]", "", text)


def _grams(text: str) -> set[str]:
    return {text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)}


def pairs(now: Document, before: Document) -> tuple[Pair, ...]:
    """The figures of both reports that are surely the same indicator, by code, body and unit, each stated once."""
    old, new = _once(mentions(before)), _once(mentions(now))
    return tuple(Pair(new[key], old[key]) for key in new if key in old)


def _once(found: tuple[Mention, ...]) -> dict[tuple[str, str, str], Mention]:
    kept: dict[tuple[str, str, str], Mention] = {}
    twice: set[tuple[str, str, str]] = set()
    for m in found:
        key = (m.indicator, m.body, m.family)
        if m.indicator and m.sure and m.role in (Role.TOTAL, Role.STOCK):
            if key in kept:
                twice.add(key)
            kept[key] = m
    return {key: m for key, m in kept.items() if key not in twice}


def unchanged(now: Document, before: Document) -> tuple[Pair, ...]:
    """Event counts that are the same in both years, when there are enough of them to be more than chance."""
    same = tuple(
        p
        for p in pairs(now, before)
        if p.now.value == p.before.value and p.now.value > Decimal(2) and p.now.role is Role.TOTAL and p.now.family != "rate"
    )
    return same if len(same) >= _UNCHANGED else ()


def trends_against(now: Document, before: Document) -> Iterator[tuple[Pair, bool]]:
    """Figures whose clause says 增长 though they fell, or 下降 though they rose; the flag tells whether 增长 was said."""
    for pair in pairs(now, before):
        tail = now.norm[pair.now.end : pair.now.end + 24].partition("。")[0]
        if _RISE.search(tail) and pair.now.value < pair.before.value:
            yield pair, True
        elif _FALL.search(tail) and pair.now.value > pair.before.value:
            yield pair, False
