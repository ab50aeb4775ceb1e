"""Decides what a figure does in its sentence: a total, a base of comparison, growth, a norm, a change, a stock, nil."""

from __future__ import annotations

import re

from fadu.checker.document import Document
from fadu.checker.figures.mention import Mention, Role
from fadu.checker.outline import in_plan

_NORM_NEAR = re.compile(
    r"每(?:[两三四半]?个?(?:年|季度?|月|周|旬)|[日天]|季)(?!度?排查)[^,。;]{0,24}$|不少于|不低于|不得少于|不超过|至少|力争|拟(?:于|在|新)?(?!保留|失效|修改|废止|修订|宣布|继续|清理|予)|目标|要求达到|应(?:当)?(?:达|在)"
)
_NORM_AGO = re.compile(r"计划(?:于|在|新|建|开展|打造)")
_GROWTH_RATE = re.compile(r"(?:增长|上升|下降|减少|提高|提升|增幅|降幅|同比|环比|降低|上涨|压减|增加|翻)[^,。;%]{0,8}$")
_GROWTH_COUNT = re.compile(r"(?:较|比|同比|环比)[^,。;]{0,14}(?:增加|减少|多|少|增长|下降|上升|降低)(?:了)?$")
_BASE = re.compile(
    r"(?:较|比|与)(?:上年|去年|上期|上月|同期|20\d\d年|\d{1,2}月)[^,。;]{0,8}(?:的|\()$|(?:由|从)(?:原来的?|原先的?|上年的?|去年的?|20\d\d年的?)?[^,。;]{0,12}$"
)
_BASE_IN_BRACKETS = re.compile(r"\((?:其中)?(?:上年|去年|上期|20\d\d年)(?:度|同期)?[为是共:]{0,2}$")
_BASE_AFTER = re.compile(r"[^,。;]{0,10}(?:增至|减至|降至|升至|增加到|减少到|下降到|上升到|提高到|压减至|压缩至|相比)")
_CHANGE = re.compile(
    r"(?:新增|新招|新录|新聘|招录|新领取|注销|退休|离任|离职|调离|减少人员|增加人员|新申领|新取得|新建|增加|减少)[^,。;]{0,10}$"
)
_STOCK = re.compile(r"(?:现有|现持有|共有|拥有|配备|配有|设有|下辖|辖|增至|在册|在岗|现行有效|持有)[^,。;]{0,16}$")
_ACT_BEFORE = re.compile(r"清理|梳理|精简|推出|培育|建成|新建|完成|办理|审查|编制|查处|参加|累计")
_ACT_BEHIND = re.compile(r"[^,。;]{0,14}(?:参加|参与|通过|接受|完成)")
_POINTS = ("个百分点", "百分点")


def role(document: Document, mention: Mention, near: str, far: str, behind: str, kind: str) -> Role:
    """The role of one figure, before parts of totals are known."""
    if in_plan(document, mention.start) or _norm(near, far):
        return Role.NORM
    if _base(near, behind):
        return Role.BASE
    if mention.unit in _POINTS or (mention.family == "rate" and _GROWTH_RATE.search(near)) or _GROWTH_COUNT.search(far[-24:] + near):
        return Role.GROWTH
    if mention.exact and mention.value == 0:
        return Role.NIL
    if _CHANGE.search(near) and mention.family in ("persons", "items", "bodies"):
        return Role.CHANGE
    if _STOCK.search(near) and not _ACT_BEHIND.match(behind):
        return Role.STOCK
    if kind == "stock" and not _ACT_BEFORE.search(near):
        return Role.STOCK
    return Role.TOTAL


def _norm(near: str, far: str) -> bool:
    return bool(_NORM_NEAR.search(near) or _NORM_AGO.search(near))


def _base(near: str, behind: str) -> bool:
    if _BASE_IN_BRACKETS.search(near):
        return True
    return bool(_BASE.search(near) and (near.rstrip().endswith(("的", "(")) or _BASE_AFTER.match(behind)))
