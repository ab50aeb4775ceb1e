"""Links with a code: the office issues and takes them back; whoever was sent one opens it with the code and does what it is for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fadu.kernel.decide import Refused
from fadu.packs.common.link import LINK
from fadu.paper.qr import qr_svg
from fadu.service import links
from fadu.service.grant import Grant, steps_of
from fadu.service.links import Issued, NotOpened, Standing
from fadu.service.places import village_name
from fadu.service.scope import Reader
from fadu.store.models import Matter
from fadu.web.access import OPENED, opened, public, reader_of, staff, staff_or_link
from fadu.web.command_key import new_key, sent_key
from fadu.web.form import controls
from fadu.web.offers import offers_for


@staff
@never_cache
@require_http_methods(["GET", "POST"])
def links_page(request: HttpRequest) -> HttpResponse:
    """Those in force, and the form of a new one; ``about`` names the matter that it is for."""
    reader = reader_of(request)
    if not links.may_issue(reader):
        raise Http404("办事链接由司法所和经办人员发出")
    about = _about(reader, request.POST.get("link_matter") or request.GET.get("about", ""))
    if request.method != "POST":
        return _list(request, reader, about, {"village": request.GET.get("village", "")}, ())
    typed = {n: v for n in ("link_kind", "holder", "holder_phone", "village") if (v := request.POST.get(n, "").strip())}
    fields = {**typed, **({"link_matter": str(about.pk), "village": about.village} if about else {})}
    result = links.issue(reader, sent_key(request.POST), {k: v for k, v in fields.items() if v})
    return _list(request, reader, about, typed, result.refusals) if isinstance(result, Refused) else _slip(request, result)


def _about(reader: Reader, id: str) -> Matter | None:
    """The matter a new link is for, when this person may read it; a link about something unreadable is not issued."""
    if not id:
        return None
    try:
        row = reader.readable().filter(pk=uuid.UUID(id)).first()
    except ValueError:
        row = None
    if row is None:
        raise Http404("没有这个事项，或者不在您的查看范围内")
    return row


def _list(request: HttpRequest, reader: Reader, about: Matter | None, typed: Mapping[str, Any], refusals: Any) -> HttpResponse:
    kinds = links.kinds_for(reader, about_matter=about is not None)
    asked = [f for f in LINK.fields if f.name in ("link_kind", "holder", "holder_phone", *(() if about else ("village",)))]
    asked = [replace(f, choices=tuple(k.label for k in kinds)) if f.name == "link_kind" else f for f in asked]
    context = {
        "page_title": "办事链接", "refusals": refusals, "action": reverse("links"), "key": new_key(), "may": bool(kinds),
        "about": {"id": about.pk, "title": about.title, "href": reverse("matter", args=(about.pk,))} if about else None,
        "form": controls(asked, {"link_kind": kinds[0].label if kinds else "", **typed}, required=("link_kind", "holder", "village"), refusals=refusals, offers=offers_for(reader, asked)),
        "entries": [_entry(one) for one in links.in_force(reader)],
    }  # fmt: skip
    return render(request, "fadu/links.html", context, status=422 if refusals else 200)


def _entry(one: Standing) -> dict[str, Any]:
    m, link, facts = one.matter, one.link, one.matter.snapshot["facts"]
    return {
        "holder": facts.get("holder", ""), "kind": facts.get("link_kind", ""), "place": village_name(m.org, m.village) if m.village else "", "on": m.opened_on, "until_on": one.last_on,
        "opened_at": link.opened_at if link else None, "failed": link.failed_attempts if link else 0, "href": reverse("matter", args=(m.pk,)),
        "revoke_href": reverse("link_revoke", args=(m.pk,)),
    }  # fmt: skip


def _slip(request: HttpRequest, issued: Issued) -> HttpResponse:
    """The address with its drawing, and the code: shown once, made to be printed and cut in two."""
    address = request.build_absolute_uri(reverse("link_open", args=(issued.token,)))
    context = {
        "page_title": "办事链接已发出",
        "entry": _entry(links.standing(issued.receipt.matter)),
        "address": address,
        "code": issued.code,
        "drawing": qr_svg(address),
        "back_href": reverse("links"),
    }
    return render(request, "fadu/link_slip.html", context)


@staff
@require_POST
def link_revoke(request: HttpRequest, matter_id: str) -> HttpResponse:
    reader = reader_of(request)
    if not links.may_issue(reader) or not reader.readable().filter(pk=matter_id, procedure=LINK.name).exists():
        raise Http404("没有这个链接，或者不由您收回")
    result = links.revoke(reader, matter_id, request.POST.get("reason", "").strip() or "不再需要")
    if isinstance(result, Refused):
        messages.warning(request, "；".join(str(r) for r in result.refusals), extra_tags="refused")
    else:
        messages.success(request, "链接已收回，立即失效。", extra_tags="done")
    return redirect("links")


@public
@never_cache
@require_http_methods(["GET", "POST"])
def link_open(request: HttpRequest, token: str) -> HttpResponse:
    """Where the address leads: asks for the code. It tells nothing, not even whether there is such a link."""
    error = ""
    if request.method == "POST":
        found = links.open_link(token[:64], request.POST.get("code", "")[:20], request.META.get("REMOTE_ADDR", ""))
        if not isinstance(found, NotOpened):
            request.session.cycle_key()
            request.session[OPENED] = found.matter
            return redirect("link_home")
        error = found.message
    context = {"page_title": "办事链接", "task": {"title": "办事链接"}, "error": error}
    return render(request, "fadu/link_open.html", context, status=403 if error else 200)


@staff_or_link
@never_cache
def link_home(request: HttpRequest) -> HttpResponse:
    """What the link is for: the village's page, or the steps that may be taken on its one matter now."""
    grant = opened(request)
    if grant is None:
        return redirect("link_ended")
    return _steps(request, grant) if grant.about else redirect("village")


def _steps(request: HttpRequest, grant: Grant) -> HttpResponse:
    row = Matter.objects.filter(pk=grant.about).first()
    doors = [{"label": s.label, "hint": s.consequence, "href": reverse("step", args=(grant.about, s.id))} for s in steps_of(grant)]
    context = {
        "page_title": "办事链接", "task": {"title": row.title if row else "办事链接", "who": grant.holder}, "doors": doors, "until_on": grant.last_on,
        "leave_href": reverse("link_leave"),
    }  # fmt: skip
    return render(request, "fadu/link_home.html", context)


@public
def link_ended(request: HttpRequest) -> HttpResponse:
    """After the act, or when a link is over."""
    return render(request, "fadu/link_ended.html", {"page_title": "办事链接", "task": {"title": "办事链接"}})


@public
@require_POST
def link_leave(request: HttpRequest) -> HttpResponse:
    """Leave the link on this phone; its holder opens it again with the code."""
    request.session.pop(OPENED, None)
    return redirect("link_ended")
