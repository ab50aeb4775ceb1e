"""The quick look at journal entries: which ones certainly agree with everything that hangs on them.

It may doubt a sound entry, for ``verify_entries`` looks at every doubtful one closely and says what is wrong; it must never
pass a broken one. The database compares the columns, one parse an entry does the rest: about 12 µs an entry.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
from django.db import connections

PAGE = 5000
STRETCH = 20_000
#: Before a matter's first entry: the sequence number and hash that one builds on.
BEGINNING = (-1, "")

_QUERY = """
SELECT e.id, e.org, CAST(e.matter AS {text}), e.seq, e.prev, e.envelope, e.leaf_hash, CAST(e.at AS {text}),
       v."values", v.salts, l.hash, m.procedure, m.step, m.state, CAST(m."on" AS {text}),
       v.org = e.org AND v.erased_by_id IS NULL AND l.org = e.org AND w.entry_id IS NULL
       AND (m.entry_id IS NULL OR (m.org = e.org AND m.matter_id = e.matter AND m.seq = e.seq))
FROM store_journalentry e
LEFT JOIN store_entryvalues v ON v.entry_id = e.id
LEFT JOIN store_logleaf l ON l.entry_id = e.id
LEFT JOIN store_pending w ON w.entry_id = e.id
LEFT JOIN store_milestone m ON m.entry_id = e.id
WHERE e.id > %s AND e.id <= %s ORDER BY e.id LIMIT %s
"""

_STRETCHES = "SELECT min(id) - 1, max(id) FROM store_journalentry GROUP BY id / %s ORDER BY 1"

Body = dict[str, Any]


@dataclass(slots=True)
class Seen:
    """What a quick look at one stretch of entries found. ``first`` and ``last`` tie the chains of matters across stretches.

    ``first``: matter → the entry's id, its sequence number and the hash it builds on. ``last``: matter → sequence number, hash, id.
    """

    count: int = 0
    doubtful: list[int] = field(default_factory=list)
    first: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    last: dict[str, tuple[int, str, int]] = field(default_factory=dict)
    telling: list[tuple[int, str, Body]] = field(default_factory=list)


def look(stretch: tuple[int, int], using: str = "default") -> Seen:
    """Look at the entries numbered above the first bound and not above the second."""
    seen = Seen()
    for row in _rows(*stretch, using):
        seen.count += 1
        _follow(seen, row[0], row[2].replace("-", ""), row[3], row[4], row[6])
        body = _sound(row)
        if body is None:
            seen.doubtful.append(row[0])
        elif body["number"] or body["files"] or body["refs"]:
            seen.telling.append((row[0], row[2].replace("-", ""), {k: body[k] for k in ("number", "files", "refs", "origin")}))
    return seen


def _rows(after: int, up_to: int, using: str) -> Iterator[tuple[Any, ...]]:
    connection = connections[using]
    query = _QUERY.format(text="text" if connection.vendor == "postgresql" else "char")
    while True:
        with connection.cursor() as cursor:
            cursor.execute(query, [after, up_to, PAGE])
            page = cursor.fetchall()
        if not page:
            return
        after = page[-1][0]
        yield from page


def _follow(seen: Seen, id: int, matter: str, seq: int, prev: str, digest: str) -> None:
    """Whether the entry follows the one before it on the same matter; where that lies in another stretch, who joins them asks."""
    before = seen.last.get(matter)
    if before is None:
        seen.first[matter] = (id, seq, prev)
    elif not follows(seq, prev, before):
        seen.doubtful.append(id)
    seen.last[matter] = (seq, digest, id)


def follows(seq: int, prev: str, before: tuple[Any, ...]) -> bool:
    """Whether an entry with this number and ``prev`` comes next after ``before`` (its number and hash first)."""
    return bool(seq == before[0] + 1 and prev == before[1])


def _sound(row: tuple[Any, ...]) -> Body | None:
    """The envelope of an entry that agrees with its hash, its columns, its values, its place and its milestone; otherwise None."""
    _, org, matter, seq, prev, envelope, leaf_hash, at, values, salts, leaf, procedure, step, state, on, agree = row
    if not agree:
        return None
    digest = sha256(b"\x00" + envelope).digest()
    if digest.hex() != leaf_hash or digest != bytes(leaf):
        return None
    try:
        body: Body = orjson.loads(envelope)
        stated = (body["org"], body["matter"].replace("-", ""), body["seq"], body["prev"])
        if stated != (org, matter.replace("-", ""), seq, prev) or not _same_instant(body["at"], at):
            return None
        if procedure is not None and (f"{procedure}.{step}", state, on) != (body["step"].partition("@")[0], body["state"], body["on"]):
            return None
        return body if opens(body["fields"], orjson.loads(values), orjson.loads(salts)) else None
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def _same_instant(stated: str, stored: str) -> bool:
    """The envelope's instant and the column's, which is in UTC, in either database's spelling."""
    return datetime.fromisoformat(stated) == datetime.fromisoformat(stored.removesuffix("+00") + "+00:00")


def opens(digests: dict[str, str], values: dict[str, Any], salts: dict[str, str]) -> bool:
    """Whether these values under these salts give these digests, none missing and none added.

    For every value the journal takes, orjson with sorted keys writes ``journal.canonical``; where it would not (text that
    is not NFC, numbers beyond 64 bits), the digests differ and the entry is looked at closely.
    """
    if not len(digests) == len(values) == len(salts):
        return False
    for name, digest in digests.items():
        salt = salts[name].encode()
        raw = a2b_base64(salt)
        if b2a_base64(raw, newline=False) != salt:  # one spelling only, or a changed bit could hide
            return False
        body = b"\x02%b%b\x00%b" % (raw, name.encode(), orjson.dumps(values[name], option=orjson.OPT_SORT_KEYS))
        if b"d:" + b2a_base64(sha256(body).digest(), newline=False) != digest.encode():
            return False
    return True


def stretches(using: str = "default") -> list[tuple[int, int]]:
    """Bounds of stretches of some thousand entries each, from the first to the last."""
    with connections[using].cursor() as cursor:
        cursor.execute(_STRETCHES, [STRETCH])
        return list(cursor.fetchall())
