"""Reads measures back out of a finished PDF: where each line stands, how large its type is."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pytest
from pypdf import PdfReader

from fadu.paper.fonts import readable

# Papers can only be drawn where some Chinese font is installed; the rest of the suite runs anywhere.
needs_fonts = pytest.mark.skipif(not readable(), reason="no Chinese font is installed on this machine")

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text on a page: distances in millimetres from the left and top edge of the paper, size in points."""

    text: str
    x: float
    y: float
    size: float


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def pieces(pdf: bytes, page: int) -> list[Line]:
    """Every piece of text on a page, counted from 1, with the place of its baseline."""
    found: list[Line] = []
    sheet = reader(pdf).pages[page - 1]
    height = float(sheet.mediabox.height)

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append(Line(text.strip("\n"), x / MM, (height - y) / MM, round(size * abs(tm[3]) * abs(cm[3]), 2)))

    sheet.extract_text(visitor_text=visit)
    return found


def text_of(pdf: bytes, page: int | None = None) -> str:
    """The text of one page, or of the whole file."""
    sheets = reader(pdf).pages
    return "\n".join(s.extract_text() for s in (sheets if page is None else [sheets[page - 1]]))


def squeezed(text: str) -> str:
    """The text without spaces and line ends, to find words that a line end parts."""
    return "".join(text.split()).replace("\u200b", "")
