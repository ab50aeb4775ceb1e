"""Rule N9: growth against the two numbers, 同比 against 环比, the trend of a total against its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fadu.checker.figures import mentions
from fadu.checker.figures.units import COUNTED
from fadu.checker.rules.registry import Context, Hit, declare, detects, mend
from fadu.kernel.finding import Severity

declare(
    "N9",
    "增减表述有误",
    Severity.WARN,
    "环比写成同比、“同比”与“同上年相比”重叠、按写出的两期数重算的增幅不符、各分项都升而总数下降，都在这里指出。",
)


_MONTHS = re.compile(r"(\d{1,2})月[^。\n]{0,20}?比(?:上月|\d{1,2}月)[^。\n]{0,16}?同比")


_PLEONASM = re.compile(r"(?:同|与|较|比)(?:上年|去年|上一年)(?:同期)?(?:相比)?[^,。;\n\d]{0,4}同比|同比(?:上年|去年)同期(?:相比)?")


_GREW = re.compile(
    r"(?:较|比)(?:上年|去年|20\d\d年|上期)(?:同期)?的?\s*(\d+)\s*(?:件|起|次|宗|人|场次|场|份|项|个|条|名)[^,。;\n]{0,4}?(增长|上升|增加|下降|减少)(?:了)?\s*(\d+(?:\.\d+)?)\s*%"
)


_TWO_YEARS = re.compile(
    r"由(?:上年|去年|20\d\d年)?的?\s*(\d+)\s*(?:件|起|次|宗|人|场次|场|份|项|个|条|名)[^,。;\n]{0,4}?(?P<verb>增至|增加到|上升到|升至|减至|减少到|下降到|降至)\s*(\d+)"
)


@detects("N9")
def growth_label(context: Context) -> Iterator[Hit]:
    """A month-on-month change called 同比, or 同比 said twice."""
    for found in _MONTHS.finditer(context.norm):
        start, end = found.end() - 2, min(found.end() + 8, len(context.norm))
        yield Hit(start, end, "与上月相比是环比，不是同比", mend(context, start, end, start, start + 2, "环比"))
    for found in _PLEONASM.finditer(context.norm):
        yield Hit(found.start(), min(found.end() + 2, len(context.norm)), "“同比”就是与上年同期相比，不必重复", "删去一处")


@detects("N9")
def growth_recomputed(context: Context) -> Iterator[Hit]:
    """A rate of growth whose base and value both are stated."""
    found = mentions(context.document)
    for match in _GREW.finditer(context.norm):
        before = [m for m in found if m.end <= match.start() and match.start() - m.end <= 4 and m.family in COUNTED and m.exact]
        if before and int(match[1]):
            yield from _judge_growth(match, before[-1].value, Decimal(match[1]), match[2], match[3])
    for match in _TWO_YEARS.finditer(context.norm):
        up = match["verb"][0] in "增上升"
        if up != (int(match[3]) > int(match[1])):
            yield Hit(match.start(), match.end(), "增减用语与前后两个数相反", "核对数字或者改用语")


def _judge_growth(match: re.Match[str], now: Decimal, base: Decimal, verb: str, printed: str) -> Iterator[Hit]:
    change = (now - base) * 100 / base
    up = verb in ("增长", "上升", "增加")
    digits = len(printed.partition(".")[2])
    right = abs(change).quantize(Decimal(1).scaleb(-digits))
    if up != (change > 0) and change != 0:
        yield Hit(match.start(), match.end(), "增减方向与前后两个数相反", "核对数字或者改用语")
    elif abs(right - Decimal(printed)) > Decimal(1).scaleb(-digits):
        yield Hit(match.start(), match.end(), f"按写出的两个数重算是{right}%", f"核对；按所写件数是{right}%")


@detects("N9")
def growth_indivisible(context: Context) -> Iterator[Hit]:
    """136件次,较2024年增长23%: some whole number must have been the base."""
    pattern = re.compile(r"(?:较|比|同比)(?:上年|去年|20\d\d年)?(?:同期)?(增长|上升|增加|下降|减少)(?:了)?(\d+(?:\.\d+)?)%")
    found = mentions(context.document)
    for match in pattern.finditer(context.norm):
        before = [m for m in found if m.end <= match.start() and match.start() - m.end <= 3 and m.family in COUNTED and m.exact]
        if (
            before
            and before[-1].value < 2000
            and not _has_base(before[-1].value, Decimal(match[2]), match[1] in ("增长", "上升", "增加"), match[2])
        ):
            yield Hit(
                match.start(),
                match.end(),
                f"没有一个整数作上年数，能使{before[-1].text}的增减恰为{match[2]}%",
                "核对上年数",
                Severity.NOTE,
            )


def _has_base(now: Decimal, rate: Decimal, up: bool, printed: str) -> bool:
    factor = 1 + rate / 100 * (1 if up else -1)
    if factor <= 0:
        return True
    near, digits = int(now / factor), len(printed.partition(".")[2])
    step = Decimal(1).scaleb(-digits)
    return any(abs(abs(now - b) * 100 / b - rate) <= step for b in range(max(near - 2, 1), near + 4))


@detects("N9")
def trend_contradicted(context: Context) -> Iterator[Hit]:
    """The total falls while every part rises, or the other way round."""
    down, up = r"(?:下降|减少|降低)", r"(?:增长|上升|增加)"
    for sentence in re.finditer(r"[^。\n…]+", context.norm):
        head, cue, tail = sentence[0].partition("其中")
        if not cue:
            continue
        fall, rise = re.findall(rf"{down}了?\d+(?:\.\d+)?%", head), re.findall(rf"{up}了?\d+(?:\.\d+)?%", head)
        falls, rises = re.findall(rf"{down}了?\d+(?:\.\d+)?%", tail), re.findall(rf"{up}了?\d+(?:\.\d+)?%", tail)
        if len(falls) + len(rises) >= 2 and ((fall and not rise and not falls) or (rise and not fall and not rises)):
            yield Hit(sentence.start(), sentence.end(), "总数与各分项的增减方向相反", "核对总数和各分项")
