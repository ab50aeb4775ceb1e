"""Three keepers of the system, no two of them one person (三员): what each may do to an account, always with a reason and a record.

The system administrator unlocks, gives a password for one use and takes accounts out of use; the security administrator
clears a lost second proof; both end sessions; the auditor changes nothing and reads what everybody did.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Max, Q

from fadu.kernel.finding import Refusal
from fadu.service import clock
from fadu.service.people import Held, held
from fadu.service.scope import Reader
from fadu.store.models import AccessRecord, Account
from fadu.store.write_gate import transaction

SYSTEM, SECURITY, AUDIT = "system_admin", "security_admin", "auditor"
KEEPERS = frozenset({SYSTEM, SECURITY, AUDIT})
SHORTEST_REASON = 4
#: A password for one use: letters and digits that nobody mistakes for one another.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 14


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a keeper may do to an account: what it is called, who does it, what it brings."""

    id: str
    label: str
    keepers: frozenset[str]
    brings: str


DEEDS = (
    Deed("unlock", "解除锁定", frozenset({SYSTEM}), "马上可以再登录。"),
    Deed("one_time_password", "重设密码", frozenset({SYSTEM}), "得到一个只用一次的密码，当面交给本人；登录后须先改密码，其他设备退出。"),
    Deed("clear_second_factor", "清除动态口令", frozenset({SECURITY}), "登录不再要动态口令，其他设备退出；请本人尽快重新开启。"),
    Deed("end_sessions", "在所有设备上退出", frozenset({SYSTEM, SECURITY}), "没有提交的内容留在本人的设备上。"),
    Deed("disable", "停用账号", frozenset({SYSTEM}), "不能再登录，所有设备退出；记录不变。"),
    Deed("enable", "恢复使用", frozenset({SYSTEM}), "可以再登录；岗位另按任命登记。"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """An account as a keeper sees it. ``locked`` until when it is locked out today, ``sessions`` how many have not expired; every post it held."""

    account: Account
    sessions: int
    signed_in_at: object
    locked: bool
    posts: Sequence[Held] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """That it was done; ``password`` is shown this once and stored nowhere."""

    label: str
    password: str = ""


def one_time_password() -> str:
    """A password for one use, made anew."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def keeper_of(reader: Reader) -> str:
    """Which keeper this person is; empty for everybody else, and for somebody who holds two of the posts."""
    held = reader.roles & KEEPERS
    return next(iter(held)) if len(held) == 1 else ""


def listed(org: str, words: str = "") -> list[Kept]:
    """The town's accounts, by name; ``words`` in name or login."""
    accounts = Account.objects.filter(org=org).filter(Q(name__contains=words) | Q(login__contains=words))
    accounts = accounts.annotate(signed_in_at=Max("accessrecord__at", filter=Q(accessrecord__act="sign_in")))
    sessions, posts = _sessions(), _posts(org)
    return [_kept(a, sessions, posts.get(a.person_id, ())) for a in accounts.order_by("name", "id")]


def locked_out(org: str) -> list[Account]:
    """Whose account is locked now, soonest open again first."""
    return list(Account.objects.filter(org=org, is_active=True, locked_until_at__gt=clock.now()).order_by("locked_until_at", "id"))


def one(org: str, id: int) -> Kept | None:
    return next((k for k in listed(org) if k.account.pk == id), None)


def deeds(reader: Reader, kept: Kept) -> list[Deed]:
    """What this keeper may now do to this account; nobody does anything to the own one."""
    keeper = keeper_of(reader)
    if kept.account.person_id == reader.actor.id:
        return []
    pointless = {
        "unlock": not kept.locked and not kept.account.failed_attempts, "clear_second_factor": not kept.account.second_factor,
        "end_sessions": not kept.sessions, "disable": not kept.account.is_active, "enable": kept.account.is_active,
    }  # fmt: skip
    return [d for d in DEEDS if keeper in d.keepers and not pointless.get(d.id, False)]


def do(reader: Reader, by: Account, kept: Kept, deed_id: str, reason: str) -> Done | Refusal:
    """Do it and record it with its reason, or say why not."""
    deed = next((d for d in deeds(reader, kept) if d.id == deed_id), None)
    if deed is None:
        return Refusal("deed", "这一项不由您办理，或者已经办过", "刷新页面再看；自己的账号由另一人办理")
    if len(reason.strip()) < SHORTEST_REASON:
        return Refusal("reason", "没有写明事由", "写明谁提出、怎样核实了本人，例如：本人持工作证当面申请", field="reason")
    password = one_time_password() if deed.id == "one_time_password" else ""
    with transaction():
        _change(kept.account, deed, password)
        detail = {"about": kept.account.login, "reason": reason.strip()[:300]}
        AccessRecord.objects.create(
            org=by.org, account=by, act=deed.id, target=f"{kept.account.name}（{kept.account.login}）", detail=detail, at=clock.now()
        )
    return Done(deed.label, password)


def let_in_again(account: Account, reason: str) -> str:
    """At the machine itself, for a keeper whom no other keeper can help: everything that keeps them out is undone; the password for one use."""
    password = one_time_password()
    with transaction():
        for id in ("one_time_password", "clear_second_factor", "enable"):
            _change(account, next(d for d in DEEDS if d.id == id), password if id == "one_time_password" else "")
        AccessRecord.objects.create(
            org=account.org, account=None, act="let_in_again", target=f"{account.name}（{account.login}）",
            detail={"about": account.login, "reason": reason.strip()[:300]}, at=clock.now(),
        )  # fmt: skip
    return password


def is_keeper(account: Account, org: str) -> bool:
    """Whether the account's person holds one of the keepers' posts today."""
    return any(h.post.role in KEEPERS and h.post.valid_on(clock.today()) for h in _posts(org).get(account.person_id, ()))


def _change(account: Account, deed: Deed, password: str) -> None:
    if password:
        account.set_password(password)
        Account.objects.change(account.pk, password=account.password, must_change_password=True, failed_attempts=0, locked_until_at=None)
    changes: dict[str, dict[str, Any]] = {
        "unlock": {"failed_attempts": 0, "locked_until_at": None}, "clear_second_factor": {"second_factor": "", "second_factor_used": 0},
        "disable": {"is_active": False}, "enable": {"is_active": True},
    }  # fmt: skip
    if deed.id in changes:
        Account.objects.change(account.pk, **changes[deed.id])
    if deed.id not in ("unlock", "enable"):
        Session.objects.filter(pk__in=_sessions().get(str(account.pk), ())).delete()


def _posts(org: str) -> dict[str, list[Held]]:
    """Person id → posts, ended ones too."""
    found: dict[str, list[Held]] = {}
    for one in held(org):
        found.setdefault(one.person, []).append(one)
    return found


def _kept(account: Account, sessions: dict[str, Sequence[str]], posts: Sequence[Held]) -> Kept:
    until = account.locked_until_at
    return Kept(account, len(sessions.get(str(account.pk), ())), account.signed_in_at, until is not None and until > clock.now(), posts)  # type: ignore[attr-defined]


def _sessions() -> dict[str, Sequence[str]]:
    """Account id → keys of its sessions that have not expired."""
    found: dict[str, list[str]] = {}
    for session in Session.objects.filter(expire_date__gt=clock.now()):
        found.setdefault(str(session.get_decoded().get(SESSION_KEY, "")), []).append(session.pk)
    return dict(found)
