"""What is said when a page cannot be shown: what happened, what to do. To the API the same as JSON.

The page of our own fault stands without context, session or database, so that it never fails itself.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

_DEFAULT = {
    400: ("这次请求看不懂", "地址或提交的内容不完整，可能是链接被截断了。"),
    403: ("不能办理这一步", "页面可能开得太久，请返回后刷新再试；您填写的内容保存在本机。"),
    429: ("试得太多了", "同一地址短时间内的次数有上限，免得影响别人使用。"),
    404: ("没有找到这一页", "地址可能写错了，或者内容已按期撤下。"),
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _said(request, 400, "")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _said(request, 403, str(exception or ""))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _said(request, 403, "", again=_form_page(request))


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Our own messages are shown; those of the URL resolver are not for people."""
    said = exception.args[0] if exception and exception.args and isinstance(exception.args[0], str) else ""
    return _said(request, 404, said if _chinese(said) else "")


def too_often(request: HttpRequest, minutes: int) -> HttpResponse:
    """One attempt too many from this address."""
    return _said(request, 429, f"同一地址短时间内的次数有上限，请{minutes}分钟后再试；急用的，可以到便民服务中心当面办理。")


def fault(request: HttpRequest) -> HttpResponse:
    if _for_api(request):
        return JsonResponse({"detail": "系统出错，没有写入任何内容"}, status=500, json_dumps_params={"ensure_ascii": False})
    return HttpResponseServerError(get_template("fadu/500.html").render())


def _form_page(request: HttpRequest) -> str:
    """The page of this site whose form was sent, where its draft is offered again; '' when the browser does not say."""
    page = request.headers.get("Referer", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else ""


def _said(request: HttpRequest, code: int, what: str, again: str = "") -> HttpResponse:
    """``again``: the page to open once more, before all other ways out."""
    title, usual = _DEFAULT[code]
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
