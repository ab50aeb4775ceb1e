"""Search words of Chinese text, the same for both databases: pairs of neighbouring characters, whole words of others.

A query of two or more characters finds exactly the texts that contain it. Nothing here ranks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+")


def tokens(text: str) -> str:
    """``行政处罚 2025`` → ``行政 政处 处罚 罚 2025``; letters are folded to lower case and half width."""
    words: list[str] = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text).lower()):
        words += _pairs(run) if ord(run[0]) >= 0x3400 else [run]
    return " ".join(words)


def row_search(values: Mapping[str, object]) -> str:
    """The search words of a register row, in an order that stored JSON cannot change."""
    return tokens(" ".join(str(values[name]) for name in sorted(values)))


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run))]


def wanted(query: str) -> list[str]:
    """The substrings of ``tokens`` output that a matching text has: one per run of the query, in its order."""
    found = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", query).lower()):
        pairs = _pairs(run)[:-1] if ord(run[0]) >= 0x3400 and len(run) > 1 else [run]
        found.append(" ".join(pairs))
    return found
