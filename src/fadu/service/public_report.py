"""The published annual reports as everybody may read them: signed text, frozen figures, and redacted records behind each.

Only a report whose publication stands is read, and only figures that its text prints can be opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from fadu.kernel.indicator import Figure, Indicator, year
from fadu.packs.annual_report.freezing import behind_digest
from fadu.packs.annual_report.text import frozen, places
from fadu.service.counting import Book
from fadu.service.figure_records import Page, counting_rule, public_records
from fadu.service.report_content import REPORT, Content, content_of, declared_rule, issued_paper
from fadu.service.report_export import freeze_entry, side_car
from fadu.service.shortfalls import QUALITY_PREFIX, shortfalls
from fadu.store.models import IssuedPaper, Publication


@dataclass(frozen=True, slots=True)
class Published:
    """A report that stands published: its content, the signed paper, and the day it was made public."""

    content: Content
    paper: IssuedPaper
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One printed figure with a page of its redacted records. ``same``: they are the very records that were frozen."""

    row: Mapping[str, Any]
    definition: Indicator | None
    page: Page
    same: bool


def years(org: str, today: date) -> list[int]:
    """The years with a published report, newest first."""
    return sorted({int(y) for y in _standing(org, today).values_list("matter__snapshot__facts__year", flat=True) if y}, reverse=True)


def published(org: str, in_year: int, today: date) -> Published | None:
    """The published report of a year; None when there is none, or it was withdrawn."""
    found = (
        _standing(org, today)
        .filter(matter__snapshot__facts__year=in_year)
        .select_related("matter")
        .order_by("-published_on", "-id")
        .first()
    )
    if found is None or found.matter is None:
        return None
    content = content_of(found.matter)
    paper = issued_paper(content)
    return Published(content, paper, found.published_on) if paper else None


def opened(report: Published, code: str, part: str, number: int) -> Opened | None:
    """A figure that the report's text prints; None for any other."""
    content = report.content
    row = frozen(content.rows).get((code, part))
    if row is None or code not in {c for c, _ in printed_places(content)}:
        return None
    figure, definitions = _counted(content, code, part)
    page = public_records(content.org, figure, counting_rule(code, definitions), number) if figure else Page((), 1, 1, 0)
    return Opened(
        row=row, definition=definitions.get(code), page=page, same=figure is not None and behind_digest(figure.behind) == row.get("digest")
    )


def printed_places(content: Content) -> set[tuple[str, str]]:
    """The (code, part) pairs that the text prints."""
    return {p for s in content.sections for p in places(str(s.get("text") or ""))}


def open_data(report: Published) -> dict[str, Any]:
    """The side-car for everybody: the printed figures and where they stand, without the ids of the records."""
    told = side_car(report.content)
    used = {p["figure"] for p in told["printed"]}
    bare = [{**{k: v for k, v in f.items() if k != "matters"}, "records": len(f["matters"])} for f in told["figures"] if f["id"] in used]
    return {**told, "figures": bare}


def _counted(content: Content, code: str, part: str) -> tuple[Figure | None, Mapping[str, Indicator]]:
    """The figure as it was counted when it was frozen, from the entries that were there by then; and the rules used."""
    period = year(content.year)
    book = Book(content.org, period.last, (code,), entries_before=freeze_entry(content))
    found, rules = book.figures(period), book.definitions
    if code.startswith(QUALITY_PREFIX):
        against = shortfalls(content.org, period)
        found, rules = {c: f for c, (_, f) in against.items()}, {c: d for c, (d, _) in against.items()}
    whole = found.get(code)
    if whole is not None and code not in rules:
        rules = {**rules, code: declared_rule(whole)}
    return (whole.parts.get(part) if whole and part else whole), rules


def _standing(org: str, today: date) -> Any:
    rows = Publication.objects.filter(org=org, kind=REPORT, withdrawn_on__isnull=True, published_on__lte=today)
    return rows.filter(Q(until__isnull=True) | Q(until__gte=today))
