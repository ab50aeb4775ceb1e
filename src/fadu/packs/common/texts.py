"""The digest by which a text is recognised again: what was reviewed is what is signed. It never judges a text."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping

from fadu.kernel.field import Value


def text_digest(text: str) -> str:
    """``sha256:`` and hex of the text in NFC, with plain line ends and without spaces at the end of lines."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = "\n".join(line.rstrip() for line in plain.strip().split("\n"))
    return "sha256:" + hashlib.sha256(lines.encode()).hexdigest()


def content_digest(facts: Mapping[str, Value], text: str = "text", file: str = "text_file") -> str:
    """The digest of the typed text or, when there is none, of the file that stands for it; empty without either."""
    typed = facts.get(text)
    if isinstance(typed, str) and typed.strip():
        return text_digest(typed)
    stored = facts.get(file)
    return f"file:{stored['root']}" if isinstance(stored, Mapping) else ""
