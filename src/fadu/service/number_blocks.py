"""The pre-numbered blocks an officer may write from on the road, with the next number of each that nobody has used or spoiled.

A suggestion for the hand: whether a number may be taken is asked of the ledger alone when the decision is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass

from fadu.kernel.records import Records, Row
from fadu.packs.common.rows import count_of, rows_of
from fadu.service.gear import issued
from fadu.service.scope import Reader
from fadu.service.world import world
from fadu.store.models import NumberTaken


@dataclass(frozen=True, slots=True)
class Block:
    """One block in use this year: its device or book, its series, its last number, and the next one free."""

    device: str
    series: str
    next_no: int
    last_no: int


def own_blocks(reader: Reader) -> list[Block]:
    """Blocks in use whose device is in this officer's hands; and those whose device is in nobody's, such as a book of forms."""
    holders = {d.serial: d.holder for d in issued(reader)}
    mine = ("", reader.actor.id, reader.actor.name)
    records = world(reader.org, reader.on).records
    rows = [r for r in records.rows("form_blocks", reader.on, block_year=reader.on.year) if holders.get(str(r.get("device")), "") in mine]
    found = [_block(reader, r, records) for r in rows]
    return sorted((b for b in found if b), key=lambda b: (b.device not in holders, b.device, b.next_no))


def _block(reader: Reader, row: Row, records: Records) -> Block | None:
    """None for a block that is used up."""
    series, first, last = str(row.get("series") or ""), count_of(row.values, "first_no"), count_of(row.values, "last_no")
    gone = _taken(reader, series) | _spoiled(row, records)
    free = next((n for n in range(first, last + 1) if n not in gone), None)
    return Block(str(row.get("device") or ""), series, free, last) if free else None


def _taken(reader: Reader, series: str) -> set[int]:
    return set(NumberTaken.objects.filter(org=reader.org, prefix=series, year=reader.on.year).values_list("n", flat=True))


def _spoiled(row: Row, records: Records) -> set[int]:
    """Numbers of the block that were registered as spoiled; a block taken in from a spreadsheet has no matter that could hold any."""
    matter = records.matter(str(row.get("matter") or ""))
    return {count_of(r, "void_no") for r in rows_of(matter.facts, "void_rows")} if matter else set()
