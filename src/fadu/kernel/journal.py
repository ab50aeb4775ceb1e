"""The journal's unit: one entry per step, its canonical envelope and the chain it extends.

Values never enter the envelope: each field is a salted digest, so the envelope can be logged and shown
while a value may later be erased. Envelope bytes are canonical JSON (keys sorted, no spaces, NFC text,
no floats), which equals RFC 8785 for the values used here.
"""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from fadu.kernel.field import Json

ENVELOPE_VERSION = 1
SALT_BYTES = 16
NONCE_BYTES = 16
MAX_ENVELOPE_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A step that was taken: who, when, on which matter, under which version of procedure and rules.

    ``seq`` counts from 0 within the matter. ``on`` is the day the act happened, ``at`` the instant it was
    recorded (aware). ``fields`` are encoded values. ``number`` is the document number the step took.
    ``overrides`` maps the gates passed with a reason to that reason. ``files`` are evidence roots,
    ``refs`` hashes of other entries, ``origin`` one of step, import, clock, link.
    """

    org: str
    matter: str
    seq: int
    procedure: str
    version: str
    step: str
    state: str
    on: date
    at: datetime
    actors: tuple[str, ...]
    role: str
    fields: Mapping[str, Json] = field(default_factory=dict)
    number: str = ""
    paper: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    rules: str = ""
    parent: str = ""
    village: str = ""
    origin: str = "step"


def canonical(value: Json) -> bytes:
    """The one byte string of a JSON value; refuses floats, so that every implementation agrees."""
    return json.dumps(_normal(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _normal(value: Json) -> Json:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        raise TypeError("a journal value is never a float; use integer fen or a string")
    if isinstance(value, (list, tuple)):
        return [_normal(v) for v in value]
    if isinstance(value, Mapping):
        return {_normal(k): _normal(v) for k, v in value.items()}  # type: ignore[misc]
    return value


def field_digest(name: str, value: Json, salt: bytes) -> str:
    """``d:`` + base64 of SHA-256(0x02 ‖ salt ‖ name ‖ 0x00 ‖ canonical value); the salt is 16 random bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a field salt has {SALT_BYTES} bytes, not {len(salt)}")
    body = b"\x02" + salt + name.encode() + b"\x00" + canonical(value)
    return "d:" + base64.b64encode(hashlib.sha256(body).digest()).decode()


def envelope(entry: Entry, *, prev: str, salts: Mapping[str, bytes], nonce: bytes) -> bytes:
    """The canonical bytes of an entry, chained to ``prev`` (hex hash of the matter's last envelope, or '')."""
    body: dict[str, Json] = {
        "v": ENVELOPE_VERSION, "org": entry.org, "matter": entry.matter, "seq": entry.seq, "prev": prev,
        "step": f"{entry.procedure}.{entry.step}@{entry.version}", "state": entry.state,
        "on": entry.on.isoformat(), "at": entry.at.isoformat(), "actors": list(entry.actors), "role": entry.role,
        "fields": {k: field_digest(k, v, salts[k]) for k, v in entry.fields.items()},
        "number": entry.number, "paper": entry.paper, "overrides": dict(entry.overrides),
        "files": list(entry.files), "refs": list(entry.refs), "legal": entry.rules, "parent": entry.parent,
        "village": entry.village, "origin": entry.origin, "nonce": base64.b64encode(nonce).decode(),
    }  # fmt: skip
    return canonical(body)


def leaf_hash(envelope_bytes: bytes) -> str:
    """RFC 6962 leaf hash, hex: SHA-256(0x00 ‖ envelope). It is also what the next entry's ``prev`` names."""
    return hashlib.sha256(b"\x00" + envelope_bytes).hexdigest()
