"""What is asked of the checker for the page and the API, as plain functions over values; they run apart from the server.

Nothing here reads a store, a clock or the network; files come as bytes and go as bytes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from fadu.checker import Confirmation, Document, Unreadable, check, confirmations, document, read
from fadu.checker.compare import findings as differences_found
from fadu.checker.compare import pairs
from fadu.checker.correct import corrected_docx, corrected_text, replacement
from fadu.checker.figures import Role, mentions
from fadu.checker.outline import headings
from fadu.checker.profile import profile
from fadu.checker.sheet import findings_sheet
from fadu.kernel.finding import Finding

#: So many characters on each side of a number are shown with it.
_AROUND = 24
#: The keys of accepted findings; None: every suggestion that can be applied.
Accepted: TypeAlias = Collection[str] | None


@dataclass(frozen=True, slots=True)
class Beside:
    """One indicator in two reports; ``start`` is its place in the new one, ``change`` the difference of exact numbers."""

    name: str
    now: str
    before: str
    change: Decimal | None
    start: int


@dataclass(frozen=True, slots=True)
class Examined:
    """A report with everything that was found. ``mends`` holds the replacement of each finding, or None for advice.

    ``heads`` are (first character, level) of headings, level 0 the title; ``year`` is 0 and ``place`` empty when unknown.
    """

    document: Document
    findings: tuple[Finding, ...]
    mends: tuple[str | None, ...]
    held: tuple[Confirmation, ...] = ()
    heads: tuple[tuple[int, int], ...] = ()
    year: int = 0
    place: str = ""
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read of a file: its text, and the numbers that stand in it."""

    text: str
    candidates: tuple[dict[str, str], ...]


def key_of(finding: Finding) -> str:
    """Names a finding within its document, so that it can be accepted from another page."""
    return f"{finding.rule}-{finding.offset}-{finding.length}"


def opened(source: bytes, name: str) -> Document | Unreadable:
    """The document in a file; a file that cannot be corrected in its own form is not carried further."""
    found = read(source, name)
    return found if isinstance(found, Unreadable) or found.kind == "docx" else replace(found, source=b"")


def examined(found: Document, before: Document | None, today: date) -> Examined:
    """All that can be said of a report, and of it beside last year's when that is given."""
    faults = check(found, today=today, last_year=before)
    head = profile(found)
    heads = [(h.start, h.level) for h in headings(found)]
    if head.title:
        heads.append((head.title_at.start, 0))
    return Examined(
        found, faults, tuple(replacement(found, f) for f in faults), confirmations(found), tuple(sorted(heads)),
        head.year, head.stem or head.place, beside(found, before) if before else (),
    )  # fmt: skip


def beside(now: Document, before: Document) -> tuple[Beside, ...]:
    """The indicators that both reports surely state once, in the order of the new one."""
    rows = [
        Beside(p.now.name, p.now.text, p.before.text, p.now.value - p.before.value if p.now.exact and p.before.exact else None, p.now.start)
        for p in pairs(now, before)
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: row.start))


def mended(found: Document, before: Document | None, today: date, accepted: Accepted) -> Examined | Unreadable:
    """The report with the accepted suggestions in it, checked again."""
    chosen = _chosen(found, before, today, accepted)
    if found.kind == "docx" and found.source:
        again = read(corrected_docx(found, chosen), found.name)
        return again if isinstance(again, Unreadable) else examined(again, before, today)
    text = corrected_text(found, chosen)
    return examined(document(text, name=found.name, kind=found.kind, labels=found.labels), before, today)


def as_docx(found: Document, before: Document | None, today: date, accepted: Accepted) -> bytes:
    """A DOCX with the accepted suggestions in it."""
    return corrected_docx(found, _chosen(found, before, today, accepted))


def as_sheet(found: Document, before: Document | None, today: date) -> bytes:
    """The findings as an XLSX."""
    return findings_sheet(found, check(found, today=today, last_year=before))


def taken(source: bytes, name: str) -> Taken | Unreadable:
    """The text of an earlier report and the numbers it seems to state, for a person to confirm."""
    found = read(source, name)
    return found if isinstance(found, Unreadable) else Taken(found.text, tuple(_candidates(found)))


def _candidates(found: Document) -> list[dict[str, str]]:
    """The totals and stocks the text states, each named once."""
    made: dict[tuple[str, str], dict[str, str]] = {}
    for m in mentions(found):
        if m.role in (Role.TOTAL, Role.STOCK) and (m.name or m.label):
            first, last = found.line_at(m.start)
            fragment = found.text[max(first, m.start - _AROUND) : min(last, m.end + _AROUND)].strip()
            row = {"name": m.name or m.label, "shown": m.text, "fragment": fragment}
            made.setdefault((row["name"], row["shown"]), row)
    return list(made.values())


def compared(page: Document, original: Document) -> Examined:
    """What publishing lost, added or changed; nothing here can be mended by us, the page must be published again."""
    faults = differences_found(page, original)
    return Examined(page, faults, tuple(None for _ in faults))


def compared_sheet(page: Document, original: Document) -> bytes:
    """The differences as an XLSX."""
    return findings_sheet(page, differences_found(page, original))


def _chosen(found: Document, before: Document | None, today: date, accepted: Accepted) -> list[Finding]:
    return [f for f in check(found, today=today, last_year=before) if accepted is None or key_of(f) in accepted]
