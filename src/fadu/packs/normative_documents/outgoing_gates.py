"""Gates of ordinary outgoing papers: the fifteen kinds, and what holds for papers that go upward."""

from __future__ import annotations

import re
from typing import Final

from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.packs.common.laws import OGI, PAPERS

KINDS: Final = ("决议", "决定", "命令（令）", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要")
UP, LEVEL, DOWN, PUBLIC = "上行文", "平行文", "下行文", "公布"
DIRECTIONS: Final = (UP, LEVEL, DOWN, PUBLIC)

#: The kinds by which each direction may be written (党政机关公文处理工作条例 第八条、第十四条至第十七条).
_FITTING: Final = {
    UP: ("报告", "请示", "意见", "议案"),
    LEVEL: ("函", "议案", "意见", "通知", "纪要"),
    DOWN: ("决议", "决定", "命令（令）", "意见", "通知", "通报", "批复", "纪要"),
    PUBLIC: ("决定", "命令（令）", "公报", "公告", "通告", "决议"),
}
_REQUEST = re.compile(r"请予?批[准示复]|妥否[，,]?\s*请|请(?:求|予)(?:批准|支持|解决|拨付)|特此请示")
_SEVERAL = re.compile(r"[、，,；;]|和(?=[^和]*(?:政府|委员会|局|办公室))")
_PERSON = re.compile(r"(?:书记|区长|镇长|局长|主任|同志|先生|女士)$")


def _upward(s: Situation) -> bool:
    return s.get("direction") == UP


@gate(
    "kind_fits_direction",
    "文种与行文方向相符",
    on_form=True,
    basis=(PAPERS(8), PAPERS(14)),
    refusal="{direction}不能使用“{kind}”",
    remedy="可用：{fitting}",
)
def kind_fits_direction(s: Situation) -> Answer:
    direction, kind = str(s.get("direction")), s.get("doc_kind")
    fitting = _FITTING.get(direction, KINDS)
    return kind in fitting or missing(direction=direction, kind=kind, fitting="、".join(fitting))


@gate(
    "one_matter_one_superior",
    "请示一文一事",
    on_form=True,
    basis=(PAPERS(15),),
    refusal="{why}",
    remedy="一文一事，只报一个主送机关；需要其他上级知晓的以抄送形式",
)
def one_matter_one_superior(s: Situation) -> Answer:
    if not _upward(s):
        return True
    if _SEVERAL.search(str(s.get("main_to") or "")):
        return missing(why=f"上行文主送机关只能是一个，现为“{s.get('main_to')}”")
    return s.get("doc_kind") != "请示" or s.get("matters_count") in (None, 1) or missing(why=f"一件请示写了{s.get('matters_count')}件事")


@gate(
    "report_without_request",
    "报告不夹带请示",
    on_form=True,
    basis=(PAPERS(15),),
    refusal="报告中夹带请示事项（“{words}”）",
    remedy="请示事项另行用“请示”行文",
)
def report_without_request(s: Situation) -> Answer:
    found = _REQUEST.search(str(s.get("text") or "")) if s.get("doc_kind") == "报告" else None
    return found is None or missing(words=found[0])


@gate(
    "not_copied_down",
    "上行文不抄送下级",
    on_form=True,
    basis=(PAPERS(15),),
    refusal="上行文不得抄送下级机关（{who}）",
    remedy="删去下级机关；批复后再以下行文印发",
)
def not_copied_down(s: Situation) -> Answer:
    who = (
        re.findall(r"[^、，,；;]*(?:村|社区|村民委员会|居民委员会|站|所)(?=[、，,；;]|$)", str(s.get("copies_to") or ""))
        if _upward(s)
        else []
    )
    return not who or missing(who="、".join(w.strip() for w in who))


@gate(
    "not_to_person",
    "不报送领导个人",
    on_form=True,
    basis=(PAPERS(15),),
    refusal="“{who}”是个人，上行文不得报送领导个人",
    remedy="主送机关；领导个人交办且要求直接上报的，在说明中写明",
)
def not_to_person(s: Situation) -> Answer:
    to = str(s.get("main_to") or "")
    return not (_upward(s) and _PERSON.search(to)) or missing(who=to)


@gate(
    "contact_given",
    "请示附联系人",
    on_form=True,
    basis=(PAPERS(9),),
    refusal="请示没有附联系人和电话",
    remedy="在附注中写明联系人姓名和电话",
)
def contact_given(s: Situation) -> Answer:
    return s.get("doc_kind") != "请示" or bool(s.get("contact"))


@gate(
    "publicity_chosen",
    "公开属性与保密审查一致",
    on_form=True,
    basis=(OGI(16), OGI(17)),
    refusal="{why}",
    remedy="先作保密审查，再确定公开属性",
)
def publicity_chosen(s: Situation) -> Answer:
    checked = s.get("secrecy_digest") == s.get("text_digest") and s.get("secrecy_result") in ("可以公开", "处理后公开")
    if s.get("publicity") == "主动公开" and not checked:
        return missing(why="主动公开的公文，现在的文本未作保密审查，或者审查意见不允许公开")
    return s.get("publicity") == "主动公开" or bool(s.get("publicity_reason")) or missing(why="不主动公开的公文没有写明理由")
