"""The ruled form in Word: code and title on top, boxes, remedies in a frame, lines to sign; it decides no word."""

from __future__ import annotations

import io

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.shared import Length, Mm
from docx.table import Table

from fadu.kernel.instrument import Layout
from fadu.paper.content import Data
from fadu.paper.docx_blocks import CENTER, RIGHT, Hand, fill, fixed_pitch, plain_cells, ruled
from fadu.paper.fonts import FontRole
from fadu.paper.measures import measures
from fadu.paper.qr import qr_png
from fadu.paper.word import rules, write

_GREY = "808080"


def write_form(document: Document, data: Data) -> None:
    """Write the whole form into an empty document whose page is set."""
    m = measures("form")
    hand = Hand(m["body_pt"], m["pitch_pt"], {})
    _head(document, hand, data)
    boxes: list[Data] = []
    for block in [*data["blocks"], {"kind": "end"}]:
        if block["kind"] == "box":
            boxes.append(block)
            continue
        if boxes:
            _boxes(document, boxes)
            boxes = []
        _block(document, hand, block, data["layout"] == Layout.WIDE)
    _ending(document, hand, data)


def width_mm(document: Document) -> float:
    """The width between the margins of the form's page."""
    page = document.sections[0]
    return float(Length((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)).mm)


def _head(document: Document, hand: Hand, data: Data) -> None:
    """The code at the left, organ and title in the middle, the number under them at the right."""
    m = measures("form")
    side = m["qr_mm"] + 2 * m["inset_mm"]
    code, middle, _right = plain_cells(document, [side, width_mm(document) - 2 * side, side])
    if data["verify"]:
        code.paragraphs[0].add_run().add_picture(io.BytesIO(qr_png(data["verify"])), width=Mm(m["qr_mm"]))
        hand.line(code, data["qr_caption"], FontRole.SONG, align=CENTER, size=m["note_pt"], pitch=m["note_pt"] + 2)
    fill(middle, data["organ"], FontRole.TITLE, m["organ_pt"], m["title_pitch_pt"], center=True)
    for line in data["title"]:
        hand.line(middle, line, FontRole.TITLE, align=CENTER, size=m["title_pt"], pitch=m["title_pitch_pt"])
    hand.line(document, data["number"], align=RIGHT, size=m["number_pt"])
    if data["to"]:
        hand.line(document, data["to"])


def rows_of(boxes: list[Data]) -> list[list[Data]]:
    """The boxes by row: a wide one alone, two narrow neighbours together."""
    rows: list[list[Data]] = []
    for box in boxes:
        last = rows[-1] if rows else []
        if last and not box["wide"] and not last[0]["wide"] and len(last) == 1:
            last.append(box)
        else:
            rows.append([box])
    return rows


def _boxes(document: Document, boxes: list[Data]) -> None:
    m = measures("form")
    label, rows = m["label_width_mm"], rows_of(boxes)
    value = width_mm(document) / 2 - label
    table = ruled(document, len(rows), [label, value, label, value])
    for i, row in enumerate(rows):
        _row(table, i, row)


def _row(table: Table, i: int, row: list[Data]) -> None:
    m = measures("form")
    cells = table.rows[i].cells
    values = [cells[1], cells[3]] if len(row) > 1 else [cells[1].merge(cells[3])]
    labels = [cells[0], cells[2]] if len(row) > 1 else [cells[0]]
    for box, label, value in zip(row, labels, values, strict=True):
        fill(label, box["label"], FontRole.HEI, m["label_pt"], m["pitch_pt"], center=True)
        fill(value, box["text"], FontRole.FANGSONG, m["body_pt"], m["pitch_pt"])
        label.vertical_alignment = value.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    table.rows[i].height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    table.rows[i].height = Mm(m["hand_line_mm"] * max(box["lines"] for box in row))


def _block(document: Document, hand: Hand, block: Data, wide: bool) -> None:
    m = measures("form")
    match block["kind"]:
        case "heading":
            hand.heading(document, block, 0)
        case "paragraph":
            hand.paragraph(document, block)
        case "table":
            hand.table(document, block, m["table_pt"], width_mm(document), center=wide)
        case "notice":
            frame = hand.line(document, block["text"], indent=2)
            frame.paragraph_format.space_before = frame.paragraph_format.space_after = Mm(m["inset_mm"])
            rules(frame, "top left bottom right", m["frame_pt"])
        case "signatures":
            for label, name in block["lines"]:
                _signature(document, label, name)


def _signature(document: Document, label: str, name: str) -> None:
    m = measures("form")
    paragraph = document.add_paragraph()
    fixed_pitch(paragraph, m["pitch_pt"] * 1.4)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width_mm(document) - 48), leader=3)
    write(paragraph, f"{label}：", FontRole.HEI, m["label_pt"])
    write(paragraph, f"{name}\t　　　年　　月　　日", FontRole.FANGSONG, m["body_pt"])


def _ending(document: Document, hand: Hand, data: Data) -> None:
    if data["attachments"]:
        hand.line(document, f"附件：{'；'.join(data['attachments'])}")
    lines = [(data["signed_by"], "000000"), (data["dated"] or "　　　年　　月　　日", "000000")]
    for text, color in [*lines, *([("（印章）", _GREY)] if data["seal"] else [])]:
        line = hand.line(document, text, align=RIGHT, color=color)
        line.paragraph_format.right_indent = Mm(measures("form")["inset_mm"] * 4)
    if data["copies_to"]:
        hand.line(document, f"抄送：{data['copies_to']}")
