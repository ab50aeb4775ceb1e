"""What a report waits for: the next step of its way, who takes it, and all that stands before it. Asks ``decide``; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fadu.kernel.decide import available
from fadu.kernel.finding import Refusal
from fadu.kernel.procedure import Step
from fadu.kernel.role import Actor
from fadu.packs import catalogue
from fadu.service import clock
from fadu.service.course import main_step
from fadu.service.people import holding
from fadu.service.report_content import REPORT, Content
from fadu.service.scope import Reader
from fadu.service.world import world


@dataclass(frozen=True, slots=True)
class Next:
    """The step that leads on, the people who may take it, and what refuses it now."""

    step: Step
    people: Sequence[Actor]
    refusals: Sequence[Refusal]


def next_of(reader: Reader, found: Content) -> Next | None:
    """None when the way has ended, or nobody holds the post that takes the step."""
    step = main_step(catalogue().procedure(REPORT), found.matter.state)
    if step is None:
        return None
    people = holding(reader.org, step.roles, reader.on)
    if not people:
        return Next(step, (), ())
    options = available(world(reader.org, reader.on), found.matter, people[0], reader.on, clock.now())
    return Next(step, people, next((o.refusals for o in options if o.step.id == step.id), ()))
