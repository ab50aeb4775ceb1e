"""本镇信息: what the town says of itself today, what is to come and what it was, and where the rest of it is kept."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fadu.packs import catalogue
from fadu.packs.common.town import REMEDIES, SAYS, TOWN_CHANGE
from fadu.packs.common.village import REGISTER as VILLAGES
from fadu.service.scope import Reader
from fadu.service.site import COMMITTEES
from fadu.service.town_details import CHANGE, Details, details, may_change
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff

#: Registers that say the rest of a town, and what each is about.
_BESIDE = (
    (VILLAGES, "增加、改名、撤并"),
    (COMMITTEES, "各调委会的服务电话，公布在“说纠纷”的页面上"),
    (REMEDIES, "写进处罚决定书的复议机关、法院和收款账户"),
    ("series", "启用以前已用到的文号"),
)


@staff
def town_page(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    rows = details(reader.org)
    now = next((r for r in rows if r.since <= reader.on), rows[-1] if rows else None)
    latest = rows[0] if rows else None
    context = {
        "page_title": "本镇信息", "now": _row(reader, now) if now else None, "facts": _facts(now) if now else [],
        "coming": [_row(reader, r) for r in reversed(rows) if r.since > reader.on and r is not now], "past": [_row(reader, r) for r in rows if now and r.since < now.since],
        "change": {"label": CHANGE.label, "href": _begin(latest)} if may_change(reader) else None,
        "beside": [_beside(name, about) for name, about in _BESIDE if name in catalogue().registers and reader.may_read_register(catalogue().registers[name].readers)],
    }  # fmt: skip
    return render(request, "fadu/town.html", context)


def _begin(latest: Details | None) -> str:
    """The form of the change, filled with what holds last: only what changes is typed."""
    said = {name: value for name, value in latest.values.items() if value} if latest else {}
    return f"{reverse('begin', args=(TOWN_CHANGE.name, CHANGE.id))}?{urlencode(said)}"


def _facts(row: Details) -> list[dict[str, Any]]:
    return [{"label": f.label, "shown": row.values[f.name], "blank": not row.values[f.name], "sensitivity": "p"} for f in SAYS]


def _row(reader: Reader, row: Details) -> dict[str, Any]:
    matter = Matter.objects.filter(pk=row.matter).first() if row.matter else None
    href = reverse("matter", args=(row.matter,)) if matter and reader.may_read(matter) else ""
    return {
        "name": row.values["town_name"], "short": row.values["short_name"], "since": row.since, "until": row.until if row.until < date.max else None, "href": href,
    }  # fmt: skip


def _beside(name: str, about: str) -> dict[str, str]:
    return {"label": catalogue().registers[name].label, "about": about, "href": reverse("register", args=(name,))}
