"""What the public may read: a view derived from the sensitivity of each field, never written by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import Procedure

#: One fact as the public reads it: a text, or a table of label → text.
Told = str | list[dict[str, str]]

HIDDEN = "（已隐去）"
_IDENTIFYING = re.compile(
    r"\d{11,17}[\dXx]?"  # identity and telephone numbers
    r"|1[3-9]\d([ -])\d{4}\1\d{4}"  # a mobile number in groups
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·• ]?(?=[A-Z]*\d)[A-Z\d]{5,6}"  # a number plate
)


def public_view(procedure: Procedure, matter: Matter) -> dict[str, Told]:
    """Label → what the public reads of the fields that the procedure's public view names, with its numbers; persons are masked."""
    view = procedure.public
    if view is None:
        return {}
    numbers = [matter.numbers[i] for i in view.numbered if i in matter.numbers] if view.numbered else sorted(matter.numbers.values())
    shown: dict[str, Told] = {"文号": "、".join(numbers)} if numbers else {}
    for name in (*view.fields, *view.masked):
        declared = procedure.field(name)
        if declared is not None and name in matter.facts:
            shown[declared.label] = _shown(declared, matter, _persons(procedure, matter))
    return shown


def public_title(procedure: Procedure, matter: Matter, title: str) -> str:
    """A title without the names of masked persons, and without numbers that tell who somebody is."""
    return hidden(title, _persons(procedure, matter))


def hidden(text: str, persons: Mapping[str, str] = MappingProxyType({})) -> str:
    """A public text without identity and telephone numbers and number plates, these persons under their masked names."""
    for name, mask in persons.items():
        text = text.replace(name, mask)
    return _IDENTIFYING.sub(HIDDEN, text)


def words_told(view: Mapping[str, Told]) -> str:
    """Everything that a view says, for searching."""
    cells = (value if isinstance(value, str) else " ".join(cell for row in value for cell in row.values()) for value in view.values())
    return " ".join(cells)


def _persons(procedure: Procedure, matter: Matter) -> dict[str, str]:
    """Full name → masked name of the persons whom the public view masks, the longest first."""
    masks = procedure.public.masked if procedure.public else ()
    fields = [f for f in map(procedure.field, masks) if f is not None and f.kind is Kind.PERSON]
    names = sorted((f.show(matter.facts[f.name]) for f in fields if f.name in matter.facts), key=len, reverse=True)
    return {name: _short(name) for name in names if len(name) > 1}


def _shown(declared: Field, matter: Matter, persons: Mapping[str, str]) -> Told:
    value = matter.facts[declared.name]
    if declared.kind is Kind.ROWS and isinstance(value, list) and declared.sensitivity is Sensitivity.PUBLIC:
        return _rows(declared, value, persons) or HIDDEN
    text = declared.show(value)
    return hidden(text, persons) if declared.sensitivity is Sensitivity.PUBLIC else masked(declared, text)


def _rows(declared: Field, rows: list[Any], persons: Mapping[str, str] = MappingProxyType({})) -> list[dict[str, str]]:
    """The rows of a table with the columns that are public and filled; none when nothing is."""
    public = [c for c in declared.columns_shown(rows) if c.sensitivity is Sensitivity.PUBLIC]
    told = ({c.label: hidden(c.show(row[c.name]), persons) for c in public if row.get(c.name) not in (None, "")} for row in rows)
    return [row for row in told if row]


def masked(declared: Field, text: str) -> str:
    """陈小明 → 陈某某 for persons; anything else personal is hidden altogether."""
    return _short(text) if declared.kind is Kind.PERSON and text else HIDDEN


def _short(name: str) -> str:
    return name[0] + "某" * max(1, min(2, len(name) - 1))
