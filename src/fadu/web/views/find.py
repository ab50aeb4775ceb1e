"""Finding and beginning: the list of all matters, the one search, and what this person may begin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from fadu.kernel.pack import Register
from fadu.packs import catalogue
from fadu.service.desk import starts
from fadu.service.registers import PAGE, page
from fadu.service.search import search
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.views.desk import beginnings
from fadu.web.views.registers import query_of


@staff
def matters(request: HttpRequest) -> HttpResponse:
    """Every matter this person may read, newest first, with a filter by procedure."""
    reader = reader_of(request)
    wanted = request.GET.get("procedure", "")
    names = (wanted,) if catalogue().has_procedure(wanted) else tuple(p.name for p in catalogue().procedures)
    everything = Register(name="matters", label="全部事项", columns=(), procedures=names)
    query = query_of(request.GET, everything)
    found = page(reader, everything, query)
    rows = [
        {"href": (href := reverse("matter", args=(line.id,))), "peek_href": href, "current": False, "cells": [
            {"text": line.title, "label": "事项"}, {"text": line.number, "label": "文号"},
            {"text": line.on.isoformat() if line.on else "", "label": "日期", "day": True}, {"text": line.state, "label": "状态"},
        ]}
        for line in found.lines
    ]  # fmt: skip
    context = {
        "page_title": "事项",
        "register": {"title": "全部事项", "about": "您可以查看的全部事项，新的在前。", "href": request.path, "count": found.total, "unit": "件", "new": {"label": "开始办理", "href": reverse("start")},
                     "import_href": "", "export": {"href": "", "rows": found.total, "note": ""}},
        "filters": _filters(wanted, query.words), "views": [], "chooser": [], "rows": rows, "totals": [],
        "columns": [{"name": n, "label": label, "numeric": False, "unit": "", "sort": "", "sort_href": "", "day": n == "on"} for n, label in (("title", "事项"), ("number", "文号"), ("on", "日期"), ("state", "状态"))],
        "page": {"number": found.number, "count": found.count, "total": found.total, "first": (found.number - 1) * PAGE + 1, "last": min(found.number * PAGE, found.total)},
        "empty": {"title": "还没有事项", "text": "从“开始办理”新办一件，或者放宽筛选条件。", "href": reverse("start"), "label": "开始办理"},
    }  # fmt: skip
    return render(request, "fadu/register.html", context)


def _filters(procedure: str, words: str) -> list[dict[str, Any]]:
    choices = [{"value": "", "label": "全部程序"}, *({"value": p.name, "label": p.label} for p in catalogue().procedures)]
    return [
        {
            "before": "看",
            "name": "procedure",
            "widget": "select",
            "value": procedure,
            "label": "程序",
            "choices": choices,
            "after": "的事项，",
        },
        {"before": "查", "name": "q", "widget": "search", "value": words, "label": "关键词", "after": "，", "placeholder": "文号、当事人"},
    ]


@staff
def search_page(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    found = search(reader_of(request), words)
    groups = [
        {"title": "事项", "total": found.total, "more_href": f"{reverse('matters')}?{urlencode([('q', words)])}", "entries": [_matter(m) for m in found.matters]},
        {"title": "文书", "total": len(found.papers), "more_href": "", "entries": [
            {"title": p.title or "内容已依法删除", "href": reverse("paper_page", args=(p.pk,)), "meta": f"{p.number}　{p.issued_on}", "excerpt": ""} for p in found.papers]},
    ]  # fmt: skip
    if any(p.number == words.strip() for p in found.papers):
        groups.reverse()  # who gives a whole number asks for the paper that bears it
    context = {
        "page_title": "查找", "q": words, "search_text": words, "groups": [g for g in groups if g["entries"]], "took_note": "",
        "empty": {"title": "没有找到" if words else "输入文号、当事人或地点", "text": "只查您可以查看的事项；换一个词，或者到台账里按条件筛选。", "href": reverse("registers"), "label": "打开台账"},
    }  # fmt: skip
    return render(request, "fadu/search.html", context)


def _matter(m: Matter) -> dict[str, Any]:
    procedure = catalogue().procedure(m.procedure, m.version)
    state = procedure.state(m.state)
    meta = "　".join(t for t in (procedure.label, m.number, state.label if state else m.state, str(m.moved_on)) if t)
    return {"title": m.title, "href": reverse("matter", args=(m.pk,)), "meta": meta, "excerpt": ""}


@staff
def start_page(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    possible = [s for s in starts(reader_of(request)) if words in s.step.label + s.procedure.label + s.step.consequence]
    groups = [
        {"title": pack.label, "entries": beginnings([s for s in possible if s.procedure in pack.procedures])}
        for pack in catalogue().packs
        if any(s.procedure in pack.procedures for s in possible)
    ]
    return render(request, "fadu/start.html", {"page_title": "开始办理", "q": words, "groups": groups})
