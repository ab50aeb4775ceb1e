"""The tiers of discretion (裁量阶次) that an item's published table offers on a day, with their ranges in words. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fadu.kernel.field import yuan
from fadu.kernel.records import Row
from fadu.packs.common.rows import count_of
from fadu.service.scope import Reader
from fadu.service.world import world

#: The gate that compares an amount with the tier chosen.
GATE = "within_tier"


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of the published table: its range in words and when it applies."""

    name: str
    range: str
    conditions: str


def tiers_of(reader: Reader, item: object) -> tuple[Tier, ...]:
    """The tiers of this item today, the lightest first; none where no table is published."""
    records = world(reader.org, reader.on).records
    names = {item, *(r.get("name") for r in records.rows("items", reader.on) if r.key == item)} - {None}
    return in_words([r for r in records.rows("discretion_tables", reader.on) if r.get("item") in names])


def in_words(rows: Sequence[Row]) -> tuple[Tier, ...]:
    ordered = sorted(rows, key=lambda t: (count_of(t.values, "high"), count_of(t.values, "low")))
    return tuple(Tier(str(t.get("tier")), range_in_words(t), str(t.get("conditions") or "")) for t in ordered)


def range_in_words(tier: Row) -> str:
    """警告, 20元, 20—50元; a tier that begins at nothing also allows a warning."""
    low, high = count_of(tier.values, "low"), count_of(tier.values, "high")
    if not high:
        return "警告"
    if not low:
        return f"警告，或者{yuan(high)}元以下"
    return f"{yuan(low)}—{yuan(high)}元" if low < high else f"{yuan(high)}元"
