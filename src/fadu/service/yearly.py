"""The other yearly tables: filled from what is counted today, read beside last year's, written as a workbook.

Frozen tables fill themselves in their step; only the provisional report on enforcement needs the records counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from fadu.kernel.decide import Refused
from fadu.kernel.instrument import Table
from fadu.packs import catalogue
from fadu.packs.annual_report.stand_ins import DECLARED
from fadu.packs.annual_report.tables import UNRECORDED
from fadu.packs.annual_report.wide_forms import FORMS, fits, places, wide_table
from fadu.service.report import By
from fadu.service.report_content import counted, town_name
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store import models
from fadu.store.snapshot import matter_of

PROVISIONAL = "annual_report.enforcement_year"
OUTPUTS = ("annual_report.enforcement_statistics", "annual_report.disclosure", PROVISIONAL)
_HEAD = ("表", "栏目", "数值", "印出", "上年", "数据来源", "指标编号")
_WIDTHS = (34, 30, 14, 20, 20, 20, 44)


@dataclass(frozen=True, slots=True)
class Line:
    """A cell of a yearly table as people read it; ``code`` and ``part`` are of its figure, '' where it has none."""

    table: str
    label: str
    shown: str
    source: str
    last_year: str
    code: str
    part: str
    value: int | None

    @property
    def declared(self) -> bool:
        return self.code.startswith(DECLARED)


def fill_provisionally(row: models.Matter, by: By) -> Receipt | Refused:
    """Fill the report on enforcement with the figures counted now; they stand as provisional until restated."""
    in_year = int(str(row.snapshot["facts"].get("year", 0)))
    said = f"{row.pk}:{row.last_seq}"
    key = by.key or "yearly:fill:" + hashlib.sha256(said.encode()).hexdigest()[:48]
    fields = {"figures": counted(row.org, in_year).rows}
    return take_step(
        Command(key=key, org=row.org, actors=(by.actor,), step="fill", matter=str(row.pk), fields=fields, at=by.at, seen=by.seen),
        durable=by.durable,
    )


def lines(row: models.Matter) -> list[Line]:
    """The cells of a table in its order, each with what last year's table of that kind says in the same place."""
    before = {(c["table"], c["label"]): c for c in _cells(_last_year(row))}
    return [_line(cell, before.get((cell.get("table", ""), cell["label"]), {})) for cell in _cells(row)]


def restated(row: models.Matter) -> Sequence[Mapping[str, Any]]:
    """What a restatement changed: table, label, was, now."""
    return matter_of(row, catalogue().procedure(row.procedure, row.version)).get("restated") or ()  # type: ignore[return-value]


def workbook(row: models.Matter) -> bytes:
    """The table as .xlsx: the wide form where there is one, then every cell with its source; money there in 元."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    name = row.procedure.partition(".")[2]
    if fits(name, _cells(row)):
        _wide_sheet(book, name, row)
    sheet = book.add_worksheet("逐栏数据")
    bold = book.add_format({"bold": True, "bottom": 1})
    for i, (label, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True)):
        sheet.set_column(i, i, width)
        sheet.write_string(0, i, label, bold)
    for n, values in enumerate(_values(lines(row)), 1):
        for i, value in enumerate(values):
            (sheet.write_number if isinstance(value, (int, float)) else sheet.write_string)(n, i, value)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _wide_sheet(book: xlsxwriter.Workbook, name: str, row: models.Matter) -> None:
    """The forms one under another, as they are printed: title, grouped headings, numbered columns, the one row."""
    sheet, town, at = book.add_worksheet("上报表"), town_name(row.org), 0
    framed = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    plain, head, title = (
        book.add_format(framed),
        book.add_format({**framed, "bold": True}),
        book.add_format({"bold": True, "align": "center"}),
    )
    sheet.set_column(0, max(len(f.columns) for f in FORMS[name]), 13)
    for form in FORMS[name]:
        found = places(form, _cells(row))
        table = wide_table(form, found, town)
        sheet.merge_range(at, 0, at, len(found), table.caption, title)
        _wide_head(sheet, at + 1, table, head)
        sheet.write_row(at + 3, 0, [str(cell) for cell in table.rows[0]], plain)
        sheet.write_string(at + 4, 0, town, plain)
        for p in found:
            (sheet.write_string if p.value is None else sheet.write_number)(
                at + 4, p.number, p.shown if p.value is None else float(p.value), plain
            )
        at += 6
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _wide_head(sheet: Any, at: int, table: Table, style: Any) -> None:
    """Two rows of headings; a column without a group over it reaches over both."""
    first = 0
    for label, span in table.groups or (("", len(table.head)),):
        if label and span > 1:
            sheet.merge_range(at, first, at, first + span - 1, label, style)
        elif label:
            sheet.write_string(at, first, label, style)
        for n in range(first, first + span):
            if label:
                sheet.write_string(at + 1, n, table.head[n], style)
            else:
                sheet.merge_range(at, n, at + 1, n, table.head[n], style)
        first += span


def _values(found: Iterable[Line]) -> Iterable[tuple[Any, ...]]:
    for x in found:
        number: Any = "" if x.value is None else x.value / 100 if x.shown.endswith("元") and not x.declared else x.value
        yield x.table, x.label, number, x.shown, x.last_year, x.source, f"{x.code}:{x.part}" if x.part else x.code


def _line(cell: Mapping[str, Any], before: Mapping[str, Any]) -> Line:
    shown = cell.get("shown", cell.get("value", ""))
    return Line(
        table=str(cell.get("table", "")), label=str(cell["label"]), shown=str(shown), source=str(cell.get("source") or ("另行填写" if shown != "" else UNRECORDED)),
        last_year=str(before.get("shown", before.get("value", ""))), code=str(cell.get("code", "")), part=str(cell.get("part", "")), value=cell.get("value"),
    )  # fmt: skip


def _cells(row: models.Matter | None) -> Sequence[Mapping[str, Any]]:
    if row is None:
        return ()
    return matter_of(row, catalogue().procedure(row.procedure, row.version)).get("cells") or ()  # type: ignore[return-value]


def _last_year(row: models.Matter) -> models.Matter | None:
    in_year = int(str(row.snapshot["facts"].get("year", 0)))
    rows = models.Matter.objects.filter(org=row.org, procedure=row.procedure, snapshot__facts__year=in_year - 1)
    return rows.order_by("-opened_on", "-last_seq").first()
