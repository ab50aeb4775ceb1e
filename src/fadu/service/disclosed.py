"""One entry shown to somebody elsewhere: some of its values, and the proof that the town's signed log holds them exactly so.

The salts of the shown values go along, so their digests can be recomputed; the other values stay hidden behind theirs.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.kernel.journal import field_digest, leaf_hash
from fadu.kernel.merkle import verify_inclusion
from fadu.kernel.note import NoteError, parse, parse_checkpoint, verified
from fadu.store.keys import key_of_line, origin
from fadu.store.logreader import prove
from fadu.store.models import JournalEntry


class NotProven(Exception):
    """Why what is shown is not believed, in Chinese with the way out."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry that was proven: what its envelope says, and the values that were shown of it."""

    said: Mapping[str, Any]
    values: Mapping[str, Any]


def shown(entry: JournalEntry, names: Sequence[str]) -> dict[str, Any]:
    """The entry with the values of these names, as JSON. Raises NotProven while the log has not been signed over it."""
    place = prove(entry.pk)
    if place is None:
        raise NotProven("记录还没有并入签过名的日志 → 稍候再导出")
    recorded = entry.recorded
    return {
        "envelope": _text(bytes(entry.envelope)), "values": {n: recorded.values[n] for n in names}, "salts": {n: recorded.salts[n] for n in names},
        "index": place.index, "path": [_text(h) for h in place.path], "note": place.note,
    }  # fmt: skip


def proven(found: Mapping[str, Any], key: str) -> Shown:
    """What such a piece of JSON shows, when the log of this public key line holds it. Raises NotProven."""
    try:
        envelope = base64.b64decode(found["envelope"], validate=True)
        said = json.loads(envelope)
        _in_signed_log(found, envelope, key, origin(said["org"]))
        values = {str(n): v for n, v in found["values"].items()}
        for name, value in values.items():
            if field_digest(name, value, base64.b64decode(found["salts"][name], validate=True)) != said["fields"][name]:
                raise NotProven("内容与记录时的指纹不符，导出后被改动过 → 请该镇重新导出")
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as error:
        raise NotProven("文件残缺，或者不是数据包 → 请该镇重新导出") from error
    return Shown(said, values)


def _in_signed_log(found: Mapping[str, Any], envelope: bytes, key: str, log: str) -> None:
    try:
        known = key_of_line(key)
        verified(note := parse(found["note"].encode()), {(known.name, known.key_id): known})
    except NoteError as error:
        raise NotProven("检查点不是这把公钥签的 → 对照该镇公示栏上的公钥；该镇更换过密钥的，用新公钥") from error
    head = parse_checkpoint(note.text)
    if head.origin != log:
        raise NotProven("这把公钥是另一个机构的日志的 → 对照该镇公示栏上的公钥")
    path = [base64.b64decode(h, validate=True) for h in found["path"]]
    if not verify_inclusion(found["index"], head.size, bytes.fromhex(leaf_hash(envelope)), path, head.root):
        raise NotProven("这条记录不在签过名的日志里，导出后被改动过 → 请该镇重新导出")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
