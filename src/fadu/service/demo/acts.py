"""An act of the invented year, and the carrying out of all of them in the order of their time.

Every record comes about through ``take_step`` with its gates on; a plan that expects a refusal says so, and
one that is refused without expecting it stops the build.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from fadu.kernel.decide import Refused
from fadu.kernel.role import Actor
from fadu.service.clock import CHINA
from fadu.service.people import everybody
from fadu.service.take_step import Command, Receipt, take_step
from fadu.service.tick import tick
from fadu.store.append import randomness
from fadu.store.models import Matter, NumberTaken
from fadu.store.records import registers_kept
from fadu.store.write_gate import transaction

BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Somebody does something at an instant. ``matter`` is the plan's own name for a matter.

    A name met for the first time opens a matter of ``procedure``; ``child`` means the last child of that
    procedure instead, that of ``village`` when one is named, or the child of
    the last child ``of`` that procedure. ``by`` are person ids. ``refused`` names the gates that must refuse. ``on`` is the day
    of the act when it was recorded later. ``book`` names the series of the pre-numbered forms that it is written on.
    """

    at: datetime
    by: tuple[str, ...]
    step: str
    matter: str
    procedure: str = ""
    child: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    on: date | None = None
    parent: str = ""
    village: str = ""
    of: str = ""
    book: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Somebody uses a service that works its step out from the records, such as freezing the year's figures.

    ``do`` takes the town, the people (by id) and the instant, and answers as ``take_step`` does.
    """

    at: datetime
    name: str
    do: Callable[[str, Mapping[str, Actor], datetime], Receipt | Refused]
    refused: tuple[str, ...] = ()


Planned: TypeAlias = "Act | Call"


class Unplanned(Exception):
    """An act was refused, or taken, against the plan: the plan or a pack is wrong."""


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), CHINA)


def matter_id(org: str, name: str) -> str:
    """The id that a planned matter gets: it follows from the plan's name for it."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"fadu:{org}:{_key(org, name, 0)}"))


def carry_out(org: str, acts: Sequence[Planned], seed: int, progress: Callable[[int, int, str], None]) -> int:
    """Do everything in the order of time, with the deemed events of every day; the number of acts.

    Raises Unplanned, and then what was done since the last ``progress`` is undone.
    """
    ordered = [act for _, act in sorted(enumerate(acts), key=lambda pair: (pair[1].at, pair[0]))]
    town = _Town(org, everybody(org))
    with randomness(seeded(seed)), registers_kept():
        for first in range(0, len(ordered), BATCH):
            batch = ordered[first : first + BATCH]
            with transaction():
                for act in batch:
                    town.take(act)
            progress(first + len(batch), len(ordered), f"{batch[-1].at:%Y-%m-%d}")
    return len(ordered)


@dataclass(slots=True)
class _Town:
    """The town while its year goes by: who there is, what is open, and which day it is."""

    org: str
    people: Mapping[str, Actor]
    opened: set[str] = field(default_factory=set)
    day: date | None = None

    def take(self, act: Planned) -> None:
        today = act.at.date()
        if self.day is not None and today > self.day:
            tick(self.org, today, durable=False)
        self.day = today
        result = self._called(act) if isinstance(act, Call) else take_step(_command(self.org, act, self.people, self.opened), durable=False)
        _as_planned(act, result)
        if isinstance(act, Act) and not act.refused and not act.child:
            self.opened.add(act.matter)

    def _called(self, call: Call) -> Receipt | Refused:
        return call.do(self.org, self.people, call.at)


def _as_planned(act: Planned, result: Receipt | Refused) -> None:
    gates = tuple(sorted(result.gates)) if isinstance(result, Refused) else ()
    if gates != tuple(sorted(act.refused)):
        why = "；".join(str(r) for r in result.refusals) if isinstance(result, Refused) else "已办理"
        what = f"{act.matter} {act.step}" if isinstance(act, Act) else act.name
        raise Unplanned(f"{act.at:%Y-%m-%d %H:%M} {what}：计划拒绝{act.refused or '无'}，实际{gates or '无'}（{why}）")


def _command(org: str, act: Act, people: Mapping[str, Actor], opened: set[str]) -> Command:
    fresh = act.matter not in opened and not act.child
    return Command(
        key=_key(org, act.matter, 0) if fresh and not act.refused else _unique(act), org=org, actors=tuple(people[p] for p in act.by), step=act.step,
        matter="" if fresh else _existing(org, act), procedure=act.procedure, fields=act.fields, reasons=act.reasons, on=act.on or act.at.date(), at=act.at,
        parent=matter_id(org, act.parent) if act.parent else "", form_number=_next_form(org, act) if act.book else 0,
    )  # fmt: skip


def _next_form(org: str, act: Act) -> int:
    """The forms of a book are used one after the other, from its first."""
    return NumberTaken.objects.filter(org=org, prefix=act.book, year=act.at.year).count() + 1


def _existing(org: str, act: Act) -> str:
    found = matter_id(org, act.matter)
    for procedure in (p for p in (act.of, act.child) if p):
        found = _last_child(org, found, procedure, act.village if procedure == act.child else "", act)
    return found


def _last_child(org: str, parent: str, procedure: str, village: str, act: Act) -> str:
    children = Matter.objects.filter(org=org, parent=uuid.UUID(parent), procedure=procedure)
    if village:
        children = children.filter(village=village)
    found = children.order_by("-opened_on", "-last_seq").values_list("pk", flat=True).first()
    if found is None:
        raise Unplanned(f"{act.at:%Y-%m-%d} {act.matter} 没有开出 {procedure}（{act.step}）")
    return str(found)


def _key(org: str, name: str, n: int) -> str:
    return f"demo:{name}:{n}"


def _unique(act: Act) -> str:
    said = f"{act.at.isoformat()}|{act.matter}|{act.of}{act.child}{act.village}|{act.step}|{sorted(act.fields.items())!r}"
    return "demo:" + hashlib.sha256(said.encode()).hexdigest()[:40]


def seeded(seed: int) -> Callable[[int], bytes]:
    """Bytes that look random and are the same for the same seed."""
    counter = iter(range(1 << 62))

    def read(size: int) -> bytes:
        blocks: list[bytes] = []
        while sum(map(len, blocks)) < size:
            blocks.append(hashlib.sha256(f"fadu demo {seed} {next(counter)}".encode()).digest())
        return b"".join(blocks)[:size]

    return read


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    while first <= last:
        yield first
        first += timedelta(days=1)
