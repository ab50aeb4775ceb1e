"""The pages that explain the checking rules: what each finds, why it matters, an example, how to mend it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fadu.checker import RULES, Document, Rule, document
from fadu.checker.rules import FAMILIES
from fadu.service import checker_work as work
from fadu.service import clock
from fadu.web.access import public
from fadu.web.check_marks import changed, paragraphs
from fadu.web.rule_pages import RulePage, rule_pages
from fadu.web.views.check import shell


@public
def check_rules(request: HttpRequest) -> HttpResponse:
    """All rules by family."""
    families = [{"label": label, "rules": [_line(r) for r in RULES.values() if r.code[0] == letter]} for letter, label in FAMILIES.items()]
    context = {**shell(request, "核查规则"), "families": families, "total": len(RULES), "checker_href": reverse("checker")}
    return render(request, "fadu/public/check_rules.html", context)


@public
def check_rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule."""
    rule = RULES.get(code)
    if rule is None:
        raise Http404("没有这条核查规则")
    page = rule_pages()[code]
    others = [_line(r) for r in RULES.values() if r.family == rule.family and r is not rule]
    context = {
        **shell(request, rule.title), "rule": {**_line(rule), "family": rule.family, "explanation": rule.explanation, "citation": rule.citation},
        "page": page, "example": _example(code, page), "others": others, "rules_href": reverse("check_rules"), "checker_href": reverse("checker"),
        "sample_href": reverse("check_sample"),
    }  # fmt: skip
    return render(request, "fadu/public/check_rule.html", context)


def _line(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "title": rule.title,
        "severity": rule.severity.value,
        "label": rule.severity.label,
        "href": reverse("check_rule", args=(rule.code,)),
    }


@lru_cache(maxsize=64)
def _example(code: str, page: RulePage) -> dict[str, Any]:
    """The example as the checker itself marks it, without the title that only frames it; plain when it wants a whole report."""
    framed = document(page.framed(page.wrong))
    if page.sample:
        return {
            "paragraphs": [{"id": "", "css": "", "runs": [{"text": line}]} for line in page.wrong.split("\n")],
            "message": "",
            "change": None,
        }
    found = work.examined(framed, _last(page), clock.today())  # our own few words: no need of a process apart
    mine = next((i for i, f in enumerate(found.findings) if f.rule == code), None)
    lines = paragraphs(found)[1 if framed.text != page.wrong else 0 :]
    stands = (
        found.document.text[found.findings[mine].offset : found.findings[mine].offset + found.findings[mine].length]
        if mine is not None
        else ""
    )
    mend = found.mends[mine] if mine is not None else None
    return {
        "paragraphs": [{**line, "id": "", "runs": [_still(run) for run in line["runs"]]} for line in lines],
        "message": found.findings[mine].message if mine is not None else "", "change": changed(stands, mend) if mend else None,
    }  # fmt: skip


def _still(run: dict[str, Any]) -> dict[str, Any]:
    """A mark that leads nowhere: the example stands alone."""
    return {**run, "still": True}


def _last(page: RulePage) -> Document | None:
    return document(page.last) if page.last else None
