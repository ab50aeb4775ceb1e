"""Pages of a mechanism that this installation goes without (``FADU_PACKS``): they are not there, and say so."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from fadu.kernel.pack import UnknownProcedure
from fadu.packs import some_left_out
from fadu.web.views.errors import missing


class LeftOut:
    """Where every mechanism is enabled an unknown procedure is a fault of ours, and stays one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, UnknownProcedure) or not some_left_out():
            return None
        return missing(request, Http404("这里没有启用办理这件事的机制；需要的，请管理员启用。"))
