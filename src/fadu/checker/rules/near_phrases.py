"""Fixed wording that lost its first, last or an inner character, has two characters swapped, or one that sounds alike.

Whatever two ordinary words could form where they meet is left alone; the words and the phrases are data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fadu.checker.rules.data import common_words, data
from fadu.checker.rules.phrasebook import Slip

_SHORTEST = 4
_LONG = 6
_ALONE = "的了和与及等为由对在将并已、，。；：）》”,;:)!?0123456789"
# Characters that stand by themselves as a word, so that wording which ends or begins with one is not cut short.
_FREE = "要部行公建法会人学是有为做用到全民政区市县镇乡村党大多不年月日个案事能可应本网老新好高自家各"


@dataclass(frozen=True, slots=True)
class Variant:
    """A faulty spelling of ``phrase``; ``kind`` is lost, swapped or sound, ``edge`` head, tail or empty."""

    text: str
    phrase: str
    kind: str
    edge: str = ""


@lru_cache(maxsize=4)
def near_slips(norm: str) -> tuple[Slip, ...]:
    """Every faulty spelling of fixed wording, left to right."""
    return tuple(_all(norm))


def _all(norm: str) -> Iterator[Slip]:
    heads, place, last = _by_head(), 0, len(norm) - 2
    while place < last:
        found = heads.get(norm[place : place + 2])
        variant = next((v for v in found if norm.startswith(v.text, place) and _bites(norm, place, v)), None) if found else None
        if variant:
            yield Slip(place, place + len(variant.text), variant.phrase, variant.kind)
        place += len(variant.text) if variant else 1


def _bites(norm: str, place: int, variant: Variant) -> bool:
    end = place + len(variant.text)
    before, behind = norm[max(place - 2, 0) : place], norm[end : end + 2]
    if variant.edge == "head" and not _closes(behind, variant.phrase[-1]):
        return False
    if variant.edge == "tail" and not _opens(before, variant.phrase[0]):
        return False
    return not _two_words(variant.text, before[-1:], behind[:1]) and not _covered(norm, place, end)


def _closes(behind: str, wanted: str) -> bool:
    """Whether a word must have ended before ``behind``."""
    return behind[:1] != wanted and (behind[:1] in (*_ALONE,) or behind in common_words())


def _opens(before: str, wanted: str) -> bool:
    """Whether a word must begin after ``before``."""
    return before[-1:] != wanted and (before[-1:] in (*_ALONE, *"（《“( ") or before in common_words())


def _two_words(text: str, before: str, behind: str) -> bool:
    """Whether the wording may be two words that meet, one of them reaching out of it."""
    words = common_words()
    return text[-1] + behind in words or before + text[0] in words


def _covered(norm: str, start: int, end: int) -> bool:
    """Whether longer right wording holds the whole place."""
    window = norm[max(start - 6, 0) : end + 6]
    inside = norm[start:end]
    return any(right in window for right in _longer(inside))


@lru_cache(maxsize=256)
def _longer(inside: str) -> tuple[str, ...]:
    return tuple(r for r in (*data("phrases")["phrases"], *data("phrases")["but"]) if inside in r)


@lru_cache(maxsize=1)
def _by_head() -> dict[str, tuple[Variant, ...]]:
    right = set(data("phrases")["phrases"]) | set(data("phrases")["but"])
    heads: dict[str, dict[str, Variant]] = {}
    for phrase in sorted((p for p in data("phrases")["phrases"] if _plain(p)), key=len):
        for variant in _variants(phrase):
            if variant.text not in right:
                heads.setdefault(variant.text[:2], {})[variant.text] = variant
    return {head: tuple(sorted(found.values(), key=lambda v: -len(v.text))) for head, found in heads.items()}


def _plain(phrase: str) -> bool:
    return len(phrase) >= _SHORTEST and all("\u4e00" <= c <= "\u9fff" for c in phrase)


def _variants(phrase: str) -> Iterator[Variant]:
    yield from _shortened(phrase)
    for k in range(len(phrase) - 1):
        inner = 0 < k < len(phrase) - 2
        if phrase[k] != phrase[k + 1] and (inner or phrase[k + 1] + phrase[k] not in common_words()):
            yield Variant(phrase[:k] + phrase[k + 1] + phrase[k] + phrase[k + 2 :], phrase, "swapped")
    for k, char in enumerate(phrase):
        for like in _alike().get(char, ""):
            text = phrase[:k] + like + phrase[k + 1 :]
            if not _still_words(text, k):
                yield Variant(text, phrase, "sound")


def _still_words(text: str, at: int) -> bool:
    """Whether the changed character makes another word with a neighbour (检察, 法制)."""
    return text[max(at - 1, 0) : at + 1] in common_words() or text[at : at + 2] in common_words()


def _shortened(phrase: str) -> Iterator[Variant]:
    if phrase[-2] not in _FREE or len(phrase) >= _LONG:
        yield Variant(phrase[:-1], phrase, "lost", "head")
    if phrase[1] not in _FREE:
        yield Variant(phrase[1:], phrase, "lost", "tail")
    if len(phrase) == _SHORTEST:
        for k in (1, 2):
            yield Variant(phrase[:k] + phrase[k + 1 :], phrase, "lost")


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    """For each character those that are typed for it by sound or shape."""
    groups = data("phrases")["alike"].split()
    return {char: "".join(c for g in groups if char in g for c in g if c != char) for g in groups for char in g}
