"""The findings of one report as a spreadsheet, one a row, for those who mend it."""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from fadu.checker.document import Document
from fadu.checker.rules import RULES
from fadu.kernel.finding import Finding

_HEAD = ("序号", "轻重", "规则", "规则名称", "位置", "行", "列", "原文", "问题", "建议", "依据")
_WIDTHS = (6, 8, 8, 18, 10, 6, 6, 36, 44, 36, 36)
_FORMULA = ("=", "+", "-", "@", "\t")


def findings_sheet(document: Document, findings: Iterable[Finding]) -> bytes:
    """An XLSX file; cells are text, so that nothing in a report can become a formula."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "核查结果"
    page.append(list(_HEAD))
    for number, finding in enumerate(findings, 1):
        page.append(_row(document, number, finding))
    _dress(page)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _row(document: Document, number: int, finding: Finding) -> list[object]:
    title = RULES[finding.rule].title if finding.rule in RULES else ""
    label = document.place(finding.offset).label
    return [
        number,
        finding.severity.label,
        finding.rule,
        title,
        label,
        finding.line,
        finding.column,
        *map(_safe, (finding.fragment, finding.message, finding.suggestion, finding.citation)),
    ]


def _safe(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) else text


def _dress(page) -> None:  # type: ignore[no-untyped-def]  # openpyxl has no types
    for cell in page[1]:
        cell.font = Font(bold=True)
    for index, width in enumerate(_WIDTHS):
        page.column_dimensions[chr(ord("A") + index)].width = width
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "A2"
