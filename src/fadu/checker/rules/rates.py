"""Rule N3: rates and shares recomputed from what the report states beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fadu.checker import arithmetic
from fadu.checker.document import Document, since
from fadu.checker.figures import Mention, Role, mentions
from fadu.checker.figures.units import COUNTED
from fadu.checker.rules.registry import Context, Hit, declare, detects
from fadu.kernel.finding import Severity

declare(
    "N3",
    "比率与件数不符",
    Severity.WARN,
    "按写出的分子、分母重算比率；只有分母时，检查是否存在一个整数能得到这个比率。截尾不四舍五入、用错分母都在这里指出。"
    "没有写人数、件数的100%也提示补上基数。",
)


_ROSTER = re.compile(
    r"(?:参考率|合格率|通过率|参训率|参与率|参学率|达标率|出席率)(?:[、和与及](?:[\u4e00-\u9fff]{1,5}率))*[^,。;\n\d]{0,6}?(?:达到?|为|保持|均为|均)?\s*100\s*%"
)


_APPROXIMATE = re.compile(r"近|约|超|逾|以上|左右|余")


@detects("N3")
def rate_without_base(context: Context) -> Iterator[Hit]:
    """参考率、合格率100% without a head-count in the sentence."""
    for found in _ROSTER.finditer(context.norm):
        low = since(context.norm, found.start(), "。\n…")
        if not re.search(r"\d+\s*余?\s*(?:名|人)", context.norm[low : found.start()]):
            yield Hit(found.start(), found.end(), "只有比率，没有参加人数", "写出应到、实到和合格人数", Severity.NOTE)


@detects("N3")
def rate_recomputed(context: Context) -> Iterator[Hit]:
    """A rate that no stated pair and no whole number out of a stated base can give."""
    found = mentions(context.document)
    for index, rate in enumerate(found):
        own = _OWN_BASE.match(context.norm, rate.end)
        if own and rate.unit == "%":
            yield from _judge_own_base(rate, own)
        elif _checkable(context.document, rate):
            bases = _bases(context.document, found, index)
            hit = _judge_rate(context, found, index, bases) if bases else None
            if hit:
                yield hit


#: 83.3%（5/6）: the rate carries its own numerator and denominator, and is held against nothing else.
_OWN_BASE = re.compile(r"\((\d+)/(\d+)\)")


def _judge_own_base(rate: Mention, own: re.Match[str]) -> Iterator[Hit]:
    top, whole = Decimal(own[1]), Decimal(own[2])
    right = arithmetic.rounded(top, whole, rate.amount.digits) if whole else rate.amount.low
    if right != rate.amount.low:
        yield Hit(rate.start, own.end(), f"{top}÷{whole}={right}%，与所写不符", f"核对；按所写件数是{right}%")


def _checkable(document: Document, rate: Mention) -> bool:
    before = document.norm[max(rate.start - 14, 0) : rate.start]
    named = re.search(r"率[^,。;\n]{0,6}$", before)
    return (
        rate.unit == "%"
        and rate.role in (Role.TOTAL, Role.STOCK, Role.PART)
        and bool(named)
        and not (_APPROXIMATE.search(rate.text) and "约" not in rate.text)
        and not re.search(r"增|降|同比|平均|较|比", before)
    )


def _bases(document: Document, found: tuple[Mention, ...], index: int) -> list[Mention]:
    """The exact counts before the rate in its sentence; the first rate ends the search backwards when counts were met."""
    rate = found[index]
    bases: list[Mention] = []
    for mention in reversed(found[max(index - 10, 0) : index]):
        between = document.norm[mention.end : rate.start]
        if "…" in between:
            return bases if len(bases) > 1 or "。" in between[between.rindex("…") :] else []
        if "\n" in between or between.count("。") > (1 if bases else 0) or len(between) > 200:
            break
        if _fitting(document, rate, mention) and mention.role is not Role.NORM:
            if not mention.exact:
                return []
            bases.append(mention)
    return bases


_OF_PERSONS = re.compile(r"参考率|参训率|参学率|参与率|持证率|合格率|通过率|达标率|出席率|到课率|优秀率|培训率")


_OF_CASES = re.compile(r"(?:成功|化解|办结|整改|调处|调解|纠错|维持|答复|采纳|办复|查处|销号|合格|通过|履行|发现|移送|撤销|按期办结)率")


def _fitting(document: Document, rate: Mention, mention: Mention) -> bool:
    """Whether a count can be the base of this rate: persons for exams, cases for settlements."""
    before = document.norm[max(rate.start - 14, 0) : rate.start]
    persons, cases = bool(_OF_PERSONS.search(before)), bool(_OF_CASES.search(before))
    if mention.family == "persons":
        return persons
    return cases and mention.family in COUNTED and mention.family not in ("visits", "persons")


def _judge_rate(context: Context, found: tuple[Mention, ...], index: int, bases: list[Mention]) -> Hit | None:
    rate = found[index]
    value, digits = rate.amount.low, rate.amount.digits
    if "约" in rate.text:
        value = Decimal(re.sub(r"[^\d.]", "", rate.text))
    pair = _stated_pair(context.document, rate, bases)
    if pair:
        return _judge_pair(rate, value, digits, *pair)
    kin = [b for b in bases if b.family == bases[0].family]
    wholes = {b.value for b in kin} | {one.value + two.value for one, two in zip(kin, kin[1:], strict=False)}
    if any(arithmetic.divisible(value, w, digits) for w in wholes) or value in (0, 100):
        return None
    cut = any(arithmetic.truncated_divisible(value, b.value, digits) for b in kin)
    return _hit_rate(
        context,
        rate,
        f"以{_listed(kin)}为基数，没有整数能得到{arithmetic.shown(value)}%" + ("，可能是截尾未四舍五入" if cut else ""),
    )


def _listed(bases: list[Mention]) -> str:
    return "或者".join(dict.fromkeys(b.text for b in bases))


_STEMS = (
    "办结",
    "化解",
    "调解成功",
    "调处成功",
    "成功",
    "合格",
    "持证",
    "整改",
    "纠错",
    "不符合",
    "通过",
    "参考",
    "出庭",
    "答复",
    "达标",
)


def _stated_pair(document: Document, rate: Mention, bases: list[Mention]) -> tuple[Mention, Mention] | None:
    """Numerator and denominator when the rate's own word names the one and the other leads the sentence."""
    before = document.norm[max(rate.start - 14, 0) : rate.start]
    stem = next((s for s in _STEMS if s in before), "")
    stem = "成功" if stem in ("调解成功", "调处成功") else stem
    named = [b for b in bases if stem and stem in _lead(document, b) and not re.search(r"未|不", _lead(document, b))]
    if len(named) != 1:
        return None
    top = named[0]
    others = [b for b in bases if b.start < top.start and b.family == top.family and b.value >= top.value]
    whole = next((b for b in others if stem not in _lead(document, b)), None)
    return (top, whole) if whole else None


def _lead(document: Document, mention: Mention) -> str:
    """The wording between the last mark or figure and the number, brackets included."""
    low = since(document.norm, mention.start, ",。;:\n…")
    return re.split(r"\d", document.norm[low : mention.start])[-1]


def _judge_pair(rate: Mention, value: Decimal, digits: int, top: Mention, whole: Mention) -> Hit | None:
    if whole.value == 0:
        return None
    right = arithmetic.rounded(top.value, whole.value, digits)
    if right == value:
        return None
    if value == 100 and top.value < whole.value or abs(right - value) > 0:
        cut = arithmetic.truncated(top.value, whole.value, digits) == value
        note = "，是截尾未四舍五入" if cut else ""
        return Hit(rate.start, rate.end, f"{top.text}÷{whole.text}={right}%，与所写不符{note}", f"核对；按所写件数是{right}%")
    return None


def _hit_rate(context: Context, rate: Mention, message: str) -> Hit:
    low = since(context.norm, rate.start, ",。;\n、")
    return Hit(max(low, rate.start - 12), rate.end, message, "核对分子、分母")


_OF = re.compile(r"占([^,。;\d%]{0,12}?)(?:的)?(?:比例|总数|比)?(?:最高|最低|较高)?[,]?(?:达|为|约)?\s*(\d+(?:\.\d+)?)\s*%")


@detects("N3")
def share_recomputed(context: Context) -> Iterator[Hit]:
    """140件,占受理案件…92.71%: the total is looked up among the earlier totals of that kind."""
    found = mentions(context.document)
    for match in _OF.finditer(context.norm):
        before = [m for m in found if m.end <= match.start() and match.start() - m.end <= 8 and m.family in COUNTED and m.exact]
        if not before:
            continue
        part, value = before[-1], Decimal(match[2])
        digits = len(match[2].partition(".")[2])
        wholes = {
            m.value
            for m in found
            if m.end < part.start and m.family == part.family and m.exact and m.value > part.value and part.start - m.end < 400
        }
        yield from _judge_share(match, part, value, digits, wholes)


def _judge_share(match: re.Match[str], part: Mention, value: Decimal, digits: int, wholes: set[Decimal]) -> Iterator[Hit]:
    if digits == 0 or any(arithmetic.rounded(part.value, w, digits) == value for w in wholes):
        return
    for whole in sorted(wholes):
        if arithmetic.truncated(part.value, whole, digits) == value:
            right = arithmetic.rounded(part.value, whole, digits)
            yield Hit(
                match.start(),
                match.end(),
                f"{part.text}占{arithmetic.shown(whole)}的{right}%，所写是截尾未四舍五入",
                f"核对；按所写件数是{right}%",
            )
            return


_SHARE_OF_STATED = re.compile(r"(\d+)\s*(名|人|件|起|个|项|户|家|条|宗)[,]?占[^,。;\d\n]{0,14}(\d+)\s*\2的\s*(\d+(?:\.\d+)?)\s*%")


@detects("N3")
def share_of_stated(context: Context) -> Iterator[Hit]:
    """11名,占执法人员12名的85%: part and whole both stand in the clause."""
    for found in _SHARE_OF_STATED.finditer(context.norm):
        part, whole, digits = Decimal(found[1]), Decimal(found[3]), len(found[4].partition(".")[2])
        right = arithmetic.rounded(part, whole, digits) if whole else Decimal(0)
        if whole and right != Decimal(found[4]):
            yield Hit(found.start(), found.end(), f"{found[1]}÷{found[3]}={right}%，与所写不符", f"核对；按所写件数是{right}%")
