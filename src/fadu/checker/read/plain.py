"""Reads plain text in the encodings met in offices; refuses what is not text."""

from __future__ import annotations

import re

from fadu.checker.document import Document, Unreadable, document

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ue000-\uf8ff]")
_USUAL = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\s\x20-\x7e\u2010-\u203f〔〕〈〉【】\u2460-\u24ff□]")
_LEAST_USUAL = 0.85


def decoded(source: bytes) -> str | None:
    """The text of ``source``, or None when no usual encoding gives readable text."""
    for encoding in _encodings(source):
        try:
            text = source.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _readable(text):
            return text
    return None


def read_text(source: bytes, name: str) -> Document | Unreadable:
    """A plain text file; a lost file cut in the middle of a character is refused like any other noise."""
    text = decoded(source)
    if text is None:
        return Unreadable(name, "这不是可以读取的文字文件", "请上传文本、网页、DOCX 或 PDF 文件，或直接粘贴文字")
    return document(text, name=name)


def _encodings(source: bytes) -> tuple[str, ...]:
    for mark, encoding in _BOMS:
        if source.startswith(mark):
            return (encoding,)
    return ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")


def _readable(text: str) -> bool:
    head = text[:20000]
    if not head.strip() or len(_NOT_TEXT.findall(head)) > len(head) // 200:
        return False
    return len(_USUAL.findall(head)) >= _LEAST_USUAL * len(head)
