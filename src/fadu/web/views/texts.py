"""Desks of texts: the workbench of a document, the table of a clean-up, the desk of a legality review.

Each shows the whole text or list at once; every act is a step of the matter and is judged there.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.citation import Citation
from fadu.kernel.decide import Refused
from fadu.kernel.field import Value, chinese_day
from fadu.kernel.finding import Refusal
from fadu.kernel.matter import kept
from fadu.kernel.procedure import Step
from fadu.packs import catalogue
from fadu.packs.common.laws import PAPER_FORM
from fadu.packs.common.rows import rows_of
from fadu.packs.common.texts import content_digest
from fadu.packs.legal_counsel.review_matters import DOCUMENT
from fadu.packs.normative_documents.cleanup import latest
from fadu.packs.normative_documents.fields import CONCLUSIONS
from fadu.packs.normative_documents.requirements import requirements
from fadu.packs.normative_documents.wording import cited_number_findings, forbidden_wording, without_basis
from fadu.service import clock
from fadu.service.checklists import checklists
from fadu.service.matter_view import MatterView, view
from fadu.service.rules import rulebook
from fadu.service.take_step import Command, take_step
from fadu.store.models import Matter
from fadu.store.records import StoreRecords
from fadu.web.access import reader_of, staff
from fadu.web.command_key import new_key
from fadu.web.form import controls
from fadu.web.views.matter import matter_context

ADOPT, CLEANUP, REVIEW = "normative_documents.adopt", "normative_documents.cleanup", "legal_counsel.legality_review"
_EARLIER = 5


def matter_of_kind(request: HttpRequest, matter_id: str, procedure: str) -> MatterView:
    """The matter behind a desk, for whoever may read it."""
    found = view(reader_of(request), matter_id, all_events=True)
    if found is None or found.row.procedure != procedure:
        raise Http404("没有这个事项，或者不在您的查看范围内")
    return found


@staff
def workbench(request: HttpRequest, matter_id: str) -> HttpResponse:
    """A document beside what the scan doubts, what its pack lacks and what it rests on."""
    v = matter_of_kind(request, matter_id, ADOPT)
    context = {
        **_text_context(v, rows_of(v.matter.facts, "bases")),
        "page_title": v.row.title,
        "pack": _pack(v),
        "awaited": matter_context(v)["awaited"],
    }
    return render(request, "fadu/workbench.html", context)


def _text_context(v: MatterView, bases: Sequence[Mapping[str, Value]]) -> dict[str, Any]:
    """What every desk of one text shows: the text with its marks, the findings, the works it names, the acts."""
    text, shown = str(v.matter.get("text") or ""), matter_context(v)
    flags = _flags(text, bases)
    state = v.procedure.state(v.matter.state)
    return {
        "document": {"title": v.row.title, "kind": v.procedure.label, "state": state.label if state else "", "number": v.row.number, "href": reverse("matter", args=(v.row.pk,))},
        "paragraphs": _paragraphs(text, flags), "flags": flags, "cited": _cited(v, text, bases), "acts": shown["acts"], "refused": shown["refused"],
        "clock": shown["clock"],
    }  # fmt: skip


def _flags(text: str, bases: Sequence[Mapping[str, Value]]) -> list[dict[str, Any]]:
    """Doubtful wording and broken numbers in the order of the text; what a cited basis carries is only pointed out."""
    open_ones = {f.offset for f in without_basis(text, bases)}
    found: list[dict[str, Any]] = [
        {"severity": "stop" if f.offset in open_ones else "note", "severity_label": "须有依据" if f.offset in open_ones else "已引依据", "rule": f"疑似设定{f.kind}",
         "fragment": f.words, "offset": f.offset, "length": len(f.words), "citation": "《优化营商环境条例》第六十四条",
         "message": "镇的规范性文件不能自行设定" if f.offset in open_ones else "核对所引条款是否支持这一内容", "suggestion": "在制定依据中写明上位法及条款，或者删改" if f.offset in open_ones else ""}
        for f in forbidden_wording(text)
    ]  # fmt: skip
    found += [
        {"severity": "warn", "severity_label": "核对", "rule": "引用文号", "fragment": f.fragment, "offset": f.offset, "length": f.length, "message": f.message,
         "suggestion": f.suggestion, "citation": f.citation, "unchecked": _unchecked(PAPER_FORM())}
        for f in cited_number_findings(text)
    ]  # fmt: skip
    return [{**f, "anchor": f"w{n}"} for n, f in enumerate(sorted(found, key=lambda f: int(f["offset"])))]


def _unchecked(article: Citation) -> dict[str, str] | None:
    """Where the article rests on a text that nobody compared yet: what it was entered from, and the page that says so."""
    rows = rulebook().statutes.get(article.law, ())
    row = next((r for r in reversed(rows) if not r.verified), None)
    return {"source": row.source, "href": reverse("law_statute", args=(article.law,))} if row else None


def _paragraphs(text: str, flags: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every line with its runs; a mark that overlaps an earlier one is told beside the text only."""
    starts, found = 0, []
    for n, line in enumerate(text.splitlines(keepends=True), 1):
        inside = [f for f in flags if starts <= f["offset"] < starts + len(line)]
        if line.strip():
            found.append({"id": f"line-{n}", "runs": _runs(line, starts, inside)})
        starts += len(line)
    return found


def _runs(line: str, start: int, flags: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The line cut at the marks."""
    spans, last = [], 0
    for f in flags:
        low, high = f["offset"] - start, f["offset"] - start + f["length"]
        if low >= last:
            spans.append((low, high, f))
            last = high
    cuts = sorted({0, len(line), *(c for low, high, _ in spans for c in (low, high))})
    marked = {low: f for low, _, f in spans}
    return [
        {"kind": "mark", "text": line[a:b], "anchor": marked[a]["anchor"], "severity": marked[a]["severity"], "severity_label": marked[a]["severity_label"]}
        if a in marked else {"kind": "text", "text": line[a:b]} for a, b in pairwise(cuts)
    ]  # fmt: skip


def _cited(v: MatterView, text: str, bases: Sequence[Mapping[str, Value]]) -> list[dict[str, Any]]:
    """The works it rests on or names: in force as far as we know them, ended in our own catalogue, or not known here."""
    named = [(f"{r.get('document', '')}{r.get('article', '')}", str(r.get("document", ""))) for r in bases]
    known = " ".join(document for _, document in named)
    named += [(f"《{t}》", t) for t in dict.fromkeys(_titles(text)) if t not in known and t != v.row.title]
    return [{"label": label, **_standing(v, title)} for label, title in named if label]


def _titles(text: str) -> list[str]:
    return [part.split("》")[0] for part in text.split("《")[1:] if "》" in part]


def _standing(v: MatterView, title: str) -> dict[str, str]:
    bare, records = title.strip("《》"), StoreRecords(catalogue(), v.row.org)
    ended = next((r for r in records.rows("ended_documents", v.world.today) if r.get("title") == bare), None)
    if ended is not None:
        return {"href": "", "state": f"已{ended.get('how')}"}
    if any(r.get("title") == bare for r in records.rows("documents", v.world.today)):
        return {"href": "", "state": "本镇现行有效"}
    short = bare.removeprefix("中华人民共和国")
    book = rulebook()
    full = next(
        (s for s, rows in book.statutes.items() if short in (s, *(str(row.title).removeprefix("中华人民共和国") for row in rows))), ""
    )
    return {"href": reverse("law_statute", args=(full,)), "state": "法规库有"} if full else {"href": "", "state": "请自行核对"}


def _pack(v: MatterView) -> list[dict[str, Any]]:
    possible = {o.step.id for o in v.options if o.possible}
    return [
        {"label": r.label, "done": r.done, "basis": (r.basis,),
         "href": next((reverse("step", args=(v.row.pk, s)) for s in r.steps if s in possible and not r.done), ""),
         "who": "" if r.done or possible & set(r.steps) else _brought_by(v, r.steps)}
        for r in requirements(v.matter)
    ]  # fmt: skip


def _brought_by(v: MatterView, steps: Sequence[str]) -> str:
    """Who may bring it as the matter stands, and by which act; '' while its turn has not come."""
    found = next((s for s in v.procedure.steps_from(v.matter.state) if s.id in steps), None)
    return f"等{catalogue().role_label(found.roles[0])}办理“{found.label}”" if found else ""


@staff
@require_http_methods(["GET", "POST"])
def cleanup(request: HttpRequest, matter_id: str) -> HttpResponse:
    """Every document in scope is a row; a conclusion and a reason settle it, one button each."""
    v = matter_of_kind(request, matter_id, CLEANUP)
    if request.method != "POST":
        return _cleanup(request, v, {}, ())
    typed = {
        "row": request.POST.get("row", ""),
        "conclusion": request.POST.get("decision", ""),
        "reason": request.POST.get("reason", "").strip(),
    }
    refusals = _concluded(request, v, typed)
    return _cleanup(request, v, typed, refusals) if refusals else redirect(f"{request.path}#row-{typed['row']}")


def _concluded(request: HttpRequest, v: MatterView, typed: Mapping[str, str]) -> Sequence[Refusal]:
    if not typed["reason"]:
        return (Refusal("fields", f"“{typed['conclusion']}”没有写明理由", "写一句理由再选", field="reason"),)
    row = {"doc": typed["row"], "conclusion": typed["conclusion"], "reason": typed["reason"]}
    reader = reader_of(request)
    command = Command(
        key=str(uuid.uuid4()), org=reader.org, actors=(reader.actor,), matter=str(v.row.pk), step="conclude", fields={"conclusions": [row]}
    )
    result = take_step(command)
    return result.refusals if isinstance(result, Refused) else ()


def _cleanup(request: HttpRequest, v: MatterView, typed: Mapping[str, str], refusals: Sequence[Refusal]) -> HttpResponse:
    chosen, listed, shown = latest(v.matter.facts), rows_of(v.matter.facts, "listed"), matter_context(v)
    said = _said_by(v)
    expiring = {r.key: r.get("expires") for r in StoreRecords(catalogue(), v.row.org).rows("documents", v.world.today)}
    rows = [_document(r, chosen, said, expiring, typed, refusals) for r in listed]
    counts = [(c, sum(r["decision"] == c for r in rows)) for c in CONCLUSIONS]
    state = v.procedure.state(v.matter.state)
    context = {
        "page_title": v.row.title, "rows": rows, "words": CONCLUSIONS, "reasons": list(dict.fromkeys(str(r["reason"]) for r in chosen.values()))[:12],
        "cleanup": {"title": v.row.title, "state": state.label if state else "", "action": request.path, "href": reverse("matter", args=(v.row.pk,)),
                    "about": f"{_day(v, 'scope_from')}至{_day(v, 'scope_to')}印发、现行有效的文件都在下面，逐件选结论、写理由。",
                    "may": any(o.step.id == "conclude" and o.possible for o in v.options)},
        "sums": [{"label": "范围内", "value": len(rows)}, *({"label": c, "value": n} for c, n in counts), {"label": "未定", "value": len(rows) - sum(n for _, n in counts)}],
        "acts": [a for a in shown["acts"] if not a["href"].endswith("/conclude")], "refused": shown["refused"], "awaited": shown["awaited"],
    }  # fmt: skip
    return render(request, "fadu/cleanup.html", context, status=422 if refusals else 200)


def _document(r: Mapping[str, Value], chosen: Mapping[str, Mapping[str, Value]], said: Mapping[str, str], expiring: Mapping[str, object],
              typed: Mapping[str, str], refusals: Sequence[Refusal]) -> dict[str, Any]:  # fmt: skip
    key, mine = str(r["doc"]), typed.get("row") == r["doc"]
    now, last = chosen.get(key, {}), expiring.get(key)
    return {
        "id": key, "title": r.get("title", key), "number": r.get("number", ""), "on": r.get("issued"), "kind": r.get("office", ""),
        "hint": f"有效期至{chinese_day(last)}" if hasattr(last, "year") else "", "decision": str(now.get("conclusion", "")),  # type: ignore[arg-type]
        "reason": typed["reason"] if mine and refusals else str(now.get("reason", "")), "by": said.get(key, ""),
        "error": "；".join(f"{x.message} → {x.remedy}" for x in refusals) if mine else "",
    }  # fmt: skip


def _said_by(v: MatterView) -> dict[str, str]:
    """Document → who gave its last conclusion, and when."""
    found = {}
    for e in sorted(v.events, key=lambda e: e.seq):
        for row in e.values.get("conclusions", []) if e.step == "conclude" else []:
            found[str(row.get("doc"))] = f"{'、'.join(v.people.get(i, i) for i in e.by.split('、'))}，{e.on.month}月{e.on.day}日"
    return found


def _day(v: MatterView, name: str) -> str:
    value = v.matter.get(name)
    return chinese_day(value) if hasattr(value, "year") else "起初"  # type: ignore[arg-type]


@staff
def review_desk(request: HttpRequest, matter_id: str) -> HttpResponse:
    """The text under review beside its checklist, its papers, and what was said of the same text or kind before."""
    v = matter_of_kind(request, matter_id, REVIEW)
    parent = v.row.parent.snapshot["facts"] if v.row.parent and v.row.parent.procedure == ADOPT else {}
    step = v.procedure.step("opine")
    may = any(o.step.id == "opine" and o.possible for o in v.options)
    fields = [f for n in (*step.fields, *step.optional) if (f := v.procedure.field(n))] if step else []
    asked = controls(fields, _points_to_answer(v, step), required=step.fields, blank_rows=0) if may and step else []
    context = {
        **_text_context(v, parent.get("bases", []) if v.matter.get("subject") == DOCUMENT else []), "page_title": v.row.title,
        "scanned": v.matter.get("subject") == DOCUMENT, "subject": v.matter.get("subject"), "papers": v.matter.get("papers") or [], "papers_href": _papers_href(request, v),
        "file_name": (v.matter.get("text_file") or {}).get("name", ""),  # type: ignore[union-attr]
        "checklist": next((f for f in asked if f.name == "checklist"), None), "form": [f for f in asked if f.name != "checklist"],
        "action": reverse("step", args=(v.row.pk, "opine")), "key": new_key(), "seen": v.matter.seq, "points": rows_of(v.matter.facts, "points"),
        "opinion": v.matter.get("opinion"), "earlier": _earlier(request, v), "today": clock.today(),
        "standard": _standard(v),
    }  # fmt: skip
    return render(request, "fadu/review.html", context)


def _papers_href(request: HttpRequest, v: MatterView) -> str:
    """Where the papers handed in lie: the matter that was sent for review, for those who may read it."""
    sent = v.row.parent
    return reverse("matter", args=(sent.pk,)) if sent and reader_of(request).may_read(sent) else ""


def _points_to_answer(v: MatterView, step: Step) -> dict[str, Any]:
    """The points of this round, none answered yet, each with the ground given in the round before."""
    grounds = {r.get("point"): r.get("ground", "") for r in rows_of(v.matter.facts, "checklist")}
    begun = checklists(v.procedure.name, kept(step, v.matter.facts))
    return {
        name: [{**row, "ground": grounds[row["point"]]} if row.get("point") in grounds else row for row in rows]
        for name, rows in begun.items()
    }


def _standard(v: MatterView) -> dict[str, Any] | None:
    """What the reviewer compares of a contract on a model text, and the one act that passes it where it may be taken."""
    step = v.procedure.step("pass_standard")
    if v.matter.get("template") is None or step is None:
        return None
    may = any(o.step.id == step.id and o.possible for o in v.options)
    asked = [f for n in ("template", "parties", "contract_amount") if (f := v.procedure.field(n))]
    clauses = "已上传，摘要值与示范文本相同" if content_digest(v.matter.facts) else "没有上传，送审单位声明没有改动"
    return {
        "facts": [*((f.label, f.show(v.matter.get(f.name))) for f in asked), ("合同条款", clauses)], "consequence": step.consequence,
        "action": reverse("step", args=(v.row.pk, step.id)) if may and v.matter.state in step.source else "", "key": new_key(),
    }  # fmt: skip


def _earlier(request: HttpRequest, v: MatterView) -> list[dict[str, Any]]:
    """Opinions on texts of the same title first, then of the same kind, that this reader may see."""
    rows = (
        reader_of(request)
        .readable()
        .filter(procedure=REVIEW, snapshot__facts__subject=v.matter.get("subject"), snapshot__facts__has_key="opinion")
        .exclude(pk=v.row.pk)
    )
    found = sorted(rows.order_by("-moved_on")[:50], key=lambda m: m.title != v.row.title)
    return [_opinion(m) for m in found[:_EARLIER]]


def _opinion(m: Matter) -> dict[str, Any]:
    facts = m.snapshot["facts"]
    return {
        "title": m.title,
        "href": reverse("matter", args=(m.pk,)),
        "opinion": facts.get("opinion", ""),
        "on": m.moved_on,
        "points": facts.get("points", []),
    }
