"""The table of a register: which columns are worth showing, their headings, the cells of a row, and the sums below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from fadu.kernel.field import Field, Kind
from fadu.kernel.pack import Register
from fadu.service.registers import Line, Query, numbered, totals

#: The columns that a list of matters has beside those of its register.
_FIXED = (("number", "文号"), ("on", "日期"), ("state", "状态"))

Cell = dict[str, Any]


def shown_columns(asked: QueryDict, register: Register, lines: Sequence[Line]) -> list[Field]:
    """The columns chosen; unless somebody chose, those that say something the title and the number do not say already."""
    wanted = asked.getlist("col")
    if wanted:
        return [c for c in register.columns if c.name in wanted]
    told = [c for c in register.columns if numbered(register) or c.name != register.key]
    return _telling(told, lines) if lines else list(register.columns)


def _telling(columns: Sequence[Field], lines: Sequence[Line]) -> list[Field]:
    """Columns that say, somewhere on this page, what neither title and number nor a column before them say."""
    found: list[Field] = []
    said = [{line.number, _iso(line.on), ""} for line in lines]
    for column in columns:
        cells = [_cell(line, column) for line in lines]
        if any(cell not in before and cell not in line.title for cell, before, line in zip(cells, said, lines, strict=True)):
            found.append(column)
            said = [before | {cell} for cell, before in zip(cells, said, strict=True)]
    return found


def headings(register: Register, shown: Sequence[Field], query: Query, asked: QueryDict) -> list[Cell]:
    """The heading of every column; those of a list of matters sort it."""
    title = _heading("title", "事项" if register.procedures else "名称")
    return [title, *_fixed(register, query, asked), *(_own(column) for column in shown)]


def _fixed(register: Register, query: Query, asked: QueryDict) -> list[Cell]:
    if register.procedures:
        return [_heading(name, label, day=name == "on", **_sort(name, query, asked)) for name, label in _FIXED]
    return [_heading("number", "编号")] if numbered(register) else []


def _heading(name: str, label: str, **more: Any) -> Cell:
    return {"name": name, "label": label, "numeric": False, "unit": "", "sort": "", "sort_href": "", "day": False, **more}


def _own(column: Field) -> Cell:
    return _heading(column.name, column.label, **_manner(column))


def _manner(column: Field) -> Cell:
    """How the cells of a column are set: figures to the right, money under its unit, days in one width."""
    numeric = column.kind in (Kind.MONEY, Kind.COUNT)
    return {"numeric": numeric, "unit": "元" if column.kind is Kind.MONEY else "", "day": column.kind is Kind.DATE}


def _sort(name: str, query: Query, asked: QueryDict) -> dict[str, str]:
    """How the list is sorted by this column, and the same query sorted by it the other way."""
    column = {"on": "opened_on"}.get(name, name)
    now = {column: "ascending", f"-{column}": "descending"}.get(query.order, "")
    wanted = asked.copy()
    wanted.pop("page", None)
    wanted["order"] = column if now == "descending" else f"-{column}"
    return {"sort": now, "sort_href": f"?{wanted.urlencode()}"}


def table_row(line: Line, shown: Sequence[Field], register: Register) -> dict[str, Any]:
    """A row with the address it opens."""
    own = [{"text": _cell(line, column), "label": column.label, **_manner(column)} for column in shown]
    href = row_href(line, register)
    cells = [{"text": line.title, "label": "事项"}, *_fixed_cells(line, register), *own]
    return {"href": href, "peek_href": href, "current": False, "cells": cells}


def _fixed_cells(line: Line, register: Register) -> list[Cell]:
    if register.procedures:
        day = {"text": _iso(line.on), "label": "日期", "day": True}
        return [{"text": line.number, "label": "文号"}, day, {"text": line.state, "label": "状态"}]
    return [{"text": line.number, "label": "编号"}] if numbered(register) else []


def _cell(line: Line, column: Field) -> str:
    """The words of a cell; a day as dense tables write it, money without its unit. Empty where one may not read it."""
    text = line.cells.get(column.name) or ""
    if column.kind is Kind.DATE and text:
        return _iso(line.values.get(column.name)) or text
    return text.removesuffix("元") if column.kind is Kind.MONEY else text


def _iso(day: object) -> str:
    return day.isoformat() if isinstance(day, date) else ""


def row_href(line: Line, register: Register) -> str:
    """Where a row opens: its matter, or the row's own page."""
    if register.procedures:
        return reverse("matter", args=(line.id,))
    return reverse("register_row", args=(register.name, line.id.removeprefix("row-")))


def sums(lines: Sequence[Line], register: Register, shown: Sequence[Field]) -> list[Cell]:
    """The last row: what the columns of this page add up to; none where nothing is added."""
    found = totals(lines, register)
    if not any(found.get(column.name) for column in shown):
        return []
    beside = len(_FIXED) if register.procedures else int(numbered(register))
    return [{"text": "本页合计"}, *[{"text": ""}] * beside, *(_sum(column, found) for column in shown)]


def _sum(column: Field, found: dict[str, Any]) -> Cell:
    if column.name not in found:
        return {"text": ""}
    return {"text": column.show(found[column.name]).removesuffix("元"), "label": column.label, **_manner(column)}
