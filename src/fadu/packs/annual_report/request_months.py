"""The months of which a superior's table asks: a year, half of it, a quarter, or the year so far (1—9月). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from fadu.kernel.field import Field, Kind
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.packs.common.laws import TOWN_RULE

#: First and last month, 1 to 12.
Months: TypeAlias = tuple[int, int]
WHOLE_YEAR: Months = (1, 12)
_NAMES = tuple(f"{n}月" for n in range(1, 13))
_NAMED = {
    WHOLE_YEAR: "全年",
    (1, 6): "上半年",
    (7, 12): "下半年",
    (1, 3): "第一季度",
    (4, 6): "第二季度",
    (7, 9): "第三季度",
    (10, 12): "第四季度",
}

FROM_MONTH = Field(name="from_month", label="起始月", kind=Kind.CHOICE, choices=_NAMES, example="1月", help="要全年数据的，两项都不选")
TO_MONTH = Field(name="to_month", label="截止月", kind=Kind.CHOICE, choices=_NAMES, example="9月", help="累计数从1月起，如1月至9月")


def months_of(facts: Mapping[str, object]) -> Months:
    """The months that the table asks for; without any, the whole year."""
    first, last = (str(facts.get(f.name) or "") for f in (FROM_MONTH, TO_MONTH))
    return (_NAMES.index(first) + 1 if first in _NAMES else 1, _NAMES.index(last) + 1 if last in _NAMES else 12)


def months_said(months: Months) -> str:
    """全年, 上半年, 第三季度, 9月, 1—9月."""
    first, last = months
    return _NAMED.get(months) or (f"{first}月" if first == last else f"{first}—{last}月")


@gate(
    "months_in_order",
    "起止月份相符",
    basis=(TOWN_RULE(),),
    on_form=True,
    refusal="截止月早于起始月",
    remedy="截止月选与起始月相同或者以后的月份",
)
def months_in_order(s: Situation) -> Answer:
    first, last = months_of(_given(s))
    return first <= last


@gate(
    "months_begun",
    "统计期间已开始",
    needs=("year",),
    basis=(TOWN_RULE(),),
    on_form=True,
    refusal="{period}尚未开始，没有可以汇总的记录",
    remedy="选已经开始的期间，或者期间开始后再导入",
)
def months_begun(s: Situation) -> Answer:
    year, months = int(str(s.facts["year"])), months_of(_given(s))
    return s.on >= date(year, months[0], 1) or missing(period=f"{year}年{months_said(months)}")


def _given(s: Situation) -> dict[str, object]:
    return {f.name: s.get(f.name) for f in (FROM_MONTH, TO_MONTH)}
