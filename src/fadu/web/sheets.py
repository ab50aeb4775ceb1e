"""Rows of a step's form taken from a spreadsheet: shown in the form with what is wrong, recorded only by the step itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from fadu.checker import Unreadable
from fadu.checker.read.limits import MOST_BYTES
from fadu.kernel.field import Field, Kind
from fadu.kernel.finding import Refusal
from fadu.service.checking import ask
from fadu.service.row_sheet import filled, sheet
from fadu.web.form import Posted, read

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: So many rows with something wrong are named; the rest show when these are mended.
_NAMED = 8


def blank_sheet(fields: Sequence[Field], name: str, facts: Mapping[str, Any]) -> HttpResponse | None:
    """The workbook of a ROWS field with the rows that stand now; None when no such field is asked for."""
    field = _rows_field(fields, name)
    if field is None:
        return None
    rows = facts.get(name)
    response = HttpResponse(sheet(field, rows if isinstance(rows, list) else ()), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{field.label}.xlsx") or ""
    return response


def fill_rows(request: HttpRequest, fields: Sequence[Field]) -> tuple[dict[str, object], list[Refusal]]:
    """What was typed, with the rows of the chosen field replaced by those of the spreadsheet; and what is wrong with them."""
    typed = {k: v for k, v in read(fields, cast(Posted, request.POST)).items() if v not in ("", [])}
    name = request.POST.get("_fill", "")
    field, file = _rows_field(fields, name), request.FILES.get(f"_sheet-{name}")
    if field is None or file is None:
        return typed, [Refusal("sheet", "没有选择表格文件", "选择 xlsx 文件后再按“填入”", field=name)]
    if (file.size or 0) > MOST_BYTES:
        return typed, [Refusal("sheet", "表格文件太大", "只留要填入的一张表", field=name)]
    found = ask(filled, field, file.read())
    if isinstance(found, Unreadable):
        return typed, [Refusal("sheet", found.message, found.remedy, field=name)]
    return {**typed, name: list(found.rows)}, [
        Refusal("sheet", f"表格第{n}行：{said}", way, field=name) for n, said, way in found.problems[:_NAMED]
    ]


def _rows_field(fields: Sequence[Field], name: str) -> Field | None:
    return next((f for f in fields if f.name == name and f.kind is Kind.ROWS), None)
