"""Superiors' tables: taken in from a file, each cell matched to a figure on one page, taken away filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from fadu.checker import Unreadable
from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.kernel.procedure import Step
from fadu.packs import catalogue
from fadu.packs.annual_report.request_months import Months, months_said
from fadu.packs.annual_report.text import figure_id
from fadu.service import superior_requests as requests
from fadu.service.readings import remember
from fadu.service.request_sheet import MOST_BYTES
from fadu.service.scope import Reader
from fadu.service.superior_requests import REQUEST, Cell, Key
from fadu.service.take_step import Receipt
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.command_key import next_key
from fadu.web.form import Posted, controls, read
from fadu.web.views.figures import XLSX, figure_href
from fadu.web.views.report_acts import act_form, by_of
from fadu.web.views.yearly import acts_of

_NEEDED = ("year", "request_title", "asked_by", "request_file")
_ASKED = ("year", "from_month", "to_month", "request_title", "asked_by", "request_file")
_MOST_WHY = 500


@staff
@require_http_methods(["GET", "POST"])
def request_import(request: HttpRequest) -> HttpResponse:
    """Take in a superior's table: for which year, from whom, the file."""
    reader = reader_of(request)
    step = _own_step(reader, "import")
    if step is None:
        raise Http404("不由您导入上级报表")
    fields = [f for n in _ASKED if (f := catalogue().procedure(REQUEST).field(n))]
    if request.method != "POST":
        return act_form(
            request, step, request.path, reverse("reports"), (), form=controls(fields, {"year": str(reader.on.year)}, required=_NEEDED)
        )
    done = _taken(request, reader)
    if isinstance(done, Refused):
        typed = read([f for f in fields if f.name != "request_file"], cast(Posted, request.POST))
        form = controls(fields, typed, required=_NEEDED, refusals=done.refusals)
        return act_form(request, step, request.path, reverse("reports"), done.refusals, form=form, status=422)
    messages.success(request, "已导入。请逐个对应指标", extra_tags="done")
    return redirect("request", done.matter)


def _taken(request: HttpRequest, reader: Reader) -> Receipt | Refused:
    year, file = request.POST.get("year", ""), request.FILES.get("request_file")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return Refused((Refusal("year", "年度须为四位数字", "如 2025", field="year"),))
    if file is None:
        return Refused((Refusal("request_file", "没有选择文件", "选择来文的 xlsx 表格", field="request_file"),))
    if (file.size or 0) > MOST_BYTES:
        return Refused(
            (
                Refusal(
                    "request_file", f"文件超过{MOST_BYTES // 1024 // 1024}兆字节", "只留要填的工作表，另存后再导入", field="request_file"
                ),
            )
        )
    facts = {
        "year": int(year),
        **{n: v for n in ("from_month", "to_month", "request_title", "asked_by") if (v := request.POST.get(n, "").strip())},
    }
    return requests.take_table(reader.org, facts, file.read(), file.name or "报表.xlsx", by_of(request, reader))


@staff
@require_http_methods(["GET", "POST"])
def request_page(request: HttpRequest, matter_id: str) -> HttpResponse:
    """Every cell of the table with the figure it takes, those without one first."""
    reader = reader_of(request)
    row = _row(reader, matter_id)
    if request.method != "POST":
        return _page(request, reader, row)
    if not _may_match(reader, row):
        raise Http404("没有这一步，或者不由您办理")
    known = requests.figures_of(row.org, requests.year_of(row), requests.asked_months(row)).names
    chosen, wrong = _chosen(request.POST, requests.cells(row), known)
    done = Refused(tuple(wrong)) if wrong else requests.match(row, chosen, _reasons(request.POST), by_of(request, reader))
    if isinstance(done, Refused):
        return _page(request, reader, row, done.refusals, status=422)
    messages.success(request, f"已记下对应。回执{done.hash[:8]}", extra_tags="done")
    return redirect("request", matter_id)


@staff
def request_xlsx(request: HttpRequest, matter_id: str) -> HttpResponse:
    """The superior's own workbook with the matched cells filled."""
    reader = reader_of(request)
    row = _row(reader, matter_id)
    made = requests.filled_table(row)
    if isinstance(made, Unreadable):
        return _page(request, reader, row, (Refusal("file", made.message, made.remedy),), status=422)
    remember(request.user, "print", row.title, matter=row.pk, form="xlsx")
    response = HttpResponse(made, content_type=XLSX)
    name = str(row.snapshot["facts"]["request_file"].get("name") or f"{row.title}.xlsx")
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def _row(reader: Reader, matter_id: str) -> Matter:
    row = reader.readable().filter(pk=matter_id, procedure=REQUEST).first()
    if row is None:
        raise Http404("没有这份报表，或者不在您的查看范围内")
    return row


def _own_step(reader: Reader, id: str) -> Step | None:
    step = catalogue().procedure(REQUEST).step(id) if catalogue().has_procedure(REQUEST) else None
    return step if step and reader.roles & set(step.roles) else None


def _may_match(reader: Reader, row: Matter) -> bool:
    step = _own_step(reader, "match")
    return step is not None and row.state in step.source


def _page(request: HttpRequest, reader: Reader, row: Matter, refusals: Sequence[Refusal] = (), *, status: int = 200) -> HttpResponse:
    found, may, facts = requests.cells(row), _may_match(reader, row), row.snapshot["facts"]
    year, months = requests.year_of(row), requests.asked_months(row)
    held = requests.figures_of(row.org, year, months) if may else None
    state = catalogue().procedure(REQUEST, row.version).state(row.state)
    rows = [_shown(request.POST, c, year, months, held.names if held else {}) for c in sorted(found, key=lambda c: c.answered)]
    context = {
        "page_title": "上级报表", "title": row.title, "state": state.label if state else row.state, "asked_by": facts.get("asked_by", ""), "period": f"{year}年{months_said(months)}",
        "provisional": bool(facts.get("provisional")), "open": sum(not c.answered for c in found), "rows": rows, "may": may, "refusals": refusals,
        "all_figures": sorted(held.names.values()) if held else (), "acts": [a for a in acts_of(reader, row) if a["href"] != request.path], "matter_href": reverse("matter", args=(row.pk,)),
        "xlsx_href": reverse("request_xlsx", args=(row.pk,)) if facts.get("request_values") and facts.get("request_file") else "", "action": reverse("request", args=(row.pk,)),
        "key": next_key(request.POST, refusals),
    }  # fmt: skip
    return render(request, "fadu/request.html", context, status=status)


def _shown(typed: Mapping[str, str], cell: Cell, in_year: int, months: Months, known: Mapping[Key, str]) -> dict[str, Any]:
    """A cell as the page shows it: what was typed stands before what is recorded."""
    own = figure_id(*cell.key) if cell.key else ""
    offered = (
        list(dict.fromkeys([*((cell.key,) if cell.key in known and cell.key else ()), *requests.suggested(cell, known)])) if known else []
    )
    picked = typed.get(f"c-{cell.number}", own)
    return {
        "n": cell.number, "place": f"{cell.sheet} {cell.cell}", "label": cell.label, "unit": cell.unit, "why": typed.get(f"w-{cell.number}", cell.why), "other": typed.get(f"o-{cell.number}", ""),
        "shown": f"{cell.shown}{cell.shown_unit}" if cell.shown else "", "href": figure_href(cell.key[0], in_year, cell.key[1], months) if cell.key else "", "answered": cell.answered,
        "options": [{"value": figure_id(*k), "label": known[k], "chosen": figure_id(*k) == picked} for k in offered],
    }  # fmt: skip


def _chosen(typed: Mapping[str, str], cells: Sequence[Cell], known: Mapping[Key, str]) -> tuple[dict[int, Key], list[Refusal]]:
    """The figure of each cell, by its place: the one selected, or the one written by name or code; and what names none."""
    by_word = {**{figure_id(*k): k for k in known}, **{name: k for k, name in known.items()}}
    chosen, wrong = dict[int, Key](), list[Refusal]()
    for cell in cells:
        word = typed.get(f"o-{cell.number}", "").strip() or typed.get(f"c-{cell.number}", "").strip()
        if word in by_word:
            chosen[cell.number] = by_word[word]
        elif word:
            wrong.append(
                Refusal(
                    "figure",
                    f"{cell.cell}（{cell.label}）：没有“{word[:40]}”这个指标",
                    "从列出的指标中选，或照“数据”页上的名称填写",
                    field=f"o-{cell.number}",
                )
            )
    return chosen, wrong


def _reasons(typed: Mapping[str, str]) -> dict[int, str]:
    return {int(k[2:]): v.strip()[:_MOST_WHY] for k, v in typed.items() if k.startswith("w-") and k[2:].isdecimal() and v.strip()}
