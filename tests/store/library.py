"""A small town library on record: matters with milestones, numbers, papers, files, an erasure, a signed log, some waiting."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fadu.kernel.docnumber import format_number
from fadu.kernel.instrument import Paper, paper_digest, paper_json
from fadu.store.append import AppendResult, append
from fadu.store.erase import ordered_value
from fadu.store.evidence import EvidenceFolder, Stored
from fadu.store.models import (
    EntryValues,
    EvidenceFile,
    EvidenceUse,
    IssuedPaper,
    JournalEntry,
    Matter,
    Milestone,
    NumberCounter,
    NumberTaken,
)
from fadu.store.publisher import settle
from fadu.store.write_gate import transaction
from tests.store.entries import ORG, START, entry, matter_id

PREFIX = "同乐图借"


@dataclass(frozen=True, slots=True)
class Library:
    """What was recorded."""

    folder: EvidenceFolder
    files: list[Stored]
    matters: list[str]


def build(root: Path, cards: int = 6) -> Library:
    """Six cards of five steps, each with a number, a paper and a file; two heads signed; two entries still waiting."""
    folder = EvidenceFolder(root)
    library = Library(folder, [], [matter_id() for _ in range(cards)])
    for n, matter in enumerate(library.matters[: cards // 2], 1):
        _card(library, matter, n)
    settle(ORG)
    for n, matter in enumerate(library.matters[cards // 2 :], cards // 2 + 1):
        _card(library, matter, n)
    _erase(library)
    settle(ORG)
    _step(library.matters[0], 5)
    _step(library.matters[1], 5)
    return library


def _card(library: Library, matter: str, n: int) -> None:
    stored = library.folder.put(io.BytesIO(f"借书证{n}的照片说明".encode()))
    assert isinstance(stored, Stored)
    library.files.append(stored)
    EvidenceFile.objects.create(root=stored.root, org=ORG, sha256=stored.sha256, size=stored.size, media_type=stored.media.name, at=START)
    with transaction():
        use = EvidenceUse.objects.create(org=ORG, file_id=stored.root, name=f"{n}.txt", added_by="wang", at=START)
        written = _step(matter, 0, files=(stored.root,))
        EvidenceUse.objects.filter(pk=use.pk).update(entry_id=written.entry_id, matter=uuid.UUID(matter))
    _step(matter, 1)
    _issue(matter, n)
    _step(matter, 3)
    _step(matter, 4)


def _issue(matter: str, n: int) -> None:
    """The step that takes a number and issues a paper."""
    text = format_number(PREFIX, 2025, n)
    paper = Paper(title="借书证", organ="同乐镇图书室", number=text, dated=date(2025, 3, 7))
    with transaction():
        NumberCounter.objects.update_or_create(org=ORG, prefix=PREFIX, year=2025, defaults={"next": n + 1})
        written = _step(matter, 2, number=text, paper=paper_digest(paper))
        NumberTaken.objects.create(
            org=ORG,
            series="card",
            prefix=PREFIX,
            year=2025,
            n=n,
            text=text,
            matter=uuid.UUID(matter),
            entry_id=written.entry_id,
        )
        IssuedPaper.objects.create(
            org=ORG, matter_id=uuid.UUID(matter), entry_id=written.entry_id, instrument="card", number=text,
            content=paper_json(paper), digest=paper_digest(paper), issued_on=date(2025, 3, 7),
        )  # fmt: skip


def _step(matter: str, seq: int, **changes: object) -> AppendResult:
    one = replace(entry(matter, seq), **changes)
    key = uuid.UUID(matter)
    with transaction():
        written = append(one)
        row = {"state": one.state, "moved_on": one.on, "last_seq": seq, "last_hash": written.hash}
        fresh = {"org": ORG, "procedure": one.procedure, "opened_on": one.on}
        Matter.objects.update_or_create(pk=key, defaults=row, create_defaults=row | fresh)
        Milestone.objects.create(
            entry_id=written.entry_id, org=ORG, matter_id=key, seq=seq, procedure=one.procedure, step=one.step,
            state=one.state, on=one.on,
        )  # fmt: skip
    return written


def _erase(library: Library) -> None:
    """One name is erased by an entry that names the erased entry."""
    erased = JournalEntry.objects.get(matter=library.matters[2], seq=3)
    order = _step(library.matters[2], 5, refs=(ordered_value(erased.leaf_hash, "reader"),))
    held = EntryValues.objects.get(entry=erased)
    del held.values["reader"], held.salts["reader"]
    held.erased_by_id = order.entry_id
    held.save()
