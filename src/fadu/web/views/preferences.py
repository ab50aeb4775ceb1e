"""设置: how pages look (a cookie of this device), who I am here, my password and the devices I am signed in on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from fadu.kernel.finding import Refusal
from fadu.packs import catalogue
from fadu.packs.common.roles import KEEPERS
from fadu.service.passwords import change
from fadu.service.people import held
from fadu.service.scope import Reader
from fadu.service.sessions import end_others, signed_in_elsewhere
from fadu.service.town_details import may_change
from fadu.web.access import public, reader_of, staff
from fadu.web.views.system import keeping

COOKIE = "fadu_prefs"
YEAR_S = 365 * 24 * 60 * 60
CHOICES = {"size": ("normal", "large"), "scheme": ("auto", "light", "dark"), "contrast": ("auto", "more")}


@staff
@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        messages.success(request, "已保存，只对这台设备有效", extra_tags="done")
        return _remembered(redirect("settings"), request.COOKIES.get(COOKIE, ""), request.POST)
    reader = reader_of(request)
    posts = [
        {
            "role": catalogue().role_label(h.post.role),
            "org": h.office,
            "since": h.post.since,
            "until": h.post.until if h.post.until < date.max else None,
        }
        for h in held(reader.org, [reader.actor.id])
        if h.post.valid_on(reader.on)
    ]
    context = {
        "page_title": "设置", "posts": posts, "action": request.path, "password_href": reverse("password"), "second_factor_href": reverse("second_factor"), "admin": [*keeping(reader), *_of_the_town(reader)],
        "ics": {"href": reverse("calendar_ics")}, "sessions": signed_in_elsewhere(request.user, request.session.session_key),
        "end_others_href": reverse("end_sessions"),
    }  # fmt: skip
    return render(request, "fadu/settings.html", context)


def _of_the_town(reader: Reader) -> list[dict[str, str]]:
    """The way to what the town says of itself, for who changes it and for who keeps the system."""
    if not (may_change(reader) or reader.roles & KEEPERS):
        return []
    return [{"label": "本镇信息", "about": "机关名称、文号里的简称、印发机关、网址和便民服务中心", "href": reverse("town_page")}]


@public
def display(request: HttpRequest) -> HttpResponse:
    """Change how pages look on this device and go back: ``?size=large&next=/…``."""
    wanted = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return _remembered(HttpResponseRedirect(wanted if safe else "/"), request.COOKIES.get(COOKIE, ""), request.GET)


def _remembered(response: HttpResponse, kept: str, chosen: Mapping[str, Any]) -> HttpResponse:
    """The response with the known choices in its cookie; anything else is left out."""
    before = dict(pair.split(":", 1) for pair in kept.split(".") if ":" in pair)
    values = {name: chosen.get(name) or before.get(name, "") for name in CHOICES}
    text = ".".join(f"{name}:{value}" for name, value in values.items() if value in CHOICES[name])
    response.set_cookie(COOKIE, text, max_age=YEAR_S, samesite="Lax", httponly=True)
    return response


@staff
@require_http_methods(["GET", "POST"])
def password_page(request: HttpRequest) -> HttpResponse:
    """One's own password; who was given one for a single use changes it before anything else and goes on to the desk."""
    refusals: tuple[Refusal, ...] = ()
    first = request.user.must_change_password  # type: ignore[union-attr]
    if request.method == "POST":
        refusals = change(request.user, *(request.POST.get(n, "") for n in ("old", "new", "again")))
        if not refusals:
            update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
            messages.success(request, "密码已改好" if first else "密码已修改，其他设备已退出", extra_tags="done")
            return redirect("desk" if first else "settings")
    context = {
        "page_title": "改密码",
        "first": first,
        "refusals": refusals,
        "action": request.path,
        "cancel_href": "" if first else reverse("settings"),
    }
    return render(request, "fadu/password.html", context, status=422 if refusals else 200)


@staff
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    ended = end_others(request.user, request.session.session_key)
    messages.success(request, f"已在另外{ended}台设备上退出", extra_tags="done")
    return redirect("settings")
