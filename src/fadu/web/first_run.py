"""While an installation waits to be set up, every address leads to the set-up page. A town that stands costs one look at a folder."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from fadu.service.first_run import waiting


class FirstRunOnly:
    """Sends everybody to the set-up page until there is a town; what belongs to a page (static files) comes before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if waiting() and request.path != reverse("first_run"):
            return redirect("first_run")
        return self.get_response(request)
