"""A screening round as the justice office sees it: who answered what, who is silent, urge them or sum up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.service.links import may_issue
from fadu.service.places import place_of
from fadu.service.scope import Reader
from fadu.service.take_step import Command, take_step
from fadu.service.village import ROUND, Answer, answers, reached, urged_on
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.command_key import new_key, sent_key


@staff
@require_http_methods(["GET", "POST"])
def round_desk(request: HttpRequest, matter_id: str) -> HttpResponse:
    """Every village of the round; ``POST`` urges the silent ones."""
    reader = reader_of(request)
    row = reader.readable().filter(pk=matter_id, procedure=ROUND).first()
    if row is None:
        raise Http404("没有这一轮排查，或者不在您的查看范围内")
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        key = sent_key(request.POST)
        result = take_step(Command(key=key, org=reader.org, actors=(reader.actor,), matter=str(row.pk), step="urge"))
        if not isinstance(result, Refused):
            messages.success(request, "已催报，没有回报的村（社区）在自己的页面上看得到。", extra_tags="done")
            return redirect("round_desk", row.pk)
        refusals = result.refusals
    context = {
        **_shown(reader, row, answers(row.pk, reader.on)),
        "refusals": refusals,
        "may": "justice_office" in reader.roles and row.closed_on is None,
    }
    return render(request, "fadu/round.html", context, status=422 if refusals else 200)


def _shown(reader: Reader, row: Matter, found: list[Answer]) -> dict[str, Any]:
    named, there = place_of(row.org), reached(reader)
    silent = [_line(named, a) | _reach(reader, a, there) for a in found if a.found is None]
    return {
        "page_title": "各村回报", "round": {"title": row.title, "href": reverse("matter", args=(row.pk,)), "on": row.opened_on, "closed_on": row.closed_on},
        "silent": silent, "answered": [_line(named, a) for a in found if a.found is not None], "total": len(found), "found": sum(a.found or 0 for a in found),
        "urged_on": urged_on(row.pk), "action": reverse("round_desk", args=(row.pk,)), "key": new_key(), "close_href": reverse("step", args=(row.pk, "close")),
    }  # fmt: skip


def _reach(reader: Reader, a: Answer, there: frozenset[str]) -> dict[str, Any]:
    """Whether nobody could answer in that village, and where a link is sent for those who may send one."""
    if a.village in there:
        return {}
    return {"nobody": True, "link_href": f"{reverse('links')}?{urlencode({'village': a.village})}" if may_issue(reader) else ""}


def _line(named: Callable[[str], str], a: Answer) -> dict[str, Any]:
    return {
        "village": named(a.village),
        "found": a.found,
        "on": a.on,
        "until_on": a.until_on,
        "late": a.late,
        "href": reverse("matter", args=(a.matter,)),
    }
