"""Rules N1, N2, N5 and N10: impossible rates, merged counts, rounded money, more settled than received."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fadu.checker.document import since
from fadu.checker.figures import Mention, Role, mentions
from fadu.checker.outline import in_plan
from fadu.checker.rules.registry import Context, Hit, declare, detects
from fadu.kernel.finding import Severity

declare(
    "N1",
    "比率超出可能范围",
    Severity.STOP,
    "成功率、合格率、覆盖率一类比率只能在0到100%之间；“达100%以上”没有意义。增长幅度、任务完成率不受此限。请核对分子、分母。",
)


declare(
    "N2",
    "两个数量合并成一个",
    Severity.NOTE,
    "“排查化解95件”“发现并整改35个”把发现数和办结数写成一个数，二者必然相等，成功率无从核对。请分别写受理、办结、在办。",
)


declare(
    "N5",
    "金额取整或单位不符",
    Severity.WARN,
    "罚没金额在非税系统里有精确数，不宜写“余”“约”；同一列数里混入别的单位，不能相加。",
)


declare(
    "N10",
    "办结多于受理",
    Severity.WARN,
    "同一范围内，办结、化解、整改的数量不应多于受理、排查、发现的数量；含上年结转的应当写明。",
)


_RATE_BEFORE = re.compile(r"(?:率|比例|占比|占[^,。;]{0,8})[^,。;%]{0,8}$")


_MAY_EXCEED = re.compile(r"增长|上升|下降|减少|提高|增幅|同比|环比|较|比|完成(?:率|任务|目标)|翻|超额|增加|达成率|目标任务")


_ABOVE = re.compile(r"(?<![\d.])100\s*%\s*以上|(?:超过|超|逾|高于|大于)\s*100\s*%")


@detects("N1")
def impossible_rate(context: Context) -> Iterator[Hit]:
    """A rate over 100 or under 0."""
    for found in _ABOVE.finditer(context.norm):
        before = context.norm[max(found.start() - 16, 0) : found.start()].rpartition(",")[2]
        if not _MAY_EXCEED.search(before):
            yield Hit(
                found.start() - (1 if context.norm[found.start() - 1] == "达" else 0),
                found.end(),
                "比率不可能超过100%",
                "核对后写实际比率",
            )
    for found in re.finditer(r"(?<![\d.])(-?\d+(?:\.\d+)?)\s*%", context.norm):
        clause = re.split(r"[,。;\n]", context.norm[max(found.start() - 24, 0) : found.start()])[-1]
        value = Decimal(found[1])
        out = value > 100 or (value < 0 and found[1].startswith("-"))
        if out and _RATE_BEFORE.search(clause) and not _MAY_EXCEED.search(clause):
            yield Hit(max(found.start() - 6, 0), found.end(), "比率不在0到100%之间", "核对分子、分母")


_MERGED = re.compile(
    r"(?:(?:排查|发现|受理|收到|接到|摸排|查出|巡查)(?:、|并|和|及|出)?(?:及时|督促|立即|现场|已|全部|有效|成功)?"
    r"(?:化解|整改|办结|调处|处理|解决|调解|消除|治理|销号|处置))(?:完成|到位)?(?:各类|安全|生产|一般|重大|风险|消防|基层)?(?:、)?"
    r"(?:矛盾|纠纷|隐患|问题|信访|投诉|案件|事项|矛盾纠纷|安全隐患|风险隐患|线索)[\u4e00-\u9fff]{0,4}?(?:共|达|共计)?\s*\d[\d,]*\s*余?\s*(?:件|起|个|处|条|项|宗|例)"
)


@detects("N2")
def merged_quantities(context: Context) -> Iterator[Hit]:
    """排查化解纠纷95件; a warning when a rate of success is stated beside it."""
    for found in _MERGED.finditer(context.norm):
        if in_plan(context.document, found.start()):
            continue
        beside = re.match(r"[^。\n…]{0,20}(?:成功率|化解率|整改率|办结率)", context.norm[found.end() :])
        what = "，所写的比率无从核对" if beside else ""
        yield Hit(
            found.start(),
            found.end(),
            f"发现数与办结数合并成了一个数{what}",
            "分别写发现数和整改数" if re.search(r"隐患|问题", found[0]) else "分别写受理、办结、在办",
            Severity.WARN if beside else None,
        )


_FINES = re.compile(r"(?:罚没|罚款|罚金)[^,。;\n\d]{0,8}$")


@detects("N5")
def rounded_money(context: Context) -> Iterator[Hit]:
    """罚没金额0.7万余元."""
    for mention in mentions(context.document):
        before = context.norm[max(mention.start - 12, 0) : mention.start]
        if mention.family == "money" and not mention.exact and _FINES.search(before):
            lead = len(re.search(r"(?:罚没|罚款|罚金)[^,。;\n\d]{0,8}$", before)[0])  # type: ignore[index]
            yield Hit(mention.start - lead, mention.end, "罚没金额有精确数，不宜取整", "按非税系统写到元")


_RECEIVED = re.compile(
    r"(?<!新)(?:受理|收到|发生|接到|排查|登记|摸排)(?!.{0,3}(?:化解|调处|整改))[^,。;\n\d]{0,10}(?:纠纷|案件|申请|投诉|矛盾|信访|隐患|问题|事项|工单)[^,。;\n\d]{0,3}$|(?<!新)(?:发现|排查)[^,。;\n\d]{0,6}(?:问题|隐患)[^,。;\n\d]{0,3}$"
)


_SETTLED = re.compile(r"(?:化解|调解|调处|办结|整改|答复)[^,。;\n\d]{0,10}$")


@detects("N10")
def settled_over_received(context: Context) -> Iterator[Hit]:
    """调解68件 beside 受理52件."""
    found = [m for m in mentions(context.document) if m.family in ("cases", "items") and m.exact and m.role is not Role.NORM]
    for span in re.finditer(r"[^。\n…]+", context.norm):
        text = span[0]
        if re.search(r"结转|上年|历年|累计化解|积案", text):
            continue
        inside = [m for m in found if span.start() <= m.start < span.end()]
        received = [m for m in inside if _RECEIVED.search(_clause(context, m)) and not _SETTLED.search(_clause(context, m))]
        settled = [m for m in inside if _SETTLED.search(_clause(context, m)) and not re.search(r"未|率|不", _clause(context, m))]
        yield from _over(context, received, settled)


def _over(context: Context, received: list[Mention], settled: list[Mention]) -> Iterator[Hit]:
    for done in settled:
        kin = [r for r in received if r.family == done.family and _same_matter(context, r, done)]
        if kin and done.value > max(r.value for r in kin):
            clause = _clause(context, done)
            most = max(kin, key=lambda r: r.value)
            yield Hit(done.start - len(clause), done.end, f"办结{done.text}，多于受理的{most.text}", "核对，含上年结转的写明")


def _same_matter(context: Context, one: Mention, other: Mention) -> bool:
    """Whether both name the same matter, or one of them names none."""
    nouns = [set(re.findall(r"纠纷|隐患|问题|申请|投诉|信访|工单|案件", _clause(context, m))) for m in (one, other)]
    return not nouns[0] or not nouns[1] or bool(nouns[0] & nouns[1])


def _clause(context: Context, mention: Mention) -> str:
    low = since(context.norm, mention.start, ",。;:\n…、")
    return context.norm[low : mention.start]
