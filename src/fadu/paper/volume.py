"""Binds drawn papers into one file and numbers its pages at the lower outer corner, as a file on a shelf is numbered."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

_MM = 72 / 25.4
_FROM_EDGE_MM, _ABOVE_EDGE_MM, _SIZE_PT = 16, 8, 11


def page_count(drawn: bytes) -> int:
    return len(PdfReader(BytesIO(drawn)).pages)


def bind(front: Sequence[bytes], leaves: Sequence[bytes], back: Sequence[bytes]) -> bytes:
    """One PDF: the front unnumbered, the leaves numbered from 1, the back unnumbered."""
    writer = PdfWriter()
    number = 0
    for part, numbered in [*((p, False) for p in front), *((p, True) for p in leaves), *((p, False) for p in back)]:
        for page in PdfReader(BytesIO(part)).pages:
            number += numbered
            bound = writer.add_page(page)
            if numbered:
                bound.merge_page(_number(number, page))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def together(volumes: Sequence[bytes]) -> bytes:
    """Bound volumes one after the other in one PDF, each with its own numbering."""
    writer, out = PdfWriter(), BytesIO()
    for volume in volumes:
        writer.append(BytesIO(volume))
    writer.write(out)
    return out.getvalue()


def _number(n: int, page: PageObject) -> PageObject:
    """A page with nothing but the number: right on odd pages, left on even ones."""
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    x = width - _FROM_EDGE_MM * _MM if n % 2 else _FROM_EDGE_MM * _MM
    stamp = PageObject.create_blank_page(width=width, height=height)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    stamp[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/VolumeNumber"): font})})
    drawing = DecodedStreamObject()
    drawing.set_data(f"BT /VolumeNumber {_SIZE_PT} Tf {x:.1f} {_ABOVE_EDGE_MM * _MM:.1f} Td ({n}) Tj ET".encode())
    stamp[NameObject("/Contents")] = drawing
    return stamp
