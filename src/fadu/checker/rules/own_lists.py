"""Detectors of rules R3 and T8 over the town's own lists, beside the built-in ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fadu.checker.document import plain
from fadu.checker.own_words import Formula
from fadu.checker.rules import text_words, titles  # noqa: F401  they declare the rules
from fadu.checker.rules.registry import Context, Hit, detects, mend


@detects("R3")
def own_formulas(context: Context) -> Iterator[Hit]:
    """A formula no longer written at the end of the report's year, or not yet written today."""
    year = context.profile.year
    end = date(year, 12, 31) if year else context.today
    for formula in context.own.formulas:
        said = _out_of_date(formula, end, context.today)
        for found in re.finditer(re.escape(plain(formula.text)), context.norm) if said else ():
            yield Hit(found.start(), found.end(), said, _instead(context, formula, found), citation=formula.source)


def _out_of_date(formula: Formula, end: date | None, today: date | None) -> str:
    if formula.last and end and formula.last < end:
        return f"“{formula.text}”用到{_day(formula.last)}，报告年度末已经改用新的表述"
    if formula.first and today and formula.first > today:
        return f"“{formula.text}”自{_day(formula.first)}起使用，现在还没有"
    return ""


def _instead(context: Context, formula: Formula, found: re.Match[str]) -> str:
    if not formula.instead:
        return "核对现行表述后改写"
    return mend(context, found.start(), found.end(), found.start(), found.end(), formula.instead)


_TITLE = re.compile(r"《([^《》\n]{2,80}?)》")


@detects("R2")
def own_titles(context: Context) -> Iterator[Hit]:
    """A cited title that is nearly, but not quite, one of the town's own list."""
    own = {titles.bare_title(plain(m[1])): m[0] for f in context.own.formulas if (m := _TITLE.fullmatch(f.text.strip()))}
    for found in _TITLE.finditer(context.norm) if own else ():
        bare = titles.bare_title(found[1])
        near = [whole for name, whole in own.items() if bare != name and titles.alike(name, bare)] if bare not in own else []
        if near:
            right = mend(context, found.start(), found.end(), found.start(), found.end(), near[0])
            yield Hit(found.start(), found.end(), f"文件名称与本镇文件名库中的{near[0]}不一致", right)


@detects("T8")
def own_confusables(context: Context) -> Iterator[Hit]:
    """Words of the town's own list."""
    for word in context.own.confusables:
        for found in re.finditer(re.escape(plain(word.wrong)), context.norm):
            if not _already_right(context, found, word.right, word.wrong):
                why = word.why or f"本镇易错词：应写作“{word.right}”"
                yield Hit(
                    found.start(), found.end(), why, mend(context, found.start(), found.end(), found.start(), found.end(), word.right)
                )


def _already_right(context: Context, found: re.Match[str], right: str, wrong: str) -> bool:
    """Whether the wrong wording stands only inside the right one: 明白人 inside 法律明白人."""
    inside = plain(right).find(plain(wrong))
    start = found.start() - inside
    return inside >= 0 and start >= 0 and context.norm.startswith(plain(right), start)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
