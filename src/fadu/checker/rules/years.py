"""Rules R1 and R7 to R9: years of headings, dates of publication, norms given as results, growth without numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fadu.checker.document import since
from fadu.checker.outline import Heading, Span, headings, in_plan
from fadu.checker.rules.data import data
from fadu.checker.rules.registry import Context, Hit, Mend, declare, detects, mend
from fadu.kernel.finding import Severity

declare(
    "R1",
    "年份不一致",
    Severity.STOP,
    "题目的年份、第一部分标题的年份、“现将××年情况”的年份应当一致；下一年安排的标题应当是下一年。模板里没有填的空位也在这里指出。"
    "沿用上一年文稿最容易留下这类差错。",
)


declare(
    "R7",
    "发布时间不符",
    Severity.WARN,
    "报告年度尚未结束就已发布，数据不可能是全年数；或者超过公开期限才发布。请写明数据截止日期，必要时补充更正。",
    "《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）",
)


declare(
    "R8",
    "以要求代替结果",
    Severity.NOTE,
    "“每季度开展一次”是制度要求，不是全年结果；写了频次又写了次数的，两者应当对得上。请写实际完成的次数。",
)


declare(
    "R9",
    "笼统的增长或比率",
    Severity.NOTE,
    "“大幅提高”“显著提升”没有数字；“备案率100%”没有件数。读者无法核对。请补上分子、分母或者上年数。",
)


_PLACEHOLDER = re.compile(
    r"\((?:请)?(?:填写|填入|填报|此处|年份|单位名称|机关名称|镇街名称)[^()]{0,12}\)|[【\[](?:请填写|填写|年份|单位|镇名|日期)[^】\]]{0,10}[】\]]|(?<![\d×xX])(?:20)?[×xX_]{2,4}年(?:度)?(?!级)|(?<![A-Za-z])[xX×]{2,3}(?:镇|乡|街道|局|区)(?:人民政府)?"
    r"|(?<=[\u4e00-\u9fff])[xX×]{2,4}(?=(?:余|多)?(?:万?元|件|人次|人|名|场次|场|次|份|%|个|处|起|户))"
)


_HEADED = re.compile(r"(?<!\d)(20\d\d)\s*年")


_NOW = re.compile(r"现[将就][^。\n]{0,24}?(20\d\d)\s*年(?:度)?[^。\n]{0,30}?(?:报告|汇报|汇总|总结|通报)")


_PLAN = re.compile(r"下一步|计划|安排|打算|思路|工作重点|努力方向|展望|部署")


_DONE = re.compile(r"举措|成效|情况|做法|主要工作|总结|开展|落实|回顾|不足|问题")


_RELATIVE = re.compile(r"(?:今年以来|今年|去年|上年度?|明年)(?!来(?!以))")


@detects("R1")
def heading_year(context: Context) -> Iterator[Hit]:
    """The year in a chapter's heading against the year of the title."""
    year = context.profile.year
    if not year or not re.search(r"20\d\d", context.profile.title):
        return
    for heading in headings(context.document):
        told = _HEADED.search(heading.title[:16]) if heading.level <= 2 else None
        if told:
            yield from _mismatch(context, heading, int(told[1]), year)


def _mismatch(context: Context, heading: Heading, told: int, year: int) -> Iterator[Hit]:
    plan = bool(_PLAN.search(heading.title)) and not re.search(r"落实|完成|执行", heading.title)
    if plan and told <= year:
        yield Hit(
            heading.start,
            heading.title_end,
            f"题目是{year}年，下一年安排的标题写成{told}年",
            _with_year(context, heading, told, year + 1),
        )
    elif not plan and _DONE.search(heading.title) and told != year:
        yield Hit(
            heading.start,
            heading.title_end,
            f"题目是{year}年，这一部分的标题写成{told}年",
            _with_year(context, heading, told, year),
        )


def _with_year(context: Context, heading: Heading, told: int, wanted: int) -> Mend:
    at = context.norm.index(str(told), heading.start)
    return mend(context, heading.start, heading.title_end, at, at + 4, str(wanted))


@detects("R1")
def opening_year(context: Context) -> Iterator[Hit]:
    """现将2023年有关情况… in a report for 2024."""
    year = context.profile.year
    titled = re.search(r"20\d\d", context.profile.title)
    for found in _NOW.finditer(context.norm[:3000]) if titled else ():
        if int(found[1]) != year:
            fixed = mend(context, found.start(), found.end(), found.start(1), found.end(1), str(year))
            yield Hit(found.start(), found.end(), f"题目是{year}年，这里写成{found[1]}年", fixed)
    first = re.search(r"(?:(?<=\n)|(?<=[。…:] )|(?<=\n  ))\s*(20\d\d)年(?:以来|度)?,", context.norm[:1500]) if titled else None
    if first and int(first[1]) < year and first.start() < _first_heading(context):
        fixed = mend(context, first.start(1), first.end(), first.start(1), first.end(1), str(year))
        yield Hit(first.start(1), first.end(), f"题目是{year}年，开头写成{first[1]}年", fixed, Severity.WARN)


def _first_heading(context: Context) -> int:
    return next((h.start for h in headings(context.document)), 1500)


@detects("R1")
def placeholder(context: Context) -> Iterator[Hit]:
    """A template's blank left in: (填写年份)年."""
    for found in _PLACEHOLDER.finditer(context.norm):
        yield Hit(found.start(), min(found.end() + 3, len(context.norm)), "模板里的空位没有填写", "填写实际内容")


@detects("R1")
def relative_year(context: Context) -> Iterator[Hit]:
    """今年, 去年 in a report that will be read for years: one remark for all."""
    if context.profile.kind != "annual":
        return
    found = [m for m in _RELATIVE.finditer(context.norm) if not in_plan(context.document, m.start())]
    if found:
        yield Hit(
            found[0].start(),
            found[0].end(),
            f"公开的报告宜写明年份，文中用“今年”“去年”等{len(found)}处",
            "改为具体年份",
            Severity.NOTE,
        )


@detects("R7")
def published_when(context: Context) -> Iterator[Hit]:
    """The date of publication, else of signature, against the end of the year and the last day to publish."""
    told = context.profile
    on, at = _dated(context)
    if told.kind not in ("annual", "disclosure", "enforcement") or not told.year or on is None:
        return
    duty = data("duties")[told.kind]
    last = date(told.year + 1, duty["due_month"], duty["due_day"])
    if on < date(told.year, 12, 31) and on.year == told.year:
        yield Hit(at.start, at.end, f"{told.year}年尚未结束就已发布，不可能是全年数据", "写明数据截止日期，年后补充")
    elif last < on < date(told.year + 2, 1, 1):
        yield Hit(
            at.start,
            at.end,
            f"晚于公开期限{last.year}年{last.month}月{last.day}日",
            "说明原因",
            citation=duty["citation"],
        )


def _dated(context: Context) -> tuple[date | None, Span]:
    told = context.profile
    return (told.published_on, told.published_at) if told.published_on else (told.signed_on, told.signed_at)


@detects("R7")
def dated_ahead(context: Context) -> Iterator[Hit]:
    """A date of publication or a report year that has not come yet."""
    on, at = _dated(context)
    if context.today and on and on > context.today:
        yield Hit(at.start, at.end, "日期在今天之后", "核对日期")
    at = context.profile.title_at
    if context.today and context.profile.year > context.today.year and at.end:
        yield Hit(at.start, at.end, "报告年度还没有到来", "核对年份")


_RATE_OF = re.compile(
    r"每(?P<n>[两二三四]|半)?个?(?P<unit>月|季度?|年|周)(?P<times>\d+|一|两)次(?:的)?(?:频次|频率)?[^,。;\n]{0,24}?(?P<done>\d+)次"
)


_NORM = re.compile(
    r"每(?:[两二三四半])?个?(?:月|季度?|周|年)(?:定期|至少|都|均)?(?:开展|召开|组织|举办|进行)[^,。;\n…\d]{2,24}(?:\d+|一|两)?(?:次|场|期)?(?=[,。;\n…])"
)


_PER_YEAR = {"月": 12, "季": 4, "季度": 4, "周": 52, "年": 1}


@detects("R8")
def frequency_missed(context: Context) -> Iterator[Hit]:
    """每两月1次 beside 5次: six were to be expected."""
    for found in _RATE_OF.finditer(context.norm):
        every = {"两": 2, "二": 2, "三": 3, "四": 4, "半": 0.5, None: 1}[found["n"]]
        times = {"一": 1, "两": 2}.get(found["times"]) or int(found["times"])
        expected = int(_PER_YEAR[found["unit"]] / every * times)
        if int(found["done"]) < expected and not in_plan(context.document, found.start()):
            yield Hit(
                found.start(),
                found.end(),
                f"按所写频次全年应有{expected}次，实写{found['done']}次",
                "核实次数或者改写频次",
                Severity.WARN,
            )


@detects("R8")
def norm_as_result(context: Context) -> Iterator[Hit]:
    """每季度开展专题培训: a rule, not a result."""
    for found in _NORM.finditer(context.norm):
        if context.profile.kind == "annual" and not in_plan(context.document, found.start()):
            yield Hit(found.start(), found.end(), "写的是频次要求，没有写实际完成数", "写全年实际次数")


_VAGUE = re.compile(
    r"(?:知晓率|满意度|满意率|合格率|成功率|化解率|覆盖率|法治意识|法治素养|法治水平)[^,。;\n\d]{0,4}(?:大幅|显著|明显|不断|持续|稳步)(?:提高|提升|增强|上升)"
)


_COMPLIANCE = re.compile(
    r"(?:备案率|合规率|报备率|及时率|规范率|审查率|公开率)(?:[、和与](?:[\u4e00-\u9fff]{1,4}率))*[^,。;\n\d]{0,6}(?:达到?|为|均为|保持|实现)?(?:均)?(?:达到?)?\s*100\s*%"
)


@detects("R9")
def vague_growth(context: Context) -> Iterator[Hit]:
    """知晓率大幅提高, and full compliance rates without counts."""
    for found in _VAGUE.finditer(context.norm):
        if not in_plan(context.document, found.start()):
            yield Hit(found.start(), found.end(), "没有数字，无法核对", "写出前后数值或者调查样本")
    for found in _COMPLIANCE.finditer(context.norm):
        low = since(context.norm, found.start(), "。\n…")
        based = re.match(r"\s*\(\d+/\d+\)", context.norm[found.end() :])
        if not based and not re.search(r"\d+\s*(?:件|份|个|项|条)", context.norm[low : found.start()]):
            yield Hit(found.start(), found.end(), "只有比率没有件数", "写出总数和达到要求的件数")
