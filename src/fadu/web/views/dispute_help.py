"""说纠纷, for everybody: ask for mediation without an account, see how far it is, and where else one may go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.packs.disputes.fields import ASKED
from fadu.service import dispute_application, site
from fadu.service.dispute_application import Applied, Course
from fadu.service.places import villages
from fadu.service.throttle import APPLY, VERIFY
from fadu.store.models import Town
from fadu.web.access import public
from fadu.web.command_key import next_key, sent_key
from fadu.web.form import Choice, controls
from fadu.web.throttle import limited
from fadu.web.views.public import site_of, town_for

_ROUTES = (
    ("有人要动手", "先离开现场，直接打110", "tel:110"), ("请不起律师", "法律援助热线12348，符合条件的不收费", "tel:12348"),
    ("不愿意调解", "可以仲裁、依法申请行政处理，或者到人民法院起诉", ""),
)  # fmt: skip
_ELSEWHERE = "可以仲裁、依法申请行政处理，或者到人民法院起诉。"
_TOLD = "送出后由调解员联系您和对方；双方都愿意才调解，不收费。您写的内容只给调解员和司法所看。"
#: State → what the applicant may expect now.
_NEXT = {
    "found": "调解员会打电话联系您和对方，问双方愿不愿意调解。", "accepted": "调解员会约双方见面。", "mediating": "正在调解。", "remediating": "正在再次调解。",
    "settled": "已经达成协议，请双方按约定履行。", "default": "协议没有履行，可以向人民法院起诉；法院确认过的协议，可以申请强制执行。", "performed": "协议已经履行。",
    "self_settled": "双方已经自己和好。以后还有争议，可以再申请。", "withdrawn": "申请已经撤回。以后还想调解，可以再申请。", "closed": "已经办结归档。",
    "refused": f"有一方不愿意调解，调解终止。{_ELSEWHERE}", "failed": f"没有谈成，调解终止。{_ELSEWHERE}", "not_accepted": f"这件事不适用人民调解，不予受理。{_ELSEWHERE}",
    "referred": "已经移送其他单位办理，结果由该单位告诉您。",
}  # fmt: skip


@public
@never_cache
@require_http_methods(["GET", "POST"])
@limited(APPLY)
def dispute_help(request: HttpRequest) -> HttpResponse:
    town = town_for(request)
    if request.method != "POST":
        return _page(request, town, {}, ())
    typed = {f.name: request.POST.get(f.name, "")[:5000] for f in ASKED}
    result = dispute_application.apply(town.org, sent_key(request.POST), typed)
    if isinstance(result, Refused):
        return _page(request, town, typed, result.refusals)
    return _page(request, town, {}, (), applied=result)


def _page(request: HttpRequest, town: Town, typed: Mapping[str, str], refusals: Any, applied: Applied | None = None) -> HttpResponse:
    contacts = site.mediation(town)
    offers = {"village": [Choice(v.code, v.name) for v in villages(town.org)]}
    context = {
        "page_title": "说纠纷", "site": site_of(request, town, "说纠纷"), "action": reverse("dispute_help"), "key": next_key(request.POST, refusals), "draft_key": "dispute",
        "form": controls(ASKED, typed, required=[f.name for f in ASKED], refusals=refusals, offers=offers), "refusals": refusals, "told": _TOLD, "receipt": _receipt(applied),
        "progress_href": reverse("dispute_progress"), "routes": [{"label": label, "about": about, "href": href} for label, about, href in _ROUTES],
        "contacts": [{"label": c.label, "about": "，".join(t for t in (c.about, c.phone) if t), "href": f"tel:{c.phone}" if c.phone else ""} for c in contacts],
        "phoned": any(c.phone for c in contacts),
    }  # fmt: skip
    return render(request, "fadu/public/dispute.html", context, status=422 if refusals else 200)


def _receipt(applied: Applied | None) -> dict[str, str] | None:
    if applied is None:
        return None
    return {
        "number": applied.number,
        "code": applied.code,
        "what_next": "调解员会打电话联系您和对方，问双方愿不愿意调解。",
        "tail_note": "请记下编号和查询码，凭它们看办到哪一步。",
    }


@public
@never_cache
@require_http_methods(["GET", "POST"])
@limited(VERIFY)
def dispute_progress(request: HttpRequest) -> HttpResponse:
    """By number and code; it tells the course and nothing of what was written."""
    town = town_for(request)
    number, code = request.POST.get("number", "").strip()[:60], request.POST.get("code", "").strip()[:20]
    found = dispute_application.course(town.org, number, code) if request.method == "POST" else None
    refusals = (
        (Refusal("number", "没有查到这份申请", "核对回执上的编号和查询码；仍查不到的，打电话问镇调委会"),)
        if request.method == "POST" and found is None
        else ()
    )
    context = {
        "page_title": "办到哪一步了", "site": site_of(request, town, "说纠纷"), "action": reverse("dispute_progress"), "number": number, "refusals": refusals,
        "course": _course(found) if found else None, "back_href": reverse("dispute_help"), "ask": site.mediation(town)[0],
    }  # fmt: skip
    return render(request, "fadu/public/dispute_progress.html", context, status=404 if refusals else 200)


def _course(found: Course) -> dict[str, Any]:
    return {
        "number": found.number,
        "steps": [{"label": label, "on": on} for label, on in found.steps],
        "next": _NEXT[found.state],
    }
