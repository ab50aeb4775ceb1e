"""Referral (转办): a matter handed to or received from another body, with receipt, acceptance and result."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.procedure import START, Addressed, Starts, State, Step
from fadu.packs.common.laws import PEN, TOWN_RULE
from fadu.packs.common.steps import procedure

SENDERS = ("officer", "clerk", "justice_office", "mediator", "petition_clerk", "enforcement_head")

REFERRAL = procedure(
    name="common.referral",
    label="转办移送",
    basis=(PEN(22), PEN(27)),
    title=lambda facts: f"转办{facts.get('other_side', '')}：{facts.get('referred_matter', '')}",
    addressed=(Addressed(role="police", fact="other_side", words=("派出所", "公安")), Addressed(role="court", fact="other_side", words=("法庭", "法院"))),
    states=(
        State("sent", "已发出"), State("received", "对方已收"), State("accepted", "对方已受理"), State("returned", "已退回", closed=True),
        State("closed", "已反馈办结", closed=True),
    ),
    fields=(
        Field(name="other_side", label="接收单位", sensitivity=Sensitivity.PUBLIC, example="区交巡警支队"),
        Field(name="referred_matter", label="移送事项", example="机动车超员"),
        Field(name="referral_basis", label="移送理由", kind=Kind.NOTE, example="不属于本镇权限"),
        Field(name="receipt_no", label="回执编号", example="收字12"),
        Field(name="referral_result", label="办理结果", kind=Kind.NOTE, example="已依法处理"),
        Field(name="return_reason", label="退回理由", kind=Kind.NOTE, example="材料不全"),
    ),
    steps=(
        Step(id="send", label="移送", source=(START,), to="sent", roles=SENDERS, basis=(PEN(22),),
             fields=("other_side", "referred_matter", "referral_basis"), starts=(Starts(limit="xfer.normal"),)),
        Step(id="receive", label="登记回执", source=("sent",), to="received", roles=(*SENDERS, "district_department", "police", "court"),
             basis=(TOWN_RULE(),), fields=("receipt_no",), ends=("xfer.normal",)),
        Step(id="accept", label="对方受理", source=("received",), to="accepted", roles=(*SENDERS, "district_department", "police", "court"),
             basis=(TOWN_RULE(),)),
        Step(id="return", label="退回", back=True, source=("sent", "received"), to="returned", roles=(*SENDERS, "district_department", "police", "court"),
             basis=(TOWN_RULE(),), fields=("return_reason",), ends=("xfer.normal",)),
        Step(id="feed_back", label="反馈结果", source=("received", "accepted"), to="closed",
             roles=(*SENDERS, "district_department", "police", "court"), basis=(TOWN_RULE(),), fields=("referral_result",)),
    ),
)  # fmt: skip
