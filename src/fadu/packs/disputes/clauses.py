"""Clauses that mediators put agreements together from. They name the parties and leave blanks; the mediator finishes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fadu.kernel.citation import chinese_number
from fadu.kernel.matter import Facts

_LAND, _HOMES, _MONEY, _FAMILY = (
    ("山林土地", "征地拆迁"),
    ("邻里", "宅基地房屋", "环境污染"),
    ("劳动报酬", "合同债务", "损害赔偿", "消费", "医疗", "道路交通事故", "生产经营"),
    ("婚姻家庭",),
)


#: The two sides; whoever applied or complained is mostly the first of them, and the other one performs.
PARTIES: Final = ("party_a", "party_b")
OWES: Final = "party_b"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause and the kinds of dispute it is offered for; none: all."""

    id: str
    label: str
    text: str
    kinds: tuple[str, ...] = ()


CLAUSES: Final = (
    Clause(
        "pay",
        "一次付清",
        "{履行方}于　　年　　月　　日前一次性支付{对方}人民币　　　　元（大写：　　　　　　）。",
        (*_MONEY, *_HOMES, *_LAND),
    ),
    Clause(
        "instalments",
        "分期支付",
        "{履行方}分　　期支付{对方}人民币共　　　　元：第一期于　　年　　月　　日前支付　　　　元，余款于　　年　　月　　日前付清。",
        _MONEY,
    ),
    Clause("acceleration", "逾期提前到期", "任何一期逾期未付的，{对方}可以要求{履行方}立即付清全部余款。", _MONEY),
    Clause(
        "boundary", "界址", "双方以　　　　　　为界，{履行方}于　　年　　月　　日前恢复原状，今后双方均不得移动界物。", (*_LAND, *_HOMES)
    ),
    Clause("repair", "修复或者排除妨碍", "{履行方}于　　年　　月　　日前修复（清除）　　　　　　，费用由　　　　承担。", (*_HOMES, *_LAND)),
    Clause("support", "赡养抚养", "　　　　每月　　日前支付　　　　生活费　　　　元，医疗费凭票据由　　　　平均分担。", _FAMILY),
    Clause("care", "照料探望", "　　　　由　　　　轮流照料，每次　　个月；其他家庭成员可以随时探望。", _FAMILY),
    Clause("apology", "赔礼道歉", "{履行方}当面向{对方}赔礼道歉，{对方}予以谅解。"),
    Clause("final", "一次了结", "本协议履行后，双方就本次纠纷再无其他争议，互不追究。"),
    Clause("copies", "份数", "本协议一式三份，双方当事人各执一份，人民调解委员会留存一份。"),
)


def offered(kind: str) -> tuple[Clause, ...]:
    """The clauses for this kind of dispute."""
    return tuple(c for c in CLAUSES if not c.kinds or kind in c.kinds)


def put_together(ids: Sequence[str], facts: Facts, owes: str = OWES) -> str:
    """The chosen clauses in their standing order, numbered, with the parties' names; ``owes`` is who pays, repairs, apologises."""
    chosen = [c for c in CLAUSES if c.id in ids]
    other = next(p for p in PARTIES if p != owes)
    parties = {"履行方": str(facts.get(owes, "履行的一方")), "对方": str(facts.get(other, "另一方"))}
    return "\n".join(f"{chinese_number(n)}、{c.text.format(**parties)}" for n, c in enumerate(chosen, 1))
