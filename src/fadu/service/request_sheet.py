"""A superior's workbook: the cells it leaves to fill, with their labels, and the same workbook with numbers written into them.

Pure over values: files of strangers are read where the checker runs, apart from the server. Formulas are never touched.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from fadu.checker import Unreadable
from fadu.checker.read.limits import MOST_UNPACKED_BYTES
from fadu.service.row_sheet import BROKEN_FILE

#: A table that an office sends is far smaller; what is larger is no form to fill.
MOST_BYTES = 10 * 1024 * 1024
#: Cells that are written in the file, the area they span in one sheet, and those left to fill.
MOST_CELLS, MOST_AREA, MOST_TO_FILL = 20_000, 100_000, 300
_PLACEHOLDER = re.compile(r"_{2,}|＿{2,}|×{2,}|【\s*】|\{[^{}]*\}")
_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^（()）\d]{1,4})\s*[）)]\s*$")
_UNITS = frozenset(
    ["件", "个", "次", "人", "人次", "份", "宗", "起", "场", "场次", "元", "万元", "处", "项", "条", "部", "户", "名", "%", "篇"]
)
_NOT_NUMBERS = frozenset(("备注", "说明", "序号", "备 注", "联系人", "联系电话"))
#: What the first line of a table ends in, and who fills it in and when: no figure belongs there.
_TITLE = re.compile(r"(表|统计|情况|汇总|台账|清单)\s*(（[^（）]*）|\([^()]*\))?$")
_FILLED_BY = re.compile(r"\s*((填报|填表|报送|审核|负责|联系|制表|单位)[^：:（(]{0,6}[：:]|(填报|填表|报送|制表)(单位|人|日期|时间))")
_MOST_LABEL = 120
_NOT_XLSX = Unreadable("", "这个文件不是 xlsx 表格", "用表格软件打开，另存为 xlsx 后再导入")
_MACROS = Unreadable("", "表格带有宏，不能导入", "另存为不带宏的 xlsx 后再导入")
_TOO_LARGE = Unreadable("", "表格太大，不像一张要填的报表", "只留要填的工作表，删去空行空列后再导入")
_NOTHING = Unreadable("", "表中没有读出要填的单元格", "要填的单元格留空，左边写栏目名称，再导入")
_TOO_MANY = Unreadable("", f"要填的单元格超过{MOST_TO_FILL}个", "分成几份表格导入")


@dataclass(frozen=True, slots=True)
class ToFill:
    """The cells left to fill, in the order of the sheets: sheet, cell, label, unit, text (a placeholder's)."""

    rows: tuple[dict[str, str], ...]


def to_fill(source: bytes) -> ToFill | Unreadable:
    """The cells to fill; why there are none, or why the file cannot be taken."""
    try:
        trouble = _trouble(source)
        if trouble is not None:
            return trouble
        book = load_workbook(io.BytesIO(source), data_only=False)
        if any(s.max_row * s.max_column > MOST_AREA for s in book.worksheets):
            return _TOO_LARGE
        rows = tuple(row for s in book.worksheets if s.sheet_state == "visible" for row in _rows(s))
    except BROKEN_FILE:
        return _NOT_XLSX
    return _NOTHING if not rows else _TOO_MANY if len(rows) > MOST_TO_FILL else ToFill(rows)


def with_numbers(source: bytes, values: Iterable[Mapping[str, Any]]) -> bytes | Unreadable:
    """The workbook with these numbers in their cells, everything else as it was. A cell with a formula stays as it is."""
    try:
        book = load_workbook(io.BytesIO(source), data_only=False)
        for one in values:
            cell = book[one["sheet"]][one["cell"]]
            if cell.data_type != "f" and not isinstance(cell, MergedCell):
                cell.value = _written(cell.value, str(one["shown"]))
        made = io.BytesIO()
        book.save(made)
    except BROKEN_FILE:
        return _NOT_XLSX
    return made.getvalue()


def _written(there: Any, shown: str) -> Any:
    """A number; within a text the placeholder alone is replaced."""
    text = there if isinstance(there, str) else ""
    if text and not _PLACEHOLDER.fullmatch(text.strip()):
        return _PLACEHOLDER.sub(shown, text, count=1)
    number = Decimal(shown)
    return int(number) if number == number.to_integral_value() else float(number)


def _trouble(source: bytes) -> Unreadable | None:
    """Why the file is not opened at all: judged by its parts, before anything of it is built."""
    if len(source) > MOST_BYTES:
        return _TOO_LARGE
    try:
        with ZipFile(io.BytesIO(source)) as parts:
            names = {p.filename for p in parts.infolist()}
            if "xl/workbook.xml" not in names:
                return _NOT_XLSX
            if any(n.lower().endswith(("vbaproject.bin", "xlm.xml")) or n.startswith("xl/macrosheets/") for n in names):
                return _MACROS
            return _TOO_LARGE if _unpacked(parts) > MOST_UNPACKED_BYTES or _written_cells(parts) > MOST_CELLS else None
    except BadZipFile:
        return _NOT_XLSX


def _unpacked(parts: ZipFile) -> int:
    return sum(p.file_size for p in parts.infolist())


def _written_cells(parts: ZipFile) -> int:
    """How many cells stand in the sheets; counting ends soon after the bound."""
    found = 0
    for part in parts.infolist():
        if part.filename.startswith("xl/worksheets/") and found <= MOST_CELLS:
            with parts.open(part) as stream:
                tail = b""
                while found <= MOST_CELLS and (chunk := stream.read(1 << 16)):
                    found += (tail + chunk).count(b"<c ")
                    tail = chunk[-2:]
    return found


def _rows(sheet: Any) -> Iterator[dict[str, str]]:
    spans = _Spans(sheet)
    title = _title_row(spans, sheet)
    for line in sheet.iter_rows():
        for cell in line if line[0].row != title else ():
            row = None if isinstance(cell, MergedCell) or cell.data_type == "f" else _row(spans, cell)
            if row:
                yield {"sheet": sheet.title, "cell": cell.coordinate, **row}


def _title_row(spans: _Spans, sheet: Any) -> int:
    """The row of the table's title, 0 without one: one text alone on the first line, called a table or standing above several headings."""
    lines = ((n, spans.said(n, sheet.max_column)) for n in range(1, sheet.max_row + 1))
    spoken = (line for line in lines if line[1])
    row, said = next(spoken, (0, []))
    if len(said) != 1:
        return 0
    above_heads = len(next(spoken, (0, []))[1]) > 1 and not _PLACEHOLDER.search(said[0]) and not _unit_in(said[0])
    return row if above_heads or _TITLE.search(said[0]) else 0


def _row(spans: _Spans, cell: Any) -> dict[str, str] | None:
    """Label and unit of a cell to fill; None when it is none, or when nothing says what it is."""
    text = str(cell.value or "").strip() if isinstance(cell.value, str) or cell.value is None else None
    if text is None or (text and not _PLACEHOLDER.search(text)):
        return None
    if text and not _PLACEHOLDER.fullmatch(text):
        return None if _FILLED_BY.match(text) else _told(text, "", text)
    left, beside, unit = _left(spans, cell)
    head = _above(spans, cell)
    if not left or not (beside or head) or head in _NOT_NUMBERS or _FILLED_BY.match(left):
        return None
    return _told(f"{left}·{head}" if head and head != left else left, unit or _unit_in(left) or _unit_in(head), text)


def _told(label: str, unit: str, text: str) -> dict[str, str]:
    return {k: v for k, v in {"label": re.sub(r"\s+", " ", label)[:_MOST_LABEL], "unit": unit, "text": text[:_MOST_LABEL]}.items() if v}


def _unit_in(label: str) -> str:
    """万元 of 罚没金额（万元）; '' when it names no unit."""
    found = _UNIT.search(label)
    return found[1] if found and found[1] in _UNITS else ""


def _left(spans: _Spans, cell: Any) -> tuple[str, bool, str]:
    """The nearest words to the left, whether they stand right beside, and a unit that stands between."""
    unit, empty = "", False
    for column in range(cell.column - 1, 0, -1):
        said = spans.text(cell.row, column)
        if said in _UNITS:
            unit = said
        elif said and not _PLACEHOLDER.search(said):
            return ("" if _is_number(said) else said), not empty, unit
        else:
            empty = True
    return "", False, ""


def _above(spans: _Spans, cell: Any) -> str:
    """The heading of the column: the nearest words above that do not also head the labels on the left."""
    for row in range(cell.row - 1, 0, -1):
        said = spans.text(row, cell.column)
        if said and not _PLACEHOLDER.search(said):
            return "" if _is_number(said) or said == spans.text(row, 1) else said
    return ""


def _is_number(said: str) -> bool:
    return said.replace(".", "", 1).isdecimal()


class _Spans:
    """What stands in a cell; every cell of a merged range says what the range says."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._first = {
            (row, column): (span.min_row, span.min_col)
            for span in sheet.merged_cells.ranges if span.size["rows"] * span.size["columns"] <= MOST_CELLS
            for row in range(span.min_row, span.max_row + 1) for column in range(span.min_col, span.max_col + 1)
        }  # fmt: skip

    def said(self, row: int, columns: int) -> list[str]:
        """What stands on a line, each text once."""
        return list(dict.fromkeys(text for n in range(1, columns + 1) if (text := self.text(row, n))))

    def text(self, row: int, column: int) -> str:
        value = self._sheet._cells.get(self._first.get((row, column), (row, column)))
        return "" if value is None or value.value is None or value.data_type == "f" else str(value.value).strip()
