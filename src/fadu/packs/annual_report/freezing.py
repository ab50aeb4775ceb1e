"""Counted figures as rows that stay as they are: value, printed text, how many records stand behind, and their digest.

Pure. The rows are what a report prints from; nothing here counts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from fadu.kernel.indicator import Figure, Indicator
from fadu.kernel.report import Sentence
from fadu.packs.annual_report.topics import topic_of


def frozen_rows(figures: Mapping[str, Figure], definitions: Mapping[str, Indicator], topics: Mapping[str, str]) -> list[dict[str, Any]]:
    """A row for every figure and every part of it. ``topics`` maps a code to the topic whose sentence prints it."""
    found: list[dict[str, Any]] = []
    for code, figure in figures.items():
        definition = definitions.get(code)
        found.append(_row(figure, "", figure.label, topics.get(code, "")))
        for key, part in figure.parts.items():
            found.append(_row(part, key, part_label(figure.label, definition, key), topics.get(code, "")))
    return found


def _row(figure: Figure, part: str, label: str, topic: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "code": figure.code, "label": label, "value": figure.value, "unit": figure.unit or "个", "text": figure.text,
        "behind": len(figure.behind), "digest": behind_digest(figure.behind),
    }  # fmt: skip
    more = {"part": part, "topic": topic, "base": figure.base}
    return row | {k: v for k, v in more.items() if v not in ("", None)}


def part_label(label: str, definition: Indicator | None, key: str) -> str:
    """行政处罚·受委托; the split is named too when two splits have a part of that name."""
    split_id, _, part = key.partition(".")
    splits = {s.id: s for s in definition.splits} if definition else {}
    split = splits.get(split_id)
    name = part_name(definition, key)
    shared = Counter(k for s in splits.values() for k, _ in s.parts)
    return f"{label}·{split.label}{name}" if split and shared[part] > 1 else f"{label}·{name}"


def part_name(definition: Indicator | None, key: str) -> str:
    """The part's own name; one that is written in Latin letters is named by the values that fall into it."""
    split_id, _, part = key.partition(".")
    split = next((s for s in definition.splits if s.id == split_id), None) if definition else None
    values = dict(split.parts).get(part, ()) if split else ()
    return "、".join(_word(v) for v in values) if part.isascii() and values else part


def _word(value: object) -> str:
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def behind_digest(ids: Iterable[str]) -> str:
    """``sha256:`` of the sorted record ids, one a line: by it anyone can tell whether the same records are meant."""
    return "sha256:" + hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def rules_digest(definitions: Mapping[str, Indicator]) -> str:
    """The digest of all counting rules, so that a changed rule shows."""
    body = "\n".join(f"{code}\t{d.rule}\t{d.source}" for code, d in sorted(definitions.items()))
    return "sha256:" + hashlib.sha256(body.encode()).hexdigest()


def topics_of_codes(sentences: Iterable[tuple[str, Sentence]]) -> dict[str, str]:
    """Code → topic of the first sentence that prints it; ``sentences`` are (pack, sentence) pairs."""
    found: dict[str, str] = {}
    for pack, sentence in sentences:
        for code, _ in sentence.places:
            found.setdefault(code, topic_of(pack, sentence))
    return found
