"""What is said when a page cannot be shown: what happened, what to do. To the API the same as JSON.

The page of our own fault stands without context, session or database, so that it never fails itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from fadu.store.write_gate import GateBusy

_DEFAULT = {
    400: ("这次请求看不懂", "地址或提交的内容不完整，可能是链接被截断了。"),
    403: ("不能办理这一步", "页面可能开得太久，请返回后刷新再试；您填写的内容保存在本机。"),
    429: ("试得太多了", "同一地址短时间内的次数有上限，免得影响别人使用。"),
    404: ("没有找到这一页", "地址可能写错了，或者内容已按期撤下。"),
    405: ("这个地址不能直接打开", "它只接收填好的表单；登录过期的，登录后请回到原来的页面再办一次。"),
    503: ("系统正忙", "这次没有写入任何内容。请稍候再打开，或者再办一次。"),
    413: ("内容太多，没有收下", "一次提交的文字或者行数超出上限。请分几次提交；成篇的材料存成文件，作为附件上传。"),
}
#: What is said of a page that there is, but not for whoever asks; the message says for whom it is.
_NOT_SEEN = "看不到这一页"
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that cannot be read, or one that is too much to be read."""
    return _said(request, 413, "", again=_form_page(request)) if isinstance(exception, _TOO_MUCH) else _said(request, 400, "")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _said(request, 403, str(exception or ""))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _said(request, 403, "", again=_form_page(request))


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Our own messages are shown; those of the URL resolver are not for people."""
    said = exception.args[0] if exception and exception.args and isinstance(exception.args[0], str) else ""
    return _said(request, 404, said if _chinese(said) else "", title=_NOT_SEEN if _chinese(said) else "")


def too_often(request: HttpRequest, minutes: int) -> HttpResponse:
    """One attempt too many from this address."""
    return _said(request, 429, f"同一地址短时间内的次数有上限，请{minutes}分钟后再试；急用的，可以到便民服务中心当面办理。")


def fault(request: HttpRequest) -> HttpResponse:
    if _for_api(request):
        return JsonResponse({"detail": "系统出错，没有写入任何内容"}, status=500, json_dumps_params={"ensure_ascii": False})
    return HttpResponseServerError(get_template("fadu/500.html").render({"acted": request.method == "POST"}))


class NotAllowed:
    """Answers whoever opens the address of a form (405) with a page, where nothing else is said."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        said = _said(request, 405, "")
        said.headers["Allow"] = response.headers.get("Allow", "")
        return said


class Busy:
    """Answers with a page where nobody let a write through in time (503): nothing was changed, and waiting helps."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return _said(request, 503, "", again=request.path) if isinstance(exception, GateBusy) else None


def _form_page(request: HttpRequest) -> str:
    """The page of this site whose form was sent, where its draft is offered again; '' when the browser does not say."""
    page = request.headers.get("Referer", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else ""


def _said(request: HttpRequest, code: int, what: str, again: str = "", title: str = "") -> HttpResponse:
    """``again``: the page to open once more, before all other ways out; ``title`` instead of the usual one."""
    known, usual = _DEFAULT[code]
    title = title or known
    if _for_api(request):
        return JsonResponse({"detail": what or title}, status=code, json_dumps_params={"ensure_ascii": False})
    context = {
        "page_title": title,
        "code": code,
        "title": title,
        "what": what or usual,
        "basis": "",
        "todo": [*([{"label": "重新打开刚才的页面", "href": again}] if again else []), *_ways(request)],
        "reference": "",
    }
    return render(request, "fadu/error.html", context, status=code)


def _ways(request: HttpRequest) -> list[dict[str, Any]]:
    public = [
        {"label": "公众首页", "href": reverse("home")},
        {"label": "查公示", "href": reverse("disclosures"), "hint": "撤下的公示仍可凭编号验真"},
    ]
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return public
    return [{"label": "回到我的桌面", "href": reverse("desk")}, {"label": "用文号查找", "href": reverse("search")}]


def _for_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)
