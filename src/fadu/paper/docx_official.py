"""The GB/T 9704-2012 page in Word: red head, title, body, signature, imprint; it decides no word."""

from __future__ import annotations

import math

from docx.document import Document
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from fadu.paper.content import Data
from fadu.paper.docx_blocks import CENTER, MIDDLE, RIGHT, SPREAD, Hand, fixed_pitch, plain_cells
from fadu.paper.fonts import FontRole
from fadu.paper.measures import char_pt, measures, pitch_pt, points, text_value
from fadu.paper.text import width_in_chars
from fadu.paper.word import frame_at_foot, rules, write

_IMPRINT_PITCH = 1.35  # of the type size
_JOINT_WORD = 2.7  # 文件 beside joint organs and the margins of its cell, in characters of the mark
_CELL_ROOM = 0.5  # margins of the cell that holds their names, in the same
MM_A_POINT = 25.4 / 72
_UNDERLINE_SHARE = 10  # an underline is about a tenth to a twentieth of the type size thick
_EXACT_SLACK_PT = 0.04  # 22 lines must not overflow the page by rounding


def write_official(document: Document, data: Data) -> None:
    """Write the whole official paper into an empty document whose page is set."""
    m = measures("official")
    tracking = math.floor((char_pt() - m["body_pt"]) * 20) / 20
    hand = Hand(m["body_pt"], pitch_pt() - _EXACT_SLACK_PT, {"tracking": tracking})
    _head(document, hand, data)
    _title(document, hand, data)
    for block in data["blocks"]:
        _block(document, hand, block)
    _attachments(document, hand, data["attachments"])
    start = _signature(document, hand, data)
    for annex in data["annexes"]:
        start = _annex(document, hand, annex)
    _imprint(document, hand, data, start)


def _head(document: Document, hand: Hand, data: Data) -> None:
    if data["jointly"]:
        _joint_mark(document, hand, data)
    else:
        _mark(document, hand, data)
    _under_the_mark(document, hand, data)


def _mark(document: Document, hand: Hand, data: Data) -> None:
    """The name of the organ, condensed first and reduced after, so that it stays on one line."""
    m = measures("official")
    full = points(m["text_width_mm"]) / (width_in_chars(data["head"]) * m["head_pt"])
    squeeze = min(1.0, max(full, m["head_condense"]))
    size = m["head_pt"] * min(1.0, full / squeeze)
    mark = hand.line(
        document, data["head"], FontRole.TITLE, align=CENTER, size=round(size * 2) / 2, pitch=size * 1.1, color=_red(),
        squeeze=math.floor(squeeze * 98), tracking=0,
    )  # fmt: skip
    mark.paragraph_format.space_before = Mm(m["head_drop_mm"])


def _joint_mark(document: Document, hand: Hand, data: Data) -> None:
    """Organs that issue together, one under the other and spread to one width, 文件 to their right (7.2.4)."""
    m = measures("official")
    names = [data["organ"], *data["jointly"]]
    widest = max(map(width_in_chars, names))
    size = min(m["head_joint_pt"], points(m["text_width_mm"]) / (widest + _CELL_ROOM + _JOINT_WORD))
    drop = document.add_paragraph()
    fixed_pitch(drop, points(m["head_drop_mm"]))
    left, right = plain_cells(document, [size * (widest + _CELL_ROOM) * MM_A_POINT, size * _JOINT_WORD * MM_A_POINT])
    for cell, lines, align in ((left, names, SPREAD), (right, ["文件"], CENTER)):
        cell.vertical_alignment = MIDDLE
        for line in lines:
            hand.line(cell, line, FontRole.TITLE, align=align, size=math.floor(size * 2) / 2, pitch=size * 1.2, color=_red(), tracking=0)
        _drop_first(cell)


def _red() -> str:
    return text_value("official", "red").lstrip("#").upper()


def _under_the_mark(document: Document, hand: Hand, data: Data) -> None:
    """Number, signer where the paper goes up, and the red rule."""
    m = measures("official")
    for _ in range(int(m["head_gap_lines"])):
        hand.line(document)
    number = hand.line(document, data["number"], align=None if data["issuer"] else CENTER, pitch=hand.size * 1.2)
    if data["issuer"]:
        number.paragraph_format.left_indent = number.paragraph_format.right_indent = Pt(hand.size)
        number.paragraph_format.tab_stops.add_tab_stop(Mm(m["text_width_mm"]) - Pt(hand.size), alignment=2)
        write(number, "\t签发人：", FontRole.FANGSONG, hand.size)
        write(number, data["issuer"], FontRole.KAI, hand.size)
    rule = hand.line(document, pitch=points(m["rule_gap_mm"]))
    rules(rule, "bottom", points(m["rule_mm"]), color=_red(), gap_pt=0)


def _title(document: Document, hand: Hand, data: Data) -> None:
    m = measures("official")
    for _ in range(int(m["title_gap_lines"])):
        hand.line(document)
    _title_lines(document, hand, data["title"])
    if data["to"]:
        hand.line(document, data["to"])


def _title_lines(document: Document, hand: Hand, lines: list[str]) -> None:
    m = measures("official")
    for line in lines:
        hand.line(document, line, FontRole.TITLE, align=CENTER, size=m["title_pt"], pitch=m["title_pitch_pt"], tracking=0)
    hand.line(document)


def _block(document: Document, hand: Hand, block: Data) -> None:
    m = measures("official")
    match block["kind"]:
        case "heading":
            hand.heading(document, block, 2)
        case "paragraph":
            hand.paragraph(document, block)
        case "table":
            hand.table(document, block, m["table_pt"], m["text_width_mm"])
        case "notice":
            rules(hand.line(document, block["text"]), "top left bottom right", 1)
        case "box":
            hand.line(document, f"{block['label']}：{block['text']}", indent=2)
        case "signatures":
            for label, name in block["lines"]:
                hand.line(document, f"{label}：{name}", indent=2)


def _attachments(document: Document, hand: Hand, names: list[str]) -> None:
    if names:
        hand.line(document)
    for i, name in enumerate(names):
        ordinal = f"{i + 1}." if len(names) > 1 else ""
        hand.line(document, f"{'附件：' if i == 0 else '　　　'}{ordinal}{name}", indent=2)


def _signature(document: Document, hand: Hand, data: Data) -> Paragraph:
    """Write signature and day, kept on one page; return the blank paragraph they begin with."""
    m = measures("official")
    if data["jointly"]:
        return _joint_signature(document, hand, data)
    sign, day = (width_in_chars(data[name]) for name in ("signed_by", "dated"))
    sign_right, day_right = m["sign_right_chars"], m["sign_right_chars"] + sign - 2 - day
    if data["seal"]:
        middle = max(m["date_right_chars"] + day / 2, sign / 2)
        sign_right, day_right = middle - sign / 2, middle - day / 2
    elif day > sign:
        sign_right, day_right = m["sign_right_chars"] + day - sign + 2, m["sign_right_chars"]
    first = _sign_gap(document, hand)
    for text, right in ((data["signed_by"], sign_right), (data["dated"], day_right)):
        line = hand.line(document, text, align=RIGHT)
        line.paragraph_format.right_indent = Pt(max(right, 0) * char_pt())
        line.paragraph_format.keep_with_next = text is not data["dated"]
    return first


def _sign_gap(document: Document, hand: Hand) -> Paragraph:
    """The blank lines over a signature, kept with it; the first of them."""
    blank = [hand.line(document) for _ in range(int(measures("official")["sign_gap_lines"]))]
    for line in blank:
        line.paragraph_format.keep_with_next = True
    return blank[0]


def _joint_signature(document: Document, hand: Hand, data: Data) -> Paragraph:
    """The organs side by side in their order, the day under the last (7.3.5.1)."""
    m = measures("official")
    names = [data["signed_by"], *data["jointly"]]
    first = _sign_gap(document, hand)
    cells = plain_cells(document, [m["joint_code_mm"], *((m["text_width_mm"] - m["joint_code_mm"]) / len(names) for _ in names)])[1:]
    for cell, name in zip(cells, names, strict=True):
        hand.line(cell, name, align=CENTER)
        _drop_first(cell)
    hand.line(cells[-1], data["dated"], align=CENTER)
    return first


def _drop_first(cell: _Cell) -> None:
    """Take away the empty paragraph that a new cell brings."""
    cell._tc.remove(cell.paragraphs[0]._p)


def _annex(document: Document, hand: Hand, annex: Data) -> Paragraph:
    """Write an annex on a page of its own; return its last paragraph, whose page takes the imprint."""
    hand.line(document, annex["mark"], FontRole.HEI).paragraph_format.page_break_before = True
    hand.line(document)
    _title_lines(document, hand, annex["title"])
    for block in annex["blocks"]:
        _block(document, hand, block)
    return document.paragraphs[-1]


def _imprint(document: Document, hand: Hand, data: Data, anchor: Paragraph) -> None:
    """The imprint in a frame at the foot of its anchor's page, the last rule on the edge of the text area."""
    m = measures("official")
    lines = []
    if data["copies_to"]:
        lines.append(_imprint_line(document, hand, f"抄送：{data['copies_to']}"))
    if data["printed_by"] or data["printed_on"]:
        lines += [_inner_rule(document)] if lines else []
        lines.append(_imprint_line(document, hand, f"{data['printed_by']}\t{data['printed_on']}"))
    for line in lines:
        # One frame needs the same borders on each of its paragraphs; they show above the first and below the last.
        rules(line, "top bottom", points(m["imprint_outer_mm"]), gap_pt=2)
        frame_at_foot(line, points(m["text_width_mm"]))
        anchor._p.addprevious(line._p)


def _imprint_line(document: Document, hand: Hand, text: str) -> Paragraph:
    m = measures("official")
    size = m["small_pt"]
    line = hand.line(document, text, size=size, pitch=size * _IMPRINT_PITCH, tracking=0)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(m["text_width_mm"]) - Pt(size), alignment=2)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(size)
    return line


def _inner_rule(document: Document) -> Paragraph:
    """A thin rule as an underlined tab, because a border between framed paragraphs breaks the frame elsewhere."""
    m = measures("official")
    size = points(m["imprint_inner_mm"]) * _UNDERLINE_SHARE
    line = document.add_paragraph()
    fixed_pitch(line, size)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(m["text_width_mm"]))
    write(line, "\t", FontRole.SONG, round(size * 2) / 2).font.underline = True
    return line
