"""Rows of a form from a spreadsheet and back: headings name the columns; nothing is recorded, the form shows what was read.

Pure over values: files of strangers are read where the checker runs, apart from the server.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from fadu.checker import Unreadable
from fadu.kernel.field import Field, Kind, Problem

#: More rows than any list of a town has, and than one page could show.
MOST_ROWS = 500
#: A title or a note may stand above the headings.
_HEADINGS_WITHIN = 5
_NOT_TYPED = (Kind.FILE, Kind.ROWS)
#: What a broken file makes the reader raise; anything else ends the process that reads it, and nothing more.
BROKEN_FILE = (BadZipFile, InvalidFileException, OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Filled:
    """Rows as somebody would have typed them, and what is wrong with some: (row of the sheet, problem, way out)."""

    rows: tuple[dict[str, str], ...]
    problems: tuple[tuple[int, str, str], ...] = ()


def columns_of(field: Field) -> list[Field]:
    return [c for c in field.columns if c.kind not in _NOT_TYPED]


def filled(field: Field, source: bytes) -> Filled | Unreadable:
    """The rows of the first sheet whose headings name a column; empty rows are left out."""
    try:
        book = load_workbook(io.BytesIO(source), read_only=True, data_only=True)
        lines = [list(line) for line in book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + _HEADINGS_WITHIN + 1)]
    except BROKEN_FILE:
        return Unreadable("", "这个文件不是可以读取的表格", "另存为 xlsx 后再选择")
    at, places = _headings(columns_of(field), lines)
    if not places:
        return Unreadable("", "表格里没有认得的列名", f"第一行写列名：{'、'.join(c.label for c in columns_of(field))}")
    told = [(n, row) for n, line in enumerate(lines[at + 1 :], at + 2) if (row := _row(line, places))]
    if len(told) > MOST_ROWS:
        return Unreadable("", f"表格超过{MOST_ROWS}行", "分几次填入，或删去不用的行")
    return Filled(tuple(row for _, row in told), tuple(p for n, row in told for p in _problems(field, n, row)))


def sheet(field: Field, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook with the headings and these rows, to fill in or to change."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page, head = book.add_worksheet(field.label[:31]), book.add_format({"bold": True, "bottom": 1})
    for i, column in enumerate(columns_of(field)):
        page.set_column(i, i, max(12, len(column.label) * 3))
        page.write_string(0, i, column.label, head)
        for n, row in enumerate(rows, 1):
            page.write_string(n, i, _shown(row.get(column.name)))
    page.freeze_panes(1, 0)
    book.close()
    return made.getvalue()


def _headings(columns: Iterable[Field], lines: Sequence[Sequence[Any]]) -> tuple[int, dict[int, Field]]:
    """The line that names most columns among the first few, and where each stands."""
    known = {key: c for c in columns for key in (c.label, c.name)}
    best: tuple[int, dict[int, Field]] = (0, {})
    for n, line in enumerate(lines[:_HEADINGS_WITHIN]):
        places = {i: known[text] for i, cell in enumerate(line) if (text := _shown(cell)) in known}
        if len(places) > len(best[1]):
            best = (n, places)
    return best


def _row(line: Sequence[Any], places: Mapping[int, Field]) -> dict[str, str]:
    return {places[i].name: text for i, cell in enumerate(line) if i in places and (text := _shown(cell))}


def _problems(field: Field, number: int, row: Mapping[str, str]) -> list[tuple[int, str, str]]:
    parsed = [c.parse(row[c.name]) for c in columns_of(field) if c.name in row]
    return [(number, p.message, p.remedy) for p in parsed if isinstance(p, Problem)]


def _shown(cell: Any) -> str:
    """A cell as it would be typed: days without a time, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "、".join(str(v) for v in cell) if isinstance(cell, list) else str(cell).strip()
