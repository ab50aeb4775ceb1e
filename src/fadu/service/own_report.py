"""The town's own published report as a text to compare with: public words and public numbers only, never a draft."""

from __future__ import annotations

from datetime import date

from fadu.kernel.instrument import paper_from_json
from fadu.service.public_report import published, years
from fadu.service.report_published import text_of
from fadu.store.models import Town

__all__ = ["own_text", "same_town", "years"]


def own_text(org: str, year: int, today: date) -> str:
    """The words of the report of a year as it was signed and published; empty when none stands published."""
    found = published(org, year, today)
    return text_of(paper_from_json(found.paper.content)) if found else ""


def same_town(town: Town, place: str) -> bool:
    """Whether a report whose head names ``place`` speaks for this town."""
    return bool(place) and (place in town.name or town.short_name in place)
