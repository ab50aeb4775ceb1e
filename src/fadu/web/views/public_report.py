"""The annual report for everybody: every printed number opens the redacted records behind it. Reads published reports only."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode

from fadu.packs.annual_report.freezing import part_name
from fadu.packs.annual_report.instruments import restated_lines
from fadu.packs.annual_report.text import frozen
from fadu.service import clock
from fadu.service.papers import drawn, verify_path
from fadu.service.public_report import Opened, Published, open_data, opened, printed_places, published, years
from fadu.service.report_export import TYPES
from fadu.store.models import Town
from fadu.web.access import public
from fadu.web.asked import page_number
from fadu.web.views import report_parts as parts
from fadu.web.views.figures import pager, split_name
from fadu.web.views.public import site_of, town_for

SUBJECT = "综合政务、法治政府建设"
_FORMS = ("pdf", "docx", "json")
_LAST = re.compile(r"(\d+)号$")


@public
def public_reports(request: HttpRequest) -> HttpResponse:
    """The newest report; while there is none, a page that says so."""
    town = town_for(request)
    found = years(town.org, clock.today())
    if found:
        return redirect("public_report", found[0])
    empty = {
        "title": "还没有公开的年度报告",
        "text": "法治政府建设年度报告于每年4月1日前公开。",
        "href": reverse("disclosures"),
        "label": "看其他公示",
    }
    context = {
        "page_title": "年度报告", "site": site_of(request, town, "年度报告"), "heading": "年度报告", "about": "", "kinds": [], "filters": [], "entries": [],
        "action": request.path, "page": {"number": 1, "count": 1, "total": 0, "first": 0, "last": 0}, "empty": empty, "data_href": "", "feed_href": "",
    }  # fmt: skip
    return render(request, "fadu/public/disclosures.html", context)


@public
def public_report(request: HttpRequest, in_year: int) -> HttpResponse:
    town = town_for(request)
    report = _report(town, in_year)
    found = report.content
    shown = parts.sections(found, lambda code, part: figure_address(in_year, code, part))
    context = {
        "page_title": report.paper.title, "site": site_of(request, town, "年度报告"), "report": _head(town, report, in_year), "sections": shown, "restated": restated_lines(found.matter),
        "contents": [{"label": s["heading"], "href": f"#{s['id']}"} for s in shown if s["heading"] and s["level"] == 1],
        "years": [{"label": f"{y}年", "href": reverse("public_report", args=(y,)), "current": y == in_year} for y in years(town.org, clock.today())],
    }  # fmt: skip
    return render(request, "fadu/public/report.html", context)


@public
def public_report_file(request: HttpRequest, in_year: int, form: str) -> HttpResponse:
    town = town_for(request)
    report = _report(town, in_year)
    if form not in _FORMS:
        raise Http404("没有这种格式")
    body = json.dumps(open_data(report), ensure_ascii=False, indent=1).encode() if form == "json" else drawn(report.paper, form)
    response = HttpResponse(body, content_type=TYPES[form])
    response["Content-Disposition"] = content_disposition_header(form != "pdf", f"{report.paper.title}.{form}") or ""
    return response


@public
def public_figure(request: HttpRequest, in_year: int, code: str) -> HttpResponse:
    town = town_for(request)
    report = _report(town, in_year)
    part = request.GET.get("part", "")
    found = opened(report, code, part, page_number(request.GET.get("page")))
    if found is None:
        raise Http404("报告没有印出这个数字")
    context = {
        "page_title": str(found.row["label"]), "site": site_of(request, town, "年度报告"), "back_href": reverse("public_report", args=(in_year,)), "data_href": "",
        "year": in_year, "figure": _figure(report, found, in_year, code, part), "matters": [_record(r) for r in found.page.records], "page": pager(found.page),
        "all_href": "", "figure_href": request.path, "hidden": 0,
    }  # fmt: skip
    return render(request, "fadu/public/figure.html", context)


def figure_address(in_year: int, code: str, part: str) -> str:
    return reverse("public_figure", args=(in_year, code)) + (f"?{urlencode({'part': part})}" if part else "")


def _report(town: Town, in_year: int) -> Published:
    report = published(town.org, in_year, clock.today())
    if report is None:
        raise Http404(f"没有公开的{in_year}年年度报告")
    return report


def _head(town: Town, report: Published, in_year: int) -> dict[str, Any]:
    number = report.paper.number
    last = _LAST.search(number)
    prefix = town.told_on(report.paper.issued_on).get("index_prefix") or town.org
    index = f"{prefix}/{report.paper.issued_on.year}-{int(last[1]):05d}" if last else ""
    files = {f"{form}_href" if form != "json" else "data_href": reverse("public_report_file", args=(in_year, form)) for form in _FORMS}
    return {
        "title": report.paper.title, "number": number, "organ": report.content.town, "year": in_year, "signed_on": report.paper.issued_on,
        "published_on": report.on, "index_number": index, "subject": SUBJECT, "verify_href": verify_path(report.paper), "opinion_href": "", **files,
    }  # fmt: skip


def _figure(report: Published, found: Opened, in_year: int, code: str, part: str) -> dict[str, Any]:
    row, definition = found.row, found.definition
    rate = (
        {"numerator": row["value"], "denominator": row["base"], "numerator_label": "", "denominator_label": ""} if row.get("base") else None
    )
    changed = "" if found.same else "　冻结后有补录或更正，下列记录按现有情况列出，与冻结时不完全一致。"
    return {
        "label": row["label"], "shown": str(row["text"]).partition("（")[0] if rate else row["text"], "unit": "" if "base" in row else row["unit"],
        "period": f"{in_year}年1月1日至12月31日", "rule": (definition.rule if definition else "") + changed, "source": definition.source if definition else "", "restated": _restated(report, code) if not part else "", "caution": definition.caution if definition else "",
        "parts": [] if part else _parts(report, found, in_year, code), "parts_closed": False, "rate": rate, "matters_total": found.page.total,
    }  # fmt: skip


def _restated(report: Published, code: str) -> str:
    """What the last restatement of this figure says; '' when there is none."""
    rows = [r for r in report.content.matter.get("restatements") or [] if isinstance(r, dict) and r.get("code") == code]  # type: ignore[union-attr]
    matter = replace(report.content.matter, facts={**report.content.matter.facts, "restatements": rows[-1:]})
    return next(iter(restated_lines(matter)), "")


def _parts(report: Published, found: Opened, in_year: int, code: str) -> list[dict[str, str]]:
    """The parts that are not nil; those that the text prints can be opened."""
    used = printed_places(report.content)
    rows = [(key, r) for (c, key), r in frozen(report.content.rows).items() if c == code and key and r["value"]]
    return [
        {
            "label": part_name(found.definition, key),
            "shown": r["text"],
            "unit": r["unit"],
            "href": figure_address(in_year, code, key) if (code, key) in used else "",
            "split": split_name(found.definition, key),
        }
        for key, r in rows
    ]


def _record(record: Any) -> dict[str, Any]:
    href = reverse("disclosure_item", args=(record.publication,)) if record.publication else ""
    return {"title": record.title, "number": record.number, "on": record.on, "href": href, "place": record.place}
