"""Expected trouble as values: what is wrong, the rule, and the way out.

A ``Refusal`` says why an act may not be taken now; a ``Finding`` points at a fault in a text, a file or
a store. Neither is ever raised: exceptions are for broken code.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fadu.kernel.citation import Citation, cite_all


class Severity(StrEnum):
    """How much a finding weighs: 必须改, 提醒, 提示."""

    STOP = "stop"
    WARN = "warn"
    NOTE = "note"

    @property
    def label(self) -> str:
        return {"stop": "必须改", "warn": "提醒", "note": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a step is refused, with its article and the way out (出路).

    ``moot``: nothing is missing, the matter has nothing for the step to act on.
    """

    gate: str
    message: str
    remedy: str = ""
    basis: tuple[Citation, ...] = ()
    field: str = ""
    overridable: bool = False
    moot: bool = False

    def __str__(self) -> str:
        cited = f"（{cite_all(self.basis)}）" if self.basis else ""
        way_out = f" → {self.remedy}" if self.remedy else ""
        return f"{self.message}{cited}{way_out}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault found in a text; ``line`` and ``column`` count from 1, ``offset`` from 0."""

    rule: str
    severity: Severity
    message: str
    fragment: str = ""
    suggestion: str = ""
    citation: str = ""
    line: int = 0
    column: int = 0
    offset: int = 0
    length: int = 0
