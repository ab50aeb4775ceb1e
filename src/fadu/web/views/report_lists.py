"""What the report is written by and the town keeps itself: the wording of counting rules, and the reports of earlier years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.kernel.procedure import Step
from fadu.packs import catalogue
from fadu.service import past_intake, rule_texts
from fadu.service.counting import Book
from fadu.service.past_reports import PAST
from fadu.service.scope import Reader
from fadu.service.take_step import Receipt
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.command_key import next_key
from fadu.web.form import Posted, controls, read
from fadu.web.views.report_acts import act_form, by_of

_WORDED = ("version", "text", "source")


@staff
@require_http_methods(["GET", "POST"])
def figure_rule(request: HttpRequest, code: str) -> HttpResponse:
    """The town's own words for the rule of one figure, with the words that stand now to begin from."""
    reader = reader_of(request)
    step = _adopting(reader)
    definition = Book(reader.org, reader.on, (code,)).definitions.get(code)
    if definition is None or step is None:
        raise Http404("没有这个指标，或者不由您写明规则")
    fields = [f for n in _WORDED if (f := catalogue().procedure(rule_texts.RULE_TEXT).field(n))]
    home = reverse("figure", args=(code,))
    says = f"“{definition.label}”旁和报告里改印这一文本、施行日期和来源；按什么计数不变。现印：{definition.rule}（{definition.source}）"
    if request.method != "POST":
        form = controls(
            fields, {"version": f"{reader.on.year}-01-01", "text": definition.rule, "source": definition.source}, required=_WORDED
        )
        return act_form(request, step, request.path, home, (), says=says, form=form)
    typed = read(fields, cast(Posted, request.POST))
    done = rule_texts.adopt(reader.org, code, {k: v for k, v in typed.items() if v}, by_of(request, reader))
    if isinstance(done, Refused):
        return act_form(
            request,
            step,
            request.path,
            home,
            done.refusals,
            says=says,
            form=controls(fields, typed, required=_WORDED, refusals=done.refusals),
            status=422,
        )
    messages.success(request, f"“{definition.label}”的计数规则已改用本镇文本", extra_tags="done")
    return redirect(home)


@staff
@require_http_methods(["GET", "POST"])
def past_report_keep(request: HttpRequest) -> HttpResponse:
    """Take in a report of an earlier year: its year, its number, the file."""
    reader = reader_of(request)
    step = _past_step(reader, "keep")
    if step is None:
        raise Http404("不由您收录历年报告")
    fields = [f for n in ("year", "past_number", "past_file") if (f := catalogue().procedure(PAST).field(n))]
    required = ("year", "past_file")
    if request.method != "POST":
        form = controls(fields, {"year": str(reader.on.year - 2)}, required=required)
        return act_form(request, step, request.path, reverse("reports"), (), form=form)
    done = _kept(request, reader)
    if isinstance(done, Refused):
        form = controls(fields, {n: request.POST.get(n, "") for n in ("year", "past_number")}, required=required, refusals=done.refusals)
        return act_form(request, step, request.path, reverse("reports"), done.refusals, form=form, status=422)
    messages.success(request, "已收录。请核对文中的数字", extra_tags="done")
    return redirect("past_report", done.matter)


def _kept(request: HttpRequest, reader: Reader) -> Receipt | Refused:
    year, file = request.POST.get("year", ""), request.FILES.get("past_file")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return Refused((Refusal("year", "年度须为四位数字", "如 2024", field="year"),))
    if file is None:
        return Refused((Refusal("past_file", "没有选择文件", "选择这一年报告的 Word、PDF、网页或文本文件", field="past_file"),))
    return past_intake.keep(
        reader.org, int(year), file.read(), file.name or "报告", by_of(request, reader), number=request.POST.get("past_number", "").strip()
    )


@staff
@require_http_methods(["GET", "POST"])
def past_report(request: HttpRequest, matter_id: str) -> HttpResponse:
    """The numbers in the text of an earlier report, each to be confirmed for a figure of ours."""
    reader = reader_of(request)
    row = reader.readable().filter(pk=matter_id, procedure=PAST).first()
    if row is None:
        raise Http404("没有这份报告，或者不在您的查看范围内")
    if request.method != "POST":
        return _past_page(request, reader, row, ())
    chosen = {int(k[2:]): v for k in request.POST if k.startswith("c-") and k[2:].isdecimal() and (v := request.POST.get(k, ""))}
    done = past_intake.recognise(row, chosen, by_of(request, reader))
    if isinstance(done, Refused):
        return _past_page(request, reader, row, done.refusals, status=422)
    messages.success(request, f"已记下{len(chosen)}个数字的核对结果", extra_tags="done")
    return redirect("reports")


def _past_page(request: HttpRequest, reader: Reader, row: Matter, refusals: Sequence[Refusal], *, status: int = 200) -> HttpResponse:
    facts = row.snapshot["facts"]
    held = {(r["shown"], r["fragment"]): r["code"] for r in facts.get("recognised") or []}
    rows = [
        {"n": n, **c, "chosen": request.POST.get(f"c-{n}") or held.get((c["shown"], c["fragment"])) or _guess(c["name"])}
        for n, c in enumerate(facts.get("candidates") or [])
    ]
    context = {
        "page_title": row.title, "past": {"title": row.title, "number": facts.get("past_number", ""), "year": facts["year"], "home_href": reverse("reports")},
        "rows": rows, "figures": [{"code": c, "label": d.label} for c, d in catalogue().indicators.items()], "refusals": refusals, "action": request.path,
        "key": next_key(request.POST, refusals), "may": _past_step(reader, "recognise") is not None and row.state == "kept",
    }  # fmt: skip
    return render(request, "fadu/past_report.html", context, status=status)


def _guess(name: str) -> str:
    """The figure that is called exactly so; nothing is guessed from likeness."""
    return next((c for c, d in catalogue().indicators.items() if d.label == name), "")


def _past_step(reader: Reader, id: str) -> Step | None:
    step = catalogue().procedure(PAST).step(id) if catalogue().has_procedure(PAST) else None
    return step if step and reader.roles & set(step.roles) else None


def _adopting(reader: Reader) -> Step | None:
    step = catalogue().procedure(rule_texts.RULE_TEXT).step("adopt") if catalogue().has_procedure(rule_texts.RULE_TEXT) else None
    return step if step and reader.roles & set(step.roles) else None
