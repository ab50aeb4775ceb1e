"""A fact that a step may record: its type, its words, who may read it, and how input becomes a value.

A field is declared once; forms, columns, validation, masking and export are derived from it. Values are
plain (str, int, bool, date, aware datetime, list of rows) and encode to JSON without floats.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeAlias

Value: TypeAlias = "str | int | bool | date | datetime | list[dict[str, Value]] | list[str] | dict[str, Value]"
Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


class Kind(StrEnum):
    """What a value is, hence how it is asked, checked, sorted and printed."""

    TEXT = "text"
    NOTE = "note"
    CHOICE = "choice"
    BOOL = "bool"
    COUNT = "count"
    MONEY = "money"  # integer fen
    DATE = "date"
    INSTANT = "instant"
    PLACE = "place"
    PERSON = "person"
    ORG = "org"
    OFFICER = "officer"
    ITEM = "item"
    REF = "ref"
    FIGURE = "figure"  # a counted or declared figure, by its code
    STATE = "state"  # a state of a procedure, as penalty.summary:decided
    FILE = "file"
    ROWS = "rows"


class Sensitivity(StrEnum):
    """Who may read a value: p 公开, i 内部, r 个人信息 (masked outside), s 工作或办案秘密 (named roles only)."""

    PUBLIC = "p"
    INTERNAL = "i"
    PERSONAL = "r"
    SECRET = "s"  # noqa: S105  a level of sensitivity, no password


@dataclass(frozen=True, slots=True)
class Problem:
    """Input that cannot become a value: the field, what is wrong and what to type instead."""

    field: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One named fact of a matter or column of a register.

    ``example`` is the placeholder of the form and the value that worked examples take when they do not
    say otherwise. ``held`` are the roles among whose holders one chooses (kind OFFICER only), ``of`` the procedure among whose
    matters (kind REF only). ``columns`` are the fields
    of a row (kind ROWS only). ``choices`` maps nothing: the stored value is the Chinese word itself, as the law prints it.
    ``ordinal`` marks a number that names and does not count: a year, a place in an order.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    choices: tuple[str, ...] = ()
    many: bool = False
    columns: tuple[Field, ...] = ()
    example: object = None
    help: str = ""
    register: str = ""
    held: tuple[str, ...] = ()
    of: str = ""
    max_length: int = 20_000
    ordinal: bool = False

    @property
    def adds(self) -> bool:
        """Whether values of several rows add up: money and counts do, an ordinal does not."""
        return self.kind in (Kind.MONEY, Kind.COUNT) and not self.ordinal

    def parse(self, raw: object) -> Value | None | Problem:
        """The value of what was typed, chosen or read from a file; None when it is empty."""
        if _is_empty(raw):
            return None
        if self.many:
            return self._parse_many(raw)
        return _PARSERS[self.kind](self, raw)

    def _parse_many(self, raw: object) -> Value | None | Problem:
        items = raw if isinstance(raw, Sequence) and not isinstance(raw, str) else re.split(r"[、,，;；\s]+", str(raw))
        values = [_PARSERS[self.kind](self, one) for one in items if not _is_empty(one)]
        return next((v for v in values if isinstance(v, Problem)), values) or None  # type: ignore[return-value]

    def show(self, value: Value | None) -> str:
        """The value as it prints in Chinese; money in yuan, a day as 2025年3月6日."""
        if value is None:
            return ""
        if self.many and isinstance(value, list):
            return "、".join(str(v) for v in value)
        return _SHOWERS.get(self.kind, str)(value)

    def columns_shown(self, rows: Sequence[Mapping[str, Value]]) -> tuple[Field, ...]:
        """The columns that these rows fill, without a reference beside the title it stands for: its key says nothing to a reader."""
        filled = [c for c in self.columns if any(row.get(c.name) not in (None, "") for row in rows)]
        titled = any(c.name == "title" for c in filled)
        return tuple(c for c in filled if not (titled and c.kind is Kind.REF))

    def show_one(self, value: Value) -> str:
        """One of several values, as it prints by itself."""
        return str(value) if self.many else self.show(value)


def encode(value: Value | None) -> Json:
    """The JSON form of a value: days and instants as ISO 8601 text, everything else unchanged."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, list):
        return [encode(v) for v in value]
    if isinstance(value, dict):
        return {k: encode(v) for k, v in value.items()}
    return value


def decode(field: Field, json: Json) -> Value | None:
    """The value behind its JSON form. The inverse of :func:`encode` for a value of this field."""
    if json is None:
        return None
    if field.many and isinstance(json, list):
        return [_decode_one(field, j) for j in json]  # type: ignore[return-value]
    return _decode_one(field, json)


def _decode_one(field: Field, json: Json) -> Value | None:
    if field.kind is Kind.DATE:
        return date.fromisoformat(str(json))
    if field.kind is Kind.INSTANT:
        return datetime.fromisoformat(str(json))
    if field.kind is Kind.ROWS and isinstance(json, list):
        columns = {c.name: c for c in field.columns}
        return [_decode_row(columns, row) for row in json if isinstance(row, dict)]
    return json  # type: ignore[return-value]


def _decode_row(columns: Mapping[str, Field], row: Mapping[str, Json]) -> dict[str, Value]:
    typed = {name: decode(columns[name], value) for name, value in row.items() if name in columns}
    return {name: value for name, value in typed.items() if value is not None}


def yuan(fen: int) -> str:
    """Money as it prints: 748000 → 7480, 12050 → 120.50. Exact, never rounded."""
    whole, part = divmod(abs(fen), 100)
    text = f"{whole}.{part:02d}" if part else str(whole)
    return f"-{text}" if fen < 0 else text


def chinese_day(day: date) -> str:
    """A day as official papers print it: 2025年3月6日, without leading zeros (GB/T 9704 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _is_empty(raw: object) -> bool:
    """Nothing at all, or nothing but spaces."""
    return raw is None or raw == [] or (isinstance(raw, str) and not raw.strip())


#: What no database keeps and no page shows: control characters but tab and line ends, and halves of characters.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _text(field: Field, raw: object) -> Value | Problem:
    text = str(raw).strip()
    if len(text) > field.max_length:
        return Problem(field.name, f"“{field.label}”最多{field.max_length}字，现有{len(text)}字", "删减后再提交")
    if _UNPRINTABLE.search(text):
        return Problem(field.name, f"“{field.label}”含有不能显示的字符", "删去后重新输入，不要从其他软件直接粘贴")
    return text


def _choice(field: Field, raw: object) -> Value | Problem:
    text = str(raw).strip()
    if field.choices and text not in field.choices:
        return Problem(field.name, f"“{field.label}”没有“{text}”这一项", "可选：" + _listed(field.choices))
    return text


def _listed(choices: Sequence[str]) -> str:
    """The choices in one breath, parted so that a choice that lists things itself stays whole."""
    return ("；" if any("、" in c for c in choices) else "、").join(choices)


_BOOLS = {"true": True, "on": True, "1": True, "是": True, "有": True, "false": False, "0": False, "否": False, "无": False, "off": False}


def _bool(field: Field, raw: object) -> Value | Problem:
    if isinstance(raw, bool):
        return raw
    value = _BOOLS.get(str(raw).strip().lower())
    return Problem(field.name, f"“{field.label}”须选“是”或“否”") if value is None else value


def _count(field: Field, raw: object) -> Value | Problem:
    if isinstance(raw, bool) or not re.fullmatch(r"\d{1,12}", str(raw).strip()):
        return Problem(field.name, f"“{field.label}”须为不小于零的整数，现为“{raw}”", "只填数字，如 3")
    return int(str(raw).strip())


#: Ten trillion yuan: more than any town will ever write down.
_MOST_FEN = 10**15


def _money(field: Field, raw: object) -> Value | Problem:
    """Yuan typed by a person (20, 20.5, 1,200.00) become fen; an int is taken as fen already."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw if 0 <= raw <= _MOST_FEN else Problem(field.name, f"“{field.label}”不能为负数，也不能超过{yuan(_MOST_FEN)}元")
    text = re.sub(r"[,，\s￥¥元]", "", str(raw))
    try:
        fen = Decimal(text) * 100 if re.fullmatch(r"-?[\d.]{1,24}", text) else Decimal("NaN")
    except InvalidOperation:
        fen = Decimal("NaN")
    if not fen.is_finite() or fen < 0 or fen != fen.to_integral_value() or fen > _MOST_FEN:
        return Problem(field.name, f"“{field.label}”须为不小于零、最多两位小数的金额，现为“{raw}”", "按元填写，如 200 或 200.50")
    return int(fen)


def _date(field: Field, raw: object) -> Value | Problem:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    match = re.fullmatch(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*", str(raw))
    try:
        return date(*(int(g) for g in match.groups()))  # type: ignore[union-attr]
    except (AttributeError, ValueError):
        return Problem(field.name, f"“{field.label}”不是日历上的日期：“{raw}”", "按 2025-03-06 的样子填写")


def _instant(field: Field, raw: object) -> Value | Problem:
    if isinstance(raw, datetime):
        return raw
    try:
        return datetime.fromisoformat(str(raw).strip().replace(" ", "T"))
    except ValueError:
        return Problem(field.name, f"“{field.label}”不是有效的时间：“{raw}”", "按 2025-03-06T08:30 的样子填写")


def _file(field: Field, raw: object) -> Value | Problem:
    if isinstance(raw, Mapping) and {"root", "name", "size"} <= set(raw):
        return dict(raw)
    return Problem(field.name, f"“{field.label}”没有收到完整的文件", "重新选择文件上传")


def _rows(field: Field, raw: object) -> Value | Problem:
    if not isinstance(raw, Sequence) or isinstance(raw, str) or not all(isinstance(r, Mapping) for r in raw):
        return Problem(field.name, f"“{field.label}”须逐行填写")
    rows: list[dict[str, Value]] = []
    for number, given in enumerate(raw, start=1):
        row, problem = _row(field, given)
        if problem:
            return Problem(field.name, f"第{number}行：{problem.message}", problem.remedy)
        rows.append(row)
    return rows


def _row(field: Field, given: Mapping[str, object]) -> tuple[dict[str, Value], Problem | None]:
    row: dict[str, Value] = {}
    unknown = set(given) - {c.name for c in field.columns}
    if unknown:
        return row, Problem(field.name, f"没有“{'、'.join(sorted(unknown))}”这一列")
    for column in field.columns:
        value = column.parse(given.get(column.name))
        if isinstance(value, Problem):
            return row, value
        if value is not None:
            row[column.name] = value
    return row, None


_PARSERS: dict[Kind, Callable[[Field, object], Value | Problem]] = {
    Kind.TEXT: _text, Kind.NOTE: _text, Kind.CHOICE: _choice, Kind.BOOL: _bool, Kind.COUNT: _count,
    Kind.MONEY: _money, Kind.DATE: _date, Kind.INSTANT: _instant, Kind.PLACE: _text, Kind.PERSON: _text,
    Kind.ORG: _text, Kind.OFFICER: _text, Kind.ITEM: _text, Kind.REF: _text, Kind.FIGURE: _text, Kind.STATE: _text, Kind.FILE: _file, Kind.ROWS: _rows,
}  # fmt: skip

_SHOWERS: dict[Kind, Callable[[Any], str]] = {
    Kind.MONEY: lambda v: f"{yuan(v)}元",
    Kind.DATE: chinese_day,
    Kind.INSTANT: lambda v: f"{chinese_day(v.date())}{v:%H:%M}",
    Kind.BOOL: lambda v: "是" if v else "否",
    Kind.FILE: lambda v: str(v["name"]),
    Kind.ROWS: lambda v: f"{len(v)}行",
}
