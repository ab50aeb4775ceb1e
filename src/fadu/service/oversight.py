"""What overseers look at: attempts refused this year, limits passed, gates passed with a reason, who has not answered.

It counts matters and days, never people: no ranks, no scores. Reads only.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection

from fadu.packs import catalogue
from fadu.service.clock import CHINA, day_of
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.store.models import AccessRecord, DueDate, JournalEntry, Matter, Milestone

#: Roles that oversee the town's work.
WATCHERS = frozenset({"justice_office", "town_head", "party_secretary", "leader", "auditor", "district_supervisor", "security_admin"})
#: Limits whose lapse means that somebody outside, or a village, has not answered.
REFERRED, RETURNS = "xfer.", "vill."
LATE_ENTRY_DAYS = 3
MOST = 20

_PLAIN = {
    "state": "事项所处状态",
    "role": "规定岗位",
    "day": "办理日期",
    "fields": "应填内容",
    "number": "文书编号",
    "step": "程序步骤",
    "stale": "同时办理",
}
_NO_OVERRIDE = b'"overrides":{}'


@dataclass(frozen=True, slots=True)
class Passed:
    """A limit that has passed and still runs."""

    label: str
    row: DueDate


@dataclass(frozen=True, slots=True)
class Overridden:
    """A gate passed with a reason: on which matter, when, which gates and why."""

    matter: Matter
    on: date
    gates: str
    reason: str


@dataclass(frozen=True, slots=True)
class LateEntry:
    """A step recorded days after it happened."""

    matter: Matter
    on: date
    days: int


def may_watch(reader: Reader) -> bool:
    return bool(reader.roles & WATCHERS)


def refusals(org: str, year: int) -> list[tuple[str, int]]:
    """Gate label and number of attempts it refused in the year, most first. One attempt may be refused by several."""
    counted: Counter[str] = Counter()
    for detail in _refused(org, year).values_list("detail", flat=True):
        counted.update(detail.get("gates", ()))
    labels = gate_labels()
    return [(labels.get(gate, gate), number) for gate, number in counted.most_common()]


def refusals_by_day(org: str, year: int) -> dict[date, int]:
    """Day → refused attempts on it."""
    return dict(Counter(day_of(at) for at in _refused(org, year).values_list("at", flat=True)))


def passed(reader: Reader, prefix: str = "", *, without: Sequence[str] = ()) -> list[Passed]:
    """Open limits of readable open matters that ended before today, oldest first; ``prefix`` chooses a family."""
    rows = DueDate.objects.filter(org=reader.org, ended_on__isnull=True, paused=False, due_on__lt=reader.on, limit__startswith=prefix)
    rows = rows.filter(matter__closed_on__isnull=True, matter__in=reader.readable().values("pk")).order_by("due_on", "id")
    for family in without:
        rows = rows.exclude(limit__startswith=family)
    return [Passed(_label(r), r) for r in rows.select_related("matter").defer("matter__snapshot", "matter__search")]


def overridden(reader: Reader, year: int) -> list[Overridden]:
    """Entries of the year that passed a gate with a reason, newest first."""
    contains = "position(%s in envelope)" if connection.vendor == "postgresql" else "instr(envelope, %s)"
    first, last = _bounds(year)
    recent = JournalEntry.objects.filter(org=reader.org, at__gte=first, at__lt=last)
    entries = recent.extra(where=[f"{contains} = 0"], params=[_NO_OVERRIDE])  # noqa: S610  our own text
    found = [(e.matter, json.loads(bytes(e.envelope))) for e in entries.order_by("-id")]
    matters = _readable(reader, {m for m, _ in found})
    return [_overridden(matters[m], said) for m, said in found if m in matters]


def late_entries(reader: Reader, year: int) -> list[LateEntry]:
    """Steps recorded at least three days after they happened, newest first."""
    rows = Milestone.objects.filter(org=reader.org, entry__at__gte=_bounds(year)[0], entry__at__lt=_bounds(year)[1]).order_by("-entry_id")
    late = [(m, on, (day_of(at) - on).days) for m, on, at in rows.values_list("matter_id", "on", "entry__at")]
    late = [one for one in late if one[2] >= LATE_ENTRY_DAYS]
    matters = _readable(reader, {m for m, _, _ in late})
    return [LateEntry(matters[m], on, days) for m, on, days in late if m in matters]


def gate_labels() -> dict[str, str]:
    return _PLAIN | {g.id: g.label for p in catalogue().procedures for s in p.steps for g in s.gates}


def _refused(org: str, year: int):  # type: ignore[no-untyped-def]
    first, last = _bounds(year)
    return AccessRecord.objects.filter(org=org, act="refused", at__gte=first, at__lt=last)


def _bounds(year: int) -> tuple[datetime, datetime]:
    first = datetime.combine(date(year, 1, 1), time(), CHINA)
    return first, datetime.combine(date(year, 12, 31) + timedelta(days=1), time(), CHINA)


def _label(row: DueDate) -> str:
    rules = rulebook()
    return (rules.find_limit(row.limit, row.started_on, row.org) or rules.limits[row.limit][0]).label


def _readable(reader: Reader, ids: Iterable[object]) -> dict[object, Matter]:
    return {m.pk: m for m in reader.readable().filter(pk__in=list(ids)).defer("snapshot", "search")}


def _overridden(matter: Matter, said: dict[str, dict[str, str]]) -> Overridden:
    labels = gate_labels()
    passed_ = said["overrides"]
    return Overridden(
        matter, date.fromisoformat(str(said["on"])), "、".join(labels.get(g, g) for g in passed_), "；".join(passed_.values())
    )
