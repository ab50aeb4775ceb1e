"""Rules N1x, N6, N7 and N8: remarks on what is possible but asks for a word of explanation; never errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fadu.checker.document import since
from fadu.checker.figures import Mention, Role, mentions
from fadu.checker.rules.registry import Context, Hit, declare, detects
from fadu.kernel.finding import Severity

declare(
    "N1x",
    "数值偏离常情",
    Severity.NOTE,
    "例如一年学法一百次而没有写明是哪个组织。不是差错，请核对统计口径，写明主体和范围。",
)
declare(
    "N6",
    "比例需要解释",
    Severity.NOTE,
    "平均每件罚款二十元、检查一百次处罚八十件，可能是警告、交通类小额处罚较多，也可能是口径不同。不是差错，建议说明构成。",
)
declare("N7", "统计范围可能重叠", Severity.NOTE, "两个检查次数涉及同一领域时，读者不知道是否重复计算。请写明包含关系。")
declare(
    "N8",
    "同一事项前后数字",
    Severity.NOTE,
    "同一指标在不同段落有不同数字，或者几个相近的数没有说明包含关系。数字不一致的请核对；口径不同的请写明。",
)

_MANY_STUDIES = 60
_SMALL_FINE = Decimal(50)
_LARGE_FINE = Decimal(50000)
_OFTEN = Decimal("0.6")
_LEAST = 20


@detects("N1x")
def too_many(context: Context) -> Iterator[Hit]:
    """学法100次 without a body, in a township's report."""
    if context.profile.level != "township":
        return
    for m in mentions(context.document):
        if m.indicator == "study.sessions" and not m.body and m.role is Role.TOTAL and m.value >= _MANY_STUDIES:
            start = since(context.norm, m.start, ",。;\n…")
            yield Hit(start, m.end, "次数偏多而且没有写明是哪个组织学法", "按党委会、中心组、干部职工分别写")


_WARNINGS, _FINES = re.compile(r"警告\s*\d"), re.compile(r"罚款\s*\d+\s*[件宗起]")


def _made_up_of(context: Context, fines: Mention) -> bool:
    """Whether the same paragraph says of how many warnings and how many fines the penalties were."""
    line = context.norm[context.norm.rfind("\n", 0, fines.start) + 1 :].partition("\n")[0]
    return bool(_WARNINGS.search(line) and _FINES.search(line))


@detects("N6")
def odd_ratios(context: Context) -> Iterator[Hit]:
    """The average fine, and penalties per inspection."""
    penalties = _first(context, "penalty.count")
    fines = _first(context, "penalty.amount")
    inspections = _first(context, "inspect.count")
    if penalties and fines and _near(context, penalties, fines) and penalties.value >= _LEAST:
        mean = fines.value / penalties.value
        if (mean < _SMALL_FINE or mean > _LARGE_FINE) and not _made_up_of(context, fines):
            yield Hit(
                fines.start,
                fines.end,
                f"{penalties.text}处罚共罚没{fines.text}，平均每件约{int(mean)}元",
                "说明处罚种类构成",
            )
    if penalties and inspections and _near(context, inspections, penalties) and inspections.value >= _LEAST:
        share = penalties.value / inspections.value
        if share > _OFTEN:
            start = since(context.norm, inspections.start, ",。;\n")
            yield Hit(
                start,
                inspections.end,
                f"检查{inspections.text}、处罚{penalties.text}，处罚占检查的{int(share * 100)}%",
                "说明处罚来源，或者核对检查口径",
            )


def _first(context: Context, code: str) -> Mention | None:
    return next((m for m in mentions(context.document) if m.indicator == code and m.role is Role.TOTAL and m.value > 0), None)


def _near(context: Context, one: Mention, other: Mention) -> bool:
    return "\n" not in context.norm[one.end : other.start] and 0 < other.start - one.end < 60


_FIELDS = re.compile(r"道路交通|烟花爆竹|安全生产|食品药品|食品|危险化学品|生态环境|消防|森林防火|燃气|河道|环境卫生")


@detects("N7")
def overlapping_scope(context: Context) -> Iterator[Hit]:
    """检查422次(含烟花爆竹) and 专项抽查75次 on 烟花爆竹."""
    found = mentions(context.document)
    general = [m for m in found if m.indicator == "inspect.count" and m.role is Role.TOTAL]
    special = [m for m in found if m.indicator in ("inspect.special", "random.batches") and m.role is Role.TOTAL]
    for one in special:
        for other in general:
            shared = _fields(context, one) & _fields(context, other)
            if shared and one.start != other.start:
                start = since(context.norm, one.start, ",。;\n")
                yield Hit(
                    start,
                    one.end,
                    f"与检查{other.text}都涉及{'、'.join(sorted(shared))}，是否重复计算没有说明",
                    "写明包含关系",
                )
                break


def _fields(context: Context, mention: Mention) -> set[str]:
    low = since(context.norm, mention.start, "。\n…")
    high = context.norm.find(",", mention.end)
    bracket = context.norm[mention.end : mention.end + 40] if context.norm[mention.end : mention.end + 1] == "(" else ""
    return set(_FIELDS.findall(context.norm[low : mention.start] + bracket.partition(")")[0])) if high else set()


@detects("N8")
def contradiction(context: Context) -> Iterator[Hit]:
    """The same wording with different numbers in two places."""
    seen: dict[tuple[str, str, str, str], Mention] = {}
    for m in mentions(context.document):
        label = re.sub(r"^(?:组织|开展|实施|作出|共|累计|完成|全镇|全街|全乡|我镇|办理|举办|召开|发放|收到)+", "", m.label)
        if m.role is not Role.TOTAL or not m.exact or len(label) < 4 or m.confidence < 0.9 or m.family == "rate":
            continue
        before = seen.setdefault((label, m.unit, m.period, m.body), m)
        if before is not m and before.value != m.value and "\n" in context.norm[before.end : m.start]:
            yield Hit(
                m.start,
                m.end,
                f"“{label}”前面写{before.text}，这里写{m.text}",
                "核对并统一，口径不同的写明",
                Severity.WARN,
            )
