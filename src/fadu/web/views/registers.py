"""Registers: a filter that reads like a sentence, pages of rows, totals, and an export that says how many rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from fadu.kernel.decide import opens_directly
from fadu.kernel.field import Field, Kind
from fadu.kernel.pack import Register
from fadu.kernel.records import PLACES, Row
from fadu.packs import catalogue
from fadu.packs.common.fields import VILLAGE
from fadu.packs.common.village import VILLAGE_CHANGE
from fadu.service.desk import FROM_ANOTHER
from fadu.service.export import workbook
from fadu.service.readings import remember
from fadu.service.registers import PAGE, Query, may_see, numbered, page
from fadu.service.scope import Reader
from fadu.store.models import Matter, RegisterRow
from fadu.store.records import row_of
from fadu.web.access import reader_of, staff
from fadu.web.asked import page_number
from fadu.web.views.register_filters import carried, filters, years
from fadu.web.views.register_rows import may_add
from fadu.web.views.register_table import fixed_columns, headings, shown_columns, sums, table_row

_DAY = Field(name="day", label="日期", kind=Kind.DATE)
#: Before the name of a register kept by hand, which could be that of a procedure.
_KEPT = "kept:"


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
    standing = Q(until__gte=reader.on)
    kept = RegisterRow.objects.filter(org=reader.org, since__lte=reader.on).order_by().values_list("register")
    rows = kept.annotate(standing=Count("pk", filter=standing), keys=Count("key", distinct=True), last=Max("since"))
    listing = {r.name for r in catalogue().registers.values() if r.ended}
    own = [(f"{_KEPT}{r}", keys if r in listing else n, on) for r, n, keys, on in rows]
    return {name: (count, last) for name, count, last in (*matters, *own) if count}


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
    register, reader = register_of(request, name), reader_of(request)
    query = query_of(request.GET, register)
    found = page(reader, register, query)
    shown, fixed = shown_columns(request.GET, register, found.lines), fixed_columns(register, found.lines)
    context = {
        "page_title": register.label, "register": _head(request, register, found.total), "empty": _empty(register, query, request.path),
        "filters": filters(reader, register, query), "views": years(reader, register, query), "carried": carried(request.GET),
        "columns": headings(register, fixed, shown, query, request.GET), "chooser": [{"name": c.name, "label": c.label, "shown": c in shown} for c in register.columns],
        "rows": [table_row(line, fixed, shown, register) for line in found.lines], "totals": sums(found.lines, register, fixed, shown),
        "page": {"number": found.number, "count": found.count, "total": found.total, "first": (found.number - 1) * PAGE + 1, "last": min(found.number * PAGE, found.total)},
    }  # fmt: skip
    return render(request, "fadu/register.html", context)


def _head(request: HttpRequest, register: Register, total: int) -> dict[str, Any]:
    """The register's name, how many rows the question finds, and what can be done with them."""
    export = {
        "href": f"{reverse('register_export', args=(register.name,))}?{request.GET.urlencode()}",
        "rows": total,
        "note": "个人信息列已遮蔽。",
    }
    new = _new(reader_of(request), register)
    return {"title": register.label, "about": "", "href": request.path, "count": total, "new": new, "import_href": "", "export": export}


def _empty(register: Register, query: Query, here: str) -> dict[str, str]:
    """What an empty page says: nothing of the kind yet, or nothing that was asked for."""
    if query.words or query.first or query.last or query.state or query.village or query.equals:
        return {"title": "没有符合条件的记录", "text": "放宽日期、状态或者关键词再查。", "href": here, "label": "看全部"}
    text = "办理相应事项后自动出现在这里，不需要另外登记。"
    return {"title": f"{register.label}还没有记录", "text": text, "href": reverse("desk"), "label": "回到桌面"}


def _new(reader: Reader, register: Register) -> dict[str, str] | None:
    """The beginning of the procedure whose steps write this register's rows, or the form of one kept by hand, for those who may."""
    for procedure in () if register.by_hand else catalogue().procedures:
        writes = any(e.register == register.name and not e.ends for s in procedure.steps for e in s.enters)
        step = next((s for s in procedure.opening_steps() if reader.roles & set(s.roles)), None)
        if writes and step and opens_directly(procedure) and procedure.name not in FROM_ANOTHER and not register.procedures:
            return {"label": step.label, "href": reverse("begin", args=(procedure.name, step.id))}
    return {"label": "登记", "href": reverse("register_add", args=(register.name,))} if may_add(reader, register) else None


@staff
def register_row(request: HttpRequest, name: str, row_id: int) -> HttpResponse:
    register = register_of(request, name)
    stored = RegisterRow.objects.filter(pk=row_id, org=reader_of(request).org, register=name).first()
    if stored is None:
        raise Http404("没有这一行")
    row = row_of(stored, register)
    facts = [_fact(column, row) for column in register.columns if numbered(register) or column.name != register.key]
    if request.headers.get("HX-Request"):  # opened below its row
        return render(request, "fadu/parts/row_peek.html", {"facts": facts, "row": {"href": request.path, "label": "打开这一行"}})
    head = {
        "title": str(row.get("name") or row.get("title") or row.key), "register": register.label, "register_href": reverse("register", args=(name,)),
        "since": stored.since, "until": stored.until if stored.until != date.max else None, **_changes(reader_of(request), stored),
    }  # fmt: skip
    context = {"page_title": register.label, "row": head, "facts": facts, "history": [], "links": _source(reader_of(request), stored)}
    return render(request, "fadu/register_row.html", context)


def _changes(reader: Reader, stored: RegisterRow) -> dict[str, str]:
    """Where a village that stands is renamed or ended, for those who may: no other row is changed by its key alone."""
    found = {"edit_href": "", "end_href": ""}
    if stored.register != PLACES or stored.until < reader.on:
        return found
    for step in VILLAGE_CHANGE.opening_steps():
        if VILLAGE.name in step.fields and reader.roles & set(step.roles):
            name = "end_href" if any(e.ends for e in step.enters) else "edit_href"
            found[name] = f"{reverse('begin', args=(VILLAGE_CHANGE.name, step.id))}?{urlencode({VILLAGE.name: stored.key})}"
    return found


def _fact(column: Field, row: Row) -> dict[str, Any]:
    value = row.get(column.name)
    shown = {"label": column.label, "shown": column.show(value), "blank": value is None}
    return {**shown, "sensitivity": column.sensitivity.value, "was": "", "rows": None}


def _source(reader: Reader, stored: RegisterRow) -> list[dict[str, Any]]:
    """The matter whose step wrote the row, for those who may read it."""
    matter = Matter.objects.filter(pk=stored.matter_id).first() if stored.matter_id else None
    if matter is None or not reader.may_read(matter):
        return []
    return [{"kind": "来源", "number": matter.number, "title": matter.title, "state": "", "href": reverse("matter", args=(matter.pk,))}]


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
