"""Reads the rows of a ROWS fact in gates, derivations and papers. It never changes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fadu.kernel.field import Value


def rows_of(facts: Mapping[str, Value], name: str) -> Sequence[Mapping[str, Value]]:
    """The rows of a ROWS fact, in order; none when the fact is absent or is something else."""
    held = facts.get(name)
    return [row for row in held if isinstance(row, dict)] if isinstance(held, list) else []


def count_of(facts: Mapping[str, Value], name: str) -> int:
    """A count, 0 when the fact is absent."""
    held = facts.get(name)
    return held if isinstance(held, int) else 0
