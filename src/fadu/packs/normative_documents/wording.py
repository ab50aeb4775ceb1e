"""Reads a draft: wording that sets duties on the public, wording that no town may set, and broken document numbers.

Pure functions over text. What is found is for a person to answer; nothing here decides that a text is unlawful.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fadu.kernel.docnumber import format_number
from fadu.kernel.field import Value
from fadu.kernel.finding import Finding, Severity
from fadu.packs.common.laws import PAPER_FORM

#: Words by which a paper binds people at large, whatever its title says.
_BINDING: Final = re.compile(r"应当|不得|禁止|严禁|必须|罚款|处罚|收费|收取|奖励|补贴|资格|依法查处|责令")

#: What a normative document may not create of its own, with the wording that gives it away.
_FORBIDDEN: Final = (
    (
        "许可",
        re.compile(
            r"(?:须|应当?|需|必须)[^。；\n]{0,16}(?:许可|审批|核准|批准|备案同意)|(?:未经|取得)[^。；\n]{0,12}(?:许可|审批|批准|资格)"
        ),
    ),
    ("处罚", re.compile(r"罚款|处罚|没收|吊销|暂扣|责令停产停业|拘留")),
    ("强制", re.compile(r"查封|扣押|冻结|强制(?:拆除|执行|清除)|代履行|断水断电|停止供[水电气]")),
    (
        "收费",
        re.compile(
            r"(?<![不免勿])(?<!不得)(?<!禁止)(?<!严禁)收取[^。；\n]{0,10}(?:费用|费|金)|缴纳[^。；\n]{0,10}(?:费|保证金|押金)|收费标准|摊派|集资"
        ),
    ),
    ("证明", re.compile(r"(?:提供|出具|开具|提交)[^。；\n]{0,12}证明")),
    (
        "限制竞争",
        re.compile(
            r"(?:指定|限定|统一)[^。；\n]{0,10}(?:供应商|经营者|单位|企业|商家)[^。；\n]{0,8}(?:购买|采购|承接|服务|施工)?|本地企业优先|外地[^。；\n]{0,6}不得|独家"
        ),
    ),
)
FORBIDDEN_KINDS: Final = tuple(kind for kind, _ in _FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Flag:
    """One doubtful wording: what it seems to create, the words, and where they begin (from 0)."""

    kind: str
    words: str
    offset: int


def binding_words(text: str) -> tuple[str, ...]:
    """The words of duty in a text, each once, in the order in which they stand."""
    return tuple(dict.fromkeys(m[0] for m in _BINDING.finditer(text)))


def forbidden_wording(text: str) -> tuple[Flag, ...]:
    """Every wording that seems to create what only higher law may create."""
    found = [Flag(kind, m[0], m.start()) for kind, pattern in _FORBIDDEN for m in pattern.finditer(text)]
    return tuple(sorted(found, key=lambda flag: flag.offset))


def without_basis(text: str, bases: Sequence[Mapping[str, Value]]) -> tuple[Flag, ...]:
    """Doubtful wording for whose kind no higher basis with its article is cited."""
    based = {row.get("supports") for row in bases if row.get("document") and row.get("article")}
    return tuple(flag for flag in forbidden_wording(text) if flag.kind not in based)


#: Words that lead to a number and are no part of its organ's code.
_LEAD: Final = re.compile(r"^.*(?:参照|根据|依据|依照|按照|执行|落实|转发|印发|贯彻|和|及|与|见)")
_ORGAN: Final = r"(?P<organ>[一-龥]{1,20}?)"
_BROKEN: Final = (
    ("missing", "可能丢失“〕”", re.compile(_ORGAN + r"〔(?P<year>(?:19|20)\d{2})(?P<n>\d{1,4})号")),
    ("bracket", "年份应当用六角括号“〔〕”", re.compile(_ORGAN + r"[\[［(（【](?P<year>(?:19|20)\d{2})[\]］)）】](?P<n>\d{1,4})号")),
    ("ordinal", "顺序号前不写“第”", re.compile(_ORGAN + r"〔(?P<year>(?:19|20)\d{2})〕第(?P<n>\d{1,4})号")),
    ("zero", "顺序号不编虚位", re.compile(_ORGAN + r"〔(?P<year>(?:19|20)\d{2})〕(?P<n>0\d{1,4})号")),
)


def cited_number_findings(text: str) -> tuple[Finding, ...]:
    """Document numbers cited in a text whose form is broken, each with the number it should be (GB/T 9704 7.2.5)."""
    found = [_finding(text, rule, why, m) for rule, why, pattern in _BROKEN for m in pattern.finditer(text)]
    return tuple(sorted(found, key=lambda finding: finding.offset))


def _finding(text: str, rule: str, why: str, match: re.Match[str]) -> Finding:
    start, number = match.start("year") - 1, int(match["n"])
    right = format_number("", int(match["year"]), number) if number else ""
    before = text[:start]
    return Finding(
        rule=f"docnumber.{rule}", severity=Severity.NOTE, message=f"{why}，应为{right}" if right else why, fragment=_LEAD.sub("", match[0]),
        suggestion=right, citation=f"{PAPER_FORM()}7.2.5", line=before.count("\n") + 1,
        column=start - (before.rfind("\n") + 1) + 1, offset=start, length=match.end() - start,
    )  # fmt: skip
