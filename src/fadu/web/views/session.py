"""Signing in and out. The demonstration offers its people; a real town never does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from fadu.kernel.role import Post
from fadu.packs import catalogue
from fadu.service import clock
from fadu.service.people import posts_of
from fadu.service.sign_in import NotSignedIn, SignedIn, demo_people, sign_in
from fadu.store.models import Account
from fadu.web.access import public
from fadu.web.throttle import address_of, refused

BACKEND = "django.contrib.auth.backends.ModelBackend"


@public
@require_http_methods(["GET", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    people = demo_people()
    error = ""
    if request.method == "POST":
        account = _chosen(request, people)
        if account is None:
            login_name, password, code = (request.POST.get(name, "") for name in ("username", "password", "code"))
            result = sign_in(login_name, password, address_of(request), code)
            if isinstance(result, NotSignedIn) and result.wait_s:
                return refused(request, result.wait_s)
            account, error = (result.account, "") if isinstance(result, SignedIn) else (None, result.message)
        if account is not None:
            login(request, account, backend=BACKEND)
            return redirect(_next(request))
    context = {
        "page_title": "登录",
        "error": error,
        "username": request.POST.get("username", ""),
        "next": _wanted(request),
        "returns": bool(_wanted(request)) and _next(request) != reverse("desk"),
        "people": _people(people),
    }
    return render(request, "fadu/login.html", context, status=400 if error else 200)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("login")


def _chosen(request: HttpRequest, people: list[Account]) -> Account | None:
    return next((a for a in people if a.login == request.POST.get("as", "")), None)


def _people(accounts: list[Account]) -> list[dict[str, Any]]:
    """The people one may be, by their town's posts."""
    posts = {org: posts_of(org) for org in {a.org for a in accounts}}
    return [_person(a, posts[a.org].get(a.person_id, ())) for a in accounts]


def _person(account: Account, held: Sequence[Post]) -> dict[str, Any]:
    posts = [p for p in held if p.valid_on(clock.today())]
    return {
        "username": account.login, "name": account.name, "does": account.preferences.get("demo", ""),
        "post": "、".join(catalogue().role_label(p.role) for p in posts),
    }  # fmt: skip


def _wanted(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next", "")


def _next(request: HttpRequest) -> str:
    """Where one wanted to go, when that is a page of this site."""
    wanted = _wanted(request)
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and safe else reverse("desk")
