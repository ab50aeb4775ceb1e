"""首次设置: the one page of an installation without a town, opened by the code that its console printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fadu.kernel.finding import Refusal
from fadu.packs import catalogue
from fadu.service import clock, first_run, throttle
from fadu.service.founding import found
from fadu.service.founding_questions import FIELDS, GROUPS, OPTIONAL, Founding, read
from fadu.web.access import public
from fadu.web.form import controls
from fadu.web.throttle import address_of, refused

_WRONG_CODE = Refusal("first_run", "一次性口令不对", "照启动服务的窗口里印出的填写；重新启动会换一个新的", field="first_run")
_FOLDED = "对外"
_AGAIN = "没有看到三个密码的，停止服务，换一个空的数据目录重新设置"


@public
@never_cache
@require_http_methods(["GET", "POST"])
def first_run_page(request: HttpRequest) -> HttpResponse:
    if not first_run.waiting():
        raise Http404(f"这里已经设置过了。{_AGAIN}")
    if request.method != "POST":
        return _form(request, {}, ())
    if wait := throttle.wait_s(throttle.SIGN_IN, address_of(request)):
        return refused(request, wait)
    typed = {f.name: request.POST.get(f.name, "") for f in FIELDS}
    if not first_run.opens(request.POST.get("first_run", "")):
        throttle.count(throttle.SIGN_IN, address_of(request))
        return _form(request, typed, (_WRONG_CODE,))
    town = read(typed)
    if isinstance(town, tuple):
        return _form(request, typed, town)
    try:
        made = found(town, clock.now())
    except ValueError as trouble:  # most likely somebody, or the same button, was first
        return _form(request, typed, (Refusal("first_run", str(trouble), _AGAIN),))
    first_run.withdraw()
    return _done(request, town, made)


def _form(request: HttpRequest, typed: Mapping[str, object], refusals: Sequence[Refusal]) -> HttpResponse:
    required = [f.name for f in FIELDS if f.name not in OPTIONAL]
    groups = [
        {"title": title, "folded": title == _FOLDED, "form": controls(fields, typed, required=required, refusals=refusals)} for title, fields in GROUPS.items()
    ]  # fmt: skip
    context = {
        "page_title": "首次设置", "groups": groups, "refusals": refusals, "code": request.POST.get("first_run", ""), "action": request.path,
        "wrong_code": next((r for r in refusals if r.field == "first_run"), None),
    }  # fmt: skip
    return render(request, "fadu/first_run.html", context, status=422 if refusals else 200)


def _done(request: HttpRequest, town: Founding, made: Mapping[str, str]) -> HttpResponse:
    keepers = [{"name": k.name, "login": k.login, "role": catalogue().role_label(k.role), "password": made[k.login]} for k in town.keepers]
    context = {
        "page_title": "首次设置",
        "done": town.name,
        "keepers": keepers,
        "villages": len(town.villages),
        "login_href": reverse("login"),
    }
    return render(request, "fadu/first_run.html", context)
