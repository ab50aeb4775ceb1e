"""What staff may read with their session: their matters and the town's figures, scoped like every page."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router
from ninja.errors import HttpError

from fadu.packs import catalogue
from fadu.service import clock
from fadu.service.figures import as_json, figures, period_of
from fadu.service.matter_view import view
from fadu.service.people import actor_of
from fadu.service.readings import remember_reading
from fadu.service.scope import Reader, reader
from fadu.store.models import Matter
from fadu.store.word_index import containing
from fadu.web.api.schemas import Error, Figure, Invalid, MatterDetail, Matters, Month, Name, Page, Words, Year

router = Router(tags=["工作人员"])
PAGE = 50


def reading(request: HttpRequest) -> Reader:
    """Who reads; 403 without a post today."""
    user: Any = request.user
    found = reader(actor_of(user), user.org, clock.today())
    if not found.roles:
        raise HttpError(403, "您今天没有任职的岗位")
    return found


@router.get("/matters", response={200: Matters, 401: Error, 403: Error, 422: Invalid}, summary="可以查看的事项")
def matters(request: HttpRequest, procedure: Name = "", state: Name = "", q: Words = "", page: Page = 1) -> dict[str, Any]:
    rows = containing(reading(request).readable(), q)
    if procedure:
        rows = rows.filter(procedure=procedure)
    if state:
        rows = rows.filter(state=state)
    total, first = rows.count(), (page - 1) * PAGE
    shown = rows.order_by("-opened_on", "id").defer("snapshot", "search")[first : first + PAGE]
    return {"total": total, "page": page, "pages": max(1, -(-total // PAGE)), "items": [_line(m) for m in shown]}


@router.get("/matters/{matter_id}", response={200: MatterDetail, 401: Error, 403: Error, 404: Error, 422: Invalid}, summary="一个事项")
def matter(request: HttpRequest, matter_id: uuid.UUID) -> dict[str, Any]:
    found = view(reading(request), str(matter_id))
    if found is None:
        raise Http404("没有这个事项，或者不在您的查看范围内")
    remember_reading(request.user, found)
    return {
        **_line(found.row), "facts": {f.label: f.show(value) for f, value in found.fields},
        "limits": [{"limit": r.limit, "label": r.label, "due_on": r.due.due_on, "ended_on": r.ended_on, "late": r.late} for r in found.limits],
        "steps": [{"seq": e.seq, "step": e.step, "label": e.label, "on": e.on, "at": e.at, "number": e.number, "hash": e.hash} for e in found.events],
    }  # fmt: skip


@router.get(
    "/figures",
    response={200: list[Figure], 401: Error, 403: Error, 422: Invalid},
    summary="一个时期的数据",
    description="不写年度的是本年；写了月份的是那一个月。",
)
def figures_of(request: HttpRequest, year: Year | None = None, month: Month | None = None) -> list[dict[str, Any]]:
    """Of a year (this one when none is named), or of one month of it."""
    who = reading(request)
    chosen = year or clock.today().year
    found = [as_json(f) for f in figures(who.org, period_of(f"{chosen}-{month:02d}" if month else str(chosen))).values()]
    seen = {str(id) for id in who.readable().values_list("id", flat=True)}
    return [_figure(f, seen) for f in found]


def _figure(said: Mapping[str, Any], seen: set[str]) -> dict[str, Any]:
    """The figure with the ids this reader may open; keys of register rows are no matters."""
    return {**said, "matters": [m for m in said["matters"] if m in seen]}


def _line(row: Matter) -> dict[str, Any]:
    state = catalogue().procedure(row.procedure, row.version).state(row.state) if catalogue().has_procedure(row.procedure) else None
    return {
        "id": row.pk, "procedure": row.procedure, "title": row.title, "number": row.number, "state": row.state,
        "state_label": state.label if state else row.state, "opened_on": row.opened_on, "closed_on": row.closed_on, "due_on": row.due_on,
    }  # fmt: skip
