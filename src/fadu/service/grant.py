"""What a link in force lets its holder do: read from the link's matter, asked again by every act that comes through it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fadu.kernel.procedure import Procedure, Step
from fadu.kernel.role import Actor, Post
from fadu.packs import catalogue
from fadu.packs.common.link import LINK, LinkKind, kind_of
from fadu.service.scope import Reader
from fadu.store.models import DueDate, Matter

#: The id of somebody who acts through a link names the link, so that every entry of theirs does.
PREFIX = "link-"
TERMS = ("link.term", "link.once")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One link in force: whose, of which kind, where, and its last day. ``about`` is empty for links of a village."""

    matter: str
    org: str
    kind: LinkKind
    holder: str
    village: str
    about: str
    last_on: date

    @property
    def actor(self) -> Actor:
        return Actor(actor_id(self.matter), self.holder, (Post(self.kind.role, self.org, self.village),))

    def reader(self, on: date) -> Reader:
        return Reader(self.actor, self.org, on, only=self.about)

    def allows(self, procedure: Procedure, step: Step, matter: str = "") -> bool:
        """Whether the link is for this step; ``matter`` is empty when the step opens one."""
        return f"{procedure.name}.{step.id}" in self.kind.steps and (not self.about or matter == self.about)


def actor_id(matter: str) -> str:
    return f"{PREFIX}{uuid.UUID(matter).hex}"


def grant_of(matter: str, on: date) -> Grant | None:
    """The link of this matter while it is in force on that day; None once it ended, was used up or taken back."""
    row = Matter.objects.filter(pk=matter, procedure=LINK.name, state="in_force").first()
    last_on = last_days([matter]).get(uuid.UUID(matter)) if row else None
    if row is None or last_on is None or last_on < on:
        return None
    facts = row.snapshot["facts"]
    kind = kind_of(facts.get("link_kind"))
    if kind is None:
        return None
    about = str(facts.get("link_matter") or "") if kind.about_matter else ""
    return Grant(
        matter=str(row.pk), org=row.org, kind=kind, holder=str(facts.get("holder")), village=row.village, about=about, last_on=last_on
    )


def last_days(matters: Iterable[object]) -> dict[uuid.UUID, date]:
    """Matter of a link → the last day of its term."""
    running = DueDate.objects.filter(matter_id__in=list(matters), limit__in=TERMS, ended_on__isnull=True)
    return dict(running.values_list("matter_id", "due_on"))


def holders(ids: Iterable[str]) -> Mapping[str, str]:
    """Person id → name, of those who act through links: the name says so."""
    wanted = {i: i.removeprefix(PREFIX) for i in ids if i.startswith(PREFIX)}
    rows = Matter.objects.filter(pk__in=list(wanted.values()), procedure=LINK.name)
    named = {row.pk.hex: str(row.snapshot["facts"].get("holder", "")) for row in rows}
    return {i: f"{named[hex]}（凭链接）" for i, hex in wanted.items() if hex in named}


def steps_of(grant: Grant) -> list[Step]:
    """The steps that may be taken now on the one matter the link is about."""
    row = Matter.objects.filter(pk=grant.about).first()
    if row is None:
        return []
    procedure = catalogue().procedure(row.procedure, row.version)
    return [s for s in procedure.steps_from(row.state) if grant.allows(procedure, s, grant.about)]
