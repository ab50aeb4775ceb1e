"""What the public may read: a view derived from the sensitivity of each field, never written by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import Procedure, PublicView

#: One fact as the public reads it: a text, or a table of label → text.
Told = str | list[dict[str, str]]

HIDDEN = "（已隐去）"
_GAP = r"[ \u3000.·•－-]"
_IDENTIFYING = re.compile(
    r"\d{11,17}[\dXx]?"  # identity and telephone numbers
    rf"|1[3-9]\d(?:{_GAP}\d{{4}}{_GAP}?\d{{4}}|\d{_GAP}\d{{3}}{_GAP}\d{{4}})"  # a mobile number in groups
    rf"|\d{{6}}{_GAP}(?:19|20)\d\d{_GAP}?\d{{4}}{_GAP}?\d{{3}}[\dXx]"  # an identity number in groups
    rf"|\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}?\d{{1,3}})?"  # a bank card's number in groups
    rf"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼](?i:[A-ZＡ-Ｚ]){_GAP}?"  # a number plate
    r"(?=(?i:[A-ZＡ-Ｚ])*\d)(?i:[A-ZＡ-Ｚ\d]{5,6}|[A-ZＡ-Ｚ\d]{4}[挂学警港澳])"
)
_PERSONAL = (Sensitivity.PERSONAL, Sensitivity.SECRET)
#: An address or a number of so many characters tells who somebody is; a shorter text (本镇, 和顺社区) may be anybody's.
_TELLING = 6


def public_view(procedure: Procedure, matter: Matter) -> dict[str, Told]:
    """Label → what the public reads of the fields that the procedure's public view names, with its numbers; persons are masked."""
    view = procedure.public
    if view is None:
        return {}
    numbers = [matter.numbers[i] for i in view.numbered if i in matter.numbers] if view.numbered else sorted(matter.numbers.values())
    personal = _personal(procedure, matter)
    shown: dict[str, Told] = {"文号": "、".join(numbers)} if numbers else {}
    for name in (*view.fields, *view.masked):
        declared = procedure.field(name)
        if declared is not None and name in matter.facts and view.until.get(name) not in matter.facts:
            shown[declared.label] = _shown(declared, matter, personal, name in _in_full(view, matter))
    return shown


def _in_full(view: PublicView | None, matter: Matter) -> tuple[str, ...]:
    """The masked fields that hold no person here: a body is named in full."""
    return view.masked if view and view.in_full and view.in_full(matter.facts) else ()


def public_title(procedure: Procedure, matter: Matter, title: str) -> str:
    """A title without what the matter holds of persons, and without numbers that tell who somebody is."""
    return hidden(title, _personal(procedure, matter))


def hidden(text: str, persons: Mapping[str, str] = MappingProxyType({})) -> str:
    """A public text without identity, telephone and card numbers and number plates; what ``persons`` names reads as it says."""
    for name, mask in persons.items():
        text = text.replace(name, mask)
    return _IDENTIFYING.sub(HIDDEN, text)


def words_told(view: Mapping[str, Told]) -> str:
    """Everything that a view says, for searching."""
    cells = (value if isinstance(value, str) else " ".join(cell for row in value for cell in row.values()) for value in view.values())
    return " ".join(cells)


def _personal(procedure: Procedure, matter: Matter) -> dict[str, str]:
    """What the matter holds of persons → what stands for it in a public text, the longest first: names masked, the rest hidden.

    Whoever commented on a draft is not among them: 区司法局 or 村民 may be named in the answer.
    """
    told = _in_full(procedure.public, matter)
    held = [f for f in procedure.fields if f.name in matter.facts and f.name not in told and f.sensitivity in _PERSONAL]
    texts = {f.show(matter.facts[f.name]): f.kind for f in held if f.kind in (Kind.PERSON, Kind.TEXT)}
    telling = [t for t, kind in texts.items() if len(t) >= (2 if kind is Kind.PERSON else _TELLING)]
    return {t: _short(t) if texts[t] is Kind.PERSON else HIDDEN for t in sorted(telling, key=len, reverse=True)}


def _shown(declared: Field, matter: Matter, persons: Mapping[str, str], in_full: bool = False) -> Told:
    value = matter.facts[declared.name]
    if declared.kind is Kind.ROWS and isinstance(value, list) and declared.sensitivity is Sensitivity.PUBLIC:
        return _rows(declared, value, persons) or HIDDEN
    text = declared.show(value)
    return hidden(text, persons) if in_full or declared.sensitivity is Sensitivity.PUBLIC else masked(declared, text)


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
