"""Rules S1 to S6 and C1: required parts, topics, headings, formalities, measures and absolute claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.checker.figures import mentions
from fadu.checker.figures.mention import Role
from fadu.checker.outline import Heading, headings, in_plan, plan_spans
from fadu.checker.rules.data import data
from fadu.checker.rules.registry import Context, Hit, declare, detects
from fadu.kernel.finding import Severity

declare(
    "S1",
    "缺少必备部分",
    Severity.STOP,
    "法治政府建设年度报告应当写五个方面：上一年度主要举措和成效，存在的不足和原因，党政主要负责人履行第一责任人职责的情况，"
    "下一年度主要安排，其他需要报告的情况。第一责任人的情况要有自己的一节，不能只用半句话带过。",
    "《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）第二十六条",
)
declare(
    "S2",
    "应写事项未写",
    Severity.NOTE,
    "行政复议应诉、信息公开、执法人员、处罚程序、法制审核、述法等事项，有数据写数据，没有发生的写明“无此情形”。",
)
declare(
    "S3",
    "标题与内容不符",
    Severity.NOTE,
    "小标题的内容不属于上级标题，例如普法、纠纷化解放在“规范执法”之下。请调整结构或者改大标题。",
)
declare(
    "S4",
    "文号、落款或日期缺失",
    Severity.WARN,
    "字号栏留空，或者没有署名、成文日期。报送件应当有文号、主送机关、落款和日期；网页版没有文号的，不要留空栏。",
    "《党政机关公文处理工作条例》第九条",
)
declare(
    "S5",
    "计划没有指标",
    Severity.NOTE,
    "下一年安排没有一个可以核对的数量或者时限，年底无法检查。宜写明完成时限、数量和责任单位；计划里的数字不能当作成果。",
)
declare(
    "S6",
    "整章没有数字",
    Severity.NOTE,
    "举措和成效的一个部分没有任何数字，读者看不到做了多少。请补上可以核对的数据，没有发生的写明无此情形。",
)
declare(
    "C1",
    "绝对化表述",
    Severity.NOTE,
    "“所有”“全部”“均”“杜绝”等全称判断，一个反例就能推翻。请核对证据，或者写出总数与达到要求的数量。",
)


@detects("S1")
def required_parts(context: Context) -> Iterator[Hit]:
    """The parts that the annual report must have, in a text that is whole."""
    if context.profile.kind != "annual" or not context.profile.whole or context.profile.level == "":
        return
    titles = [h for h in headings(context.document) if h.level <= 3]
    for part in data("duties")["part"]:
        if not any(re.search(part["words"], h.title) for h in titles):
            hit = _absent(context, part)
            if hit:
                yield hit


def _absent(context: Context, part: dict[str, str]) -> Hit | None:
    """Where to say that a part is missing: at the words that touch on it, else at the title."""
    if part["key"] == "measures":
        return None
    touched = re.search(rf"[^,。;\n]{{0,12}}(?:{part['words']})[^,。;\n]{{0,6}}", context.norm)
    if part["key"] == "cause" and touched:
        return None
    at = (touched.start(), touched.end()) if touched and part["key"] == "leader" else _title_at(context)
    said = "只是带过，没有单独成节" if touched and part["key"] == "leader" else "没有写"
    return Hit(*at, f"缺少必备部分：{part['name']}（{said}）", f"增加一节：{part['name']}")


def _title_at(context: Context) -> tuple[int, int]:
    at = context.profile.title_at
    return (at.start, at.end) if at.end else context.document.line_at(0)


@detects("S2")
def expected_topics(context: Context) -> Iterator[Hit]:
    """Topics with neither data nor an explicit nil, in one remark."""
    if context.profile.kind != "annual" or not context.profile.whole or context.profile.level != "township":
        return
    missing = [t["name"] for t in data("duties")["topic"] if not re.search(t["words"], context.norm)]
    if missing:
        start, end = _title_at(context)
        yield Hit(start, end, "没有写，也没有说明无此情形：" + "、".join(missing), "补上数据，或者写明未发生")


@detects("S3")
def misplaced(context: Context) -> Iterator[Hit]:
    """普法 under 规范执法."""
    parent: Heading | None = None
    for heading in headings(context.document):
        if heading.level <= 2:
            parent = heading
        elif heading.level == 3 and parent and parent.level == 2:
            for subject in data("duties")["subject"]:
                if re.search(subject["heading"], heading.title) and _foreign(subject, parent.title):
                    yield Hit(
                        heading.start,
                        heading.title_end,
                        f"“{subject['name']}”放在“{_printed(context, parent)}”之下",
                        "调整结构或者改大标题",
                    )


def _printed(context: Context, heading: Heading) -> str:
    """The heading as the report prints it, shortened."""
    return context.document.text[heading.title_start : heading.title_end].strip()[:20]


def _foreign(subject: dict[str, str], parent: str) -> bool:
    return bool(re.search(subject["not_under"], parent)) and not re.search(subject["heading"], parent)


_BLANK = re.compile(r"(?:发文)?[字文]\s*号\s*[\])】]?\s*:[ \t]*(?=\n|\Z|\|)")


@detects("S4")
def blank_number(context: Context) -> Iterator[Hit]:
    """字号: with nothing behind it."""
    for found in _BLANK.finditer(context.norm[:1500]):
        yield Hit(found.start(), found.end(), "字号栏是空的", "填写发文字号，没有的删去此栏")


@detects("S4")
def unsigned(context: Context) -> Iterator[Hit]:
    """No signature with a date at the end of a whole report, and no date at its head."""
    told = context.profile
    if (
        told.kind == "annual"
        and told.whole
        and not told.signed_on
        and not re.search(r"20\d\d年\d{1,2}月\d{1,2}日\s*\Z", context.norm[-60:].strip())
    ):
        start, end = _title_at(context)
        yield Hit(start, end, "文末没有落款和成文日期", "补上署名和日期", Severity.NOTE)


@detects("S5")
def plan_without_measure(context: Context) -> Iterator[Hit]:
    """A chapter about next year with hardly a number."""
    if context.profile.kind != "annual" or not context.profile.whole:
        return
    targets = [m for m in mentions(context.document) if m.role is Role.NORM and in_plan(context.document, m.start)]
    spans = plan_spans(context.document)
    if spans and len(targets) <= 1:
        heading = next(h for h in headings(context.document) if h.start == spans[0].start)
        yield Hit(
            heading.start,
            heading.title_end,
            f"下一年安排里可以核对的数字只有{len(targets)}个",
            "补上数量、时限和责任单位",
        )


@detects("S6")
def chapter_without_figure(context: Context) -> Iterator[Hit]:
    """A section of measures and results without a single figure."""
    if context.profile.kind != "annual" or not context.profile.whole:
        return
    chapter = ""
    for heading in headings(context.document):
        chapter = heading.title if heading.level == 1 else chapter
        results = heading.level == 2 and not re.search(r"不足|问题|原因|下一步|计划|安排|打算|短板", chapter)
        long = heading.body_end - heading.title_end > 260
        if results and long and not any(heading.start <= m.start < heading.body_end for m in mentions(context.document)):
            yield Hit(heading.start, heading.title_end, "这一部分没有一个数字", "补上可以核对的数据")


_ABSOLUTE = re.compile(
    r"所有[\u4e00-\u9fff]{2,10}(?:均|都|全部)(?:做到|实现|达到|符合|合法)?[\u4e00-\u9fff、]{2,14}|(?:全部|一律)(?:做到|实现|达到)[\u4e00-\u9fff]{2,10}|"
    r"无一(?:例|起|人|件)[\u4e00-\u9fff]{2,8}|(?:从未|绝无)[\u4e00-\u9fff]{2,8}|实现(?:了)?(?:零投诉|零事故|零差错|零上访|零失误)|彻底(?:杜绝|消除|解决)[\u4e00-\u9fff]{2,8}"
)


@detects("C1")
def absolute(context: Context) -> Iterator[Hit]:
    """所有案件均…: one counter-example would refute it."""
    for found in _ABSOLUTE.finditer(context.norm):
        if not in_plan(context.document, found.start()):
            yield Hit(
                found.start(),
                found.end(),
                "绝对化的断言需要逐件核对的证据",
                "写出总数和核查情况，或者改用留有余地的说法",
            )
