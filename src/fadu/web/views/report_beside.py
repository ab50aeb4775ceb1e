"""Pages beside the report desk: its figures beside last year's, the reminder of those who have figures left, the leaders' own page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from fadu.kernel.decide import Refused
from fadu.kernel.field import yuan
from fadu.kernel.finding import Refusal
from fadu.packs.annual_report.outlines import LEADERS_PART
from fadu.service import confirming, report
from fadu.service.report_beside import Beside, beside
from fadu.service.report_content import content_of, report_of
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.command_key import next_key
from fadu.web.views import report_parts as parts
from fadu.web.views.figures import figure_href
from fadu.web.views.report_acts import by_of, row_of, step_of

#: No paragraph and no place in one has a number longer than this.
_DIGITS = 7


@staff
def report_compare(request: HttpRequest, matter_id: str) -> HttpResponse:
    reader = reader_of(request)
    row = row_of(reader, matter_id)
    found = content_of(row)
    last = report_of(row.org, found.year - 1)
    context = {
        "page_title": "与上年对照", "rows": [_row(b, found.year) for b in beside(found)],
        "report": {"title": row.title, "href": reverse("report", args=(row.pk,)), "year": found.year, "last_year": found.year - 1, "last_frozen": bool(last and content_of(last).frozen)},
    }  # fmt: skip
    return render(request, "fadu/report_compare.html", context)


def _row(b: Beside, year: int) -> dict[str, Any]:
    unit = "" if "base" in b.now else str(b.now.get("unit", ""))
    return {
        "section": b.section, "label": b.now["label"], "shown": b.now["text"], "unit": unit, "href": figure_href(b.code, year, b.part), "past": b.past,
        "last": b.before["text"] if b.before else "无", "change": _change(b), "still": bool(b.before and b.now["value"] and b.now["text"] == b.before["text"]),
    }  # fmt: skip


def _change(b: Beside) -> str:
    """多25件, 少33次; nothing for rates, whose bases differ, and where last year has no such figure."""
    if b.before is None or "base" in b.now or b.past:
        return ""
    more = b.now["value"] - b.before["value"]
    told = yuan(abs(more)) if b.now.get("unit") == "元" else str(abs(more))
    return f"{'多' if more > 0 else '少'}{told}{b.now.get('unit', '')}" if more else ""


@staff
@require_POST
def report_remind(request: HttpRequest, matter_id: str) -> HttpResponse:
    """One tap: everybody who has figures left is reminded on their desk."""
    reader = reader_of(request)
    row = row_of(reader, matter_id)
    if not reader.roles & set(step_of("remind").roles):
        raise Http404("不由您提醒")
    done = confirming.remind(row, by_of(request, reader), reader.on)
    if isinstance(done, Refused):
        for refusal in done.refusals:
            messages.error(request, str(refusal), extra_tags="refused")
    else:
        messages.success(request, "已提醒还没有核对完的责任人，他们的桌面上会看到", extra_tags="done")
    return redirect("report", matter_id)


@staff
@require_POST
def report_finding(request: HttpRequest, matter_id: str) -> HttpResponse:
    """Mend a finding as the checker suggests, or say why it is no fault."""
    reader = reader_of(request)
    row, asked = row_of(reader, matter_id), request.POST
    if not reader.roles & set(step_of("draft").roles):
        raise Http404("不由您修改")
    numbers = {n: int(v) if (v := asked.get(n, "")).isdecimal() and len(v) < _DIGITS else -1 for n in ("number", "paragraph", "start")}
    if asked.get("act") == "accept":
        done = report.accept(row, by_of(request, reader), asked.get("section", ""), numbers["paragraph"], numbers["start"])
    else:
        done = report.explain(row, by_of(request, reader), numbers["number"], asked.get("why", ""))
    said = "已照建议改，改完再核查一遍" if asked.get("act") == "accept" else "理由已写明，随报告保存"
    if isinstance(done, Refused):
        for refusal in done.refusals:
            messages.error(request, str(refusal), extra_tags="refused")
    else:
        messages.success(request, said, extra_tags="done")
    return redirect(reverse("report", args=(matter_id,)) + "#margin")


@staff
@require_http_methods(["GET", "POST"])
def confirm_leaders(request: HttpRequest, matter_id: str) -> HttpResponse:
    """What part three says, to the one of whom it speaks, and one tap to confirm it."""
    reader = reader_of(request)
    row, step = row_of(reader, matter_id), step_of("confirm_leaders")
    if not reader.roles & set(step.roles):
        raise Http404("不由您确认")
    if request.method != "POST":
        return _leaders_page(request, row, ())
    done = report.take_on(row, by_of(request, reader), "confirm_leaders", {"leader_confirmed": request.POST.get("leader_confirmed", "")})
    if isinstance(done, Refused):
        return _leaders_page(request, row, done.refusals, status=422)
    messages.success(request, "已确认第三部分属实", extra_tags="done")
    return redirect("report", matter_id)


def _leaders_page(request: HttpRequest, row: Matter, refusals: Sequence[Refusal], *, status: int = 200) -> HttpResponse:
    found = content_of(row)
    own = {f"s-{s['id']}" for s in found.sections if s.get("part") == LEADERS_PART}
    shown = [s for s in parts.sections(found, lambda code, part: figure_href(code, found.year, part)) if s["id"] in own]
    context = {
        "page_title": "第一责任人本人确认", "paragraphs": [p["runs"] for s in shown for p in s["paragraphs"]], "refusals": refusals, "action": request.path,
        "task": {"title": "第一责任人本人确认", "back_href": reverse("report", args=(row.pk,)), "back_label": "报告", "who": f"{found.year}年年度报告"},
        "key": next_key(request.POST, refusals),
    }  # fmt: skip
    return render(request, "fadu/confirm_leaders.html", context, status=status)
