"""当场处罚 on a phone: one screen for item, amount, party, telling, defence, signature and payment; then the paper and the next one.

Everything typed comes back when the act is refused. What is lawful is judged by the step's gates, never here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.field import Field, Kind, yuan
from fadu.kernel.finding import Refusal
from fadu.packs import catalogue
from fadu.packs.common.laws import PEN
from fadu.packs.penalty.fields import NO_PROOF, SIGNED, TOO_YOUNG
from fadu.service.number_blocks import own_blocks
from fadu.service.on_the_spot import PROCEDURE, STEP, Colleague, Offence, colleagues, listed, offences
from fadu.service.people import actors
from fadu.service.places import villages
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.service.signatures import kept, sign
from fadu.service.take_step import Command, take_step
from fadu.store.models import IssuedPaper, JournalEntry, Matter
from fadu.web.access import reader_of, staff
from fadu.web.asked import whole_number
from fadu.web.command_key import next_key, sent_key

_SHOWN = 5
#: The amounts one may tap are below a million fen; the form that is sent can say anything.
MOST_TAPPED_FEN = 999_999
MOST_YEARS = 999
_PARTNER, _PLACE, _TYPED = "partner", "spot_place", "spot_typed"
#: What is recorded, and printed, where the party was told and said nothing; that nobody disagreed is more than was heard.
NO_DEFENCE = "未提出陈述申辩"
ON_SCREEN, ON_PAPER, REFUSED = "屏上签名", "纸上签名", "拒签"


@staff
@require_http_methods(["GET", "POST"])
def summary_penalty(request: HttpRequest) -> HttpResponse:
    """The one screen. 其他事项 leaves for the list of items and brings back what was typed."""
    reader = _officer(request)
    if request.method != "POST":
        return _form(request, reader, _returned(request), ())
    if "_pick" in request.POST:
        request.session[_TYPED] = request.POST.urlencode()
        return redirect("pick_item")
    if "_ordinary" in request.POST:
        return _to_ordinary(request, reader)
    signature = _signature(reader, request.POST)
    result = take_step(_command(reader, request.POST, signature if isinstance(signature, str) else ""))
    if isinstance(result, Refused):
        return _form(request, reader, _typed(request.POST, signature), _all_refusals(signature, result))
    request.session[_PARTNER] = request.POST.getlist("_with")
    request.session[_PLACE] = request.POST.get("place", "")
    return redirect("summary_penalty_done", result.matter)


def _officer(request: HttpRequest) -> Reader:
    reader = reader_of(request)
    if "officer" not in reader.roles:
        raise Http404("当场处罚由执法人员办理")
    return reader


def _signature(reader: Reader, posted: QueryDict) -> str | Refusal:
    """The root of the signature's file: drawn now, or stored before a refusal; '' without one."""
    if posted.get("signed") != ON_SCREEN:
        return ""
    before = posted.get("_signature", "")
    if posted.get("drawn") or not before:
        return sign(reader.org, reader.actor.id, posted.get("drawn", ""))
    return before if kept(reader.org, reader.actor.id, before) else ""


def _all_refusals(signature: str | Refusal, refused: Refused) -> tuple[Refusal, ...]:
    """Every reason, each said once in the words of this page: one tap answers both kind and tier, and needs an item first."""
    unreadable = (signature,) if isinstance(signature, Refusal) else ()
    open_ = {r.field for r in refused.refusals if r.gate == "fields"}
    untapped = (_NO_ITEM if "item" in open_ else _UNTAPPED,) if {"kind", "tier"} <= open_ else ()
    said = {"signature"} if unreadable else set()
    said |= {"item", "kind", "tier"} if untapped else set()
    told = (_UNTOLD,) if any(r.gate in _TOLD_BY_TICK for r in refused.refusals) else ()
    left = (_pointed(r) for r in refused.refusals if r.gate not in _TOLD_BY_TICK and not (r.field and r.field in said))
    return (*unreadable, *untapped, *told, *left)


def _pointed(refusal: Refusal) -> Refusal:
    """With the place on this page where the answer is given, so that the summary leads there."""
    place = _ANSWERED_AT.get(refusal.gate, "")
    return replace(refusal, field=place) if place and not refusal.field else refusal


#: Gates that one tick answers on this page: the officer shows the certificate and reads the rights aloud.
_TOLD_BY_TICK = frozenset({"identity_shown", "told_and_heard"})
#: Gates without a field of their own, and the part of this page that answers them.
_ANSWERED_AT = {
    "two_certified_officers": "colleague",
    "party_capacity": "party_age",
    "within_simple_limit": "amount_fen",
    "within_tier": "tier",
}
_UNTOLD = Refusal(
    "told_and_heard", "还没有出示执法证件、告知权利", "念给当事人听，勾选“已亮证并告知”", (PEN(44), PEN(45), PEN(52), PEN(55)), field="told"
)

_NO_ITEM = Refusal("fields", "还没有选违法行为和处罚", "点一种违法行为，再点一个数额或者警告", field="item")
_UNTAPPED = Refusal("fields", "还没有选处罚", "点一个数额，或者点警告", field="item")


def _command(reader: Reader, posted: QueryDict, signature: str) -> Command:
    partner = [i for i in posted.getlist("_with") if i and i != reader.actor.id]
    reasons = {k.removeprefix("_reason-"): str(v) for k, v in posted.items() if k.startswith("_reason-")}
    return Command(
        key=sent_key(posted), org=reader.org, actors=(reader.actor, *actors(reader.org, partner)),
        procedure=PROCEDURE, step=STEP, fields=_penalty_fields(posted, signature), reasons=reasons, files=(signature,) if signature else (),
        form_number=_form_number(posted), on=_day(posted), form=True,
    )  # fmt: skip


def _form_number(posted: QueryDict) -> int:
    """The number of a pre-numbered form that was used without a network; 0 takes the next of the series."""
    typed = posted.get("form_number", "").strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 6 else 0


def _day(posted: QueryDict) -> date | None:
    """The day on which it was decided without a network, as the device had it; None for today."""
    parsed = _ON.parse(posted.get("_on", ""))
    return parsed if isinstance(parsed, date) else None


def _to_ordinary(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What cannot be decided on the spot goes to a leader for filing, with what was typed."""
    fields = _penalty_fields(request.POST)
    item = next((o.name for o in listed(reader) if o.code == fields.get("item")), "")
    asked = {n: fields[n] for n in _CASE_FIELDS if n in fields}
    command = Command(
        key=f"{sent_key(request.POST)[:80]}:ordinary", org=reader.org, actors=(reader.actor,), procedure="penalty.ordinary", step="submit_case", on=_day(request.POST),
        fields={**asked, "suspected_facts": f"在{fields.get('place', '')}{item}", "in_town": True, "source": "巡查发现"},
    )  # fmt: skip
    result = take_step(command)
    if isinstance(result, Refused):
        return _form(request, reader, _typed(request.POST, ""), result.refusals)
    messages.success(request, "已报请立案，分管领导批准后调查。涉嫌违法的事实可以再补充。", extra_tags="done")
    return redirect("matter", result.matter)


_ON = Field(name="_on", label="决定日期", kind=Kind.DATE)
_CASE_FIELDS = ("item", "party_name", "party_class", "party_id", "party_age", "party_address", "place", "village", "occurred_on")
#: Refusals after which the ordinary procedure is the way.
_TO_ORDINARY = frozenset({"within_simple_limit", "item_simple"})
#: What the education record asks again.
_EDUCATED = ("item", "party_name", "party_class", "party_age", "party_address", "place", "village", "occurred_on")
#: Inputs that are fields of the step under the same name.
_AS_THEY_ARE = (
    "party_name",
    "party_id",
    "party_age",
    "party_address",
    "place",
    "village",
    "occurred_on",
    "not_same_act",
    "correction_content",
)


def _penalty_fields(posted: QueryDict, signature: str = "") -> dict[str, object]:
    """What the officer tapped and typed, as the step's fields; what was left open is left out."""
    affirmed = bool(posted.get("told"))
    fields: dict[str, object] = {
        **_punishment(posted), **{name: posted.get(name, "").strip() for name in _AS_THEY_ARE},
        "party_class": posted.get("party_class") or "公民", "identity_shown": affirmed, "told": affirmed,
        "defence": posted.get("defence", "").strip() if posted.get("defence_kind") == "有" else NO_DEFENCE,
        "signature": _signed(posted, signature),
    }  # fmt: skip
    if posted.get("pay") == "当场收缴" and fields["amount_fen"]:
        fields |= {
            "collected": True,
            "receipt_no": posted.get("receipt_no", "").strip(),
            "collect_ground": posted.get("collect_ground") or "一百元以下",
        }
    return {name: value for name, value in fields.items() if value != ""}


def _punishment(posted: QueryDict) -> dict[str, object]:
    """Item, tier, kind and amount: one tap for a tier of the item, or another amount typed within that tier or a named one."""
    item, other = posted.get("item", ""), posted.get("other_amount", "").strip()
    tier, _, amount = posted.get(f"tier-{item}", "").partition("|")
    fine: object = other or (whole_number(amount, MOST_TAPPED_FEN) or "")
    kind = "罚款" if fine else "警告" if tier else ""
    return {"item": item, "tier": posted.get("other_tier", "") or tier if other else tier, "kind": kind, "amount_fen": fine}


def _signed(posted: QueryDict, signature: str) -> str:
    """The choice of field ``signature``: on screen counts only with a drawing."""
    way = posted.get("signed", "")
    if way == REFUSED:
        return posted.get("refused_how", "")
    return "已签名" if way == ON_PAPER or signature else ""


def _returned(request: HttpRequest) -> dict[str, Any]:
    """What was typed before one went to look for an item, with the item found there."""
    found: dict[str, Any] = {}
    if "item" in request.GET:
        found = _typed(QueryDict(request.session.pop(_TYPED, "")), "")
        found["item"] = request.GET["item"]
    return found


def _typed(posted: QueryDict, signature: str | Refusal) -> dict[str, Any]:
    reasons = {k.removeprefix("_reason-"): v for k, v in posted.items() if k.startswith("_reason-")}
    chosen = {k: v for k, v in posted.items() if not k.startswith("_")} | {
        "partner": posted.getlist("_with"),
        "_key": posted.get("_key", ""),
        "on": posted.get("_on", ""),
    }
    return chosen | {
        "tier": posted.get(f"tier-{posted.get('item', '')}", ""),
        "reasons": reasons,
        "signature": signature if isinstance(signature, str) else "",
    }


def _form(request: HttpRequest, reader: Reader, chosen: Mapping[str, Any], refusals: Sequence[Refusal]) -> HttpResponse:
    step = catalogue().procedure(PROCEDURE).step(STEP)
    context = {
        "page_title": "当场处罚", "task": {"title": "当场处罚", "back_href": reverse("desk"), "back_label": "桌面", "who": ""},
        "officers": [{"name": reader.actor.name}], "pair": _pair(reader, chosen.get("partner") or request.session.get(_PARTNER, [])),
        "place": chosen.get("place", request.session.get(_PLACE, "")), "items": _items(reader, chosen), "chosen": chosen, "refusals": refusals,
        "reasons": _reasons(refusals, chosen.get("reasons", {})), "told": step.told if step else "", "limit_note": limit_note(reader),
        "action": reverse("summary_penalty"), "key": next_key(chosen, refusals), "draft_key": f"summary_penalty:{reader.actor.id}",
        "worker_href": reverse("road_worker"), "ordinary_way": any(r.gate in _TO_ORDINARY for r in refusals), "education_href": _education(reader, chosen, refusals),
        "refused_how": [c for c in _choices("signature") if c not in (SIGNED, NO_PROOF)], "collect_grounds": _choices("collect_ground"), "tiers": _choices("tier"),
        "blocks": own_blocks(reader), "villages": [{"code": v.code, "name": v.name} for v in villages(reader.org)],
    }  # fmt: skip
    return render(request, "fadu/summary_penalty.html", context, status=422 if refusals else 200)


def _education(reader: Reader, chosen: Mapping[str, Any], refusals: Sequence[Refusal]) -> str:
    """Where a child is educated instead of punished, with what was typed; empty where the party may be punished."""
    age = whole_number(chosen.get("party_age"), MOST_YEARS)
    too_young = age is not None and age < rulebook().amount("pen.age_none", reader.on, reader.org).value
    if not too_young or not any(r.gate == "party_capacity" for r in refusals):
        return ""
    known = {n: chosen[n] for n in _EDUCATED if chosen.get(n)} | {"no_penalty_ground": TOO_YOUNG}
    return f"{reverse('begin', args=(PROCEDURE, 'warn_only'))}?{urlencode(known)}"


def _choices(field: str) -> tuple[str, ...]:
    declared = catalogue().procedure(PROCEDURE).field(field)
    return declared.choices if declared else ()


def _reasons(refusals: Sequence[Refusal], typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """Refusals one may pass with a written reason, with what was written so far."""
    return [{"gate": r.gate, "message": r.message, "basis": r.basis, "text": typed.get(r.gate, "")} for r in refusals if r.overridable]


def _pair(reader: Reader, partner: Sequence[str]) -> dict[str, Any]:
    """Today's partner, everybody one may act with instead, and those whose certificate has lapsed."""
    found = colleagues(reader)
    shown = [_colleague(c, partner) for c in found]
    return {
        "with": next((c.name for c in found if c.id in partner), ""),
        "all": [c for c in shown if c["valid"] or c["chosen"]],
        "lapsed": [c for c in shown if not c["valid"] and not c["chosen"]],
    }


def _colleague(c: Colleague, partner: Sequence[str]) -> dict[str, Any]:
    return {"id": c.id, "name": c.name, "certificate": c.certificate, "valid": c.valid, "chosen": c.id in partner}


def limit_note(reader: Reader) -> str:
    """The thresholds of the on-the-spot procedure as they stand today, from the law layer."""
    rules = rulebook()
    citizen, org = (rules.amount(name, reader.on, reader.org) for name in ("simple_citizen_yuan", "simple_org_yuan"))
    return f"个人{yuan(citizen.value)}元以下、组织{yuan(org.value)}元以下"


def _items(reader: Reader, chosen: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The five used last; one found in the list comes first."""
    found = offences(reader)
    wanted = [o for o in found[_SHOWN:] if o.code == chosen.get("item")]
    return [_item(o) for o in [*wanted, *found][:_SHOWN]]


def _item(offence: Offence) -> dict[str, Any]:
    ranges = {t.name: t.range for t in offence.tiers if "—" in t.range}
    tiers = [
        {
            "id": c.value,
            "label": c.label,
            "words": c.tier + (ranges.get(c.tier, "") if c.amount_fen else ""),
            "warning": not c.amount_fen,
            "why": c.conditions,
        }
        for c in offence.choices
    ]
    return {"id": offence.code, "label": offence.name, "basis": offence.basis, "organ": offence.organ, "tiers": tiers}


@staff
def pick_item(request: HttpRequest) -> HttpResponse:
    """Search among all items; those that cannot be used on the spot today stand below with the reason."""
    reader = _officer(request)
    words = request.GET.get("q", "")
    here = reverse("summary_penalty")
    context = {
        "page_title": "选事项", "task": {"title": "选事项", "back_href": here, "back_label": "当场处罚"}, "q": words, "action": reverse("pick_item"),
        "entries": [{"label": o.name, "basis": o.basis, "capacity": f"以{o.organ}名义，受委托" if o.organ else "以本镇名义", "href": f"{here}?item={o.code}", "refused": o.refusals}
                    for o in listed(reader, words)],
    }  # fmt: skip
    return render(request, "fadu/pick_item.html", context)


@staff
def road_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page of the on-the-spot penalty on the device; it stands here so that it may answer for /quick/."""
    path = finders.find("fadu/road.js")
    return HttpResponse(
        Path(str(path)).read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )


@staff
def summary_penalty_done(request: HttpRequest, matter_id: str) -> HttpResponse:
    """The number, the paper to hand over, the code to pay by, and the next one."""
    reader = reader_of(request)
    row = reader.readable().filter(pk=matter_id, procedure=PROCEDURE).first()
    if row is None:
        raise Http404("没有这个事项，或者不在您的查看范围内")
    paper = IssuedPaper.objects.filter(matter=row).order_by("id").first()
    context = {
        "page_title": "已作出决定", "task": {"title": "当场处罚", "back_href": reverse("desk"), "back_label": "桌面", "who": ""},
        "done": _done(row, reverse("paper", args=(paper.pk,)) if paper else "", reader), "pay": _pay(row), "next_href": reverse("summary_penalty"),
        "matter_href": reverse("matter", args=(row.pk,)), "void_href": reverse("step", args=(row.pk, "void")) if row.state == "decided" else "",
    }  # fmt: skip
    return render(request, "fadu/summary_penalty_done.html", context)


def _done(row: Matter, paper: str, reader: Reader) -> dict[str, Any]:
    facts = row.snapshot["facts"]
    total = facts.get("total_fen")
    return {
        "number": row.number, "act": facts.get("item_name", ""), "amount": f"罚款{yuan(total)}元" if total else "警告", "party": facts.get("party_name", ""),
        "at": JournalEntry.objects.filter(matter=row.pk).order_by("seq").values_list("at", flat=True).first(), "draft_key": f"summary_penalty:{reader.actor.id}",
        "paper_href": paper, "receipt_no": facts.get("receipt_no", ""), "place": facts.get("place", ""),
    }  # fmt: skip


def _pay(row: Matter) -> dict[str, Any] | None:
    due = row.due_dates.filter(limit__startswith="pen.pay", ended_on__isnull=True).first()
    note = row.snapshot["facts"].get("payment_text", "")
    return {"code_src": reverse("pay_code", args=(row.pk,)), "due_on": due.due_on, "note": note} if due else None


@staff
def pay_code(request: HttpRequest, matter_id: str) -> HttpResponse:
    """The QR code that the party scans to pay: the decision's number, which the bank's page asks for."""
    from fadu.paper.qr import qr_svg

    row = reader_of(request).readable().filter(pk=matter_id).first()
    if row is None:
        raise Http404("没有这个事项")
    return HttpResponse(qr_svg(f"缴款 {row.number}"), content_type="image/svg+xml")
