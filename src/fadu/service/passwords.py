"""Changing one's password: the old one first, then the rules; every fault said at once, in Chinese."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from fadu.kernel.finding import Refusal
from fadu.service import clock
from fadu.store.models import AccessRecord
from fadu.store.write_gate import transaction

_SAID = {
    "password_too_short": ("新密码太短", "至少十个字符"),
    "password_too_similar": ("新密码与登录名或姓名太像", "换一个看不出是您的"),
    "password_too_common": ("新密码太常见，容易被猜到", "用几个不相干的词连起来"),
    "password_entirely_numeric": ("新密码全是数字", "加上字母或者汉字"),
}


def change(account: Any, old: str, new: str, again: str) -> tuple[Refusal, ...]:
    """Set the new password; nothing is changed when there is a refusal."""
    found: list[Refusal] = []
    if not account.check_password(old):
        found.append(Refusal("old", "原密码不对", "重新输入；忘记的请系统管理员重设", field="old"))
    if new != again:
        found.append(Refusal("again", "两次输入的新密码不一样", "重新输入一遍", field="again"))
    found += _weaknesses(account, new)
    if not found:
        _set(account, new)
    return tuple(found)


def _weaknesses(account: Any, new: str) -> list[Refusal]:
    try:
        validate_password(new, account)
    except ValidationError as error:
        return [Refusal("new", *_SAID.get(e.code or "", ("新密码不够安全", "换一个长一些的")), field="new") for e in error.error_list]
    return []


def _set(account: Any, new: str) -> None:
    account.set_password(new)
    account.must_change_password = False
    with transaction():
        account.save(update_fields=["password", "must_change_password"])
        AccessRecord.objects.create(org=account.org, account=account, act="password", at=clock.now())
