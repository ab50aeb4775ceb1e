"""What the one-screen penalty needs before anything is typed: items in force, their tiers, the officers of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fadu.kernel.field import yuan
from fadu.kernel.records import Row
from fadu.packs import catalogue
from fadu.service.scope import Reader
from fadu.store.models import Milestone
from fadu.store.records import StoreRecords

LAST = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One tap: a tier with a warning or an amount in fen."""

    tier: str
    amount_fen: int
    conditions: str

    @property
    def value(self) -> str:
        return f"{self.tier}|{self.amount_fen}"

    @property
    def label(self) -> str:
        return f"{yuan(self.amount_fen)}元" if self.amount_fen else "警告"


@dataclass(frozen=True, slots=True)
class Offence:
    """An item that may be punished on the spot today, with its one-tap choices."""

    code: str
    name: str
    basis: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer to act with, and what today's certificate says of them."""

    id: str
    name: str
    certificate: str
    valid: bool


def offences(reader: Reader) -> list[Offence]:
    """Items in force today that allow the on-the-spot procedure, those used last by this officer first."""
    records = StoreRecords(catalogue(), reader.org)
    tiers = records.rows("discretion_tables", reader.on)
    found = [_offence(row, tiers) for row in records.rows("items", reader.on) if row.get("simple_allowed") is True]
    used = _used_last(reader)
    return sorted(found, key=lambda o: (used.index(o.code) if o.code in used else LAST, o.name))


def _offence(row: Row, tiers: Sequence[Row]) -> Offence:
    own = [t for t in tiers if t.get("item") in (row.key, row.get("name"))]
    basis = f"《{row.get('law')}》{row.get('article')}"
    return Offence(row.key, str(row.get("name")), basis, tuple(_choices(own)))


def _choices(tiers: Sequence[Row]) -> list[Choice]:
    """A warning where a tier begins at nothing, and the upper amount of every tier, each amount once."""
    found: dict[int, Choice] = {}
    for tier in sorted(tiers, key=lambda t: int(t.get("high") or 0)):
        for amount in (int(tier.get("low") or 0), int(tier.get("high") or 0)):
            if amount == 0 or amount == int(tier.get("high") or 0):
                found.setdefault(amount, Choice(str(tier.get("tier")), amount, str(tier.get("conditions") or "")))
    return [found[amount] for amount in sorted(found)]


def _used_last(reader: Reader) -> list[str]:
    """Codes of the items this officer used last, newest first, at most five."""
    rows = Milestone.objects.filter(
        org=reader.org, procedure="penalty.summary", step="decide_on_spot", matter__handler=reader.actor.id
    ).order_by("-entry_id")  # fmt: skip
    codes = [str(code) for code in rows.values_list("matter__snapshot__facts__item", flat=True)[:40]]
    return list(dict.fromkeys(codes))[:LAST]


def colleagues(reader: Reader) -> list[Colleague]:
    """The other officers on the roster, those with a valid certificate first; a lapsed one is shown with its day."""
    rows = StoreRecords(catalogue(), reader.org).rows("officers")
    newest = {r.key: r for r in rows if r.since <= reader.on}
    found = [_colleague(r, reader.on) for r in newest.values() if r.key != reader.actor.id]
    return sorted(found, key=lambda c: (not c.valid, c.name))


def _colleague(row: Row, today: date) -> Colleague:
    expires = row.get("expires")
    valid = row.get("status", "在岗") == "在岗" and (not isinstance(expires, date) or today <= expires) and row.in_force(today)
    said = f"证件至{expires}" if isinstance(expires, date) else ""
    return Colleague(row.key, str(row.get("name")), said if valid else f"{said}，已过期" if said else str(row.get("status", "")), valid)
