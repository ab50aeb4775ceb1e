"""The calendar of working days for everybody: a year, its holidays, and the notice that moved each day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fadu.kernel.calendar import Calendar
from fadu.service import clock
from fadu.service.rules import rulebook
from fadu.service.typed_dates import EARLIEST, LATEST
from fadu.service.workdays import Holiday, Month, work_year
from fadu.web.access import public
from fadu.web.asked import whole_number
from fadu.web.views.public import site_of, town_for


@public
def workdays(request: HttpRequest) -> HttpResponse:
    town, calendar = town_for(request), rulebook().calendar
    year = _year(request.GET.get("year", ""))
    found = work_year(calendar, year)
    context = {
        "page_title": f"{year}年工作日", "site": site_of(request, town, "期限和法规"), "year": year, "notice": found.notice.number if found.notice else "",
        "months": [_month(m, year, calendar) for m in found.months], "holidays": [_holiday(h) for h in found.holidays], "working": found.working,
        "years": [{"label": f"{y}年", "href": f"?year={y}", "current": y == year} for y in _offered(calendar, year)], "law_href": reverse("law_home"), "due_href": reverse("due_page"),
    }  # fmt: skip
    return render(request, "fadu/law/workdays.html", context)


def _year(text: str) -> int:
    """The year asked for; this year when it cannot be read or cannot be reckoned."""
    asked = whole_number(text, LATEST) or 0
    return asked if EARLIEST < asked < LATEST else clock.today().year


def _offered(calendar: Calendar, year: int) -> list[int]:
    known = {notice.year for notice in calendar.notices}
    return sorted({*known, max(known, default=year) + 1, year})


def _month(month: Month, year: int, calendar: Calendar) -> dict[str, Any]:
    return {
        "title": f"{month.number}月",
        "working": month.working,
        "weeks": [[_cell(day, month.number, calendar) for day in week] for week in month.weeks],
    }


def _cell(day: date, month: int, calendar: Calendar) -> dict[str, Any]:
    """A day of the month: its state (work, rest, off, moved) and why; empty outside the month."""
    if day.month != month:
        return {"on": None}
    works, weekend = calendar.is_working(day), day.weekday() >= 5
    state = "moved" if works and weekend else "" if works else "rest" if weekend and calendar.notice_for(day) is None else "off"
    return {"on": day, "state": state, "sign": {"moved": "班", "off": "休"}.get(state, ""), "why": calendar.why(day)}


def _holiday(holiday: Holiday) -> dict[str, Any]:
    return {"name": holiday.name, "first": holiday.off[0], "last": holiday.off[-1], "count": len(holiday.off), "work": holiday.work}
