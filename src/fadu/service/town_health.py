"""What a town still lacks to be relied on, for ``fadu doctor``: its details, keepers, villages, guard file, accounts, backup. It changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from fadu.kernel.field import chinese_day
from fadu.kernel.finding import Severity
from fadu.packs import catalogue
from fadu.packs.common.roles import KEEPERS
from fadu.packs.common.town import OWN, REMEDIES
from fadu.paper.doctor import Check
from fadu.service import clock
from fadu.service.backup import last_made
from fadu.service.people import holding
from fadu.service.places import villages
from fadu.store.models import Account, Checkpoint, RegisterRow, Town
from fadu.store.publisher import guard_folder
from fadu.store.seal import has_key, sealed

#: How old the last backup may be.
BACKUP_WITHIN = timedelta(weeks=1)
_SETTINGS = "由党政办在“设置 → 本镇信息”里登记"
_LET_IN = "在服务器上运行 fadu keeper-password 登录名 --reason 事由"


def checks() -> Iterator[Check]:
    """Every fact about every town, then about what all towns share."""
    towns = list(Town.objects.order_by("org"))
    if not towns:
        yield Check("town", "本镇", "还没有设置", Severity.NOTE, "运行 fadu serve，照窗口里印出的地址和口令设置；或者运行 fadu init 文件")
        return
    for town in towns:
        yield from _of(town)
    yield from _accounts()
    yield _backup(last_made(), clock.now())


def _of(town: Town) -> Iterator[Check]:
    yield _named(town)
    if not town.base_address:
        yield Check("address", "对外网址", "没有登记，文书的二维码打不开核验页", Severity.NOTE, f"有网址后{_SETTINGS}")
    yield _remedies(town)
    yield _villages(town)
    yield _keepers(town)
    yield _guard(town)


def _named(town: Town) -> Check:
    if not town.short_name:
        return Check("town", "本镇", f"{town.org}没有登记名称和文号里的简称，不能编文号", Severity.STOP, _SETTINGS)
    return Check("town", "本镇", f"{town.name}，文号里的简称“{town.short_name}”")


def _remedies(town: Town) -> Check:
    today, label = clock.today(), "复议机关和法院"
    rows = RegisterRow.objects.filter(org=town.org, register=REMEDIES, values__side=OWN, since__lte=today, until__gte=today)
    own = next((r.values for r in rows if r.values.get("name_of_organ") == town.told.get("organ")), None)
    if own is None or not (own.get("reconsideration") and own.get("court")):
        remedy = "由党政办或者司法所在台账“复议机关与管辖法院”里登记"
        return Check("remedies", label, "本镇的没有登记，处罚决定书写不出救济途径", Severity.WARN, remedy)
    return Check("remedies", label, f"{own['reconsideration']}、{own['court']}")


def _villages(town: Town) -> Check:
    found = len(villages(town.org))
    if found:
        return Check("villages", "村（社区）", f"{found}个")
    return Check("villages", "村（社区）", "一个也没有", Severity.WARN, "由党政办在“村（社区）变更”里增加")


def _keepers(town: Town) -> Check:
    """Each of the three posts is held today by somebody whose account is in use."""
    gone = [catalogue().role_label(r) for r in sorted(KEEPERS) if not holding(town.org, (r,), clock.today())]
    if not gone:
        return Check("keepers", "三员", "都有人在任")
    remedy = f"由系统管理员恢复账号、安全管理员登记岗位；两者都缺的，{_LET_IN}"
    return Check("keepers", "三员", f"没有在任的{'、'.join(gone)}", Severity.WARN, remedy)


def _guard(town: Town) -> Check:
    """The file that remembers what was signed: that it is there, and not ahead of the database."""
    head = Checkpoint.objects.filter(org=town.org).order_by("-size").values_list("size", flat=True).first() or 0
    path = guard_folder() / f"guard-{town.org}.json"
    seen = _seen(path)
    if seen is None:
        if not head:
            return Check("guard", "护签文件", "还没有签过名")
        remedy = "从备份恢复该文件；没有的，由两人在场运行 fadu guard-reinstate"
        return Check("guard", "护签文件", f"{path} 不在或者已损坏，不能再签名", Severity.STOP, remedy)
    if seen > head:
        return Check(
            "guard",
            "护签文件",
            f"记得已签到第{seen}条，数据库只签到第{head}条",
            Severity.STOP,
            "数据库是旧的：恢复更新的备份，不要动护签文件",
        )
    return Check("guard", "护签文件", f"已签到第{seen}条")


def _seen(path: Path) -> int | None:
    """The size last signed, as the file tells it; whether it is genuine, ``fadu verify`` says."""
    try:
        return int(json.loads(path.read_bytes())["note"].split("\n")[1])
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None


def _accounts() -> Iterator[Check]:
    if not has_key():
        yield Check(
            "seals",
            "账号封印",
            "封印的密钥不在或者已损坏，谁也不能登录",
            Severity.STOP,
            f"把备份的密钥放回 {settings.KEYS_ROOT}；没有的，{_LET_IN}",
        )
        return
    broken = [a.login for a in Account.objects.order_by("id") if not sealed(a)]
    if broken:
        said = f"{'、'.join(broken[:5])}等{len(broken)}个账号在本系统以外被改动过，不能登录"
        yield Check("seals", "账号封印", said, Severity.STOP, "核实本人后由系统管理员重设密码，并运行 fadu verify")
    else:
        yield Check("seals", "账号封印", f"{Account.objects.count()}个账号完好")


def _backup(last: datetime | None, now: datetime) -> Check:
    remedy = "运行 fadu backup 文件，把两个文件分开放到别的机器上"
    if last is None:
        return Check("backup", "备份", "没有在这个数据目录上备份过", Severity.WARN, remedy)
    old = now - last > BACKUP_WITHIN
    return Check("backup", "备份", f"最近一次是{chinese_day(clock.day_of(last))}", Severity.WARN if old else None, remedy if old else "")
