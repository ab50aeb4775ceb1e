"""The sentences of parts two and four that follow from what the records say against the town: facts, then measures.

A fact whose figure is nil is not mentioned; when all are nil the part says that none was found. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fadu.packs.annual_report.text import Row, frozen, place, typed_numbers

NONE = "对照办理期限、关口放行和移送记录，本年没有发现逾期、越过关口和被退回的情形；不足主要从下列工作中查找。"


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """A figure that speaks against the town, what the report says of it and what is to be done about it."""

    code: str
    fact: str
    measure: str


SHORTCOMINGS = (
    Shortcoming("quality.ended_late", "期限管理不够严，{n}项期限逾期后才办结{parts}。", "各承办部门逐项复盘逾期办结的环节，司法所按月通报临期和逾期事项。"),
    Shortcoming("quality.overdue", "年末仍有{n}项期限逾期未结{parts}。", "承办部门第一季度内办结年末逾期未结的事项，办结一件核销一件。"),
    Shortcoming("quality.overridden", "办理条件把握不够严，有{n}次是在条件未满足时说明理由后放行的。", "司法所逐件复核说明理由后放行的事项，需要完善制度的，上半年完成修订。"),
    Shortcoming("quality.refused", "对程序规定还不够熟悉，有{n}次办理因不符合规定被系统拒绝。", "各部门对照被拒绝的办理组织学习，每季度一次。"),
    Shortcoming("quality.returned", "移送质量有待提高，有{n}件移送被接收单位退回。", "与接收单位逐件核对退回原因，上半年明确移送条件和材料清单。"),
)  # fmt: skip


def facts(rows: Sequence[Row]) -> list[str]:
    """One sentence a figure that is not nil; ``NONE`` when there is none."""
    told = [_fact(s, rows) for s in _found(rows)]
    return told or ([NONE] if any(r["code"] == SHORTCOMINGS[0].code for r in rows) else [])


def measures(rows: Sequence[Row]) -> list[str]:
    """What next year's plan says of each of them."""
    return [s.measure for s in _found(rows)]


def _found(rows: Sequence[Row]) -> list[Shortcoming]:
    known = frozen(rows)
    return [s for s in SHORTCOMINGS if known.get((s.code, ""), {}).get("value")]


def _fact(shortcoming: Shortcoming, rows: Sequence[Row]) -> str:
    """The sentence with the parts of the figure, three at most and never one whose name holds a number."""
    parts = [r for r in rows if r["code"] == shortcoming.code and r.get("part") and not typed_numbers(_name(r))]
    largest = sorted(parts, key=lambda r: (-r["value"], r["part"]))[:3]
    listed = "、".join(f"{_name(r)}{place(r['code'], str(r['part']))}项" for r in largest)
    whole = len(largest) == len([r for r in rows if r["code"] == shortcoming.code and r.get("part")])
    return shortcoming.fact.format(n=place(shortcoming.code), parts=f"，{'包括' if whole else '主要是'}{listed}" if listed else "")


def _name(row: Row) -> str:
    return str(row["part"]).partition(".")[2]
