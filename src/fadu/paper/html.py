"""A paper as a piece of a web page: plain semantic HTML without style or script, safe whatever was typed."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from fadu.kernel.instrument import Block, Box, Figure, Heading, Layout, Notice, Paper, Paragraph, Signatures, Table
from fadu.paper.content import annexes, copies, issuer, recipient
from fadu.paper.text import chinese_date, clean

_HEADING_BELOW = 2  # the page's own title is h1, the paper's h2, its headings h3 to h6


def render_html(paper: Paper) -> str:
    """One ``article``; a counted number is ``<data value="figure id">``, a day ``<time datetime>``."""
    parts = [_header(paper), *_blocks(paper.blocks), _attachments(paper), _footer(paper)]
    return f'<article class="paper paper-{paper.layout.value}" lang="zh-Hans">{"".join(parts)}</article>'


def _header(paper: Paper) -> str:
    head = (paper.head or f"{organs(paper)}文件") if paper.layout is Layout.OFFICIAL else paper.organ
    return "".join(
        (
            f'<p class="paper-watermark">{text(paper.watermark)}</p>' if paper.watermark else "",
            f'<header><p class="paper-organ">{text(head)}</p>',
            f'<p class="paper-number">{text(paper.number)}</p>' if paper.number else "",
            f'<p class="paper-issuer">签发人：{text(issuer(paper.issuer_line))}</p>' if paper.issuer_line else "",
            f'<h2 class="paper-title">{text(paper.title)}</h2>',
            f'<p class="paper-to">{text(recipient(paper.to))}</p>' if paper.to else "",
            "</header>",
        )
    )


def organs(paper: Paper) -> str:
    """The organ, and those that issue the paper together with it."""
    return "　".join((paper.organ, *paper.jointly))


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    drawn: list[str] = []
    boxes = ""
    for block in blocks:
        if isinstance(block, Box):
            boxes += _box(block)
            continue
        drawn += [f'<dl class="paper-boxes">{boxes}</dl>'] if boxes else []
        boxes = ""
        drawn.append(_DRAW[type(block)](block))
    return [*drawn, f'<dl class="paper-boxes">{boxes}</dl>'] if boxes else drawn


def text(value: str) -> str:
    """Escaped text with its line ends; nothing typed can become markup."""
    return escape(clean(value)).replace("\n", "<br>")


def _heading(block: Heading) -> str:
    level = min(max(block.level, 1) + _HEADING_BELOW, 6)
    return f"<h{level}>{text(block.text)}</h{level}>"


def _paragraph(block: Paragraph) -> str:
    opening = "<p>" if block.indent else '<p class="flush">'
    return f"{opening}{''.join(_run(run) for run in block.runs)}</p>"


def _run(run: str | Figure) -> str:
    return text(run) if isinstance(run, str) else f'<data value="{text(run.id)}">{text(run.text)}</data>'


def _box(block: Box) -> str:
    kind = "wide" if block.wide else "half"
    return f'<div class="{kind}"><dt>{text(block.label)}</dt><dd>{text(block.text)}</dd></div>'


def _table(block: Table) -> str:
    caption = f"<caption>{text(block.caption)}</caption>" if block.caption else ""
    rows = "".join(f"<tr>{''.join(f'<td>{_run(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
    return f"<table>{caption}<thead>{_table_head(block)}</thead><tbody>{rows}</tbody></table>"


def _table_head(block: Table) -> str:
    """One row of headings; under groups two, where a column that stands alone reaches over both."""
    if not block.groups:
        return f"<tr>{''.join(_column(cell) for cell in block.head)}</tr>"
    over, under, at = "", "", 0
    for label, span in block.groups:
        heads = block.head[at : at + span]
        over += f'<th scope="colgroup" colspan="{span}">{text(label)}</th>' if label else "".join(_column(h, ' rowspan="2"') for h in heads)
        under += "".join(_column(h) for h in heads) if label else ""
        at += span
    return f"<tr>{over}</tr><tr>{under}</tr>"


def _column(label: str, more: str = "") -> str:
    return f'<th scope="col"{more}>{text(label)}</th>'


def _signatures(block: Signatures) -> str:
    lines = "".join(f"<li>{text(label)}：{text(name)}</li>" for label, name in block.lines)
    return f'<ul class="paper-signatures">{lines}</ul>'


def _notice(block: Notice) -> str:
    return f'<p class="paper-notice" role="note">{text(block.text)}</p>'


def _attachments(paper: Paper) -> str:
    names = "".join(f"<li>{text(name)}</li>" for name in paper.attachments)
    return f'<section class="paper-attachments"><p>附件：</p><ol>{names}</ol></section>' if names else ""


def _footer(paper: Paper) -> str:
    """Signature, then what it brings with it, then the imprint."""
    signed, printed = _signed(paper), _imprint(paper)
    if not paper.annexes:
        return f"<footer>{signed}{printed}</footer>"
    return f"<footer>{signed}</footer>{_annexes(paper)}" + (f"<footer>{printed}</footer>" if printed else "")


def _annexes(paper: Paper) -> str:
    marks = (data["mark"] for data in annexes(paper.annexes))
    return "".join(
        f'<section class="paper-annex"><p class="flush">{mark}</p><h2 class="paper-title">{text(annex.title)}</h2>'
        f"{''.join(_blocks(annex.blocks))}</section>"
        for mark, annex in zip(marks, paper.annexes, strict=True)
    )


def _signed(paper: Paper) -> str:
    day = f'<time datetime="{paper.dated.isoformat()}">{chinese_date(paper.dated)}</time>' if paper.dated else ""
    names = (paper.signed_by or paper.organ, *paper.jointly)
    signed = "".join(f'<p class="paper-signed">{text(name)}</p>' for name in names)
    return signed + (f'<p class="paper-dated">{day}</p>' if day else "")


def _imprint(paper: Paper) -> str:
    printed = f"{chinese_date(paper.printed_on)}印发" if paper.printed_on else ""
    return "".join(
        (
            f'<p class="paper-copies">抄送：{text(copies(paper.copies_to))}</p>' if paper.copies_to else "",
            f'<p class="paper-printed">{text(paper.printed_by)}　{printed}</p>' if paper.printed_by or printed else "",
        )
    )


_DRAW: dict[type, Callable[..., str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Table: _table,
    Signatures: _signatures,
    Notice: _notice,
}
