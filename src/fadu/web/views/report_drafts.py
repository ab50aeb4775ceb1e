"""The earlier drafts of a report: what each changed, and one press that takes one up again. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.service.report_content import content_of
from fadu.service.report_drafts import Written, take_up, written
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.asked import whole_number
from fadu.web.command_key import next_key
from fadu.web.views.report_acts import by_of, row_of, step_of
from fadu.web.views.step import MOST_ENTRIES


@staff
@require_http_methods(["GET", "POST"])
def report_drafts(request: HttpRequest, matter_id: str) -> HttpResponse:
    reader = reader_of(request)
    row = row_of(reader, matter_id)
    if not reader.roles & set(step_of("draft").roles):
        raise Http404("以前的稿由起草报告的人查看")
    if request.method != "POST":
        return _page(request, row, ())
    seq = whole_number(request.POST.get("seq"), MOST_ENTRIES)
    done = take_up(row, by_of(request, reader), -1 if seq is None else seq)
    if isinstance(done, Refused):
        return _page(request, row, done.refusals, status=422)
    messages.success(request, f"已改用这一稿，改动的段落请再核查一遍。回执{done.hash[:8]}", extra_tags="done")
    return redirect("report", matter_id)


def _page(request: HttpRequest, row: Matter, refusals: Sequence[Refusal], *, status: int = 200) -> HttpResponse:
    drafts, step = written(content_of(row)), step_of("draft")
    context = {
        "page_title": "以前的稿", "report": {"title": row.title, "href": reverse("report", args=(row.pk,))}, "refusals": refusals,
        "drafts": [_draft(d, len(drafts) - n) for n, d in enumerate(drafts)], "may": row.state in step.source, "action": request.path,
        "key": next_key(request.POST, refusals),
    }  # fmt: skip
    return render(request, "fadu/report_drafts.html", context, status=status)


def _draft(one: Written, number: int) -> dict[str, Any]:
    return {
        "number": number, "seq": one.seq, "by": one.by, "at": one.at, "now": one.now, "first": number == 1, "changes": one.changes,
        "paragraphs": one.paragraphs, "lost": len(one.lost),
    }  # fmt: skip
