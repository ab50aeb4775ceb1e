"""Deemed events: steps that time itself takes when a limit has ended. Run daily; running twice does nothing twice."""

from __future__ import annotations

from datetime import date, datetime, time

from fadu.kernel.role import clock_actor
from fadu.packs import catalogue
from fadu.service import clock
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import DueDate


def tick(org: str, day: date, *, durable: bool = True) -> list[Receipt]:
    """Take every step whose limit ended before ``day``; the step is dated ``day``."""
    known = [p.name for p in catalogue().procedures]  # a matter of a pack that was taken out stands still, and keeps no other waiting
    lapsed = (
        DueDate.objects.filter(org=org, ended_on__isnull=True, paused=False, due_on__lt=day, matter__procedure__in=known)
        .select_related("matter")
        .order_by("due_on", "id")
    )
    results = [_lapse(org, due, day, durable) for due in lapsed]
    return [r for r in results if r is not None]


def _lapse(org: str, due: DueDate, day: date, durable: bool) -> Receipt | None:
    matter = due.matter
    steps = catalogue().procedure(matter.procedure, matter.version).steps_from(matter.state)
    step = next((s for s in steps if s.on_lapse == due.limit), None)
    if step is None:
        return None
    result = take_step(
        Command(
            key=f"tick:{matter.pk}:{due.limit}:{due.started_on}", org=org, actors=(clock_actor(org),), step=step.id,
            matter=str(matter.pk), on=day, at=datetime.combine(day, time(0, 5), clock.CHINA), by_clock=True,
        ),
        durable=durable,
    )  # fmt: skip
    return result if isinstance(result, Receipt) else None
