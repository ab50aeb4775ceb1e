"""Reports: the list, the report desk, the editing of a paragraph, and the report as a file.

The desk offers what ``available`` says and nothing more; acts are in ``report_acts`` or on the page of their step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Option, available
from fadu.kernel.finding import Refusal
from fadu.kernel.procedure import Step
from fadu.packs import catalogue
from fadu.packs.annual_report.instruments import REPORT as PAPER
from fadu.packs.annual_report.instruments import restated_lines
from fadu.packs.annual_report.text import by_name, names, places
from fadu.packs.annual_report.topics import TOPICS
from fadu.paper.titles import title_lines
from fadu.service import clock, confirming, report
from fadu.service.counting import declarations
from fadu.service.past_reports import PAST
from fadu.service.people import names as people
from fadu.service.readings import remember
from fadu.service.report_content import NIL, OPEN_STATES, REPORT, Content, content_of, disputed, recorded, report_of
from fadu.service.report_export import FORMATS, TYPES, exported, frozen_on, paper
from fadu.service.report_findings import findings, paragraphs, silent_topics
from fadu.service.report_next import Next, next_of
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.service.shortfalls import QUALITY_PREFIX
from fadu.service.superior_requests import REQUEST
from fadu.service.take_step import Receipt
from fadu.service.world import world
from fadu.service.yearly import OUTPUTS, PROVISIONAL
from fadu.store.models import JournalEntry, Matter
from fadu.web.access import reader_of, staff
from fadu.web.clocks import row_clock
from fadu.web.own_pages import own_page
from fadu.web.views import report_parts as parts
from fadu.web.views.figures import chosen_year, figure_href
from fadu.web.views.report_acts import WORKED_OUT, by_of, may_open, row_of, step_of

YEARLY = (REPORT, *OUTPUTS, REQUEST)
_PAGES = {REPORT: "report", REQUEST: "request"}
#: Steps that are done elsewhere on the desk and need no button of their own.
_ELSEWHERE = ("confirm_figure", "explain_finding", "remind")
#: Full-width characters of a line of the title on the sheet, as on paper.
_TITLE_WIDTH = 20
#: Groups of the figures one may insert, beside those named by a topic.
_HERE, _UNSPOKEN = "这一节用到的", "没有句子印出的"


@staff
def reports_page(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    chosen = chosen_year(request, reader.org, reader.on)
    rows = list(reader.readable().filter(procedure__in=YEARLY).order_by("-opened_on", "procedure").defer("search"))
    waiting = _years_to_open(reader)
    context = {
        "page_title": "报告", "past": _past(reader), "to_open": [{"year": y, "href": f"{reverse('report_start')}?year={y}", "over": y < reader.on.year} for y in waiting], "reports": [_listed(reader, r) for r in rows], "tools": _tools(reader, chosen),
        "declared": [{"label": f.get("figure_name", ""), "shown": f.get("figure_value", ""), "unit": f.get("figure_unit", ""), "topic": f.get("topic", ""), "href": reverse("matter", args=(m,))} for m, f in declarations(reader.org, chosen)],
        "year": chosen, "statements": [{"topic": m.snapshot["facts"].get("topic", ""), "href": reverse("matter", args=(m.pk,))} for m in _statements(reader, chosen)],
    }  # fmt: skip
    return render(request, "fadu/reports.html", context)


@staff
def report_desk(request: HttpRequest, matter_id: str) -> HttpResponse:
    reader = reader_of(request)
    row = row_of(reader, matter_id)
    found = content_of(row)
    located = findings(found, reader.on) if row.state in OPEN_STATES else []
    checked: Sequence[Any] = found.matter.get("findings") or []  # type: ignore[assignment]
    options = _options(reader, found)
    may_edit = any(o.step.id == "draft" and o.possible for o in options) and found.drafted
    edit = (lambda section, n: reverse("report_edit", args=(matter_id, section, n))) if may_edit else None
    waits = next_of(reader, found)
    told = {waits.step.id} if waits else set()
    context = {
        "page_title": "报告", "report": _head(reader, row, found), "next": _next(waits), "lines": _lines(reader, row, found, options), "outline": parts.outline(found, located),
        "sections": parts.sections(found, lambda code, part: figure_href(code, found.year, part), located, edit),
        "acts": [_act(row, o.step) for o in options if o.possible and o.step.id not in _ELSEWHERE],
        "refused": [{"label": o.step.label, "refusals": o.refusals} for o in options if not o.possible and not o.moot and _is_state_open(o) and o.step.id not in told],
        "compared": _compared(found),
        "restated": restated_lines(found.matter), "may_mend": may_edit, "may_explain": any(o.step.id == "explain_finding" and o.possible for o in options),
        "finding_action": reverse("report_finding", args=(row.pk,)), "findings": parts.findings(located, checked), "counts": parts.counts(located, checked), "offered": _offered(found) if row.state in OPEN_STATES else [],
    }  # fmt: skip
    return render(request, "fadu/report.html", context)


@staff
@require_http_methods(["GET", "POST"])
def report_edit(request: HttpRequest, matter_id: str, section: str, paragraph: int) -> HttpResponse:
    reader = reader_of(request)
    row = row_of(reader, matter_id)
    found = content_of(row)
    part = next((s for s in found.sections if s["id"] == section), None)
    if part is None or not reader.roles & set(step_of("draft").roles):
        raise Http404("没有这一段，或者不由您修改")
    text = request.POST.get("text", "")
    if request.method == "POST":
        done = report.edit(row, by_of(request, reader), section, paragraph, text)
        if isinstance(done, Receipt):
            return redirect(reverse("report", args=(matter_id,)) + f"#s-{section}")
        return _edit_form(request, found, part, paragraph, text, done.refusals, status=422)
    lines = paragraphs(part)
    return _edit_form(request, found, part, paragraph, by_name(lines[paragraph], found.rows) if paragraph < len(lines) else "", ())


@staff
def report_file(request: HttpRequest, matter_id: str, form: str) -> HttpResponse:
    row = row_of(reader_of(request), matter_id)
    if form not in FORMATS:
        raise Http404("没有这种格式")
    found = content_of(row)
    remember(request.user, "print", row.title, matter=row.pk, form=form)
    response = HttpResponse(exported(found, form), content_type=TYPES[form])
    response["Content-Disposition"] = content_disposition_header(form in ("docx", "json"), f"{paper(found).title}.{form}") or ""
    return response


def _options(reader: Reader, found: Content) -> list[Option]:
    """The steps of the report itself, common ones left to the matter's own page."""
    from fadu.packs.common.steps import common_steps

    common = {s.id for s in common_steps()}
    options = available(world(reader.org, reader.on), found.matter, reader.actor, reader.on, clock.now())
    return [o for o in options if o.step.id not in common]


def _is_state_open(option: Option) -> bool:
    return all(r.gate != "state" for r in option.refusals)


def _act(row: Matter, step: Step) -> dict[str, Any]:
    page, order = "report_act" if step.id in WORKED_OUT else "step", [s.id for s in catalogue().procedure(REPORT).states]
    ahead = any(order.index(d) > order.index(row.state) for d in step.destinations)
    label = _named(row, step)
    return {
        "label": label,
        "href": own_page(REPORT, step.id, str(row.pk)) or reverse(page, args=(row.pk, step.id)),
        "decisive": step.id == "sign",
        "light": ahead,
        "hint": step.consequence,
    }


def _named(row: Matter, step: Step) -> str:
    """The step as its button calls it here: what is written anew is not drafted for the first time."""
    if step.id == "restate":
        return "冻结后变动"
    return f"重新{step.label}" if step.id == "draft" and row.state != "confirmed" else step.label


def _compared(found: Content) -> dict[str, Any] | None:
    """How the published page differs from the report, as last compared; None before."""
    done = found.matter.done.get("compare_published")
    rows: Sequence[Mapping[str, str]] = found.matter.get("published_losses") or []  # type: ignore[assignment]
    if done is None or not rows:
        return None
    return {"on": done.on, "losses": [r for r in rows if r.get("expected") != r.get("found")]}


def _next(waits: Next | None) -> dict[str, Any] | None:
    """What the report waits for, of whom, and what still stands before it."""
    if waits is None:
        return None
    roles = "、".join(catalogue().role_label(r) for r in waits.step.roles)
    names = "、".join(a.name for a in waits.people[:3])
    return {"label": waits.step.label, "who": f"{roles}（{names}）" if names else roles, "vacant": not names, "refusals": waits.refusals}


def _lines(reader: Reader, row: Matter, found: Content, options: Sequence[Option]) -> dict[str, Any] | None:
    """Who has confirmed their figures and who has not, while the report waits for it or an objection stands."""
    if row.state != "frozen" and not (row.state in step_of("confirm_figure").source and disputed(found.matter)):
        return None
    made = [
        {"role": catalogue().role_label(one.role), "who": "、".join(a.name for a in one.people) or "岗位空缺", "total": len(one.codes), "left": len(one.open), "disputed": one.disputed, "reminded_on": one.reminded_on}
        for one in confirming.lines(found, reader.on)
    ]  # fmt: skip
    may = any(o.step.id == "remind" and o.possible for o in options)
    return {
        "entries": made,
        "left": sum(m["left"] for m in made),
        "remind_href": reverse("report_remind", args=(row.pk,)) if may else "",
        "confirm_href": f"{reverse('confirm_figures')}?year={found.year}",
    }


def _head(reader: Reader, row: Matter, found: Content) -> dict[str, Any]:
    state = catalogue().procedure(REPORT).state(row.state)
    done = found.matter.done.get("draft")
    who = people(reader.org, done.by[-1:]) if done else {}
    entry = JournalEntry.objects.filter(matter=row.pk, seq=done.seq).first() if done else None
    at = entry.at.astimezone(clock.CHINA) if entry else None
    number = found.matter.numbers.get(PAPER.id, "")
    by = "冻结数" if found.frozen else "现有记录"
    edited = f"{'、'.join(who.values())}，{at.year}年{at.month}月{at.day}日{at:%H:%M}改" if at else f"还没有起草，下面是按{by}生成的样稿"
    return {
        "title": paper(found).title, "title_lines": title_lines(paper(found).title, _TITLE_WIDTH), "organ": found.town, "state": state.label if state else row.state, "period": f"{found.year}年",
        "print_href": reverse("report_file", args=(row.pk, "pdf")), "docx_href": reverse("report_file", args=(row.pk, "docx")),
        "text_href": reverse("report_file", args=(row.pk, "html")), "home_href": reverse("reports"), "matter_href": reverse("matter", args=(row.pk,)), "public_href": reverse("public_report", args=(found.year,)) if row.state in ("published", "archived") else "", "compare_href": reverse("report_compare", args=(row.pk,)), "drafts_href": reverse("report_drafts", args=(row.pk,)) if found.drafted and reader.roles & set(step_of("draft").roles) else "", "package_href": reverse("town_package", args=(row.pk,)) if found.frozen else "", "freeze": {"on": frozen_on(found)} if found.frozen else None,
        "edited": f"{number}　{edited}" if number else edited,
    }  # fmt: skip


def _offered(found: Content) -> list[dict[str, str]]:
    """Facts for the part on shortcomings, and topics that still need a statement."""
    facts = [r for r in found.rows if str(r["code"]).startswith(QUALITY_PREFIX) and not r.get("part") and r.get("value")]
    silent = [
        {"text": f"声明无此情形：{t}", "href": f"{reverse('nil_statement')}?year={found.year}&topic={t}"} for t in silent_topics(found)
    ]
    return [{"text": f"{r['label']}{r['text']}{r['unit']}", "href": figure_href(str(r["code"]), found.year)} for r in facts] + silent


def _listed(reader: Reader, row: Matter) -> dict[str, Any]:
    state = catalogue().procedure(row.procedure, row.version).state(row.state)
    published = row.state in ("published", "archived")
    return {
        "title": row.title, "period": f"{row.snapshot['facts'].get('year', '')}年", "state": state.label if state else row.state,
        "href": reverse(_PAGES.get(row.procedure, "yearly"), args=(row.pk,)),
        "due": row_clock(row.due_on, reader.on, rulebook().calendar), "published_href": _address("public_report", row.snapshot["facts"].get("year")) if published and row.procedure == REPORT else "",
    }  # fmt: skip


def _tools(reader: Reader, chosen: int) -> list[dict[str, str]]:
    """What one may do from here; only pages that exist and acts that are one's own."""
    found = (
        [{"label": "核数", "about": "各线核对自己的数字，一个一下", "href": f"{reverse('confirm_figures')}?year={chosen}"}]
        if _owns(reader) and report_of(reader.org, chosen)
        else []
    )
    found.append({"label": "报告核查台", "about": "粘贴任何一份报告，逐处指出问题", "href": _address("checker")})
    for name, step, about in (("annual_report.declared_figure", "declare", "记录汇总不出的数字，附来源材料填报"), ("annual_report.indicator", "propose", "按某个程序到达某个状态计数"),
                              ("annual_report.outline", "draft", "照区里的要求或者本镇的写法定章节，五个规定部分不能少"),
                              ("annual_report.formulas", "take_in", "过时的表述和文件名，起草时自动提醒"), ("annual_report.confusables", "take_in", "本地容易写错的字词"),
                              (REQUEST, "import", "区里要填的表格，逐格对应指标后按原样填好"),
                              (PAST, "keep", "收录系统启用前的报告，起草时比对相同段落和数字"),
                              *((p, "freeze", "从冻结的数字填表，与年度报告核对一致") for p in OUTPUTS if p != PROVISIONAL), (PROVISIONAL, "open", "年底前以暂定数报送，数据冻结后更正")):  # fmt: skip
        procedure = catalogue().procedure(name)
        taken = procedure.step(step)
        if taken and reader.roles & set(taken.roles):
            found.append({"label": procedure.label, "about": about, "href": reverse("begin", args=(name, step))})
    return [t for t in found if t["href"]]


def _years_to_open(reader: Reader) -> list[int]:
    """This year, and the last if anything was recorded in it, where nobody has opened the report and this person may."""
    ended = reader.on.year - 1
    years = [ended, ended + 1] if recorded(reader.org, ended) else [ended + 1]
    return [y for y in years if may_open(reader) and report_of(reader.org, y) is None]


def _past(reader: Reader) -> list[dict[str, Any]]:
    """Reports of earlier years that were taken in, newest first."""
    rows = reader.readable().filter(procedure=PAST, state="kept").order_by("-snapshot__facts__year").defer("search")
    return [
        {"title": r.title, "href": reverse("past_report", args=(r.pk,)), "number": r.snapshot["facts"].get("past_number", "")} for r in rows
    ]


def _statements(reader: Reader, chosen: int) -> list[Matter]:
    rows = reader.readable().filter(procedure=NIL, state="declared", snapshot__facts__year=chosen)
    return list(rows.order_by("opened_on", "id").defer("search"))


def _owns(reader: Reader) -> bool:
    return bool(reader.roles & set(step_of("confirm_figure").roles))


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _to_insert(found: Content, section: Any) -> list[dict[str, Any]]:
    """The frozen figures by topic: those this section prints first, nil ones last in each."""
    told, near = names(found.rows), set(places(str(section.get("text") or "")))
    groups: dict[str, list[dict[str, str]]] = {_HERE: []}
    for r in sorted(found.rows, key=lambda r: not r["value"]):
        key = (str(r["code"]), str(r.get("part", "")))
        group = groups.setdefault(_HERE if key in near else str(r.get("topic") or _UNSPOKEN), [])
        group.append({"label": told[key], "shown": r["text"], "unit": "" if "base" in r else r["unit"]})
    last = {_HERE: 0, **{t: n for n, t in enumerate(TOPICS, 1)}, _UNSPOKEN: len(TOPICS) + 2}
    ordered = sorted(groups, key=lambda g: last.get(g, len(TOPICS) + 1))
    return [{"title": g, "open": g == _HERE, "figures": groups[g]} for g in ordered if groups[g]]


def _edit_form(
    request: HttpRequest, found: Content, section: Any, n: int, text: str, refusals: Sequence[Refusal], *, status: int = 200
) -> HttpResponse:
    context = {
        "page_title": "改这一段", "paragraph": {"section": section.get("title") or "开头", "text": text, "id": f"{section['id']}-{n}"}, "refusals": refusals,
        "groups": _to_insert(found, section),
        "action": request.path, "cancel_href": reverse("report", args=(found.matter.id,)) + f"#s-{section['id']}", "draft_key": f"{request.path}@{found.matter.seq}",
    }  # fmt: skip
    return render(request, "fadu/report_edit.html", context, status=status)
