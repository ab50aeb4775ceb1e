"""The figures of a year as an Excel workbook: a line a figure and a line a part, with rule, source and record count."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import xlsxwriter

from fadu.kernel.indicator import Figure
from fadu.packs.annual_report.freezing import part_name
from fadu.service.report_content import Counted

_HEAD = ("指标", "分项", "数值", "基数", "单位", "印出", "记录数", "上年", "计数规则", "注意", "来源", "编号")
_WIDTHS = (28, 18, 10, 10, 8, 18, 10, 14, 60, 40, 30, 34)


def workbook(now: Counted, before: Mapping[str, Figure]) -> bytes:
    """The .xlsx of a year; ``before`` are last year's figures. Money is in yuan."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(f"{now.year}年数据")
    head = book.add_format({"bold": True, "bottom": 1})
    for i, (label, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True)):
        sheet.set_column(i, i, width)
        sheet.write_string(0, i, label, head)
    for n, cells in enumerate(_lines(now, before), 1):
        for i, cell in enumerate(cells):
            (sheet.write_number if isinstance(cell, (int, float)) else sheet.write_string)(n, i, cell)
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def _lines(now: Counted, before: Mapping[str, Figure]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for code, figure in now.figures.items():
        definition, last = now.definitions.get(code), before.get(code)
        said = (definition.rule, definition.caution, definition.source) if definition else ("", "", "")
        found.append((*_cells(figure, "", last), *said, code))
        for key, part in figure.parts.items():
            was = last.parts.get(key) if last else None
            found.append((*_cells(part, part_name(definition, key), was, figure.label), "", "", "", f"{code}:{key}"))
    return found


def _cells(figure: Figure, part: str, last: Figure | None, label: str = "") -> tuple[Any, ...]:
    base = "" if figure.base is None else figure.base
    number = figure.amount if figure.base is None else figure.value
    return (label or figure.label, part, number, base, figure.unit, figure.text, len(figure.behind), last.text if last else "")
