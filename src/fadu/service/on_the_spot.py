"""What the one-screen penalty needs before anything is typed: items with their tiers, those last used first, and the officers.

It asks the gates of the step itself whether an item may be used today; it judges nothing of its own and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fadu.kernel.decide import World
from fadu.kernel.field import chinese_day, yuan
from fadu.kernel.finding import Refusal
from fadu.kernel.gate import Gate, Situation
from fadu.kernel.matter import blank
from fadu.kernel.records import Row
from fadu.kernel.role import Actor
from fadu.packs.common.rows import count_of
from fadu.service.people import holding
from fadu.service.scope import Reader
from fadu.service.tiers import Tier, in_words
from fadu.service.world import world
from fadu.store.models import Milestone

PROCEDURE, STEP = "penalty.summary", "decide_on_spot"
LAST = 5
#: Gates that judge the item alone, whoever the party is.
_OF_THE_ITEM = ("item_in_force", "item_simple")


@dataclass(frozen=True, slots=True)
class Choice:
    """One tap: a tier with a warning (no amount) or with an amount in fen."""

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
    """An item with its one-tap choices; ``refusals`` say why it cannot be used on the spot today."""

    code: str
    name: str
    basis: str
    organ: str
    choices: tuple[Choice, ...]
    tiers: tuple[Tier, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer to act with, and what today's certificate says of them."""

    id: str
    name: str
    certificate: str
    valid: bool


def offences(reader: Reader) -> list[Offence]:
    """Items that may be punished on the spot today, those this officer used last first."""
    used = _used_last(reader)
    possible = [o for o in listed(reader) if not o.refusals]
    return sorted(possible, key=lambda o: (used.index(o.code) if o.code in used else LAST, o.name))


def listed(reader: Reader, words: str = "") -> list[Offence]:
    """Every item the town ever listed whose name, law or code contains the words; those refused today come last."""
    around = world(reader.org, reader.on)
    tiers = around.records.rows("discretion_tables", reader.on)
    rows = [r for r in latest_items(around.records.rows("items"), reader.on) if speaks_of(r, words)]
    found = [_offence(row, tiers, refusals_of(around, reader, str(row.get("name")))) for row in rows]
    return sorted(found, key=lambda o: (bool(o.refusals), o.name))


def latest_items(rows: Iterable[Row], on: date) -> Iterable[Row]:
    """One row an item: its newest that had begun by that day."""
    return {r.key: r for r in sorted(rows, key=lambda r: r.since) if r.since <= on}.values()


def speaks_of(row: Row, words: str) -> bool:
    said = f"{row.key} {row.get('name')} {row.get('law')} {row.get('field')}"
    return all(w in said for w in words.split())


def _offence(row: Row, tiers: Sequence[Row], refusals: tuple[Refusal, ...]) -> Offence:
    own = [t for t in tiers if t.get("item") in (row.key, row.get("name"))]
    basis = f"《{row.get('law')}》{row.get('article') or ''}" if row.get("law") else ""
    organ = str(row.get("maker_department") or "") if row.get("capacity") == "委托" else ""
    return Offence(row.key, str(row.get("name")), basis, organ, tuple(_choices(own)), in_words(own), refusals)


def refusals_of(around: World, reader: Reader, item: str, asked: Sequence[str] = _OF_THE_ITEM) -> tuple[Refusal, ...]:
    """What the gates on the item that are asked say today, before anything else is known."""
    procedure = around.catalogue.procedure(PROCEDURE)
    step = procedure.step(STEP)
    assert step is not None
    situation = Situation(
        procedure=procedure, step=step, matter=blank("", reader.org, PROCEDURE), facts={"item": item}, given={"item": item},
        actors=(reader.actor,), on=reader.on, today=reader.on, rules=around.rules, records=around.records,
    )  # fmt: skip
    gates: list[Gate] = [g for g in step.gates if g.id in asked]
    return tuple(r for g in gates if (r := g.judge(situation)))


def _choices(tiers: Sequence[Row]) -> list[Choice]:
    """A warning where a tier begins at nothing, and the upper amount of every tier, each amount once."""
    found: dict[int, Choice] = {}
    for tier in sorted(tiers, key=lambda t: count_of(t.values, "high")):
        high = count_of(tier.values, "high")
        for amount in (count_of(tier.values, "low"), high):
            if amount in (0, high):
                found.setdefault(amount, Choice(str(tier.get("tier")), amount, str(tier.get("conditions") or "")))
    return [found[amount] for amount in sorted(found)]


def _used_last(reader: Reader) -> list[str]:
    """Codes of the items this officer used last, newest first, at most five."""
    rows = Milestone.objects.filter(
        org=reader.org, procedure=PROCEDURE, step=STEP, matter__handler=reader.actor.id
    ).order_by("-entry_id")  # fmt: skip
    codes = [str(code) for code in rows.values_list("matter__snapshot__facts__item", flat=True)[:40]]
    return list(dict.fromkeys(codes))[:LAST]


def colleagues(reader: Reader) -> list[Colleague]:
    """The other officers, those with a valid certificate first; a lapsed one is shown with its last day."""
    rows = world(reader.org, reader.on).records.rows("officers")
    newest = {key: r for r in sorted(rows, key=lambda r: r.since) if r.since <= reader.on for key in (r.key, str(r.get("name")))}
    others = [a for a in holding(reader.org, ("officer",), reader.on) if a.id != reader.actor.id]
    found = [_colleague(a, newest.get(a.id) or newest.get(a.name), reader.on) for a in others]
    return sorted(found, key=lambda c: (not c.valid, c.name))


def _colleague(actor: Actor, row: Row | None, today: date) -> Colleague:
    if row is None:
        return Colleague(actor.id, actor.name, "名册没有执法证件", False)
    expires, status = row.get("expires"), str(row.get("status") or "在岗")
    last = chinese_day(expires) if isinstance(expires, date) else ""
    if status != "在岗":
        return Colleague(actor.id, actor.name, status, False)
    if not row.in_force(today) or (isinstance(expires, date) and today > expires):
        return Colleague(actor.id, actor.name, f"已过期（{last}）" if last else "已过期", False)
    return Colleague(actor.id, actor.name, f"证件至{last}" if last else "证件有效", True)
