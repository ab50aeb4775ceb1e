"""Trying out an indicator of the town's own: counts it for a year, so that the trial value is never typed."""

from __future__ import annotations

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.kernel.indicator import Figure, Indicator, year
from fadu.packs import catalogue
from fadu.service.counting import Book, own_indicator
from fadu.service.report import By
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import Matter


def definition(row: Matter) -> Indicator | Refusal:
    """The counting rule a matter proposes, or what is wrong with it: a procedure or a state that does not exist."""
    facts = row.snapshot["facts"]
    source, state = str(facts.get("source_procedure", "")), str(facts.get("source_state", ""))
    made = own_indicator(str(row.pk), facts)
    if made is not None:
        return made
    if not catalogue().has_procedure(source):
        known = "、".join(sorted(p.name for p in catalogue().procedures)[:6])
        return Refusal("source_procedure", f"没有“{source}”这个程序", f"更正来源程序；例如 {known}", field="source_procedure")
    states = "、".join(f"{s.id}（{s.label}）" for s in catalogue().procedure(source).states)
    return Refusal("source_state", f"“{source}”没有“{state}”这个状态", f"更正到达状态；可用：{states}", field="source_state")


def trial(row: Matter, in_year: int) -> Figure | Refusal:
    """What it counts in a year, with the matters behind it."""
    found = definition(row)
    if isinstance(found, Refusal):
        return found
    return Book(row.org, year(in_year).last, extra=(found,)).figures(year(in_year))[found.code]


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
