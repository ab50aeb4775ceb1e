"""The report checker for everybody: paste or upload, read the marks, accept, take the corrected file away. Keeps nothing.

What one press needs from the last travels signed inside the form; no text reaches the store, the disk or a log.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from fadu.checker import RULES, Document, Unreadable, document
from fadu.kernel.finding import Refusal
from fadu.service import checker_work as work
from fadu.service import clock, own_report, site
from fadu.service.checker_work import Examined
from fadu.service.checking import Busy, ask, warm
from fadu.store.models import Town
from fadu.web.access import public
from fadu.web.asked import whole_number
from fadu.web.carried import Carried, packed, unpacked, with_file
from fadu.web.check_marks import groups, paragraphs, place_of
from fadu.web.rule_pages import sample_report
from fadu.web.uploaded import bounded
from fadu.web.views.public import site_of

LAST_YEAR, PUBLISHED = "last-year", "published"
#: mode, address name, tab, what to give first, what to give beside it.
TABS = (
    ("", "checker", "查一份报告", "报告", ""),
    (LAST_YEAR, "check_last_year", "与上年对照", "今年的报告", "上年的报告"),
    (PUBLISHED, "check_published", "发布页对原稿", "已经发布的网页", "原稿"),
)
FAMILIES = (
    ("文字", "发布时丢的字、重字、断号、括号不成对、易错词"),
    ("引用", "年份、文号、文件名称、机关称谓、过时的表述"),
    ("数字", "分项与总数、比率与件数、增幅、前后矛盾"),
    ("结构", "必备部分、应写而没写的事项、文号和落款"),
    ("法律", "概念、权限、公开文本里的个人信息"),
)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EXPIRED = Refusal("carried", "页面内容不完整或者开得太久", "重新粘贴或上传，再核查一次")
_OTHER_FILE = Refusal("carried", "选的不是刚才核查的文件", "选同一份文件，或者不选，下载不带原版式的文档")
_NONE_CHOSEN = Refusal("carried", "还没有选中要采纳的建议", "在问题旁勾选“采纳”，再下载")


def too_large(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What a too large form is answered with."""
    mode = next((mode for mode, name, *_ in TABS if reverse(name) == request.path), "")
    return _form(request, mode, (refusal,), 413)


@public
@require_http_methods(["GET", "POST"])
@bounded(too_large)
def checker(request: HttpRequest, mode: str = "") -> HttpResponse:
    """One of the three tabs: the empty form, or what was found."""
    if request.method != "POST":
        warm()
        return _form(request, mode)
    found = _given(request, "text", "file")
    if isinstance(found, Unreadable):
        return _refused(request, mode, found, "text")
    before = _beside(request, mode)
    if isinstance(before, Unreadable):
        return _refused(request, mode, before, "before_text")
    return _checked(request, Carried(found, before, mode))


@public
@require_GET
def check_sample(request: HttpRequest) -> HttpResponse:
    """The sample report with its marks, to see in one press what the checker does."""
    return _checked(request, Carried(document(sample_report(), name="样例报告")))


@public
@require_http_methods(["GET", "POST"])
@bounded(too_large)
def check_mend(request: HttpRequest) -> HttpResponse:
    """Puts the accepted suggestions into the text and checks it again."""
    carried = unpacked(request.POST.get("carried", ""))
    if carried is None:
        return _lost(request)
    if not _accepted(request):
        return _checked(request, carried, refusals=(_NONE_CHOSEN,))
    again = ask(work.mended, carried.document, carried.before, clock.today(), _chosen(request))
    if isinstance(again, Unreadable):
        return _refused(request, carried.mode, again, "text")
    return _result(request, Carried(again.document, carried.before, carried.mode), again, mended=_accepted(request))


@public
@require_http_methods(["GET", "POST"])
@bounded(too_large)
def check_docx(request: HttpRequest) -> HttpResponse:
    """The report with the accepted suggestions as a file to edit."""
    carried = unpacked(request.POST.get("carried", ""))
    if carried is None:
        return _lost(request)
    if not _accepted(request):
        return _checked(request, carried, refusals=(_NONE_CHOSEN,))
    whole = _with_layout(request, carried)
    if whole is None:
        return _checked(request, carried, refusals=(_OTHER_FILE,))
    made = ask(work.as_docx, whole.document, whole.before, clock.today(), _chosen(request))
    return _file(made, carried, "已改", "docx", _DOCX) if isinstance(made, bytes) else _refused(request, carried.mode, made, "text")


@public
@require_http_methods(["GET", "POST"])
@bounded(too_large)
def check_sheet(request: HttpRequest) -> HttpResponse:
    """The findings as a spreadsheet."""
    carried = unpacked(request.POST.get("carried", ""))
    if carried is None:
        return _lost(request)
    if carried.mode == PUBLISHED and carried.before:
        made = ask(work.compared_sheet, carried.document, carried.before)
    else:
        made = ask(work.as_sheet, carried.document, carried.before, clock.today())
    return _file(made, carried, "问题清单", "xlsx", _XLSX) if isinstance(made, bytes) else _refused(request, carried.mode, made, "text")


def shell(request: HttpRequest, title: str) -> dict[str, Any]:
    """The public shell, also on an installation that has no town yet."""
    town = site.town_of(request.get_host())
    if town:
        return {"page_title": title, "site": site_of(request, town, "报告核查"), "town": town}
    nav = [{"label": "报告核查", "href": reverse("checker"), "current": True}]
    return {
        "page_title": title,
        "site": {
            "name": "法度",
            "organ": "报告核查",
            "home_href": reverse("checker"),
            "nav": nav,
            "foot": [],
            "contact": "",
            "larger_href": f"{reverse('display')}?size=large&next={request.path}",
        },
    }


def _given(request: HttpRequest, text: str, file: str) -> Document | Unreadable:
    """What was uploaded, or else pasted."""
    upload = request.FILES.get(file)
    source, name = (upload.read(), upload.name or "") if upload else (request.POST.get(text, "").encode(), "")
    return ask(work.opened, source, name)


def _beside(request: HttpRequest, mode: str) -> Document | Unreadable | None:
    """Last year's report or the original; for a published page perhaps the town's own published report."""
    if not mode:
        return None
    town, year = site.town_of(request.get_host()), request.POST.get("own", "")
    if mode == PUBLISHED and town and (asked := whole_number(year, 9999)) and (text := own_report.own_text(town.org, asked, clock.today())):
        return document(text, name=f"{asked}年度报告")
    return _given(request, "before_text", "before_file")


def _checked(request: HttpRequest, carried: Carried, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    if carried.mode == PUBLISHED and carried.before:
        found = ask(work.compared, carried.document, carried.before)
    else:
        found = ask(work.examined, carried.document, carried.before, clock.today())
    if isinstance(found, Unreadable):
        return _refused(request, carried.mode, found, "text")
    return _result(request, carried, found, refusals)


def _result(request: HttpRequest, carried: Carried, found: Examined, refusals: tuple[Refusal, ...] = (), mended: str = "") -> HttpResponse:
    around, report = shell(request, "核查结果"), found.document
    chosen = frozenset(request.POST.getlist("accept")) if refusals else None
    context = {
        **around, "tabs": _tabs(carried.mode), "mode": carried.mode, "refusals": refusals, "mended": mended, "is_sample": report.name == "样例报告",
        "name": report.name, "heading": _heading(carried), "total": len(found.findings), "rules": len(RULES),
        "paragraphs": paragraphs(found), "groups": _ticked(groups(found), chosen), "mendable": sum(m is not None for m in found.mends),
        "held": [{"text": c.text, "place": place_of(report, c.start), "href": f"#p{report.place(c.start).line}"} for c in found.held],
        "beside": _rows(report, found.beside), "own": _own(around.get("town"), carried, found),
        "carried": packed(carried), "wants_file": carried.wants_file, "text": report.text,
        "mend_action": reverse("check_mend"), "docx_action": reverse("check_docx"), "sheet_action": reverse("check_sheet"), "action": reverse("checker"),
        "again_href": next(reverse(name) for mode, name, *_ in TABS if mode == carried.mode), "rules_href": reverse("check_rules"),
    }  # fmt: skip
    return _private(render(request, "fadu/public/check_result.html", context, status=422 if refusals else 200))


def _form(request: HttpRequest, mode: str, refusals: tuple[Refusal, ...] = (), status: int = 200) -> HttpResponse:
    around = shell(request, "报告核查")
    town: Town | None = around.get("town")
    _, name, label, first, second = next(t for t in TABS if t[0] == mode)
    typed = request.POST if request.method == "POST" and status != 413 else {}
    context = {
        **around, "tabs": _tabs(mode), "mode": mode, "action": reverse(name), "label": label, "first": first, "second": second, "refusals": refusals,
        "text": typed.get("text", ""), "before_text": typed.get("before_text", ""), "families": [{"label": f, "about": a} for f, a in FAMILIES],
        "own_years": own_report.years(town.org, clock.today()) if town and mode == PUBLISHED else [],
        "sample_href": reverse("check_sample"), "rules_href": reverse("check_rules"), "rules": len(RULES),
    }  # fmt: skip
    return (
        _private(render(request, "fadu/public/check.html", context, status=status))
        if request.method == "POST"
        else render(request, "fadu/public/check.html", context)
    )


def _refused(request: HttpRequest, mode: str, trouble: Unreadable, field: str) -> HttpResponse:
    refusal = Refusal("checker", trouble.message, trouble.remedy, (), field)
    return _form(request, mode, (refusal,), 503 if isinstance(trouble, Busy) else 422)


def _lost(request: HttpRequest) -> HttpResponse:
    """A page that was opened again by its address, or a form that is not ours."""
    return _form(request, "", (_EXPIRED,), 422) if request.method == "POST" else redirect("checker")


def _private(response: HttpResponse) -> HttpResponse:
    """No copy of somebody's text in any cache."""
    response["Cache-Control"] = "no-store"
    return response


def _file(made: bytes, carried: Carried, suffix: str, ending: str, kind: str) -> HttpResponse:
    stem = PurePath(carried.document.name).stem[:60] or "报告"
    header = content_disposition_header(True, f"{stem}（{suffix}）.{ending}")
    return _private(HttpResponse(made, content_type=kind, headers={"Content-Disposition": header or "attachment"}))


def _with_layout(request: HttpRequest, carried: Carried) -> Carried | None:
    """With the file that was asked for again, if it was given; None when it is another one."""
    upload = request.FILES.get("file")
    if not (carried.wants_file and upload):
        return carried
    again = ask(work.opened, upload.read(), carried.document.name)
    return with_file(carried, again) if isinstance(again, Document) else None


def _accepted(request: HttpRequest) -> str:
    """How many were accepted, in words for the page; empty: none."""
    chosen = len(request.POST.getlist("accept"))
    return "全部" if request.POST.get("all") else f"{chosen}处" if chosen else ""


def _chosen(request: HttpRequest) -> frozenset[str] | None:
    return None if request.POST.get("all") else frozenset(request.POST.getlist("accept"))


def _ticked(shown: list[dict[str, Any]], chosen: frozenset[str] | None) -> list[dict[str, Any]]:
    """Keeps the ticks of a page that is shown again."""
    for group in shown:
        for finding in group["findings"]:
            finding["ticked"] = finding["ticked"] if chosen is None else finding["key"] in chosen
    return shown


def _own(town: Town | None, carried: Carried, found: Examined) -> dict[str, Any] | None:
    """The same indicators in the town's own published report of that year; public numbers only."""
    if town is None or carried.mode or not found.year or not own_report.same_town(town, found.place):
        return None
    text = own_report.own_text(town.org, found.year, clock.today())
    if not text:
        return None
    rows = ask(work.beside, found.document, document(text, name="已公布的报告"))
    return {"year": found.year, "rows": _rows(found.document, rows)} if not isinstance(rows, Unreadable) else None


def _rows(found: Document, rows: tuple[work.Beside, ...]) -> list[dict[str, Any]]:
    return [
        {"name": r.name, "now": r.now, "before": r.before, "change": _change(r), "same": r.now == r.before, "href": f"#p{found.place(r.start).line}"}
        for r in rows
    ]  # fmt: skip


def _change(row: work.Beside) -> str:
    if row.now == row.before or row.change == 0:
        return "相同"
    return "" if row.change is None else f"{'多' if row.change > 0 else '少'}{abs(row.change).normalize():f}"


def _heading(carried: Carried) -> str:
    return {"": "核查结果", LAST_YEAR: "与上年对照的结果", PUBLISHED: "发布页与原稿的差别"}[carried.mode]


def _tabs(mode: str) -> list[dict[str, Any]]:
    return [{"label": label, "href": reverse(name), "current": mode == this} for this, name, label, *_ in TABS]
