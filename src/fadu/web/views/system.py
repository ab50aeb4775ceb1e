"""系统: accounts for those who keep the system, and for the auditor what everybody did. Two pages and one of an account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fadu.kernel.field import Field, Kind
from fadu.kernel.finding import Refusal
from fadu.packs import catalogue
from fadu.service import access_log
from fadu.service.access_log import ACTS, PAGE, Asked, Found, in_words
from fadu.service.accounts import AUDIT, DEEDS, KEEPERS, SECURITY, SYSTEM, Kept, deeds, do, keeper_of, listed, one
from fadu.service.handing_over import count_of
from fadu.service.people import Held
from fadu.service.places import village_name
from fadu.service.readings import remember
from fadu.service.scope import Reader
from fadu.service.staffing import OPENED
from fadu.store.models import AccessRecord
from fadu.web.access import reader_of, staff
from fadu.web.asked import page_number

_DAY = Field(name="day", label="日期", kind=Kind.DATE)
#: What a keeper begins from the list of accounts.
BEGIN = {SYSTEM: ("新建账号", "accounts_new"), SECURITY: ("按名单登记岗位", "posts_new")}


def keeping(reader: Reader) -> list[dict[str, str]]:
    """What the settings page offers somebody who keeps the system."""
    keeper = keeper_of(reader)
    about = {
        SYSTEM: "新建、停用账号，解除锁定，重设密码",
        SECURITY: "登记和终止岗位，清除动态口令",
        AUDIT: "谁有账号、任什么岗位、由谁登记",
    }.get(keeper, "")
    accounts = {"label": "账号和岗位", "about": about, "href": reverse("accounts")}
    log = {"label": "查看记录", "about": "谁看过、打印过、导出过什么，谁登录、谁被挡下", "href": reverse("access_log")}
    return [accounts] if keeper in (SYSTEM, SECURITY) else [accounts, log] if keeper == AUDIT else []


def _begin(reader: Reader) -> dict[str, str] | None:
    found = BEGIN.get(keeper_of(reader))
    return {"label": found[0], "href": reverse(found[1])} if found else None


@staff
def accounts(request: HttpRequest) -> HttpResponse:
    reader = keeper_only(request, *KEEPERS)
    words = request.GET.get("q", "").strip()[:60]
    rows = [_row(k, reader.on) for k in listed(reader.org, words)]
    context = {"page_title": "账号和岗位", "rows": rows, "words": words, "action": request.path, "begin": _begin(reader)}
    return render(request, "fadu/accounts.html", context)


@staff
@never_cache
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    reader = keeper_only(request, *KEEPERS)
    kept = one(reader.org, account_id)
    if kept is None:
        raise Http404("没有这个账号")
    if request.method != "POST":
        return _account(request, reader, kept)
    result = do(reader, request.user, kept, request.POST.get("deed", ""), request.POST.get("reason", ""))  # type: ignore[arg-type]
    if isinstance(result, Refusal):
        return _account(request, reader, kept, refusal=result)
    if result.password:
        return _account(request, reader, one(reader.org, account_id) or kept, password=result.password)
    messages.success(request, f"已办理“{result.label}”", extra_tags="done")
    return redirect("account", account_id)


@staff
def log(request: HttpRequest) -> HttpResponse:
    reader = keeper_only(request, AUDIT)
    asked = Asked(
        who=request.GET.get("who", "").strip()[:60], act=request.GET.get("act", ""), first=_day(request, "first"), last=_day(request, "last"), page=max(1, page_number(request)),
    )  # fmt: skip
    found = access_log.found(reader.org, asked)
    remember(request.user, "access_log", "查看记录", once_a_day=True)
    context = {
        "page_title": "查看记录", "rows": _records(found.rows), "filters": _filters(asked), "action": request.path, "page": _pager(found),
    }  # fmt: skip
    return render(request, "fadu/access_log.html", context)


def keeper_only(request: HttpRequest, *wanted: str) -> Reader:
    """The reader, when they are one of these keepers. Raises Http404."""
    reader = reader_of(request)
    if keeper_of(reader) not in wanted:
        raise Http404("这一页由系统管理员、安全管理员或者安全审计员查看，三员不得由一人兼任")
    return reader


def _row(kept: Kept, on: date) -> dict[str, Any]:
    a = kept.account
    posts = "、".join(catalogue().role_label(h.post.role) for h in kept.posts if h.post.valid_on(on))
    tag = "停用" if not a.is_active else "锁定" if kept.locked else ""
    return {
        "name": a.name, "login": a.login, "posts": posts, "tag": tag, "sessions": kept.sessions, "signed_in_at": kept.signed_in_at,
        "second": bool(a.second_factor), "until": a.locked_until_at if kept.locked else None, "href": reverse("account", args=(a.pk,)),
    }  # fmt: skip


def _account(request: HttpRequest, reader: Reader, kept: Kept, *, refusal: Refusal | None = None, password: str = "") -> HttpResponse:
    records = AccessRecord.objects.filter(
        org=reader.org, act__in=[OPENED, *(d.id for d in DEEDS)], detail__about=kept.account.login
    ).select_related("account")
    context = {
        "page_title": kept.account.name, "account": _row(kept, reader.on), "deeds": deeds(reader, kept), "own": kept.account.person_id == reader.actor.id,
        "refusals": [refusal] if refusal else [], "reason": request.POST.get("reason", "") if refusal else "", "chosen": request.POST.get("deed", ""),
        "posts": [_post(h, reader) for h in kept.posts], "grant_href": reverse("post_new", args=(kept.account.pk,)) if keeper_of(reader) == SECURITY and kept.account.person_id != reader.actor.id else "",
        "waiting": count_of(reader.org, kept.account.person_id) if not any(h.post.valid_on(reader.on) for h in kept.posts) else 0,
        "password": password, "done": _records(records.order_by("-at")[:20]), "action": request.path, "back_href": reverse("accounts"),
    }  # fmt: skip
    return render(request, "fadu/account.html", context, status=422 if refusal else 200)


def _post(held: Held, reader: Reader) -> dict[str, Any]:
    """A post of an account: whose days are over says so; the security administrator may end one that is not, unless it is the own."""
    post, mine = held.post, held.person == reader.actor.id
    over = post.until < reader.on
    return {
        "label": catalogue().role_label(post.role), "place": village_name(reader.org, post.village) if post.village else held.office, "since": post.since,
        "until": post.until if post.until < date.max else None, "over": over, "href": reverse("matter", args=(held.matter,)) if held.matter else "",
        "end_href": reverse("post_end", args=(held.matter,)) if held.matter and keeper_of(reader) == SECURITY and not over and not mine else "",
    }  # fmt: skip


def _records(rows: Iterable[AccessRecord]) -> list[dict[str, Any]]:
    there = list(rows)
    words = in_words(there)
    return [_record(r, words[r.pk]) for r in there]


def _record(record: AccessRecord, target: str) -> dict[str, Any]:
    return {
        "at": record.at, "who": record.account.name if record.account else "", "act": ACTS.get(record.act, record.act), "target": target,
        "reason": str(record.detail.get("reason", "")), "address": record.address, "href": reverse("matter", args=(record.matter,)) if record.matter else "",
    }  # fmt: skip


def _filters(asked: Asked) -> list[dict[str, Any]]:
    acts = [{"value": "", "label": "全部行为"}, *({"value": k, "label": v} for k, v in ACTS.items())]
    return [
        {"before": "从", "name": "first", "label": "自哪天", "widget": "date", "value": asked.first.isoformat() if asked.first else ""},
        {"before": "到", "name": "last", "label": "至哪天", "widget": "date", "value": asked.last.isoformat() if asked.last else ""},
        {"before": "，", "name": "who", "label": "谁", "widget": "search", "value": asked.who, "placeholder": "姓名或登录名"},
        {"before": "的", "name": "act", "label": "行为", "widget": "select", "value": asked.act, "choices": acts},
    ]


def _pager(found: Found) -> dict[str, int]:
    return {
        "number": found.number,
        "count": found.count,
        "total": found.total,
        "first": (found.number - 1) * PAGE + 1,
        "last": min(found.number * PAGE, found.total),
    }


def _day(request: HttpRequest, name: str) -> date | None:
    parsed = _DAY.parse(request.GET.get(name, ""))
    return parsed if isinstance(parsed, date) else None
