"""Spreads a known total over months, villages and pairs so that every marginal is met exactly. It invents no total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from fadu.service.demo.dice import Dice

K = TypeVar("K")
V = TypeVar("V")


class Impossible(ValueError):
    """The marginals contradict each other."""


def dealt(counts: Mapping[V, int], dice: Dice) -> list[V]:
    """Every value as often as it counts, in an order of chance: {镇: 22, 村: 73} → 95 values."""
    return dice.shuffled([value for value, n in counts.items() for _ in range(n)])


def packed(sizes: Sequence[int], room: Mapping[K, int], dice: Dice) -> list[K]:
    """A place for each size, so that the sizes in each place add up to its room. Raises Impossible.

    The largest go first, each to a place chosen among those with most room left; small ones fill up the rest.
    """
    left = dict(room)
    found: dict[int, K] = {}
    for i in sorted(dice.shuffled(range(len(sizes))), key=lambda i: -sizes[i]):
        fitting = sorted((k for k in left if left[k] >= sizes[i]), key=lambda k: -left[k])[:3]
        if not fitting:
            raise Impossible(f"no room for {sizes[i]}: {left}")
        found[i] = dice.pick(fitting) if sizes[i] == 1 or len(fitting) == 1 else fitting[0]
        left[found[i]] -= sizes[i]
    if any(left.values()):
        raise Impossible(f"left over: {left}")
    return [found[i] for i in range(len(sizes))]


def by_count_and_sum(sizes: Sequence[int], counts: Sequence[int], sums: Sequence[int], dice: Dice) -> list[list[int]]:
    """The sizes in groups of the given counts and sums (sessions of a month and their penalties). Raises Impossible.

    Begins with any grouping of the right counts and swaps two members between groups as long as that brings
    the sums nearer; a grouping that cannot come nearer is given up for another.
    """
    ends = [sum(counts[: i + 1]) for i in range(len(counts))]
    for _ in range(200):
        pool = dice.shuffled(sizes)
        groups = [pool[end - n : end] for n, end in zip(counts, ends, strict=True)]
        for _ in range(4_000):
            off = [sum(g) - s for g, s in zip(groups, sums, strict=True)]
            if not any(off):
                return groups
            _swap(groups, off, dice)
    raise Impossible(f"sums differ by {off}")


def _swap(groups: list[list[int]], off: list[int], dice: Dice) -> None:
    """Exchange one member of a group that has too much with one of a group that has too little, when it helps."""
    much = dice.pick([i for i, d in enumerate(off) if d > 0])
    little = dice.pick([i for i, d in enumerate(off) if d < 0])
    a, b = dice.below(len(groups[much])), dice.below(len(groups[little]))
    moved = groups[much][a] - groups[little][b]
    if moved > 0 and abs(off[much] - moved) + abs(off[little] + moved) <= abs(off[much]) + abs(off[little]):
        groups[much][a], groups[little][b] = groups[little][b], groups[much][a]
