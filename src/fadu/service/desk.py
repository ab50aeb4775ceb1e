"""A person's desk: matters that wait for them, soonest due first, and why each is theirs; and what they may begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from fadu.kernel.decide import opens_directly
from fadu.kernel.procedure import Procedure, Step
from fadu.kernel.role import CLOCK
from fadu.packs import catalogue
from fadu.service.scope import Reader
from fadu.store.models import Matter

MOST = 200


@dataclass(frozen=True, slots=True)
class Task:
    """A matter that waits for this person: the step that is theirs, and the role that makes it so."""

    matter: Matter
    step: Step
    why: str


@dataclass(frozen=True, slots=True)
class Start:
    """A procedure that this person may begin, by its opening step."""

    procedure: Procedure
    step: Step


def tasks(reader: Reader, most: int = MOST) -> list[Task]:
    """Open matters that wait for this person: those they handle, and those whose next step is first of all theirs."""
    mine, principal = _waiting_states(reader), _principal_states(reader)
    waiting = Q(handler=reader.actor.id)
    for procedure, state in principal:
        waiting |= Q(procedure=procedure, state=state)
    matters = (
        reader.readable().filter(waiting, closed_on__isnull=True).order_by(F("due_on").asc(nulls_last=True), "opened_on").defer("snapshot", "search")
    )  # fmt: skip
    found = [(m, mine.get((m.procedure, m.state))) for m in matters[: most * 2]]
    return [Task(m, step, _why(reader, m, step)) for m, step in found if step is not None][:most]


def handed_on(reader: Reader, most: int = 30) -> Sequence[Matter]:
    """Matters this person handles that now wait for somebody else."""
    mine = _waiting_states(reader)
    handled = Matter.objects.filter(org=reader.org, handler=reader.actor.id, closed_on__isnull=True)
    rows = handled.order_by(F("due_on").asc(nulls_last=True), "-moved_on").defer("snapshot", "search")[: most * 2]
    return [m for m in rows if (m.procedure, m.state) not in mine][:most]


def starts(reader: Reader) -> list[Start]:
    """What this person may begin, the light path first."""
    found = [
        Start(procedure, step)
        for procedure in catalogue().procedures
        if opens_directly(procedure)
        for step in procedure.opening_steps()
        if reader.roles & set(step.roles)
    ]
    return sorted(found, key=lambda s: (not s.step.light, s.procedure.name))


def _waiting_states(reader: Reader) -> dict[tuple[str, str], Step]:
    """(procedure, state) → the first step of this person's that leads on from there."""
    found: dict[tuple[str, str], Step] = {}
    for procedure in catalogue().procedures:
        for state in procedure.states:
            steps = () if state.closed else procedure.steps_from(state.id)
            mine = [s for s in steps if s.to is not None and CLOCK not in s.roles and reader.roles & set(s.roles)]
            if mine:
                found[procedure.name, state.id] = mine[0]
    return found


def _principal_states(reader: Reader) -> list[tuple[str, str]]:
    """(procedure, state) whose next step names a role of this person first: theirs unless somebody else takes it."""
    found = []
    for procedure in catalogue().procedures:
        for state in procedure.states:
            steps = () if state.closed else procedure.steps_from(state.id)
            onward = [s for s in steps if s.to is not None and s.roles[0] != CLOCK]
            if onward and onward[0].roles[0] in reader.roles:
                found.append((procedure.name, state.id))
    return found


def _why(reader: Reader, matter: Matter, step: Step) -> str:
    role = next(r for r in step.roles if r in reader.roles)
    label = catalogue().role_label(role)
    return f"您是经办人，由{label}办理" if matter.handler == reader.actor.id else f"由{label}办理"
