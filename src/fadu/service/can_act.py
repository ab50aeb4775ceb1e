"""Can we act? For a conduct in plain words: the items that fit, in whose name, by which basis, which tiers, who may go today.

It reads the registers of the day and asks the gate on the item; it judges nothing of its own and writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fadu.kernel.finding import Refusal
from fadu.kernel.records import Row
from fadu.packs.common.papers import own_organ
from fadu.service.on_the_spot import latest_items, refusals_of, speaks_of
from fadu.service.scope import Reader
from fadu.service.tiers import Tier, in_words
from fadu.service.world import world

ITEM_GATE = ("item_in_force",)
PUNISH = "处罚"


@dataclass(frozen=True, slots=True)
class Answer:
    """One item: whether the town may act on it today, and with what. ``refusals`` empty means yes."""

    code: str
    name: str
    basis: str
    capacity: str
    organ: str
    acts: str
    punishable: bool
    on_the_spot: bool
    tiers: tuple[Tier, ...]
    officers: tuple[str, ...]
    refusals: tuple[Refusal, ...]


def answers(reader: Reader, words: str) -> list[Answer]:
    """Items whose name, law, field or code contains every word; those one may act on first. Without words, none."""
    around = world(reader.org, reader.on)
    rows = [r for r in latest_items(around.records.rows("items"), reader.on) if words.strip() and speaks_of(r, words)]
    tables, officers = around.records.rows("discretion_tables", reader.on), around.records.rows("officers", reader.on)
    organ = own_organ(around.records, reader.on)
    found = [_answer(r, tables, officers, organ, reader.on, refusals_of(around, reader, str(r.get("name")), ITEM_GATE)) for r in rows]
    return sorted(found, key=lambda a: (bool(a.refusals), a.name))


def _answer(row: Row, tables: Sequence[Row], officers: Sequence[Row], organ: str, on: date, refusals: tuple[Refusal, ...]) -> Answer:
    capacity, listed = str(row.get("capacity") or ""), row.get("acts")
    acts = [str(a) for a in listed] if isinstance(listed, list) else []
    tiers = [t for t in tables if t.get("item") in (row.key, row.get("name"))]
    return Answer(
        code=row.key, name=str(row.get("name")), basis=f"《{row.get('law')}》{row.get('article') or ''}" if row.get("law") else "",
        capacity=capacity, organ=str(row.get("maker_department") or "") if capacity == "委托" else organ,
        acts="、".join(acts), punishable=PUNISH in acts, on_the_spot=row.get("simple_allowed") is True,
        tiers=in_words(tiers),
        officers=tuple(sorted(str(o.get("name")) for o in officers if _may_go(o, row.get("field"), on))), refusals=refusals,
    )  # fmt: skip


def _may_go(officer: Row, field: object, on: date) -> bool:
    """In service, with a certificate valid that day that covers the field."""
    expires, fields = officer.get("expires"), officer.get("fields")
    in_term = not isinstance(expires, date) or on <= expires
    return officer.get("status", "在岗") == "在岗" and in_term and (not isinstance(fields, list) or not fields or field in fields)
