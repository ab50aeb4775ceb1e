"""Who asks: every staff page is protected unless it says otherwise, and gets its reader from here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from fadu.service import clock
from fadu.service.people import actor_of
from fadu.service.scope import Reader, reader

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


def public(view: View) -> View:
    """The page is for everybody and reads publications only."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def reader_of(request: HttpRequest) -> Reader:
    return request.reader  # type: ignore[attr-defined,no-any-return]
