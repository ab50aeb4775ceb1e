"""Forms derived from declared fields: what a template needs to ask for a value, and what was typed read back.

One ``Control`` a field, one template a kind. Nothing typed is ever thrown away: a refused form is drawn
again from the same raw text. Values are judged by ``Field.parse`` and by gates, never here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from fadu.kernel.field import Field, Kind, Sensitivity, Value, yuan
from fadu.kernel.finding import Refusal
from fadu.web.asked import whole_number

#: Up to so many short choices stand beside each other; more become a list one opens.
SEGMENTS = 6
#: No table that a person types has more rows.
MOST_ROWS = 1_000
#: What is longer than a note is the text of a whole paper, in characters.
LONGEST_NOTE = 20_000
#: A choice longer than this many characters needs a line of its own.
SHORT = 6

_WIDGETS = {
    Kind.NOTE: "note", Kind.BOOL: "segments", Kind.COUNT: "count", Kind.MONEY: "money", Kind.DATE: "date",
    Kind.INSTANT: "instant", Kind.FILE: "file", Kind.ROWS: "rows",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen; ``hint`` is a quiet second line, ``why_not`` makes it unavailable, ``group`` stands over several."""

    value: str
    label: str
    hint: str = ""
    why_not: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What a template needs to ask for one field.

    ``text`` is the raw text of single values, ``chosen`` the raw texts of several; ``choices`` are fixed
    choices and ``offers`` suggestions one may pass over. ``rows`` holds one tuple of controls a row, which a
    spreadsheet may fill where ``sheet`` says so; ``long`` is the text of a whole paper, which a draft may fill. ``needed`` says when one that is not required must be answered all the same.
    """

    name: str
    label: str
    widget: str
    text: str = ""
    chosen: tuple[str, ...] = ()
    required: bool = False
    needed: str = ""
    help: str = ""
    example: str = ""
    unit: str = ""
    many: bool = False
    choices: tuple[Choice, ...] = ()
    offers: tuple[Choice, ...] = ()
    error: str = ""
    remedy: str = ""
    basis: str = ""
    privacy: str = ""
    max_length: int = LONGEST_NOTE
    rows: tuple[tuple[Control, ...], ...] = ()
    known: bool = False
    filled: bool = False
    sheet: bool = False
    long: bool = False

    @property
    def template(self) -> str:
        return f"fadu/fields/{self.widget}.html"

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def described_by(self) -> str:
        parts = [f"{self.id}-help" if self.help else "", f"{self.id}-error" if self.error else ""]
        return " ".join(p for p in parts if p)

    @property
    def grouped(self) -> bool:
        """Whether several inputs answer one question, so that the label must be a legend."""
        return self.widget in ("segments", "options", "checks", "rows")


class Posted(Protocol):
    """The part of a ``QueryDict`` that reading needs."""

    def get(self, key: str, default: str, /) -> str: ...
    def getlist(self, key: str, /) -> list[str]: ...
    def keys(self) -> Collection[str]: ...


def controls(
    fields: Sequence[Field],
    raw: Mapping[str, object] | None = None,
    *,
    known: Mapping[str, Value] | None = None,
    required: Collection[str] = (),
    refusals: Sequence[Refusal] = (),
    offers: Mapping[str, Sequence[Choice]] | None = None,
    needed: Mapping[str, str] | None = None,
    blank_rows: int = 1,
) -> list[Control]:
    """One control a field. ``raw`` is what was typed and wins over ``known``, facts already on the matter."""
    raw, known, offers, needed = raw or {}, known or {}, offers or {}, needed or {}
    wrong = {r.field: r for r in reversed(refusals) if r.field}
    drawn = [
        _control(f, raw[f.name] if f.name in raw else as_typed(f, known.get(f.name)), f.name in required,
                 wrong.get(f.name), tuple(offers.get(f.name, ())), f.name in known and f.name not in raw, blank_rows)
        for f in fields
    ]  # fmt: skip
    return [replace(c, needed=needed[c.name]) if needed.get(c.name) else c for c in drawn]


def as_typed(field: Field, value: object) -> object:
    """A stored value as the text a person would have typed to give it."""
    if value is None:
        return [] if field.kind is Kind.ROWS else ""
    if field.kind is Kind.ROWS and isinstance(value, list):
        return [{c.name: as_typed(c, row.get(c.name)) for c in field.columns} for row in value if isinstance(row, dict)]
    if field.many and isinstance(value, list):
        return [str(v) for v in value]
    if field.kind is Kind.MONEY and isinstance(value, int):
        return yuan(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def read(fields: Sequence[Field], posted: Posted) -> dict[str, object]:
    """What was typed for each field, as ``Field.parse`` takes it. Empty rows are left out; files come otherwise."""
    typed: dict[str, object] = {}
    for field in fields:
        if field.kind is Kind.ROWS:
            typed[field.name] = _read_rows(field, posted)
        elif field.many:
            typed[field.name] = [v for v in posted.getlist(field.name) if v.strip()]
        elif field.kind is not Kind.FILE:
            typed[field.name] = posted.get(field.name, "").strip()
    return typed


def edits_rows(fields: Sequence[Field], posted: Posted) -> dict[str, object] | None:
    """What was typed after 增加一行 or 删去 was pressed (buttons that work without script); None: another button.

    Rows that are still empty stay when one is added, so that three may be laid out before any is filled in.
    """
    wanted, dropped = posted.get("_add", ""), posted.get("_drop", "")
    if not wanted and not dropped:
        return None
    typed = read(fields, posted)
    added = next((f for f in fields if f.kind is Kind.ROWS and f.name == wanted), None)
    if added:
        rows = _read_rows(added, posted)
        typed[wanted] = [*rows, *({} for _ in range(len(_row_indexes(added, posted)) - len(rows)))]
    if dropped:
        name, _, index = dropped.rpartition("-")
        field = next((f for f in fields if f.name == name), None)
        row = whole_number(index, MOST_ROWS)
        typed[name] = _read_rows(field, posted, skip=row) if field and row is not None else typed.get(name, [])
    return typed


def _read_rows(field: Field, posted: Posted, skip: int = -1) -> list[dict[str, object]]:
    indexes = [i for i in _row_indexes(field, posted) if i != skip]
    rows = [{c.name: posted.get(f"{field.name}-{i}-{c.name}", "").strip() for c in field.columns} for i in indexes]
    return [{k: v for k, v in row.items() if v != ""} for row in rows if any(row.values())]


def _row_indexes(field: Field, posted: Posted) -> list[int]:
    """The numbers of the rows that stand on the page, filled in or not."""
    pattern = re.compile(rf"{re.escape(field.name)}-(\d+)-")
    return sorted({int(m[1]) for key in posted.keys() if (m := pattern.match(key))})  # noqa: SIM118


def is_long(field: Field) -> bool:
    """Whether the field holds the text of a whole paper, longer than any note."""
    return field.kind is Kind.NOTE and field.max_length > LONGEST_NOTE


def _control(
    field: Field, raw: object, required: bool, refusal: Refusal | None, offers: tuple[Choice, ...],
    known: bool, blank_rows: int,
) -> Control:  # fmt: skip
    choices = _choices(field)
    control = Control(
        name=field.name, label=field.label, widget=_widget(field, choices, offers), required=required, help=field.help or (_HOW_TO_POINT if points(field) else ""),
        example=_example(field),
        unit="元" if field.kind is Kind.MONEY else "", many=field.many, choices=choices or offers, offers=offers,
        privacy=_privacy(field), max_length=field.max_length, known=known, long=is_long(field),
        error=refusal.message if refusal else "", remedy=refusal.remedy if refusal else "",
    )  # fmt: skip
    if field.kind is Kind.ROWS:
        return replace(control, rows=_row_controls(field, raw, blank_rows), sheet=len(field.columns) > 1)
    chosen = tuple(str(v) for v in raw) if isinstance(raw, (list, tuple)) else ((str(raw),) if raw else ())
    if field.kind is Kind.PLACE and field.many and not chosen:
        chosen = tuple(c.value for c in offers)  # a round asks every village unless some are taken out
    text = "、".join(chosen) if field.many else str(raw or "")
    return replace(control, text=text, chosen=chosen, filled=bool(chosen))


#: How a person names a matter.
_HOW_TO_POINT = "填文号；没有文号的，填事项的名称"


def points(field: Field) -> bool:
    """Whether the field names some matter, of whatever procedure."""
    return field.kind is Kind.REF and not field.of and not field.register


def _example(field: Field) -> str:
    """The placeholder: the example as somebody would type it; none for rows, nor the id of a matter, which nobody types."""
    if field.example is None or field.columns or points(field):
        return ""
    typed = as_typed(field, field.example)
    return "、".join(typed) if isinstance(typed, list) else str(typed)


def _widget(field: Field, choices: Sequence[Choice], offers: Sequence[Choice]) -> str:
    if field.many and offers:
        return "checks"
    kinds = (Kind.PLACE, Kind.OFFICER, Kind.ITEM, Kind.STATE)
    listed = field.of or field.kind in kinds or (field.kind is Kind.TEXT and not field.register)
    if offers and not field.many and listed:
        return "select"
    if field.kind is not Kind.CHOICE:
        return _WIDGETS.get(field.kind, "text")
    if field.many:
        return "checks"
    if len(choices) > SEGMENTS:
        return "select"
    return "segments" if all(len(c.label) <= SHORT for c in choices) else "options"


def _choices(field: Field) -> tuple[Choice, ...]:
    words = ("是", "否") if field.kind is Kind.BOOL else field.choices
    return tuple(Choice(w, w) for w in words)


def _privacy(field: Field) -> str:
    return {Sensitivity.PERSONAL: "个人信息，公开时隐去", Sensitivity.SECRET: "办案秘密，只限办案人员"}.get(field.sensitivity, "")


def _row_controls(field: Field, raw: object, blank: int) -> tuple[tuple[Control, ...], ...]:
    typed = [r for r in raw if isinstance(r, Mapping)] if isinstance(raw, (list, tuple)) else []
    filled: list[Mapping[str, object]] = [*typed, *({} for _ in range(blank if typed else max(blank, 1)))]
    return tuple(
        tuple(
            _narrow(replace(_control(c, row.get(c.name, ""), False, None, (), False, 0), name=f"{field.name}-{i}-{c.name}"))
            for c in field.columns
        )
        for i, row in enumerate(filled)
    )


def _narrow(control: Control) -> Control:
    """In a row, choices with long words open as a list rather than fill the page line by line."""
    return replace(control, widget="select") if control.widget == "options" else control
