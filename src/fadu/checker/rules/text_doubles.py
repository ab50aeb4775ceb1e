"""Rule T3: what stands twice, from a single character to a whole sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.checker.outline import Heading, headings, sentences
from fadu.checker.rules.registry import Context, Hit, Mend, declare, detects, mend
from fadu.kernel.finding import Severity

declare(
    "T3",
    "文字重复",
    Severity.WARN,
    "字、词、标点、分句、标题或者整句重复，多为粘贴、修改时留下。叠词和固定用语不算。请删去多余的一处；整句重复的，确认是否漏改了第二处。",
)

_AFTER_ORDINAL = re.compile(r"(?:[一二三四五六七八九十]|其[一二三四])是是(?!否|非)")
# A function word twice; the text before or behind excuses it when each belongs to its own word (目的的, 以及及时).
_FUNCTION = (
    ("的", r"目|有|标", r"确"),
    ("了", r"为|除", r"解|结|然|却|如"),
    ("和", r"温|共|总|饱|缓|柔|平|调|随|祥", r"谐|解|平|睦|美"),
    ("在", r"存|现|正|实|内|外|潜|所|旨", r"于|线|职|建|册|编|岗|校|押|逃|全"),
    ("与", r"参|给|赋|授", r"会|人"),
    ("及", r"以|涉|普|危|触|顾|波", r"时|格|早"),
    ("对", r"针|面|反|相|核|绝|应|校|比", r"象|待|照|策|接|口|外|标|比|方|于|话"),
    ("为", r"作|行|认|成|因|以|人|视|称|更|转|改|变|列|分|较|最|尤", r"民|了|人|主|期|此|何|企|群|基"),
    ("是", r"但|于|还|就|也|都|若|凡|总", r"否|非"),
    ("将", r"即|大", r"来|军|近|要"),
    ("并", r"合", r"非|且|购|行|重|举|联"),
    ("以", r"可|予|加|难|足|得|所|借|给|何", r"及|上|下|来|后|前|内|外|便|案|人|法"),
    ("把", r"", r"握|关|控|脉"),
    ("被", r"", r""),
    ("由", r"理|自|缘|事", r"于|此"),
    ("向", r"方|面|导|倾|定|走|动|双", r"前|上|好|社"),
    ("从", r"服|听|自|无", r"严|事|而|业|快|重"),
    ("该", r"应", r""),
)
_AGAIN = re.compile(r"([\u4e00-\u9fff]{2,14})\1")
_AGAIN_FINE = re.compile(
    r"^(?:一[件户村个项条步次点一]|[一二三四五六七八九十百千]+|研究|讨论|考虑|了解|商量|逐[户村条件项]|等等|哈哈|某某|一家|一一|个个|人人|方方|天天)$"
)
_CLAUSE_AGAIN = re.compile(r"(?:(?<=[,。;:、\n])|\A)([\u4e00-\u9fff“”《》]{5,40})[,。;、]\1(?=[,。;\n]|\Z)")
_TRIPLE = re.compile(r"([\u4e00-\u9fff])\1\1")
_MARKS_TWICE = re.compile(r"([,、;。:])\s?[,、;。:]+")
_YEAR_TWICE = re.compile(r"(?<=\d)年年(?![初底中末终度报])|(?<=\d)月月(?!底)|(?<=\d)日日(?!夜)|年年度|年度年度")
_BOTH_SIDES = re.compile(r"(切实|进一步|不断|扎实|大力|认真|持续|充分)(?!性)[^,。;、:\n]{2,16}?\1")
_DOUBLE_YEARLY = re.compile(r"20\d\d\s*年度[^\n,。;…《》]{0,24}?年度(?:工作)?(?:报告|总结|情况)")
_KINDS = "方案|规划|办法|规定|条例|意见|通知|纲要|要点|计划|制度|清单|细则|决定|报告|标准"
_KIND_TWICE = re.compile(rf"({_KINDS})(?:\([^()》]*\))?》(?:\([^()]*\))?\s*\1(?!书|人|制|化|性|中|里|对|所)")
_INLINE_HEADING = re.compile(r"((?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\)|\d{1,2}[.、])[^\s。;]{3,30})\s+\1")


@detects("T3")
def ordinal_doubled(context: Context) -> Iterator[Hit]:
    """三是是法治."""
    for found in _AFTER_ORDINAL.finditer(context.norm):
        end = min(found.end() + 2, len(context.norm))
        yield Hit(found.start(), end, "“是”字重复", mend(context, found.start(), end, found.end() - 1, found.end(), ""))


@detects("T3")
def function_word_doubled(context: Context) -> Iterator[Hit]:
    """的的, 了了, 在在, unless each belongs to its own word."""
    for word, before, behind in _FUNCTION:
        place = context.norm.find(word * 2)
        while place >= 0:
            fine = (before and re.match(before, context.norm[place - 1 : place] or "。")) or (
                behind and re.match(behind, context.norm[place + 2 : place + 3] or "。")
            )
            if not fine and context.norm[place - 2 : place] not in ("一是", "二是"):
                low, high = max(place - 2, 0), min(place + 4, len(context.norm))
                yield Hit(low, high, f"“{word}”字重复", mend(context, low, high, place, place + 1, ""))
            place = context.norm.find(word * 2, place + 2)


@detects("T3")
def word_doubled(context: Context) -> Iterator[Hit]:
    """坚持坚持, and longer pieces pasted twice in a row."""
    for found in _AGAIN.finditer(context.norm):
        if not _AGAIN_FINE.match(found[1]) and not re.fullmatch(r"(.)\1+", found[1]):
            yield Hit(found.start(), found.end(), "文字重复", Mend(found[1]))
    for found in _TRIPLE.finditer(context.norm):
        yield Hit(found.start(), found.end(), "同一个字连写三次", Mend(found[1]))


@detects("T3")
def clause_doubled(context: Context) -> Iterator[Hit]:
    """明确职责分工，明确职责分工，: a clause pasted twice."""
    for found in _CLAUSE_AGAIN.finditer(context.norm):
        yield Hit(found.start(1), found.end(), "分句重复", Mend(context.document.text[found.start(1) : found.end(1)]))


@detects("T3")
def mark_doubled(context: Context) -> Iterator[Hit]:
    """,, or 、, and the like."""
    for found in _MARKS_TWICE.finditer(context.norm):
        if "\n" not in found[0] and found[0].replace(" ", "") not in (":、",):
            low, high = context.document.line_at(found.start())
            start, end = max(found.start() - 3, low), min(found.end() + 3, high)
            yield Hit(start, end, "标点重复或者相互冲突", mend(context, start, end, found.start() + 1, found.end(), ""))


@detects("T3")
def year_doubled(context: Context) -> Iterator[Hit]:
    """2025年年, or 年度 twice in one title."""
    for found in _YEAR_TWICE.finditer(context.norm):
        start, kept = max(found.start() - 4, 0), "年度" if "度" in found[0] else found[0][0]
        yield Hit(
            start,
            found.end(),
            "“年”“月”“日”或者“年度”重复",
            mend(context, start, found.end(), found.start(), found.end(), kept),
        )
    for found in _DOUBLE_YEARLY.finditer(context.norm[:600]):
        yield Hit(
            found.start(),
            found.end(),
            "题目里“年度”出现两次",
            Mend(re.sub("年度", "年", context.document.text[found.start() : found.end()], count=1)),
        )


@detects("T3")
def modifier_doubled(context: Context) -> Iterator[Hit]:
    """扎实做好对调解组织的扎实指导."""
    for found in _BOTH_SIDES.finditer(context.norm):
        if "…" not in found[0] and not re.search(r"和|与|并", found[0]):
            yield Hit(
                found.start(),
                min(found.end() + 2, len(context.norm)),
                f"同一分句里“{found[1]}”出现两次",
                f"删去一个“{found[1]}”",
            )


@detects("T3")
def kind_doubled(context: Context) -> Iterator[Hit]:
    """《…方案》方案."""
    for found in _KIND_TWICE.finditer(context.norm):
        start = max(context.norm.rfind("《", 0, found.start()), found.start() - 10)
        yield Hit(start, found.end(), f"书名号后面重复了“{found[1]}”", f"删去书名号后面的“{found[1]}”")


@detects("T3")
def heading_doubled(context: Context) -> Iterator[Hit]:
    """A heading printed twice in a row, on one line or on two."""
    for found in _INLINE_HEADING.finditer(context.norm):
        yield Hit(found.start(), found.end(), "标题连续出现两次", Mend(found[1]))
    found_before: Heading | None = None
    for heading in headings(context.document):
        same = found_before and (found_before.level, found_before.ordinal, found_before.title) == (
            heading.level,
            heading.ordinal,
            heading.title,
        )
        if same and found_before and heading.title and not context.norm[found_before.title_end : heading.start].strip(" \n。"):
            yield Hit(heading.start, heading.title_end, "标题连续出现两次", "删去一处")
        found_before = heading


@detects("T3")
def title_doubled(context: Context) -> Iterator[Hit]:
    """The title stands twice and the two differ: 年度 in one, 年 in the other."""
    at = context.profile.title_at
    title = context.profile.title
    if not title or len(title) < 10:
        return
    tail = context.norm[at.end : at.end + 90]
    again = re.match(r"[\s|]*([^\n。…,]{8,60}?(?:报告|情况|总结|年报))", tail)
    if not again:
        return
    one, other = re.sub(r"\s", "", title), re.sub(r"\s", "", again[1])
    if one != other and _near(one, other):
        yield Hit(at.start, at.end + again.end(), "题目出现两次而且不一致", "统一题目，只留一处")


@detects("T3")
def sentence_doubled(context: Context) -> Iterator[Hit]:
    """The same sentence of some length twice in one report."""
    seen: dict[str, int] = {}
    for span in sentences(context.document):
        text = context.norm[span.start : span.end].strip()
        if len(text) < 16 or not text.endswith("。"):
            continue
        if text in seen:
            yield Hit(span.start, span.end, "整句重复", "删去一处，或者核对是否漏改")
        seen[text] = span.start


def _near(one: str, other: str) -> bool:
    """Whether one title is the other with a few characters more or less."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 12:
        return False
    rest = iter(long)
    return sum(char in rest for char in short) >= len(short) - 2
