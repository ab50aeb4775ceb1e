"""Pages for everybody: four questions, disclosures, disputes, and whether a paper is real. They read publications only.

The verification of papers reads papers and the journal, and answers without a word of what they say.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.finding import Refusal
from fadu.kernel.note import parse, parse_checkpoint
from fadu.service import disclosure, paper_check, site
from fadu.service.consultation import one, open_ones
from fadu.service.paper_check import Checked, Verdict
from fadu.service.papers import check_code
from fadu.service.proof import key_changes, public_key, tlog_proof
from fadu.service.throttle import VERIFY
from fadu.store.logreader import prove
from fadu.store.masking import Told
from fadu.store.models import Checkpoint, Town
from fadu.web.access import public
from fadu.web.asked import page_number, whole_number
from fadu.web.throttle import limited

#: Label and address name of every public area.
NAV = (
    ("办事", "guides"),
    ("查公示", "disclosures"),
    ("说纠纷", "dispute_help"),
    ("验真伪", "verify_paper"),
    ("年度报告", "public_reports"),
    ("报告核查", "checker"),
)
DOORS = (
    ("hall", "要办事？", "办事", "在哪里办，几点开门", "guides"),
    ("board", "想知道政府做了什么？", "查公示", "处罚、许可、检查、文件和报告", "disclosures"),
    ("talk", "和人有了纠纷？", "说纠纷", "调解不收费，找谁、去哪里", "dispute_help"),
    ("proof", "手里的文书是真的吗？", "验真伪", "扫码或输编号，当场知道", "verify_paper"),
)
_SAYS = {
    Verdict.GENUINE: ("这份文书是真的", "请逐字对照您手里的文书；内容不同的，不要据此办事或缴款，可向制作机关核对。"),
    Verdict.CHANGED: ("与记录不一致", "先看编号和验证码有没有输错。没有输错的，请不要据此办事或缴款，可向制作机关核对。"),
    Verdict.ANNULLED: ("文书是真的，但决定已被撤销", "作出这份文书的决定已被撤销或者确认违法，不再作为办事或缴款的依据。"),
    Verdict.VOID: ("这份文书已作废", "请不要据此办事或缴款；手里的文书可交回制作机关。"),
    Verdict.UNKNOWN: ("没有查到这份文书", "请核对编号和验证码；仍查不到的，向文书上写的机关核对，不要先缴款。"),
}  # fmt: skip
_CSS = {Verdict.ANNULLED: "void"}


def town_for(request: HttpRequest) -> Town:
    town = site.town_of(request.get_host())
    if town is None:
        raise Http404("这里还没有任何乡镇的数据")
    return town


def site_of(request: HttpRequest, town: Town, current: str = "") -> dict[str, Any]:
    """The context ``site`` of the public shell."""
    desk = site.office(town)
    size = "normal" if "size:large" in request.COOKIES.get("fadu_prefs", "") else "large"
    nav = [{"label": label, "href": reverse(name), "current": label == current} for label, name in NAV]
    return {
        "name": f"{town.place}法治公开", "organ": town.name, "home_href": reverse("home"), "nav": nav,
        "larger_href": f"{reverse('display')}?size={size}&next={request.path}",
        "foot": [{"label": "期限和法规", "href": reverse("law_home")}, {"label": "工作人员登录", "href": reverse("login")}], "contact": "　".join((desk.label, *told)) if (told := [t for t in (desk.about, desk.phone) if t]) else "",
    }  # fmt: skip


@public
def home(request: HttpRequest) -> HttpResponse:
    town = town_for(request)
    context = {
        "page_title": "首页", "site": site_of(request, town), "latest_href": reverse("disclosures"), "number_action": "", "consult": consult_links(town.org),
        "doors": [{"mark": m, "question": q, "label": n, "about": a, "href": reverse(to)} for m, q, n, a, to in DOORS],
        "latest": [{"title": i.title, "href": reverse("disclosure_item", args=(i.id,)), "kind": i.kind, "stage": i.stage, "on": i.on} for i in disclosure.latest(town.org)],
    }  # fmt: skip
    return render(request, "fadu/public/home.html", context)


def consult_links(org: str) -> list[dict[str, Any]]:
    """Drafts on which something may be said now."""
    return [{"title": c.title, "href": reverse("consultation", args=(c.id,)), "until_on": c.until_on} for c in open_ones(org)]


@public
def guides(request: HttpRequest) -> HttpResponse:
    """No guide is published yet: say so, and where to ask."""
    town = town_for(request)
    desk = site.office(town)
    where = "，".join(t for t in (desk.about, f"电话{desk.phone}" if desk.phone else "") if t)
    empty = {
        "title": "办事指南还没有在这里公布",
        "text": f"要带什么、几天办好，请问{desk.label}{f'（{where}）' if where else ''}。不是镇里办的，会告诉您去哪里办。",
        "href": "",
        "label": "",
    }
    return render(
        request,
        "fadu/public/guides.html",
        {"page_title": "办事", "site": site_of(request, town, "办事"), "groups": [], "empty": empty, "action": request.path},
    )


@public
def disclosures(request: HttpRequest) -> HttpResponse:
    town = town_for(request)
    asked = asked_of(request)
    found = disclosure.listed(town.org, asked)
    context = {
        "page_title": "查公示", "site": site_of(request, town, "查公示"), "heading": "查公示", "about": "公示内容依法隐去个人信息；撤下的，写明日期和理由。",
        "filters": _filters(town, asked), "entries": [_entry(i, town) for i in found.items], "action": request.path,
        "page": {"number": found.number, "count": found.count, "total": found.total, "first": (found.number - 1) * disclosure.PAGE + 1, "last": min(found.number * disclosure.PAGE, found.total)},
        "empty": {"title": "没有符合条件的公示", "text": "换一个词，或者看别的类别和年度。", "href": reverse("disclosures"), "label": "看全部公示"}, "data_href": "", "feed_href": "",
    }  # fmt: skip
    return render(request, "fadu/public/disclosures.html", context)


def asked_of(request: HttpRequest) -> disclosure.Asked:
    """What an address asks; what cannot be read is left out."""
    return disclosure.Asked(
        kind=request.GET.get("kind", "")[:100], year=whole_number(request.GET.get("year"), 9999) or 0, words=request.GET.get("q", "").strip()[:100],
        page=page_number(request.GET.get("page")),
    )  # fmt: skip


def _filters(town: Town, asked: disclosure.Asked) -> list[dict[str, Any]]:
    counted = disclosure.kinds(town.org)
    whole = {"value": "", "label": f"全部类别（{sum(n for _, _, n in counted)}）"}
    kinds = [whole, *({"value": k, "label": f"{label}（{n}）"} for k, label, n in counted)]
    years = [{"value": "", "label": "各年度"}, *({"value": str(y), "label": f"{y}年"} for y in disclosure.years(town.org))]
    words = {"name": "q", "widget": "search", "label": "文字", "value": asked.words, "placeholder": "任何文字"}
    return [
        {
            "before": "看",
            "name": "year",
            "widget": "select",
            "label": "年度",
            "value": str(asked.year or ""),
            "choices": years,
            "after": "的",
        },
        {"before": "", "name": "kind", "widget": "select", "label": "类别", "value": asked.kind, "choices": kinds, "after": "，"},
        {"before": "内容含", "after": "。", **words},
    ]


def _entry(item: disclosure.Item, town: Town) -> dict[str, Any]:
    return {
        "title": item.title, "href": reverse("disclosure_item", args=(item.id,)), "kind": item.kind, "stage": item.stage, "number": item.number, "organ": town.name_on(item.on),
        "on": item.on, "until": item.until, "state": item.state,
    }  # fmt: skip


@public
def disclosure_item(request: HttpRequest, item_id: int) -> HttpResponse:
    town = town_for(request)
    item = disclosure.one(town.org, item_id)
    if item is None:
        raise Http404("没有这项公示")
    gone = item.withdrawn_on or (item.until if item.state == "已到期" else None)
    asked = one(town.org, item_id)
    context = {
        "page_title": item.title, "site": site_of(request, town, "查公示"), "papers": [], "objection_href": "",
        "comment_href": reverse("consultation", args=(item_id,)) if asked and (asked.open or not item.number) else "",
        "comment_over": asked is not None and not asked.open,
        "item": {"title": item.title, "kind": item.kind, "stage": item.stage, "number": item.number, "organ": town.name_on(item.on), "on": item.on, "until_on": item.until,
                 "withdrawn": {"on": gone, "reason": item.reason or "公示期满"} if gone else None, "corrected": None,
                 "back_href": reverse("disclosures"), "verify_href": f"{reverse('verify_paper')}?number={quote(item.number)}" if item.number else ""},
        "facts": [_fact(label, told) for label, told in item.facts],
        "masked_note": "" if gone else "依法应当隐去的个人信息已经隐去。",
    }  # fmt: skip
    return render(request, "fadu/public/disclosure.html", context)


def _fact(label: str, told: Told) -> dict[str, Any]:
    """A text, or a table whose columns are those that any row fills."""
    if isinstance(told, str):
        return {"label": label, "shown": told}
    head = list(dict.fromkeys(name for row in told for name in row))
    return {"label": label, "table": {"head": head, "body": [[{"label": h, "shown": row.get(h, "")} for h in head] for row in told]}}


@public
@require_http_methods(["GET", "POST"])
@limited(VERIFY)
def verify_paper(request: HttpRequest) -> HttpResponse:
    """By number and check code, or by the electronic file; the QR code has an address of its own."""
    town = town_for(request)
    if request.method != "POST":
        return _verify_form(request, town, request.GET.get("number", ""), "", ())
    number, code, file = request.POST.get("number", "")[:200], request.POST.get("code", "")[:40], request.FILES.get("file")
    answer = paper_check.by_file(file.read(paper_check.MAX_FILE_BYTES + 1), number) if file else paper_check.by_number(number, code)
    if isinstance(answer, Refusal):
        return _verify_form(request, town, number, code, (answer,))
    return _verdict(request, town, answer)


@public
@limited(VERIFY, ("GET",))
def verify_by_code(request: HttpRequest, matter_id: str, instrument: str, code: str = "") -> HttpResponse:
    """Where the QR code of a paper leads."""
    return _verdict(request, town_for(request), paper_check.by_code(matter_id, instrument, code))


@public
@limited(VERIFY, ("GET",))
def verify_proof(request: HttpRequest, matter_id: str, instrument: str, code: str) -> HttpResponse:
    """The proof that the paper's entry is in the signed log: hashes only."""
    checked = paper_check.by_code(matter_id, instrument, code)
    place = prove(checked.paper.entry_id) if checked.paper else None
    if place is None:
        raise Http404("没有这份文书的证明，或者还在等待签名")
    response = HttpResponse(tlog_proof(place, place.leaf), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}.tlog-proof"'
    return response


@public
def verify_how(request: HttpRequest) -> HttpResponse:
    """How to check a proof without this site: the public key and the published format."""
    town = town_for(request)
    head = Checkpoint.objects.filter(org=town.org).order_by("-size").first()
    context = {
        "page_title": "怎样自行核验", "site": site_of(request, town, "验真伪"), "key": public_key(town.org), "note": head.note if head else "",
        "changes": [{"size": one.size, "line": one.old, "href": reverse("api:succession", args=[number])} for number, one in enumerate(key_changes(town.org), 1)],
    }  # fmt: skip
    return render(request, "fadu/public/verify_how.html", context)


def _verify_form(request: HttpRequest, town: Town, number: str, code: str, refusals: tuple[Refusal, ...]) -> HttpResponse:
    context = {
        "page_title": "验真伪",
        "site": site_of(request, town, "验真伪"),
        "action": reverse("verify_paper"),
        "number": number,
        "code": code,
        "refusals": refusals,
    }
    return render(request, "fadu/public/verify.html", context, status=422 if refusals else 200)


def _verdict(request: HttpRequest, town: Town, checked: Checked) -> HttpResponse:
    says, what_now = _SAYS[checked.verdict]
    context = {
        "page_title": "验真结果", "site": site_of(request, town, "验真伪"),
        "again_href": reverse("verify_paper"),
        "result": {"verdict": _CSS.get(checked.verdict, checked.verdict.value), "says": says, "what_now": what_now, "steps": checked.steps, **_about(checked)},
    }  # fmt: skip
    return render(request, "fadu/public/verify_result.html", context, status=404 if checked.verdict is Verdict.UNKNOWN else 200)


def _about(checked: Checked) -> dict[str, Any]:
    """What is told of a paper that was found."""
    paper = checked.paper
    if paper is None:
        return {"digest": "", "how_href": reverse("verify_how"), "download_href": ""}
    place = prove(paper.entry_id)
    return {
        "title": checked.kind, "number": paper.number, "organ": str(paper.content.get("organ", "")), "on": paper.issued_on, "digest": paper.digest.removeprefix("sha256:"),
        "matter_public_href": reverse("disclosure_item", args=(checked.publication.pk,)) if checked.publication else "", "how_href": reverse("verify_how"),
        "download_href": reverse("verify_proof", args=(paper.matter_id, paper.instrument, check_code(paper.digest))) if place else "",
        "checkpoint": _head(paper.org, place.size, place.note) if place else None,
    }  # fmt: skip


def _head(org: str, size: int, note: str) -> dict[str, Any]:
    head = Checkpoint.objects.get(org=org, size=size)
    return {"size": size, "at": head.at, "root": parse_checkpoint(parse(note.encode()).text).root.hex()}
