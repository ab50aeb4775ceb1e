"""The sentences of parts two and four that follow from what the records say against the town: facts, then measures.

A fact whose figure is nil is not mentioned; when all are nil the part says that none was found. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fadu.packs.annual_report.text import Row, frozen, place, typed_numbers

NONE = "对照办理期限、关口放行、移送和持证记录，没有发现逾期、越过关口、被退回和岗位缺员的情形。"
NO_MEASURES = "继续按月核对办理期限和业务记录，发现问题及时整改。"


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """A figure that speaks against the town, what the report says of it and what is to be done about it.

    It speaks when it is not nil; with ``wanted``, when it stays below that figure.
    """

    code: str
    fact: str
    measure: str
    wanted: str = ""


SHORTCOMINGS = (
    Shortcoming("quality.ended_late", "期限管理不够严，有{n}项期限逾期后才办结{parts}。", "各承办部门逐项复盘逾期办结的环节，司法所按月通报临期和逾期事项。"),
    Shortcoming("quality.overdue", "年末仍有{n}项期限逾期未结{parts}。", "第一季度内办结年末逾期未结的事项，办结一件核销一件。"),
    Shortcoming("quality.overridden", "办理条件把关不够严，有{n}次条件未满足、说明理由后继续办理。", "司法所逐件复核说明理由后继续办理的事项，需要完善制度的，上半年完成修订。"),
    Shortcoming("quality.refused", "部分人员对程序规定不够熟悉，有{n}次操作因不符合规定未能办理。", "各部门对照未能办理的情形组织学习，每季度一次。"),
    Shortcoming("quality.returned", "移送前沟通核对不够，有{n}件移送被接收单位退回。", "与接收单位逐件核对退回原因，上半年明确移送条件和材料清单。"),
    Shortcoming("enforcement_base.officers_certified", "执法力量配备不足，执法岗位{wanted}名，年末持证在岗{n}名。", "组织未持证人员参加资格培训和考试，按执法岗位补齐持证人员。",
                wanted="enforcement_base.enforcement_posts"),
)  # fmt: skip


def facts(rows: Sequence[Row]) -> list[str]:
    """One sentence a figure that speaks against the town; ``NONE`` when there is none."""
    told = [_fact(s, rows) for s in _found(rows)]
    return told or ([NONE] if any(r["code"] == SHORTCOMINGS[0].code for r in rows) else [])


def measures(rows: Sequence[Row]) -> list[str]:
    """What next year's plan says of each of them."""
    return [s.measure for s in _found(rows)] or [NO_MEASURES]


def _found(rows: Sequence[Row]) -> list[Shortcoming]:
    known = frozen(rows)
    return [s for s in SHORTCOMINGS if _speaks(known.get((s.code, "")), known.get((s.wanted, "")) if s.wanted else None, s)]


def _speaks(figure: Row | None, wanted: Row | None, shortcoming: Shortcoming) -> bool:
    if figure is None:
        return False
    return bool(wanted and figure["value"] < wanted["value"]) if shortcoming.wanted else bool(figure.get("value"))


def _fact(shortcoming: Shortcoming, rows: Sequence[Row]) -> str:
    """The sentence with the parts of the figure, three at most and never one whose name holds a number."""
    every = [r for r in rows if r["code"] == shortcoming.code and r.get("part")]
    parts = [r for r in every if not typed_numbers(_name(r))]
    largest = sorted(parts, key=lambda r: (-r["value"], r["part"]))[:3]
    listed = "、".join(f"{_name(r)}{place(r['code'], str(r['part']))}项" for r in largest)
    if len(every) == len(parts) == 1:
        listed = _name(parts[0])
    lead = "主要是" if len(largest) < len(every) else "即"
    return shortcoming.fact.format(n=place(shortcoming.code), wanted=place(shortcoming.wanted), parts=f"，{lead}{listed}" if listed else "")


def _name(row: Row) -> str:
    return str(row["part"]).partition(".")[2]
