"""A draft open for comment, for everybody: read it, say something without an account, see what came of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.service import clock
from fadu.service.consultation import MOST_ABOUT, MOST_NAME, MOST_WORDS, Consultation, one, say
from fadu.service.rules import rulebook
from fadu.service.throttle import COMMENT
from fadu.store.models import Town
from fadu.web.access import public
from fadu.web.clocks import row_clock
from fadu.web.form import controls
from fadu.web.throttle import limited
from fadu.web.views.public import site_of, town_for

_ASKED = (
    Field(name="about", label="关于哪一条", max_length=MOST_ABOUT, example="第二条"),
    Field(name="words", label="您的意见", kind=Kind.NOTE, max_length=MOST_WORDS, example="赞成，但希望……"),
    Field(name="name", label="怎么称呼您", sensitivity=Sensitivity.PERSONAL, max_length=MOST_NAME, help="只供工作人员联系，不公开"),
)  # fmt: skip


@public
@require_http_methods(["GET", "POST"])
@limited(COMMENT)
def consultation(request: HttpRequest, item_id: int) -> HttpResponse:
    town = town_for(request)
    found = one(town.org, item_id)
    if found is None:
        raise Http404("没有这项征求意见")
    if request.method != "POST":
        return _page(request, town, found, {}, ())
    typed = {f.name: request.POST.get(f.name, "") for f in _ASKED}
    result = say(town.org, found, request.POST.get("_key") or str(uuid.uuid4()), typed["name"], typed["about"], typed["words"])
    if isinstance(result, Refused):
        return _page(request, town, found, typed, result.refusals)
    mine = list(dict.fromkeys((*_mine(request, item_id), result)))
    request.session["said"] = {**request.session.get("said", {}), str(item_id): mine}
    return redirect(f"{request.path}?said=1#said")


def _mine(request: HttpRequest, item_id: int) -> list[int]:
    """The numbers of what was said from this browser."""
    return list(request.session.get("said", {}).get(str(item_id), []))


def _page(request: HttpRequest, town: Town, c: Consultation, typed: dict[str, str], refusals: Any) -> HttpResponse:
    mine = _mine(request, c.id)
    context = {
        "page_title": c.title, "site": site_of(request, town, "查公示"), "action": request.path, "key": str(uuid.uuid4()), "refusals": refusals,
        "draft": {"title": c.title, "organ": c.organ, "from_on": c.began_on, "until_on": c.until_on, "open": c.open, "notice": c.notice, "received": c.received,
                  "issued_as": c.issued_as, "issued_href": reverse("disclosure_item", args=(c.issued_id,)) if c.issued_id else "", "how": _basis(c)},
        "left": row_clock(c.until_on, clock.today(), rulebook().calendar) if c.open else None, "mine": mine, "just_said": bool(mine) and "said" in request.GET,
        "paragraphs": [{"id": f"c{n}", "text": line.strip()} for n, line in enumerate(c.text.splitlines(), 1) if line.strip()],
        "answers": c.answers, "form": controls(_ASKED, typed, required=("words",), refusals=refusals),
    }  # fmt: skip
    return render(request, "fadu/public/consultation.html", context, status=422 if refusals else 200)


def _basis(c: Consultation) -> str:
    """Under which article the draft is open so long."""
    rule = rulebook().find_limit(c.limit, c.began_on) if c.limit else None
    return "、".join(str(b) for b in rule.basis) if rule else ""
