"""An officer's own devices on a phone: one press says that all of them work today."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.service.gear import Device, check_all, held
from fadu.web.access import reader_of, staff
from fadu.web.command_key import new_key, sent_key

HOLDERS = frozenset({"officer", "enforcement_head"})


@staff
@require_http_methods(["GET", "POST"])
def gear_page(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    if not reader.roles & HOLDERS:
        raise Http404("这是领用执法装备的人员的页面")
    if request.method == "POST":
        results = check_all(reader, sent_key(request.POST))
        for one in results:
            if isinstance(one, Refused):
                messages.error(request, "；".join(str(r) for r in one.refusals))
        messages.success(request, f"已登记{sum(not isinstance(r, Refused) for r in results)}件自检正常。", extra_tags="done")
        return redirect("gear")
    devices = held(reader)
    context = {
        "page_title": "我的装备", "task": {"title": "我的装备", "back_href": reverse("desk"), "back_label": "桌面", "who": reader.actor.name},
        "devices": [_device(d) for d in devices], "left": sum(not d.checked for d in devices), "action": reverse("gear"), "key": new_key(),
    }  # fmt: skip
    return render(request, "fadu/gear.html", context)


def _device(d: Device) -> dict[str, Any]:
    return {"kind": d.kind, "serial": d.serial, "checked": d.checked, "last_on": d.last_check, "fault": d.fault, "href": reverse("matter", args=(d.matter,)),
            "fault_href": reverse("step", args=(d.matter, "report_fault"))}  # fmt: skip
