"""Rules R4 to R6: the names by which a body calls itself and others, and what lies beyond its competence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.checker.rules.data import data
from fadu.checker.rules.registry import Context, Hit, declare, detects, mend
from fadu.kernel.finding import Severity

declare(
    "R4",
    "机关称谓不符",
    Severity.WARN,
    "报告里的自称、党组织、发布机构应当与署名机关相符。写成别的镇、别的部门，或者“在本机关领导下”，多为抄用他处文稿。",
)


declare(
    "R5",
    "与往年报告雷同",
    Severity.WARN,
    "与上一年报告逐段比较：大段相同、数字原样不变、趋势用语与数字相反，都在这里指出。需要同时提供上一年的报告。",
)


declare(
    "R6",
    "超出职权",
    Severity.WARN,
    "把立法不完善等不属于乡镇职权的事项写作自身不足，或者写成自己行使了没有的职权。请改写为职权范围内的不足和工作。",
)


_OWN = {
    "镇": re.compile(r"我[乡局委]|我街道|本乡|本街道|(?<![区县市])(?<!乡)街道党工委|(?<![镇乡各])乡党委|(?<=[,。;\s])党工委、办事处"),
    "乡": re.compile(r"我[镇局委]|我街道|本镇|本街道|(?<!乡)镇党委|街道党工委|(?<=[,。;\s])党工委、办事处"),
    "街道": re.compile(r"我[镇乡局委](?!街)|本[镇乡](?!街)|(?<![乡各])(?<!村)镇党委(?!委)|(?<![镇各])乡党委|(?<=[,。;\s])镇政府"),
    "局": re.compile(r"(?:镇|乡)党委(?!书记.{0,4}调研)[^,。;\n]{0,8}我[镇乡]?[^,。;\n]{0,6}|我[镇乡]|我街道"),
}


_GENERAL = re.compile(r"各|乡镇|镇乡|镇街|村镇|城镇|等|指导|对|向|督促|联合|配合|协助")


@detects("R4")
def foreign_self(context: Context) -> Iterator[Hit]:
    """我镇 in the report of a street, 镇党委 in that of a bureau."""
    kind = _own_kind(context)
    for found in _OWN[kind].finditer(context.norm) if kind else ():
        before = context.norm[max(found.start() - 3, 0) : found.start()]
        if not _GENERAL.search(before) and not _quoted(context.norm, found.start()):
            yield Hit(
                found.start(),
                min(found.end() + 2, len(context.norm)),
                f"署名机关是{context.profile.place or '局'}，这里的称谓属于别的机关",
                "核对是否抄用他处文稿",
            )


def _own_kind(context: Context) -> str:
    place, level = context.profile.place, context.profile.level
    if level == "township" and place:
        return "街道" if place.endswith("街道") else place[-1]
    if level == "bureau" or re.search(r"[县区市][\u4e00-\u9fff]{2,6}局(?:要|应当?|将|负责)", context.norm[:900]):
        return "局"
    return ""


def _quoted(norm: str, place: int) -> bool:
    return any(norm.rfind(a, 0, place) > norm.rfind(b, 0, place) for a, b in (("“", "”"), ("《", "》")))


@detects("R4")
def other_place(context: Context) -> Iterator[Hit]:
    """王河乡 where the title says 王河镇, or the organs of a township with another name."""
    stem, place = context.profile.stem, context.profile.place
    if context.profile.level != "township" or not stem or not re.search(r"[镇乡街]", context.profile.title):
        return
    for found in re.finditer(rf"{stem}(镇|乡|街道)(?!村|级|道)", context.norm):
        if stem + found[1] != place and not _quoted(context.norm, found.start()):
            start = max(found.start() - 5, 0)
            yield Hit(
                start,
                found.end(),
                f"题目是{place}，这里写成{found[0]}",
                mend(context, start, found.end(), found.start(), found.end(), place),
            )
    tail = stem[-2:]
    for found in re.finditer(r"(?<=[区县市])([\u4e00-\u9fff]{2})(镇|乡|街道)(党委|党工委|人民政府|办事处)(?!、)", context.norm):
        if _is_name(found[1]) and found[1] != tail and found[1][-1:] not in tail:
            yield Hit(found.start(), found.end(), f"题目是{place}，这里出现{found[0]}", "核对是否抄用他处文稿", Severity.NOTE)


def _is_name(text: str) -> bool:
    return not re.search(
        r"[各个等的和与及在对向由为是了将把被从全我本该乡镇村街市县区府]|社区|联合|配合|有关|所在|属地|当地|下辖|基层|相关|辖区|其他|部分|会同",
        text,
    )


_SELF_LED = re.compile(
    r"在(?:街道)?(?:镇党委|乡党委|党工委|党委)、(办事处|(?:镇|乡)?(?:人民)?政府)的?(?:正确|坚强|有力|统一|具体|悉心)?(?:领导|指导|关心|部署)(?:和[^,。;]{0,8})?下"
)


_PARTY_GROUP = re.compile(
    r"[\u4e00-\u9fff]{0,10}(?:人民政府|镇政府|乡政府|镇|乡)[^,。;\n…]{0,24}?党组(?=理论学习中心组|会议|书记|成员)|(?<![\u4e00-\u9fff])(?:镇|乡)党组"
)


@detects("R4")
def self_led(context: Context) -> Iterator[Hit]:
    """An office that reports to work under its own guidance."""
    if context.profile.level == "township":
        for found in _SELF_LED.finditer(context.norm[:2500]):
            yield Hit(found.start(), found.end(), "报告机关不能写成在自己的领导、指导下工作", "写上级党委、政府的领导")


@detects("R4")
def party_group(context: Context) -> Iterator[Hit]:
    """党组 in a township, or 党组书记 beside 党委会 in one bureau."""
    norm = context.norm
    if context.profile.level == "township" and not context.profile.place.endswith("街道"):
        for found in _PARTY_GROUP.finditer(norm):
            if not re.search(r"局|机关|部门|人大", found[0]):
                yield Hit(found.start(), found.end() + 4, "乡镇设党委，不设党组", "改为党委")
    if _own_kind(context) == "局":
        group, committee = (
            re.search(r"局?党组书记", norm),
            re.search(r"(?<![镇乡县区市])党委会(?!议?精神)|局党委", norm),
        )
        if group and committee:
            yield Hit(group.start(), group.end(), "同一机关既称党组又称党委", "按批准设立的组织统一称谓")


@detects("R6")
def beyond_competence(context: Context) -> Iterator[Hit]:
    """Legislation as a township's own shortcoming, and powers it has not."""
    if context.profile.level != "township":
        return
    for item in data("competence")["beyond"]:
        for found in re.finditer(item["words"], context.norm):
            yield Hit(found.start(), found.end(), item["why"], "改写为职权范围内的事项", citation=item.get("citation", ""))
