"""Applies accepted suggestions to a report, as text and as DOCX; only replacements that are certain are offered."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from lxml import etree

from fadu.checker.document import Document
from fadu.checker.read.docx import Piece, opened_parts, paragraphs
from fadu.kernel.finding import Finding

_ADVICE = "请"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def replacement(document: Document, finding: Finding) -> str | None:
    """The text that would replace the fragment, or None when the suggestion is advice for a person."""
    if not finding.suggestion or not finding.length or finding.suggestion.startswith(_ADVICE):
        return None
    stands = document.text[finding.offset : finding.offset + finding.length]
    return _width_of(stands, finding.suggestion) if "\n" not in stands else None


def corrected_text(document: Document, accepted: Iterable[Finding]) -> str:
    """The whole text with the accepted findings mended; of two that overlap the earlier one is applied."""
    text = document.text
    for start, end, new in reversed(_edits(document, accepted)):
        text = text[:start] + new + text[end:]
    return text


def corrected_docx(document: Document, accepted: Iterable[Finding]) -> bytes:
    """A DOCX with the accepted findings mended.

    A document that came as DOCX keeps its layout, because only the changed runs are rewritten; any other is set
    anew, one paragraph a line.
    """
    accepted = tuple(accepted)
    if document.kind == "docx" and document.source:
        return _mended(document, accepted)
    return _set_anew(corrected_text(document, accepted))


def _width_of(stands: str, suggestion: str) -> str:
    """Half-width brackets stay half-width where the fragment itself has them."""
    if re.search(r"[(),:]", stands) and not re.search(r"[（），：]", stands):
        return suggestion.translate(str.maketrans("（），：", "(),:"))
    return suggestion


def _edits(document: Document, accepted: Iterable[Finding]) -> list[tuple[int, int, str]]:
    edits: list[tuple[int, int, str]] = []
    for finding in sorted(accepted, key=lambda f: f.offset):
        new = replacement(document, finding)
        if new is not None and (not edits or finding.offset >= edits[-1][1]):
            edits.append((finding.offset, finding.offset + finding.length, new))
    return edits


def _mended(document: Document, accepted: Iterable[Finding]) -> bytes:
    opened = opened_parts(document.source, document.name)
    assert isinstance(opened, tuple), "a document that was read can be opened again"
    body, numbering = opened
    pieces: list[Piece] = []
    for line in paragraphs(body, numbering):
        pieces += [*line, ("\n", None)]
    for start, end, new in reversed(_edits(document, accepted)):
        _rewrite(pieces, start, end, new)
    return _packed(document.source, etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True))


def _rewrite(pieces: list[Piece], start: int, end: int, new: str) -> None:
    """Puts ``new`` into the first run that the stretch touches and takes the rest of it from the others."""
    place = 0
    for text, node in list(pieces):
        low, high = max(start, place), min(end, place + len(text))
        if node is not None and low < high:
            given = node.text or ""
            node.text = given[: low - place] + new + given[high - place :]
            node.set(_XML_SPACE, "preserve")
            new = ""
        place += len(text)


def _packed(source: bytes, body: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item, body if item.filename == "word/document.xml" else old.read(item.filename))
    return made.getvalue()


def _set_anew(text: str) -> bytes:
    from docx import Document as Word

    word = Word()
    for line in text.split("\n"):
        word.add_paragraph(_printable(line))
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _printable(line: str) -> str:
    """Without the control characters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", line)
