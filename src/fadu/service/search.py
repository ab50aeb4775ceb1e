"""One search over matters and papers: number, party, place, title; scoped like every list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fadu.service.scope import Reader
from fadu.store.models import IssuedPaper, Matter
from fadu.store.word_index import containing

MOST = 30


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and how many matters there are in all."""

    matters: Sequence[Matter]
    total: int
    papers: Sequence[IssuedPaper]


def search(reader: Reader, words: str) -> Found:
    """Matters whose title, numbers, names or places contain the words; papers whose number does."""
    words = words.strip()
    if not words:
        return Found([], 0, [])
    rows = containing(reader.readable(), words)
    matters = rows.order_by("-moved_on", "id").defer("snapshot", "search")
    papers = IssuedPaper.objects.filter(org=reader.org, number__contains=words, matter__in=reader.readable().values("pk"))
    return Found(list(matters[:MOST]), rows.count(), list(papers.order_by("-id").defer("content")[:MOST]))
