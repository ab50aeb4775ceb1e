"""Addresses with a character that no database keeps (NUL): nobody types it, and PostgreSQL cannot even be asked for it.

What is typed into forms is judged field by field, where the words for it are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class NothingUnreadable:
    """Answers such an address before its page is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: tuple[object, ...], kwargs: Mapping[str, Any]) -> None:
        asked = (text for name, values in request.GET.lists() for text in (name, *map(str, values)))
        if any("\x00" in text for text in (*map(str, kwargs.values()), *asked)):
            raise BadRequest
