"""Choices of the invented year that look random and are the same for the same seed. Never for a draw of the real town."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_MASK = (1 << 64) - 1
_STEP, _MIX_1, _MIX_2 = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


class Dice:
    """A stream of numbers (SplitMix64) that starts from a seed and a purpose, so that plans do not disturb one another."""

    def __init__(self, seed: int, purpose: str) -> None:
        self._state = int.from_bytes(hashlib.sha256(f"fadu {seed} {purpose}".encode()).digest()[:8], "big")

    def below(self, n: int) -> int:
        """A whole number from 0 to n − 1. Raises ValueError when there is none."""
        if n < 1:
            raise ValueError("nothing to choose from")
        return self._next() % n

    def between(self, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``, both included."""
        return least + self.below(most - least + 1)

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        left = list(items)
        for i in range(len(left) - 1, 0, -1):
            j = self.below(i + 1)
            left[i], left[j] = left[j], left[i]
        return left

    def chosen(self, items: Sequence[T], n: int) -> list[T]:
        """``n`` of the items, in their order."""
        places = sorted(self.shuffled(range(len(items)))[:n])
        return [items[i] for i in places]

    def _next(self) -> int:
        self._state = (self._state + _STEP) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * _MIX_1) & _MASK
        z = ((z ^ (z >> 27)) * _MIX_2) & _MASK
        return z ^ (z >> 31)
