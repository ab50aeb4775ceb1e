"""Who asks: every staff page is protected unless it says otherwise, and gets its reader from here.

Some pages are also open to whoever opened a link with its code: they read and do what the link is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver

from fadu.service import clock
from fadu.service.grant import Grant, grant_of
from fadu.service.people import actor_of
from fadu.service.scope import Reader, reader

#: Where the session keeps the matter of a link that was opened with its code.
OPENED = "link"

View = Callable[..., HttpResponseBase]


def staff(view: View) -> View:
    """The page is for people with a valid post; ``request.reader`` is who reads."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if request.user.must_change_password and view.__name__ != "password_page":
            return redirect("password")
        request.reader = reader(actor_of(request.user), request.user.org, clock.today())  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    guarded.access = "staff"  # type: ignore[attr-defined]
    return guarded


def staff_or_link(view: View) -> View:
    """As ``staff``; without an account also through a link in force, for what it is for. ``request.grant`` is that link."""
    inside = staff(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        grant = None if request.user.is_authenticated else opened(request)
        if grant is None:
            return inside(request, *args, **kwargs)
        request.reader, request.grant = grant.reader(clock.today()), grant  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    guarded.access = "link"  # type: ignore[attr-defined]
    return guarded


def opened(request: HttpRequest) -> Grant | None:
    """The link that was opened in this browser, while it is in force."""
    matter = request.session.get(OPENED)
    return grant_of(matter, clock.today()) if matter else None


def grant_in(request: HttpRequest) -> Grant | None:
    """The link through which this page was asked; None for the staff."""
    return getattr(request, "grant", None)


def public(view: View) -> View:
    """The page is for everybody and reads publications only."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def require_access(patterns: Iterable[URLPattern | URLResolver], below: str = "") -> None:
    """Every page says who may ask for it. Raises ImproperlyConfigured for one that does not: a forgotten rule must not open it."""
    for pattern in patterns:
        address = f"{below}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            require_access(pattern.url_patterns, address)
        elif not hasattr(pattern.callback, "access"):
            raise ImproperlyConfigured(f"web/urls.py: the page at {address} says not who may ask for it → put @staff or @public over it")


def reader_of(request: HttpRequest) -> Reader:
    return request.reader  # type: ignore[attr-defined,no-any-return]
