"""监督: what is late, what was passed with a reason, who has not answered, what was refused. Words and days, no ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fadu.service import oversight as watch
from fadu.service.district import may_compare
from fadu.service.people import names
from fadu.service.places import place_of
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.clocks import row_clock


@staff
def oversight(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    if not watch.may_watch(reader):
        raise Http404("监督页面由镇领导、司法所和监督人员查看")
    year = reader.on.year
    counts = watch.refusals_by_day(reader.org, year)
    context = {
        "page_title": "监督", "district_href": reverse("district") if may_compare(reader) else "", "groups": _groups(reader, year),
        "refusals_chart": [(label, n, f"{n}次") for label, n in watch.refusals(reader.org, year)[:12]],
        "heat": {"year": year, "counts": counts, "label": f"{year}年被挡下的办理，按日"} if counts else None,
    }  # fmt: skip
    return render(request, "fadu/oversight.html", context)


def _groups(reader: Reader, year: int) -> list[dict[str, Any]]:
    late = watch.passed(reader, without=(watch.REFERRED, watch.RETURNS))
    overridden, entries = watch.overridden(reader, year), watch.late_entries(reader, year)
    return [
        _late("超期未办", "按届满日排列", late, reader),
        _late("移送后没有回音", "对方未签回执、未反馈的", watch.passed(reader, watch.REFERRED), reader),
        _late("未报排查的村", "到期没有回报的", watch.passed(reader, watch.RETURNS), reader, village=True),
        _group("经说明理由办理的", "每季由司法所复看", [
            {**_of(o.matter), "who": o.gates, "text": o.reason, "tag": f"{o.on.month}月{o.on.day}日", "tag_state": "soon"} for o in overridden[: watch.MOST]], len(overridden)),
        _group("补录", f"发生后{watch.LATE_ENTRY_DAYS}日以上才记录的", [
            {**_of(e.matter), "who": f"{e.on.month}月{e.on.day}日发生", "text": f"{e.days}日后记录"} for e in entries[: watch.MOST]], len(entries)),
    ]  # fmt: skip


def _late(title: str, about: str, found: Sequence[watch.Passed], reader: Reader, *, village: bool = False) -> dict[str, Any]:
    people, named = names(reader.org, {p.row.matter.handler for p in found[: watch.MOST]}), place_of(reader.org)
    entries = [
        {
            **_of(p.row.matter), "who": named(p.row.matter.village) if village else people.get(p.row.matter.handler, ""),
            "text": p.label, "clock": row_clock(p.row.due_on, reader.on, rulebook().calendar),
        }
        for p in found[: watch.MOST]
    ]  # fmt: skip
    return _group(title, about, entries, len(found))


def _group(title: str, about: str, entries: list[dict[str, Any]], total: int) -> dict[str, Any]:
    return {"title": title, "about": about, "entries": entries, "total": total, "href": ""}


def _of(matter: Matter) -> dict[str, Any]:
    return {"title": matter.title, "href": reverse("matter", args=(matter.pk,))}
