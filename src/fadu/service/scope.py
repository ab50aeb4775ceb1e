"""The one scope layer: which matters, and which of their fields, a person may read. Everything asks here.

A person reads a matter when one of today's posts (a) takes steps of its procedure, or (b) is among its
readers, or (c) the person handles it; village posts see only their own village, posts of another body only
what is addressed to it. Permission is decided in the query, never on loaded rows.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from operator import or_

from django.db.models import Q, QuerySet

from fadu.kernel.field import Field, Sensitivity
from fadu.kernel.procedure import Addressed, Procedure
from fadu.kernel.role import Actor
from fadu.packs import catalogue
from fadu.packs.common.steps import common_steps
from fadu.store.models import Matter

#: Roles that read every matter of the town (not its secret fields).
OVERSEERS = ("party_secretary", "town_head", "leader", "justice_office", "district_supervisor", "auditor")


@dataclass(frozen=True, slots=True)
class Reader:
    """A person as the scope layer sees them on one day. ``only``: they came through a link about this one matter."""

    actor: Actor
    org: str
    on: date
    only: str = ""

    @property
    def roles(self) -> frozenset[str]:
        return self.actor.roles_on(self.on)

    @property
    def villages(self) -> dict[str, frozenset[str]]:
        """Role → villages it is bound to; an empty set means the whole town."""
        bound: dict[str, set[str]] = {}
        for post in self.actor.posts:
            if post.valid_on(self.on) and post.org == self.org:
                bound.setdefault(post.role, set()).add(post.village)
        return {role: frozenset() if "" in places else frozenset(places) for role, places in bound.items()}

    def readable(self, procedures: Collection[str] = ()) -> QuerySet[Matter]:
        """Every matter this person may read; of these procedures, when some are named."""
        matters = Matter.objects.filter(org=self.org, **{"procedure__in": list(procedures)} if procedures else {})
        if self.only:
            return matters.filter(pk=self.only)
        if self.roles & set(OVERSEERS):
            return matters
        return matters.filter(self._allowed(frozenset(procedures)))

    def may_read(self, matter: Matter) -> bool:
        return self.readable().filter(pk=matter.pk).exists()

    def may_read_field(self, procedure: Procedure, declared: Field) -> bool:
        """Secret fields are for the roles the procedure names; everything else comes with the matter."""
        if declared.sensitivity is not Sensitivity.SECRET:
            return True
        return bool(self.roles & set(procedure.secret_readers))

    def may_read_files(self, matter: Matter) -> bool:
        """Papers and evidence may print what a secret field holds, so they follow the matter's most secret fact."""
        procedure = catalogue().procedure(matter.procedure, matter.version)
        facts = matter.snapshot.get("facts", {})
        return all(self.may_read_field(procedure, f) for f in procedure.fields if f.name in facts)

    def may_read_register(self, readers: tuple[str, ...]) -> bool:
        return not readers or bool(self.roles & {*readers, *OVERSEERS})

    def procedures(self) -> dict[str, frozenset[str]]:
        """Procedure → villages (empty: all) of which this person reads every matter because of today's posts."""
        found: dict[str, frozenset[str]] = {}
        villages = self.villages
        for procedure in catalogue().procedures:
            narrowed = {a.role for a in procedure.addressed}
            places = [villages[r] for r in {*procedure.readers, *own_roles(procedure)} - narrowed if r in villages]
            if places:
                found[procedure.name] = frozenset() if frozenset() in places else frozenset().union(*places)
        return found

    def _allowed(self, asked: frozenset[str]) -> Q:
        """The condition on a matter of the procedures asked for; of any, when none are. It never repeats what was asked:
        a database then counts from an index what it would otherwise look up row by row."""
        allowed = Q(handler=self.actor.id) | self._addressed(asked)
        by_places: dict[frozenset[str], set[str]] = {}
        for name, places in self.procedures().items():
            by_places.setdefault(places, set()).add(name)
        for places, names in by_places.items():
            if asked and not names & asked:
                continue
            whole = bool(asked) and names >= asked
            if whole and not places:
                return Q()
            allowed |= Q(
                **({} if whole else {"procedure__in": sorted(names & asked if asked else names)}),
                **({"village__in": sorted(places)} if places else {}),
            )
        return allowed

    def _addressed(self, asked: frozenset[str]) -> Q:
        """The matters addressed to a body of which this person holds a role."""
        found, roles = Q(), self.roles
        for procedure in catalogue().procedures:
            mine = [a for a in procedure.addressed if a.role in roles]
            if mine and (not asked or procedure.name in asked):
                found |= Q(procedure=procedure.name) & reduce(or_, map(_says, mine))
        return found


def _says(addressed: Addressed) -> Q:
    fact = f"snapshot__facts__{addressed.fact}"
    words = [Q(**{f"{fact}__icontains": word}) for word in addressed.words]
    return reduce(or_, words) if words else Q(**{f"{fact}__isnull": False})


def own_roles(procedure: Procedure) -> frozenset[str]:
    """The roles of a procedure's own steps. The common ones (notes, corrections) are for those who may read already."""
    shared = _common_steps()
    return frozenset(role for step in procedure.steps if step.id not in shared for role in step.roles)


@cache
def _common_steps() -> frozenset[str]:
    return frozenset(s.id for s in common_steps())


def reader(actor: Actor, org: str, on: date) -> Reader:
    return Reader(actor, org, on)
