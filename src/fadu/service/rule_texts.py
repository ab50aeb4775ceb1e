"""Adopting the town's own wording of a counting rule, for a figure that exists."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.service.counting import Book
from fadu.service.report import By, on_day
from fadu.service.take_step import Command, Receipt, take_step

RULE_TEXT = "annual_report.rule_text"


def adopt(org: str, code: str, given: Mapping[str, object], by: By) -> Receipt | Refused:
    """Lay the town's own words over the rule of a figure. ``given`` are the day, the text and the source as typed."""
    definition = Book(org, on_day(by), (code,)).definitions.get(code)
    if definition is None:
        return _unknown(code)
    fields = {**given, "indicator": code, "indicator_label": definition.label}
    key = by.key or "rule:" + hashlib.sha256(repr((org, sorted(fields.items()))).encode()).hexdigest()[:48]
    command = Command(key=key, org=org, actors=(by.actor,), step="adopt", procedure=RULE_TEXT, fields=fields, at=by.at)
    return take_step(command, durable=by.durable)


def _unknown(code: str) -> Refused:
    return Refused((Refusal("indicator", f"没有代码为“{code}”的指标", "从“数据”页打开要写明规则的数字"),))
