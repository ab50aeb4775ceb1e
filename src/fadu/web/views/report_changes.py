"""What happened to a frozen year after its freeze: a list that fills itself, and one tap to restate. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.service import report
from fadu.service.frozen_changes import Change, Late, changes
from fadu.service.report_content import Content, content_of
from fadu.service.report_export import frozen_on
from fadu.service.scope import Reader
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.command_key import next_key
from fadu.web.views.figures import figure_href
from fadu.web.views.report_acts import by_of, row_of, step_of


@staff
@require_http_methods(["GET", "POST"])
def report_changes(request: HttpRequest, matter_id: str) -> HttpResponse:
    reader = reader_of(request)
    row = row_of(reader, matter_id)
    if request.method != "POST":
        return _page(request, reader, row, ())
    done = report.restate(row, by_of(request, reader), request.POST.get("why", ""))
    if isinstance(done, Refused):
        return _page(request, reader, row, done.refusals, status=422)
    messages.success(request, f"已写入更正说明。回执{done.hash[:8]}", extra_tags="done")
    return redirect("report_changes", matter_id)


def _page(request: HttpRequest, reader: Reader, row: Matter, refusals: Sequence[Refusal], *, status: int = 200) -> HttpResponse:
    found = content_of(row)
    every = changes(found)
    step = step_of("restate")
    context = {
        "page_title": "冻结后变动", "refusals": refusals, "action": request.path, "key": next_key(request.POST, refusals),
        "report": {"title": row.title, "href": reverse("report", args=(row.pk,)), "year": found.year, "frozen_on": frozen_on(found), "printed": row.state in ("published", "archived")},
        "changes": [_change(reader, found, c) for c in every], "left": sum(not c.told for c in every),
        "may": bool(reader.roles & set(step.roles)) and row.state in step.source,
    }  # fmt: skip
    return render(request, "fadu/report_changes.html", context, status=status)


def _change(reader: Reader, found: Content, c: Change) -> dict[str, Any]:
    seen = {
        str(pk)
        for pk in reader.readable().filter(pk__in=[one.matter for one in (*c.added, *c.gone) if one.matter]).values_list("pk", flat=True)
    }
    code = str(c.row.get("code", ""))
    return {
        "label": c.label, "was": c.was, "now": c.now, "why": c.why, "told": c.told, "same": c.was == c.now, "figure_href": figure_href(code, found.year) if code else "",
        "added": [_late(one, seen) for one in c.added], "gone": [_late(one, seen) for one in c.gone],
    }  # fmt: skip


def _late(one: Late, seen: set[str]) -> dict[str, Any]:
    """A record by its name where this person may read it; else only its days."""
    mine = one.matter in seen or not one.matter
    return {
        "title": one.title if mine else "不在您查看范围内的一件", "href": reverse("matter", args=(one.matter,)) if one.matter in seen else "",
        "happened_on": one.happened_on, "entered_on": one.entered_on,
    }  # fmt: skip
