"""Signing in: a password checked against lock-out, every failure counted, nothing said about which part was wrong."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password

from fadu.service import clock, throttle
from fadu.service.second_factor import accepted
from fadu.store.models import AccessRecord, Account, Town
from fadu.store.seal import sealed
from fadu.store.write_gate import transaction

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
log = logging.getLogger("fadu.sign_in")


@dataclass(frozen=True, slots=True)
class SignedIn:
    account: Account


@dataclass(frozen=True, slots=True)
class NotSignedIn:
    """Why not. ``wait_s``: this address has to wait so many seconds before anybody can sign in from it."""

    message: str
    wait_s: int = 0


_WRONG = NotSignedIn("登录名或密码不对，请重新输入；忘记密码的请系统管理员重设")
_CHANGED = NotSignedIn(
    "这个账号在本系统以外被改动过，不能登录；请系统管理员当面核实后重设密码，并告诉安全审计员。没有人能登录的，在服务器上运行 fadu keeper-password"
)

_NO_CODE = NotSignedIn("这个账号开启了动态口令；密码之外，还要输入手机应用里的六位数字")
_WRONG_CODE = NotSignedIn("动态口令不对或者已用过；请输入手机应用里现在的六位数字")


def sign_in(login: str, password: str, address: str = "", code: str = "") -> SignedIn | NotSignedIn:
    """The account, or one sentence that says what to do next. ``code`` is asked of those who turned the second proof on."""
    if wait := throttle.wait_s(throttle.SIGN_IN, address):
        return NotSignedIn("这个地址输错的次数太多", wait)
    account = Account.objects.filter(login=login.replace("\x00", "").strip(), is_active=True).first()
    if account is None:
        Account().set_password(password)  # the same work as a real check, so that time tells nothing
        throttle.count(throttle.SIGN_IN, address)
        log.info("sign-in refused from %s: no such login", address)
        return _WRONG
    if account.locked_until_at and account.locked_until_at > clock.now():
        return _locked(account.locked_until_at)
    whole = sealed(account)  # before the password is judged: judging may store it anew, and seal it
    if not (account.check_password(password) if whole else check_password(password, account.password)):
        return _failed(account, address)
    if not whole:
        log.warning("sign-in refused from %s: the account %s was changed from outside", address, account.login)
        return _failed(account, address, _CHANGED)
    if account.second_factor and not accepted(account, code):
        return _failed(account, address, _WRONG_CODE if code.strip() else _NO_CODE)
    with transaction():
        Account.objects.filter(pk=account.pk).update(failed_attempts=0, locked_until_at=None)
        AccessRecord.objects.create(org=account.org, account=account, act="sign_in", address=address, at=clock.now())
    return SignedIn(account)


def demo_people() -> list[Account]:
    """People one may be without a password: only in a town that says it is a demonstration."""
    demo = [t.org for t in Town.objects.all() if t.settings.get("demo")]
    return list(Account.objects.filter(org__in=demo, is_active=True, preferences__demo__isnull=False).order_by("id"))


def _failed(account: Account, address: str, said: NotSignedIn = _WRONG) -> NotSignedIn:
    """One failure more, counted under lock: many guesses at once are as many failures."""
    throttle.count(throttle.SIGN_IN, address)
    with transaction():
        failures = Account.objects.select_for_update().values_list("failed_attempts", flat=True).get(pk=account.pk) + 1
        locked = clock.now() + LOCKED_FOR if failures >= MOST_FAILURES else None
        Account.objects.filter(pk=account.pk).update(failed_attempts=0 if locked else failures, locked_until_at=locked)
        AccessRecord.objects.create(org=account.org, account=account, act="sign_in_failed", address=address, at=clock.now())
    return _locked(locked) if locked else said


def _locked(until: datetime) -> NotSignedIn:
    return NotSignedIn(
        f"连续{MOST_FAILURES}次输错，账号锁定到{until.astimezone(clock.CHINA):%H:%M}；到时再登录，急用的请系统管理员解除锁定"
    )
