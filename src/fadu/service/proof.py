"""Proofs about entries and matters: what an outsider needs to check them, and our own check said in words.

An entry's proof is its place in the town's log under a signed head. A matter's check goes through every entry, value,
paper and file and through the fold. Reads only.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fadu.kernel.journal import field_digest, leaf_hash
from fadu.kernel.merkle import verify_inclusion
from fadu.kernel.note import NoteError, cosigned_at, parse, parse_checkpoint, verified
from fadu.service.clock import CHINA
from fadu.service.papers import PaperChanged, PaperErased, content
from fadu.service.projection import faults_of
from fadu.service.scope import Reader
from fadu.service.uploads import folder
from fadu.store.keys import KeyTrouble, open_key
from fadu.store.logreader import Proof, prove, prove_all
from fadu.store.models import EvidenceUse, IssuedPaper, JournalEntry, Matter
from fadu.store.publisher import keys_folder
from fadu.store.succession import Succession, keys_of, successions
from fadu.store.witness import known


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was checked, in words; ``ok`` None means that it is not possible yet."""

    ok: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class EntryProof:
    """An entry of a readable matter with its place in the log; ``place`` is None while it waits to be logged and signed."""

    matter: Matter
    entry: JournalEntry
    said: Mapping[str, Any]
    place: Proof | None
    steps: tuple[Step, ...]


def entry_proof(reader: Reader, matter_id: str, seq: int) -> EntryProof | None:
    """The proof of one entry, checked; None when the matter may not be read or has no such entry."""
    matter = reader.readable().filter(pk=matter_id).first()
    entry = JournalEntry.objects.filter(matter=matter_id, seq=seq).select_related("recorded").first() if matter else None
    if matter is None or entry is None:
        return None
    place = prove(entry.pk)
    steps = (_hash_holds(entry), _follows(entry), _values_hold([entry]), *_place_holds(entry, place))
    return EntryProof(matter, entry, json.loads(bytes(entry.envelope)), place, steps)


def in_log(entry: JournalEntry) -> tuple[Step, ...]:
    """Whether the entry is in the log under a signed head."""
    return _place_holds(entry, prove(entry.pk))


def check_matter(matter: Matter) -> tuple[Step, ...]:
    """Everything about one matter, checked now: chain, values, log, rows, papers, files."""
    entries = list(JournalEntry.objects.filter(matter=matter.pk).select_related("recorded").order_by("seq"))
    return (
        _chain_holds(entries),
        _values_hold(entries),
        _all_in_log(entries),
        _rows_hold(matter),
        *_papers_hold(matter),
        *_files_hold(matter),
    )


def bundle(matter: Matter) -> dict[str, Any]:
    """Envelopes and proofs of a matter as JSON: enough to check it without this server. Holds digests, no values."""
    entries = list(JournalEntry.objects.filter(matter=matter.pk).order_by("seq"))
    places = prove_all([e.pk for e in entries])
    return {
        "format": "fadu-matter/v1", "org": matter.org, "matter": str(matter.pk), "public_key": public_key(matter.org),
        "entries": [_bundled(e, places.get(e.pk)) for e in entries],
        "papers": [{"instrument": p.instrument, "number": p.number, "digest": p.digest} for p in IssuedPaper.objects.filter(matter=matter).order_by("id")],
    }  # fmt: skip


def tlog_proof(place: Proof, leaf: bytes = b"") -> str:
    """The proof as a ``.tlog-proof`` file (C2SP tlog-proof@v1); ``leaf`` goes along as extra data."""
    lines = ["c2sp.org/tlog-proof@v1"]
    lines += [f"extra {base64.b64encode(leaf).decode()}"] if leaf else []
    lines += [f"index {place.index}", *(base64.b64encode(h).decode() for h in place.path), "", place.note]
    return "\n".join(lines)


def public_key(org: str) -> str:
    """The town's verifier key in one line; empty when there is none on this machine."""
    try:
        return open_key(keys_folder(), org).line
    except KeyTrouble:
        return ""


def key_changes(org: str) -> list[Succession]:
    """Every handing over of the town's key, in order; none where its key is not on this machine."""
    try:
        return successions(keys_folder(), org)
    except KeyTrouble:
        return []


def signed_by_us(org: str, note: str) -> bool | None:
    """Whether the town's key of that size signed this head; None when the key is not on this machine."""
    try:
        keys_of(keys_folder(), org).judge(parse(note.encode()))
    except KeyTrouble:
        return None
    except NoteError:
        return False
    return True


def _bundled(entry: JournalEntry, place: Proof | None) -> dict[str, Any]:
    return {
        "seq": entry.seq, "envelope": base64.b64encode(bytes(entry.envelope)).decode(), "leaf": entry.leaf_hash,
        "proof": tlog_proof(place) if place else None,
    }  # fmt: skip


def _hash_holds(entry: JournalEntry) -> Step:
    holds = leaf_hash(bytes(entry.envelope)) == entry.leaf_hash
    return Step(holds, "记录内容与它的指纹一致" if holds else "记录内容与它的指纹不一致，被改动过")


def _follows(entry: JournalEntry) -> Step:
    if entry.seq == 0:
        return Step(entry.prev == "", "这是本事项的第一条记录")
    before = JournalEntry.objects.filter(matter=entry.matter, seq=entry.seq - 1).values_list("leaf_hash", flat=True).first()
    return Step(before == entry.prev, "与前一条记录首尾相连" if before == entry.prev else "接不上前一条记录")


def _chain_holds(entries: Sequence[JournalEntry]) -> Step:
    before = ""
    for number, entry in enumerate(entries):
        if entry.seq != number or entry.prev != before or not _hash_holds(entry).ok:
            return Step(False, f"第{number}条记录被改动，或者中间缺少记录")
        before = entry.leaf_hash
    return Step(True, f"{len(entries)}条记录首尾相连，一条不少")


def _values_hold(entries: Sequence[JournalEntry]) -> Step:
    for entry in entries:
        digests = json.loads(bytes(entry.envelope))["fields"]
        values, salts = entry.recorded.values, entry.recorded.salts
        wrong = [n for n, d in digests.items() if n in values and field_digest(n, values[n], base64.b64decode(salts.get(n, ""))) != d]
        lost = [n for n in digests if n not in values] if entry.recorded.erased_by_id is None else []
        if wrong or lost:
            return Step(False, f"第{entry.seq}条记录中“{'、'.join([*wrong, *lost])}”的内容与指纹不符")
    return Step(True, "填写的内容与记录时的指纹一致")


def _place_holds(entry: JournalEntry, place: Proof | None) -> tuple[Step, ...]:
    if place is None:
        return (Step(None, "记录已登记，等待并入全镇日志并签名"),)
    head = parse_checkpoint(parse(place.note.encode()).text)
    holds = verify_inclusion(place.index, place.size, bytes.fromhex(entry.leaf_hash), place.path, head.root)
    signed = signed_by_us(entry.org, place.note)
    return (
        Step(holds, f"在全镇日志第{place.index}条，包含在{place.size}条的检查点之内" if holds else "不在签过名的日志之内"),
        *_witnessed(place.note),
        Step(signed, {True: "检查点的签名有效", False: "检查点的签名不成立", None: "本机没有签名密钥，签名请用公钥另行核对"}[signed]),
    )


def _witnessed(note: str) -> tuple[Step, ...]:
    """Who else signed this head, and when, as far as their keys are known here."""
    parsed = parse(note.encode())
    try:
        found = verified(parsed, known(keys_folder()))
    except NoteError:
        return (Step(False, "见证签名不成立，或者见证人的公钥不在本机"),) if len(parsed.signatures) > 1 else ()
    return tuple(Step(True, f"{s.name}在{datetime.fromtimestamp(cosigned_at(s), CHINA):%Y-%m-%d %H:%M}见证过这个检查点") for s in found)


def _all_in_log(entries: Sequence[JournalEntry]) -> Step:
    waiting, places = 0, prove_all([e.pk for e in entries])
    for entry in entries:
        steps = _place_holds(entry, places.get(entry.pk))
        if any(s.ok is False for s in steps):
            return Step(False, f"第{entry.seq}条记录：{next(s.text for s in steps if s.ok is False)}")
        waiting += steps[0].ok is None
    said = f"，其中{waiting}条等待下一次签名" if waiting else ""
    return Step(True, f"全部记录在签过名的日志之内{said}") if waiting < len(entries) else Step(None, "记录等待并入全镇日志并签名")


def _rows_hold(matter: Matter) -> Step:
    found = faults_of(uuid.UUID(str(matter.pk)))
    return Step(not found, f"现状与记录推算的不符：{found[0]}" if found else "现状、期限和里程碑与逐条记录推算的一致")


def _papers_hold(matter: Matter) -> list[Step]:
    papers = list(IssuedPaper.objects.filter(matter=matter).select_related("entry").order_by("id"))
    erased = [p for p in papers if p.content == {}]
    wrong = [p for p in papers if not paper_holds(p)]
    if wrong:
        return [Step(False, f"文书{wrong[0].number or wrong[0].title}与制作时不同")]
    gone = f"，其中{len(erased)}份的内容已依法删除" if erased else ""
    return [Step(True, f"{len(papers)}份文书与制作时一致{gone}")] if papers else []


def paper_holds(paper: IssuedPaper) -> bool:
    """Whether the paper's content, unless it was erased, gives its digest, and its entry holds that digest."""
    try:
        content(paper)
    except PaperErased:
        pass
    except (PaperChanged, KeyError, TypeError, ValueError):
        return False
    return bool(json.loads(bytes(paper.entry.envelope))["paper"] == paper.digest)


def _files_hold(matter: Matter) -> list[Step]:
    uses = list(EvidenceUse.objects.filter(matter=matter.pk).select_related("file").order_by("id"))
    for use in (u for u in uses if u.file.erased_by_id is None):
        fault = folder().fault(use.file_id, use.file.sha256, use.file.size)
        if fault:
            return [Step(False, f"附件“{use.name}”：{fault}")]
    erased = sum(u.file.erased_by_id is not None for u in uses)
    gone = f"，其中{erased}个已依法删除" if erased else ""
    return [Step(True, f"{len(uses)}个附件与存入时一致{gone}")] if uses else []
