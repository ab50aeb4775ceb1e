"""A year as a table of figures, and one figure with every matter behind it. Counts nothing itself and ranks nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode

from fadu.kernel.field import chinese_day, yuan
from fadu.kernel.indicator import Figure, Indicator
from fadu.packs import catalogue
from fadu.packs.annual_report.freezing import part_name
from fadu.packs.annual_report.request_months import WHOLE_YEAR, Months
from fadu.packs.annual_report.text import frozen
from fadu.service import figures_export
from fadu.service.counting import DECLARED_PREFIX, OWN_PREFIX
from fadu.service.figure_records import PAGE, Page, Record, counting_rule, records
from fadu.service.past_reports import printed
from fadu.service.report_content import Content, Counted, content_of, counted, default_year, disputed, report_of, within
from fadu.service.report_export import frozen_on
from fadu.service.rule_texts import RULE_TEXT
from fadu.service.scope import Reader
from fadu.service.shortfalls import QUALITY_PREFIX, shortfalls
from fadu.store.models import Milestone
from fadu.web.access import reader_of, staff
from fadu.web.asked import page_number, whole_number

YEARS_SHOWN = 4
SHEET_ROWS = 8
FIRST_YEAR = 1990
#: Packs that count the work about the work: after all others.
_LAST = ("annual_report", "common")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff
def figures_page(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    chosen = chosen_year(request, reader.org, reader.on)
    now, before = counted(reader.org, chosen), {}
    if _began(reader.org) < chosen:
        before = year_before(now, reader.org)
    row = report_of(reader.org, chosen)
    found = content_of(row) if row else None
    words, with_parts = request.GET.get("q", "").strip()[:50], "parts" in request.GET
    groups = _groups(now, before, disputed(found.matter) if found else frozenset(), words, with_parts=with_parts)
    context = {
        "page_title": f"{chosen}年数据", "year": chosen, "years": _years(reader.org, chosen, reader.on), "as_of": _as_of(chosen, reader.on),
        "frozen": {"on": frozen_on(found)} if found and found.frozen else None, "links": _links(chosen, found, reader),
        "groups": groups, "q": words, "action": request.path, "with_parts": with_parts,
        "parts_href": "?" + urlencode([("year", str(chosen)), *([("q", words)] if words else []), *([] if with_parts else [("parts", "1")])]),
    }  # fmt: skip
    return render(request, "fadu/figures.html", context)


@staff
def figures_xlsx(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    now = counted(reader.org, chosen_year(request, reader.org, reader.on))
    response = HttpResponse(figures_export.workbook(now, year_before(now, reader.org)), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{now.year}年数据.xlsx") or ""
    return response


@staff
def figure_page(request: HttpRequest, code: str) -> HttpResponse:
    """The figure's own page; asked by a script from the report desk, its sheet alone."""
    reader = reader_of(request)
    chosen = chosen_year(request, reader.org, reader.on)
    part = request.GET.get("part", "")
    now = counted(reader.org, chosen, asked_months(request))
    figure = figure_in(now.figures, code, part)
    found = records(reader, figure, counting_rule(code, now.definitions), page_number(request.GET.get("page")))
    context = sheet(now, code, part, year_before(now, reader.org), found) | {
        "page_title": now.figures[code].label, "year": chosen, "back_href": at_year("figures", chosen), "hidden": found.hidden, "page": pager(found),
        "matters": [_matter(r) for r in found.records], "all_href": "", "rule_href": _rule_href(reader, code),
        "frozen": _frozen_otherwise(reader.org, chosen, figure, part) if now.months == WHOLE_YEAR else None,
    }  # fmt: skip
    if request.headers.get("HX-Request"):
        shown = {
            "matters": context["matters"][:SHEET_ROWS],
            "all_href": figure_href(code, chosen, part, now.months) if found.total > SHEET_ROWS else "",
        }
        return render(request, "fadu/parts/figure_sheet.html", context | shown)
    return render(request, "fadu/figure.html", context)


def _frozen_otherwise(org: str, in_year: int, figure: Figure, part: str) -> dict[str, str] | None:
    """What the year's report froze, where the records say something else by now, and where the change is listed."""
    row = report_of(org, in_year)
    found = content_of(row) if row else None
    kept = frozen(found.rows).get((figure.code, part)) if found and found.frozen else None
    if kept is None or row is None or str(kept["text"]) == figure.text:
        return None
    return {"text": f"{kept['text']}{'' if 'base' in kept else kept['unit']}", "href": reverse("report_changes", args=(row.pk,))}


def _rule_href(reader: Reader, code: str) -> str:
    """Where the town's own words for the rule are written, for those who may; a declared figure has none."""
    step = catalogue().procedure(RULE_TEXT).step("adopt") if catalogue().has_procedure(RULE_TEXT) else None
    mine = step is not None and bool(reader.roles & set(step.roles)) and not code.startswith((DECLARED_PREFIX, QUALITY_PREFIX))
    return reverse("figure_rule", args=(code,)) if mine else ""


def figure_in(found: Mapping[str, Figure], code: str, part: str) -> Figure:
    """The figure or its part. Raises Http404 when there is none."""
    figure = found.get(code)
    if figure is None or (part and part not in figure.parts):
        raise Http404("没有这个指标，或者这一年没有这个分项")
    return figure.parts[part] if part else figure


def sheet(now: Counted, code: str, part: str, before: Mapping[str, Figure], found: Page) -> dict[str, Any]:
    """The context ``figure`` of ``parts/figure_sheet.html``."""
    whole, definition = now.figures[code], now.definitions.get(code)
    figure = whole.parts[part] if part else whole
    last = _part_of(before.get(code), part)
    months = now.book.months(code, now.year) if not part else ()
    split, period = definition.splits[0] if definition and definition.splits else None, within(now.year, now.months)
    made = {
        "label": f"{whole.label}·{part_name(definition, part)}" if part else whole.label, "shown": shown(figure), "unit": unit(figure),
        "period": f"{chinese_day(period.first)}至{chinese_day(period.last).removeprefix(f'{now.year}年')}", "rule": definition.rule if definition else "", "source": definition.source if definition else "", "caution": definition.caution if definition else "",
        "last_year": {"shown": shown(last), "change": change(figure, last)} if last and not last.is_nil else None, "past": "" if part else _past(now, code, last),
        "declared": _declared(code, definition),
        "parts": [] if part else _parts(whole, definition, now), "parts_closed": bool(split and split.closed), "rate": _rate(now, code, figure),
        "months": in_unit(months, whole), "months_before": in_unit(now.book.months(code, now.year - 1), whole) if any(months) else [], "matters_total": found.total,
    }  # fmt: skip
    return {"figure": made, "figure_href": figure_href(code, now.year, part, now.months)}


def _past(now: Counted, code: str, last: Figure | None) -> str:
    """What last year's report printed, where no records of that year are kept here."""
    return printed(now.book.org, now.year - 1).get(code, "") if last is None or last.is_nil else ""


def year_before(now: Counted, org: str) -> dict[str, Figure]:
    """Last year's figures, of the same months, from the same reading of the store."""
    last = within(now.year - 1, now.months)
    return {**now.book.figures(last), **{c: f for c, (_, f) in shortfalls(org, last).items()}}


def chosen_year(request: HttpRequest, org: str, today: date) -> int:
    """The year an address asks for; a year that cannot have records gives the usual one."""
    asked = whole_number(request.GET.get("year"), today.year + 1)
    return asked if asked and asked >= FIRST_YEAR else default_year(org, today)


def shown(figure: Figure) -> str:
    """The number alone; a rate without its fraction, which is printed beside it."""
    if figure.base is not None:
        return figure.text.partition("（")[0] if figure.base else "无"
    return figure.text


def unit(figure: Figure) -> str:
    return "" if figure.base is not None else figure.unit


def change(figure: Figure, last: Figure | None) -> str:
    """多25件, 少33次, 持平; nothing for rates, whose bases differ."""
    if last is None or figure.base is not None:
        return ""
    more = figure.value - last.value
    told = yuan(abs(more)) if figure.unit == "元" else str(abs(more))
    return f"{'多' if more > 0 else '少'}{told}{figure.unit}" if more else "持平"


def in_unit(months: Sequence[int], figure: Figure) -> list[int]:
    """Monthly values in the printed unit; fen become whole yuan."""
    return [m // 100 for m in months] if figure.unit == "元" else list(months)


def figure_href(code: str, in_year: int, part: str = "", months: Months = WHOLE_YEAR) -> str:
    more = [("months", f"{months[0]}-{months[1]}")] if months != WHOLE_YEAR else []
    return reverse("figure", args=(code,)) + "?" + urlencode([("year", str(in_year)), *([("part", part)] if part else []), *more])


def asked_months(request: HttpRequest) -> Months:
    """``months=1-9`` of an address; anything else is the whole year."""
    first, _, last = request.GET.get("months", "").partition("-")
    found = (whole_number(first, 12) or 0, whole_number(last, 12) or 0)
    return found if 1 <= found[0] <= found[1] else WHOLE_YEAR


def at_year(name: str, in_year: int) -> str:
    return f"{reverse(name)}?year={in_year}"


def pager(found: Page) -> dict[str, int]:
    return {
        "number": found.number,
        "count": found.count,
        "total": found.total,
        "first": (found.number - 1) * PAGE + 1,
        "last": min(found.number * PAGE, found.total),
    }


def _groups(
    now: Counted, before: Mapping[str, Figure], disputes: frozenset[str], words: str = "", *, with_parts: bool = True
) -> list[dict[str, Any]]:
    """One group a pack, then the town's own indicators, declared figures and what speaks against the town; only indicators named by ``words``."""
    packs = sorted(((p.label, p.name, [i.code for i in p.indicators]) for p in catalogue().packs), key=lambda p: p[1] in _LAST)
    others = [
        (label, id, [c for c in now.figures if c.startswith(prefix)])
        for label, id, prefix in (
            ("本镇自定义指标", "own", OWN_PREFIX),
            ("填报数", "declared", DECLARED_PREFIX),
            ("办理质量", "quality", QUALITY_PREFIX),
        )
    ]
    named = [(label, id, [c for c in codes if words in now.figures[c].label]) for label, id, codes in (*packs, *others)]
    return [
        {"title": label, "id": id, "entries": [_entry(now, before, c, c in disputes, with_parts=with_parts) for c in codes]}
        for label, id, codes in named
        if codes
    ]


def _entry(now: Counted, before: Mapping[str, Figure], code: str, objected: bool, *, with_parts: bool) -> dict[str, Any]:
    figure, definition, last = now.figures[code], now.definitions.get(code), before.get(code)
    months = now.book.months(code, now.year) if not figure.is_nil else ()
    earlier = now.book.months(code, now.year - 1) if last and any(months) and not last.is_nil else ()
    return {
        "label": figure.label, "shown": shown(figure), "unit": unit(figure), "href": figure_href(code, now.year), "nil": figure.is_nil,
        "months": in_unit(months, figure), "months_before": in_unit(earlier, figure), "last_year": shown(last) if last and not last.is_nil else "",
        "change": change(figure, last) if last and not last.is_nil else "", "rule": definition.rule if definition else "", "source": definition.source if definition else "", "caution": definition.caution if definition else "",
        "parts": [{**p, "last_year": _last_part(last, key)} for key, p in _keyed_parts(figure, definition, now) if with_parts and not figure.is_nil],
        "declared": code.startswith(DECLARED_PREFIX), "disputed": objected, "rate": f"{figure.value}/{figure.base}" if figure.base else "",
    }  # fmt: skip


def _keyed_parts(figure: Figure, definition: Indicator | None, now: Counted) -> list[tuple[str, dict[str, Any]]]:
    return [
        (
            key,
            {
                "label": part_name(definition, key),
                "shown": shown(part),
                "unit": unit(part),
                "href": figure_href(figure.code, now.year, key, now.months),
                "split": split_name(definition, key),
            },
        )
        for key, part in figure.parts.items()
        if not part.is_nil
    ]


def split_name(definition: Indicator | None, key: str) -> str:
    """By what the parts divide the figure, where it is divided in more than one way: 按程序, 按种类."""
    splits = definition.splits if definition else ()
    return next((f"按{s.label}" for s in splits if s.id == key.partition(".")[0]), "") if len(splits) > 1 else ""


def _parts(figure: Figure, definition: Indicator | None, now: Counted) -> list[dict[str, Any]]:
    return [p for _, p in _keyed_parts(figure, definition, now)]


def _part_of(figure: Figure | None, part: str) -> Figure | None:
    return figure.parts.get(part) if figure and part else figure


def _last_part(last: Figure | None, key: str) -> str:
    part = _part_of(last, key)
    return shown(part) if part and not part.is_nil else ""


def _rate(now: Counted, code: str, figure: Figure) -> dict[str, Any] | None:
    definition = now.definitions.get(code)
    if figure.base is None or definition is None:
        return None
    labels = [now.definitions[c].label for c in (definition.numerator, definition.denominator)]
    return {"numerator": figure.value, "denominator": figure.base, "numerator_label": labels[0], "denominator_label": labels[1]}


def _declared(code: str, definition: Indicator | None) -> dict[str, str] | None:
    return {"author": "责任人", "reason": definition.rule} if code.startswith(DECLARED_PREFIX) and definition else None


def _matter(record: Record) -> dict[str, Any]:
    href = reverse("matter", args=(record.matter,)) if record.matter else reverse("register_row", args=(record.register, record.row))
    return {"title": record.title, "number": record.number, "on": record.on, "href": href, "place": record.place}


def _began(org: str) -> int:
    """The year of the town's first record; a later year than any when there is none."""
    first = Milestone.objects.filter(org=org).order_by("on").values_list("on", flat=True).first()
    return first.year if first else date.max.year


def _years(org: str, chosen: int, today: date) -> list[dict[str, Any]]:
    first = max(min(_began(org), today.year), today.year - YEARS_SHOWN + 1)
    return [
        {"label": f"{y}年", "href": at_year("figures", y), "current": y == chosen}
        for y in sorted({*range(first, today.year + 1), chosen}, reverse=True)
    ]


def _as_of(chosen: int, today: date) -> str:
    return f"截至{chosen}年12月31日二十四时" if chosen < today.year else f"截至{chinese_day(today)}，随办理变化"


def _links(chosen: int, report: Content | None, reader: Reader) -> list[dict[str, str]]:
    """Confirming figures, and what changed after they froze, are offered to whoever may open the year's report."""
    mine = report is not None and reader.readable().filter(pk=report.matter.id).exists()
    changes = (
        [{"label": "冻结后变动", "href": reverse("report_changes", args=(report.matter.id,))}] if report and report.frozen and mine else []
    )
    ways = (("报告", "reports"), *((("核数", "confirm_figures"),) if mine else ()), ("导出", "figures_xlsx"))
    return [*changes, *({"label": label, "href": at_year(name, chosen)} for label, name in ways)]
