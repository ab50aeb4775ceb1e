"""Trying out an indicator of the town's own: counts it for a year, so that the trial value is never typed."""

from __future__ import annotations

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.kernel.indicator import Figure, Indicator, year
from fadu.service.counting import Book, own_indicator
from fadu.service.report import By
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import Matter


def definition(row: Matter) -> Indicator | Refusal:
    """The counting rule a matter proposes; refused when it names a state that no procedure has."""
    made = own_indicator(str(row.pk), row.snapshot["facts"])
    if made is not None:
        return made
    return Refusal("counted_state", "所选的计数时点已经不存在", "停用这个指标，另行提出时重新选择计数时点", field="counted_state")


def trial(row: Matter, in_year: int) -> Figure | Refusal:
    """What it counts in a year, with the matters behind it."""
    found = definition(row)
    if isinstance(found, Refusal):
        return found
    return Book(row.org, year(in_year).last, extra=(found,)).figures(year(in_year))[found.code]


def examples(found: Figure, most: int = 3) -> list[str]:
    """The titles of a few of the matters it counts, by which one sees whether the rule meets what is meant."""
    return list(Matter.objects.filter(pk__in=found.behind).order_by("opened_on", "pk").values_list("title", flat=True)[:most])


def try_out(row: Matter, by: By, in_year: int) -> Receipt | Refused:
    """Record the trial with the value counted."""
    found = trial(row, in_year)
    if isinstance(found, Refusal):
        return Refused((found,))
    command = Command(
        key=by.key or f"own:{row.pk}:{row.last_seq}", org=row.org, actors=(by.actor,), step="try", matter=str(row.pk),
        fields={"trial_value": found.value}, at=by.at, seen=by.seen,
    )  # fmt: skip
    return take_step(command, durable=by.durable)
