"""Erasing what the law says must go: values with their salts, contents of papers, bytes of files. The journal stays whole.

An order is an entry that names what it erases in its ``refs``: ``<leaf hash>#<field>``, ``<leaf hash>#@paper`` or
``file:<root>``. Digests remain, so every proof still verifies; without its salt a digest says nothing of its value.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import connection

from fadu.store.append import as_stored
from fadu.store.models import CommandKey, EntryValues, EvidenceFile, EvidenceUse, IssuedPaper, JournalEntry, Matter

PAPER = "#@paper"
_FILE = "file:"
_UPDATE = 'UPDATE store_entryvalues SET "values" = %s, salts = %s, erased_by_id = %s WHERE entry_id = %s'


def ordered_value(leaf_hash: str, name: str) -> str:
    """How an order names one value of an entry."""
    return f"{leaf_hash}#{name}"


def ordered_file(root: str) -> str:
    """How an order names a file."""
    return f"{_FILE}{root}"


def family(org: str, matter: uuid.UUID) -> list[uuid.UUID]:
    """The matter with everything it came from and everything that came of it."""
    top: uuid.UUID | None = matter
    while top is not None:
        root, top = top, Matter.objects.filter(org=org, pk=top).values_list("parent_id", flat=True).first()
    found, last = [root], [root]
    while last := list(Matter.objects.filter(org=org, parent__in=last).order_by("id").values_list("id", flat=True)):
        found += last
    return found


def carry_out(refs: Sequence[str], order: int, org: str) -> None:
    """Erase what an order names, in its own transaction. The bytes of files go with :func:`sweep`, after the commit."""
    values, papers = _by_entry(refs)
    for row in EntryValues.objects.filter(org=org, entry__leaf_hash__in=values).select_related("entry"):
        _erase(row, values[row.entry.leaf_hash], order)
    IssuedPaper.objects.filter(org=org, entry__leaf_hash__in=papers).update(content={}, title="")
    roots = [ref.removeprefix(_FILE) for ref in refs if ref.startswith(_FILE)]
    EvidenceFile.objects.filter(root__in=roots, erased_by__isnull=True).update(erased_by=order)
    EvidenceUse.objects.filter(file__in=roots).update(name="")
    _forget_commands(org, [*values, *papers])


def sweep(folder: Any) -> int:
    """Take away the bytes of files whose destruction is recorded; how many there were. Doing it twice does nothing twice."""
    there = [
        p
        for root in EvidenceFile.objects.filter(erased_by__isnull=False).values_list("root", flat=True)
        if (p := folder.file(root)).exists()
    ]
    for path in there:
        Path(path).unlink(missing_ok=True)
    return len(there)


def _by_entry(refs: Iterable[str]) -> tuple[Mapping[str, set[str]], list[str]]:
    """Leaf hash → names to erase; and the leaf hashes of entries whose paper is to go."""
    values: dict[str, set[str]] = defaultdict(set)
    papers = [ref.removesuffix(PAPER) for ref in refs if ref.endswith(PAPER)]
    for ref in refs:
        if "#" in ref and not ref.endswith(PAPER):
            digest, _, name = ref.partition("#")
            values[digest].add(name)
    return values, papers


def _erase(row: EntryValues, names: set[str], order: int) -> None:
    kept = [{k: v for k, v in held.items() if k not in names} for held in (row.values, row.salts)]
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, [as_stored(kept[0]), as_stored(kept[1]), order, row.entry_id])


def _forget_commands(org: str, hashes: Sequence[str]) -> None:
    """The digest of a command is of what was typed, without salt; a repetition of so old a command is refused."""
    matters = {str(m) for m in JournalEntry.objects.filter(leaf_hash__in=hashes).values_list("matter", flat=True)}
    CommandKey.objects.filter(org=org, result__matter__in=sorted(matters)).update(digest="")
