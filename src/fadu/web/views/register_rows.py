"""Rows of a register that is kept by hand, typed or taken from a spreadsheet, shown first and then written by an import's entry."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.field import Field, Kind, Problem, Value
from fadu.kernel.finding import Refusal
from fadu.kernel.pack import Register
from fadu.kernel.records import Row
from fadu.packs import catalogue
from fadu.packs.common.imported import IMPORT
from fadu.service import clock
from fadu.service.importing import bring
from fadu.service.scope import Reader
from fadu.web.access import reader_of, staff
from fadu.web.form import Posted, controls, edits_rows, read
from fadu.web.offers import offers_for
from fadu.web.sheets import blank_sheet, fill_rows
from fadu.web.views.report_acts import act_form

_BRING = IMPORT.steps[0]
_ROWS = "rows"
_SAYS = "自今天起有效；编号与现有一行相同的，现有一行到昨天为止。来源写入记录。"


def may_add(reader: Reader, register: Register) -> bool:
    """Whether this person brings rows into the register."""
    return register.by_hand and bool(reader.roles & set(_BRING.roles))


@staff
@require_http_methods(["GET", "POST"])
def register_add(request: HttpRequest, name: str) -> HttpResponse:
    """Type rows or fill them in from a sheet; nothing is written before the button of the act."""
    reader, register = reader_of(request), catalogue().registers.get(name)
    if register is None or not may_add(reader, register):
        raise Http404("没有这个台账，或者它的内容由办理事项时写入")
    field = Field(name=_ROWS, label=register.label, kind=Kind.ROWS, columns=register.columns)
    if request.method != "POST":
        return blank_sheet([field], request.GET.get("sheet", ""), {}) or _form(request, register, field, {}, ())
    if request.POST.get("_fill"):
        typed, wrong = fill_rows(request, [field])
        return _form(request, register, field, typed, tuple(wrong))
    edited = edits_rows([field], cast(Posted, request.POST))
    if edited is not None:
        return _form(request, register, field, edited, ())
    typed = read([field], cast(Posted, request.POST))
    value = field.parse(typed[_ROWS])
    if isinstance(value, Problem) or not value:
        refusal = (
            Refusal("rows", value.message, value.remedy, field=_ROWS)
            if isinstance(value, Problem)
            else Refusal("rows", "一行也没有填", "填写后再登记", field=_ROWS)
        )
        return _form(request, register, field, typed, (refusal,))
    given = cast("list[dict[str, Value]]", value)
    rows = [Row(register=name, key=str(v.get(register.key) or ""), values=v, since=reader.on) for v in given]
    try:
        bring(reader.org, reader.actor, name, rows, f"{register.label}（页面登记）", clock.now())
    except ValueError as refused:
        return _form(request, register, field, typed, (Refusal("rows", str(refused), "补全这一行", field=_ROWS),))
    messages.success(request, f"已登记{len(rows)}行", extra_tags="done")
    return redirect("register", name)


def _form(request: HttpRequest, register: Register, field: Field, typed: dict[str, object], refusals: tuple[Refusal, ...]) -> HttpResponse:
    home = reverse("register", args=(register.name,))
    form = controls([field], typed, required=(_ROWS,), refusals=refusals, offers=offers_for(reader_of(request), [field]))
    return act_form(request, _BRING, request.path, home, refusals, form=form, says=_SAYS, status=422 if refusals else 200)
