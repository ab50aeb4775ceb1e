"""The village's pages on a phone: what is asked of it now, a dispute settled at the gate, a round answered with one tap.

A cadre sees the own village only; who may take a step is judged by the step. A cadre without an account comes
through a link, and is offered what the link is for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.packs import catalogue
from fadu.service.desk import starts
from fadu.service.grant import Grant
from fadu.service.places import village_name, villages
from fadu.service.scope import Reader
from fadu.service.take_step import Command, Receipt, take_step
from fadu.service.village import CADRES, DISPUTE, RETURN, unregistered, urged_on
from fadu.store.models import JournalEntry, Matter
from fadu.web.access import grant_in, reader_of, staff_or_link
from fadu.web.command_key import new_key, next_key, sent_key

_SETTLERS = frozenset({"mediator", "village_cadre"})
_MINE = 12
#: Opening steps that have a large door, in this order: mark, words, hint.
_DOORS = {
    (DISPUTE, "settle_orally"): ("talk", "调成了一件", "当场说好的"),
    (DISPUTE, "find"): ("add", "登记纠纷", "还没调成的"),
    ("disputes.round", "record_own"): ("registers", "本村排查", "自己排查的结果"),
}  # fmt: skip
_BESPOKE = {(DISPUTE, "settle_orally"): "settle_orally"}


@staff_or_link
def village_page(request: HttpRequest) -> HttpResponse:
    """Returns that are asked for, the doors, and what was handed in from here."""
    reader = reader_of(request)
    if not reader.roles & CADRES:
        raise Http404("这是村（社区）干部的页面")
    name = village_name(reader.org, own_village(reader))
    context = {
        "page_title": name, "task": {"title": name, "who": reader.actor.name, **_way_back(request)},
        "rounds": [_asked(r) for r in _open_returns(reader)], "doors": _doors(reader, grant_in(request)), "mine": [_mine(m, request) for m in _handed_in(reader)],
        "waiting": _unregistered(reader), "link": _link(grant_in(request)),
    }  # fmt: skip
    return render(request, "fadu/village.html", context)


def _way_back(request: HttpRequest) -> dict[str, str]:
    """To the desk, for those who have one."""
    return {} if grant_in(request) else {"back_href": reverse("desk"), "back_label": "桌面"}


def _link(grant: Grant | None) -> dict[str, Any] | None:
    """Until when the link serves, and how to leave it on a phone that others use."""
    return {"until_on": grant.last_on, "leave_href": reverse("link_leave")} if grant else None


def own_village(reader: Reader) -> str:
    """The village of today's village post; the town's first one for people of the whole town."""
    bound = [post.village for post in reader.actor.posts if post.village and post.valid_on(reader.on)]
    return bound[0] if bound else next((v.code for v in villages(reader.org)), "")


def _open_returns(reader: Reader) -> Sequence[Matter]:
    rows = reader.readable().filter(procedure=RETURN, state="due", village=own_village(reader))
    return list(rows.select_related("parent").prefetch_related("due_dates").order_by(F("due_on").asc(nulls_last=True)))


def _asked(row: Matter) -> dict[str, Any]:
    return {
        "title": row.parent.title if row.parent else row.title, "scope": row.parent.snapshot["facts"].get("scope", "") if row.parent else "", "until_on": row.due_on, "key": new_key(),
        "action": reverse("round_return", args=(row.pk,)), "found_href": f"{reverse('round_return', args=(row.pk,))}#found", "urged_on": urged_on(row.parent.pk) if row.parent else None,
    }  # fmt: skip


def _unregistered(reader: Reader) -> dict[str, Any] | None:
    """Disputes that the last answer told of and nobody registered yet, each one tap from its form."""
    told = unregistered(reader, own_village(reader))
    if told is None or not told.left:
        return None
    ways = [("open", "登记"), ("settled", "口头调成")] if "village_cadre" in reader.roles else [("open", "登记")]
    return {"found": told.found, "left": told.left, "ways": [{"label": label, "href": _way(reader, outcome)} for outcome, label in ways]}


def _way(reader: Reader, outcome: str) -> str:
    """The dispute's own screen for who may use it; a group leader registers on the plain form."""
    return f"{reverse('settle_orally')}?outcome={outcome}" if reader.roles & _SETTLERS else reverse("begin", args=(DISPUTE, "find"))


def _doors(reader: Reader, grant: Grant | None) -> list[dict[str, Any]]:
    """The large ones first, then every other light step that this person may begin."""
    possible = {(s.procedure.name, s.step.id): s for s in starts(reader) if grant is None or grant.allows(s.procedure, s.step)}
    own = {(DISPUTE, "find"): _way(reader, "open")}
    large = [
        {"mark": m, "label": w, "hint": h, "href": own.get(key) or _begin(*key)} for key, (m, w, h) in _DOORS.items() if key in possible
    ]
    light = [s for key, s in possible.items() if key not in _DOORS and s.step.light]
    return large + [
        {"mark": "edit", "label": s.step.label, "hint": s.procedure.label, "href": _begin(s.procedure.name, s.step.id)} for s in light
    ]


def _begin(procedure: str, step: str) -> str:
    bespoke = _BESPOKE.get((procedure, step))
    return reverse(bespoke) if bespoke else reverse("begin", args=(procedure, step))


def _handed_in(reader: Reader) -> Sequence[Matter]:
    """What this person began or answered, newest first."""
    mine = Q(handler=reader.actor.id) | Q(procedure=RETURN, village=own_village(reader), closed_on__isnull=False)
    return list(reader.readable().filter(mine).order_by("-moved_on", "-last_seq").defer("snapshot", "search")[:_MINE])


def _mine(m: Matter, request: HttpRequest) -> dict[str, Any]:
    """One line; the matter's own page is the staff's."""
    state = catalogue().procedure(m.procedure, m.version).state(m.state)
    return {
        "title": m.title,
        "href": "" if grant_in(request) else reverse("matter", args=(m.pk,)),
        "state": state.label if state else m.state,
        "on": m.moved_on,
    }


@staff_or_link
@require_http_methods(["GET", "POST"])
def settle_orally(request: HttpRequest) -> HttpResponse:
    """A dispute at the gate: kind, two names, one line, and how it stands now."""
    reader = reader_of(request)
    if not reader.roles & _SETTLERS:
        raise Http404("由人民调解员或者村（社区）干部登记")
    if request.method != "POST":
        return _dispute_form(request, reader, {"outcome": request.GET.get("outcome", "settled")}, ())
    result = take_step(_dispute(request, reader))
    if isinstance(result, Refused):
        return _dispute_form(request, reader, request.POST, result.refusals)
    return _said(request, reader, result, _SAID.get(request.POST.get("outcome", ""), _SAID["settled"]))


_OUTCOMES = (("settled", "当场调成"), ("open", "还要再调"), ("urgent", "怕要闹大"))
#: For whoever is refused because no mediator was there: the parties made it up themselves.
_THEMSELVES = ("themselves", "自行和解")
_STEPS = {"settled": "settle_orally", "themselves": "settle_themselves"}
_SAID = {
    "themselves": "已登记为自行和解，不计入人民调解",
    "settled": "已登记，口头协议自达成时生效", "open": "已登记，等调解员受理",
    "urgent": "已登记，报告派出所的期限已经开始。先打电话，再在本页办理“报告激化苗头”",
}  # fmt: skip


def _dispute(request: HttpRequest, reader: Reader) -> Command:
    posted = request.POST
    outcome = posted.get("outcome", "settled")
    words = posted.get("words", "").strip()
    fields = {
        "kind": posted.get("kind", ""), "party_a": posted.get("party_a", ""), "party_b": posted.get("party_b", ""),
        "settlement" if outcome in _STEPS else "gist": words, "village": posted.get("village") or own_village(reader),
        "risk": words if outcome == "urgent" else "",
    }  # fmt: skip
    return Command(
        key=sent_key(posted), org=reader.org, actors=(reader.actor,), procedure=DISPUTE,
        step=_STEPS.get(outcome, "find"), fields={k: v for k, v in fields.items() if v.strip()}, form=True,
    )  # fmt: skip


def _dispute_form(request: HttpRequest, reader: Reader, typed: Mapping[str, Any], refusals: Sequence[Refusal]) -> HttpResponse:
    kind = catalogue().procedure(DISPUTE).field("kind")
    village = typed.get("village") or own_village(reader)
    outcome = typed.get("outcome", "settled")
    no_mediator = outcome == _THEMSELVES[0] or any(r.gate == "committee_member" for r in refusals)
    back = "village" if reader.roles & CADRES else "desk"
    context = {
        "page_title": "纠纷登记", "task": {"title": "纠纷登记", "back_href": reverse(back), "back_label": "返回", "who": f"{village_name(reader.org, village)}　{reader.actor.name}"},
        "kinds": kind.choices if kind else (), "outcomes": [{"value": v, "label": label, "chosen": v == outcome} for v, label in (*_OUTCOMES, *([_THEMSELVES] if no_mediator else []))],
        "chosen": {k: typed.get(k, "") for k in ("kind", "party_a", "party_b", "words")}, "village": village,
        "villages": [] if _bound(reader) else [{"code": v.code, "name": v.name} for v in villages(reader.org)],
        "refusals": [_in_words(r) for r in refusals], "action": reverse("settle_orally"), "key": next_key(request.POST, refusals),
        "draft_key": "settle_orally", "consequence": "调成即为口头协议；没调成的等调解员受理",
    }  # fmt: skip
    return render(request, "fadu/village_dispute.html", context, status=422 if refusals else 200)


def _bound(reader: Reader) -> bool:
    return any(post.village for post in reader.actor.posts if post.valid_on(reader.on))


_ONE_LINE = {"settlement": "怎么说定的", "gist": "为了什么"}
_HERE = {**_ONE_LINE, "party_a": "一方", "party_b": "另一方"}


def _in_words(refusal: Refusal) -> Refusal:
    """What is missing is called as it stands on the page; the one line answers whichever of the two fields the outcome asks for."""
    declared = catalogue().procedure(DISPUTE).field(refusal.field) if refusal.field in _HERE else None
    if declared is None:
        return refusal
    here, field = _HERE[refusal.field], "words" if refusal.field in _ONE_LINE else refusal.field
    return replace(
        refusal, field=field, message=refusal.message.replace(declared.label, here), remedy=refusal.remedy.replace(declared.label, here)
    )


@staff_or_link
@require_http_methods(["GET", "POST"])
def round_return(request: HttpRequest, matter_id: str) -> HttpResponse:
    """A screening round answered with one tap: nothing found; or with how many were found, each of which is registered next."""
    reader = reader_of(request)
    row = reader.readable().filter(pk=matter_id, procedure=RETURN).select_related("parent").first()
    if row is None:
        raise Http404("没有这项回报，或者不在您的村（社区）")
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        step, fields = _answering(request)
        command = Command(
            key=sent_key(request.POST),
            org=reader.org,
            actors=(reader.actor,),
            matter=str(row.pk),
            step=step,
            fields=fields,
        )
        result = take_step(command)
        if not isinstance(result, Refused):
            return redirect("round_return", row.pk)
        refusals = result.refusals
    return render(request, "fadu/round_return.html", _return(request, reader, row, refusals), status=422 if refusals else 200)


def _answering(request: HttpRequest) -> tuple[str, dict[str, str]]:
    """What was pressed: nothing found, so many found, or the answer taken back."""
    if "take_back" in request.POST:
        return "take_back", {}
    found = request.POST.get("found")
    return ("return_nil", {}) if found is None else ("return_found", {"found": found})


def _return(request: HttpRequest, reader: Reader, row: Matter, refusals: Sequence[Refusal]) -> dict[str, Any]:
    parent = row.parent.snapshot["facts"] if row.parent else {}
    name = village_name(reader.org, row.village)
    back = "village" if reader.roles & CADRES else "desk"
    return {
        "page_title": "排查回报", "task": {"title": "排查回报", "back_href": reverse(back), "back_label": "返回", "who": f"{name}　{reader.actor.name}"},
        "round": {"title": row.parent.title if row.parent else row.title, "level": parent.get("level", "镇"), "scope": parent.get("scope", ""), "until_on": row.due_on,
                  "village": name, "key": new_key(), "action": reverse("round_return", args=(row.pk,)), "may": bool(reader.roles & CADRES),
                  "found": request.POST.get("found", "")},
        "waiting": _unregistered(reader) if row.state == "returned" and reader.roles & CADRES else None, "receipt": _answered(row, reader, grant_in(request) is not None) if row.state == "returned" else None, "refusals": refusals, "home_href": reverse(back),
    }  # fmt: skip


def _answered(row: Matter, reader: Reader, by_link: bool) -> dict[str, Any]:
    """What was answered, and the way back from it: taken back while the round is open, corrected by the town after that."""
    found = row.snapshot["facts"].get("found", 0)
    at = JournalEntry.objects.filter(matter=row.pk).order_by("-seq").values_list("at", flat=True).first()
    return {"text": f"发现{found}件" if found else "本轮没有发现", "at": at, "matter_href": "" if by_link else reverse("matter", args=(row.pk,)),
            "may_undo": bool(reader.roles & CADRES) and (row.parent is None or row.parent.closed_on is None)}  # fmt: skip


def _said(request: HttpRequest, reader: Reader, receipt: Receipt, words: str) -> HttpResponse:
    messages.success(request, f"{words}。回执{receipt.hash[:8]}", extra_tags="done")
    stays = reader.roles & CADRES and (words != _SAID["urgent"] or grant_in(request))
    return redirect("village") if stays else redirect("matter", receipt.matter)
