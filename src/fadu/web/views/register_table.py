"""The table of a register: which columns are worth showing, their headings, the cells of a row, and the sums below."""

from __future__ import annotations

import re
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


#: What a machine calls something: the words beside it say it to a reader.
_CODE = re.compile(r"[a-z][a-z0-9_.]*", re.ASCII)


def _telling(columns: Sequence[Field], lines: Sequence[Line]) -> list[Field]:
    """Columns that say in words, somewhere on this page, what neither title and number nor a column before them say."""
    found: list[Field] = []
    said = [{line.number, _iso(line.on), ""} for line in lines]
    for column in columns:
        cells = [_cell(line, column) for line in lines]
        news = [cell for cell, before, line in zip(cells, said, lines, strict=True) if cell not in before and cell not in line.title]
        if any(not _CODE.fullmatch(cell) for cell in news):
            found.append(column)
            said = [before | {cell} for cell, before in zip(cells, said, strict=True)]
    return found


def fixed_columns(register: Register, lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Name and heading of what stands beside the title in every row of this page; no number where none of its rows has one."""
    columns = _FIXED if register.procedures else (("number", "编号"),)
    return [(name, label) for name, label in columns if name != "number" or any(line.number for line in lines)]


def headings(register: Register, fixed: Sequence[tuple[str, str]], shown: Sequence[Field], query: Query, asked: QueryDict) -> list[Cell]:
    """The heading of every column; those of a list of matters sort it."""
    title = _heading("title", "事项" if register.procedures else "名称")
    ways = [_sort(name, query, asked) if register.procedures else {} for name, _ in fixed]
    beside = [_heading(name, label, day=name == "on", **way) for (name, label), way in zip(fixed, ways, strict=True)]
    return [title, *beside, *(_own(column) for column in shown)]


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


def table_row(line: Line, fixed: Sequence[tuple[str, str]], shown: Sequence[Field], register: Register) -> dict[str, Any]:
    """A row with the address it opens."""
    own = [{"text": _cell(line, column), "label": column.label, **_manner(column)} for column in shown]
    href = row_href(line, register)
    beside = {"number": line.number, "on": _iso(line.on), "state": line.state}
    cells = [
        {"text": line.title, "label": "事项"},
        *({"text": beside[name], "label": label, "day": name == "on"} for name, label in fixed),
        *own,
    ]
    return {"href": href, "peek_href": href, "current": False, "cells": cells}


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


def sums(lines: Sequence[Line], register: Register, fixed: Sequence[tuple[str, str]], shown: Sequence[Field]) -> list[Cell]:
    """The last row: what the columns of this page add up to; none where nothing is added."""
    found = totals(lines, register)
    if not any(found.get(column.name) for column in shown):
        return []
    return [{"text": "本页合计"}, *[{"text": ""}] * len(fixed), *(_sum(column, found) for column in shown)]


def _sum(column: Field, found: dict[str, Any]) -> Cell:
    if column.name not in found:
        return {"text": ""}
    return {"text": column.show(found[column.name]).removesuffix("元"), "label": column.label, **_manner(column)}
