"""人员: accounts opened and posts given from a pasted list, a post given and ended, and what somebody who left has on the desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.field import Field, Kind, Problem
from fadu.kernel.finding import Refusal
from fadu.kernel.procedure import Step
from fadu.packs import catalogue
from fadu.packs.common.post import LABELS, OFFICE_HELD
from fadu.service import clock
from fadu.service.accounts import SECURITY, SYSTEM, Kept, listed, one
from fadu.service.first_steps import without_a_post
from fadu.service.handing_over import STEP, hands_over, left_behind
from fadu.service.places import village_name, villages
from fadu.service.posts import Appointment, appoint, end
from fadu.service.scope import Reader
from fadu.service.staffing import NewPerson, NewPost, appoint_all, open_all, people, posts
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.command_key import next_key, sent_key
from fadu.web.form import Choice, Posted, controls, read
from fadu.web.views.report_acts import act_form
from fadu.web.views.system import keeper_only

_PEOPLE = Field(
    name="people",
    label="名单",
    kind=Kind.NOTE,
    example="李飞 lifei",
    help="一行一人：姓名和登录名。可以从表格里复制两列粘贴；只建一个人的，写一行",
)
_LIST = Field(
    name="list",
    label="名单",
    kind=Kind.NOTE,
    example="李飞 执法人员",
    help="一行一个岗位：姓名（同名的写登录名）和岗位，村（社区）岗位再写村名。可以从表格里复制粘贴；一人多岗的写几行",
)


@staff
@never_cache
@require_http_methods(["GET", "POST"])
def accounts_new(request: HttpRequest) -> HttpResponse:
    """A pasted list; then what it would make, line by line; then the passwords, this once."""
    keeper_only(request, SYSTEM)
    text = request.POST.get("people", "")
    new = people(text)
    if request.method == "POST" and new and request.POST.get("_go") and not any(p.wrong for p in new):
        made = open_all(request.user, new, clock.now())  # type: ignore[arg-type]
        return _list_page(
            request, "新建账号", _PEOPLE, text, made=[{"name": p.name, "login": p.login, "password": made[p.login]} for p in new]
        )
    rows = [_person_row(p) for p in new] if request.method == "POST" and not request.POST.get("_edit") else []
    empty = (
        (Refusal("people", "名单是空的", "一行写一个人，如 李飞 lifei", field="people"),) if request.method == "POST" and not new else ()
    )
    return _list_page(
        request,
        "新建账号",
        _PEOPLE,
        text,
        rows=rows,
        head=("姓名", "登录名"),
        refusals=empty,
        act="建立账号",
        brings="每人得到一个只用一次的密码，只显示一次。还没有岗位，不能办事，由安全管理员登记。",
    )


@staff
@require_http_methods(["GET", "POST"])
def posts_new(request: HttpRequest) -> HttpResponse:
    """Posts for a whole list, since one day, on one ground."""
    reader = keeper_only(request, SECURITY)
    text, since, ground = (
        request.POST.get("list", "") if request.method == "POST" else _waiting(reader),
        _day(request, "post_since"),
        request.POST.get("appointed_by", "").strip(),
    )
    new = posts(reader.org, text)
    refusals = _missing(new, since, ground) if request.method == "POST" else ()
    rows: list[NewPost] = []
    if request.method == "POST" and since and not refusals and not request.POST.get("_edit"):
        go, key = bool(request.POST.get("_go")), sent_key(request.POST)
        rows = appoint_all(reader.org, reader.actor, new, since=since, ground=ground, at=clock.now(), key=key, commit=go)
        if go and not any(r.wrong for r in rows):
            messages.success(request, f"已登记{len(rows)}个岗位", extra_tags="done")
            return redirect("accounts")
    more = [f for n in ("post_since", "appointed_by") if (f := OFFICE_HELD.field(n))]
    given = {"post_since": since.isoformat() if since else reader.on.isoformat(), "appointed_by": ground}
    return _list_page(
        request, "登记岗位", _LIST, text, rows=[_post_row(r) for r in rows], head=("姓名", "岗位", "村（社区）"), refusals=refusals, act="登记任职",
        brings=OFFICE_HELD.steps[0].consequence, more=controls(more, given, required=[f.name for f in more], refusals=refusals), names=list(LABELS),
    )  # fmt: skip


def _waiting(reader: Reader) -> str:
    """Who has an account and no post, one a line, for their posts to be written beside; those of one name by their login."""
    found = without_a_post(reader)
    named = Counter(a.name for a in found)
    return "".join(f"{a.name if named[a.name] == 1 else a.login} \n" for a in found)


@staff
@require_http_methods(["GET", "POST"])
def post_new(request: HttpRequest, account_id: int) -> HttpResponse:
    """One post for one person."""
    reader, kept = keeper_only(request, SECURITY), _kept(request, account_id)
    step, home = _step("grant"), reverse("account", args=(account_id,))
    fields = [f for n in ("post", "village", "office", "post_since", "post_until", "appointed_by") if (f := OFFICE_HELD.field(n))]
    typed: dict[str, object] = (
        read(fields, cast(Posted, request.POST)) if request.method == "POST" else {"post_since": reader.on.isoformat()}
    )
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        result = _granted(request, kept, fields, typed)
        if not isinstance(result, tuple):
            messages.success(request, f"已登记，回执{result[:8]}", extra_tags="done")
            return redirect(home)
        refusals = result
    offers = {"village": [Choice(v.code, v.name) for v in villages(reader.org)]}
    form = controls(fields, typed, required=step.fields, refusals=refusals, offers=offers)
    return act_form(
        request,
        step,
        request.path,
        home,
        refusals,
        form=form,
        says=f"登记给{kept.account.name}（{kept.account.login}）。{step.consequence}",
        status=422 if refusals else 200,
    )


@staff
@require_http_methods(["GET", "POST"])
def post_end(request: HttpRequest, matter_id: str) -> HttpResponse:
    """End a post; back on the account one sees what waits in this person's name."""
    reader = keeper_only(request, SECURITY)
    row = Matter.objects.filter(org=reader.org, pk=matter_id, procedure=OFFICE_HELD.name, state="held").first()
    kept = next((k for k in listed(reader.org) if any(h.matter == str(matter_id) for h in k.posts)), None) if row else None
    if row is None or kept is None:
        raise Http404("没有这个在任的岗位")
    step, home = _step("end"), reverse("account", args=(kept.account.pk,))
    fields = [f for n in step.fields if (f := OFFICE_HELD.field(n))]
    typed: dict[str, object] = read(fields, cast(Posted, request.POST)) if request.method == "POST" else {"ended_on": reader.on.isoformat()}
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        values, refusals = _values(fields, typed, step)
        if not refusals:
            last_on = cast(date, values["ended_on"])
            result = end(reader.org, reader.actor, str(row.pk), last_on, str(values["end_reason"]), clock.now(), key=sent_key(request.POST))
            if not isinstance(result, Refused):
                messages.success(request, f"已终止“{row.title}”，回执{result.hash[:8]}", extra_tags="done")
                return redirect(home)
            refusals = result.refusals
    form = controls(fields, typed, required=step.fields, refusals=refusals)
    return act_form(request, step, request.path, home, refusals, row, form=form, status=422 if refusals else 200)


@staff
def handover(request: HttpRequest) -> HttpResponse:
    """Matters in the name of people who hold no post any more, each with the way to another handler."""
    reader = reader_of(request)
    if not hands_over(reader):
        raise Http404("这一页由可以移交事项的负责人和司法所查看")
    groups = [{"name": left.name, "rows": [_to_hand_over(m) for m in left.matters]} for left in left_behind(reader)]
    return render(request, "fadu/handover.html", {"page_title": "离岗移交", "groups": groups, "home_href": reverse("desk")})


def _to_hand_over(matter: Matter) -> dict[str, Any]:
    return {
        "title": matter.title, "number": matter.number, "kind": catalogue().procedure(matter.procedure, matter.version).label, "due_on": matter.due_on,
        "place": village_name(matter.org, matter.village) if matter.village else "", "href": reverse("matter", args=(matter.pk,)), "step_href": reverse("step", args=(matter.pk, STEP)),
    }  # fmt: skip


def _list_page(request: HttpRequest, title: str, field: Field, text: str, **more: Any) -> HttpResponse:
    rows, refusals = more.get("rows", []), more.pop("refusals", ())
    wrong = sum(bool(r["wrong"]) for r in rows)
    context = {
        "page_title": title, "form": controls([field], {field.name: text}, required=[field.name], refusals=refusals), "refusals": refusals, "field": field.name, "text": text, "wrong": wrong,
        "ready": bool(rows) and not wrong, "action": request.path, "key": next_key(request.POST, refusals), "back_href": reverse("accounts"), **more,
    }  # fmt: skip
    return render(request, "fadu/people_list.html", context, status=422 if refusals or wrong else 200)


def _person_row(p: NewPerson) -> dict[str, Any]:
    return {"line": p.line, "cells": [p.name, p.login], "wrong": [p.wrong] if p.wrong else []}


def _post_row(p: NewPost) -> dict[str, Any]:
    return {"line": p.line, "cells": [p.name, catalogue().role_label(p.role) if p.role else "", p.village_name], "wrong": p.wrong}


def _missing(new: Sequence[NewPost], since: date | None, ground: str) -> tuple[Refusal, ...]:
    found = [
        None if new else Refusal("list", "名单是空的", "一行写一个岗位，如 李飞 执法人员", field="list"),
        None if since else Refusal("post_since", "没有填写任职自哪天", "按 2025-03-06 的样子填写", field="post_since"),
        None if ground else Refusal("appointed_by", "没有填写任职依据", "写任命文号、会议纪要或者分工通知", field="appointed_by"),
    ]  # fmt: skip
    return tuple(f for f in found if f)


def _granted(request: HttpRequest, kept: Kept, fields: Sequence[Field], typed: dict[str, object]) -> str | tuple[Refusal, ...]:
    """The hash of the entry, or why there is none."""
    reader = reader_of(request)
    values, refusals = _values(fields, typed, _step("grant"))
    if refusals:
        return refusals
    wanted = Appointment(
        person=kept.account.person_id, name=kept.account.name, role=LABELS[str(values["post"])], since=cast(date, values["post_since"]), until=cast(date, values.get("post_until") or date.max),
        village=str(values.get("village") or ""), office=str(values.get("office") or ""), ground=str(values["appointed_by"]),
    )  # fmt: skip
    result = appoint(reader.org, reader.actor, wanted, clock.now(), key=sent_key(request.POST))
    return result.refusals if isinstance(result, Refused) else result.hash


def _values(fields: Sequence[Field], typed: dict[str, object], step: Step) -> tuple[dict[str, object], tuple[Refusal, ...]]:
    values: dict[str, object] = {}
    wrong: list[Refusal] = []
    for asked in fields:
        value = asked.parse(typed.get(asked.name))
        if isinstance(value, Problem):
            wrong.append(Refusal("value", value.message, value.remedy, field=asked.name))
        elif value is None and asked.name in step.fields:
            wrong.append(Refusal("missing", f"没有填写“{asked.label}”", "填写后再办", field=asked.name))
        elif value is not None:
            values[asked.name] = value
    return values, tuple(wrong)


def _day(request: HttpRequest, name: str) -> date | None:
    field = OFFICE_HELD.field(name)
    parsed = field.parse(request.POST.get(name, "")) if field else None
    return parsed if isinstance(parsed, date) else None


def _step(id: str) -> Step:
    return next(s for s in OFFICE_HELD.steps if s.id == id)


def _kept(request: HttpRequest, account_id: int) -> Kept:
    kept = one(reader_of(request).org, account_id)
    if kept is None:
        raise Http404("没有这个账号")
    return kept
