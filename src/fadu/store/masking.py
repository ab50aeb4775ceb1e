"""What the public may read: a view derived from the sensitivity of each field, never written by hand."""

from __future__ import annotations

import re
from typing import Any

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import Procedure

_LONG_DIGITS = re.compile(r"\d{11,17}[\dXx]?")


def public_view(procedure: Procedure, matter: Matter) -> dict[str, str]:
    """Label → text of the fields that the procedure's public view names, with its numbers; persons are masked."""
    view = procedure.public
    if view is None:
        return {}
    numbers = sorted(matter.numbers.values())
    shown = {"文号": "、".join(numbers)} if numbers else {}
    for name in (*view.fields, *view.masked):
        declared = procedure.field(name)
        if declared is not None and name in matter.facts:
            shown[declared.label] = _shown(declared, matter)
    return shown


def _shown(declared: Field, matter: Matter) -> str:
    value = matter.facts[declared.name]
    if declared.kind is Kind.ROWS and isinstance(value, list) and declared.sensitivity is Sensitivity.PUBLIC:
        return _rows(declared, value)
    text = declared.show(value)
    if declared.sensitivity is Sensitivity.PUBLIC:
        return _LONG_DIGITS.sub("（已隐去）", text)
    return masked(declared, text)


def _rows(declared: Field, rows: list[Any]) -> str:
    """Each row a line, 意见摘要：…；采纳情况：…, of the columns that are public and filled."""
    public = [c for c in declared.columns_shown(rows) if c.sensitivity is Sensitivity.PUBLIC]
    lines = ("；".join(f"{c.label}：{c.show(row[c.name])}" for c in public if row.get(c.name) not in (None, "")) for row in rows)
    return _LONG_DIGITS.sub("（已隐去）", "\n".join(line for line in lines if line)) or "（已隐去）"


def masked(declared: Field, text: str) -> str:
    """陈小明 → 陈某某 for persons; anything else personal is hidden altogether."""
    if declared.kind is Kind.PERSON and text:
        return text[0] + "某" * max(1, min(2, len(text) - 1))
    return "（已隐去）"
