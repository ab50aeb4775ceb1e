"""Everything a reader may see of one matter, in a fixed number of queries. Words and addresses are the web's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fadu.kernel.decide import Option, World, available, others_may
from fadu.kernel.field import Field, Value
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import Procedure
from fadu.kernel.timelimit import Due
from fadu.service import clock
from fadu.service.owed import Owed, owed_by
from fadu.service.people import names
from fadu.service.scope import Reader
from fadu.service.world import world
from fadu.store import models
from fadu.store.project import binds_office
from fadu.store.snapshot import matter_of

RECENT = 50
#: Registers that the gates of an open case ask: the item, who acts, where it is challenged, its tiers, what was fined before.
ASKED_OF_A_CASE = ("items", "officers", "remedy_organs", "discretion_tables", "parties_history", "fine_lookup")


@dataclass(frozen=True, slots=True)
class Event:
    """One entry on the time line. ``late`` names limits that had passed when this step ended them."""

    seq: int
    step: str
    label: str
    on: date
    at: datetime
    by: str
    number: str
    state: str
    overrides: Mapping[str, str]
    files: int
    hash: str
    by_clock: bool
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Running:
    """A limit of the matter with its receipt; ``row`` is the stored due date."""

    limit: str
    label: str
    due: Due
    ended_on: date | None
    late: bool
    paused: bool
    ours: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterView:
    """See the module. ``fields`` are the facts this reader may read, in the procedure's order."""

    row: models.Matter
    matter: Matter
    procedure: Procedure
    world: World
    options: Sequence[Option]
    awaited: Sequence[Option]
    fields: Sequence[tuple[Field, Value]]
    events: Sequence[Event]
    limits: Sequence[Running]
    papers: Sequence[models.IssuedPaper]
    evidence: Sequence[models.EvidenceUse]
    children: Sequence[models.Matter]
    owed: Sequence[Owed]
    parent: models.Matter | None
    publications: Sequence[models.Publication]
    people: Mapping[str, str]
    entries: int
    checkpoint: models.Checkpoint | None


def view(reader: Reader, matter_id: str, *, all_events: bool = False) -> MatterView | None:
    """The matter for this reader; None when it does not exist or may not be read (the same answer on purpose)."""
    row = reader.readable().filter(pk=matter_id).select_related("parent").first()
    if row is None:
        return None
    around = world(reader.org, reader.on)
    procedure = around.catalogue.procedure(row.procedure, row.version)
    matter = matter_of(row, procedure)
    around.records.remember(matter)  # type: ignore[attr-defined]
    if procedure.case_file and matter.closed_on is None:
        around.records.read_ahead(ASKED_OF_A_CASE)  # type: ignore[attr-defined]
    events = _events(row, procedure, all_events)
    files = reader.may_read_files(row)
    children = list(row.children.filter(pk__in=reader.readable().values("pk")).order_by("opened_on", "id").defer("snapshot"))
    return MatterView(
        row=row, matter=matter, procedure=procedure, world=around,
        options=available(around, matter, reader.actor, reader.on, clock.now()),
        awaited=others_may(around, matter, reader.actor, reader.on, clock.now()), fields=_fields(reader, procedure, matter),
        events=events, limits=_limits(row, matter, around), papers=list(row.papers.order_by("-id").defer("content")) if files else [],
        evidence=list(models.EvidenceUse.objects.filter(matter=row.pk).select_related("file").order_by("id")) if files else [],
        children=children, owed=owed_by(reader, children), parent=_parent(reader, row),
        publications=list(row.publications.order_by("-published_on")), people=_people(reader.org, matter, events),
        entries=row.last_seq + 1, checkpoint=models.Checkpoint.objects.filter(org=row.org).order_by("-size").first(),
    )  # fmt: skip


def _parent(reader: Reader, row: models.Matter) -> models.Matter | None:
    """Whence the matter came, for those who may open it too: its title may name a party."""
    return row.parent if row.parent_id and reader.readable().filter(pk=row.parent_id).exists() else None


def _fields(reader: Reader, procedure: Procedure, matter: Matter) -> list[tuple[Field, Value]]:
    return [(f, matter.facts[f.name]) for f in procedure.fields if f.name in matter.facts and reader.may_read_field(procedure, f)]


def _events(row: models.Matter, procedure: Procedure, everything: bool) -> list[Event]:
    """Newest first; the last fifty unless all are asked for."""
    entries = models.JournalEntry.objects.filter(matter=row.pk).select_related("recorded").order_by("-seq")
    return [_event(e, procedure) for e in (entries if everything else entries[:RECENT])]


def _event(entry: models.JournalEntry, procedure: Procedure) -> Event:
    said = json.loads(bytes(entry.envelope))
    step_id = said["step"].rsplit("@", 1)[0].removeprefix(f"{procedure.name}.")
    step = procedure.step(step_id)
    return Event(
        seq=entry.seq, step=step_id, label=step.label if step else step_id, on=date.fromisoformat(said["on"]),
        at=entry.at.astimezone(clock.CHINA), by="、".join(said["actors"]), number=said["number"], state=said["state"],
        overrides=said["overrides"], files=len(said["files"]), hash=entry.leaf_hash, by_clock=said["origin"] == "clock",
        values=entry.recorded.values,
    )  # fmt: skip


def _people(org: str, matter: Matter, events: Sequence[Event]) -> dict[str, str]:
    ids = {i for e in events for i in e.by.split("、")} | {matter.handler} | {p for d in matter.done.values() for p in d.by}
    return names(org, ids)


def _limits(row: models.Matter, matter: Matter, around: World) -> list[Running]:
    """Running limits first, soonest first, those that begin later last; then those that have ended."""
    found = []
    for limit, running in matter.clocks.items():
        due = running.due(around.rules, matter.org)
        last = due.due.date() if isinstance(due.due, datetime) else due.due
        ended = running.ended_on
        ours = binds_office(running.rule(around.rules, matter.org))
        late = ours and (ended or around.today) > last
        label = running.rule(around.rules, matter.org).label
        found.append(Running(limit, label, due, ended, late, ended is None and running.paused(around.rules, matter.org), ours))
    return sorted(found, key=lambda r: (r.ended_on is not None, r.due.started_on > around.today, not r.ours, str(r.due.due)))
