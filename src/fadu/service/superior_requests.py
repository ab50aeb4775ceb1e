"""Superiors' tables: taken in with the cells they leave to fill, matched by a person, filled from the figures, given back as they came.

Numbers are the year's frozen figures, else those counted on the day, for the whole year or the months asked for; nobody types one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeVar

from fadu.checker import Unreadable
from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.packs.annual_report.request_months import WHOLE_YEAR, Months, months_of
from fadu.packs.annual_report.superior_request import REQUEST as PROCEDURE
from fadu.packs.annual_report.superior_request import place_of
from fadu.packs.annual_report.text import frozen, names
from fadu.service.checker_child import TOO_LARGE
from fadu.service.checking import BROKEN, TOO_LONG, ask
from fadu.service.likeness import likely
from fadu.service.report import By
from fadu.service.report_content import content_of, counted, report_of
from fadu.service.request_sheet import MOST_BYTES, to_fill, with_numbers
from fadu.service.take_step import Command, Receipt, take_step
from fadu.service.uploads import folder, take_in
from fadu.store.models import Matter

REQUEST = PROCEDURE.name
_SUGGESTED = 8
_STOPPED = Unreadable("", "表格太大或者已经损坏，读不完", "只留要填的工作表，另存为 xlsx 后再试")
Key = tuple[str, str]
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a table of a year may be filled with. ``final``: frozen, not counted today."""

    rows: Sequence[Mapping[str, Any]]
    final: bool

    @property
    def names(self) -> dict[Key, str]:
        """(code, part) → the name by which people find it."""
        return names(self.rows)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to fill: ``key`` is the figure it takes, ``why`` the reason it takes none, ``shown`` the number it has."""

    number: int
    sheet: str
    cell: str
    label: str
    unit: str
    key: Key | None
    why: str
    shown: str
    shown_unit: str

    @property
    def answered(self) -> bool:
        return bool(self.shown or self.why)


def figures_of(org: str, in_year: int, months: Months = WHOLE_YEAR) -> Figures:
    """What a table of these months may be filled with: only whole years are ever frozen."""
    if months != WHOLE_YEAR:
        return Figures(counted(org, in_year, months).rows, False)
    row = report_of(org, in_year)
    found = content_of(row) if row else None
    return Figures(found.rows, True) if found and found.frozen else Figures(counted(org, in_year).rows, False)


def year_of(row: Matter) -> int:
    return int(str(row.snapshot["facts"].get("year", 0)))


def asked_months(row: Matter) -> Months:
    return months_of(row.snapshot["facts"])


def cells(row: Matter) -> list[Cell]:
    """The cells in the order of the table."""
    facts = row.snapshot["facts"]
    chosen = {place_of(m): m for m in facts.get("request_matches") or ()}
    filled = {place_of(v): v for v in facts.get("request_values") or ()}
    return [_cell(n, c, chosen.get(place_of(c), {}), filled.get(place_of(c), {})) for n, c in enumerate(facts.get("request_cells") or ())]


def suggested(cell: Cell, known: Mapping[Key, str]) -> list[Key]:
    """The figures whose names are most like the cell's label, best first."""
    return likely(cell.label, known, _SUGGESTED)


def take_table(org: str, facts: Mapping[str, Any], source: bytes, name: str, by: By) -> Receipt | Refused:
    """Take a table in. ``facts``: year, from_month, to_month, request_title, asked_by. Nothing is kept of a file that cannot be read."""
    read = read_cells(source)
    if isinstance(read, Unreadable):
        return Refused((Refusal("file", read.message, read.remedy, field="request_file"),))
    file = take_in(org, by.actor.id, name, BytesIO(source))
    if isinstance(file, Refusal):
        return Refused((file,))
    fields = {**facts, "request_cells": list(read), "request_file": dict(file)}
    return _take(org, by, "import", fields, f"{org}:{file['root']}:{sorted(facts.items())}", files=(str(file["root"]),))


def read_cells(source: bytes) -> tuple[dict[str, str], ...] | Unreadable:
    """The cells a workbook leaves to fill, read apart from the server."""
    if len(source) > MOST_BYTES:
        return _STOPPED
    found = _plain(ask(to_fill, source))
    return found if isinstance(found, Unreadable) else found.rows


def match(row: Matter, chosen: Mapping[int, Key], reasons: Mapping[int, str], by: By) -> Receipt | Refused:
    """Say of cells which figure they take, or why none, by their place in the table; the numbers follow from the records."""
    held = figures_of(row.org, year_of(row), asked_months(row))
    known = frozen(held.rows)
    unknown = [c for n, c in enumerate(cells(row)) if n in chosen and chosen[n] not in known]
    if unknown:
        return Refused(
            tuple(Refusal("figure", f"{c.cell}（{c.label}）选的指标不存在", "从列出的指标中选", field=f"o-{c.number}") for c in unknown)
        )
    both = [c for c in cells(row) if c.number in chosen and reasons.get(c.number)]
    if both:
        return Refused(
            tuple(
                Refusal("figure", f"{c.cell}（{c.label}）选了指标，又写了不填的原因", "两样只留一样", field=f"w-{c.number}") for c in both
            )
        )
    rows = [r for c in cells(row) if (r := _matched(c, chosen.get(c.number), reasons.get(c.number, "")))]
    if not rows:
        return Refused((Refusal("figure", "还没有选定指标，也没有写原因", "逐个选定指标；不填的写明原因"),))
    taken = {} if held.final else {"figures": [dict(known[k]) for k in dict.fromkeys(chosen.values())]}
    return _take(
        row.org, by, "match", {"request_matches": rows, **{k: v for k, v in taken.items() if v}}, f"{row.pk}:{row.last_seq}:{rows}", row=row
    )


def filled_table(row: Matter) -> bytes | Unreadable:
    """The superior's own workbook with the numbers in it."""
    facts = row.snapshot["facts"]
    try:
        source = folder().file(str((facts.get("request_file") or {}).get("root", ""))).read_bytes()
    except (OSError, ValueError):
        return Unreadable("", "原表不在附件中", "重新导入来文表格")
    return _plain(ask(with_numbers, source, list(facts.get("request_values") or ())))


def _cell(number: int, cell: Mapping[str, Any], match: Mapping[str, Any], value: Mapping[str, Any]) -> Cell:
    key = (str(match["code"]), str(match.get("part", ""))) if match.get("code") else None
    return Cell(
        number=number, sheet=str(cell.get("sheet", "")), cell=str(cell.get("cell", "")), label=str(cell.get("label", "")), unit=str(cell.get("unit", "")),
        key=key, why=str(match.get("why", "")), shown=str(value.get("shown", "")), shown_unit=str(value.get("unit", "")),
    )  # fmt: skip


def _matched(cell: Cell, key: Key | None, why: str) -> dict[str, str]:
    """The row that says what the cell takes; {} when nothing was said of it."""
    at = {"sheet": cell.sheet, "cell": cell.cell}
    if key is None:
        return {**at, "why": why} if why else {}
    return {**at, "code": key[0], **({"part": key[1]} if key[1] else {})}


def _plain(found: Read | Unreadable) -> Read | Unreadable:
    """What was read; where the reader ended early, in words about tables."""
    ended = isinstance(found, Unreadable) and found.message in (TOO_LONG.message, BROKEN.message, TOO_LARGE.message)
    return _STOPPED if ended else found


def _take(
    org: str, by: By, step: str, fields: Mapping[str, Any], said: str, *, row: Matter | None = None, files: tuple[str, ...] = ()
) -> Receipt | Refused:
    key = by.key or f"request:{step}:" + hashlib.sha256(said.encode()).hexdigest()[:48]
    command = Command(
        key=key, org=org, actors=(by.actor,), step=step, matter=str(row.pk) if row else "", procedure=REQUEST, fields=fields, files=files, at=by.at, seen=by.seen,
    )  # fmt: skip
    return take_step(command, durable=by.durable)
