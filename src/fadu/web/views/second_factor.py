"""Turning the second proof at sign-in on and off, each for oneself. The secret waits in the session until it is confirmed."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fadu.kernel.finding import Refusal
from fadu.paper.qr import qr_png
from fadu.service.second_factor import address, new_secret, turn_off, turn_on
from fadu.web.access import staff

KEPT = "second_factor"


@staff
@never_cache
@require_http_methods(["GET", "POST"])
def second_factor_page(request: HttpRequest) -> HttpResponse:
    account: Any = request.user
    refusal = _asked(request, account) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        request.session.pop(KEPT, None)
        messages.success(request, "动态口令已关闭" if account.second_factor else "动态口令已开启，下次登录时要输入", extra_tags="done")
        return redirect("settings")
    context = {
        "page_title": "动态口令", "refusals": [refusal] if refusal else [], "action": request.path, "cancel_href": reverse("settings"),
        "on": bool(account.second_factor), **({} if account.second_factor else _offered(request, account)),
    }  # fmt: skip
    return render(request, "fadu/second_factor.html", context, status=422 if refusal else 200)


def _asked(request: HttpRequest, account: Any) -> Refusal | None:
    if account.second_factor:
        return turn_off(account, request.POST.get("password", ""))
    return turn_on(account, request.session.get(KEPT, ""), request.POST.get("code", ""))


def _offered(request: HttpRequest, account: Any) -> dict[str, str]:
    """A secret of this session, as a code to scan and as letters to type."""
    secret = request.session.setdefault(KEPT, new_secret())
    drawn = base64.b64encode(qr_png(address(account, secret))).decode()
    return {"secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)), "qr": f"data:image/png;base64,{drawn}"}
