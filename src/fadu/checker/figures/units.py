"""The classifiers of reports and the families in which they count the same kind of thing; nothing else."""

from __future__ import annotations

FAMILIES: dict[str, tuple[str, ...]] = {
    "money": ("亿元", "万元", "元"),
    "visits": ("人次", "人/次"),
    "persons": ("人", "名", "位"),
    "cases": ("件次", "案次", "件", "起", "宗", "例", "桩", "案"),
    "times": ("场次", "堂次", "批次", "轮次", "期次", "场", "次", "期", "堂", "轮", "课时", "学时", "节", "届"),
    "copies": ("份", "批", "册", "本", "张", "幅", "篇", "套", "块", "面", "单", "封", "枚", "幢", "栋", "卷"),
    "items": ("处", "个", "项", "条", "类", "部", "种", "款", "则", "点", "方面", "环节", "号次"),
    "bodies": ("家次", "户次", "家", "户", "所", "支", "组", "座", "班次", "班", "间", "队", "台次", "辆次", "车次"),
    "things": ("辆", "台", "只", "头", "公斤", "千克", "吨", "箱", "瓶", "根", "棵", "株", "艘", "具", "门"),
    "votes": ("票",),
    "rate": ("%", "%o", "个百分点", "百分点"),
}
# Measures of time, length and surface: numbers with a unit, but not figures of a report.
MEASURES = (
    "个工作日",
    "工作日",
    "小时",
    "分钟",
    "秒",
    "天",
    "日",
    "周",
    "个月",
    "月",
    "年",
    "岁",
    "平方米",
    "平方公里",
    "公里",
    "千米",
    "亩",
    "公顷",
    "米",
    "里",
    "度",
    "级",
    "号",
    "楼",
    "层",
    "室",
    "时",
    "分",
    "厘米",
    "立方米",
    "m",
    "km",
    "周年",
)

FAMILY_OF = {unit: family for family, units in FAMILIES.items() for unit in units}
COUNTED = ("cases", "times", "items", "copies", "bodies", "persons", "visits", "votes", "things")


def alternatives() -> str:
    """All classifiers, longest first, for use in a pattern."""
    import re

    return "|".join(re.escape(unit) for unit in sorted(FAMILY_OF, key=len, reverse=True))


def same_kind(one: str, other: str) -> bool:
    """Whether two classifiers count the same kind of thing, so that their numbers may be added or compared."""
    return FAMILY_OF.get(one) == FAMILY_OF.get(other)
