"""A register as an Excel workbook, written row by row in constant memory. Secret columns never leave."""

from __future__ import annotations

import os
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
from fadu.store.masking import masked

_FIXED = ("序号", "文号", "标题", "日期", "状态")


def workbook(reader: Reader, register: Register, query: Query, *, masked_view: bool = True) -> Path:
    """A temporary .xlsx of every row; personal columns are masked unless ``masked_view`` is False. The caller removes it."""
    descriptor, name = tempfile.mkstemp(suffix=".xlsx", prefix="fadu-")
    os.close(descriptor)
    path = Path(name)
    columns = [c for c in register.columns if c.sensitivity is not Sensitivity.SECRET]
    _write(path, register, columns, every_line(reader, register, query), masked_view)
    return path


def _write(path: Path, register: Register, columns: list[Field], lines: Iterable[Line], masked_view: bool) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(register.label[:31])
    head = book.add_format({"bold": True, "bottom": 1})
    hide_titles = masked_view and any(c.sensitivity is Sensitivity.PERSONAL for c in columns)
    for i, label in enumerate((*_FIXED, *(c.label for c in columns))):
        sheet.write_string(0, i, label, head)
    for number, line in enumerate(lines, 1):
        title = "" if hide_titles else line.title
        cells: list[Any] = [number, line.number, title, line.on, line.state, *(_cell(c, line, masked_view) for c in columns)]
        for i, cell in enumerate(cells):
            _put(sheet, number, i, cell)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 4, 18)
    sheet.set_column(5, 4 + max(1, len(columns)), 14)
    sheet.freeze_panes(1, 0)
    book.close()


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
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, str(cell))


def run(register: str, out: str) -> int:
    """``fadu export REGISTER FILE.xlsx``: the whole register of the town, personal columns masked. 2 for an unknown name."""
    import shutil
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
    whole_town = reader(Actor("export", "导出", (Post("auditor", town.org),)), town.org, clock.today())
    made = workbook(whole_town, known[register], Query())
    shutil.move(made, out)
    print(f"已导出《{known[register].label}》到 {out}")
    return 0
