"""What the report is written by and the town keeps itself: the wording of counting rules, and the reports of earlier years."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.procedure import Step
from fadu.packs import catalogue
from fadu.service import rule_texts
from fadu.service.counting import Book
from fadu.service.scope import Reader
from fadu.web.access import reader_of, staff
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
        form = controls(fields, {"version": f"{reader.on.year}-01-01", "text": definition.rule, "source": definition.source}, required=_WORDED)
        return act_form(request, step, request.path, home, (), says=says, form=form)
    typed = read(fields, cast(Posted, request.POST))
    done = rule_texts.adopt(reader.org, code, {k: v for k, v in typed.items() if v}, by_of(request, reader))
    if isinstance(done, Refused):
        return act_form(request, step, request.path, home, done.refusals, says=says, form=controls(fields, typed, required=_WORDED, refusals=done.refusals), status=422)
    messages.success(request, f"“{definition.label}”的计数规则已改用本镇文本", extra_tags="done")
    return redirect(home)


def may_word(reader: Reader) -> bool:
    return _adopting(reader) is not None


def _adopting(reader: Reader) -> Step | None:
    step = catalogue().procedure(rule_texts.RULE_TEXT).step("adopt") if catalogue().has_procedure(rule_texts.RULE_TEXT) else None
    return step if step and reader.roles & set(step.roles) else None
