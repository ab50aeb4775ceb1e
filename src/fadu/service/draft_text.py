"""The words of a draft written in a word processor, as the plain text that is heard, reviewed and signed.

It reads and stores nothing: the text goes into the form, where whoever takes the step sees it first.
"""

from __future__ import annotations

from dataclasses import dataclass

from fadu.checker import Unreadable
from fadu.checker.read.docx import W, opened_parts, paragraphs

#: Marks of tracked changes: what was put in, taken out or moved and is neither accepted nor rejected.
_TRACKED = tuple(W + mark for mark in ("ins", "del", "moveFrom", "moveTo"))
_PACKAGE = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a draft, one paragraph a line; empty paragraphs are left out."""

    text: str


def drafted(source: bytes, name: str) -> Draft | Unreadable:
    """The text of a DOCX file; a draft with open changes has no one text, so it is not guessed at."""
    if not source:
        return Unreadable(name, f"文件“{name}”是空的", "重新选择文件")
    if not source.startswith(_PACKAGE):
        return Unreadable(name, f"文件“{name}”不是 Word 文稿（DOCX）", "用办公软件另存为 DOCX 后再填入，或者把正文粘贴到上面")
    opened = opened_parts(source, name)
    if isinstance(opened, Unreadable):
        return opened
    body, numbering = opened
    if next(body.iter(*_TRACKED), None) is not None:
        return Unreadable(name, f"文件“{name}”有未处理的修订痕迹，不能确定以哪一稿为准", "在办公软件中接受或者拒绝全部修订，保存后再填入")
    lines = ["".join(text for text, _ in pieces).strip() for pieces in paragraphs(body, numbering)]
    text = "\n".join(line for line in lines if line)
    return Draft(text) if text else Unreadable(name, f"文件“{name}”里没有文字", "核对文件；扫描件先作文字识别")
