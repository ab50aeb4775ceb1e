"""The records behind a figure: matters or register rows, as a member of staff or as the public may see them. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.kernel.field import Sensitivity
from fadu.kernel.indicator import Figure, Indicator, Measure
from fadu.packs import catalogue
from fadu.service.disclosure import shown_now
from fadu.service.places import names_of_villages
from fadu.service.registers import by_matter, row_title
from fadu.service.scope import Reader
from fadu.store.models import Matter, Publication, RegisterRow
from fadu.store.records import row_of

PAGE = 25
_OF_ROWS = (Measure.ROWS, Measure.ROWS_SUM, Measure.ROWS_BEGUN)


@dataclass(frozen=True, slots=True)
class Record:
    """One record behind a figure. ``matter``, ``row`` or ``publication`` is what opens, if anything may."""

    title: str
    on: date | None
    number: str = ""
    place: str = ""
    matter: str = ""
    row: int = 0
    register: str = ""
    publication: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page of records. ``total`` is how many stand behind the figure, ``hidden`` how many of them this reader may not open."""

    records: Sequence[Record]
    number: int
    count: int
    total: int
    hidden: int = 0


def counting_rule(code: str, definitions: Mapping[str, Indicator]) -> Indicator | None:
    """The rule that counted the records behind a figure: a rate's are those of its denominator."""
    found = definitions.get(code)
    while found is not None and found.measure is Measure.RATE:
        found = definitions.get(found.denominator)
    return found


def records(reader: Reader, figure: Figure, definition: Indicator | None, number: int = 1) -> Page:
    """The readable records behind a figure, newest first."""
    if definition is not None and _register(definition):
        return _rows_page(reader, figure, definition, number)
    ids = list(dict.fromkeys(figure.behind))
    found = reader.readable().filter(pk__in=ids).order_by("-opened_on", "id")
    seen = found.count()
    number, count = _page(number, seen)
    names = names_of_villages(reader.org)
    chosen = found.defer("snapshot", "search")[(number - 1) * PAGE : number * PAGE]
    shown = [Record(m.title, m.opened_on, m.number, names.get(m.village, ""), matter=str(m.pk)) for m in chosen]
    return Page(shown, number, count, seen, len(ids) - seen)


def public_records(org: str, figure: Figure, definition: Indicator | None, number: int = 1) -> Page:
    """The records as the public may see them: what was published, and of the rest only kind, day and village.

    Of procedures that hold secrets not even the day and the village are told.
    """
    ids = list(dict.fromkeys(figure.behind))
    if definition is not None and _register(definition):
        return _paged(_of_rows(_register(definition), ids), number)
    ordered = _by_day(org, ids)
    number, count = _page(number, len(ids))
    return Page(_shown_publicly(org, ordered[(number - 1) * PAGE : number * PAGE]), number, count, len(ids))


def all_public_records(org: str, figures: Iterable[tuple[Figure, Indicator | None]]) -> list[list[Record]]:
    """All of them of each figure, newest first; the store is asked once for all figures."""
    asked = [(list(dict.fromkeys(figure.behind)), _register(definition) if definition else "") for figure, definition in figures]
    rows = _by_day(org, {i for ids, register in asked if not register for i in ids})
    shown = dict(zip((str(m["id"]) for m in rows), _shown_publicly(org, rows), strict=True))
    return [_of_rows(register, ids) if register else _in_order(shown, ids) for ids, register in asked]


def _in_order(shown: Mapping[str, Record], ids: Sequence[str]) -> list[Record]:
    wanted = frozenset(ids)
    return [record for id, record in shown.items() if id in wanted]


def _of_rows(register: str, keys: Sequence[str]) -> list[Record]:
    """Rows of a register name nobody: only what kind of record each is."""
    return [Record(catalogue().registers[register].label, None) for _ in keys]


def _by_day(org: str, ids: Collection[str]) -> list[Mapping[str, Any]]:
    found = Matter.objects.filter(org=org, pk__in=ids).values("id", "procedure", "opened_on", "village")
    return sorted(found, key=lambda m: (m["opened_on"], str(m["id"])), reverse=True)


def _shown_publicly(org: str, rows: Sequence[Mapping[str, Any]]) -> list[Record]:
    published = _published(org, [m["id"] for m in rows])
    names = names_of_villages(org)
    return [published.get(str(m["id"])) or _bare(m["procedure"], m["opened_on"], names.get(m["village"], "")) for m in rows]


def _bare(procedure: str, on: date, village: str) -> Record:
    known = catalogue().procedure(procedure)
    guarded = any(f.sensitivity is Sensitivity.SECRET for f in known.fields)
    return Record(known.label, None if guarded else on, place="" if guarded else village)


def _published(org: str, ids: Iterable[object]) -> dict[str, Record]:
    """What stands published today: a title leaves with its publication, here as on the page of disclosures."""
    rows = Publication.objects.filter(shown_now(), org=org, matter__in=list(ids)).order_by("published_on", "id")
    return {str(p.matter_id): Record(p.title, p.published_on, str(p.view.get("文号", "")), publication=p.pk) for p in rows}


def _register(definition: Indicator) -> str:
    return definition.register if definition.measure in _OF_ROWS else ""


def _rows_page(reader: Reader, figure: Figure, definition: Indicator, number: int) -> Page:
    register = catalogue().registers[definition.register]
    keys = list(dict.fromkeys(figure.behind))
    if not reader.may_read_register(register.readers):
        return Page((), 1, 1, 0, len(keys))
    stored = RegisterRow.objects.filter(org=reader.org, register=register.name, key__in=keys, since__lte=figure.period.last)
    latest = {r.key: r for r in stored.order_by("since", "id")}
    made = []
    for stored_row in sorted(latest.values(), key=lambda r: r.key):
        row = row_of(stored_row, register)
        since = stored_row.since if stored_row.since != date.min else None
        title = row_title(stored_row, row.values, str(row.get(register.columns[0].name) or ""))
        made.append(
            Record(
                title, since, row.key if row.key != title and not by_matter(stored_row) else "", row=stored_row.pk, register=register.name
            )
        )
    return _paged(made, number)


def _paged(found: Sequence[Record], number: int) -> Page:
    number, count = _page(number, len(found))
    return Page(found[(number - 1) * PAGE : number * PAGE], number, count, len(found))


def _page(number: int, total: int) -> tuple[int, int]:
    count = max(1, -(-total // PAGE))
    return max(1, min(number, count)), count
