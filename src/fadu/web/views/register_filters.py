"""The filter of a register, which reads like a sentence, and the queries that everybody asks of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import QueryDict

from fadu.kernel.field import Field, Kind
from fadu.kernel.pack import Register
from fadu.packs import catalogue
from fadu.service.places import names_of_villages
from fadu.service.registers import Query
from fadu.service.scope import Reader

Widget = dict[str, Any]


def filters(reader: Reader, register: Register, query: Query) -> list[Widget]:
    """The parts of the sentence, in order; a register that holds its own rows is searched by words only."""
    words = _part("查", "q", "search", query.words, "关键词", after="", placeholder="文号、当事人")
    if not register.procedures:
        return [words]
    states = {s.id: s.label for p in register.procedures for s in catalogue().procedure(p).states}
    places = sorted(names_of_villages(reader.org).items())
    choosing = [c for c in register.columns if c.kind is Kind.CHOICE][:2]
    return [
        _part("自", "first", "date", _iso(query.first), "起始日期", after=""),
        _part("到", "last", "date", _iso(query.last), "截止日期"),
        _part("状态", "state", "select", query.state, "状态", choices=_any(states.items())),
        _part("在", "village", "select", query.village, "村（社区）", choices=_any(places)),
        *(_choice(column, query) for column in choosing),
        words,
    ]


def _part(before: str, name: str, widget: str, value: str, label: str, *, after: str = "，", **more: Any) -> Widget:
    return {"before": before, "name": name, "widget": widget, "value": value, "label": label, "after": after, **more}


def _choice(column: Field, query: Query) -> Widget:
    chosen = query.equals.get(column.name, "")
    return _part(column.label, column.name, "select", chosen, column.label, choices=_any((v, v) for v in column.choices))


def _any(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": "", "label": "不限"}, *({"value": value, "label": label} for value, label in pairs)]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def years(reader: Reader, register: Register, query: Query) -> list[dict[str, Any]]:
    """The queries everybody asks of a list of matters: all of them, this year's, last year's."""
    if not register.procedures:
        return []
    spans = [(f"{y}年", date(y, 1, 1), date(y, 12, 31)) for y in (reader.on.year, reader.on.year - 1)]
    every = [{"label": "全部", "href": "?", "current": query.first is None and query.last is None}]
    return every + [
        {"label": label, "href": f"?first={first}&last={last}", "current": (query.first, query.last) == (first, last)}
        for label, first, last in spans
    ]


def carried(asked: QueryDict) -> list[dict[str, str]]:
    """The present query without its columns and its page."""
    return [{"name": name, "value": value} for name, values in asked.lists() if name not in ("col", "page") for value in values]
