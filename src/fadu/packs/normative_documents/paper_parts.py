"""What every paper of this mechanism shares: its organ, its day, its place of verification, and text cut into blocks."""

from __future__ import annotations

import re

from fadu.kernel.instrument import Block, Heading, Layout, Paper, paragraph
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.papers import acted_on, shown, verify_text
from fadu.packs.normative_documents.records_of import done_on, issuing_organ

_LEVELS = ((1, re.compile(r"[一二三四五六七八九十]{1,3}、.{1,24}$")), (2, re.compile(r"（[一二三四五六七八九十]{1,3}）.{1,24}$")))
_RULE = re.compile(r"(办法|规定|细则|规则|实施意见)(（[^（）]*）)?$")
_SENTENCE_END = "。；：！？"


def official(
    matter: Matter, records: Records, instrument: str, title: str, blocks: tuple[Block, ...], *, step: str, to: str = "",
    signed_by: str = "", seal: bool = True, printed_by: str = "", **more: str | tuple[str, ...],
) -> Paper:  # fmt: skip
    """An official paper in the name of the issuing organ, dated by the day of ``step``, with its number when it has one."""
    day = done_on(matter, step)
    organ = issuing_organ(matter.facts, records, day)
    return Paper(
        title=title, organ=organ, layout=Layout.OFFICIAL, number=matter.numbers.get(instrument, ""), to=to, blocks=blocks,
        signed_by=signed_by or organ, dated=day, seal=seal, printed_by=printed_by, printed_on=day if printed_by else None, verify=verify_text(matter, instrument),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def internal(
    matter: Matter, records: Records, instrument: str, title: str, blocks: tuple[Block, ...], *, step: str, signed_by: str = "", seal: bool = False,
) -> Paper:  # fmt: skip
    """A working form of the making (a table, a conclusion, a draft to sign): ruled and black, without the head of an official paper."""
    organ = issuing_organ(matter.facts, records, acted_on(matter))
    return Paper(
        title=title, organ=organ, layout=Layout.FORM, blocks=blocks, signed_by=signed_by or organ, dated=done_on(matter, step), seal=seal,
        verify=verify_text(matter, instrument),
    )  # fmt: skip


def text_blocks(text: str) -> tuple[Block, ...]:
    """The lines of a text as headings and paragraphs; a short line 一、… without a full stop is a heading."""
    return tuple(_block(line.strip()) for line in text.splitlines() if line.strip())


def _block(line: str) -> Block:
    level = next((n for n, pattern in _LEVELS if pattern.match(line) and line[-1] not in _SENTENCE_END), 0)
    return Heading(line, level) if level else paragraph(line)


def named(matter: Matter) -> str:
    """The document's name between book marks, never doubled."""
    return "《" + shown(matter, "title").strip().removeprefix("《").removesuffix("》") + "》"


def is_rule(title: str) -> bool:
    """Whether the document is a rule that a notice brings as its annex: its title ends in such a name, before （试行） or the like."""
    return bool(_RULE.search(title))


def with_number(name: str, number: str) -> str:
    """A document's name followed by its number in brackets, when it has one."""
    return f"{name}（{number}）" if number else name
