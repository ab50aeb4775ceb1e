"""The file of an open case as it stands: what blocks its decision today, what it still lacks, which defects it shows.

It asks the gates of the steps themselves and the rubric of the procedure; it gives no marks and writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fadu.kernel.case_file import Flaw, Line, Standing, flaws, lines
from fadu.kernel.decide import World, foreseen
from fadu.kernel.finding import Refusal
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import Procedure
from fadu.kernel.role import Actor
from fadu.kernel.rulebook import Amount, UnknownRule
from fadu.service import clock


@dataclass(frozen=True, slots=True)
class Deduction:
    """A defect, and by how much the standard of file reviews in force lowers the file; None where no standard is registered."""

    flaw: Flaw
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Checked:
    """``blocks`` is None once the case is decided."""

    blocks: Sequence[Refusal] | None
    lines: Sequence[Line]
    deductions: Sequence[Deduction]

    @property
    def kept(self) -> int:
        return sum(line.standing is Standing.KEPT for line in self.lines)


def checked(world: World, procedure: Procedure, matter: Matter, actor: Actor) -> Checked | None:
    """How the file stands today; None for a procedure whose file has no rubric, and before anything is filed."""
    found = lines(procedure, matter, world.records)
    if procedure.case_file is None or not any(line.standing is not Standing.LATER for line in found):
        return None
    deductions = [Deduction(f, _points(world, f.points, matter.org)) for f in flaws(procedure, matter, world.records)]
    return Checked(_blocks(world, procedure, matter, actor), found, deductions)


def _blocks(world: World, procedure: Procedure, matter: Matter, actor: Actor) -> list[Refusal] | None:
    """Each reason once, in the order of the steps that will ask for it."""
    rules = procedure.case_file
    if rules is None or not rules.decides or rules.decides in matter.done or matter.closed_on is not None:
        return None
    step, asked = rules.toward.get(matter.state, ("", ()))
    early = [r for r in _foreseen(world, matter, step, actor, {}) if r.gate in asked] if step else []
    decisive = _foreseen(world, matter, rules.decides, actor, rules.answers)
    return list({r.gate: r for r in (*early, *decisive)}.values())


def _foreseen(world: World, matter: Matter, step: str, actor: Actor, fields: Mapping[str, str]) -> Sequence[Refusal]:
    return foreseen(world, matter, step, actor, world.today, clock.now(), fields)


def _points(world: World, name: str, org: str) -> Amount | None:
    try:
        return world.rules.amount(name, world.today, org) if name else None
    except UnknownRule:
        return None
