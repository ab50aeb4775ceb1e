"""``fadu rebuild``, ``guard-reinstate``, ``key-change``, ``keeper-password`` and ``database-grants``: what the keeper of an
installation does when something was lost or suspected, or before it opens.

Each says what it did and what comes next; none of them touches an entry.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from fadu.service.accounts import SHORTEST_REASON, is_keeper, let_in_again
from fadu.service.rebuild import CannotRebuild
from fadu.service.rebuild import rebuild as lay_out_again
from fadu.service.renewal import mark
from fadu.service.trouble import about
from fadu.service.verify import Verdict, examine
from fadu.store.fault import Fault
from fadu.store.grants import statements
from fadu.store.guard import GuardRefusal
from fadu.store.integrator import LogBroken
from fadu.store.key_change import change_key, finish
from fadu.store.keys import KeyTrouble
from fadu.store.models import Account, Town
from fadu.store.publisher import keys_folder, reinstate_guard
from fadu.store.succession import Succession, statement_path, successions


def rebuild(org: str = "") -> int:
    """Lay every row about matters out again from the entries, then verify: 0 sound, 1 something still does not fit, 2 nothing was done."""
    return _said(lambda: _rebuilt(_town(org)))


def guard(org: str = "") -> int:
    """Make a lost guard file anew from the last signed head, once everything on record has been verified."""
    return _said(lambda: _guarded(_town(org)))


def change(org: str = "") -> int:
    """Give the log a new signing key; the old one's last act is to name it."""
    return _said(lambda: _changed(_town(org)))


def password(login: str, reason: str) -> int:
    """Give a keeper who cannot get in a password for one use; whoever else there is asks the keepers on their page."""
    return _said(lambda: _let_in(login, reason))


def grants(role: str) -> int:
    """Print the SQL that gives the application's role on PostgreSQL what it needs and nothing more."""
    return _said(lambda: _granted(role))


class _Refused(Exception):
    """Why the command does nothing, in Chinese."""


def _town(org: str) -> Town:
    """The town meant: the named one, or the only one there is."""
    towns = list(Town.objects.filter(org=org) if org else Town.objects.order_by("org"))
    if not towns:
        raise _Refused(f"没有代码为“{org}”的乡镇" if org else "还没有数据；先运行 fadu demo，或用 fadu restore 恢复备份")
    if len(towns) > 1:
        raise _Refused("这里有几个乡镇，用 --org 指明：" + "、".join(f"{t.org}（{t.name}）" for t in towns))
    return towns[0]


def _rebuilt(town: Town) -> int:
    done = lay_out_again(town.org, _told)
    mark(town.org)
    print(f"{town.name}：已由{done}条记录重新生成事项、期限、文书、公示和台账。")
    return _verified(examine())


def _guarded(town: Town) -> int:
    verdict = examine()
    verdict.faults = [fault for fault in verdict.faults if not _lost(fault)]
    if _verified(verdict):
        raise _Refused("先查清上面这一处；没有重建护签文件")
    signed = reinstate_guard(town.org)
    print(
        f"{town.name}：已按最后签署的检查点（{signed.checkpoint.size}条，根 {signed.checkpoint.root.hex()[:16]}）重建护签文件，可以继续签名。"
    )
    print("请向见证人核对上次见证到第几条；见证人见过更多的，说明数据库是旧的，应停止签名，改用较新的备份。")
    return 0


def _changed(town: Town) -> int:
    stated = finish(town.org) or _verified_change(town)
    number = len(successions(keys_folder(), town.org))
    print(f"{town.name}：前{stated.size}条由旧密钥签名，此后由新密钥签名。新公钥：\n{stated.new}")
    print(f"更换声明：{statement_path(keys_folder(), town.org, number)}")
    print(
        "现在就做三件事：运行 fadu backup 备份新密钥；把声明交给见证人，下次见证时用 --succession 给出；公示栏换上新公钥，旧公钥和声明一并保留。"
    )
    print("旧密钥已从本机删去；它的备份也要销毁。")
    return 0


def _verified_change(town: Town) -> Succession:
    if _verified(examine()):
        raise _Refused("先查清上面这一处；没有更换密钥")
    return change_key(town.org)


def _lost(fault: Fault) -> bool:
    """Whether it is the guard file's own absence."""
    return fault.table == "guard" and not fault.field


def _let_in(login: str, reason: str) -> int:
    account = Account.objects.filter(login=login).first()
    if account is None:
        raise _Refused(f"没有登录名为“{login}”的账号")
    if not is_keeper(account, account.org):
        raise _Refused(f"{account.name}不是三员；请系统管理员在“设置 → 账号和岗位”里重设密码")
    if len(reason.strip()) < SHORTEST_REASON:
        raise _Refused("没有写明事由：用 --reason 写明谁提出、怎样核实了本人")
    print(f"{account.name}（{login}）只用一次的密码：{let_in_again(account, reason)}")
    print("当面交给本人，登录后须先改密码；动态口令已清除，其他设备已退出。这次办理记在“查看记录”里，安全审计员看得到。")
    return 0


def _granted(role: str) -> int:
    try:
        print("\n".join(f"{statement};" for statement in statements(role)))
    except ValueError as trouble:
        raise _Refused(str(trouble)) from trouble
    return 0


def _verified(verdict: Verdict) -> int:
    if verdict.sound:
        print(f"核验通过：{verdict.entries}条记录。")
        return 0
    print(f"核验发现{len(verdict.faults)}处不一致，第一处：{verdict.faults[0]}")
    return 1


def _told(entries: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r已处理{entries}条记录")
        sys.stderr.flush()


def _said(work: Callable[[], int]) -> int:
    """What the work answers; 2 with the reason when it cannot be done."""
    try:
        return work()
    except (_Refused, CannotRebuild, GuardRefusal, KeyTrouble, LogBroken) as trouble:
        print(trouble, file=sys.stderr)
    except OSError as trouble:
        print(about(trouble), file=sys.stderr)
    return 2
