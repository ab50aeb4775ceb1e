"""What a benchmark reports: one piece of work, its figure, and the budget beside it. It measures nothing itself.

A module ``bench/bench_NAME.py`` offers ``measure() -> Iterable[Measured]`` and builds whatever it measures in a
temporary folder. Figures are compared as ratios within one run: machines differ, and so do hours of the day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """``value`` in ``unit``; ``budget`` in the same unit, 0 for none; ``more_is_better`` for rates."""

    work: str
    value: float
    unit: str
    budget: float = 0.0
    more_is_better: bool = False
    note: str = ""

    @property
    def within(self) -> bool:
        """Whether the figure keeps to its budget; always, when there is none."""
        if not self.budget:
            return True
        return self.value >= self.budget if self.more_is_better else self.value <= self.budget


def milliseconds(work: Callable[[], object], times: int = 5) -> float:
    """The median of ``times`` runs, after one that warms up."""
    work()
    return median(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000
