"""What the town says of itself, row by row: what holds today, what will hold, what it was; and what its change begins with. It writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fadu.kernel.procedure import Step
from fadu.packs.common.town import REGISTER, SAYS, TOWN_CHANGE
from fadu.service.scope import Reader
from fadu.store.models import RegisterRow

CHANGE: Step = TOWN_CHANGE.steps[0]


@dataclass(frozen=True, slots=True)
class Details:
    """One row: the columns by name, from when to when it holds, both included."""

    values: Mapping[str, str]
    since: date
    until: date
    matter: str


def details(org: str) -> Sequence[Details]:
    """Every row of the town, the latest first."""
    rows = RegisterRow.objects.filter(org=org, register=REGISTER).order_by("-since", "-id")
    return [Details({f.name: str(r.values.get(f.name, "")) for f in SAYS}, r.since, r.until, str(r.matter_id or "")) for r in rows]


def may_change(reader: Reader) -> bool:
    return bool(reader.roles & set(CHANGE.roles))
