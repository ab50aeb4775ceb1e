"""A person's desk: matters that wait for them, soonest due first, and why each is theirs; and what they may begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

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
    """Open matters that wait for this person: those they handle, and those whose next step is first of all theirs.

    A matter that waits for one of its own children to be done waits for nobody else.
    """
    mine = _my_steps(reader)
    waiting = Q(handler=reader.actor.id)
    for (procedure, state), steps in mine.items():
        if any(s.roles[0] in reader.roles for s in steps):
            waiting |= Q(procedure=procedure, state=state)
    matters = (
        reader.readable().filter(waiting, closed_on__isnull=True).order_by(F("due_on").asc(nulls_last=True), "opened_on").defer("snapshot", "search")
    )  # fmt: skip
    found = [(m, step) for m in matters[: most * 2] if (step := _next(reader, m, mine))]
    held_up = _held_up([m for m, _ in found])
    return [Task(m, step, _why(reader, m, step)) for m, step in found if m.pk not in held_up][:most]


#: States in which things stand for years: nothing waits for anybody there until a limit runs.
STANDING = frozenset({"在任", "在岗", "使用中", "在库", "领用", "生效", "双方已公布", "现行有效", "已声明", "已采用", "公示中", "已公示", "已确认", "已报备，待缴款"})


def _next(reader: Reader, matter: Matter, mine: Mapping[tuple[str, str], Sequence[Step]]) -> Step | None:
    """This person's step on a matter as it stands; one that is first of all theirs before one they may also take."""
    steps = mine.get((matter.procedure, matter.state), ())
    state = catalogue().procedure(matter.procedure, matter.version).state(matter.state)
    if matter.due_on is None:
        steps = () if state and state.label in STANDING else [s for s in steps if s.to is not None or s.opens]
    return next((s for s in steps if s.roles[0] in reader.roles), next(iter(steps), None))


def handed_on(reader: Reader, most: int = 30) -> Sequence[Matter]:
    """Matters this person handles that now wait for somebody else."""
    mine = _my_steps(reader)
    handled = Matter.objects.filter(org=reader.org, handler=reader.actor.id, closed_on__isnull=True)
    rows = list(handled.order_by(F("due_on").asc(nulls_last=True), "-moved_on").defer("snapshot", "search")[: most * 2])
    held_up = _held_up(rows)
    return [m for m in rows if m.pk in held_up or not _next(reader, m, mine)][:most]


def _held_up(matters: Sequence[Matter]) -> set[Any]:
    """Those that have an open child which they follow: the paper to be served, the review to be given."""
    followed = {m.pk: _followed(catalogue().procedure(m.procedure, m.version), m.state) for m in matters}
    wanted = [pk for pk, procedures in followed.items() if procedures]
    open_children = Matter.objects.filter(parent_id__in=wanted, closed_on__isnull=True).values_list("parent_id", "procedure")
    return {parent for parent, procedure in open_children if procedure in followed[parent]}


def _followed(procedure: Procedure, state: str) -> frozenset[str]:
    """Procedures whose children the clock waits for in this state."""
    return frozenset(f.procedure for s in procedure.steps_from(state) if CLOCK in s.roles for f in s.follows)


#: Procedures that begin from another matter: begun alone they would hang in the air, so no list offers them.
FROM_ANOTHER = frozenset({
    "common.service", "common.legal_review", "common.publication", "common.referral", "common.rectification", "penalty.payment", "penalty.hearing",
    "penalty.evidence_hold", "disputes.confirmation", "disputes.village_return",
})  # fmt: skip


def starts(reader: Reader) -> list[Start]:
    """What this person may begin, the light path first."""
    found = [
        Start(procedure, step)
        for procedure in catalogue().procedures
        if opens_directly(procedure) and procedure.name not in FROM_ANOTHER
        for step in procedure.opening_steps()
        if reader.roles & set(step.roles)
    ]
    return sorted(found, key=lambda s: (not s.step.light, s.procedure.name))


def _my_steps(reader: Reader) -> dict[tuple[str, str], list[Step]]:
    """(procedure, state) → this person's steps that lead on from there."""
    found = {}
    for procedure in catalogue().procedures:
        for state in procedure.states:
            mine = [] if state.closed else [s for s in onward_steps(procedure.name, state.id) if reader.roles & set(s.roles)]
            if mine:
                found[procedure.name, state.id] = mine
    return found


@cache
def onward_steps(procedure_name: str, state: str) -> tuple[Step, ...]:
    """The steps that lead a matter on from this state, and then those that only end a limit running there.

    The light path; else those towards a later open state, or that open what the clock then waits for; else any later
    state. Ways back and ways out count only where nothing else leads on.
    """
    procedure = catalogue().procedure(procedure_name)
    followed, order = _followed(procedure, state), {s.id: n for n, s in enumerate(procedure.states)}
    steps = sorted((s for s in procedure.steps_from(state) if CLOCK not in s.roles), key=lambda s: s.label.startswith("退回"))
    moving = [s for s in steps if s.to is not None]
    later = [s for s in moving if any(order[d] > order[state] for d in s.destinations)]
    onward = [
        s for s in steps if any(o.procedure in followed for o in s.opens) or any(order[d] > order[state] and not procedure.states[order[d]].closed for d in s.destinations)
    ]  # fmt: skip
    light = [s for s in moving if s.light]
    ending = [s for s in steps if s.to is None and s.ends and not s.opens]
    return (*(light or onward or later or moving), *ending)


def _why(reader: Reader, matter: Matter, step: Step) -> str:
    role = next(r for r in step.roles if r in reader.roles)
    label = catalogue().role_label(role)
    return f"您是经办人，由{label}办理" if matter.handler == reader.actor.id else f"由{label}办理"
