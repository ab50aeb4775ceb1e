"""A register as an Excel workbook, written row by row in constant memory. Secret columns never leave."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.pack import Register
from fadu.packs import catalogue
from fadu.service.registers import Line, Query, every_line
from fadu.service.scope import Reader
from fadu.service.trouble import about
from fadu.store.masking import masked

#: Of a view of matters; a register of its own rows has nothing but its columns.
_OF_MATTERS = (("文号", 24), ("标题", 40), ("日期", 12), ("状态", 14))
_NUMBER = ("序号", 6)
ROWS_A_SHEET = 1_048_574  # a sheet's 1,048,576 less heading and totals
_LONGEST_NAME, _NAME = 31, 26  # characters of a sheet's name, and of what stands before a number
_FIRST_YEAR = 1900  # the first that a sheet knows as days; earlier ones stand as text
_KIND_WIDTHS = {Kind.DATE: 12, Kind.COUNT: 10, Kind.MONEY: 12, Kind.BOOL: 8, Kind.NOTE: 40}


def workbook(reader: Reader, register: Register, query: Query, *, masked_view: bool = True) -> Path:
    """A temporary .xlsx of every row; personal columns are masked unless ``masked_view`` is False. The caller removes it."""
    return counted_workbook(reader, register, query, masked_view=masked_view)[0]


def counted_workbook(reader: Reader, register: Register, query: Query, *, masked_view: bool = True) -> tuple[Path, int]:
    """The same, and how many rows it holds."""
    descriptor, name = tempfile.mkstemp(suffix=".xlsx", prefix="fadu-")
    os.close(descriptor)
    path = Path(name)
    columns = [c for c in register.columns if c.sensitivity is not Sensitivity.SECRET]
    return path, _write(path, register, columns, every_line(reader, register, query), masked_view)


def _write(path: Path, register: Register, columns: list[Field], lines: Iterable[Line], masked_view: bool) -> int:
    """The rows, on a further sheet where one is full, with a last line of totals under money and counts; how many there are."""
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False, "strings_to_urls": False}
    )
    head, money = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "0.00"})
    hide_titles = masked_view and any(c.sensitivity is Sensitivity.PERSONAL for c in columns)
    sheet = _begun(book, register, columns, head, money)
    number, at, sums = 0, 0, [0] * len(columns)
    for number, line in enumerate(lines, 1):
        if at == ROWS_A_SHEET:
            _end(sheet, at, register, columns)
            sheet, at = _begun(book, register, columns, head, money), 0
        at += 1
        matter = {"文号": line.number, "标题": "" if hide_titles else line.title, "日期": line.on, "状态": line.state}
        cells: list[Any] = [number, *(matter[label] for label, _ in _of_matter(register)), *(_cell(c, line, masked_view) for c in columns)]
        for i, cell in enumerate(cells):
            _put(sheet, at, i, cell)
        sums = [total + _adds(c, line) for total, c in zip(sums, columns, strict=True)]
    _total(sheet, at, number, columns, sums, len(_columns(register, columns)) - len(columns), head)
    _end(sheet, at, register, columns)
    book.close()
    return number


def _begun(book: Any, register: Register, columns: list[Field], head: Any, money: Any) -> Any:
    """A new sheet with its headings; the first bears the register's name, further ones a number beside it."""
    before = len(book.worksheets())
    sheet = book.add_worksheet(f"{register.label[:_NAME]}（{before + 1}）" if before else register.label[:_LONGEST_NAME])
    for i, (label, width, column) in enumerate(_columns(register, columns)):
        sheet.set_column(i, i, width, money if column is not None and column.kind is Kind.MONEY else None)
        sheet.write_string(0, i, label, head)
    return sheet


def _end(sheet: Any, rows: int, register: Register, columns: list[Field]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(_columns(register, columns)) - 1)


def _columns(register: Register, columns: list[Field]) -> list[tuple[str, int, Field | None]]:
    """Heading, width in characters and field of every column; a heading is never cut."""
    fixed = [(label, width, None) for label, width in (_NUMBER, *_of_matter(register))]
    return [*fixed, *((c.label, max(_KIND_WIDTHS.get(c.kind, 16), 2 * len(c.label) + 4), c) for c in columns)]


def _of_matter(register: Register) -> list[tuple[str, int]]:
    """What a view says of the matter itself, where no column of its own says it."""
    said = {c.label for c in register.columns}
    return [(label, width) for label, width in _OF_MATTERS if register.procedures and label not in said]


def _adds(column: Field, line: Line) -> int:
    """What a line adds under this column: only money and counts of a readable column add up."""
    value = line.values.get(column.name)
    summed = column.adds and column.sensitivity is not Sensitivity.PERSONAL
    return value if summed and isinstance(value, int) else 0


def _total(sheet: Any, at: int, rows: int, columns: list[Field], sums: list[int], first: int, head: Any) -> None:
    sheet.write_string(at + 1, 0, f"合计{rows}行", head)
    for i, (column, total) in enumerate(zip(columns, sums, strict=True), first):
        if total:
            sheet.write_number(at + 1, i, total / 100 if column.kind is Kind.MONEY else total, head)


def _cell(column: Field, line: Line, masked_view: bool) -> Any:
    value = line.values.get(column.name)
    if value is None:
        return ""
    if masked_view and column.sensitivity is Sensitivity.PERSONAL:
        return masked(column, column.show(value))
    if column.kind is Kind.MONEY and isinstance(value, int):
        return value / 100
    return value if isinstance(value, (int, date)) and not isinstance(value, bool) else line.cells.get(column.name, column.show(value))


def _put(sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, date) and cell.year >= _FIRST_YEAR:
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, str(cell))


def _put_in_place(made: Path, out: Path) -> None:
    """The finished workbook under its name; nothing half-written takes the place of a file that was there."""
    draft = out.with_name(f".{out.name}.part")
    try:
        shutil.copyfile(made, draft)
        draft.replace(out)
    finally:
        made.unlink()
        draft.unlink(missing_ok=True)


def run(register: str, out: str) -> int:
    """``fadu export REGISTER FILE.xlsx``: the whole register of the town, personal columns masked. 2 when it cannot be done."""
    import sys

    from fadu.kernel.role import Actor, Post
    from fadu.service import clock
    from fadu.service.scope import reader
    from fadu.store.models import Town

    known = catalogue().registers
    town = Town.objects.order_by("org").first()
    if register not in known or town is None:
        names = "、".join(f"{r.name}（{r.label}）" for r in known.values())
        print(f"没有“{register}”这个台账。可用：{names}" if town else "还没有数据；先运行 fadu demo", file=sys.stderr)
        return 2
    if not out.lower().endswith(".xlsx"):
        print(f"只能导出为 xlsx 文件，现为“{out}”；请把后缀写成 .xlsx", file=sys.stderr)
        return 2
    whole_town = reader(Actor("export", "导出", (Post("auditor", town.org),)), town.org, clock.today())
    try:
        made, rows = counted_workbook(whole_town, known[register], Query())
        _put_in_place(made, Path(out))
    except OSError as trouble:
        print(f"没有导出成。{about(trouble)}；请核对目录和权限", file=sys.stderr)
        return 2
    print(f"已导出《{known[register].label}》{rows}行到 {out}")
    return 0
