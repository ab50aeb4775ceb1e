"""One figure as a report states it, with what could be made out about it and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fadu.checker.figures.numerals import Amount


class Role(StrEnum):
    """What a figure does in its sentence."""

    TOTAL = "total"
    PART = "part"
    BASE = "base"
    GROWTH = "growth"
    NORM = "norm"
    CHANGE = "change"
    STOCK = "stock"
    NIL = "nil"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "total": "总数",
    "part": "分项",
    "base": "基数",
    "growth": "增减",
    "norm": "要求或目标",
    "change": "变动",
    "stock": "现有数",
    "nil": "无此情形",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure at ``start``–``end``; ``number_at`` is where its digits begin.

    ``label`` is the wording that names it; ``indicator`` its code in the catalogue or empty; ``parent`` the index of
    the total it is part of, or -1; ``period`` a year or empty; ``shared`` holds the codes of
    other indicators that the same number states (参考率、合格率均100%, 各1场); ``confidence`` 0–1. Only when ``sure`` may it be used
    without asking a person.
    """

    start: int
    end: int
    number_at: int
    text: str
    amount: Amount
    unit: str
    family: str
    role: Role = Role.TOTAL
    indicator: str = ""
    name: str = ""
    label: str = ""
    body: str = ""
    period: str = ""
    parent: int = -1
    closed: bool = False
    shared: tuple[str, ...] = ()
    confidence: float = 0.5

    @property
    def value(self) -> Decimal:
        """The stated value; of an interval its lower end."""
        return self.amount.low

    @property
    def exact(self) -> bool:
        return self.amount.exact

    @property
    def sure(self) -> bool:
        return self.confidence >= SURE


SURE = 0.8
