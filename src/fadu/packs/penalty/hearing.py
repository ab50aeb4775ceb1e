"""Hearing (听证): asked for, accepted, host named, notice in time, held in public, transcript signed, reported."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, PublicView, State, Step, Target
from fadu.packs.common import fields as c
from fadu.packs.common.gates import duties_separate, masked
from fadu.packs.common.items import ITEM_FACTS
from fadu.packs.common.laws import CQHEAR, PEN
from fadu.packs.common.roles import FILE_KEEPERS
from fadu.packs.common.steps import procedure
from fadu.packs.penalty.changes import serving
from fadu.packs.penalty.gates_decision import (
    hearing_public,
    host_independent,
    notice_in_time,
    notice_served_in_time,
    transcript_signed,
)
from fadu.packs.penalty.papers_hearing import (
    HEARING_ANNOUNCEMENT,
    HEARING_NOTICE,
    HEARING_REPORT_PAPER,
    HEARING_TRANSCRIPT,
)

NOTICE_TITLE = "行政处罚听证通知书"


def _named(s: Situation) -> dict[str, Value]:
    """The host's name, for papers and for the public."""
    return {"host_name": s.records.name_of(str(s.get("host") or ""))}


HEARING = procedure(
    name="penalty.hearing",
    label="听证",
    basis=(PEN(63), PEN(64), PEN(65), CQHEAR()),
    readers=FILE_KEEPERS,
    title=lambda facts: f"听证：{facts.get('party_name', '')}{facts.get('item_name', '')}",
    public=PublicView(
        label="行政处罚听证", fields=("name_of_organ", "item_name", "hearing_on", "hearing_hour", "hearing_place", "host_name"), masked=("party_name",),
        in_full=c.about_a_body, rule="《行政处罚法》第六十四条第（三）项，个人姓名遮蔽",
    ),
    states=(
        State("requested", "已申请"), State("accepted", "已受理"), State("scheduled", "待举行"), State("held", "已举行"),
        State("reported", "已报告", closed=True),
        State("waived", "已放弃", closed=True), State("terminated", "已终止", closed=True),
    ),
    fields=(
        c.PARTY_NAME, c.PARTY_CLASS, *(f for f in ITEM_FACTS if f.name in ("item_name", "capacity", "name_of_organ", "officers_shown")),
        Field(name="series", label="文号代字"),
        Field(name="requested_on", label="要求听证日", kind=Kind.DATE),
        Field(name="host", label="主持人", kind=Kind.OFFICER, held=("hearing_host",), sensitivity=Sensitivity.PUBLIC, example="郑某"),
        Field(name="host_name", label="主持人姓名", sensitivity=Sensitivity.PUBLIC),
        Field(name="hearing_on", label="举行日期", kind=Kind.DATE, sensitivity=Sensitivity.PUBLIC),
        Field(name="hearing_hour", label="举行时间", sensitivity=Sensitivity.PUBLIC, example="上午9时30分"),
        Field(name="hearing_place", label="举行地点", sensitivity=Sensitivity.PUBLIC, example="镇政府二楼会议室"),
        Field(name="hearing_manner", label="方式", kind=Kind.CHOICE, choices=("公开", "不公开"), sensitivity=Sensitivity.PUBLIC, example="公开",
              help="涉及国家秘密、商业秘密、个人隐私的不公开"),
        Field(name="attendants", label="到场人员", kind=Kind.NOTE, example="当事人、调查人员、记录人"),
        Field(name="transcript", label="听证过程", kind=Kind.NOTE, example="调查人员提出事实、证据和建议；当事人申辩和质证"),
        Field(name="transcript_signature", label="笔录签名", kind=Kind.CHOICE, choices=("已签名", "拒签已由主持人注明", "未签名"), example="已签名"),
        Field(name="hearing_opinion", label="听证意见", kind=Kind.NOTE, example="事实清楚，建议按原意见处理"),
        Field(name="ending_reason", label="理由", kind=Kind.CHOICE, choices=("当事人撤回要求", "无正当理由不到场", "未经许可中途退出", "当事人死亡或者终止"),
              example="无正当理由不到场"),
        Field(name="change_reason", label="变更理由", kind=Kind.NOTE, example="当事人因病申请延期"),
    ),
    steps=(
        Step(id="request", label="要求听证", source=(START,), to="requested", roles=("party", "officer"), basis=(PEN(64, 0, 1),),
             optional=("party_name", "party_class", "item_name", "capacity", "name_of_organ", "officers_shown", "series", "requested_on")),
        Step(id="accept", label="受理并指定主持人", source=("requested",), to="accepted", roles=("leader", "town_head"), basis=(PEN(64, 0, 4),),
             fields=("host",), gates=(host_independent,), derives=_named, derived=("host_name",)),
        Step(id="change_host", label="更换主持人", source=("accepted", "scheduled"), to="accepted", roles=("leader", "town_head"),
             basis=(PEN(64, 0, 4),), fields=("host", "change_reason"), gates=(host_independent,), derives=_named, derived=("host_name",), withdraws=Target.SELF),
        Step(id="schedule", label="通知听证", source=("accepted",), to="scheduled", roles=("hearing_host",), basis=(PEN(64, 0, 2),),
             fields=("hearing_on", "hearing_hour", "hearing_place", "hearing_manner"),
             gates=(duties_separate, notice_in_time), issues=HEARING_NOTICE, opens=(serving(NOTICE_TITLE),),
             consequence="听证通知书须送达当事人；送达与举行之间须隔足法定的工作日。公开举行的，接着公告。"),
        Step(id="announce", label="公告听证", source=("scheduled",), to=None, roles=("hearing_host",), basis=(PEN(64, 0, 3), CQHEAR()),
             gates=(hearing_public, masked), issues=HEARING_ANNOUNCEMENT, publishes=Target.SELF,
             consequence="听证的案由、时间、地点在政府网站公告，当事人姓名遮蔽；听证举行或者取消后撤下。"),
        Step(id="postpone", label="延期举行", source=("scheduled",), to="accepted", roles=("hearing_host",), basis=(PEN(64),),
             fields=("change_reason",), withdraws=Target.SELF),
        Step(id="hold", label="举行听证", source=("scheduled",), to="held", roles=("hearing_host",), basis=(PEN(64, 0, 7), PEN(64, 0, 8)),
             fields=("attendants", "transcript", "transcript_signature"), gates=(duties_separate, notice_served_in_time, transcript_signed),
             issues=HEARING_TRANSCRIPT, withdraws=Target.SELF),
        Step(id="report", label="提出听证报告", source=("held",), to="reported", roles=("hearing_host",), basis=(PEN(65),),
             fields=("hearing_opinion",), issues=HEARING_REPORT_PAPER),
        Step(id="waive", label="当事人撤回", source=("requested", "accepted", "scheduled"), to="waived",
             roles=("party", "officer", "hearing_host"), basis=(PEN(64),), fields=("ending_reason",), withdraws=Target.SELF),
        Step(id="terminate", label="终止听证", source=("scheduled",), to="terminated", roles=("hearing_host",), basis=(PEN(64, 0, 6),),
             fields=("ending_reason",), withdraws=Target.SELF),
    ),
)  # fmt: skip
