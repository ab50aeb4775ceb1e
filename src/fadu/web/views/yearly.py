"""The other yearly tables on one page each: every number opens its records, and the acts that this person may take."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import available
from fadu.packs import catalogue
from fadu.packs.common.steps import common_steps
from fadu.service import clock, yearly
from fadu.service.readings import remember
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.service.take_step import Receipt
from fadu.service.world import world
from fadu.store.models import IssuedPaper, Matter
from fadu.store.snapshot import matter_of
from fadu.web.access import reader_of, staff
from fadu.web.clocks import row_clock
from fadu.web.own_pages import own_page
from fadu.web.views.figures import XLSX, figure_href
from fadu.web.views.report_acts import act_form, by_of


@staff
def yearly_table(request: HttpRequest, matter_id: str) -> HttpResponse:
    reader = reader_of(request)
    row = _row(reader, matter_id)
    procedure = catalogue().procedure(row.procedure, row.version)
    state, facts = procedure.state(row.state), row.snapshot["facts"]
    context = {
        "page_title": procedure.label, "title": row.title, "state": state.label if state else row.state, "due": row_clock(row.due_on, reader.on, rulebook().calendar),
        "provisional": bool(facts.get("provisional")), "restated": yearly.restated(row), "tables": _tables(row), "acts": acts_of(reader, row),
        "matter_href": reverse("matter", args=(row.pk,)), "xlsx_href": reverse("yearly_xlsx", args=(row.pk,)),
        "papers": [{"label": p.title, "href": reverse("paper", args=(p.pk,))} for p in IssuedPaper.objects.filter(matter=row).order_by("-id")],
    }  # fmt: skip
    return render(request, "fadu/yearly.html", context)


@staff
@require_http_methods(["GET", "POST"])
def yearly_fill(request: HttpRequest, matter_id: str) -> HttpResponse:
    """Count the records of today into the report on enforcement; what will happen is said first."""
    reader = reader_of(request)
    row = _row(reader, matter_id)
    step = catalogue().procedure(row.procedure, row.version).step("fill")
    if row.procedure != yearly.PROVISIONAL or step is None or not reader.roles & set(step.roles):
        raise Http404("没有这一步，或者不由您办理")
    home = reverse("yearly", args=(matter_id,))
    if request.method != "POST":
        return act_form(request, step, request.path, home, (), row)
    done = yearly.fill_provisionally(row, by_of(request, reader))
    if not isinstance(done, Receipt):
        return act_form(request, step, request.path, home, done.refusals, row, status=422)
    messages.success(request, f"已办理“{step.label}”。回执{done.hash[:8]}", extra_tags="done")
    return redirect(home)


@staff
def yearly_xlsx(request: HttpRequest, matter_id: str) -> HttpResponse:
    row = _row(reader_of(request), matter_id)
    remember(request.user, "print", row.title, matter=row.pk, form="xlsx")
    response = HttpResponse(yearly.workbook(row), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{row.title}.xlsx") or ""
    return response


def _row(reader: Reader, matter_id: str) -> Matter:
    row = reader.readable().filter(pk=matter_id, procedure__in=yearly.OUTPUTS).first()
    if row is None:
        raise Http404("没有这份报表，或者不在您的查看范围内")
    return row


def _tables(row: Matter) -> list[dict[str, Any]]:
    """The lines by table, each number with the address of the records behind it."""
    in_year, found = int(str(row.snapshot["facts"].get("year", 0))), list[dict[str, Any]]()
    for x in yearly.lines(row):
        if not found or found[-1]["title"] != x.table:
            found.append({"title": x.table, "lines": []})
        href = figure_href(x.code, in_year, x.part) if x.code else ""
        found[-1]["lines"].append({"label": x.label, "shown": x.shown, "last_year": x.last_year, "source": x.source, "href": href})
    return found


def acts_of(reader: Reader, row: Matter) -> list[dict[str, Any]]:
    """The table's own steps that this person may take now, the one that leads on first."""
    matter = matter_of(row, catalogue().procedure(row.procedure, row.version))
    common = {s.id for s in common_steps()}
    options = [o for o in available(world(reader.org, reader.on), matter, reader.actor, reader.on, clock.now()) if o.step.id not in common]
    ahead = [(o.step.to is not None and row.state not in o.step.destinations and not o.step.back, o) for o in options if o.possible]
    return [
        {"label": o.step.label, "href": own_page(row.procedure, o.step.id, str(row.pk)) or reverse("step", args=(row.pk, o.step.id)), "ahead": leads, "hint": o.step.consequence}
        for leads, o in sorted(ahead, key=lambda pair: not pair[0])
    ]  # fmt: skip
