"""Two versions of the published item list side by side: what came, what went back, what changed, and the cases it touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fadu.kernel.records import Row
from fadu.packs import catalogue
from fadu.service.scope import Reader
from fadu.service.world import world
from fadu.store.models import Matter

WATCHERS = frozenset({"justice_office", "enforcement_head", "enforcement_reviewer", "town_head", "leader", "district_supervisor"})
LIST = "enforcement_base.item_list"
#: Columns that say only when the row itself holds.
_WHEN = frozenset({"valid_from", "valid_to", "transition", "code"})


@dataclass(frozen=True, slots=True)
class Change:
    """One item: ``how`` it changed, in which columns, under which transition, and the open cases on it."""

    how: str
    code: str
    name: str
    columns: tuple[str, ...]
    transition: str
    cases: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The list in force the day before ``on`` and on it."""

    on: date
    before: int
    after: int
    changes: tuple[Change, ...]


def may_compare(reader: Reader) -> bool:
    return bool(reader.roles & WATCHERS)


def turns(reader: Reader) -> list[date]:
    """The days on which the list changed, newest first; the day of the very first list is none."""
    rows = world(reader.org, reader.on).records.rows("items")
    began = {r.since for r in rows} | {r.until + timedelta(days=1) for r in rows if r.until < date.max}
    first = min((r.since for r in rows), default=date.min)
    return sorted((day for day in began if first < day <= reader.on), reverse=True)


def compared(reader: Reader, on: date) -> Compared:
    records = world(reader.org, reader.on).records
    open_cases, told = _open_cases(reader), _transitions(reader, on - timedelta(days=1))
    old = {r.key: r for r in records.rows("items", on - timedelta(days=1))}
    new = {r.key: r for r in records.rows("items", on)}
    found = [
        *(replace(_change("交还", old[k], (), open_cases), transition=told.get(k, "")) for k in old.keys() - new.keys()),
        *(_change("增加", new[k], (), open_cases) for k in new.keys() - old.keys()),
        *(_change("变更", new[k], columns, open_cases) for k in old.keys() & new.keys() if (columns := _differing(old[k], new[k]))),
    ]
    return Compared(on, len(old), len(new), tuple(sorted(found, key=lambda c: (c.how, c.code))))


def _transitions(reader: Reader, last: date) -> dict[str, str]:
    """Item → what its list says of the cases already open, for items handed back after that day."""
    lists = Matter.objects.filter(org=reader.org, procedure=LIST, state__in=("published", "superseded")).order_by("moved_on")
    rows = [row for m in lists for row in m.snapshot["facts"].get("handed_back_rows") or () if row.get("valid_to") == last.isoformat()]
    return {str(row.get("code")): str(row.get("transition") or "") for row in rows}


def _differing(old: Row, new: Row) -> tuple[str, ...]:
    labels = {c.name: c.label for c in catalogue().registers["items"].columns if c.name not in _WHEN}
    return tuple(label for name, label in labels.items() if old.get(name) != new.get(name))


def _change(how: str, row: Row, columns: tuple[str, ...], open_cases: Mapping[str, list[Matter]]) -> Change:
    name = str(row.get("name"))
    cases = [*open_cases.get(row.key, ()), *open_cases.get(name, ())]
    return Change(how, row.key, name, columns, str(row.get("transition") or ""), tuple(cases))


def _open_cases(reader: Reader) -> dict[str, list[Matter]]:
    """Item → its open ordinary cases and clues."""
    found: dict[str, list[Matter]] = {}
    for matter in reader.readable().filter(procedure__in=("penalty.ordinary", "penalty.clue"), closed_on__isnull=True).defer("search"):
        found.setdefault(str(matter.snapshot["facts"].get("item", "")), []).append(matter)
    return found
