"""What the checker's page carries from one press to the next inside the form, signed: nothing of it stays with us.

A Word document travels whole while it is small; a larger one travels as its text and is asked for again.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing

from fadu.checker import Document, document

MOST_CARRIED = 1_500_000
_SALT = "fadu.checker"


@dataclass(frozen=True, slots=True)
class Carried:
    """The report, and last year's or the original beside it; ``mode`` is the tab it came from."""

    document: Document
    before: Document | None = None
    mode: str = ""

    @property
    def wants_file(self) -> bool:
        """Whether the layout was too large to travel, so that the file is needed again."""
        return self.document.kind == "docx" and not 0 < len(self.document.source) <= MOST_CARRIED


def packed(carried: Carried) -> str:
    """The signed text that stands in the form."""
    parts: dict[str, Any] = {"mode": carried.mode, "now": _row(carried.document)}
    if carried.before:
        parts["before"] = _row(replace(carried.before, source=b""))
    return signing.dumps(parts, salt=_SALT, compress=True)


def unpacked(token: str) -> Carried | None:
    """What was carried; None for anything that we did not sign."""
    try:
        parts = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    before = parts.get("before")
    return Carried(_document(parts["now"]), _document(before) if before else None, parts["mode"])


def with_file(carried: Carried, again: Document) -> Carried | None:
    """With the file that was asked for again; None when it holds another text."""
    same = again.kind == "docx" and again.text == carried.document.text
    return replace(carried, document=again) if same else None


def _row(found: Document) -> dict[str, Any]:
    numbered = found.kind in ("text", "html")
    source = found.source if len(found.source) <= MOST_CARRIED else b""
    return {
        "name": found.name[:200], "kind": found.kind, "text": found.text, "labels": [] if numbered else found.labels,
        "source": base64.b64encode(source).decode(),
    }  # fmt: skip


def _document(row: dict[str, Any]) -> Document:
    return document(row["text"], name=row["name"], kind=row["kind"], labels=tuple(row["labels"]), source=base64.b64decode(row["source"]))
