"""A petition (信访事项): registered, screened to its statutory route, handled within its clock, replied, re-examined."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, Branch, Starts, State, Step
from fadu.packs.common.fields import VILLAGE
from fadu.packs.common.laws import PET
from fadu.packs.common.steps import procedure
from fadu.packs.disputes import gates as g
from fadu.packs.disputes import papers

P, S = Sensitivity.PUBLIC, Sensitivity.SECRET
ROUTES = ("导入诉讼仲裁复议", "党员申诉程序", "行政程序", "履职申请", "转送有权机关", "受理办理")
_ROUTE_STATES = dict.fromkeys(ROUTES[:4], "legal_route") | {"转送有权机关": "sent_on", "受理办理": "screened"}


def _on_time(s: Situation) -> dict[str, bool]:
    due = s.due("pet.handle")
    return {"replied_on_time": due is not None and s.on <= due.due_on}


PETITION = procedure(
    name="disputes.petition", label="信访事项", basis=(PET(22), PET(31), PET(34)),
    title=lambda facts: f"信访事项（{facts.get('channel', '')}）", readers=("petition_clerk",), secret_readers=("petition_clerk", "town_head", "party_secretary", "leader"),
    states=(
        State("received", "已收到"), State("screened", "已甄别"), State("legal_route", "已导入法定途径", closed=True), State("sent_on", "已转送", closed=True),
        State("accepted", "办理中"), State("handled", "待答复"), State("replied", "已答复"), State("re_examined", "复查中"), State("reviewed", "复核中"),
        State("ended", "已终结", closed=True), State("withdrawn", "已撤回", closed=True),
    ),
    fields=(
        VILLAGE,
        Field(name="channel", label="渠道", kind=Kind.CHOICE, choices=("来信", "来访", "网上", "电话", "上级转送"), example="来访"),
        Field(name="petitioner", label="信访人", kind=Kind.PERSON, sensitivity=S, example="周某"),
        Field(name="petition_matter", label="信访事项", kind=Kind.NOTE, sensitivity=S, example="反映村道排水沟损坏"),
        Field(name="reported_person", label="被反映人", kind=Kind.PERSON, sensitivity=S),
        Field(name="assigned_to", label="承办人", kind=Kind.PERSON, sensitivity=S, example="王某"),
        Field(name="petition_route", label="处理途径", kind=Kind.CHOICE, choices=ROUTES, example="受理办理"),
        Field(name="objection", label="异议理由", kind=Kind.NOTE, example="应由区级部门办理"),
        Field(name="handling", label="办理经过", kind=Kind.NOTE, sensitivity=S, example="现场查看并协调修复"),
        Field(name="prolong_reason", label="延长理由", kind=Kind.NOTE, example="需要鉴定"),
        Field(name="petitioner_told", label="已告知信访人", kind=Kind.BOOL, example=True),
        Field(name="request", label="诉求", kind=Kind.NOTE, sensitivity=S, example="修复排水沟"),
        Field(name="found_facts", label="查明的事实", kind=Kind.NOTE, sensitivity=S, example="排水沟确有损坏"),
        Field(name="opinion", label="处理意见", kind=Kind.NOTE, sensitivity=S, example="由村委会两周内修复"),
        Field(name="opinion_basis", label="依据", kind=Kind.NOTE, sensitivity=S, example="村级公益设施管护办法"),
        Field(name="review_right_told", label="已告知复查权利", kind=Kind.BOOL, example=True),
        Field(name="replied_on_time", label="按期答复", kind=Kind.BOOL),
        Field(name="final_opinion", label="复查复核意见", kind=Kind.NOTE, sensitivity=S, example="维持"),
        Field(name="settled_note", label="和解情况", kind=Kind.NOTE, sensitivity=S, example="双方签订和解书"),
    ),
    steps=(
        Step(id="register", label="登记", source=(START,), to="received", roles=("petition_clerk",), basis=(PET(22), PET(23)),
             fields=("channel", "petitioner", "petition_matter"), optional=("village", "reported_person", "assigned_to"), gates=(g.not_passed_to_reported,),
             starts=(Starts(limit="pet.reg"), Starts(limit="pet.object", when=lambda f: f.get("channel") == "上级转送"))),
        Step(id="object", label="提出不属本机关的异议", source=("received",), to="sent_on", roles=("petition_clerk",), basis=(PET(23),), fields=("objection",), ends=("pet.reg", "pet.object")),
        Step(id="screen", label="甄别分流", source=("received",), to=Branch("petition_route", _ROUTE_STATES), roles=("petition_clerk",), basis=(PET(31),),
             fields=("petition_route",), gates=(g.route_named,), ends=("pet.reg", "pet.object"), issues=papers.PETITION_TOLD),
        Step(id="accept", label="受理", source=("screened",), to="accepted", roles=("petition_clerk",), basis=(PET(23), PET(34)), fields=("assigned_to",),
             gates=(g.not_passed_to_reported,), starts=(Starts(limit="pet.handle"),)),
        Step(id="prolong", label="延长办理", source=("accepted", "handled"), to=None, roles=("leader", "town_head"), basis=(PET(34),), fields=("prolong_reason", "petitioner_told"), gates=(g.head_prolongs,)),
        Step(id="handle", label="办理", source=("accepted",), to="handled", roles=("petition_clerk", "clerk", "office_head"), basis=(PET(32),), fields=("handling",)),
        Step(id="settle", label="调解和解", source=("accepted", "handled"), to="ended", roles=("petition_clerk", "mediator"), basis=(PET(33),), fields=("settled_note",), ends=("pet.handle",)),
        Step(id="reply", label="出具处理意见书", source=("handled",), to="replied", roles=("petition_clerk", "leader"), basis=(PET(32), PET(34)),
             fields=("request", "found_facts", "opinion", "opinion_basis", "review_right_told"), gates=(g.opinion_complete,), ends=("pet.handle",),
             starts=(Starts(limit="pet.fucha.apply"),), issues=papers.PETITION_OPINION, derives=_on_time, derived=("replied_on_time",)),
        Step(id="forward_for_reexam", label="转复查", source=("replied",), to="re_examined", roles=("petition_clerk",), basis=(PET(35),), ends=("pet.fucha.apply",), starts=(Starts(limit="pet.fucha.reply"),)),
        Step(id="forward_for_review", label="转复核", source=("re_examined",), to="reviewed", roles=("petition_clerk",), basis=(PET(36),), ends=("pet.fucha.reply",), starts=(Starts(limit="pet.fuhe.reply"),)),
        Step(id="end", label="终结", source=("replied", "re_examined", "reviewed"), to="ended", roles=("petition_clerk",), basis=(PET(36),), optional=("final_opinion",),
             ends=("pet.fucha.apply", "pet.fucha.reply", "pet.fuhe.reply")),
        Step(id="withdraw", label="信访人撤回", source=("received", "screened", "accepted", "handled"), to="withdrawn", roles=("petition_clerk",), basis=(PET(34),), ends=("pet.reg", "pet.handle", "pet.object")),
    ),
)  # fmt: skip
