"""A second proof at sign-in, for those who turn it on: six digits that an authenticator app shows for half a minute (RFC 6238).

A code is good for its own half minute and its neighbours, and only once. Whoever loses the device asks the
administrator; nothing here mails or sends anything.
"""

from __future__ import annotations

import base64
import hmac
import os
import re
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

from fadu.kernel.finding import Refusal
from fadu.service import clock
from fadu.store.models import AccessRecord, Account
from fadu.store.write_gate import transaction

SECRET_BYTES = 20
STEP_S = 30
DIGITS = 6
NEIGHBOURS = 1
ISSUER = "法度"
_CODE = re.compile(rf"[0-9]{{{DIGITS}}}", re.ASCII)
_WRONG = Refusal("code", "动态口令不对", "等应用里换出下一组数字再输；手机时间不准的先校准", field="code")


def new_secret() -> str:
    """A secret for an authenticator app, in the letters that can be typed by hand."""
    return base64.b32encode(os.urandom(SECRET_BYTES)).decode()


def code_of(secret: str, period: int) -> str:
    """The six digits of a half minute, counted from 1970; SHA-1 is what authenticator apps speak (RFC 6238)."""
    return HOTP(base64.b32decode(secret), DIGITS, SHA1()).generate(period).decode()  # noqa: S303


def address(account: Any, secret: str) -> str:
    """What the app reads from the QR code."""
    return f"otpauth://totp/{quote(ISSUER)}:{quote(account.login)}?{urlencode({'secret': secret, 'issuer': ISSUER})}"


def accepted(account: Any, typed: str) -> bool:
    """Whether these digits are the account's now. They are used up by it; many at once have one success."""
    with transaction():
        row = Account.objects.select_for_update().get(pk=account.pk)
        period = _period(row.second_factor, typed, clock.now())
        if period <= row.second_factor_used:
            return False
        Account.objects.filter(pk=row.pk).update(second_factor_used=period)
    return True


def turn_on(account: Any, secret: str, typed: str) -> Refusal | None:
    """Ask for it from now on, once the app has shown that it holds the secret."""
    period = _period(secret, typed, clock.now())
    if not period:
        return _WRONG
    _set(account, secret, period, "second_factor_on")
    return None


def turn_off(account: Any, password: str) -> Refusal | None:
    """Ask for it no longer; the password is asked, since a device left open should not be enough."""
    if not account.check_password(password):
        return Refusal("password", "密码不对", "重新输入；忘记的请系统管理员重设", field="password")
    _set(account, "", 0, "second_factor_off")
    return None


def _period(secret: str, typed: str, now: datetime) -> int:
    """The half minute whose code this is, of those that are good now; 0 when of none."""
    given = re.sub(r"\s", "", typed)
    if not secret or not _CODE.fullmatch(given):
        return 0
    current = int(now.timestamp()) // STEP_S
    good = range(current - NEIGHBOURS, current + NEIGHBOURS + 1)
    return next((p for p in good if hmac.compare_digest(code_of(secret, p), given)), 0)


def _set(account: Any, secret: str, used: int, act: str) -> None:
    with transaction():
        Account.objects.change(account.pk, second_factor=secret, second_factor_used=used)
        AccessRecord.objects.create(org=account.org, account=account, act=act, at=clock.now())
