"""The mediator's desk for one dispute, and the board of what goes to and comes from police, petition office and court."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fadu.kernel.field import chinese_day
from fadu.packs import catalogue
from fadu.packs.common.rows import rows_of
from fadu.packs.disputes.clauses import OWES, PARTIES, offered, put_together
from fadu.packs.disputes.linkage import COURT_SENDS, OURS, SIDES
from fadu.service.checklists import begun_with
from fadu.service.matter_view import MatterView, view
from fadu.service.places import village_name
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.service.words import Words
from fadu.store.models import Matter, Milestone
from fadu.web.access import reader_of, staff
from fadu.web.clocks import row_clock
from fadu.web.command_key import new_key
from fadu.web.form import controls
from fadu.web.views.matter import matter_context

DISPUTE, REFERRAL = "disputes.dispute", "disputes.referral"
_BEFORE = 8
_CLOSED = 12
_FACTS = (
    "kind",
    "level",
    "source",
    "difficulty",
    "amount",
    "contact",
    "gist",
    "risk",
    "settlement",
    "agreed_content",
    "perform_by",
    "outcome",
)


@staff
def mediation_desk(request: HttpRequest, matter_id: str) -> HttpResponse:
    """The quarrel, the sittings, the same parties before, and an agreement put together from clauses."""
    reader = reader_of(request)
    v = view(reader, matter_id)
    if v is None or v.row.procedure != DISPUTE:
        raise Http404("没有这件纠纷，或者不在您的查看范围内")
    shown = matter_context(v)
    context = {
        "page_title": v.row.title, "dispute": {"title": v.row.title, "href": shown["matter"]["href"], "state": shown["matter"]["state_label"], "number": v.row.number, "place": village_name(v.row.org, v.row.village)},
        "facts": _facts(v), "sittings": rows_of(v.matter.facts, "mediation_notes"), "acts": shown["acts"], "refused": shown["refused"], "awaited": shown["awaited"],
        "clock": shown["clock"], "clocks": shown["clocks"], "before": _before(reader, v), **_agreement(request, v),
    }  # fmt: skip
    return render(request, "fadu/mediation.html", context)


def _facts(v: MatterView) -> list[dict[str, str]]:
    words = Words(v.row.org)
    return [{"label": f.label, "shown": words.show(f, value)} for f, value in v.fields if f.name in _FACTS]


def _agreement(request: HttpRequest, v: MatterView) -> dict[str, Any]:
    """The form of the written agreement, with the chosen clauses written into it; nothing while it cannot be signed."""
    step = v.procedure.step("agree_in_writing")
    if step is None or not any(o.step.id == step.id and o.possible for o in v.options):
        return {"clauses": (), "form": ()}
    chosen = request.GET.getlist("clause")
    owes = asked if (asked := request.GET.get("owes", OWES)) in PARTIES else OWES
    typed = {n: t for n, t in begun_with(v.procedure.name, v.matter.facts).items() if isinstance(t, str)}
    if chosen:
        typed["agreed_content"] = put_together(chosen, v.matter.facts, owes)
    fields = [f for n in (*step.fields, *step.optional) if (f := v.procedure.field(n))]
    return {
        "clauses": [{"id": c.id, "label": c.label, "chosen": c.id in chosen} for c in offered(str(v.matter.get("kind")))], "chosen": bool(chosen),
        "sides": [{"id": p, "name": v.matter.get(p), "chosen": p == owes} for p in PARTIES],
        "form": controls(fields, typed, known=v.matter.facts, required=step.fields), "action": reverse("step", args=(v.row.pk, step.id)), "here": request.path,
        "key": new_key(), "seen": v.matter.seq, "consequence": step.consequence,
    }  # fmt: skip


def _before(reader: Reader, v: MatterView) -> list[dict[str, Any]]:
    """Earlier disputes of either party, as far as this reader may read them; the other side of those is not named."""
    names = [str(v.matter.get(n)) for n in ("party_a", "party_b") if v.matter.get(n)]
    same = Q(snapshot__facts__party_a__in=names) | Q(snapshot__facts__party_b__in=names)
    rows = (
        reader.readable()
        .filter(same, procedure=DISPUTE, opened_on__lte=v.row.opened_on)
        .exclude(pk=v.row.pk)
        .order_by("-opened_on")[:_BEFORE]
    )
    return [_earlier(m, names) for m in rows]


def _earlier(m: Matter, names: Sequence[str]) -> dict[str, Any]:
    facts = m.snapshot["facts"]
    who = "、".join(n for n in names if n in (facts.get("party_a"), facts.get("party_b")))
    return {"who": who, "kind": facts.get("kind", ""), "on": m.opened_on, "state": _state(m), "href": reverse("matter", args=(m.pk,))}


def _state(m: Matter) -> str:
    state = catalogue().procedure(m.procedure, m.version).state(m.state)
    return state.label if state else m.state


_COLUMNS = (
    ("警调", "派出所", ("警调",)),
    ("访调", "信访", ("访调",)),
    ("诉调", "人民法院", COURT_SENDS),
    ("其他", "法律援助、区级调委会", ("法律援助", "区级调委会")),
)


@staff
def linkage_board(request: HttpRequest) -> HttpResponse:
    """Every referral with its two receipts, by the other side; what waits for us stands first."""
    reader = reader_of(request)
    if not reader.roles & set(SIDES):
        raise Http404("这是联动各方的页面")
    rows = reader.readable().filter(procedure=REFERRAL)
    found = [
        *rows.filter(closed_on__isnull=True).order_by("opened_on"),
        *rows.filter(closed_on__isnull=False).order_by("-closed_on")[:_CLOSED],
    ]
    days = _days(found)
    cards = [_card(m, days.get(m.pk, {}), reader) for m in found]
    context = {
        "page_title": "联动台", "columns": [_column(label, side, [c for c in cards if c["linkage"] in kinds]) for label, side, kinds in _COLUMNS],
        "waiting": sum(c["order"] == 0 for c in cards), "starts": _starts(reader),
    }  # fmt: skip
    return render(request, "fadu/linkage.html", context)


def _column(label: str, side: str, cards: list[dict[str, Any]]) -> dict[str, Any]:
    """What is under way, ours first; what is done lies folded."""
    under_way = sorted((c for c in cards if not c["closed"]), key=lambda c: c["order"])
    return {"label": label, "side": side, "cards": under_way, "done": [c for c in cards if c["closed"]]}


def _starts(reader: Reader) -> list[dict[str, str]]:
    procedure = catalogue().procedure(REFERRAL)
    return [
        {"label": s.label, "href": reverse("begin", args=(REFERRAL, s.id))}
        for s in procedure.opening_steps()
        if reader.roles & set(s.roles)
    ]


def _days(found: Sequence[Matter]) -> dict[Any, dict[str, Any]]:
    """Matter → step → the day on which it was taken."""
    days: dict[Any, dict[str, Any]] = {}
    for matter, step, on in Milestone.objects.filter(matter__in=[m.pk for m in found]).values_list("matter_id", "step", "on"):
        days.setdefault(matter, {})[step] = on
    return days


#: State → whether the town is awaited, and the words, for what came in and for what went out; no entry: nobody is.
_AWAITED = {
    ("移入", "received"): (True, "等{镇}受理"), ("移入", "accepted"): (True, "等{镇}反馈结果"), ("移入", "fed_back"): (True, "可以办结"),
    ("移出", "sent"): (False, "等{对方}回执"), ("移出", "receipted"): (False, "等{对方}受理、反馈结果"), ("移出", "taken"): (False, "等{对方}反馈结果"),
}  # fmt: skip
#: How the town's side and the other one are called on the board of the town, and on that of the other body.
_CALLED = {True: {"镇": "我们", "对方": "对方"}, False: {"镇": "镇里", "对方": "我们"}}
_NEXT = {
    "received": "accept", "accepted": "feed_back", "fed_back": "close",
    "sent": "sign_receipt", "receipted": "other_side_answers", "taken": "other_side_answers",
}  # fmt: skip


def _card(m: Matter, days: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """Two receipts: that it was received, and what came of it; ours is the side that the reader is on."""
    facts, town = m.snapshot["facts"], bool(reader.roles & set(OURS))
    incoming = facts.get("direction") == "移入"
    on_town, words = _AWAITED.get((str(facts.get("direction")), m.state), (False, ""))
    ours, words = bool(words) and on_town is town, words.format_map(_CALLED[town])
    silent, urged_on = town and not incoming and bool(m.due_on and m.due_on < reader.on), days.get("urge")
    ours, words = ours or (silent and urged_on is None), f"{words}，{chinese_day(urged_on)}已催办" if urged_on and not ours else words
    side = "我方" if incoming is town else "对方"
    step = catalogue().procedure(REFERRAL, m.version).step("urge" if silent and urged_on is None else _NEXT.get(m.state, ""))
    return {
        "linkage": facts.get("linkage"), "direction": facts.get("direction"), "side": facts.get("other_side", ""), "matter": facts.get("referred_matter", ""), "number": m.number,
        "href": reverse("matter", args=(m.pk,)), "state": _state(m), "on": m.opened_on, "awaited": words, "ours": ours, "order": 0 if ours else 1 if words else 2,
        "receipts": ({"label": f"{side}回执", "on": days.get("receive" if incoming else "sign_receipt")},
                     {"label": f"{side}反馈", "on": days.get("feed_back" if incoming else "other_side_answers")}),
        "closed": m.closed_on is not None, "clock": row_clock(m.due_on, reader.on, rulebook().calendar) if m.closed_on is None else None,
        "act": {"label": step.label, "href": reverse("step", args=(m.pk, step.id))} if step and reader.roles & set(step.roles) else None,
    }  # fmt: skip
