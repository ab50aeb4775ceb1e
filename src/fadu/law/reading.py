"""Turns one TOML file of law into typed rows, and refuses what it does not understand, naming file and row.

It looks at one file at a time; what must agree between files is ``checks``' business.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from fadu.kernel.calendar import Notice, days_between
from fadu.kernel.citation import Citation
from fadu.kernel.period import Bound, Direction, TimeLimit, Unit
from fadu.kernel.rulebook import Amount, Statute

_CITATION = re.compile(r"(?P<law>.+?)(?: (?P<article>\d+)(?:\.(?P<paragraph>\d+))?(?:\((?P<item>\d+)\))?)?")
_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_PLACE = re.compile(r"(\d{2}|\d{4}|\d{6}|\d{9})?")
_TABLES = ("defaults", "limit", "amount", "statute", "notice", "causes")

_Row = TypeVar("_Row", TimeLimit, Amount, Statute)


class LawError(ValueError):
    """A file of law that cannot be used: which file, which row, what is wrong and what to write instead."""

    def __init__(self, file: str, row: str, trouble: str) -> None:
        super().__init__(f"{file}{'：' + row if row else ''}：{trouble}")
        self.file, self.row, self.trouble = file, row, trouble


@dataclass(frozen=True, slots=True)
class Contents:
    """What one file holds."""

    limits: tuple[TimeLimit, ...] = ()
    amounts: tuple[Amount, ...] = ()
    statutes: tuple[Statute, ...] = ()
    notices: tuple[Notice, ...] = ()
    causes: Mapping[str, str] = field(default_factory=dict)


def read(file: str, text: str) -> Contents:
    """The rows of one file. ``[defaults]`` fills what a row leaves out. Raises LawError."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise LawError(file, "", f"不是合格的 TOML{_where(trouble)}") from trouble
    if unknown := set(tables) - set(_TABLES):
        raise LawError(file, "", f"不认识的表“{min(unknown)}”；可用：{'、'.join(_TABLES)}")
    for name, held in tables.items():
        _check_shape(file, name, held)
    defaults = tables.get("defaults", {})
    return Contents(
        limits=tuple(_row(TimeLimit, file, raw, defaults) for raw in tables.get("limit", [])),
        amounts=tuple(_row(Amount, file, raw, defaults) for raw in tables.get("amount", [])),
        statutes=tuple(_row(Statute, file, raw, defaults) for raw in tables.get("statute", [])),
        notices=tuple(_notice(file, raw) for raw in tables.get("notice", [])),
        causes={cause: _guard(file, cause, _text, label) for cause, label in tables.get("causes", {}).items()},
    )


def _check_shape(file: str, name: str, held: object) -> None:
    """One ``[table]`` of defaults and one of causes, many ``[[tables]]`` of everything else. Raises LawError."""
    if name in ("defaults", "causes"):
        if not isinstance(held, dict):
            raise LawError(file, name, f"应为一个表，以 [{name}] 开头")
    elif not isinstance(held, list) or not all(isinstance(row, dict) for row in held):
        raise LawError(file, name, f"应为逐行的表，每行以 [[{name}]] 开头")


def citation(text: str) -> Citation:
    """A citation from its short form: 行政处罚法 64.1(2) is article 64, paragraph 1, item 2; a bare title is the whole."""
    match = _CITATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"引用“{text}”写法不对，应如“行政处罚法 64.1(2)”")
    numbers = [int(match[part] or 0) for part in ("article", "paragraph", "item")]
    return Citation(match["law"], *numbers)


def _row(kind: type[_Row], file: str, raw: Mapping[str, object], defaults: Mapping[str, object]) -> _Row:
    known = {one.name: one for one in fields(kind)}
    name = str(raw.get("id") or raw.get("short") or "未命名的行")
    if unknown := set(raw) - set(known):
        raise LawError(file, name, f"不认识的项“{min(unknown)}”；可用：{'、'.join(known)}")
    given = {key: value for key, value in defaults.items() if key in known} | dict(raw)
    if given.get("fixed"):
        given = {"length": 0, "unit": Unit.YEAR.value} | given
    if not given.get("verified", False):
        given.pop("verified_on", None)
    if missing := [key for key, one in known.items() if _required(one) and key not in given]:
        raise LawError(file, name, f"缺少“{'、'.join(missing)}”")
    readers = _LIMIT_READERS if kind is TimeLimit else _READERS
    return kind(**{key: _guard(file, f"{name} 的 {key}", readers[key], value) for key, value in given.items()})


def _required(one: Any) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _guard(file: str, row: str, reader: Callable[[object], Any], value: object) -> Any:
    try:
        return reader(value)
    except ValueError as trouble:
        raise LawError(file, row, str(trouble)) from trouble


def _notice(file: str, raw: Mapping[str, Any]) -> Notice:
    name = f"{raw.get('year', '未写年度')}年放假通知"
    try:
        year = _count(raw["year"])
        holidays = [_holiday(year, h) for h in _tables(raw["holiday"])]
        off = {day: title for title, first, last, _ in holidays for day in days_between(first, last)}
        work = {day: title for title, _, _, extra in holidays for day in extra}
        names = tuple(sorted((off | work).items()))
        return Notice(year, _text(raw["number"]), frozenset(off), frozenset(work), names)
    except KeyError as trouble:
        raise LawError(file, name, f"缺少“{trouble.args[0]}”") from trouble
    except ValueError as trouble:
        raise LawError(file, name, str(trouble)) from trouble


def _where(trouble: tomllib.TOMLDecodeError) -> str:
    """The place of the fault, without the parser's English."""
    found = re.search(r"line (\d+), column (\d+)", str(trouble))
    return f"：第{found[1]}行第{found[2]}列写法不对" if found else "：文件没有写完"


def _holiday(year: int, raw: Mapping[str, Any]) -> tuple[str, date, date, list[date]]:
    """One holiday: its name, first and last day off, days worked in exchange; a new year's may begin in December."""
    name, first, last = _text(raw["name"]), _day(raw["first"]), _day(raw["last"])
    worked = [_day(day) for day in _list(raw.get("work", []))]
    if last < first:
        raise ValueError(f"{name}的末日{last}早于首日{first}")
    if strange := [day for day in (first, last, *worked) if day.year not in (year - 1, year)]:
        raise ValueError(f"{name}的{strange[0]}不在{year}年，请核对年度")
    return name, first, last, worked


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"应为文字，不是 {value!r}")
    return value


def _tables(value: object) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError(f'应为逐个的假日，如 {{ name = "元旦", first = 2027-01-01, last = 2027-01-03 }}，不是 {value!r}')
    return value


def _said(value: object) -> str:
    if not (text := _text(value)).strip():
        raise ValueError("不能是空的")
    return text


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError(f"应为列表，不是 {value!r}")
    return value


def _words(value: object) -> tuple[str, ...]:
    return tuple(_text(item) for item in _list(value))


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"应为不小于零的整数，不是 {value!r}")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"应为 true 或 false，不是 {value!r}")
    return value


def _day(value: object) -> date:
    if type(value) is not date:
        raise ValueError(f"应为日期，如 2025-01-31，不是 {value!r}")
    return value


def _matching(pattern: re.Pattern[str], what: str) -> Callable[[object], str]:
    def reader(value: object) -> str:
        text = _text(value)
        if not pattern.fullmatch(text):
            raise ValueError(f"“{text}”不是{what}")
        return text

    return reader


def _one_of(options: Iterable[str]) -> Callable[[object], str]:
    allowed = tuple(options)

    def reader(value: object) -> str:
        if value not in allowed:
            raise ValueError(f"“{value}”不在可用值之内：{'、'.join(allowed)}")
        return str(value)

    return reader


def _enum(kind: type[StrEnum]) -> Callable[[object], StrEnum]:
    check = _one_of(kind)
    return lambda value: kind(check(value))


def _citations(value: object) -> tuple[Citation, ...]:
    return tuple(citation(text) for text in _words(value))


def _fixed(value: object) -> str:
    text = _text(value)
    date.fromisoformat(f"2023-{text}")
    return text


_READERS: Mapping[str, Callable[[object], Any]] = {
    "id": _matching(_ID, "合格的名称（小写英文字母、数字、下划线，以点分段）"),
    "place": _matching(_PLACE, "地区代码（二、四、六或九位数字）"),
    "fixed": _fixed,
    "unit": _text,
    "direction": _enum(Direction),
    "bound": _enum(Bound),
    "open_to": _one_of(("nation", "city", "district", "town")),
    "basis": _citations,
    "counting": _citations,
    **dict.fromkeys(("suspended_by", "also", "replaces"), _words),
    **dict.fromkeys(("length", "extension", "minimum", "value", "articles"), _count),
    **dict.fromkeys(("verified", "full_days_between", "default", "open_ended"), _truth),
    **dict.fromkeys(("since", "until", "verified_on"), _day),
    **dict.fromkeys(("label", "source", "short", "title", "kind"), _said),
    **dict.fromkeys(("start_event", "extended_by", "on_lapse", "note", "number", "issuer"), _text),
}
_LIMIT_READERS = {**_READERS, "unit": _enum(Unit)}
