"""What both Word layouts share: paragraphs on a fixed pitch, runs with figures, tables; it chooses no page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from fadu.paper.content import Data
from fadu.paper.fonts import FontRole
from fadu.paper.word import bookmark, bookmark_name, element, indent_chars, outline, write

Place = Document | _Cell
CENTER, RIGHT, SPREAD = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.DISTRIBUTE
MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER
HEADING_ROLES = (FontRole.HEI, FontRole.KAI, FontRole.FANGSONG, FontRole.FANGSONG)


@dataclass(frozen=True, slots=True)
class Hand:
    """How ordinary text is written on one layout: type size and line pitch in points, run style, names in use."""

    size: float
    pitch: float
    style: dict[str, Any]
    taken: set[str] = field(default_factory=set)

    def line(self, place: Place, text: str = "", role: FontRole = FontRole.FANGSONG, **more: Any) -> Paragraph:
        """One paragraph of one run on the fixed pitch; keywords ``align``, ``indent`` (characters), ``size``, ``pitch``."""
        paragraph = place.add_paragraph()
        fixed_pitch(paragraph, more.pop("pitch", self.pitch))
        paragraph.alignment = more.pop("align", None)
        size = more.pop("size", self.size)
        if indent := more.pop("indent", 0):
            indent_chars(paragraph, indent, size)
        if text:
            write(paragraph, text, role, size, **(self.style | more))
        return paragraph

    def heading(self, place: Place, block: Data, indent: float) -> None:
        paragraph = self.line(place, block["text"], HEADING_ROLES[block["level"] - 1], indent=indent)
        paragraph.paragraph_format.keep_with_next = True
        outline(paragraph, block["level"])

    def paragraph(self, place: Place, block: Data) -> None:
        paragraph = self.line(place, indent=2 if block["indent"] else 0)
        for run in block["runs"]:
            self._mark(write(paragraph, run["text"], FontRole.FANGSONG, self.size, **self.style), run["figure"])

    def _mark(self, written: Run, figure: str) -> None:
        """Set a bookmark on a run that prints a counted number."""
        if figure:
            name = bookmark_name(figure, self.taken)
            self.taken.add(name)
            bookmark(written, name, len(self.taken))

    def table(self, document: Document, block: Data, size: float, width_mm: float, *, center: bool = False) -> None:
        if block["caption"]:
            caption = self.line(document, block["caption"], FontRole.HEI, align=CENTER)
            caption.paragraph_format.keep_with_next = True
        headings = 2 if block["groups"] else 1
        table = ruled(document, len(block["rows"]) + headings, _widths(block["weights"], width_mm))
        _table_head(table, block, size, headings)
        for row, texts, figures in zip(list(table.rows)[headings:], block["rows"], block["figures"], strict=True):
            for cell, text, figure in zip(row.cells, texts, figures, strict=True):
                self._mark(fill(cell, text, FontRole.FANGSONG, size, size * 1.5, center=center), figure)


def _table_head(table: Table, block: Data, size: float, headings: int) -> None:
    """The headings, repeated on every page; under groups in two rows, where a column that stands alone reaches over both."""
    rows = list(table.rows)[:headings]
    for row in rows:
        row._tr.get_or_add_trPr().append(element("w:tblHeader"))
    at = 0
    for group in block["groups"] or [{"label": "", "span": len(block["head"])}]:
        last = at + group["span"] - 1
        if group["label"]:
            fill(rows[0].cells[at].merge(rows[0].cells[last]), group["label"], FontRole.HEI, size, size * 1.5, center=True)
        for n in range(at, last + 1):
            cell = rows[-1].cells[n] if group["label"] or headings == 1 else rows[0].cells[n].merge(rows[1].cells[n])
            fill(cell, block["head"][n], FontRole.HEI, size, size * 1.5, center=True)
        at = last + 1


def fixed_pitch(paragraph: Paragraph, pitch: float) -> None:
    """Give the paragraph an exact line pitch in points, off the page's grid, and no space around it."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(pitch)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.widow_control = False
    paragraph._p.get_or_add_pPr().insert_element_before(element("w:snapToGrid", val="0"), "w:spacing", "w:ind", "w:jc")


def ruled(place: Document, rows: int, widths_mm: list[float]) -> Table:
    """A table with every rule drawn and fixed column widths in millimetres."""
    return _sized(place.add_table(rows, len(widths_mm), style="Table Grid"), widths_mm)


def _sized(table: Table, widths_mm: list[float]) -> Table:
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def plain_cells(document: Document, widths_mm: list[float]) -> tuple[_Cell, ...]:
    """One row of cells without rules, to set things side by side."""
    return tuple(_sized(document.add_table(1, len(widths_mm)), widths_mm).rows[0].cells)


def fill(cell: _Cell, text: str, role: FontRole, size: float, pitch: float, *, center: bool = False) -> Run:
    """Write a cell's only paragraph."""
    paragraph = cell.paragraphs[0]
    fixed_pitch(paragraph, pitch)
    paragraph.alignment = CENTER if center else None
    return write(paragraph, text, role, size)


def _widths(weights: list[float], width_mm: float) -> list[float]:
    return [weight / sum(weights) * width_mm for weight in weights]
