"""The only writer of the journal: one entry, its values and its place in the waiting list, in the caller's transaction.

It decides nothing and projects nothing. What it writes is never changed; a mistake is another entry.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import IntegrityError, connections

from fadu.kernel.field import Json
from fadu.kernel.journal import MAX_ENVELOPE_BYTES, NONCE_BYTES, SALT_BYTES, Entry, envelope, leaf_hash
from fadu.store.models import JournalEntry

_MATTER = JournalEntry._meta.get_field("matter")
_ENTRY = """INSERT INTO store_journalentry (org, matter, seq, prev, envelope, leaf_hash, at)
VALUES (%s, %s, %s, %s, %s, %s, %s) RETURNING id"""
_VALUES = 'INSERT INTO store_entryvalues (entry_id, org, "values", salts) VALUES (%s, %s, %s, %s)'
_LAST = "SELECT leaf_hash FROM store_journalentry WHERE matter = %s AND seq = %s"
_WAITS = "INSERT INTO store_pending (entry_id, org) VALUES (%s, %s)"


_randomness: ContextVar[Callable[[int], bytes]] = ContextVar("randomness", default=os.urandom)


@contextmanager
def randomness(source: Callable[[int], bytes]) -> Iterator[None]:
    """Take salts and nonces from ``source`` instead of the system: for invented records that must come out the same.

    Never for a real town: whoever knows the source could guess values behind digests.
    """
    before = _randomness.set(source)
    try:
        yield
    finally:
        _randomness.reset(before)


@dataclass(frozen=True, slots=True)
class AppendResult:
    """Where the entry stands and the hex hash by which the matter's next entry and any proof will name it."""

    entry_id: int
    hash: str


class OutOfTurn(Exception):
    """Somebody else's entry came first on this matter. Roll back, read the matter again and decide anew."""


class EnvelopeTooLong(ValueError):
    """The envelope would pass the size that every verifier accepts."""


def append(entry: Entry, *, prev: str | None = None, using: str = "default") -> AppendResult:
    """Write an entry after the matter's last one. ``prev`` is that one's hash, where the caller has it at hand.

    Raises OutOfTurn when ``entry.seq`` is not the next number, EnvelopeTooLong, and RuntimeError outside a transaction:
    an entry without the rows that belong to it, or rows without their entry, must be impossible.
    """
    if not connections[using].in_atomic_block:
        raise RuntimeError("append() belongs inside the transaction that writes the matter's rows")
    before = _last_hash(entry, using) if prev is None else prev
    salts, nonce = _random(len(entry.fields))
    body = envelope(entry, prev=before, salts=dict(zip(entry.fields, salts, strict=True)), nonce=nonce)
    if len(body) > MAX_ENVELOPE_BYTES:
        raise EnvelopeTooLong(f"一条记录最多{MAX_ENVELOPE_BYTES // 1024}KB，这一条有{len(body) // 1024}KB")
    digest = leaf_hash(body)
    return AppendResult(_insert(entry, before, body, digest, salts, using), digest)


def _last_hash(entry: Entry, using: str) -> str:
    """The hash of entry ``seq - 1``, which must be the last. The unique (matter, seq) decides a race."""
    if entry.seq == 0:
        return ""
    matter = _MATTER.get_db_prep_value(entry.matter, connections[using])
    with connections[using].cursor() as cursor:
        cursor.execute(_LAST, [matter, entry.seq - 1])
        last = cursor.fetchone()
    if last is None:
        raise OutOfTurn(f"事项 {entry.matter} 没有第{entry.seq - 1}条记录，不能写第{entry.seq}条")
    return str(last[0])


def _random(fields: int) -> tuple[list[bytes], bytes]:
    """A salt a field and the nonce, from one reading of the randomness in use."""
    pool = _randomness.get()(fields * SALT_BYTES + NONCE_BYTES)
    return [pool[i * SALT_BYTES : (i + 1) * SALT_BYTES] for i in range(fields)], pool[-NONCE_BYTES:]


def _insert(entry: Entry, prev: str, body: bytes, digest: str, salts: list[bytes], using: str) -> int:
    """The three rows in plain SQL: this is on the path of every act, and the ORM would triple its cost."""
    ops = connections[using].ops
    at, matter = ops.adapt_datetimefield_value(entry.at), _MATTER.get_db_prep_value(entry.matter, connections[using])
    held = {name: base64.b64encode(salt).decode() for name, salt in zip(entry.fields, salts, strict=True)}
    with connections[using].cursor() as cursor:
        try:
            cursor.execute(_ENTRY, [entry.org, matter, entry.seq, prev, body, digest, at])
        except IntegrityError as error:
            raise OutOfTurn(f"事项 {entry.matter} 已有第{entry.seq}条记录") from error
        number = int(cursor.fetchone()[0])
        cursor.execute(_VALUES, [number, entry.org, as_stored(entry.fields), as_stored(held)])
        cursor.execute(_WAITS, [number, entry.org])
    return number


def as_stored(value: Mapping[str, Json]) -> str:
    """The text in which values and salts are stored: the triggers compare it part by part."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
