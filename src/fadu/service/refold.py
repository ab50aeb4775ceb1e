"""Folds what the journal holds, one matter after the other, each entry with the matter before and after it.

It trusts envelopes and values, whose digests ``store.verify`` checks, and nothing else; it writes nothing.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connections

from fadu.kernel.field import Json
from fadu.kernel.journal import Entry
from fadu.kernel.matter import Matter, apply, blank
from fadu.kernel.procedure import Procedure, Step
from fadu.packs import catalogue
from fadu.store.models import JournalEntry

PAGE = 4000

_QUERY = """
SELECT e.id, e.matter, e.seq, e.leaf_hash, e.envelope, v."values"
FROM store_journalentry e LEFT JOIN store_entryvalues v ON v.entry_id = e.id
WHERE (e.matter, e.seq) > (%s, %s) ORDER BY e.matter, e.seq LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One entry with the matter before and after it; ``hash`` is its leaf hash."""

    id: int
    hash: str
    entry: Entry
    procedure: Procedure
    step: Step
    before: Matter
    after: Matter


@dataclass(frozen=True, slots=True)
class Unfoldable:
    """An entry that cannot be folded, and why, in Chinese. The rest of its matter is left out."""

    id: int
    org: str
    matter: str
    why: str


def entry_of(envelope: bytes, values: Mapping[str, Json]) -> Entry:
    """The entry behind an envelope and its values; erased values are absent. Raises ValueError or KeyError when damaged."""
    said = json.loads(envelope)
    name, _, version = said["step"].partition("@")
    procedure, _, step = name.rpartition(".")
    return Entry(
        org=said["org"], matter=said["matter"], seq=said["seq"], procedure=procedure, version=version, step=step, state=said["state"],
        on=date.fromisoformat(said["on"]), at=datetime.fromisoformat(said["at"]), actors=tuple(said["actors"]), role=said["role"],
        fields={k: values[k] for k in said["fields"] if k in values}, number=said["number"], paper=said["paper"], overrides=said["overrides"],
        files=tuple(said["files"]), refs=tuple(said["refs"]), rules=said["legal"], parent=said["parent"], village=said["village"], origin=said["origin"],
    )  # fmt: skip


def replay(using: str = "default") -> Iterator[Replayed | Unfoldable]:
    """Every entry of every town, matter by matter, in constant memory."""
    yield from _folded(_rows(using))


def replay_matters(ids: Iterable[uuid.UUID | str], using: str = "default") -> Iterator[Replayed | Unfoldable]:
    """The entries of these matters, matter by matter."""
    rows = JournalEntry.objects.using(using).filter(matter__in=list(ids)).order_by("matter", "seq")
    columns = rows.values_list("id", "matter", "seq", "leaf_hash", "envelope", "recorded__values")
    yield from _folded(columns.iterator(chunk_size=PAGE))


def _rows(using: str) -> Iterator[tuple[Any, ...]]:
    connection = connections[using]
    nobody = uuid.UUID(int=0)
    last: tuple[Any, int] = (nobody if connection.vendor == "postgresql" else nobody.hex, -1)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_QUERY, [*last, PAGE])
            page = cursor.fetchall()
        if not page:
            return
        last = (page[-1][1], page[-1][2])
        yield from page


def _folded(rows: Iterable[tuple[Any, ...]]) -> Iterator[Replayed | Unfoldable]:
    current, matter, broken = None, None, False
    for id, key, _, digest, envelope, values in rows:
        if key != current:
            current, matter, broken = key, None, False
        if broken:
            continue
        one = _fold(id, digest, bytes(envelope), values, matter)
        broken = isinstance(one, Unfoldable)
        if isinstance(one, Replayed):
            matter = one.after
        yield one


def _written(entry: Entry) -> Procedure | None:
    """The version of the procedure that this entry was written under; None when no pack has it."""
    try:
        return catalogue().written(entry.procedure, entry.version)
    except KeyError:
        return None


def _fold(id: int, digest: str, envelope: bytes, values: Any, before: Matter | None) -> Replayed | Unfoldable:
    held = json.loads(values) if isinstance(values, str) else values or {}
    try:
        entry = entry_of(envelope, held)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Unfoldable(id, "", "", "信封不是完整的记录")
    procedure = _written(entry)
    step = procedure.step(entry.step) if procedure else None
    if procedure is None or step is None:
        said = f"{entry.procedure}.{entry.step}@{entry.version}"
        return Unfoldable(id, entry.org, entry.matter, f"没有“{said}”这一步，无法重新推算；请启用相应的业务模块")
    start = before or blank(entry.matter, entry.org, entry.procedure, entry.parent)
    try:
        return Replayed(id, digest, entry, procedure, step, start, apply(procedure, start, entry))
    except (ValueError, KeyError, TypeError) as error:
        return Unfoldable(id, entry.org, entry.matter, f"接不上同一事项的前一条，无法重新推算（{error}）")
