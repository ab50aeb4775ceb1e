"""A person's desk: matters that wait for them, soonest due first, and why each is theirs; and what they may begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

from fadu.kernel.decide import opens_directly
from fadu.kernel.procedure import Procedure, Step
from fadu.packs import catalogue
from fadu.service.course import comes_first, followed_by_clock, main_step, meets, onward_steps, rests
from fadu.service.scope import Reader
from fadu.store.models import DueDate, Matter

MOST = 200
#: So many of a town's latest matters tell who begins what; more would only say it again.
_LATEST = 500
#: A standing matter is spoken of when a limit of it ends within these days.
SOON = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class Task:
    """A matter that waits for this person: the step that is theirs, and the role that makes it so.

    ``to_choose``: the main way on is not this person's, theirs are the others; so they look before they choose.
    """

    matter: Matter
    step: Step
    why: str
    to_choose: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """A procedure that this person may begin, by its opening step."""

    procedure: Procedure
    step: Step


def tasks(reader: Reader, most: int = MOST) -> list[Task]:
    """Open matters that wait for this person: those they handle, and those whose next step is first of all theirs.

    A matter that waits for one of its own children to be done waits for nobody else.
    """
    waiting = Q(handler=reader.actor.id)
    for procedure, state in _first_mine(reader):
        waiting |= Q(procedure=procedure, state=state)
    matters = (
        reader.readable().filter(waiting, closed_on__isnull=True).order_by(F("due_on").asc(nulls_last=True), "opened_on").defer("snapshot", "search")
    )  # fmt: skip
    rows = list(matters[: most * 2])
    due, held_up = _due_limits(rows), _held_up(rows)
    found = [(m, step) for m in rows if m.pk not in held_up and not _at_rest(m, reader.on) and (step := _next(reader, m, due))]
    return [Task(m, step, _why(reader, m, step), _to_choose(m, step)) for m, step in found[:most]]


def _next(reader: Reader, matter: Matter, due: Mapping[Any, frozenset[str]]) -> Step | None:
    """This person's step on a matter as it stands; one that is first of all theirs before one they may also take.

    What only ends the limit that is due comes before all: what may boil over is reported before it is mediated.
    Where none leads on, the step of theirs that ends the limit which is due: cash to hand over, while others file.
    """
    procedure = catalogue().procedure(matter.procedure, matter.version)
    steps = [s for s in onward_steps(procedure, matter.state) if reader.roles & set(s.roles)]
    if matter.due_on is None:
        steps = [s for s in steps if s.to is not None or s.opens]
    limits = due.get(matter.pk, frozenset())
    meeting = [s for s in procedure.steps_from(matter.state) if meets(procedure, s, limits)]
    if meeting and rests(procedure, matter.state):
        steps = []  # where things rest until a limit, its act alone is anybody's task
    own = [s for s in meeting if reader.roles & set(s.roles)]
    steps = [s for s in own if comes_first(procedure, matter.state, s, limits)] or steps or own
    return next((s for s in steps if s.roles[0] in reader.roles), next(iter(steps), None))


def _due_limits(matters: Sequence[Matter]) -> dict[Any, frozenset[str]]:
    """Matter → the limits that end on the day which its row names as due."""
    days = {m.pk: m.due_on for m in matters if m.due_on}
    found: dict[Any, frozenset[str]] = {}
    for pk, limit, on in DueDate.objects.filter(matter_id__in=days, ended_on__isnull=True).values_list("matter_id", "limit", "due_on"):
        if on == days[pk]:
            found[pk] = found.get(pk, frozenset()) | {limit}
    return found


def _to_choose(matter: Matter, step: Step) -> bool:
    """Whether the step leads on, but beside the main way."""
    procedure = catalogue().procedure(matter.procedure, matter.version)
    main = main_step(procedure, matter.state)
    return (
        main is not None
        and main.id != step.id
        and step.to is not None
        and any(s.id == step.id for s in onward_steps(procedure, matter.state))
    )


def handed_on(reader: Reader, most: int = 30) -> Sequence[Matter]:
    """Matters this person handles that now wait for somebody else."""
    handled = Matter.objects.filter(org=reader.org, handler=reader.actor.id, closed_on__isnull=True)
    rows = list(handled.order_by(F("due_on").asc(nulls_last=True), "-moved_on").defer("snapshot", "search")[: most * 2])
    due, held_up = _due_limits(rows), _held_up(rows)
    rows = [m for m in rows if m.parent_id not in held_up]  # a matter tells of the children it waits for
    return [m for m in rows if m.pk in held_up or (not _at_rest(m, reader.on) and not _next(reader, m, due))][:most]


def awaited_children(matters: Sequence[Matter]) -> dict[Any, list[Matter]]:
    """Matter → the open children it waits for, the first opened first, of those that wait for any."""
    followed = {m.pk: followed_by_clock(catalogue().procedure(m.procedure, m.version), m.state) for m in matters}
    wanted = [pk for pk, procedures in followed.items() if procedures]
    open_children = Matter.objects.filter(parent_id__in=wanted, closed_on__isnull=True).order_by("opened_on").defer("snapshot", "search")
    found: dict[Any, list[Matter]] = {}
    for child in open_children:
        if child.parent_id and child.procedure in followed[child.parent_id]:
            found.setdefault(child.parent_id, []).append(child)
    return found


def _at_rest(matter: Matter, today: date) -> bool:
    """Whether the matter stands as it is and no limit of it ends soon: an office held, a document in force."""
    return rests(catalogue().procedure(matter.procedure, matter.version), matter.state) and (
        matter.due_on is None or matter.due_on > today + SOON
    )


def _held_up(matters: Sequence[Matter]) -> set[Any]:
    """Those that have an open child which they follow: the paper to be served, the review to be given."""
    return set(awaited_children(matters))


#: Procedures that begin from another matter: begun alone they would hang in the air, so no list offers them.
FROM_ANOTHER = frozenset({
    "common.service", "common.legal_review", "common.publication", "common.referral", "common.rectification", "penalty.payment", "penalty.hearing",
    "penalty.evidence_hold", "disputes.confirmation", "disputes.village_return", "common.erasure", "common.import", "common.post", "common.town",
})  # fmt: skip

#: What is kept on the page of the reports and in its registers, a few times a year: on a desk it would hide the day's work.
KEPT_WITH_REPORTS = frozenset({
    "annual_report.outline", "annual_report.formulas", "annual_report.confusables", "annual_report.rule_text", "annual_report.past_report",
})  # fmt: skip


def starts(reader: Reader) -> list[Start]:
    """What this person may begin: the light path first, then what is first of all theirs."""
    found = [
        Start(procedure, step)
        for procedure in catalogue().procedures
        if opens_directly(procedure) and procedure.name not in FROM_ANOTHER | KEPT_WITH_REPORTS
        for step in procedure.opening_steps()
        if reader.roles & set(step.roles)
    ]
    return sorted(found, key=lambda s: (not s.step.light, s.step.roles[0] not in reader.roles, s.procedure.name))


def by_use(reader: Reader, found: Sequence[Start]) -> list[Start]:
    """Beginnings in the order in which this person uses them: by how many of the town's latest matters they handle; else as they stood."""
    latest = Matter.objects.filter(org=reader.org).order_by("-opened_on", "id").values_list("handler", "procedure")[:_LATEST]
    times = Counter(procedure for handler, procedure in latest if handler == reader.actor.id)
    return sorted(found, key=lambda s: -times[s.procedure.name])


def _first_mine(reader: Reader) -> set[tuple[str, str]]:
    """(procedure, state) from which a step leads on that is first of all this person's."""
    return {
        (procedure.name, state.id)
        for procedure in catalogue().versions
        for state in procedure.states
        if not state.closed and any(s.roles[0] in reader.roles for s in onward_steps(procedure, state.id))
    }


def _why(reader: Reader, matter: Matter, step: Step) -> str:
    role = next(r for r in step.roles if r in reader.roles)
    label = catalogue().role_label(role)
    return f"您是经办人，由{label}办理" if matter.handler == reader.actor.id else f"由{label}办理"
