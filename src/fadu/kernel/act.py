"""One act from end to end: decide, take the number, compose the paper, record, open children, move who waited and children.

The order is the same in a worked example and in the store; only the ``Ledger`` behind it differs. Either
everything the act brings may happen, or nothing is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from fadu.kernel.decide import Attempt, Decision, Refused, World, decide
from fadu.kernel.docnumber import NumberRequest
from fadu.kernel.field import Value
from fadu.kernel.finding import Refusal
from fadu.kernel.instrument import Paper, paper_digest
from fadu.kernel.matter import Matter, as_told
from fadu.kernel.procedure import Follows, Step
from fadu.kernel.role import clock_actor


class Ledger(Protocol):
    """Where acts are recorded. Calls come in order and inside one transaction."""

    def number(self, request: NumberRequest, matter: Matter) -> str | Refusal:
        """Take the next number of a series, or the fixed one; a refusal when that one is used or not allotted."""
        ...

    def record(self, decision: Decision, paper: Paper | None) -> Matter:
        """Append the entry and project it; the matter after it is from now on what records answer."""
        ...


@dataclass(frozen=True, slots=True)
class Acted:
    """What an act did: its own decision first, then those of children and parents; and the matter after all."""

    decisions: tuple[Decision, ...]
    matter: Matter


def act(world: World, ledger: Ledger, matter: Matter, attempt: Attempt) -> Acted | Refused:
    """Take a step with everything it brings, or say why not. Nothing is recorded when refused."""
    decision = decide(world, matter, attempt)
    if isinstance(decision, Refused):
        return decision
    children = [decide(world, c.matter, c.attempt) for c in decision.children]
    refusals = [r for c in children if isinstance(c, Refused) for r in c.refusals]
    if refusals:
        return Refused(tuple(refusals))
    return _record_all(world, ledger, decision, [c for c in children if isinstance(c, Decision)])


def _record_all(world: World, ledger: Ledger, decision: Decision, children: list[Decision]) -> Acted | Refused:
    recorded: list[Decision] = []
    for one, field in ((decision, ""), *zip(children, (c.numbered for c in decision.children), strict=True)):
        numbered = _numbered(ledger, one.knowing(field, recorded[0].entry.number) if field else one)
        if isinstance(numbered, Refusal):
            return Refused((numbered,))
        recorded.append(_recorded(world, ledger, numbered))
    for one in tuple(recorded):
        recorded += [*_move_waiting(world, ledger, one), *_move_children(world, ledger, one)]
    matter = world.records.matter(decision.before.id)
    return Acted(tuple(recorded), matter or recorded[0].after)


def _numbered(ledger: Ledger, decision: Decision) -> Decision | Refusal:
    if decision.number is None:
        return decision
    number = ledger.number(decision.number, decision.before)
    return number if isinstance(number, Refusal) else decision.numbered(number)


def _recorded(world: World, ledger: Ledger, decision: Decision) -> Decision:
    paper = None
    if decision.step.issues:
        paper = decision.step.issues.compose(as_told(decision.procedure, decision.step, decision.after, decision.entry), world.records)
        decision = decision.with_paper(paper_digest(paper))
    ledger.record(decision, paper)
    return decision


def _move_waiting(world: World, ledger: Ledger, decision: Decision) -> list[Decision]:
    """The steps of the parent, and of whoever points at this matter, that wait for it. Who cannot move yet stays."""
    child = decision.after
    if child.state == decision.before.state:
        return []
    parent = world.records.matter(child.parent) if child.parent else None
    return [d for one in (*((parent,) if parent else ()), *_pointing_at(world, child)) for d in _move(world, ledger, one, decision)]


def _pointing_at(world: World, matter: Matter) -> list[Matter]:
    """The matters that follow this one through a fact."""
    through = sorted(world.catalogue.followed_through.get(matter.procedure, ()))
    return [m for name, fact in through for m in world.records.matters(name, **{fact: matter.id}) if m.id != matter.parent]


def _move(world: World, ledger: Ledger, waiting: Matter, decision: Decision) -> list[Decision]:
    """The step that waited for the matter just moved, taken by the clock."""
    child = decision.after
    for step in world.catalogue.procedure(waiting.procedure, waiting.version).steps_from(waiting.state):
        follows = _followed(step, waiting, child)
        if follows:
            acted = act(world, ledger, waiting, _by_clock(step, follows, child, decision))
            return list(acted.decisions) if isinstance(acted, Acted) else []
    return []


def _move_children(world: World, ledger: Ledger, decision: Decision) -> list[Decision]:
    """The steps of this matter's children that heed the step just taken, by the clock. A child that cannot move stays."""
    if decision.step.id not in world.catalogue.heeded:
        return []
    moved: list[Decision] = []
    for child in world.records.children(decision.before.id):
        procedure = world.catalogue.procedure(child.procedure, child.version)
        step = next((s for s in procedure.steps_from(child.state) if decision.step.id in s.heeds), None)
        if step:
            acted = act(world, ledger, child, _of_clock(step, child, decision, {}))
            moved += acted.decisions if isinstance(acted, Acted) else ()
    return moved


def _followed(step: Step, waiting: Matter, child: Matter) -> Follows | None:
    def concerned(f: Follows) -> bool:
        own = child.parent == waiting.id or (bool(f.through) and waiting.facts.get(f.through) == child.id)
        return own and f.procedure == child.procedure and child.state in f.states and (f.when is None or f.when(child.facts))

    return next(filter(concerned, step.follows), None)


def _by_clock(step: Step, follows: Follows, child: Matter, decision: Decision) -> Attempt:
    return _of_clock(step, child, decision, {name: child.facts[fact] for name, fact in follows.carry.items() if fact in child.facts})


def _of_clock(step: Step, matter: Matter, decision: Decision, fields: Mapping[str, Value]) -> Attempt:
    """The clock's attempt on the day of the act that moved it."""
    return Attempt(
        step=step.id, actors=(clock_actor(matter.org),), on=decision.entry.on, at=decision.entry.at, fields=fields, origin="clock", entrusted=True,
    )  # fmt: skip
