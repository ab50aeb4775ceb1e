"""Comparisons of a report with last year's, and of a published page with the text that was generated."""

from __future__ import annotations

from fadu.checker.compare.last_year import copied, pairs, trends_against, unchanged
from fadu.checker.compare.published import Difference, differences, findings

__all__ = ["Difference", "copied", "differences", "findings", "pairs", "trends_against", "unchanged"]
