"""What everybody did with personal data and accounts, for the auditor: who read, printed, exported, signed in, was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from fadu.packs import catalogue
from fadu.service.accounts import DEEDS
from fadu.service.clock import CHINA
from fadu.store.models import AccessRecord, Matter

PAGE = 50
ACTS: Mapping[str, str] = {
    "read": "查看", "print": "打印", "export": "导出", "search": "检索", "refused": "办理被挡下", "sign_in": "登录", "sign_in_failed": "登录失败",
    "password": "改密码", "second_factor_on": "开启动态口令", "second_factor_off": "关闭动态口令", "access_log": "查看记录", "open_account": "新建账号", "let_in_again": "在服务器上重设三员密码", **{d.id: d.label for d in DEEDS},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A person's name or login, an act, the first and the last day, the page (from 1)."""

    who: str = ""
    act: str = ""
    first: date | None = None
    last: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A page of records, newest first, with the exact number of all."""

    rows: Sequence[AccessRecord]
    total: int
    number: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PAGE))


def found(org: str, asked: Asked) -> Found:
    """The records of the town that were asked for."""
    rows = AccessRecord.objects.filter(org=org).select_related("account").order_by("-at", "-id")
    if asked.who:
        rows = rows.filter(account__login=asked.who) | rows.filter(account__name=asked.who)
    if asked.act in ACTS:
        rows = rows.filter(act=asked.act)
    if asked.first:
        rows = rows.filter(at__gte=datetime.combine(asked.first, time(), CHINA))
    if asked.last:
        rows = rows.filter(at__lt=datetime.combine(asked.last + timedelta(days=1), time(), CHINA))
    first = (asked.page - 1) * PAGE
    return Found(list(rows[first : first + PAGE]), rows.count(), asked.page)


def in_words(rows: Sequence[AccessRecord]) -> dict[int, str]:
    """Id of a record → what it was about as a person says it: a refused act by its procedure and its name."""
    refused = [r for r in rows if r.act == "refused"]
    of = {
        str(id): name for id, name in Matter.objects.filter(pk__in=[r.matter for r in refused if r.matter]).values_list("id", "procedure")
    }
    return {r.pk: r.target for r in rows} | {r.pk: _act(r.target, of) for r in refused}


def _act(target: str, of: Mapping[str, str]) -> str:
    """``procedure.step`` or ``matter.step`` in words; as it is when nobody knows it."""
    where, _, id = target.rpartition(".")
    known = next((p for p in catalogue().procedures if p.name == of.get(where, where)), None)
    step = known.step(id) if known else None
    return f"{known.label}：{step.label}" if known and step else target
