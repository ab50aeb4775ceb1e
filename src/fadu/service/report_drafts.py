"""The drafts of a report, as the journal keeps them: who wrote each and when, what it changed, and one taken up again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.packs import catalogue
from fadu.packs.annual_report.text import by_name, frozen, places
from fadu.service import clock, report
from fadu.service.people import names
from fadu.service.report_content import Content, content_of
from fadu.service.report_findings import paragraphs
from fadu.service.take_step import Receipt
from fadu.store.models import JournalEntry, Matter

STEP = "draft"
Sections = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Changed:
    """One paragraph that a draft changed, figures by their names; ``old`` or ``new`` is empty where it was added or taken out."""

    heading: str
    before: str
    old: str
    new: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One draft. ``changes`` are against the draft before it, none for the first; ``now``: this is the present text.

    ``lost`` are the figures it prints that the report does not have any more.
    """

    seq: int
    by: str
    at: datetime
    changes: Sequence[Changed]
    paragraphs: int
    now: bool
    lost: Sequence[str]


def written(found: Content) -> list[Written]:
    """Every draft, the latest first."""
    kept = _kept(found.row) if found.row else []
    called = names(found.org, {who for entry, _ in kept for who in _actors(entry)})
    present = [dict(s) for s in found.sections] if found.drafted else None
    told: list[Written] = []
    for n, (entry, sections) in enumerate(kept):
        changes = tuple(_changes(found, kept[n - 1][1], sections)) if n else ()
        told.append(
            Written(
                seq=entry.seq, by="、".join(called[who] for who in _actors(entry)), at=entry.at.astimezone(clock.CHINA), changes=changes,
                paragraphs=sum(len(paragraphs(s)) for s in sections), now=sections == present, lost=_lost(found, sections),
            )
        )  # fmt: skip
    return told[::-1]


def take_up(row: Matter, by: report.By, seq: int) -> Receipt | Refused:
    """Make the draft that entry ``seq`` recorded the present text again, as a draft of its own."""
    found = content_of(row)
    sections = next((said for entry, said in _kept(row) if entry.seq == seq), None)
    if sections is None:
        return _refused("没有找到这一稿", "从“以前的稿”重新选择")
    if sections == [dict(s) for s in found.sections]:
        return _refused("这一稿就是现在的正文", "不用再取用")
    if lost := _lost(found, sections):
        return _refused(f"这一稿引用的数字现在没有了：{'、'.join(lost)}", "在现在的正文里逐段改")
    return report.take_on(row, by, STEP, {"sections": sections})


def _kept(row: Matter) -> list[tuple[JournalEntry, list[dict[str, Any]]]]:
    """The entries that drafted, with their sections, in their order; one of them erased is left out."""
    entries = JournalEntry.objects.filter(matter=row.pk, milestone__step=STEP).select_related("recorded").order_by("seq")
    return [(e, [dict(s) for s in said]) for e in entries if (said := e.recorded.values.get("sections"))]


def _actors(entry: JournalEntry) -> list[str]:
    return list(json.loads(bytes(entry.envelope))["actors"])


def _lost(found: Content, sections: Sections) -> list[str]:
    known, counted = frozen(found.rows), catalogue().indicators
    printed = dict.fromkeys(p for s in sections for p in places(str(s.get("text") or "")))
    return [counted[code].label if code in counted else code for code, part in printed if (code, part) not in known]


def _changes(found: Content, before: Sections, after: Sections) -> Iterator[Changed]:
    """Paragraph by paragraph, in the order of the later draft; sections it no longer has come last."""
    was, now = ({str(s["id"]): s for s in sections} for sections in (before, after))
    for id in [*now, *(i for i in was if i not in now)]:
        heading = str({**was.get(id, {}), **now.get(id, {})}.get("title") or "开头")
        lines = [[by_name(line, found.rows) for line in paragraphs(side.get(id, {}))] for side in (was, now)]
        yield from (Changed(heading, *parted) for parted in _paragraphs_changed(*lines))


def _paragraphs_changed(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str, str]]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            width = max(b - a, d - c)
            yield from (_parted(*pair) for pair in zip(_filled(old[a:b], width), _filled(new[c:d], width), strict=True))


def _filled(lines: list[str], width: int) -> list[str]:
    return [*lines, *[""] * (width - len(lines))]


def _parted(old: str, new: str) -> tuple[str, str, str, str]:
    """What both begin with, what was there, what is there now, what both end with."""
    head = next((n for n, (x, y) in enumerate(zip(old, new, strict=False)) if x != y), min(len(old), len(new)))
    rest = list(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    tail = next((n for n, (x, y) in enumerate(rest) if x != y), len(rest))
    return old[:head], old[head : len(old) - tail], new[head : len(new) - tail], old[len(old) - tail :]


def _refused(message: str, remedy: str) -> Refused:
    return Refused((Refusal("draft", message, remedy),))
