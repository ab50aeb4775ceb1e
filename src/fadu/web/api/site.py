"""The API put together: its routers, its words for errors, its addresses. Answers no question itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import SessionAuth

from fadu import __version__
from fadu.web.api import check, log, public, staff
from fadu.web.api.wrong import said
from fadu.web.throttle import TooOften, refused

#: What an answer of this status is, instead of the phrase of HTTP.
_ANSWERS = {"200": "成功", "401": "没有登录", "403": "没有权限", "404": "没有找到", "413": "内容太大", "415": "格式不收",
            "422": "请求有误", "429": "太频繁", "503": "现在忙，稍后再试"}  # fmt: skip


class InChinese(NinjaAPI):
    """The API whose description speaks to those who use it."""

    def get_openapi_schema(self, **options: Any) -> Any:
        described = super().get_openapi_schema(**options)
        for asked in (one for path in described["paths"].values() for one in path.values()):
            for status, answer in asked["responses"].items():
                answer["description"] = _ANSWERS.get(str(status), answer["description"])
        return described


class Signed(SessionAuth):
    """Staff with a session; the account must still be in use."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        user: Any = request.user
        return user if user.is_authenticated and user.is_active and not user.must_change_password else None


api = InChinese(
    title="法度", version=__version__, urls_namespace="api", openapi_url="/openapi.json", docs_url="/docs",
    description="公示、验真和日志对所有人开放；事项和数据须登录，范围与页面相同。错误以 detail 说明。",
)  # fmt: skip
api.add_router("/public", public.router)
api.add_router("/check", check.router)
api.add_router("/log", log.router)
api.add_router("/staff", staff.router, auth=Signed())


@api.exception_handler(AuthenticationError)
def _not_signed_in(request: HttpRequest, error: Any) -> HttpResponse:
    return _said(401, "请先登录")


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Any) -> HttpResponse:
    why = str(error)
    return _said(404, why if any("\u4e00" <= c <= "\u9fff" for c in why) else "没有找到")


@api.exception_handler(ValidationError)
def _not_usable(request: HttpRequest, error: Any) -> HttpResponse:
    return _said(422, said(error.errors))


@api.exception_handler(TooOften)
def _too_often(request: HttpRequest, error: Any) -> HttpResponse:
    return refused(request, error.wait_s)


def _said(status: int, detail: Any) -> HttpResponse:
    return JsonResponse({"detail": detail}, status=status, json_dumps_params={"ensure_ascii": False})


def in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A method that is not offered is refused in JSON too."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            response.content = json.dumps({"detail": "这个地址不能这样请求"}, ensure_ascii=False).encode()
            response["Content-Type"] = "application/json"
        return response

    answered.access = "api"  # type: ignore[attr-defined]
    return answered


def addresses() -> tuple[Sequence[URLPattern | URLResolver], str, str]:
    """What ``path("api/", …)`` takes."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = in_json(pattern.callback)
    return patterns, app, namespace
