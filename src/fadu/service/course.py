"""The course of a procedure: which steps lead a matter on from a state, and what follows if nothing special happens.

A promise, never a judgement: whether a step is allowed is asked of ``decide`` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from fadu.kernel.procedure import Procedure, Step
from fadu.kernel.role import CLOCK
from fadu.packs import catalogue

#: Whose steps are theirs to take or leave; what is promised to follow does not count on them.
OUTSIDE = frozenset({"party", "applicant", "public"})
#: So many states ahead are promised.
_AHEAD = 4


def onward_steps(procedure: Procedure, state: str) -> tuple[Step, ...]:
    """The steps that lead a matter on from this state, and then those that only end a limit running there.

    The light path; else those towards a later open state, or that open what the clock then waits for; else any later
    state. What a party may ask for comes last; ways back and ways out count only where nothing else leads on.
    """
    return _onward(procedure.name, procedure.version, state)


@cache
def _onward(name: str, version: str, state: str) -> tuple[Step, ...]:
    procedure = catalogue().written(name, version)
    followed, order = followed_by_clock(procedure, state), {s.id: n for n, s in enumerate(procedure.states)}
    steps = sorted((s for s in procedure.steps_from(state) if CLOCK not in s.roles), key=lambda s: s.back)
    moving = [s for s in steps if s.to is not None]
    later = [s for s in moving if any(order[d] > order[state] for d in s.destinations)]
    onward = [
        s
        for s in steps
        if _leads_on(procedure, s, state, order) or (not _ends(procedure, s) and any(o.procedure in followed for o in s.opens))
    ]
    later = [s for s in later if not s.back] or later
    onward.sort(key=lambda s: s.roles[0] in OUTSIDE)
    light = [s for s in moving if s.light]
    ending = [s for s in steps if s.to is None and s.ends and not s.opens]
    return (*(light or onward or later or moving), *ending)


def _leads_on(procedure: Procedure, step: Step, state: str, order: Mapping[str, int]) -> bool:
    return any(order[d] > order[state] and not procedure.is_closed(d) for d in step.destinations)


def _ends(procedure: Procedure, step: Step) -> bool:
    """Whether the step can only close the matter: a paper to be served afterwards does not make it a way on."""
    return bool(step.destinations) and all(procedure.is_closed(d) for d in step.destinations)


def rests(procedure: Procedure, state: str) -> bool:
    """Whether nobody is awaited in the state until a limit runs out."""
    declared = procedure.state(state)
    return declared is not None and declared.standing


def meets(procedure: Procedure, step: Step, due: frozenset[str]) -> bool:
    """Whether the step ends a limit that is due and keeps the matter open: a way out is no way to be in time."""
    return bool(due & set(step.ends)) and not any(procedure.is_closed(d) for d in step.destinations)


def comes_first(procedure: Procedure, state: str, step: Step, due: frozenset[str]) -> bool:
    """Whether the step comes before any way on: it meets what is due, and leads nowhere else or from where things rest."""
    return meets(procedure, step, due) and (rests(procedure, state) or (step.to is None and not step.opens))


def main_step(procedure: Procedure, state: str) -> Step | None:
    """The first way on that does not depend on a party's wish."""
    return next((s for s in onward_steps(procedure, state) if s.roles[0] not in OUTSIDE), None)


def followed_by_clock(procedure: Procedure, state: str) -> frozenset[str]:
    """Procedures whose children the clock waits for in this state."""
    return frozenset(f.procedure for s in procedure.steps_from(state) if CLOCK in s.roles for f in s.follows)


def course_from(procedure: Procedure, state: str) -> tuple[str, ...]:
    """The states that follow on the main way, a few of them; none where things stand for years."""
    ahead: list[str] = []
    while len(ahead) < _AHEAD and not procedure.is_closed(state) and (found := _following(procedure, state)):
        ahead.append(state := found)
    return tuple(ahead)


def _following(procedure: Procedure, state: str) -> str:
    """The later state the first way on leads to, or the one the clock moves to when it waits for a child; of several, the first declared.

    An end is promised only where no other way is open: nobody is told beforehand that they will be refused.
    """
    declared, order = procedure.state(state), {s.id: n for n, s in enumerate(procedure.states)}
    if declared is None or declared.standing:
        return ""
    ways = [s for s in onward_steps(procedure, state) if s.roles[0] not in OUTSIDE] + [s for s in procedure.steps_from(state) if s.follows]
    later = [[d for d in s.destinations if order[d] > order[state]] for s in ways]
    first = next((found[0] for found in later if found), "")
    return "" if first and procedure.is_closed(first) and _other_ways(procedure, state, first) else first


def _other_ways(procedure: Procedure, state: str, end: str) -> bool:
    """Whether somebody could still lead the matter to an open state instead of that end."""
    return any(not procedure.is_closed(d) for s in procedure.steps_from(state) for d in s.destinations if d not in (state, end))
