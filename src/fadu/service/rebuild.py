"""Lays every entry out in rows again, for a town whose projections were lost or damaged. The journal itself is only read.

Papers keep the content whose digest their entry holds; one that is gone is composed anew from the registers of its
day, and must give that digest. Addresses of papers and publications stay what they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from fadu.kernel.decide import Decision
from fadu.kernel.instrument import Paper, paper_digest, paper_from_json
from fadu.kernel.matter import Matter, apply, as_told, blank
from fadu.packs import catalogue
from fadu.service.refold import entry_of
from fadu.service.rules import rulebook
from fadu.store import models
from fadu.store.append import AppendResult
from fadu.store.project import project
from fadu.store.records import StoreRecords
from fadu.store.write_gate import transaction

PAGE = 2000


class CannotRebuild(Exception):
    """An entry that does not fold, or a paper that cannot be had again. The message names it; nothing was changed."""


@dataclass(slots=True)
class _Kept:
    """What the journal does not hold, saved before the rows go: paper contents by entry, and addresses by entry."""

    papers: dict[int, dict[str, Any]] = field(default_factory=dict)
    paper_ids: dict[int, int] = field(default_factory=dict)
    publication_ids: dict[int, int] = field(default_factory=dict)


def rebuild(org: str, told: Callable[[int], None] = lambda entries: None) -> int:
    """Re-project a town from its journal, in one transaction; the number of entries. Raises CannotRebuild."""
    with transaction():
        kept = _keep(org)
        _drop(org)
        done = _again(org, kept, told)
        _readdress(kept)
    return done


def _keep(org: str) -> _Kept:
    kept = _Kept()
    for paper in models.IssuedPaper.objects.filter(org=org).iterator(chunk_size=PAGE):
        kept.papers[paper.entry_id], kept.paper_ids[paper.entry_id] = paper.content, paper.pk
    shown = models.Publication.objects.filter(org=org, entry__isnull=False)
    kept.publication_ids = dict(shown.values_list("entry_id", "id"))
    return kept


def _drop(org: str) -> None:
    """Rows that follow from entries."""
    _gone(models.Publication.objects.filter(org=org))
    _gone(models.RegisterRow.objects.filter(org=org))
    for model in (models.IssuedPaper, models.DueDate, models.Milestone, models.Matter):
        _gone(model.objects.filter(org=org))


def _gone(rows: Any) -> None:
    rows._raw_delete(rows.db)


def _again(org: str, kept: _Kept, told: Callable[[int], None]) -> int:
    rules, records = rulebook(), StoreRecords(catalogue(), org)
    matters: dict[str, Matter] = {}
    done = 0
    for id, digest, envelope, values in _entries(org):
        decision = _decision(id, envelope, values, matters)
        after = decision.after
        matters[after.id] = after
        records.remember(after)
        erased = kept.papers.get(id) == {}
        paper = None if erased else _paper(id, decision, after, records, kept)
        project(decision, after, paper, AppendResult(id, digest), records, rules)
        if erased:
            _erased_paper(id, decision)
        done += 1
        if done % PAGE == 0:
            told(done)
    return done


def _entries(org: str) -> Iterator[tuple[int, str, bytes, dict[str, Any]]]:
    rows = models.JournalEntry.objects.filter(org=org).order_by("id").values_list("id", "leaf_hash", "envelope", "recorded__values")
    for id, digest, envelope, values in rows.iterator(chunk_size=PAGE):
        yield id, digest, bytes(envelope), values or {}


def _decision(id: int, envelope: bytes, values: dict[str, Any], matters: dict[str, Matter]) -> Decision:
    """The decision that made this entry, as far as projecting asks."""
    try:
        entry = entry_of(envelope, values)
        procedure = catalogue().written(entry.procedure, entry.version)
        before = matters.get(entry.matter) or blank(entry.matter, entry.org, entry.procedure, entry.parent)
        apply(procedure, before, entry)
    except (KeyError, ValueError, TypeError) as error:
        raise CannotRebuild(f"第{id}号记录无法重新推算（{error}）；没有改动任何内容，请先运行 fadu verify") from error
    step = procedure.step(entry.step)
    assert step is not None
    return Decision(procedure=procedure, step=step, entry=entry, before=before)


def _paper(id: int, decision: Decision, after: Matter, records: StoreRecords, kept: _Kept) -> Paper | None:
    """The paper this entry issued, exactly as issued."""
    if not decision.entry.paper or decision.step.issues is None:
        return None
    if id in kept.papers:
        held = paper_from_json(kept.papers[id])
        if paper_digest(held) == decision.entry.paper:
            return held
    composed = decision.step.issues.compose(as_told(decision.procedure, decision.step, after, decision.entry), records)
    if paper_digest(composed) != decision.entry.paper:
        raise CannotRebuild(f"第{id}号记录的文书内容不在了，也不能照原样重新生成；请从备份恢复")
    return composed


def _erased_paper(id: int, decision: Decision) -> None:
    """What is left of a paper whose content was erased: that it was issued, when, and under which number and digest."""
    assert decision.step.issues is not None
    models.IssuedPaper.objects.create(
        org=decision.entry.org, matter_id=decision.entry.matter, entry_id=id, instrument=decision.step.issues.id, number=decision.entry.number,
        content={}, digest=decision.entry.paper, issued_on=decision.entry.on,
    )  # fmt: skip


def _readdress(kept: _Kept) -> None:
    """Papers and publications get back the numbers that links and notices name."""
    for entry, id in kept.paper_ids.items():
        models.IssuedPaper.objects.filter(entry=entry).update(id=id)
    for entry, id in kept.publication_ids.items():
        models.Publication.objects.filter(entry=entry).update(id=id)
