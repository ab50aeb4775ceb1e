"""Rule T2: document numbers and dates that lost a mark or have the wrong ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.checker.profile import made_date
from fadu.checker.rules.registry import Context, Hit, Mend, declare, detects
from fadu.checker.rules.text_years import _YEAR, LOST, _opened
from fadu.kernel.finding import Severity

_FORMAT = "《党政机关公文格式》（GB/T 9704—2012）7.2.5"


declare(
    "T2",
    "文号或日期残缺",
    Severity.STOP,
    "发文字号由机关代字、六角括号里的四位年份、不编虚位的顺序号和“号”组成，不加“第”字。"
    "“〔202524号”这类残缺按前四位为年份修复。日期缺“年”“月”“日”同样按位数修复；日历上没有的日期也在这里指出。",
    _FORMAT,
)


_ISSUER = r"[\u4e00-\u9fff]{1,12}"


_NO_CLOSE = re.compile(rf"({_ISSUER})?〔\s*({_YEAR})(\d{{1,4}})(?!\d)(?:[ ]*(号))?(?!\s*〕)")


_NO_OPEN = re.compile(rf"(?<![〔\d])({_YEAR})〕\s*(\d{{1,4}})\s*号")


_BOTH_LOST = re.compile(rf"\(([\u4e00-\u9fff]{{2,12}})({_YEAR})(\d{{1,3}})(号)?\)")


_BOTH_LOST_BARE = re.compile(rf"([\u4e00-\u9fff]{{1,8}}(?:发|函|办|字|规|文|委))({_YEAR})(\d{{1,3}})号")


_CROSSED = re.compile(rf"({_ISSUER})?([〔(\[【])\s*({_YEAR})\s*([〕)\]】])\s*(第)?\s*(\d{{1,4}})(?:-\d+)?\s*(\))?\s*(号)(?:\s*([〕\]】]))?")


_NO_ISSUER = re.compile(rf"\((?:(?:工作|有关|相关|的)?(?:通知|文件|意见|方案|办法|决定|通报|要点|规定))?〔{_YEAR}〕\s*\d+号?\)")


_NO_SIGN = re.compile(rf"[\u4e00-\u9fff](〔{_YEAR}〕\s*\d{{1,4}})(?=[)》,。;])")


_ODD_YEAR = re.compile(r"〔(\d{1,3}|\d{5,})〕\s*\d+号")


_LEADING_ZERO = re.compile(rf"[发函办规文]〔{_YEAR}〕\s*(0\d*)号")


@detects("T2")
def number_without_closing(context: Context) -> Iterator[Hit]:
    """〔202524号: after the four digits of the year comes the number."""
    for found in _NO_CLOSE.finditer(context.norm):
        start = context.norm.index("〔", found.start())
        yield Hit(
            start,
            found.end(),
            f"文号缺少“〕”{'' if found[4] else '和“号”'}，{LOST}",
            Mend(f"〔{found[2]}〕{found[3]}号"),
        )


@detects("T2")
def number_without_opening(context: Context) -> Iterator[Hit]:
    """发2025〕24号, (开州委法20239), 府发202524号."""
    for found in _NO_OPEN.finditer(context.norm):
        yield Hit(found.start(), found.end(), f"文号缺少“〔”，{LOST}", Mend(f"〔{found[1]}〕{found[2]}号"))
    for found in _BOTH_LOST.finditer(context.norm):
        yield Hit(found.start(), found.end(), f"文号缺少六角括号，{LOST}", Mend(f"（{found[1]}〔{found[2]}〕{found[3]}号）"))
    for found in _BOTH_LOST_BARE.finditer(context.norm):
        yield Hit(found.start(), found.end(), f"文号缺少六角括号，{LOST}", Mend(f"{found[1]}〔{found[2]}〕{found[3]}号"))


@detects("T2")
def number_in_wrong_brackets(context: Context) -> Iterator[Hit]:
    """〔2016)115号 and 〔2024〕第9号; round brackets alone are only a warning."""
    for found in _CROSSED.finditer(context.norm):
        pair, extra = found[2] + found[4], (found[5], found[7], found[9])
        outer = "）" if found[9] and context.norm[found.start() - 1 : found.start()] == "(" else ""
        wanted = Mend(f"{found[1] or ''}〔{found[3]}〕{found[6]}号{outer}")
        closes_outer = found[7] and _opened(context.norm, found.start()) is False
        if (
            pair in ("〔)", "(〕", "〔]", "[〕", "(]", "[)", "〔】", "【〕")
            or (pair == "〔〕" and found[9])
            or (pair == "〔〕" and closes_outer)
        ):
            yield Hit(found.start(), found.end(), "文号的括号交叉或者不配对", wanted)
        elif pair == "〔〕" and found[5] and "调" not in (found[1] or ""):
            yield Hit(found.start(), found.end(), "文号里不加“第”字", wanted, Severity.WARN)
        elif pair != "〔〕" and found[1] and not any(extra):
            yield Hit(found.start(), found.end(), "文号的年份应当用六角括号〔〕", wanted, Severity.WARN)


@detects("T2")
def number_incomplete(context: Context) -> Iterator[Hit]:
    """A document number without issuer, without 号, or with a year that is none."""
    for found in _NO_ISSUER.finditer(context.norm):
        yield Hit(found.start(), found.end(), "文号缺少机关代字，无法查找这份文件", "补上发文机关代字")
    for found in _NO_SIGN.finditer(context.norm):
        yield Hit(found.start(1), found.end(1), f"文号缺少“号”字，{LOST}", Mend(found[1] + "号"))
    for found in _ODD_YEAR.finditer(context.norm):
        yield Hit(found.start(), found.end(), "文号的年份不是四位数")
    for found in _LEADING_ZERO.finditer(context.norm):
        yield Hit(
            found.start(),
            found.end(),
            "文号的顺序号不编虚位",
            Mend(found[0].replace(found[1], found[1].lstrip("0") or "1")),
            Severity.WARN,
        )


_DAY_GLUED = re.compile(rf"(?<![\d〔.A-Za-z/-])({_YEAR})(1[0-2]|0?[1-9])([12]\d|3[01]|0?[1-9])日")


_MONTH_GLUED = re.compile(rf"(?<![\d〔.A-Za-z/-])({_YEAR})(1[0-2]|0?[1-9])月")


_ALONE = re.compile(rf"(?:(?<=\n)|(?<=[\u4e00-\u9fff] )|(?<=[府会办局室处]))[ ]*({_YEAR})(1[0-2]|[1-9])([12]\d|3[01]|[1-9])(?=\s|\Z|…)")


_NO_MONTH = re.compile(rf"({_YEAR})年(1[0-2]|[1-9])([12]\d|3[01]|[1-9])日")


_NO_DAY = re.compile(
    rf"({_YEAR})年(1[0-2]|0?[1-9])月([12]\d|3[01]|[1-9])(?=[\u4e00-\u9fff,。;)])(?![日号至到个余名件次场人家条项份期起处户位类天种部多万]|支|轮|批|所|组|本|册|张|点|时)"
)


_FULL = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")


_MONTH_DAY = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})日")


@detects("T2")
def glued_date(context: Context) -> Iterator[Hit]:
    """20251231日, 20256月, 2025730日, or 2025610 in the place of a signature."""
    for found in _DAY_GLUED.finditer(context.norm):
        if made_date(found[1], found[2], found[3]):
            yield Hit(
                found.start(),
                found.end(),
                f"日期缺少“年”“月”，{LOST}",
                Mend(f"{found[1]}年{int(found[2])}月{int(found[3])}日"),
            )
    for found in _MONTH_GLUED.finditer(context.norm):
        yield Hit(found.start(), found.end(), f"日期缺少“年”字，{LOST}", Mend(f"{found[1]}年{int(found[2])}月"))
    for found in _ALONE.finditer(context.norm):
        if made_date(found[1], found[2], found[3]):
            yield Hit(
                found.start(1),
                found.end(),
                f"日期缺少“年”“月”“日”，{LOST}",
                Mend(f"{found[1]}年{int(found[2])}月{int(found[3])}日"),
            )


@detects("T2")
def date_part_lost(context: Context) -> Iterator[Hit]:
    """2025年730日 and 2025年4月30前."""
    for found in _NO_MONTH.finditer(context.norm):
        yield Hit(found.start(), found.end(), f"日期缺少“月”字，{LOST}", Mend(f"{found[1]}年{found[2]}月{found[3]}日"))
    for found in _NO_DAY.finditer(context.norm):
        yield Hit(found.start(), found.end(), f"日期缺少“日”字，{LOST}", Mend(found[0] + "日"))


@detects("T2")
def impossible_date(context: Context) -> Iterator[Hit]:
    """A day that the calendar does not have."""
    for found in _FULL.finditer(context.norm):
        if not made_date(found[1], found[2], found[3]):
            yield Hit(found.start(), found.end(), "日历上没有这一天")
    for found in _MONTH_DAY.finditer(context.norm):
        if not made_date("2024", found[1], found[2]):
            yield Hit(found.start(), found.end(), "日历上没有这一天")
