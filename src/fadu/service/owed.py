"""What the open children of a matter still owe, and who does it: the paper to be served, the review to be given, the fine to be paid.

Nobody has to look through the linked matters to learn that something is waited for. It promises nothing and judges nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fadu.kernel.procedure import Step
from fadu.packs import catalogue
from fadu.service.course import main_step
from fadu.service.scope import Reader
from fadu.store.models import DueDate, Matter


@dataclass(frozen=True, slots=True)
class Owed:
    """A child that somebody has to go on with: by this step, until this day, and whether it is the reader's own."""

    matter: Matter
    step: Step
    mine: bool
    due_on: date | None = None


def owed_by(reader: Reader, children: Sequence[Matter]) -> list[Owed]:
    """The children that wait for somebody, the reader's own first, then by the day; none that are closed or at rest."""
    found = [o for c in children if c.closed_on is None and (o := _owed(reader, c))]
    days = _days(found)
    dated = [replace(o, due_on=days.get(o.matter.pk)) for o in found]
    return sorted(dated, key=lambda o: (not o.mine, o.due_on is None, str(o.due_on), str(o.matter.opened_on)))


def _owed(reader: Reader, child: Matter) -> Owed | None:
    procedure = catalogue().procedure(child.procedure, child.version)
    state, step = procedure.state(child.state), main_step(procedure, child.state)
    return Owed(child, step, bool(reader.roles & set(step.roles))) if step and state and not state.standing else None


def _days(found: Sequence[Owed]) -> dict[Any, date]:
    """Child → the first day on which a limit runs out that its step ends: a fine is to be paid before a court's window closes."""
    ends = {o.matter.pk: o.step.ends for o in found}
    running = (
        DueDate.objects.filter(matter_id__in=ends, ended_on__isnull=True).order_by("-due_on").values_list("matter_id", "limit", "due_on")
    )
    return {pk: on for pk, limit, on in running if limit in ends[pk]}
