"""How alike two names are, by the pairs of characters they share: to offer the likely one first, never to decide. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key")
_IDLE = re.compile(r"[（(][^（()）]*[）)]|[\s·、，。：:_＿\-—{}【】×]|数量|情况|总数|本年|合计")
#: Below it two names share a pair by chance.
_LEAST = 0.25


def likely(name: str, known: Mapping[Key, str], most: int) -> list[Key]:
    """The keys whose names are most like this one, best first, at most ``most``; of equals the shorter name, which says no more than was asked."""
    asked = _pairs(name)
    scored = [(_shared(asked, _pairs(label)), -len(label), -n, key) for n, (key, label) in enumerate(known.items())]
    best = sorted((s for s in scored if s[0] >= _LEAST), key=lambda s: s[:3], reverse=True)
    return [key for _, _, _, key in best[:most]]


def _pairs(name: str) -> frozenset[str]:
    plain = _IDLE.sub("", name) or name
    return frozenset(plain[i : i + 2] for i in range(max(1, len(plain) - 1)))


def _shared(one: Iterable[str], other: Iterable[str]) -> float:
    """Dice's coefficient, 0 to 1."""
    a, b = frozenset(one), frozenset(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
