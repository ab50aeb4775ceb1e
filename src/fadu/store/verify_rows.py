"""Checks what stands beside the journal against it: last entries of matters, document numbers, papers, evidence files."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.db import connections

from fadu.kernel.docnumber import BLOCKS, SERIES, block_of, format_number, series_key
from fadu.kernel.journal import canonical
from fadu.store.erase import PAPER, ordered_file
from fadu.store.evidence import EvidenceFolder
from fadu.store.fault import Fault
from fadu.store.models import EvidenceFile, EvidenceUse, IssuedPaper, NumberCounter, NumberTaken, RegisterRow
from fadu.store.verify_entries import Journal, hexed, strings

IMPORTED = "import"


def check_matters(journal: Journal, using: str = "default") -> Iterator[Fault]:
    """Every matter stands at its last entry, and every entry has its matter."""
    seen = set()
    for key, org, seq, digest in _standing(using):
        matter = hexed(key)
        seen.add(matter)
        last = journal.last.get(matter)
        if last is None:
            yield Fault("store_matter", str(uuid.UUID(matter)), "", "事项没有任何记录", org)
        elif last[0] != seq:
            yield Fault("store_matter", str(uuid.UUID(matter)), "last_seq", f"最后一条记录应是第{seq}条，现在只到第{last[0]}条", org)
        elif last[1] != digest:
            yield Fault("store_matter", str(uuid.UUID(matter)), "last_hash", "与最后一条记录的哈希不符", org)
    if seen:
        lost = sorted(journal.last.keys() - seen)
        yield from (Fault("store_matter", key, "", "有记录而没有事项") for key in lost)


def _standing(using: str) -> Iterator[tuple[Any, str, int, str]]:
    """Where each matter stands. In plain SQL: there may be hundreds of thousands."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT id, org, last_seq, last_hash FROM store_matter ORDER BY id")
        while page := cursor.fetchmany(5000):
            yield from page


def check_numbers(journal: Journal, using: str = "default") -> Iterator[Fault]:
    """Numbers are what their entries say, written right, and without gaps as far as the counter has counted."""
    taken = defaultdict(set)
    told: set[int | None] = set()
    for row in NumberTaken.objects.using(using).order_by("id").iterator(chunk_size=5000):
        taken[row.org, row.prefix, row.year].add(row.n)
        told.add(row.entry_id)
        yield from _number(journal, row)
    yield from _series(taken, using)
    yield from _unnumbered(journal, told)


def _number(journal: Journal, row: NumberTaken) -> Iterator[Fault]:
    key = str(row.pk)
    if row.text not in _spellings(row):
        yield Fault("store_numbertaken", key, "text", f"文号“{row.text}”与代字、年份、顺序号不符", row.org)
    if row.entry_id is None:
        if not row.voided:
            yield Fault("store_numbertaken", key, "entry_id", f"文号{row.text}没有用在任何记录上，也没有作废", row.org)
        return
    number, matter, _ = journal.numbered.get(row.entry_id, ("", "", ""))
    if number != row.text:
        yield Fault("store_numbertaken", key, "text", f"第{row.entry_id}号记录上的文号是“{number}”", row.org)
    elif row.matter is not None and hexed(row.matter) != matter:
        yield Fault("store_numbertaken", key, "matter", f"文号{row.text}属于另一事项", row.org)


def _spellings(row: NumberTaken) -> set[str]:
    try:
        return {format_number(row.prefix, row.year, row.n, ordinal=ordinal) for ordinal in ("", "第")}
    except ValueError:
        return set()


def _series(taken: dict[tuple[str, str, int], set[int]], using: str) -> Iterator[Fault]:
    before, blocks = _before(using), _blocks(using)
    for counter in NumberCounter.objects.using(using).order_by("id"):
        name = series_key(counter.prefix, counter.year)
        apart = blocks.get((counter.org, name), set())
        given = taken.get((counter.org, counter.prefix, counter.year), set()) - apart
        gaps = sorted(set(range(before.get((counter.org, name), 0) + 1, counter.next)) - given - apart)
        if gaps:
            yield Fault(
                "store_numbertaken",
                f"{name}{gaps[0]}号",
                "n",
                f"{name}缺号：{'、'.join(map(str, gaps[:20]))}",
                counter.org,
            )
        if given and max(given) >= counter.next:
            yield Fault(
                "store_numbercounter",
                str(counter.pk),
                "next",
                f"{name}已编到{max(given)}号，计数却是{counter.next}",
                counter.org,
            )


def _before(using: str) -> dict[tuple[str, str], int]:
    """Town and series → the last number it stated to have used before it began here."""
    found: dict[tuple[str, str], int] = {}
    for org, values in RegisterRow.objects.using(using).filter(register=SERIES).values_list("org", "values"):
        year, first = (values.get("year"), values.get("next")) if isinstance(values, dict) else (None, None)
        if isinstance(year, int) and isinstance(first, int):  # a changed row may hold anything; that it was changed is said elsewhere
            key = org, series_key(str(values.get("organ_code")), year)
            found[key] = max(found.get(key, 0), first - 1)
    return found


def _blocks(using: str) -> dict[tuple[str, str], set[int]]:
    """Town and series → the numbers of its pre-numbered blocks, which no counter gives; a block's own settlement finds its gaps."""
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for org, values in RegisterRow.objects.using(using).filter(register=BLOCKS).values_list("org", "values"):
        if isinstance(values, dict) and isinstance(values.get("block_year"), int):
            found[org, series_key(str(values.get("series")), values["block_year"])].update(block_of(values))
    return found


def _unnumbered(journal: Journal, told: set[int | None]) -> Iterator[Fault]:
    for entry, (number, _, origin) in journal.numbered.items():
        if entry not in told and origin != IMPORTED:
            yield Fault("store_numbertaken", number, "", f"第{entry}号记录用了文号{number}，编号登记中却没有")


def check_papers(journal: Journal, using: str = "default") -> Iterator[Fault]:
    """The content of every issued paper gives the digest it was issued under, which is the one in the journal.

    An erased paper has no content, and an entry that ordered it.
    """
    ordered = {ref for refs in journal.refs.values() for ref in refs if ref.endswith(PAPER)}
    rows = IssuedPaper.objects.using(using).order_by("id").select_related("entry")
    for paper in rows.iterator(chunk_size=1000):
        digest = "sha256:" + sha256(canonical(paper.content)).hexdigest()
        if digest != paper.digest and not (paper.content == {} and paper.entry.leaf_hash + PAPER in ordered):
            yield Fault("store_issuedpaper", str(paper.pk), "content", f"文书{paper.number}的内容与签发时不同", paper.org)
        elif f'"paper":"{paper.digest}"'.encode() not in bytes(paper.entry.envelope):
            yield Fault("store_issuedpaper", str(paper.pk), "digest", f"文书{paper.number}的摘要与记录不符", paper.org)


def check_evidence(journal: Journal, folder: EvidenceFolder, using: str = "default") -> Iterator[Fault]:
    """Every file on record is in the folder, byte for byte; every file an entry names is on record."""
    known = set()
    for file in EvidenceFile.objects.using(using).order_by("root").iterator(chunk_size=1000):
        known.add(file.root)
        if file.erased_by_id is not None:
            yield from _erased(journal, folder, file)
            continue
        try:
            message = folder.fault(file.root, file.sha256, file.size, file.media_type)
        except ValueError:
            message = "内容根的写法不对"
        if message:
            yield Fault("store_evidencefile", file.root, "", message, file.org)
    named = {(entry, root) for entry, roots in journal.files.items() for root in roots}
    for entry, root in sorted(named):
        if root not in known:
            yield Fault("store_evidencefile", root, "", f"第{entry}号记录引用的附件没有登记")
    yield from _uses(named, using)


def _erased(journal: Journal, folder: EvidenceFolder, file: EvidenceFile) -> Iterator[Fault]:
    """A destroyed file was ordered destroyed by the entry it names, and its bytes are gone."""
    if ordered_file(file.root) not in journal.refs.get(file.erased_by_id or 0, ()):
        yield Fault("store_evidencefile", file.root, "erased_by_id", "附件记为已删除，但删除依据的记录没有指明它", file.org)
    elif folder.file(file.root).exists():
        yield Fault("store_evidencefile", file.root, "", "已批准删除的附件还在证据目录中", file.org)


def _uses(named: set[tuple[int, str]], using: str) -> Iterator[Fault]:
    """A use bound to an entry is one the entry itself names, by one of those who took the step; and each it names is there."""
    uses = EvidenceUse.objects.using(using).filter(entry__isnull=False).order_by("id").select_related("entry")
    seen = set()
    for use in uses.iterator(chunk_size=1000):
        seen.add((use.entry_id, use.file_id))
        if (use.entry_id, use.file_id) not in named:
            yield Fault("store_evidenceuse", str(use.pk), "file_id", f"第{use.entry_id}号记录没有引用这个附件", use.org)
        else:
            yield from _use(use)
    for entry, root in sorted(named - seen):
        yield Fault("store_evidenceuse", f"entry {entry}", "", f"第{entry}号记录引用的附件{root[:8]}没有挂到事项上")


def _use(use: EvidenceUse) -> Iterator[Fault]:
    said = json.loads(bytes(use.entry.envelope))  # type: ignore[union-attr]
    actors = strings(said.get("actors")) or [""]
    stated = {
        "org": said.get("org"),
        "matter": hexed(said.get("matter")),
        "added_by": use.added_by if use.added_by in actors else actors[0],
    }
    there = {"org": use.org, "matter": hexed(use.matter), "added_by": use.added_by}
    for column, value in stated.items():
        if there[column] != value:
            yield Fault("store_evidenceuse", str(use.pk), column, f"附件“{use.name}”应为“{value}”，现为“{there[column]}”", use.org)
