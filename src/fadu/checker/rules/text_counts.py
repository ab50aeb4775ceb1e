"""Rule T4 again: a counted noun that lost its number (审核合同份) or its classifier (审核合同9，)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.checker.rules import text_lost  # noqa: F401  it declares the rule
from fadu.checker.rules.registry import Context, Hit, detects

# What reports count, by the classifier that may follow it when its number was lost.
_COUNTED = (
    (
        r"学习|学法|培训|会议|会|考试|测试|研究|部署|讲座|宣讲|检查|巡查|排查|抽查|督查|督导|督察|评查|研讨|调研|述法|论证|演练|走访|活动",
        "次|期",
    ),
    (r"讲座|活动|培训|宣讲|会议|演出|座谈会|宣传", "场"),
    (r"合同|资料|材料|手册|传单|意见书|文书|协议|报告|建议书|决定书|问卷|单", "份"),
    (r"案件|纠纷|工单|处罚|许可|议案|提案|建议|合同", "件|起"),
    (r"问题|事项|任务|举措|制度|清单|意见", "项|个|条"),
    (r"合同审查|合法性审查", "件次|件"),
    (r"干部|人员|群众|律师|顾问|志愿者|网格员|调解员|明白人|队员|学员", "名"),
)
_BEFORE = "|".join(f"(?:{noun})(?:{unit})" for noun, unit in _COUNTED)
_NUMBER_LOST = re.compile(rf"(?<=[\u4e00-\u9fff”])(?:{_BEFORE})(?=[,。;])")
_SAID_ELSEWHERE = re.compile(r"[\d一二三四五六七八九十百千万两几数多各每某这那首逐本该]\s*(?:余|多)?[^,。;、\d]{0,10}$")
_NOT_A_COUNT = re.compile(r"(?:案|文|要|条|证|事)件$|会期$|学期$|试次$|检查项$|考试项$|会场$")
_ROUND_LOST = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![十百千万亿其剩业多富空盈闲残之无冗结年月日点劳课])余(?=(?:名|人次|场次|件次|份|场|次|件|条|户|家)[\u4e00-\u9fff])"
)
_NOUNS = "|".join(noun for noun, _ in _COUNTED)
_UNIT_LOST = re.compile(rf"(?:{_NOUNS})(\d{{1,6}}余?)(?=[,。;](?!\d))")


@detects("T4")
def number_before_classifier_lost(context: Context) -> Iterator[Hit]:
    """审核合同份，: nothing in the clause says how many."""
    for found in _NUMBER_LOST.finditer(context.norm):
        clause = re.split(r"[,。;、\n…:]", context.norm[max(found.start() - 30, 0) : found.start()])[-1]
        if not _SAID_ELSEWHERE.search(clause) and not _NOT_A_COUNT.search(found[0]):
            yield Hit(found.start(), found.end(), "量词前面缺少数字", "到台账查实后补上数字")
    for found in _ROUND_LOST.finditer(context.norm):
        yield Hit(max(found.start() - 2, 0), found.end() + 2, "“余”前面缺少数字", "到台账查实后补上数字")


@detects("T4")
def classifier_lost(context: Context) -> Iterator[Hit]:
    """审核合同9，: nine of what?"""
    for found in _UNIT_LOST.finditer(context.norm):
        low, high = context.document.line_at(found.start())
        if "|" not in context.norm[low:high]:
            yield Hit(found.start(), found.end(), f"“{found[1]}”后面缺少量词", "补上量词")
