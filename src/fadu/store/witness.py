"""Witnesses of a town's log: what a town asks of one (C2SP tlog-witness add-checkpoint), what a witness signs, what a town keeps.

A witness is another installation, the district's or a neighbour's. It needs no database: it remembers the last head it
signed of each log, and signs a newer one only when that begins with exactly the older. Files go by any carrier.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fadu.kernel.merkle import consistency_proof, verify_consistency
from fadu.kernel.note import Key, Note, NoteError, Signature, cosigned_at, parse, parse_checkpoint, verified
from fadu.kernel.tiles import nodes
from fadu.store import durable
from fadu.store.fault import Fault
from fadu.store.keys import LogKey, key_of_line
from fadu.store.logreader import tile_reader
from fadu.store.models import Checkpoint, Cosignature
from fadu.store.succession import Succession, followed
from fadu.store.write_gate import transaction

KNOWN = "witnesses"


class NotWitnessed(Exception):
    """Why a head was not signed, or a signature not kept, in Chinese with what to do."""


@dataclass(frozen=True, slots=True)
class Request:
    """A newer head of a log, and the proof that it begins with the one of size ``old``."""

    old: int
    proof: tuple[bytes, ...]
    note: Note


def request(org: str, old: int = -1, using: str = "default") -> str:
    """The text to hand to a witness who last signed size ``old`` (default: the last size any witness signed). Raises NotWitnessed."""
    head = Checkpoint.objects.using(using).filter(org=org).order_by("-size").first()
    if head is None:
        raise NotWitnessed("日志还没有签过名；先启动服务或者运行 fadu verify，再请人见证")
    if old < 0:
        last = Cosignature.objects.using(using).filter(org=org).order_by("-checkpoint__size").first()
        old = last.checkpoint.size if last else 0
    if old > head.size:
        raise NotWitnessed(f"日志只签到第{head.size}条，见证人却见过第{old}条：这里可能恢复成了旧备份，请先找回较新的备份")
    proof = consistency_proof(old, head.size, nodes(head.size, tile_reader(org, using))) if old else []
    lines = [f"old {old}", *(base64.b64encode(h).decode() for h in proof), "", head.note]
    return "\n".join(lines)


def read_request(text: str) -> Request:
    """Such a text taken apart. Raises NotWitnessed."""
    head, _, note = text.partition("\n\n")
    first, *proof = head.split("\n")
    try:
        asked = Request(int(first.removeprefix("old ")), tuple(base64.b64decode(p, validate=True) for p in proof), parse(note.encode()))
        parse_checkpoint(asked.note.text)
    except (ValueError, binascii.Error) as error:
        raise NotWitnessed("这不是请求见证的文件，或者残缺；请重新导出") from error
    return asked


def cosign(folder: Path, key: LogKey, asked: Request, town_key: str, at: int, handed: Sequence[Succession] = ()) -> str:
    """The head with our cosignature; ``folder`` remembers it first. ``town_key`` is the log's public key line, wanted the first time.

    ``handed`` are the statements by which the log has changed its key since. Raises NotWitnessed when the head is not
    the log's, or does not begin with what we signed before.
    """
    place = _place(folder, parse_checkpoint(asked.note.text).origin)
    with durable.locked(place.with_suffix(".lock")):  # two requests at once must not both follow the head seen last
        return _cosigned(place, key, asked, town_key, at, handed)


def _cosigned(place: Path, key: LogKey, asked: Request, town_key: str, at: int, handed: Sequence[Succession]) -> str:
    head = parse_checkpoint(asked.note.text)
    kept = json.loads(place.read_bytes()) if place.exists() else {"key": town_key.strip(), "note": ""}
    line = followed(kept["key"], handed, head.size)
    if town_key.strip() and town_key.strip() not in (kept["key"], line):
        raise NotWitnessed("公钥与第一次见证时登记的不同；该镇更换过密钥的，用 --succession 给出更换声明")
    _judge(asked.note, line)
    _refuse_other_history(asked, parse_checkpoint(parse(kept["note"].encode()).text).size if kept["note"] else 0, kept["note"])
    durable.replace(place, json.dumps({"key": line, "note": asked.note.encode().decode()}, ensure_ascii=False).encode())
    return asked.note.encode().decode() + key.cosign(asked.note.text, at).line


def _place(folder: Path, origin: str) -> Path:
    return folder / f"{sha256(origin.encode()).hexdigest()}.json"


def key_seen(folder: Path, origin: str) -> str:
    """The public key line under which the last head of this log was cosigned. Raises FileNotFoundError when none was."""
    return str(json.loads(_place(folder, origin).read_bytes())["key"])


def _judge(note: Note, line: str) -> None:
    if not line:
        raise NotWitnessed("第一次见证这个日志，要给出它的公钥（张贴在该镇公示栏的那一行）")
    try:
        key = key_of_line(line)
        verified(note, {(key.name, key.key_id): key})
    except NoteError as error:
        raise NotWitnessed("检查点不是这把公钥签的，没有见证；该镇更换过密钥的，用 --succession 给出更换声明") from error


def _refuse_other_history(asked: Request, seen: int, note: str) -> None:
    """The new head begins with what was seen. The one seen last stands in the files for whoever looks into the matter."""
    head = parse_checkpoint(asked.note.text)
    if asked.old != seen:
        raise NotWitnessed(f"上次见证到第{seen}条，这份请求却从第{asked.old}条算起；请该镇用 --since {seen} 重新导出")
    if not seen:
        return
    before = parse_checkpoint(parse(note.encode()).text)
    if not verify_consistency(seen, head.size, before.root, head.root, list(asked.proof)):
        raise NotWitnessed(f"这个日志的前{seen}条与上次见证时不一致，历史被改写过，没有见证；请保留两份文件并报告上级")


def known(folder: Path) -> dict[tuple[str, int], Key]:
    """The witnesses whose public keys lie in the keys folder, one a line."""
    path = folder / KNOWN
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found = [key_of_line(line) for line in lines if line.strip() and not line.startswith("#")]
    return {(key.name, key.key_id): key for key in found}


def trust(folder: Path, line: str) -> None:
    """Add a witness's public key to those known; once is enough. Raises NotWitnessed."""
    try:
        key = key_of_line(line)
    except NoteError as error:
        raise NotWitnessed("见证人的公钥这一行残缺，请照原样抄写") from error
    if (key.name, key.key_id) not in known(folder):
        path = folder / KNOWN
        before = path.read_bytes() if path.exists() else b""
        durable.replace(path, before + line.strip().encode() + b"\n")


def keep(folder: Path, text: str, using: str = "default") -> list[tuple[str, int]]:
    """Keep the cosignatures of a head that is ours; each witness with the instant it states. Raises NotWitnessed."""
    try:
        note = parse(text.encode())
        head = parse_checkpoint(note.text)
        signatures = [s for s in verified(note, known(folder)) if s.name != head.origin]
    except NoteError as error:
        raise NotWitnessed("没有已知见证人的签名，或者签名不成立；第一次添加时用 --witness 给出见证人的公钥") from error
    ours = next((c for c in Checkpoint.objects.using(using).filter(size=head.size) if parse(c.note.encode()).text == note.text), None)
    if ours is None:
        raise NotWitnessed("这不是本机签过的检查点，没有保存")
    with transaction(using):
        for s in signatures:
            Cosignature.objects.using(using).get_or_create(checkpoint=ours, witness=s.name, defaults={"org": ours.org, "line": s.line})
    return [(s.name, cosigned_at(s)) for s in signatures]


def check_cosignatures(org: str, folder: Path, using: str = "default") -> list[Fault]:
    """Every kept cosignature is a known witness's under the head it stands with."""
    rows = Cosignature.objects.using(using).filter(checkpoint__org=org).select_related("checkpoint").order_by("id")
    witnesses = known(folder)
    return [fault for row in rows if (fault := _fault(row, witnesses))]


def _fault(row: Cosignature, witnesses: dict[tuple[str, int], Key]) -> Fault | None:
    if row.org != row.checkpoint.org:
        return Fault("store_cosignature", str(row.pk), "org", f"应为“{row.checkpoint.org}”，现为“{row.org}”", row.org)
    found = _sound(row, witnesses)
    if found is None:
        return Fault("store_cosignature", str(row.pk), "line", "见证签名不成立，或者见证人的公钥不在密钥目录的 witnesses 文件里", row.org)
    if found.name != row.witness:
        return Fault("store_cosignature", str(row.pk), "witness", f"应为“{found.name}”，现为“{row.witness}”", row.org)
    return None


def _sound(row: Cosignature, witnesses: dict[tuple[str, int], Key]) -> Signature | None:
    """The signature of the row, when it holds under its head's text."""
    try:
        text = parse(row.checkpoint.note.encode()).text
        signatures = verified(parse((text + "\n" + row.line).encode()), witnesses)
    except NoteError:
        return None
    return signatures[0] if len(signatures) == 1 and signatures[0].line == row.line else None
