"""A paper as a Word file, the editable twin of the PDF: same words, same measures, figures under bookmarks.

The PDF is the paper; this is what an office edits before it. The same paper gives the same bytes.
"""

from __future__ import annotations

from datetime import date

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from fadu.kernel.instrument import Layout, Paper
from fadu.paper.content import Data, content
from fadu.paper.docx_form import write_form
from fadu.paper.docx_official import write_official
from fadu.paper.fonts import FontRole, faces
from fadu.paper.measures import Measures, measures, pitch_pt
from fadu.paper.text import BREAK_HERE
from fadu.paper.word import chinese_setting, element, field, saved, stamp, watermark, write

_UNDATED = date(1980, 1, 1)


def render_docx(paper: Paper) -> bytes:
    """The whole Word file. Characters no font here can show stay as typed: the reader's machine may have them."""
    data = _plain(content(paper, keep=True))
    document = docx.Document()
    official = paper.layout is Layout.OFFICIAL
    chinese_setting(document)
    _page(document, measures(paper.layout.value), official)
    _running(document, data, official)
    (write_official if official else write_form)(document, data)
    stamp(document, "".join(data["title"]), data["organ"], paper.dated or paper.printed_on or _UNDATED)
    return saved(document)


def _plain(data: Data) -> Data:
    """Word breaks long words by itself, so the places to break are taken out again."""

    def bare(value: object) -> object:
        if isinstance(value, str):
            return value.replace(BREAK_HERE, "")
        if isinstance(value, dict):
            return {key: bare(each) for key, each in value.items()}
        return [bare(each) for each in value] if isinstance(value, list) else value

    return {key: bare(value) for key, value in data.items()}


def _page(document: Document, m: Measures, official: bool) -> None:
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    turned = m["page_width_mm"] > m["page_height_mm"]
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(m["page_width_mm"]), Mm(m["page_height_mm"])
    section.top_margin, section.left_margin = Mm(m["top_mm"]), Mm(m["left_mm"])
    right = m["page_width_mm"] - m["left_mm"] - m["text_width_mm"] if official else m["right_mm"]
    bottom = m["page_height_mm"] - m["top_mm"] - m["text_height_mm"] if official else m["bottom_mm"]
    section.right_margin, section.bottom_margin = Mm(right), Mm(bottom)
    section.footer_distance = Mm(bottom - m["number_drop_mm"]) - Pt(m["small_pt"]) if official else Mm(bottom / 2)
    section.header_distance = Mm(m["top_mm"] / 2)
    for grid in section._sectPr.findall(element("w:docGrid").tag):
        section._sectPr.remove(grid)
    if official:
        section._sectPr.append(element("w:docGrid", type="lines", linePitch=str(round(pitch_pt() * 20))))


def _running(document: Document, data: Data, official: bool) -> None:
    """Page numbers (outer side on official papers) and the watermark, on odd and even pages alike."""
    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = official
    odd, even = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    sides = [(section.header, section.footer, odd if official else WD_ALIGN_PARAGRAPH.CENTER)]
    if official:
        sides.append((section.even_page_header, section.even_page_footer, even))
    for header, footer, align in sides:
        number = footer.paragraphs[0]
        number.alignment = align
        _number(number, official)
        if data["watermark"]:
            watermark(header.paragraphs[0], data["watermark"], faces()[FontRole.HEI].word)


def _number(paragraph: Paragraph, official: bool) -> None:
    size = measures("official" if official else "form")["small_pt"]
    before, after = ("— ", " —") if official else ("第", "页")
    if official:
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(size)
    write(paragraph, before, FontRole.SONG, size)
    field(write(paragraph, "", FontRole.SONG, size), "PAGE")
    write(paragraph, after, FontRole.SONG, size)
