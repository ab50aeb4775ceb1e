"""A petition (信访事项): registered, screened to its statutory route, handled within its clock, replied, re-examined."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, Branch, Effect, Follows, Opens, Starts, State, Step
from fadu.packs.common.fields import VILLAGE
from fadu.packs.common.laws import PET
from fadu.packs.common.steps import extension_allowed, procedure
from fadu.packs.disputes import fields as d
from fadu.packs.disputes import gates as g
from fadu.packs.disputes import petition_papers as papers
from fadu.packs.disputes.linkage import DISPUTE_ENDS, ended_how

P, S = Sensitivity.PUBLIC, Sensitivity.SECRET
#: The six ways that a petition may go (信访工作条例第三十一条), and what goes to another organ.
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
        State("accepted", "办理中"), State("handled", "待答复"), State("replied", "已答复"), State("re_examined", "复查中"),
        State("re_replied", "复查已答复"), State("reviewed", "复核中"),
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
        Field(name="route_detail", label="具体途径或者去向", sensitivity=S, example="向区人民法院起诉", help="本镇受理办理的不用填；其余写明向哪个机关、按什么程序提出"),
        d.KIND, d.PARTY_A, d.PARTY_B, d.GIST, d.SOURCE,
        Field(name="accepted_on", label="受理日期", kind=Kind.DATE),
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
        Field(name="reexam_opinion", label="复查意见", kind=Kind.NOTE, sensitivity=S, example="维持原处理意见"),
        Field(name="final_opinion", label="终结情况", kind=Kind.NOTE, sensitivity=S, example="维持"),
        Field(name="mediation_result", label="人民调解的结果", example="调解成功（书面协议）"),
        Field(name="settled_note", label="和解情况", kind=Kind.NOTE, sensitivity=S, example="双方签订和解书"),
    ),
    steps=(
        Step(id="register", label="登记", source=(START,), to="received", roles=("petition_clerk",), basis=(PET(22), PET(23)),
             fields=("channel", "petitioner", "petition_matter"), optional=("village", "reported_person", "assigned_to"), gates=(g.not_passed_to_reported,),
             starts=(Starts(limit="pet.reg"), Starts(limit="pet.object", when=lambda f: f.get("channel") == "上级转送"))),
        Step(id="object", label="提出不属本机关的异议", source=("received",), to="sent_on", roles=("petition_clerk",), basis=(PET(23),), fields=("objection",), ends=("pet.reg", "pet.object"), issues=papers.OBJECTION),
        Step(id="screen", label="甄别分流", source=("received",), to=Branch("petition_route", _ROUTE_STATES), roles=("petition_clerk",), basis=(PET(31),),
             fields=("petition_route",), optional=("route_detail",), gates=(g.route_named,), ends=("pet.reg", "pet.object"), issues=papers.TOLD),
        Step(id="accept", label="受理", source=("screened",), to="accepted", roles=("petition_clerk",), basis=(PET(23), PET(34)), fields=("assigned_to",),
             gates=(g.not_passed_to_reported,), starts=(Starts(limit="pet.handle"),), derives=lambda s: {"accepted_on": s.on}, derived=("accepted_on",)),
        Step(id="prolong", label="延长办理", source=("accepted", "handled"), to=None, roles=("leader", "town_head"), basis=(PET(34),), fields=("prolong_reason", "petitioner_told", "extended_by"), gates=(g.head_prolongs, extension_allowed), effect=Effect.EXTEND,
             derives=lambda s: {"extended_limit": "pet.handle"}, derived=("extended_limit",), issues=papers.PROLONGED, consequence="原到期日保留显示，自原到期日起延长。"),
        Step(id="handle", label="办理", source=("accepted",), to="handled", roles=("petition_clerk", "clerk", "office_head"), basis=(PET(32),), fields=("handling",)),
        Step(id="reply", label="出具处理意见书", source=("handled",), to="replied", roles=("petition_clerk", "leader"), basis=(PET(32), PET(34)),
             fields=("request", "found_facts", "opinion", "opinion_basis", "review_right_told"), gates=(g.opinion_complete,), ends=("pet.handle",),
             starts=(Starts(limit="pet.fucha.apply"),), issues=papers.OPINION, derives=_on_time, derived=("replied_on_time",)),
        Step(id="mediate", label="转人民调解", source=("accepted", "handled"), to=None, roles=("petition_clerk",), basis=(PET(33),),
             fields=("kind", "party_a", "party_b", "village", "gist"), derives=lambda s: {"source": "访"}, derived=("source",),
             opens=(Opens(procedure="disputes.dispute", step="take_referral", carry={n: n for n in ("kind", "party_a", "party_b", "gist", "village", "source")}),),
             consequence="登记为纠纷交调委会；调解员看得到双方和事由，看不到信访材料。"),
        Step(id="mediation_ended", label="人民调解已有结果", source=("accepted", "handled"), to=None, roles=("clock",), basis=(PET(33),),
             follows=(Follows(procedure="disputes.dispute", states=DISPUTE_ENDS),), derives=lambda s: {"mediation_result": ended_how(s)}, derived=("mediation_result",)),
        Step(id="settle", label="调解和解", source=("accepted", "handled"), to="ended", roles=("petition_clerk", "mediator"), basis=(PET(33),), fields=("settled_note",), ends=("pet.handle",), issues=papers.SETTLEMENT),
        Step(id="forward_for_reexam", label="转复查", source=("replied",), to="re_examined", roles=("petition_clerk",), basis=(PET(35),), ends=("pet.fucha.apply",), starts=(Starts(limit="pet.fucha.reply"),)),
        Step(id="record_reexam", label="登记复查意见", source=("re_examined",), to="re_replied", roles=("petition_clerk",), basis=(PET(35), PET(36)), fields=("reexam_opinion",),
             ends=("pet.fucha.reply",), starts=(Starts(limit="pet.fuhe.apply"),)),
        Step(id="forward_for_review", label="转复核", source=("re_replied",), to="reviewed", roles=("petition_clerk",), basis=(PET(36),), ends=("pet.fuhe.apply",), starts=(Starts(limit="pet.fuhe.reply"),)),
        Step(id="end", label="终结", source=("replied", "re_replied", "reviewed"), to="ended", roles=("petition_clerk",), basis=(PET(36),), optional=("final_opinion",),
             ends=("pet.fucha.apply", "pet.fuhe.apply", "pet.fuhe.reply")),
        Step(id="withdraw", label="信访人撤回", source=("received", "screened", "accepted", "handled"), to="withdrawn", roles=("petition_clerk",), basis=(PET(34),), ends=("pet.reg", "pet.handle", "pet.object")),
    ),
)  # fmt: skip
