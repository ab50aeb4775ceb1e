"""Rule T1: ranges of years that lost a mark, a digit or a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.checker.rules.registry import Context, Hit, Mend, declare, detects
from fadu.kernel.finding import Severity

LOST = "可能为发布或转码丢字"


declare(
    "T1",
    "年份区间残缺",
    Severity.STOP,
    "年份区间应写作“2021—2025年”：两个四位年份、一字线、后加“年”。一字线或“年”字常在发布、转码时丢失，"
    "变成“20212025年”。规则按年份位数确定断点，修复结果唯一；没有“年”字的只作提醒。",
)


_YEAR = r"(?:19[89]\d|20[0-4]\d)"


_GLUED = re.compile(rf"(?<![\d/=_.A-Za-z-])({_YEAR})({_YEAR})(?!\d)(年)?")


_BARE = re.compile(rf"\(\s*({_YEAR})\s*[-—–~]+\s*({_YEAR})\s*\)")


_NAMED = re.compile(r"(?:纲要|规划|方案|计划|意见|要点|办法|行动|清单)$")


_DOUBLE_YEAR = re.compile(rf"\(\s*({_YEAR})(?:年\s*|[ 一_.])({_YEAR})年\s*\)")


_HALF_SHUT = re.compile(rf"\(\s*({_YEAR})\s*[-—–~]+\s*({_YEAR})\s*年?(?=》)")


_MAIMED = re.compile(rf"\(\s*({_YEAR})\s*[-—–~]+\s*(\d{{1,3}}|\d{{5,6}})\s*年\s*\)")


_HALF_OPEN = re.compile(rf"(?<=[\u4e00-\u9fff])({_YEAR})\s*[-—–~]+\s*({_YEAR})\s*年?\s*\)")


_BACKWARD = re.compile(rf"({_YEAR})\s*[-—–~]+\s*({_YEAR})\s*年")


@detects("T1")
def glued_years(context: Context) -> Iterator[Hit]:
    """(20212025年): the dash was lost."""
    for found in _GLUED.finditer(context.norm):
        bracketed = context.norm[found.start() - 1 : found.start()] == "("
        if 0 < int(found[2]) - int(found[1]) <= 20 and (found[3] or bracketed):
            start, end = _with_brackets(context.norm, found.start(), found.end())
            yield Hit(start, end, f"年份区间缺少连接号，{LOST}", _range(found[1], found[2], context.norm[start] == "("))


@detects("T1")
def range_without_year(context: Context) -> Iterator[Hit]:
    """(2021-2025) after the name of a plan: 年 is missing."""
    for found in _BARE.finditer(context.norm):
        if _NAMED.search(context.norm[: found.start()][-8:]):
            yield Hit(
                found.start(),
                found.end(),
                f"年份区间缺少“年”字，{LOST}",
                _range(found[1], found[2], True),
                Severity.WARN,
            )


@detects("T1")
def maimed_range(context: Context) -> Iterator[Hit]:
    """(2021年2025年), (2021—205年), 规划2023—2027年): a mark, a digit or a bracket was lost."""
    for found in _DOUBLE_YEAR.finditer(context.norm):
        yield Hit(found.start(), found.end(), f"年份区间缺少连接号，{LOST}", _range(found[1], found[2], True))
    for found in _MAIMED.finditer(context.norm):
        if not re.fullmatch(r"[0-4]\d", found[2]):
            yield Hit(found.start(), found.end(), f"年份区间的数字不全，{LOST}")
    for found in _HALF_OPEN.finditer(context.norm):
        if not _opened(context.norm, found.start()):
            yield Hit(found.start(), found.end(), f"年份区间缺少左括号，{LOST}", _range(found[1], found[2], True))


@detects("T1")
def range_not_closed(context: Context) -> Iterator[Hit]:
    """(2021—2025年》: the closing bracket was lost."""
    for found in _HALF_SHUT.finditer(context.norm):
        yield Hit(found.start(), found.end(), f"年份区间缺少右括号，{LOST}", _range(found[1], found[2], True))


@detects("T1")
def backward_range(context: Context) -> Iterator[Hit]:
    """2025—2021年."""
    for found in _BACKWARD.finditer(context.norm):
        if int(found[1]) > int(found[2]):
            yield Hit(found.start(), found.end(), "年份区间前后颠倒", Mend(f"{found[2]}—{found[1]}年"))


def _range(first: str, last: str, bracketed: bool) -> Mend:
    text = f"{first}—{last}年"
    return Mend(f"（{text}）" if bracketed else text)


def _with_brackets(norm: str, start: int, end: int) -> tuple[int, int]:
    if norm[start - 1 : start] == "(" and norm[end : end + 1] == ")":
        return start - 1, end + 1
    return start, end


def _opened(norm: str, place: int) -> bool:
    """Whether a round bracket of the same clause is still open."""
    head = norm[max(place - 40, 0) : place]
    return head.count("(") > head.count(")")
