"""Rules L1 to L4: concepts, names of items, authority and personal data; they caution and never correct."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.checker.rules.data import data
from fadu.checker.rules.registry import Context, Hit, declare, detects
from fadu.kernel.finding import Severity

declare(
    "L1",
    "概念用错",
    Severity.WARN,
    "“双随机、一公开”有专门含义：随机抽取对象、随机选派人员、公开结果。用专项检查的次数来证明双随机，概念不符。请分别写。",
)
declare(
    "L2",
    "事项名称不规范",
    Severity.WARN,
    "许可、审批等事项应当使用法定事项清单里的名称，便于与统计年报和权责清单核对。本规则只提醒，以本地现行清单为准。",
)
declare(
    "L3",
    "权限或依据存疑",
    Severity.WARN,
    "乡镇实施处罚须有法律、法规授权，省级人民政府决定交由，或者依法委托；村规民约不能作罚款依据；引用条文应当与事实相符。本规则只提醒核对，"
    "以处罚当日有效的赋权清单为准。",
    "《中华人民共和国行政处罚法》第二十四条",
)
declare(
    "L4",
    "公开个人信息",
    Severity.WARN,
    "公开处罚决定应当隐去身份证件号码、电话、住址等个人信息；自然人姓名按公示规定处理。身份证件号码和个人手机号码必须删除。",
    "《中华人民共和国行政处罚法》第四十八条；《中华人民共和国个人信息保护法》",
)


@detects("L1")
def concept_without_evidence(context: Context) -> Iterator[Hit]:
    """双随机 shown by a campaign."""
    for item in data("competence")["concept"]:
        for found in re.finditer(item["words"], context.norm):
            stop = re.search(r"[。\n…]", context.norm[found.end() :])
            sentence = context.norm[found.end() : found.end() + stop.start()] if stop else context.norm[found.end() :]
            if re.search(item["evidence"] + r"", sentence) and re.search(r"\d", sentence) and not re.search(item["excused"], sentence):
                yield Hit(
                    max(found.start() - 3, 0),
                    min(found.end() + 1, len(context.norm)),
                    item["why"],
                    "把双随机抽查与专项检查分开写",
                    citation=item["citation"],
                )


@detects("L2")
def item_names(context: Context) -> Iterator[Hit]:
    """Names of items that differ from the statutory list."""
    for item in data("competence")["item"]:
        for found in re.finditer(item["words"], context.norm):
            yield Hit(
                found.start(),
                found.end(),
                f"事项名称与法定清单不一致，规范名称是{item['right']}",
                f"核对现行清单，改用“{item['right']}”",
            )


@detects("L3")
def authority(context: Context) -> Iterator[Hit]:
    """A penalty under a law that names another authority, or under village rules."""
    for item in data("competence")["authority"]:
        if item.get("needs") and not re.search(item["needs"], context.norm):
            continue
        if item.get("excused") and re.search(item["excused"], context.norm):
            continue
        for found in re.finditer(item["words"], context.norm):
            start, end = (found.start(1), found.end(1)) if found.re.groups else (found.start(), found.end())
            yield Hit(start, end, item["why"], "核对职权和条文", citation=item["citation"])


_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)")
_PART_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:\*{4,}|[xX×]{4,})\w{0,4}(?!\d)|身份证(?:件)?号码?:?\s*\d{4,}")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_OFFICE = re.compile(r"热线|举报电话|联系电话|咨询电话|投诉电话|监督电话|值班|传真|电话")
_DECISION_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}(?:罚|处)[\u4e00-\u9fff]{0,2}〔20\d\d〕\s*[\d-]+\s*号")


@detects("L4")
def personal_data(context: Context) -> Iterator[Hit]:
    """Identity numbers and mobile numbers of persons."""
    for found in _IDENTITY.finditer(context.norm):
        yield Hit(found.start(), found.end(), "公开文本里有身份证件号码", "删除", Severity.STOP)
    for found in _PART_IDENTITY.finditer(context.norm):
        yield Hit(found.start(), found.end(), "公开文本里有部分身份证件号码", "删除")
    for found in _MOBILE.finditer(context.norm):
        if not _OFFICE.search(context.norm[max(found.start() - 14, 0) : found.start()]):
            yield Hit(found.start(), found.end(), "公开文本里有个人手机号码", "删除或者改为办公电话", Severity.STOP)


@detects("L4")
def published_decision(context: Context) -> Iterator[Hit]:
    """A whole penalty decision: remind of what to mask before it is published."""
    if "行政处罚决定书" not in context.norm[:400]:
        return
    found = _DECISION_NUMBER.search(context.norm)
    if found:
        yield Hit(
            found.start(),
            found.end(),
            "公示处罚决定书前，请核对自然人姓名、证件号码、住址是否已按规定隐去",
            "隐去个人信息后公示",
            Severity.NOTE,
        )
