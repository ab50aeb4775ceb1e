"""Pages of the enforcement team: can we act, what lapses soon, the cash day, what waits to be reported, the list's versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.kernel.decide import Refused
from fadu.kernel.field import yuan
from fadu.kernel.procedure import Step
from fadu.packs import catalogue
from fadu.service import cash, expiry, item_versions, to_archive, training
from fadu.service.can_act import answers
from fadu.service.filing import file_all, to_file
from fadu.service.gear import issued
from fadu.service.item_versions import Compared
from fadu.service.people import names
from fadu.service.review_staff import review_staff
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.clocks import row_clock

#: Whose work the question is, beside everybody who may ask it.
_ASKING = frozenset({"officer", "enforcement_head", "enforcement_reviewer", "grid_worker"})


def doors(reader: Reader) -> list[dict[str, Any]]:
    """The pages of enforcement as a desk offers them to this person."""
    found = (
        (bool(reader.roles & _ASKING), "能不能办", "查事项、名义、裁量和今天谁持证", "can_act"),
        ("enforcement_head" in reader.roles, "执法队", "报备、到期的证件和委托", "team"),
        (bool(reader.roles & {"officer"}), "我的装备", "每日自检，一键登记", "gear"),
        (bool(reader.roles & {"cashier", "enforcement_head"}), "缴款日", "收缴、票据和缴库逐笔核对", "cash_day"),
        (to_archive.may_archive(reader), "待归档案卷", "办结的案卷，依次编号归档", "archive_room"),
        (bool(reader.roles & {"justice_office", "enforcement_reviewer"}), "清单比对", "新旧事项清单和在办案件", "item_versions"),
    )
    return [{"label": label, "hint": hint, "href": reverse(name), "light": True} for mine, label, hint, name in found if mine]


@staff
def can_act(request: HttpRequest) -> HttpResponse:
    """Type the conduct: which items fit, in whose name, which tiers, who may go today, or why not."""
    reader, words = reader_of(request), request.GET.get("q", "")
    context = {
        "page_title": "能不能办", "task": {"title": "能不能办", "back_href": reverse("desk"), "back_label": "桌面", "who": ""}, "q": words,
        "action": reverse("can_act"), "answers": answers(reader, words),
        "penalty_href": reverse("summary_penalty") if "officer" in reader.roles else "", "clue_href": reverse("begin", args=("penalty.clue", "register")),
    }  # fmt: skip
    return render(request, "fadu/can_act.html", context)


@staff
def team(request: HttpRequest) -> HttpResponse:
    """The head's page: on-the-spot decisions to report, and what lapses in sixty days."""
    reader = reader_of(request)
    if not expiry.may_watch(reader):
        raise Http404("执法队页面由执法队负责人、司法所和镇领导查看")
    waiting = to_file(reader)
    context = {
        "page_title": "执法队", "waiting": [_entry(m, reader) for m in waiting], "may_file": "enforcement_head" in reader.roles,
        "file_href": reverse("file_penalties"), "lapsing": [_lapsing(one, reader) for one in expiry.lapsing(reader)], "days": expiry.days_ahead(reader), "devices": _devices(reader), "training": _training(reader), "reviewing": _reviewing(reader),
        "cash_href": reverse("cash_day") if cash.may_count(reader) else "", "versions_href": reverse("item_versions"), "can_act_href": reverse("can_act"),
    }  # fmt: skip
    return render(request, "fadu/team.html", context)


def _entry(matter: Matter, reader: Reader) -> dict[str, Any]:
    return {
        "title": matter.title, "number": matter.number, "href": reverse("matter", args=(matter.pk,)),
        "clock": row_clock(matter.due_on, reader.on, rulebook().calendar),
    }  # fmt: skip


def _lapsing(one: expiry.Lapsing, reader: Reader) -> dict[str, Any]:
    href = reverse("step", args=(one.matter, one.step)) if one.matter else ""
    left = (one.last_on - reader.on).days
    state = (row_clock(one.last_on, reader.on, rulebook().calendar) or {}).get("state", "")
    return {"kind": one.kind, "name": one.name, "last_on": one.last_on, "left": f"还有{left}日" if left >= 0 else "已过期", "state": state,
            "stops": one.stops, "href": href}  # fmt: skip


def _training(reader: Reader) -> dict[str, Any]:
    """Who is short of the hours that a year asks, and where more are entered."""
    asked = training.asked(reader)
    behind = [
        {"name": b.name, "hours": b.hours, "href": reverse("step", args=(b.matter, "train")) if b.matter else ""}
        for b in training.behind(reader)
    ]
    return {"asked": asked.value, "citation": asked.citation, "behind": behind}


def _reviewing(reader: Reader) -> dict[str, Any]:
    """How many legal reviewers there are for the enforcement posts, and the fewest that the rule asks."""
    found = review_staff(reader)
    return {"reviewers": found.reviewers, "posts": found.posts, "share": found.share.text, "needed": found.needed, "short": found.reviewers < found.needed,
            "least": found.least_percent, "citation": found.least.citation}  # fmt: skip


def _devices(reader: Reader) -> dict[str, Any]:
    """Which devices in use are faulty, and whose were not checked today."""
    every = issued(reader)
    people = names(reader.org, [d.holder for d in every])
    faulty = [
        {
            "title": f"{d.kind}{d.serial}",
            "fault": d.fault,
            "who": people.get(d.holder, d.holder),
            "href": reverse("step", args=(d.matter, "repair")),
        }
        for d in every
        if d.fault
    ]
    idle = Counter(people.get(d.holder, d.holder) for d in every if not d.checked)
    return {
        "total": len(every),
        "faulty": faulty,
        "unchecked": [{"who": who, "count": n} for who, n in sorted(idle.items())],
        "left": sum(idle.values()),
    }


@staff
@require_POST
def file_penalties(request: HttpRequest) -> HttpResponse:
    """Report all of them at once; each is an act of its own, and one that is refused says why."""
    reader = reader_of(request)
    if "enforcement_head" not in reader.roles:
        raise Http404("报备由执法队负责人办理")
    results = file_all(reader)
    refused = [r for r in results if isinstance(r, Refused)]
    done = len(results) - len(refused)
    messages.success(request, f"已报备{done}件") if done else None
    for one in refused:
        messages.error(request, "；".join(str(r) for r in one.refusals))
    return redirect("team")


@staff
def cash_day(request: HttpRequest) -> HttpResponse:
    """What was collected in cash against receipts against the bank; who must hand in today."""
    reader = reader_of(request)
    if not cash.may_count(reader):
        raise Http404("缴款日页面由罚没收缴岗和执法队负责人查看")
    held, office = cash.held(reader), cash.in_office(reader)
    banked = cash.banked(reader, date(reader.on.year, 1, 1), reader.on)
    context = {
        "page_title": "缴款日",
        "groups": [
            _cash("执法人员手中，待交机关", "自收缴之日起二日内交至机关", held, reader),
            _cash("机关已收，待缴库", "二日内缴付银行", office, reader),
            _cash("今年已缴库", f"列出最近{cash.RECENT}笔" if len(banked) > cash.RECENT else "", banked, reader, done=True),
        ],
        "missing": [_line(c, reader) for c in cash.without_receipt([*held, *office, *banked])],
        "sums": {"collected": yuan(cash.total_fen([*held, *office, *banked])), "held": yuan(cash.total_fen(held)),
                 "office": yuan(cash.total_fen(office)), "banked": yuan(cash.total_fen(banked))},
        "register_href": reverse("register", args=("receipts",)),
    }  # fmt: skip
    return render(request, "fadu/cash_day.html", context)


#: What is done next with money collected on the spot, by where it is.
_ONWARDS = {"collected": "hand_in", "handed_in": "bank"}


def _cash(title: str, about: str, found: Sequence[cash.Collected], reader: Reader, *, done: bool = False) -> dict[str, Any]:
    shown = found[: cash.RECENT] if done else found
    return {
        "title": title,
        "about": about,
        "total": len(found),
        "sum": yuan(cash.total_fen(found)),
        "done": done,
        "lines": [_line(c, reader) for c in shown],
    }


def _line(c: cash.Collected, reader: Reader) -> dict[str, Any]:
    step = _next_for(c, reader)
    return {
        "number": c.matter.number, "href": reverse("matter", args=(c.matter.pk,)), "officer": c.officer, "receipt_no": c.receipt_no,
        "amount": yuan(c.amount_fen), "on": c.banked_on or c.collected_on, "clock": row_clock(c.due_on, reader.on, rulebook().calendar) if c.due_on else None,
        "act_href": reverse("step", args=(c.matter.pk, step.id)) if step else "", "act": step.label if step else "",
    }  # fmt: skip


def _next_for(c: cash.Collected, reader: Reader) -> Step | None:
    """交机关 or 缴库, whichever comes next, when it is this reader's to do."""
    procedure, wanted = catalogue().procedure(c.matter.procedure, c.matter.version), _ONWARDS.get(c.matter.state, "")
    step = procedure.step(wanted)
    return step if step and reader.roles & set(step.roles) else None


@staff
def versions(request: HttpRequest) -> HttpResponse:
    """The last list beside this one, with the open cases each change touches."""
    reader = reader_of(request)
    if not item_versions.may_compare(reader):
        raise Http404("清单比对由司法所和执法队负责人查看")
    turns = item_versions.turns(reader)
    chosen = _chosen(request.GET.get("on", ""), turns)
    context = {
        "page_title": "清单比对",
        "views": [{"label": day, "href": f"{reverse('item_versions')}?on={day.isoformat()}", "current": day == chosen} for day in turns],
        "compared": _compared(item_versions.compared(reader, chosen)) if chosen else None,
    }  # fmt: skip
    return render(request, "fadu/item_versions.html", context)


def _chosen(asked: str, turns: Sequence[date]) -> date | None:
    return next((day for day in turns if day.isoformat() == asked), turns[0] if turns else None)


def _compared(found: Compared) -> dict[str, Any]:
    changes = [
        {"how": c.how, "code": c.code, "name": c.name, "columns": "、".join(c.columns), "transition": c.transition,
         "cases": [{"title": m.title, "href": reverse("matter", args=(m.pk,))} for m in c.cases]}
        for c in found.changes
    ]  # fmt: skip
    return {"on": found.on, "before": found.before, "after": found.after, "changes": changes}
