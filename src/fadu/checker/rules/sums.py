"""Rules N4 and N11 to N13: parts against their total, forced identities, labels of parts, untold rests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fadu.checker import arithmetic
from fadu.checker.document import since
from fadu.checker.figures import Mention, mentions
from fadu.checker.rules.numbers import _clause
from fadu.checker.rules.registry import Context, Hit, declare, detects
from fadu.kernel.finding import Severity

declare(
    "N4",
    "分项与总数不符",
    Severity.STOP,
    "“其中”各项之和应当等于总数，或者明确还有其他。分项之和大于总数、封闭的两分法对不上、差额很小而没有说明的，都要核实。"
    "一案多种处罚按最重的一种计一件。",
)


declare(
    "N11",
    "勉强凑成的等式",
    Severity.WARN,
    "把不同批次的数量相加凑成总数：撤销的许可属于以前年度的准予，不予受理的申请不在受理之内。等式虽然成立，口径不对。",
)


declare(
    "N12",
    "分项名称缺失或重复",
    Severity.WARN,
    "两个分项用了同一名称，或者分项名称就是总数的名称，多为丢字。请补全分项名称。",
)


declare(
    "N13",
    "余数没有说明",
    Severity.NOTE,
    "总数减去已写明的一项还有剩余，没有说明剩余的去向。请写明在办、结转或者其他情形。",
)


@detects("N4")
def parts_and_whole(context: Context) -> Iterator[Hit]:
    """Stated parts against their total."""
    for one in arithmetic.sums(context.document):
        hit = _judge_sum(context, one)
        if hit:
            yield hit


def _judge_sum(context: Context, one: arithmetic.Sum) -> Hit | None:
    if one.fits or (not one.group.adjacent and not arithmetic.near_miss(one) and not one.group.closed):
        return None
    parts = " + ".join(arithmetic.shown(p.value) for p in one.parts)
    said = f"{parts} = {arithmetic.shown(one.whole)}，总数写{arithmetic.shown(one.total.value)}"
    start, end = one.total.start, one.parts[-1].end
    if _split(one) and one.group.adjacent:
        start, end, said = _split_hit(one)
    if one.whole > one.total.value:
        if one.group.adjacent and not _overlapping(context, one):
            return Hit(start, end, f"分项之和大于总数：{said}", "核对总数和分项")
        return None
    if arithmetic.near_miss(one):
        return Hit(
            start,
            end,
            f"分项之和与总数相差{arithmetic.shown(one.total.value - one.whole)}：{said}",
            "核对总数和分项，或者写明其余",
            Severity.WARN,
        )
    if one.group.closed and one.group.cue != "(":
        return Hit(
            start,
            end,
            f"分项之和小于总数，差额{arithmetic.shown(one.total.value - one.whole)}没有说明：{said}",
            "核对，或者写明其余",
        )
    return None


def _split(one: arithmetic.Sum) -> bool:
    labels = [p.indicator for p in one.parts[:2]]
    return one.group.closed and len(one.parts) > 2 and set(labels) == {"penalty.summary", "penalty.ordinary"}


def _split_hit(one: arithmetic.Sum) -> tuple[int, int, str]:
    """Of a longer list the first two parts, when they are meant to exhaust the total."""
    two = one.parts[:2]
    whole = two[0].value + two[1].value
    said = f"{arithmetic.shown(two[0].value)} + {arithmetic.shown(two[1].value)} = {arithmetic.shown(whole)}，总数写{arithmetic.shown(one.total.value)}"
    return two[0].start - 6, two[1].end, said


def _overlapping(context: Context, one: arithmetic.Sum) -> bool:
    """Whether some part carries other things over, or one part alone already is the whole."""
    text = re.sub(r"\((?:上年|去年)[^()]*\)", "", context.norm[one.total.start : one.parts[-1].end])
    return bool(re.search(r"结转|上年|含\d|重复|同时|兼", text)) or (
        len(one.parts) > 2 and any(p.value == one.total.value for p in one.parts)
    )


@detects("N4")
def done_and_open(context: Context) -> Iterator[Hit]:
    """受理 = 办结 + 在办."""
    for triple in arithmetic.triples(context.document):
        text = context.norm[triple.whole.start : triple.rest.end]
        if not triple.fits and not re.search(r"结转|上年", text):
            whole = triple.done.value + triple.rest.value
            yield Hit(
                triple.whole.start,
                triple.rest.end,
                f"{arithmetic.shown(triple.done.value)} + {arithmetic.shown(triple.rest.value)} = {arithmetic.shown(whole)}，"
                f"总数写{arithmetic.shown(triple.whole.value)}",
                "核对总数和分项",
            )


_SUMMED = re.compile(r"(?:共|共计|合计|总计)\s*$")


@detects("N4")
def listed_then_total(context: Context) -> Iterator[Hit]:
    """A、B、C共计N件: the parts stand before the total."""
    found = mentions(context.document)
    for index, total in enumerate(found):
        before = context.norm[max(total.start - 3, 0) : total.start]
        if not _SUMMED.search(before) or not total.exact:
            continue
        parts = _run_before(context, found, index)
        if len(parts) >= 2 and re.fullmatch(r"[,、]?(?:共|共计|合计|总计)", context.norm[found[index - 1].end : total.start].strip()):
            whole = sum((p.value for p in parts), Decimal(0))
            if whole != total.value and all(p.exact for p in parts):
                yield Hit(
                    parts[0].start,
                    total.end,
                    f"分项之和{arithmetic.shown(whole)}与合计{arithmetic.shown(total.value)}不符",
                    "核对总数和分项",
                )


def _run_before(context: Context, found: tuple[Mention, ...], index: int) -> list[Mention]:
    run: list[Mention] = []
    for mention in reversed(found[:index]):
        nxt = run[-1] if run else found[index]
        between = context.norm[mention.end : nxt.start]
        if mention.unit != found[index].unit or re.search(r"[。;\n…]", between) or len(between) > 24:
            break
        run.append(mention)
    return run[::-1]


@detects("N4")
def part_without_whole(context: Context) -> Iterator[Hit]:
    """废止2件、修订1件 of a clean-up whose total is not stated."""
    pattern = re.compile(r"(?:废止|失效)[^,。;\n\d]{0,10}\d+\s*[件份][、,](?:修订|修改|保留)[^,。;\n\d]{0,8}\d+\s*[件份]")
    for found in pattern.finditer(context.norm):
        low = since(context.norm, found.start(), "。\n…")
        high = context.norm.find("。", found.end())
        sentence = context.norm[low : found.start()] + context.norm[found.end() : high if high > 0 else found.end() + 40]
        if not re.search(r"\d+\s*余?[件份]|保留|继续有效", sentence):
            yield Hit(
                found.start(),
                found.end(),
                "有分项没有总数：清理了多少件、保留多少件没有写",
                "写明清理总数、保留、修改、废止数",
                Severity.NOTE,
            )


@detects("N4")
def odd_unit_in_list(context: Context) -> Iterator[Hit]:
    """行政拘留3563人 in a list of 件."""
    found = mentions(context.document)
    for one in arithmetic.sums(context.document):
        if len(one.parts) < 4:
            continue
        inside = [m for m in found if one.parts[0].end <= m.start < one.parts[-1].start and m.family == "persons"]
        for mention in inside:
            gap = context.norm[max(mention.start - 10, 0) : mention.start]
            if re.search(r"[,、][\u4e00-\u9fff]{2,8}$", gap):
                start = mention.start - len(gap) + max(gap.rfind(","), gap.rfind("、")) + 1
                yield Hit(
                    start,
                    mention.end,
                    f"以“{one.parts[0].unit}”计的一列里混入“{mention.unit}”，不能相加",
                    "统一按件统计",
                    Severity.WARN,
                )


@detects("N11")
def forced_identity(context: Context) -> Iterator[Hit]:
    """受理100=准予95+不予3+撤销2."""
    found = mentions(context.document)
    for span in re.finditer(r"[^。\n…]+", context.norm):
        if not re.search(r"许可|申请|准予", span[0]) or not re.search(r"撤销|注销|吊销|不予受理", span[0]):
            continue
        inside = [m for m in found if span.start() <= m.start < span.end() and m.family in ("cases", "items") and m.exact]
        accepted = [m for m in inside if re.search(r"受理", _clause(context, m)) and "不予" not in _clause(context, m)]
        granted = [m for m in inside if re.search(r"准予|予以许可|予许可|不予许可|^不予$|办结", _clause(context, m))]
        foreign = [m for m in inside if re.search(r"撤销|注销|吊销|不予受理", _clause(context, m)) and m.value > 0]
        whole = sum((m.value for m in {*granted, *foreign}), Decimal(0))
        if accepted and granted and foreign and whole == accepted[0].value:
            low = min(m.start for m in (*granted, *foreign))
            yield Hit(
                accepted[0].start,
                max(m.end for m in (*granted, *foreign, accepted[0])) if low else accepted[0].end,
                f"把“{_clause(context, foreign[-1])}”凑进受理数，口径不一",
                "撤销、注销单列，不予受理不计入受理",
            )


@detects("N12")
def label_twice(context: Context) -> Iterator[Hit]:
    """其中纠纷14件,一般纠纷24件: one part is named like the whole."""
    for one in arithmetic.sums(context.document):
        before = (one.total, *one.parts)
        labels = [_own_label(context, last, part) for last, part in zip(before, one.parts, strict=False)]
        whole = _clause(context, one.total)
        for label in labels:
            same = label and labels.count(label) > 1
            generic = (
                label in ("纠纷", "案件", "问题", "隐患", "信息", "文件", "事项", "件") and whole.endswith(label) and len(one.parts) > 1
            )
            if same or generic:
                yield Hit(
                    one.parts[0].start - len(_clause(context, one.parts[0])),
                    one.parts[-1].end,
                    f"分项名称“{label}”{'重复' if same else '与总数相同，可能丢字'}",
                    "补全分项名称",
                )
                return


def _own_label(context: Context, last: Mention, part: Mention) -> str:
    """All the wording between the part before and this number, so that 甲类…处罚 and 乙类…处罚 differ."""
    return re.sub(r"其中|\d+(?:\.\d+)?万?元?|[,、;:。\s()共计和及]", "", context.norm[last.end : part.start])


@detects("N13")
def rest_untold(context: Context) -> Iterator[Hit]:
    """受理21件,其中19件已答复: two are left without a word."""
    pattern = re.compile(
        r"(?:受理|收到|接到|发现|排查)[^,。;\n\d]{0,14}(\d+)\s*(件|起|个|处|条)[^。\n…]{0,60}?其中[,]?有?(\d+)\s*\2(?:已|均已)[^。\n…]*"
    )
    for found in pattern.finditer(context.norm):
        rest = int(found[1]) - int(found[3])
        if rest > 0 and not re.search(r"其余|剩余|正在|在办|结转|尚|未", found[0]):
            yield Hit(found.start(), found.end(), f"还有{rest}{found[2]}没有说明去向", "写明在办、结转或者其他情形")
