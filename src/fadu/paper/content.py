"""Turns a paper into the plain data the page templates read; it chooses no font, place or size.

Text goes to the typesetter only as data, never as markup, so nothing a person types can act as an instruction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import compress
from typing import Any

from fadu.kernel.instrument import Annex, Block, Box, Figure, Heading, Notice, Paper, Paragraph, Signatures, Table
from fadu.paper.fonts import missing, substitute
from fadu.paper.qr import caption, qr_svg
from fadu.paper.text import breakable, chinese_date, clean, width_in_chars
from fadu.paper.titles import title_lines

Data = dict[str, Any]
_WIDEST_CELL = 18.0
_CELL_ROOM = 2.0
_LINE = 36.0  # full-width characters of a table's line on the official page, the narrower of the two
_NUMBER = re.compile(r"〔\d{4}〕\d+号$")
TITLE_CHARS = 19.0  # full-width characters of size 二号 on a line of the 版心


def content(paper: Paper, *, keep: bool = False) -> Data:
    """Everything the templates need about one paper, as JSON values, each text fit to print.

    ``keep`` leaves characters that no font of this machine can show, for files that are drawn elsewhere.
    """
    data = {
        "layout": paper.layout.value,
        "title": title_lines(clean(paper.title), TITLE_CHARS),
        "organ": paper.organ,
        "head": paper.head or f"{paper.organ}文件",
        "jointly": list(paper.jointly),
        "number": paper.number,
        "to": recipient(paper.to),
        "blocks": [block_data(block) for block in paper.blocks],
        "annexes": annexes(paper.annexes),
        "signed_by": paper.signed_by or paper.organ,
        "dated": _day(paper.dated),
        "seal": paper.seal,
        "copies_to": copies(paper.copies_to),
        "printed_by": paper.printed_by,
        "printed_on": f"{_day(paper.printed_on)}印发" if paper.printed_on else "",
        "attachments": list(paper.attachments),
        "issuer": issuer(paper.issuer_line),
        "watermark": paper.watermark,
        "verify": paper.verify,
    }
    tidy = clean if keep else lambda text: shown(clean(text))
    fit: Data = _fit(data, tidy)
    return fit | {"qr": qr_svg(paper.verify) if paper.verify else "", "qr_caption": caption(paper.verify)}


def recipient(to: str) -> str:
    """The main recipients with the colon that closes them (GB/T 9704-2012, 7.3.2)."""
    return to if not to or to.endswith(("：", ":")) else f"{to}："


def copies(copies_to: str) -> str:
    """The copy line with its full stop (GB/T 9704-2012, 7.4.2), without the word 抄送 the page adds."""
    bare = copies_to.removeprefix("抄送").lstrip("：:").rstrip("。")
    return f"{bare}。" if bare else ""


def issuer(line: str) -> str:
    """The name of the one who signs an upward paper, without the word 签发人 the page adds."""
    return line.removeprefix("签发人").lstrip("：: ")


def annexes(texts: tuple[Annex, ...]) -> list[Data]:
    """Each annex with the mark at its head: 附件, numbered when there are several (GB/T 9704-2012, 7.3.7)."""
    return [
        {
            "mark": f"附件{n}" if len(texts) > 1 else "附件",
            "title": title_lines(clean(text.title), TITLE_CHARS),
            "blocks": [block_data(block) for block in text.blocks],
        }
        for n, text in enumerate(texts, 1)
    ]


def block_data(block: Block) -> Data:
    """One block as plain data with its ``kind``."""
    return _BLOCKS[type(block)](block)


def _heading(block: Heading) -> Data:
    return {"kind": "heading", "text": block.text, "level": min(max(block.level, 1), 4)}


def _paragraph(block: Paragraph) -> Data:
    return {"kind": "paragraph", "indent": block.indent, "runs": [_run(run) for run in block.runs]}


def _run(run: str | Figure) -> Data:
    return {"text": run, "figure": ""} if isinstance(run, str) else {"text": run.text, "figure": run.id}


def _box(block: Box) -> Data:
    return {"kind": "box", "label": block.label, "text": block.text, "lines": block.lines, "wide": block.wide}


def _table(block: Table) -> Data:
    return {
        "kind": "table",
        "groups": [{"label": label, "span": span} for label, span in block.groups],
        "head": list(block.head),
        "rows": [[cell_text(cell) for cell in row] for row in block.rows],
        "figures": [[cell.id if isinstance(cell, Figure) else "" for cell in row] for row in block.rows],
        "caption": block.caption,
        "weights": column_weights(block),
    }


def cell_text(cell: str | Figure) -> str:
    return cell if isinstance(cell, str) else cell.text


def column_weights(block: Table) -> list[float]:
    """How wide each column is beside the others, in characters of its longest cell with room at its sides.

    A column of document numbers keeps its width, so that 同府规〔2022〕12号 stands on one line; beside it the widest
    give way first where they do not all fit.
    """
    columns = list(zip(block.head, *(map(cell_text, row) for row in block.rows), strict=True))
    natural = [min(max(width_in_chars(cell) for cell in column), _WIDEST_CELL) + _CELL_ROOM for column in columns]
    whole = [any(_NUMBER.search(cell) for cell in column) for column in columns]
    if not any(whole):
        return natural
    most = _fitting([width for width, kept in zip(natural, whole, strict=True) if not kept], sum(compress(natural, whole)))
    return [width if kept else min(width, most) for width, kept in zip(natural, whole, strict=True)]


def _fitting(widths: Sequence[float], taken: float) -> float:
    """The most that one of these columns may be wide beside what is taken of the line; what is narrower leaves more to the others."""
    left = _LINE - taken
    for after, width in enumerate(sorted(widths)):
        if width * (len(widths) - after) > left:
            return max(left / (len(widths) - after), _CELL_ROOM * 2)
        left -= width
    return max(widths, default=0.0)


def _signatures(block: Signatures) -> Data:
    return {"kind": "signatures", "lines": [list(line) for line in block.lines]}


def _notice(block: Notice) -> Data:
    return {"kind": "notice", "text": block.text}


def _day(day: date | None) -> str:
    return chinese_date(day) if day else ""


def _fit(value: Any, tidy: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return breakable(tidy(value))
    if isinstance(value, dict):
        return {key: _fit(each, tidy) for key, each in value.items()}
    return [_fit(each, tidy) for each in value] if isinstance(value, list | tuple) else value


def shown(text: str) -> str:
    """The text with a mark for each character no installed font can show."""
    absent = missing(text)
    return "".join(substitute() if c in absent else c for c in text) if absent else text


_BLOCKS: dict[type, Callable[[Any], Data]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Box: _box,
    Table: _table,
    Signatures: _signatures,
    Notice: _notice,
}
