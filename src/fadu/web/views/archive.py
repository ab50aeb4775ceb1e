"""待归档案卷: closed files that nobody archived yet; the keeper archives a page of them at once, or one by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.packs import catalogue
from fadu.packs.common.archive import ARCHIVE_FIELDS
from fadu.service import to_archive
from fadu.service.scope import Reader
from fadu.service.volume import proposed_term
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.asked import page_number
from fadu.web.command_key import next_key, sent_key
from fadu.web.form import controls

#: So many files stand on a page, and are archived in one press at most.
PAGE = 50
_NUMBER = replace(next(f for f in ARCHIVE_FIELDS if f.name == "archive_no"), label="第一卷的档案号")
_EMPTY = {"title": "没有待归档的案卷", "text": "案件办结以后，案卷会列在这里。", "label": "回到桌面"}


@staff
@require_http_methods(["GET", "POST"])
def archive_room(request: HttpRequest) -> HttpResponse:
    """The list, oldest first; ``POST`` archives those ticked, numbered from the first number on."""
    reader = reader_of(request)
    if not to_archive.may_archive(reader):
        raise Http404("待归档案卷由档案员和执法队负责人查看")
    if request.method != "POST":
        return _page(request, reader)
    files = to_archive.chosen(reader, request.POST.getlist("file")[:PAGE])
    result = to_archive.archive(reader, files, request.POST.get("archive_no", ""), sent_key(request.POST))
    if isinstance(result, Refusal):
        return _page(request, reader, (result,))
    _say(request, result)
    return redirect(request.get_full_path())


def _say(request: HttpRequest, result: Sequence[tuple[Matter, str, Any]]) -> None:
    numbers = [number for _, number, got in result if not isinstance(got, Refused)]
    if numbers:
        span = numbers[0] if len(numbers) == 1 else f"{numbers[0]}至{numbers[-1]}"
        messages.success(request, f"已归档{len(numbers)}卷，档案号{span}", extra_tags="done")
    for matter, _, got in result:
        if isinstance(got, Refused):
            messages.error(request, f"{matter.title}：{'；'.join(str(r) for r in got.refusals)}")


def _page(request: HttpRequest, reader: Reader, refusals: Sequence[Refusal] = ()) -> HttpResponse:
    kinds = to_archive.kinds(reader)
    kind = request.GET.get("kind", "")
    shown = Paginator(to_archive.waiting(reader, kind).defer("search"), PAGE).get_page(page_number(request.GET.get("page")))
    ticked = request.POST.getlist("file") if request.method == "POST" else None
    before = to_archive.last_number(reader)
    context = {
        "page_title": "待归档案卷", "rows": [_row(m, ticked) for m in shown], "views": _views(kinds, kind), "total": sum(kinds.values()), "refusals": refusals,
        "form": controls([_NUMBER], {"archive_no": request.POST.get("archive_no", "")}, required=["archive_no"], refusals=refusals), "before": before,
        "action": request.get_full_path(), "key": next_key(request.POST, refusals), "home_href": reverse("desk"), "empty": _EMPTY | {"href": reverse("desk")},
        "page": {"number": shown.number, "count": shown.paginator.num_pages, "total": shown.paginator.count, "first": shown.start_index(), "last": shown.end_index()},
    }  # fmt: skip
    return render(request, "fadu/archive_room.html", context, status=422 if refusals else 200)


def _views(kinds: dict[str, int], kind: str) -> list[dict[str, Any]]:
    here = reverse("archive_room")
    found = [
        {"label": catalogue().procedure(n).label, "count": count, "href": f"{here}?kind={n}", "current": n == kind}
        for n, count in kinds.items()
    ]
    return [{"label": "全部", "count": sum(kinds.values()), "href": here, "current": kind not in kinds}, *found] if len(found) > 1 else []


def _row(m: Matter, ticked: Sequence[str] | None) -> dict[str, Any]:
    return {
        "id": str(m.pk), "title": m.title, "number": m.number, "href": reverse("matter", args=(m.pk,)), "closed_on": m.closed_on, "term": proposed_term(m),
        "ticked": ticked is None or str(m.pk) in ticked, "alone_href": reverse("step", args=(m.pk, to_archive.STEP)),
    }  # fmt: skip
