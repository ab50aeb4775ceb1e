"""What somebody who left still has on the desk: open matters whose handler holds no post today, for those who may reassign them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from fadu.packs import catalogue
from fadu.packs.common.steps import LEADING
from fadu.service.people import held
from fadu.service.scope import Reader
from fadu.store.models import Account, Matter

STEP = "reassign"
MOST = 200


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody without a post, and the matters that wait in their name."""

    person: str
    name: str
    matters: Sequence[Matter]


def hands_over(reader: Reader) -> bool:
    """Whether this person may give matters to another handler."""
    return bool(reader.roles & set(LEADING))


def left_behind(reader: Reader) -> list[Left]:
    """By name, everybody who left work behind that this person may read, soonest due first."""
    at_work = {h.person for h in held(reader.org, since__lte=reader.on, until__gte=reader.on)}
    accounts = Account.objects.filter(org=reader.org).order_by("name").values_list("person_id", "name", "is_active")
    gone = {person: name for person, name, active in accounts if person not in at_work or not active}
    found: dict[str, list[Matter]] = {}
    for matter in waiting(reader, list(gone)):
        found.setdefault(matter.handler, []).append(matter)
    return [Left(person, gone[person], found[person]) for person in gone if person in found]


def waiting(reader: Reader, persons: Sequence[str]) -> list[Matter]:
    """Open matters handled by these people that are not at rest, as far as this reader may read them."""
    if not persons:
        return []
    rows = (
        reader.readable()
        .filter(handler__in=persons, closed_on__isnull=True)
        .defer("snapshot", "search")
        .order_by(F("due_on").asc(nulls_last=True), "opened_on")[:MOST]
    )
    return [m for m in rows if not _at_rest(m)]


def count_of(org: str, person: str) -> int:
    """How many matters wait in somebody's name; for keepers, who may not read them."""
    rows = Matter.objects.filter(org=org, handler=person, closed_on__isnull=True).defer("snapshot", "search")
    return sum(not _at_rest(m) for m in rows)


def _at_rest(matter: Matter) -> bool:
    procedure = catalogue().procedure(matter.procedure, matter.version)
    state = procedure.state(matter.state)
    return procedure.step(STEP) is None or (state is not None and state.standing and matter.due_on is None)
