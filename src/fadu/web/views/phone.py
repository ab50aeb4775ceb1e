"""Pages for one hand and one minute: the on-the-spot penalty, a dispute settled at the gate, a village's return."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.packs import catalogue
from fadu.service import clock
from fadu.service.on_the_spot import colleagues, offences
from fadu.service.people import actors
from fadu.service.places import village_name, villages
from fadu.service.scope import Reader
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import IssuedPaper
from fadu.web.access import reader_of, staff

_SHOWN = 5


@staff
@require_http_methods(["GET", "POST"])
def summary_penalty(request: HttpRequest) -> HttpResponse:
    """当场处罚: two taps for item and amount, the party, the law told, defence, sign, pay."""
    reader = reader_of(request)
    if "officer" not in reader.roles:
        raise Http404("当场处罚由执法人员办理")
    if request.method != "POST":
        return _penalty_form(request, reader, {}, ())
    result = take_step(_penalty(request, reader))
    if isinstance(result, Refused):
        return _penalty_form(request, reader, request.POST, result.refusals)
    request.session["partner"] = request.POST.getlist("_with")
    return redirect("summary_penalty_done", result.matter)


def _penalty(request: HttpRequest, reader: Reader) -> Command:
    partner = [i for i in request.POST.getlist("_with") if i]
    return Command(
        key=request.POST.get("_key") or str(uuid.uuid4()), org=reader.org, actors=(reader.actor, *actors(reader.org, partner)),
        procedure="penalty.summary", step="decide_on_spot", fields=_penalty_fields(request.POST),
    )  # fmt: skip


def _penalty_fields(posted: Any) -> dict[str, object]:
    """What the officer tapped and typed, as the step's fields."""
    item = posted.get("item", "")
    tier, _, amount = posted.get(f"tier-{item}", "").partition("|")
    other = posted.get("other_amount", "").strip()
    fine = other or (int(amount) if amount.isdigit() else 0)
    fields: dict[str, object] = {
        "item": item, "tier": posted.get("other_tier") or tier if other else tier, "kind": "罚款" if fine else "警告", "amount_fen": fine or "",
        "party_name": posted.get("party_name", ""), "party_id": posted.get("party_id", ""), "party_class": posted.get("party_class") or "公民",
        "party_age": posted.get("party_age", ""), "place": posted.get("place", ""), "village": posted.get("village", ""), "identity_shown": True, "told": True,
        "defence": posted.get("defence", "").strip() if posted.get("defence_kind") == "有" else "无异议",
        "signature": {"拒签": "拒签已在文书注明"}.get(posted.get("signed", ""), "已签名"),
    }  # fmt: skip
    if posted.get("pay") == "当场收缴" and fine:
        fields |= {"collected": True, "receipt_no": posted.get("receipt_no", ""), "collect_ground": posted.get("collect_ground") or "一百元以下"}
    return {k: v for k, v in fields.items() if v != ""}


def _penalty_form(request: HttpRequest, reader: Reader, typed: Mapping[str, Any], refusals: Sequence[Refusal]) -> HttpResponse:
    found = offences(reader)
    step = catalogue().procedure("penalty.summary").step("decide_on_spot")
    everything = "all" in request.GET or any(o.code == typed.get("item") for o in found[_SHOWN:])
    chosen = dict(typed.items()) if typed else {}
    chosen["tier"] = typed.get(f"tier-{typed.get('item', '')}", "") if typed else ""
    partners = request.POST.getlist("_with") or request.session.get("partner", [])
    context = {
        "page_title": "当场处罚", "task": {"title": "当场处罚", "back_href": reverse("desk"), "back_label": "桌面", "who": reader.actor.name},
        "officers": [{"name": reader.actor.name, "certificate": ""}], "colleagues": [{"id": c.id, "name": c.name, "certificate": c.certificate, "chosen": c.id in partners} for c in colleagues(reader)],
        "place": typed.get("place", ""), "at": f"{clock.now():%Y-%m-%dT%H:%M}", "items": [_item(o, i < _SHOWN) for i, o in enumerate(found) if everything or i < _SHOWN],
        "all_items_href": "?all=1", "chosen": chosen, "refusals": refusals, "told": step.told if step else "", "limit_note": limit_note(reader),
        "number_next": "下一个决定书号", "action": reverse("summary_penalty"), "key": typed.get("_key") or str(uuid.uuid4()), "draft_key": "summary_penalty",
        "pay": {"code_available": True, "cash_allowed": True, "cash_why": "一百元以下或者有法定情形的可以当场收缴，须开专用票据"}, "remedy": "",
        "villages": [{"code": v.code, "name": v.name} for v in villages(reader.org)],
    }  # fmt: skip
    return render(request, "fadu/summary_penalty.html", context, status=422 if refusals else 200)


def limit_note(reader: Reader) -> str:
    """The thresholds of the on-the-spot procedure as they stand today, from the law layer."""
    from fadu import law
    from fadu.kernel.field import yuan

    rules = law.load()
    citizen, org = (rules.amount(name, reader.on, reader.org) for name in ("simple_citizen_yuan", "simple_org_yuan"))
    return f"个人{yuan(citizen.value)}元以下、组织{yuan(org.value)}元以下"


def _item(offence: Any, last: bool) -> dict[str, Any]:
    tiers = [{"id": c.value, "label": c.label, "words": c.tier, "amounts": [], "warning": not c.amount_fen, "preset": False} for c in offence.choices]
    return {"id": offence.code, "label": offence.name, "kinds": "", "basis": offence.basis, "tiers": tiers, "last": last}


@staff
def summary_penalty_done(request: HttpRequest, matter_id: str) -> HttpResponse:
    reader = reader_of(request)
    row = reader.readable().filter(pk=matter_id, procedure="penalty.summary").first()
    if row is None:
        raise Http404("没有这个事项，或者不在您的查看范围内")
    facts = row.snapshot["facts"]
    paper = IssuedPaper.objects.filter(matter=row).order_by("id").first()
    field = catalogue().procedure(row.procedure).field("total_fen")
    amount = field.show(facts.get("total_fen")) if field and facts.get("total_fen") else "警告"
    due = row.due_dates.filter(limit__startswith="pen.pay", ended_on__isnull=True).first()
    href = reverse("paper", args=(paper.pk,)) if paper else ""
    context = {
        "page_title": "已作出决定", "task": {"title": "当场处罚", "back_href": reverse("desk"), "back_label": "桌面", "who": reader.actor.name},
        "done": {"number": row.number, "act": facts.get("item_name", ""), "amount": amount, "party": facts.get("party_name", ""), "at": clock.now(), "draft_key": "summary_penalty",
                 "paper_href": href, "print_href": href, "receipt_no": facts.get("receipt_no", ""), "place": facts.get("place", "")},
        "pay": {"code_src": reverse("pay_code", args=(row.pk,)), "link": "", "due_on": due.due_on, "note": facts.get("payment_text", "")} if due else None,
        "next_href": reverse("summary_penalty"), "matter_href": reverse("matter", args=(row.pk,)), "void_href": reverse("step", args=(row.pk, "void")),
    }  # fmt: skip
    return render(request, "fadu/summary_penalty_done.html", context)


@staff
def pay_code(request: HttpRequest, matter_id: str) -> HttpResponse:
    """The QR code that the party scans to pay: the decision's number, which the bank's page asks for."""
    from fadu.paper.qr import qr_svg

    row = reader_of(request).readable().filter(pk=matter_id).first()
    if row is None:
        raise Http404("没有这个事项")
    return HttpResponse(qr_svg(f"缴款 {row.number}"), content_type="image/svg+xml")


@staff
@require_http_methods(["GET", "POST"])
def settle_orally(request: HttpRequest) -> HttpResponse:
    """A village dispute settled at the gate: kind, two names, one line."""
    reader = reader_of(request)
    if not reader.roles & {"mediator", "village_cadre"}:
        raise Http404("由人民调解员或者村（社区）干部登记")
    if request.method != "POST":
        return _dispute_form(request, reader, {}, ())
    result = take_step(_dispute(request, reader))
    if isinstance(result, Refused):
        return _dispute_form(request, reader, request.POST, result.refusals)
    return _said(request, result, _OUTCOMES[request.POST.get("outcome", "settled")])


_OUTCOMES = {
    "settled": "已登记，口头协议自达成时生效", "open": "已登记，等调解员受理",
    "urgent": "已登记。可能激化的，请立即电话报告派出所，并在本页办理“报告激化苗头”",
}  # fmt: skip


def _dispute(request: HttpRequest, reader: Reader) -> Command:
    posted = request.POST
    settled = posted.get("outcome", "settled") == "settled"
    fields = {
        "kind": posted.get("kind", ""), "party_a": posted.get("first", ""), "party_b": posted.get("second", ""),
        "settlement" if settled else "gist": posted.get("words", ""), "village": posted.get("village") or _own_village(reader),
    }  # fmt: skip
    return Command(
        key=posted.get("_key") or str(uuid.uuid4()), org=reader.org, actors=(reader.actor,), procedure="disputes.dispute",
        step="settle_orally" if settled else "find", fields={k: v for k, v in fields.items() if v},
    )  # fmt: skip


def _own_village(reader: Reader) -> str:
    bound = [post.village for post in reader.actor.posts if post.village and post.valid_on(reader.on)]
    return bound[0] if bound else next((v.code for v in villages(reader.org)), "")


def _dispute_form(request: HttpRequest, reader: Reader, typed: Mapping[str, Any], refusals: Sequence[Refusal]) -> HttpResponse:
    kind = catalogue().procedure("disputes.dispute").field("kind")
    village = typed.get("village") or _own_village(reader)
    context = {
        "page_title": "口头调成", "task": {"title": "口头调成", "back_href": reverse("desk"), "back_label": "桌面", "who": f"{village_name(reader.org, village)}　{reader.actor.name}"},
        "kinds": [{"value": c, "label": c} for c in (kind.choices if kind else ())[:8]], "chosen": {k: typed.get(k, "") for k in ("kind", "first", "second", "words")} | {"village": village},
        "refusals": refusals, "told": "", "action": reverse("settle_orally"), "key": typed.get("_key") or str(uuid.uuid4()), "draft_key": "settle_orally", "known": [],
        "consequence": "登记为口头协议，自达成时生效",
    }  # fmt: skip
    return render(request, "fadu/village_dispute.html", context, status=422 if refusals else 200)


@staff
@require_http_methods(["GET", "POST"])
def round_return(request: HttpRequest, matter_id: str) -> HttpResponse:
    """A screening round answered with one tap: nothing found."""
    reader = reader_of(request)
    row = reader.readable().filter(pk=matter_id, procedure="disputes.village_return").select_related("parent").first()
    if row is None:
        raise Http404("没有这项回报，或者不在您的村（社区）")
    if request.method == "POST":
        command = Command(key=request.POST.get("_key") or str(uuid.uuid4()), org=reader.org, actors=(reader.actor,), matter=str(row.pk), step="return_nil")
        result = take_step(command)
        if isinstance(result, Refused):
            messages.warning(request, "；".join(str(r) for r in result.refusals), extra_tags="refused")
        return redirect("round_return", row.pk)
    return render(request, "fadu/round_return.html", _return(reader, row))


def _return(reader: Reader, row: Any) -> dict[str, Any]:
    due = row.due_dates.first()
    done = row.state == "returned"
    parent = row.parent.snapshot["facts"] if row.parent else {}
    return {
        "page_title": "排查回报", "task": {"title": "排查回报", "back_href": reverse("desk"), "back_label": "桌面", "who": f"{village_name(reader.org, row.village)}　{reader.actor.name}"},
        "round": {"title": row.parent.title if row.parent else row.title, "level": parent.get("level", "镇"), "scope": parent.get("scope", "全镇"), "until_on": due.due_on if due else None,
                  "village": village_name(reader.org, row.village), "key": str(uuid.uuid4()), "action": reverse("round_return", args=(row.pk,)),
                  "found_href": reverse("step", args=(row.pk, "return_found")), "told": ""},
        "receipt": {"text": f"已回报：{row.snapshot['facts'].get('found', 0)}件", "at": clock.now(), "undo_href": "", "undo_until": None} if done else None,
    }  # fmt: skip


def _said(request: HttpRequest, receipt: Receipt, words: str) -> HttpResponse:
    messages.success(request, f"{words}。回执{receipt.hash[:8]}", extra_tags="done")
    return redirect("matter", receipt.matter)
