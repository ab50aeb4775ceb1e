"""Register rows and publications worked out again from every entry, in the order of the journal, and compared.

Rows that came in by import follow from the entry of the import like any other.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fadu.kernel.field import encode
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import Target
from fadu.kernel.register import RowChange, rows_written
from fadu.packs import catalogue
from fadu.service.refold import Replayed, replay_matters
from fadu.store import models
from fadu.store.fault import Fault
from fadu.store.project import publication_values, withdrawal_reason
from fadu.store.tokens import row_search

CHUNK = 400
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A register row as it should stand."""

    entry: int
    matter: uuid.UUID
    values: dict[str, Any]
    since: date
    until: date


def check_registers(listed: Sequence[Replayed], using: str = "default") -> Iterator[Fault]:
    """Every row that steps and imports wrote stands as written, and ended where a later step ended it; none is added or gone."""
    expected = expected_rows(listed)
    found = models.RegisterRow.objects.using(using).order_by("id")
    for row in found.iterator(chunk_size=2000):
        held = expected.get((row.org, row.register, row.key), {})
        wanted = held.pop(row.since, None)
        if wanted is None:
            yield Fault("store_registerrow", str(row.pk), "", f"没有记录写过台账{row.register}的这一行", row.org)
        else:
            yield from _row_differences(row, wanted)
    for (org, register, key), rows in expected.items():
        for since in rows:
            yield Fault("store_registerrow", f"{register} {key} {since}", "", f"台账{register}缺少“{key}”自{since}起的一行", org)


def check_publications(listed: Sequence[Replayed], using: str = "default") -> Iterator[Fault]:
    """Every publication shows what its entry published, and is withdrawn when and because an entry says so."""
    expected = expected_publications(listed, using)
    for row in models.Publication.objects.using(using).order_by("id").iterator(chunk_size=1000):
        wanted = expected.pop(row.entry_id, None) if row.entry_id else None
        if wanted is None:
            yield Fault("store_publication", str(row.pk), "entry_id", "没有记录作过这项公示", row.org)
            continue
        for column, value in wanted.items():
            if getattr(row, column) != value:
                yield Fault("store_publication", str(row.pk), column, "与记录推算的公示内容不符", row.org)
    for entry, wanted in expected.items():
        yield Fault("store_publication", f"entry {entry}", "", f"第{entry}号记录的公示不见了", wanted["org"])


def expected_rows(listed: Sequence[Replayed]) -> dict[Key, dict[date, _Row]]:
    """Register rows by key and first day, after every change in the order of entries."""
    rows: dict[Key, dict[date, _Row]] = {}
    for one in sorted(listed, key=lambda r: r.id):
        for change in rows_written(one.step, one.after, one.entry.on, catalogue().registers):
            key = (one.entry.org, change.row.register, change.row.key)
            _write(rows.setdefault(key, {}), change, one)
    return rows


def _write(held: dict[date, _Row], change: RowChange, one: Replayed) -> None:
    """The same as ``store.project`` does to the table."""
    new = change.row
    last = change.last_before
    if not change.ends:
        for since in [s for s in held if s >= new.since]:
            del held[since]
    for since, row in held.items():
        if row.until >= new.since:
            held[since] = replace(row, until=last)
    if not change.ends:
        values = {name: encode(value) for name, value in new.values.items()}
        held[new.since] = _Row(one.id, uuid.UUID(one.entry.matter), values, new.since, new.until)


def _row_differences(row: models.RegisterRow, wanted: _Row) -> Iterator[Fault]:
    for column, value in (
        ("values", wanted.values),
        ("search", row_search(wanted.values)),
        ("until", wanted.until),
        ("entry_id", wanted.entry),
        ("matter_id", wanted.matter),
    ):
        if getattr(row, column) != value:
            what = "" if column in ("values", "search") else f"应为{value}，现为{getattr(row, column)}"
            yield Fault("store_registerrow", str(row.pk), column, f"台账{row.register}“{row.key}”与记录推算的不符{what}", row.org)


def expected_publications(listed: Sequence[Replayed], using: str) -> dict[int, dict[str, Any]]:
    """Entry → columns of its publication, withdrawals applied in the order of entries."""
    parents = _parents_then(listed, using)
    found: dict[int, dict[str, Any]] = {}
    showing: dict[uuid.UUID, list[int]] = {}
    for one in sorted(listed, key=lambda r: r.id):
        if one.step.publishes:
            shown = parents.get(one.id, one.after) if one.step.publishes is Target.PARENT else one.after
            values = publication_values(catalogue().procedure(shown.procedure, shown.version), shown, one.after, one.entry.on)
            found[one.id] = {**values, "withdrawn_on": None, "reason": ""}
            showing.setdefault(uuid.UUID(shown.id), []).append(one.id)
        if one.step.withdraws:
            target = one.after.parent if one.step.withdraws is Target.PARENT and one.after.parent else one.after.id
            for entry in showing.pop(uuid.UUID(target), ()):
                found[entry] |= {"withdrawn_on": one.entry.on, "reason": withdrawal_reason(one.step, one.entry)}
    return found


def _parents_then(listed: Iterable[Replayed], using: str) -> dict[int, Matter]:
    """Entry that publishes its parent → the parent as it stood just before that entry."""
    wanted: dict[str, list[int]] = {}
    for one in listed:
        if one.step.publishes is Target.PARENT and one.after.parent:
            wanted.setdefault(one.after.parent, []).append(one.id)
    found: dict[int, Matter] = {}
    parents = sorted(wanted)
    for first in range(0, len(parents), CHUNK):
        for parent in replay_matters(parents[first : first + CHUNK], using):
            if isinstance(parent, Replayed):
                found |= {entry: parent.after for entry in wanted[parent.entry.matter] if parent.id < entry}
    return found
