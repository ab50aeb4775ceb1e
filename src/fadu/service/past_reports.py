"""Reports of earlier years as they were taken in: the one of a year, and what it printed of our figures. Reads only."""

from __future__ import annotations

from fadu.packs import catalogue
from fadu.store.models import Matter

PAST = "annual_report.past_report"


def kept(org: str, year: int) -> Matter | None:
    """The report of a year that was taken in; the newest when it was taken in twice."""
    if not catalogue().has_procedure(PAST):
        return None
    return Matter.objects.filter(org=org, procedure=PAST, state="kept", snapshot__facts__year=year).order_by("-opened_on", "-id").first()


def printed(org: str, year: int) -> dict[str, str]:
    """Code → what that year's report printed, as somebody confirmed it."""
    row = kept(org, year)
    return {str(r["code"]): str(r["shown"]) for r in (row.snapshot["facts"].get("recognised") or [] if row else [])}
