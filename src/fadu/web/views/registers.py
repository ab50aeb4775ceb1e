"""Registers: a filter that reads like a sentence, pages of rows, totals, and an export that says how many rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from fadu.kernel.decide import opens_directly
from fadu.kernel.field import Field, Kind
from fadu.kernel.pack import Register
from fadu.packs import catalogue
from fadu.service.desk import FROM_ANOTHER
from fadu.service.export import workbook
from fadu.service.places import villages
from fadu.service.readings import remember
from fadu.service.registers import PAGE, Line, Query, may_see, numbered, page, totals
from fadu.service.scope import Reader
from fadu.store.models import Matter, RegisterRow
from fadu.web.access import reader_of, staff
from fadu.web.asked import page_number
from fadu.web.views.register_rows import may_add

_DAY = Field(name="day", label="日期", kind=Kind.DATE)
#: Before the name of a register kept by hand, which could be that of a procedure.
_KEPT = "kept:"
_FIXED = (("number", "文号"), ("on", "日期"), ("state", "状态"))


@staff
def registers(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    seen, held = may_see(reader), _held(reader)
    groups = [
        {"title": pack.label, "entries": [_entry(r, held) for r in pack.registers if r in seen]}
        for pack in catalogue().packs
        if any(r in seen for r in pack.registers)
    ]
    return render(request, "fadu/registers.html", {"page_title": "台账", "groups": groups})


def _held(reader: Reader) -> dict[str, tuple[int, date]]:
    """How many rows, and the last day of change, of each procedure and of each register that is kept by hand: all of them in two questions."""
    matters = reader.readable().order_by().values_list("procedure").annotate(Count("pk"), Max("moved_on"))
    kept = RegisterRow.objects.filter(org=reader.org, since__lte=reader.on, until__gte=reader.on).order_by()
    rows = kept.values_list("register").annotate(Count("pk"), Max("since"))
    return {name: (count, last) for name, count, last in (*matters, *((f"{_KEPT}{r}", n, on) for r, n, on in rows))}


def _entry(register: Register, held: Mapping[str, tuple[int, date]]) -> dict[str, Any]:
    names = set(register.procedures) or {f"{_KEPT}{register.name}"}
    found = [held[name] for name in names if name in held]
    return {
        "label": register.label,
        "href": reverse("register", args=(register.name,)),
        "rows": sum(count for count, _ in found),
        "about": _about(register),
        "changed_on": max((on for _, on in found), default=None),
    }


def _about(register: Register) -> str:
    """What the register holds, in its own words: the procedures it lists, or its first columns."""
    if register.procedures:
        return "、".join(dict.fromkeys(catalogue().procedure(p).label for p in register.procedures if catalogue().has_procedure(p)))
    labels = [c.label for c in register.columns]
    return "、".join(labels[:4]) + ("等" if len(labels) > 4 else "")


def register_of(request: HttpRequest, name: str) -> Register:
    """The register, when this person may see it."""
    found = catalogue().registers.get(name)
    if found is None or not reader_of(request).may_read_register(found.readers):
        raise Http404("没有这个台账，或者不在您的查看范围内")
    return found


def query_of(values: Mapping[str, Any], register: Register) -> Query:
    """The query in an address; what cannot be read is left out."""
    return Query(
        words=str(values.get("q", "")).strip(), first=_day(values.get("first")), last=_day(values.get("last")), state=str(values.get("state", "")),
        village=str(values.get("village", "")), equals={c.name: str(values[c.name]) for c in register.columns if values.get(c.name)},
        order=str(values.get("order", "-opened_on")), page=page_number(values.get("page")),
    )  # fmt: skip


def _day(raw: object) -> date | None:
    parsed = _DAY.parse(raw or "")
    return parsed if isinstance(parsed, date) else None


@staff
def register_page(request: HttpRequest, name: str) -> HttpResponse:
    register = register_of(request, name)
    query = query_of(request.GET, register)
    found = page(reader_of(request), register, query)
    shown = _shown(request, register, found.lines)
    context = {
        "page_title": register.label,
        "register": {
            "title": register.label, "about": "", "href": request.path, "count": found.total, "new": _new(reader_of(request), register), "import_href": "",
            "export": {"href": reverse("register_export", args=(name,)) + "?" + request.GET.urlencode(), "rows": found.total, "note": "个人信息列已遮蔽。"},
        },
        "filters": _filters(reader_of(request), register, query), "views": _years(reader_of(request), register, query), "columns": _columns(register, shown, query, request.GET), "carried": _carried(request.GET),
        "chooser": [{"name": c.name, "label": c.label, "shown": c in shown} for c in register.columns],
        "rows": [_row(line, shown, register) for line in found.lines], "totals": _totals(found.lines, register, shown),
        "page": {"number": found.number, "count": found.count, "total": found.total, "first": (found.number - 1) * PAGE + 1, "last": min(found.number * PAGE, found.total)},
        "empty": _empty(register, query, request.path),
    }  # fmt: skip
    return render(request, "fadu/register.html", context)


def _empty(register: Register, query: Query, here: str) -> dict[str, str]:
    """What an empty page says: nothing of the kind yet, or nothing that was asked for."""
    if query.words or query.first or query.last or query.state or query.village or query.equals:
        return {"title": "没有符合条件的记录", "text": "放宽日期、状态或者关键词再查。", "href": here, "label": "看全部"}
    text = "办理相应事项后自动出现在这里，不需要另外登记。"
    return {"title": f"{register.label}还没有记录", "text": text, "href": reverse("desk"), "label": "回到桌面"}


def _new(reader: Reader, register: Register) -> dict[str, str] | None:
    """The beginning of the procedure whose steps write this register's rows, for those who may take it."""
    for procedure in catalogue().procedures:
        writes = any(e.register == register.name and not e.ends for s in procedure.steps for e in s.enters)
        step = next((s for s in procedure.opening_steps() if reader.roles & set(s.roles)), None)
        if writes and step and opens_directly(procedure) and procedure.name not in FROM_ANOTHER and not register.procedures:
            return {"label": step.label, "href": reverse("begin", args=(procedure.name, step.id))}
    return {"label": "登记", "href": reverse("register_add", args=(register.name,))} if may_add(reader, register) else None


def _shown(request: HttpRequest, register: Register, lines: Sequence[Line]) -> list[Field]:
    """The columns chosen; unless somebody chose, those that say something the title and the number do not say already."""
    wanted = request.GET.getlist("col")
    if wanted:
        return [c for c in register.columns if c.name in wanted]
    return (
        _telling([c for c in register.columns if numbered(register) or c.name != register.key], lines) if lines else list(register.columns)
    )


def _telling(columns: Sequence[Field], lines: Sequence[Line]) -> list[Field]:
    """Columns that say, somewhere on this page, what neither title and number nor a column before them say."""
    found: list[Field] = []
    said = [{line.number, _iso(line.on), ""} for line in lines]
    for column in columns:
        cells = [_cell(line, column) for line in lines]
        if any(cell not in before and cell not in line.title for cell, before, line in zip(cells, said, lines, strict=True)):
            found.append(column)
            said = [before | {cell} for cell, before in zip(cells, said, strict=True)]
    return found


def _filters(reader: Reader, register: Register, query: Query) -> list[dict[str, Any]]:
    words = {
        "before": "查",
        "name": "q",
        "widget": "search",
        "value": query.words,
        "label": "关键词",
        "after": "",
        "placeholder": "文号、当事人",
    }
    if not register.procedures:
        return [words]
    states = {s.id: s.label for p in register.procedures for s in catalogue().procedure(p).states}
    found: list[dict[str, Any]] = [
        {
            "before": "自",
            "name": "first",
            "widget": "date",
            "value": query.first.isoformat() if query.first else "",
            "label": "起始日期",
            "after": "",
        },
        {
            "before": "到",
            "name": "last",
            "widget": "date",
            "value": query.last.isoformat() if query.last else "",
            "label": "截止日期",
            "after": "，",
        },
        {
            "before": "状态",
            "name": "state",
            "widget": "select",
            "value": query.state,
            "label": "状态",
            "choices": _any(states.items()),
            "after": "，",
        },
        {
            "before": "在",
            "name": "village",
            "widget": "select",
            "value": query.village,
            "label": "村（社区）",
            "choices": _any((v.code, v.name) for v in villages(reader.org)),
            "after": "，",
        },
    ]
    choosing = [c for c in register.columns if c.kind is Kind.CHOICE][:2]
    found += [
        {
            "before": c.label,
            "name": c.name,
            "widget": "select",
            "value": query.equals.get(c.name, ""),
            "label": c.label,
            "choices": _any((v, v) for v in c.choices),
            "after": "，",
        }
        for c in choosing
    ]
    return [*found, words]


def _any(pairs: Any) -> list[dict[str, str]]:
    return [{"value": "", "label": "不限"}, *({"value": value, "label": label} for value, label in pairs)]


def _years(reader: Reader, register: Register, query: Query) -> list[dict[str, Any]]:
    """The queries everybody asks of a list of matters: all of them, this year's, last year's."""
    if not register.procedures:
        return []
    spans = [(f"{y}年", date(y, 1, 1), date(y, 12, 31)) for y in (reader.on.year, reader.on.year - 1)]
    every = [{"label": "全部", "href": "?", "current": query.first is None and query.last is None}]
    return every + [
        {"label": label, "href": f"?first={first}&last={last}", "current": (query.first, query.last) == (first, last)}
        for label, first, last in spans
    ]


def _carried(asked: QueryDict) -> list[dict[str, str]]:
    """The present query without its columns and its page."""
    return [{"name": name, "value": value} for name, values in asked.lists() if name not in ("col", "page") for value in values]


def _columns(register: Register, shown: list[Field], query: Query, asked: QueryDict) -> list[dict[str, Any]]:
    fixed: list[dict[str, Any]] = [
        {
            "name": name,
            "label": label,
            "numeric": False,
            "unit": "",
            "day": name == "on",
            **_sort(name, query, asked, sortable=bool(register.procedures)),
        }
        for name, label in _FIXED
    ]
    if not register.procedures:
        fixed = (
            []
            if not numbered(register)
            else [{"name": "number", "label": "编号", "numeric": False, "unit": "", "sort": "", "sort_href": "", "day": False}]
        )
    return [
        {
            "name": "title",
            "label": "事项" if register.procedures else "名称",
            "numeric": False,
            "unit": "",
            "sort": "",
            "sort_href": "",
            "day": False,
        },
        *fixed,
    ] + [
        {
            "name": c.name,
            "label": c.label,
            "numeric": _numeric(c),
            "unit": "元" if c.kind is Kind.MONEY else "",
            "sort": "",
            "sort_href": "",
            "day": c.kind is Kind.DATE,
        }
        for c in shown
    ]


def _sort(name: str, query: Query, asked: QueryDict, *, sortable: bool) -> dict[str, str]:
    """How the list is sorted by this column, and the same query sorted by it the other way."""
    column = {"on": "opened_on"}.get(name, name)
    now = {column: "ascending", f"-{column}": "descending"}.get(query.order, "")
    following = column if now == "descending" else f"-{column}"
    wanted = asked.copy()
    wanted.pop("page", None)
    wanted["order"] = following
    return {"sort": now, "sort_href": f"?{wanted.urlencode()}" if sortable else ""}


def _numeric(column: Field) -> bool:
    return column.kind in (Kind.MONEY, Kind.COUNT)


def _row(line: Line, shown: list[Field], register: Register) -> dict[str, Any]:
    fixed: list[dict[str, Any]] = [{"text": line.title, "label": "事项"}]
    if register.procedures:
        fixed += [
            {"text": line.number, "label": "文号"},
            {"text": _iso(line.on), "label": "日期", "day": True},
            {"text": line.state, "label": "状态"},
        ]
    elif numbered(register):
        fixed += [{"text": line.number, "label": "编号"}]
    cells = fixed + [
        {
            "text": _cell(line, c),
            "label": c.label,
            "numeric": _numeric(c),
            "unit": "元" if c.kind is Kind.MONEY else "",
            "day": c.kind is Kind.DATE,
        }
        for c in shown
    ]
    href = row_href(line, register)
    return {"href": href, "peek_href": href, "current": False, "cells": cells}


def _cell(line: Line, column: Field) -> str:
    """The words of a cell; a day as dense tables write it, money without its unit. Empty where one may not read it."""
    text = line.cells.get(column.name) or ""
    if column.kind is Kind.DATE and text:
        return _iso(line.values.get(column.name)) or text
    return text.removesuffix("元") if column.kind is Kind.MONEY else text


def _iso(day: object) -> str:
    return day.isoformat() if isinstance(day, date) else ""


def row_href(line: Line, register: Register) -> str:
    """Where a row opens: its matter, or the row's own page."""
    return (
        reverse("matter", args=(line.id,))
        if register.procedures
        else reverse("register_row", args=(register.name, line.id.removeprefix("row-")))
    )


def _totals(lines: Any, register: Register, shown: list[Field]) -> list[dict[str, Any]]:
    sums = totals(lines, register)
    if not any(sums.get(c.name) for c in shown):
        return []
    lead: list[dict[str, Any]] = [{"text": "本页合计"}] + [
        {"text": ""} for _ in (_FIXED if register.procedures else ("number",) * numbered(register))
    ]
    return lead + [
        {"text": c.show(sums[c.name]).removesuffix("元"), "unit": "元" if c.kind is Kind.MONEY else "", "numeric": True, "label": c.label}
        if c.name in sums
        else {"text": ""}
        for c in shown
    ]


@staff
def register_row(request: HttpRequest, name: str, row_id: int) -> HttpResponse:
    register = register_of(request, name)
    stored = RegisterRow.objects.filter(pk=row_id, org=reader_of(request).org, register=name).first()
    if stored is None:
        raise Http404("没有这一行")
    from fadu.store.records import row_of

    row = row_of(stored, register)
    facts = [
        {
            "label": c.label,
            "shown": c.show(row.get(c.name)),
            "sensitivity": c.sensitivity.value,
            "was": "",
            "rows": None,
            "blank": row.get(c.name) is None,
        }
        for c in register.columns
        if numbered(register) or c.name != register.key
    ]
    matter = Matter.objects.filter(pk=stored.matter_id).first() if stored.matter_id else None
    links = (
        [{"kind": "来源", "number": matter.number, "title": matter.title, "state": "", "href": reverse("matter", args=(matter.pk,))}]
        if matter and reader_of(request).may_read(matter)
        else []
    )
    context = {
        "page_title": register.label,
        "row": {"title": str(row.get("name") or row.get("title") or row.key), "register": register.label, "register_href": reverse("register", args=(name,)), "since": stored.since, "until": stored.until if stored.until != date.max else None, "edit_href": "", "end_href": ""},
        "facts": facts, "history": [], "links": links,
    }  # fmt: skip
    if request.headers.get("HX-Request"):  # opened below its row
        return render(request, "fadu/parts/row_peek.html", {"facts": facts, "row": {"href": request.path, "label": "打开这一行"}})
    return render(request, "fadu/register_row.html", context)


@staff
@require_POST
def register_export(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    register = register_of(request, name)
    made = workbook(reader_of(request), register, query_of(request.GET, register))
    remember(request.user, "export", register.label, query=request.GET.urlencode())
    opened = made.open("rb")
    made.unlink()
    response = FileResponse(opened, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = content_disposition_header(True, f"{register.label}.xlsx") or ""
    return response
