"""The acts of the report that the system works out (open, freeze, draft, check, state nil) and the owners' confirmations.

What will happen is said first, then done through ``service.report``; nothing typed is lost when it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.field import Field, Kind
from fadu.kernel.finding import Refusal
from fadu.kernel.indicator import Figure
from fadu.kernel.procedure import Step
from fadu.packs import catalogue
from fadu.service import clock, own_indicator, report, report_published
from fadu.service.confirming import lines, owner_of
from fadu.service.counting import OWN
from fadu.service.past_reports import printed
from fadu.service.report_content import NIL, REPORT, Content, answers, content_of, counted, report_of
from fadu.service.report_findings import paragraphs
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.service.take_step import Receipt
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.clocks import row_clock
from fadu.web.command_key import next_key, sent_key
from fadu.web.form import controls
from fadu.web.views.figures import change, chosen_year, figure_href, shown, unit, year_before

#: Steps whose fields the system works out: they have a page of their own here, not the generic one.
WORKED_OUT = ("choose_outline", "freeze", "draft", "check", "compare_published")
_SAYS = {
    "freeze": "按全部业务记录汇总这一年的数字并冻结。冻结后数字不再随记录变化；补录和更正写入更正说明。",
    "draft": "按大纲和各项业务的固定句子写成全文，写成以后可以逐段修改。",
    "check": "核查全文的文字、数字、结构，并重新汇总一遍与冻结数核对。查出的问题列在报告旁边。",
    "compare_published": "粘贴已公开网页的全文，逐字与签发的报告比对，列出丢失、多出和改动的文字。",
}  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def report_start(request: HttpRequest) -> HttpResponse:
    """Open the report of a year: which outline, what follows."""
    reader = reader_of(request)
    if not may_open(reader):
        raise Http404("不由您启动年度报告")
    opening = step_of("open")
    if request.method == "POST":
        typed = _year_of(request.POST.get("year", ""))
        if typed is None:
            return act_form(request, opening, reverse("report_start"), reverse("reports"), _NO_YEAR, status=422)
        done = report.open_report(reader.org, typed, by_of(request, reader), outline=request.POST.get("outline", ""))
        if isinstance(done, Receipt):
            return _done(request, done, opening.label)
        return act_form(request, opening, reverse("report_start"), reverse("reports"), done.refusals, status=422)
    return act_form(request, opening, reverse("report_start"), reverse("reports"), ())


@staff
@require_http_methods(["GET", "POST"])
def report_act(request: HttpRequest, matter_id: str, step_id: str) -> HttpResponse:
    """Freeze, draft, check or compare: what the system works out is said first, then done."""
    reader = reader_of(request)
    row, step = row_of(reader, matter_id), step_of(step_id)
    if step_id not in WORKED_OUT or not reader.roles & set(step.roles):
        raise Http404("没有这一步，或者不由您办理")
    here, home = reverse("report_act", args=(matter_id, step_id)), reverse("report", args=(matter_id,))
    if request.method != "POST":
        return act_form(request, step, here, home, (), row, says=_drafting(row) if step_id == "draft" else "")
    done = _DO[step_id](request, row, by_of(request, reader))
    return (
        act_form(request, step, here, home, done.refusals, row, status=422)
        if isinstance(done, Refused)
        else _done(request, done, step.label)
    )


@staff
@require_http_methods(["GET", "POST"])
def confirm_figures(request: HttpRequest) -> HttpResponse:
    """My figures, one below the other: confirm or object in one tap each."""
    reader = reader_of(request)
    chosen = chosen_year(request, reader.org, reader.on)
    row = report_of(reader.org, chosen)
    if row is None or not reader.readable().filter(pk=row.pk).exists():
        raise Http404(f"{chosen}年的年度报告还没有启动，没有需要核对的数字")
    if request.method == "POST":
        code = request.POST.get("figure", "")
        by = by_of(request, reader)
        done = report.answer_figure(row, by, code, confirmed=request.POST.get("answer") == "confirm", note=request.POST.get("note", ""))
        if isinstance(done, Refused):
            return _confirm_page(request, reader, row, {code: done.refusals}, status=422)
        here = f"{reverse('confirm_figures')}?year={chosen}"
        return redirect(f"{here}#fig-{code}" if _left(reader, done.matter) else here)
    return _confirm_page(request, reader, row, {})


def _left(reader: Reader, matter: str) -> bool:
    """Whether this person has figures left; who has none goes back to the top, where it is said."""
    found = content_of(Matter.objects.get(pk=matter))
    return any(line.open for line in lines(found, reader.on) if line.role in reader.roles)


@staff
@require_http_methods(["GET", "POST"])
def nil_statement(request: HttpRequest) -> HttpResponse:
    """State that nothing of a topic happened. Which year and topic is asked, unless the address says so."""
    reader = reader_of(request)
    step = catalogue().procedure(NIL).step("declare")
    if step is None or not reader.roles & set(step.roles):
        raise Http404("不由您声明")
    given = request.GET.get("topic", "")
    topic = given or request.POST.get("topic", "")
    chosen = chosen_year(request, reader.org, reader.on) if given or request.method != "POST" else _year_of(request.POST.get("year", ""))
    row = report_of(reader.org, chosen) if chosen else None
    here, home = request.get_full_path(), reverse("report", args=(row.pk,)) if row else reverse("reports")
    about = f"{chosen}年“{given}”" if given else "这一年所选的专题"
    says = f"声明{about}没有发生。系统先核对业务记录，有记录的不能声明；声明写入报告并署您的姓名。"
    if chosen is None:
        return act_form(request, step, here, home, _NO_YEAR, says=says, status=422)
    if request.method != "POST":
        return act_form(request, step, here, home, (), row if given else None, says=says)
    done = report.state_nil(reader.org, chosen, topic, by_of(request, reader))
    if isinstance(done, Refused):
        return act_form(request, step, here, home, done.refusals, row if given else None, says=says, status=422)
    messages.success(request, f"已声明{chosen}年无此情形：{topic}", extra_tags="done")
    return redirect(home)


@staff
@require_http_methods(["GET", "POST"])
def indicator_trial(request: HttpRequest, matter_id: str) -> HttpResponse:
    """Try out an indicator of the town's own: the value is counted and said before it is recorded."""
    reader = reader_of(request)
    row = reader.readable().filter(pk=matter_id, procedure=OWN).first()
    step = catalogue().procedure(OWN).step("try")
    if row is None or step is None or not reader.roles & set(step.roles):
        raise Http404("没有这个指标，或者不由您试算")
    chosen, home = chosen_year(request, reader.org, reader.on), reverse("matter", args=(matter_id,))
    found = own_indicator.trial(row, chosen)
    if isinstance(found, Refusal):
        return act_form(request, step, request.get_full_path(), home, (found,), row, status=422)
    if request.method == "POST":
        done = own_indicator.try_out(row, by_of(request, reader), chosen)
        if isinstance(done, Receipt):
            messages.success(request, f"试算已记录：{found.label}{found.value}{found.unit}", extra_tags="done")
            return redirect("matter", matter_id)
        return act_form(request, step, request.get_full_path(), home, done.refusals, row, status=422)
    return act_form(
        request,
        step,
        request.get_full_path(),
        home,
        (),
        row,
        says=_counted(found, chosen),
    )


def _counted(found: Figure, in_year: int) -> str:
    said = f"{in_year}年按此规则计得{found.label}{found.value}{found.unit}，后面有{len(found.behind)}件事项"
    few = own_indicator.examples(found)
    return f"{said}，如{'；'.join(few)}。" if few else f"{said}。"


def _drafting(row: Matter) -> str:
    """What drafting does now: of a text there is already, how many paragraphs it would replace."""
    found = content_of(row)
    if not found.drafted:
        return ""
    fixed = {line for s in found.held.sections for line in paragraphs(s)}
    own = [line for s in found.sections for line in paragraphs(s) if line not in fixed]
    lost = f"现稿有{len(own)}段与此不同，将被替换" if own else "现稿没有不同的段落"
    return f"按大纲和各项业务的固定句子重新写全文，{lost}；上一稿保留在经过里。"


def row_of(reader: Reader, matter_id: str) -> Matter:
    row = reader.readable().filter(pk=matter_id, procedure=REPORT).first()
    if row is None:
        raise Http404("没有这份报告，或者不在您的查看范围内")
    return row


def step_of(id: str) -> Step:
    step = catalogue().procedure(REPORT).step(id)
    if step is None:
        raise Http404("没有这一步")
    return step


def by_of(request: HttpRequest, reader: Reader) -> report.By:
    return report.By(actor=reader.actor, key=sent_key(request.POST))


_PUBLISHED = Field(name="published", label="网页文字", kind=Kind.NOTE, max_length=500_000, help="从已公开的网页全选、复制，粘贴到这里")

_DO: dict[str, Callable[[HttpRequest, Matter, report.By], Receipt | Refused]] = {
    "choose_outline": lambda request, row, by: report.take_on(row, by, "choose_outline", {"outline": request.POST.get("outline", "")}),
    "freeze": lambda request, row, by: report.freeze(row.org, content_of(row).year, by),
    "draft": lambda request, row, by: report.draft(row, by),
    "check": lambda request, row, by: report.check(row, by),
    "compare_published": lambda request, row, by: report_published.compare(row, by, request.POST.get("published", "").encode()),
}  # fmt: skip


def _done(request: HttpRequest, receipt: Receipt, label: str) -> HttpResponse:
    messages.success(request, f"已办理“{label}”。回执{receipt.hash[:8]}", extra_tags="done")
    return redirect("report", receipt.matter)


def may_open(reader: Reader) -> bool:
    return catalogue().has_procedure(REPORT) and bool(reader.roles & set(step_of("open").roles))


def act_form(
    request: HttpRequest,
    step: Step,
    action: str,
    home: str,
    refusals: Sequence[Refusal],
    row: Matter | None = None,
    says: str = "",
    *,
    form: Sequence[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an act that the system works out, in the layout of every step page."""
    procedure = next(p for p in catalogue().procedures if step in p.steps) if row is None else catalogue().procedure(row.procedure)
    context = {
        "page_title": step.label, "procedure": procedure, "refusals": refusals, "reasons": [], "also": None, "on": None, "action": action,
        "step": {"label": step.label, "decisive": False, "told": "", "told_basis": (), "consequence": says or _SAYS.get(step.id, step.consequence), "basis": step.basis, "issues": ""},
        "matter": {"title": row.title, "number": row.number, "kind": procedure.label, "href": home} if row else None, "form": _asked(request, step, row) if form is None else form, "more": [],
        "draft_key": action, "cancel_href": home, "key": next_key(request.POST, refusals), "seen": "", "paper_preview_href": "",
    }  # fmt: skip
    return render(request, "fadu/step.html", context, status=status)


def _asked(request: HttpRequest, step: Step, row: Matter | None) -> list[Any]:
    """The few fields a person still gives: year and outline to open, year and topic of a statement, the published text."""
    asked = {
        "open": ("year", "outline"),
        "choose_outline": ("outline",),
        "declare": ("year", "topic"),
        "compare_published": ("published",),
    }.get(step.id, ())
    procedure = catalogue().procedure(NIL if step.id == "declare" else REPORT)
    fields = [f for n in asked if (f := _PUBLISHED if n == "published" else procedure.field(n))]
    outlines = _outlines(request, row) if "outline" in asked else ()
    fields = [replace(f, kind=Kind.CHOICE, choices=outlines) if f.name == "outline" else f for f in fields]
    if request.GET.get("topic"):
        return []
    given = (
        {"year": request.GET.get("year", str(clock.today().year - 1)), "outline": _present(row) or next(iter(outlines), "")}
        if request.method != "POST"
        else {n: request.POST.get(n, "") for n in asked}
    )
    return controls(fields, given, required=asked)


_NO_YEAR = (Refusal("year", "年度须为四位数字", "如 2025", field="year"),)


def _year_of(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None


def _present(row: Matter | None) -> str:
    """The outline a report has."""
    return str(row.snapshot["facts"].get("outline", "")) if row else ""


def _outlines(request: HttpRequest, row: Matter | None) -> tuple[str, ...]:
    """What may be chosen from for the year of the report, or of the page that opens one."""
    reader = reader_of(request)
    asked = str(row.snapshot["facts"]["year"]) if row else request.GET.get("year") or request.POST.get("year", "")
    in_year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else reader.on.year - 1
    return tuple(report.outline_names(reader.org, in_year, reader.on))


def _confirm_page(
    request: HttpRequest, reader: Reader, row: Matter, refused: Mapping[str, Sequence[Refusal]], *, status: int = 200
) -> HttpResponse:
    """``refused``: what was refused, by the figure it was said of."""
    found = content_of(row)
    entries = [{**e, "refusals": refused.get(e["id"], ())} for e in sorted(_entries(reader, found), key=lambda e: not e["mine"])]
    mine = [e for e in entries if e["state"] == "open" and e["mine"]]
    clock_row = row_clock(row.due_on, reader.on, rulebook().calendar) if row.state == "frozen" else None
    context = {
        "page_title": "核数", "task": {"title": "核数", "back_href": reverse("reports"), "back_label": "返回", "who": f"{reader.actor.name}，{found.year}年数据"},
        "year": found.year, "due": clock_row, "entries": entries, "action": f"{reverse('confirm_figures')}?year={found.year}", "left": len(mine),
        "may": row.state in step_of("confirm_figure").source,
    }  # fmt: skip
    return render(request, "fadu/confirm_figures.html", context, status=status)


def _entries(reader: Reader, found: Content) -> list[dict[str, Any]]:
    """The printed figures whose records this person may open, with last year's beside them."""
    now = counted(found.org, found.year)
    before, given, past = year_before(now, found.org), answers(found.matter), printed(found.org, found.year - 1)
    mine = reader.procedures()
    every = bool(reader.roles & {"justice_office", "statistician", "town_head", "party_secretary"})
    made = []
    for r in found.rows:
        code = str(r["code"])
        definition, live, last = now.definitions.get(code), now.figures.get(code), before.get(code)
        answers_for = owner_of(code) in reader.roles
        own = every or answers_for or (definition is not None and any(p in mine for p in definition.procedures))
        if r.get("part") or not r.get("topic") or not own or not found.frozen:
            continue
        answer = given.get(code)
        state = "open" if answer is None else "confirmed" if answer.get("answer") == "确认" else "disputed"
        made.append({
            "id": code, "label": r["label"], "shown": r["text"], "unit": unit(live) if live else r["unit"], "last_year": "" if last is None or last.is_nil else shown(last), "past": past.get(code, "") if last is None or last.is_nil else "",
            "change": "" if live is None or last is None or last.is_nil else change(live, last), "rule": definition.rule if definition else "", "caution": definition.caution if definition else "", "href": figure_href(code, found.year),
            "state": state, "mine": answers_for, "note": str(answer.get("note", "")) if answer else "",
        })  # fmt: skip
    return made
