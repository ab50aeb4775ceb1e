"""The printed figures of a report beside last year's, in the order in which the text prints them. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fadu.packs.annual_report.text import frozen, places
from fadu.service.past_reports import printed
from fadu.service.report_content import Content, content_of, counted, report_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One printed figure: this year's and last year's row. ``past`` is what last year's report printed where no records are kept."""

    code: str
    part: str
    section: str
    now: Mapping[str, Any]
    before: Mapping[str, Any] | None
    past: str


def beside(found: Content) -> list[Beside]:
    """Every figure the text prints, once, where it is first printed."""
    now, before, past = frozen(found.rows), _before(found), printed(found.org, found.year - 1)
    made: dict[tuple[str, str], Beside] = {}
    for section in found.sections:
        for key in places(str(section.get("text") or "")):
            if key in now and key not in made:
                row = before.get(key)
                told = past.get(key[0], "") if not key[1] and not _counts(row) else ""
                made[key] = Beside(code=key[0], part=key[1], section=str(section.get("title") or ""), now=now[key], before=row, past=told)
    return list(made.values())


def _before(found: Content) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """Last year's rows: as they were frozen, else as they are counted now."""
    row = report_of(found.org, found.year - 1)
    last = content_of(row) if row else None
    return frozen(last.rows if last and last.frozen else counted(found.org, found.year - 1).rows)


def _counts(row: Mapping[str, Any] | None) -> bool:
    return bool(row and (row.get("value") or row.get("base")))
