"""The district's page: one figure over its towns, what is worth checking, the redacted records behind; and taking a town's file in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.kernel.indicator import Figure, rate_text, year
from fadu.packs.annual_report.town_figures import KEY, PACKAGE
from fadu.service import district
from fadu.service.disclosed import NotProven
from fadu.service.district import Line, Year
from fadu.service.figure_package import MOST_BYTES, packed
from fadu.service.figure_records import PAGE, Page, Record
from fadu.service.readings import remember
from fadu.service.report_content import content_of
from fadu.service.scope import Reader
from fadu.service.take_step import Receipt
from fadu.web.access import reader_of, staff
from fadu.web.asked import page_number
from fadu.web.command_key import next_key
from fadu.web.form import Control, controls
from fadu.web.views.figures import figure_href, pager
from fadu.web.views.report_acts import by_of, row_of

FIRST = "penalty.decisions"


@staff
@require_http_methods(["GET", "POST"])
def district_page(request: HttpRequest) -> HttpResponse:
    """One figure of one year over all towns; with POST, take in a town's file."""
    reader = _supervisor(request)
    if request.method != "POST":
        return _page(request, reader)
    done = _received(request, reader)
    if isinstance(done, Refused):
        return _page(request, reader, done.refusals, status=422)
    messages.success(request, f"已接收，数据由该镇街的日志证明。回执{done.hash[:8]}", extra_tags="done")
    return redirect("district")


@staff
def district_records(request: HttpRequest, in_year: int, org: str, code: str) -> HttpResponse:
    """The redacted records behind a figure that another town sent."""
    reader, number = _supervisor(request), page_number(request.GET.get("page"))
    try:
        found = district.records(reader, in_year, org, code, number)
    except (NotProven, OSError) as trouble:
        raise Http404("这份数据包已不能证明，请该镇街重新报送") from trouble
    if found is None:
        raise Http404("没有收到这个数字背后的记录")
    town, shown, total = found
    remember(request.user, "read", f"{town.town}{town.figures[code]['label']}", matter=town.matter.pk if town.matter else None)
    page = Page(shown, number, max(1, -(-total // PAGE)), total)
    context = {
        "page_title": town.town, "back_href": f"{reverse('district')}?{urlencode({'year': str(in_year), 'code': code})}", "year": in_year, "all_href": "", "hidden": 0,
        "figure": _figure(town, code, in_year, total), "matters": [_record(r) for r in shown], "page": pager(page), "figure_href": request.path,
    }  # fmt: skip
    return render(request, "fadu/figure.html", context)


@staff
def town_package(request: HttpRequest, matter_id: str) -> HttpResponse:
    """The frozen figures of a report as the file that goes to the district."""
    row = row_of(reader_of(request), matter_id)
    try:
        body = packed(content_of(row))
    except NotProven as trouble:
        messages.error(request, str(trouble))
        return redirect("report", matter_id)
    remember(request.user, "export", row.title, matter=row.pk, form="package")
    response = HttpResponse(body, content_type="application/json")
    response["Content-Disposition"] = content_disposition_header(True, f"{row.title}数据包.json") or ""
    return response


def _supervisor(request: HttpRequest) -> Reader:
    reader = reader_of(request)
    if not district.may_compare(reader):
        raise Http404("各镇街数据由区级监督人员查看")
    return reader


def _received(request: HttpRequest, reader: Reader) -> Receipt | Refused:
    file = request.FILES.get("package")
    if file is None:
        return Refused((Refusal("package", "没有选择文件", "选择镇街报送的数据包", field="package"),))
    if (file.size or 0) > MOST_BYTES:
        return Refused(
            (Refusal("package", f"文件超过{MOST_BYTES // 1024 // 1024}兆字节，不是镇街数据包", "请该镇街重新导出", field="package"),)
        )
    key = request.POST.get("town_key", "")[:500]
    return district.receive(reader, file.read(), file.name or "数据包.json", key, by_of(request, reader))


def _page(request: HttpRequest, reader: Reader, refusals: Sequence[Refusal] = (), status: int = 200) -> HttpResponse:
    years = district.years(reader)
    in_year = _chosen(request.GET.get("year", ""), years)
    found = district.towns(reader, in_year)
    labels = {code: str(row["label"]) for town in found for code, row in town.figures.items()}
    code = request.GET.get("code", FIRST)
    code = code if code in labels else next(iter(labels), "")
    lines = district.lines(found, district.towns(reader, in_year - 1), code, reader)
    context = {
        "page_title": "各镇街数据", "back_href": reverse("oversight"), "action": reverse("district"), "year": in_year, "years": years, "codes": sorted(labels.items(), key=lambda pair: pair[1]), "code": code,
        "figure": {"label": labels.get(code, ""), "rule": district.common_rule(found, code)}, "towns": [_line(line, in_year, code) for line in lines],
        "total": _total(lines), "fewest": district.FEWEST, "refusals": refusals, "act_label": "接收", "key": next_key(request.POST, refusals),
        "form": _form(reader, request.POST.get("town_key", ""), refusals),
    }  # fmt: skip
    return render(request, "fadu/district.html", context, status=status)


def _form(reader: Reader, key: str, refusals: Sequence[Refusal]) -> list[Control]:
    """What a person gives when a file is taken in; the rest comes with the file. While no town is known, the first needs its key."""
    known = district.knows_any(reader)
    required, needed = ((PACKAGE.name,), {KEY.name: "第一次接收这个镇街"}) if known else ((PACKAGE.name, KEY.name), {})
    return controls([PACKAGE, KEY], {KEY.name: key}, required=required, needed=needed, refusals=refusals)


def _chosen(asked: str, years: Sequence[int]) -> int:
    if asked.isascii() and asked.isdigit() and int(asked) in years:
        return int(asked)
    return years[0] if years else 0


def _line(line: Line, in_year: int, code: str) -> dict[str, Any]:
    own = figure_href(code, in_year) if line.ours else reverse("district_records", args=(in_year, line.org, code))
    return {
        "name": line.town,
        **_shown(line.row),
        "last_year": _shown(line.last)["shown"] if line.last else "",
        "note": line.note,
        "href": own,
    }


def _shown(row: Mapping[str, Any]) -> dict[str, str]:
    """The printed number, and of a rate its two numbers below."""
    whole, bracket, base = str(row["text"]).partition("（")
    return {
        "shown": whole,
        "unit": "" if "base" in row else str(row["unit"]),
        "base": base.removesuffix("）") if bracket and "base" in row else "",
    }


def _total(lines: Sequence[Line]) -> dict[str, str] | None:
    if len(lines) < 2:
        return None
    summed = district.total(lines)
    row = lines[0].row
    if summed["base"] is not None:
        return _shown({"text": rate_text(summed["value"], summed["base"]), "unit": "", "base": summed["base"]})
    whole = Figure(code=str(row["code"]), label="", unit=str(row["unit"]), period=year(2000), value=summed["value"], org="")
    return _shown({"text": whole.text, "unit": row["unit"]})


def _figure(town: Year, code: str, in_year: int, total: int) -> dict[str, Any]:
    row = town.figures[code]
    rate = (
        {"numerator": row["value"], "denominator": row["base"], "numerator_label": "", "denominator_label": ""} if row.get("base") else None
    )
    said = _shown(row)
    return {
        "label": f"{town.town}：{row['label']}", "shown": said["shown"], "unit": said["unit"], "period": f"{in_year}年，该镇街冻结的数字",
        "rule": town.rules.get(code, ""), "source": "镇街数据包，由该镇街的日志证明；记录按公开的样子列出", "parts": [], "parts_closed": False, "rate": rate, "matters_total": total,
    }  # fmt: skip


def _record(record: Record) -> dict[str, Any]:
    return {"title": record.title, "number": record.number, "on": record.on, "href": "", "place": record.place}
