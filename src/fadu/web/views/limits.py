"""Due dates: the receipt of one limit day by day, its calendar entry, and the calendar of all that falls due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fadu.kernel.period import Interval
from fadu.service import clock
from fadu.service.calendar import Falling, falling, reckoned, weeks
from fadu.service.due_receipt import DueNote, ics
from fadu.service.matter_view import MatterView, Running, view
from fadu.service.people import names
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.web.access import reader_of, staff
from fadu.web.clocks import clock_part, row_clock
from fadu.web.receipt import days_of, key_dates, stood_still

_SHOWN_A_DAY = 3


def _running(request: HttpRequest, matter_id: str, limit: str) -> tuple[MatterView, Running]:
    found = view(reader_of(request), matter_id)
    running = next((r for r in found.limits if r.limit == limit), None) if found else None
    if found is None or running is None:
        raise Http404("没有这个期限，或者不在您的查看范围内")
    return found, running


@staff
def receipt(request: HttpRequest, matter_id: str, limit: str) -> HttpResponse:
    found, running = _running(request, matter_id, limit)
    return render(request, "fadu/due.html", {"page_title": running.label, **_receipt(found, running)})


def _receipt(found: MatterView, running: Running) -> dict[str, Any]:
    due = running.due
    part = clock_part(running, found.world.rules.calendar, found.world.today, str(found.row.pk))
    context = {
        **key_dates(due), "subject": found.row.title, "subject_href": reverse("matter", args=(found.row.pk,)), "ended_on": running.ended_on,
        "clock": part, **{k: part[k] for k in ("left", "unit", "state")},
    }  # fmt: skip
    law = {"law_href": reverse("law_limit", args=(running.limit,))}
    return {"due": context, "clock": part, "days": days_of(due), **law, **stood_still(due, paused=_lasting(found, running))}


def _lasting(found: MatterView, running: Running) -> list[Interval]:
    """The suspensions that stop this limit and have not ended."""
    named = {name for cause in running.due.rule.suspended_by for name in (cause, found.world.rules.causes.get(cause, cause))}
    return [p for p in found.matter.clocks[running.limit].pauses if p.last == date.max and p.cause in named]


@staff
def receipt_ics(request: HttpRequest, matter_id: str, limit: str) -> HttpResponse:
    found, running = _running(request, matter_id, limit)
    note = DueNote(
        running.due, found.row.title, f"{found.row.pk}/{limit}", request.build_absolute_uri(reverse("matter", args=(found.row.pk,)))
    )
    return _calendar_file(ics([note], clock.now()))


@staff
def calendar_page(request: HttpRequest) -> HttpResponse:
    """A month of due dates, mine or all that I may read, and the list behind it."""
    reader = reader_of(request)
    mine = request.GET.get("scope", "mine") != "all"
    year, month = _month(request.GET.get("month", ""), reader.on)
    grid = weeks(year, month)
    due = falling(reader, grid[0][0], grid[-1][-1], mine=mine)
    late = falling(reader, date(2000, 1, 1), grid[0][0] - timedelta(days=1), mine=mine)
    context = {
        "page_title": "期限", "month": _grid(grid, year, month, due, reader), "list": _list([*late, *due], reader), "filters": [],
        "ics_href": reverse("calendar_ics"), "scope_href": "mine" if mine else "all",
        "scopes": [{"label": "我经办的", "href": f"?scope=mine&month={year}-{month:02d}", "current": mine}, {"label": "我能查看的", "href": f"?scope=all&month={year}-{month:02d}", "current": not mine}],
        "provisional_note": "" if rulebook().calendar.knows(grid[-1][-1]) else "部分日期尚无国务院放假通知，标为预估，通知发布后自动重算。",
        "empty": {"title": "这段时间没有到期的事项", "text": "办理中的法定期限会出现在这里，并说明每一天怎么算。", "href": reverse("matters"), "label": "查看全部事项"},
    }  # fmt: skip
    return render(request, "fadu/deadlines.html", context)


def _month(text: str, today: date) -> tuple[int, int]:
    try:
        year, month = (int(part) for part in text.split("-"))
        date(year, month, 1)
    except ValueError:
        return today.year, today.month
    return year, month


def _grid(grid: list[list[date]], year: int, month: int, due: list[Falling], reader: Reader) -> dict[str, Any]:
    by_day: dict[date, list[Falling]] = {}
    for one in due:
        by_day.setdefault(one.row.due_on, []).append(one)
    before, after = date(year, month, 1) - timedelta(days=1), date(year, month, 28) + timedelta(days=5)
    return {
        "title": f"{year}年{month}月", "previous_href": f"?month={before.year}-{before.month:02d}", "next_href": f"?month={after.year}-{after.month:02d}",
        "today_href": "?", "weeks": [[_cell(d, month, by_day.get(d, []), reader) for d in week] for week in grid],
    }  # fmt: skip


def _cell(day: date, month: int, due: list[Falling], reader: Reader) -> dict[str, Any]:
    calendar = rulebook().calendar
    weekend = day.weekday() >= 5
    works = calendar.is_working(day)
    shown = [
        {"label": one.label, "href": reverse("matter", args=(one.row.matter_id,)), "state": _state(one, reader)}
        for one in due[:_SHOWN_A_DAY]
    ]
    return {
        "on": day, "in_month": day.month == month, "today": day == reader.on, "rest": "" if works or weekend else calendar.why(day),
        "work": works and weekend, "entries": shown, "more": max(0, len(due) - _SHOWN_A_DAY),
    }  # fmt: skip


def _state(one: Falling, reader: Reader) -> str:
    clock_ = row_clock(one.row.due_on, reader.on, rulebook().calendar)
    return str(clock_["state"]) if clock_ else "ok"


def _list(due: list[Falling], reader: Reader) -> list[dict[str, Any]]:
    calendar = rulebook().calendar
    people = names(reader.org, {one.row.matter.handler for one in due})
    days: dict[date, list[dict[str, Any]]] = {}
    for one in due:
        m = one.row.matter
        days.setdefault(one.row.due_on, []).append({
            "title": m.title, "href": reverse("matter", args=(m.pk,)), "label": one.label, "who": people.get(m.handler, m.handler),
            "clock": {**(row_clock(one.row.due_on, reader.on, calendar) or {}), "provisional": one.row.provisional},
        })  # fmt: skip
    return [{"on": day, "rest": "" if calendar.is_working(day) else calendar.why(day), "entries": entries} for day, entries in days.items()]


@staff
def calendar_ics(request: HttpRequest) -> HttpResponse:
    """All my open limits as a calendar file."""
    reader = reader_of(request)
    notes = [
        DueNote(due, row.matter.title, f"{row.matter_id}/{row.limit}", request.build_absolute_uri(reverse("matter", args=(row.matter_id,))))
        for one, due in reckoned(reader, reader.on - timedelta(days=365), reader.on + timedelta(days=730))
        for row in (one.row,)
    ]
    return _calendar_file(ics(notes, clock.now()))


def _calendar_file(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="fadu.ics"'
    return response
