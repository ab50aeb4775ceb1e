"""Who answers for which frozen figure, how many of theirs are still to be confirmed, and the reminder in one act.

The owner of a figure is the head of those who take the steps it counts; where no head of a line takes them, the office head.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.kernel.decide import Refused
from fadu.kernel.indicator import Indicator
from fadu.kernel.role import Actor
from fadu.packs import catalogue
from fadu.packs.annual_report.outlines import FIRST_RESPONSIBLE
from fadu.packs.annual_report.text import leaders_digest
from fadu.packs.common.steps import common_steps
from fadu.service import clock
from fadu.service.people import holding
from fadu.service.report import By, take_on
from fadu.service.report_content import REPORT, Content, answers, content_of
from fadu.service.take_step import Receipt
from fadu.store.models import JournalEntry, Matter

#: The heads of lines who may own a figure before the office head does.
_HEADS = ("enforcement_head", "justice_office")
_OTHERWISE = "office_head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The figures of one line: whose they are, how many stand confirmed, disputed and open, and when they were last reminded."""

    role: str
    people: Sequence[Actor]
    codes: Sequence[str]
    open: Sequence[str]
    disputed: int
    reminded_on: date | None = None


def owner_of(code: str) -> str:
    """The role that answers for a figure."""
    definition = catalogue().indicators.get(code)
    steps = _steps(definition) if definition else frozenset()
    return next((role for role in _HEADS if role in steps), _OTHERWISE)


def lines(found: Content, on: date) -> list[Line]:
    """Every line with its printed figures, those with most left first."""
    codes = [str(r["code"]) for r in found.rows if r.get("topic") and not r.get("part")]
    given, reminded = answers(found.matter), _reminded(found)
    owned: dict[str, list[str]] = {}
    for code in codes:
        owned.setdefault(owner_of(code), []).append(code)
    made = [_line(found.org, role, own, given, reminded.get(role), on) for role, own in owned.items()]
    return sorted(made, key=lambda line: (-len(line.open), line.role))


def remind(row: Matter, by: By, on: date) -> Receipt | Refused:
    """Remind every line that has figures left; it shows on their desks."""
    left = [{"role": line.role, "left": len(line.open)} for line in lines(content_of(row), on) if line.open]
    return take_on(row, by, "remind", {"reminders": left} if left else {})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person's desk says: so many figures of a year wait for them; the day of the last reminder, if any."""

    report: Matter
    year: int
    left: int
    due_on: date | None
    reminded_on: date | None


def asked_of(org: str, roles: frozenset[str], on: date) -> list[Asked]:
    """The frozen years of which figures wait for somebody with these roles."""
    rows = Matter.objects.filter(org=org, procedure=REPORT, state="frozen").defer("search")
    return [a for row in rows if (a := _asked(row, roles, on))]


def leaders_asked(org: str, roles: frozenset[str]) -> list[Matter]:
    """The checked reports whose part three somebody with these roles has not confirmed as it now stands."""
    mine = roles & set(FIRST_RESPONSIBLE)
    rows = Matter.objects.filter(org=org, procedure=REPORT, state="checked").defer("search") if mine else ()
    return [row for row in rows if mine - _confirmed_by(row.snapshot["facts"])]


def _confirmed_by(facts: Mapping[str, Any]) -> set[str]:
    words = leaders_digest(facts.get("sections") or ())
    return {str(r["role"]) for r in facts.get("leaders_confirmed") or () if r.get("words") == words}


def _asked(row: Matter, roles: frozenset[str], on: date) -> Asked | None:
    found = content_of(row)
    mine = [line for line in lines(found, on) if line.role in roles and line.open]
    reminded = max((line.reminded_on for line in mine if line.reminded_on), default=None)
    return Asked(row, found.year, sum(len(line.open) for line in mine), row.due_on, reminded) if mine else None


def _line(org: str, role: str, codes: Sequence[str], given: Mapping[str, Mapping[str, Any]], reminded: date | None, on: date) -> Line:
    disputed = sum(given[c].get("answer") == "有异议" for c in codes if c in given)
    return Line(
        role=role,
        people=holding(org, (role,), on),
        codes=codes,
        open=[c for c in codes if c not in given],
        disputed=disputed,
        reminded_on=reminded,
    )


def _steps(definition: Indicator) -> frozenset[str]:
    """The roles that take the own steps of what a figure counts; of a register, those of its pack."""
    common = {s.id for s in common_steps()}
    named = [catalogue().procedure(p) for p in definition.procedures] or _of_pack(definition)
    return frozenset(role for p in named for s in p.steps if s.id not in common for role in s.roles)


def _of_pack(definition: Indicator) -> list[Any]:
    pack = definition.code.partition(".")[0]
    return [p for one in catalogue().packs if one.name == pack for p in one.procedures]


def _reminded(found: Content) -> dict[str, date]:
    """Role → the day it was last reminded since the freeze."""
    done, frozen = found.matter.done.get("remind"), found.matter.done.get("freeze")
    if done is None or frozen is None or done.seq < frozen.seq or found.row is None:
        return {}
    on = clock.day_of(JournalEntry.objects.values_list("at", flat=True).get(matter=found.row.pk, seq=done.seq))
    rows: Sequence[Mapping[str, Any]] = found.matter.get("reminders") or []  # type: ignore[assignment]
    return {str(r["role"]): on for r in rows}
