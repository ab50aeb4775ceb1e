"""Finds fixed wording with one character lost, added or changed; it knows the wording from data, never the reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fadu.checker.rules.data import data

_LEAST = 5
_LEAST_CHANGED = 6
_BETWEEN = "的和与及或等了之分总大小新各主副区县镇乡村市省级内外前后多再未不已全总"


@dataclass(frozen=True, slots=True)
class Slip:
    """A place that is one edit away from ``phrase``; ``kind`` is lost, added, changed, swapped or sound."""

    start: int
    end: int
    phrase: str
    kind: str


@lru_cache(maxsize=1)
def _by_head() -> dict[str, tuple[str, ...]]:
    heads: dict[str, list[str]] = {}
    for phrase in data("phrases")["phrases"]:
        if len(phrase) >= _LEAST:
            heads.setdefault(phrase[:2], []).append(phrase)
    return {head: tuple(sorted(found, key=len, reverse=True)) for head, found in heads.items()}


@lru_cache(maxsize=512)
def _right(phrase: str) -> tuple[str, ...]:
    """Wording that may excuse a place taken for ``phrase``: the near forms, and fixed wording about as long."""
    alike = (p for p in data("phrases")["phrases"] if len(p) >= len(phrase) - 1 and p != phrase)
    return (*data("phrases")["but"], *alike)


@lru_cache(maxsize=4)
def slips(norm: str) -> tuple[Slip, ...]:
    """Every slip, left to right; the longest phrase that explains a place wins."""
    return tuple(_all(norm))


def _all(norm: str) -> Iterator[Slip]:
    heads = _by_head()
    place, last = 0, len(norm) - 3
    while place < last:
        phrases = heads.get(norm[place : place + 2])
        slip = _slip(norm, place, phrases) if phrases else None
        if slip:
            yield slip
            place = slip.end
        else:
            place += 1


def _slip(norm: str, place: int, phrases: tuple[str, ...]) -> Slip | None:
    if any(norm.startswith(phrase, place) for phrase in phrases):
        return None
    made = ((phrase, slip) for phrase in phrases if (slip := _edit(norm, place, phrase)))
    return next((slip for phrase, slip in made if not _fine(norm, slip.start, slip.end, phrase)), None)


def _edit(norm: str, place: int, phrase: str) -> Slip | None:
    """One edit strictly inside the phrase, with at least two characters right on either side."""
    size = len(phrase)
    wrong = next((k for k in range(2, size) if norm[place + k : place + k + 1] != phrase[k]), size)
    if wrong >= size - 1:
        return None
    if (
        _weighty(phrase[wrong])
        and norm[place + wrong : place + size - 1] == phrase[wrong + 1 :]
        and size - wrong >= (2 if wrong >= 3 else 3)
    ):
        return Slip(place, place + size - 1, phrase, "lost")
    if norm[place + wrong + 1 : place + size + 1] == phrase[wrong:] and _strange(norm[place + wrong]) and size - wrong >= 2:
        return Slip(place, place + size + 1, phrase, "added")
    changed = size >= _LEAST_CHANGED and norm[place + wrong + 1 : place + size] == phrase[wrong + 1 :] and size - wrong >= 3
    return Slip(place, place + size, phrase, "changed") if changed and _han(norm, place + wrong) else None


def _han(norm: str, place: int) -> bool:
    return "\u4e00" <= norm[place : place + 1] <= "\u9fff"


def _weighty(char: str) -> bool:
    """Whether a character cannot be left out without harm."""
    return "\u4e00" <= char <= "\u9fff" and char not in "的和与及或等了之"


def _strange(char: str) -> bool:
    """Whether a character put in is not one that may stand between any two words."""
    return "\u4e00" <= char <= "\u9fff" and char not in _BETWEEN


def _fine(norm: str, start: int, end: int, phrase: str) -> bool:
    """Whether other right wording covers the place, so that the likeness is chance."""
    low, high = max(start - 4, 0), end + 4
    window = norm[low:high]
    for right in _right(phrase):
        at = window.find(right)
        while at >= 0:
            from_ = low + at
            if from_ <= start + 2 and from_ + len(right) >= end - 2:
                return True
            at = window.find(right, at + 1)
    return False
