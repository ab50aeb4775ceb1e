"""What goes to and comes from police, petition office and court: referrals with receipts, and judicial confirmation."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.procedure import START, Branch, Starts, State, Step
from fadu.packs.common.laws import CONFIRM, MED, TOWN_RULE
from fadu.packs.common.steps import procedure
from fadu.packs.disputes import papers

P = Sensitivity.PUBLIC
SIDES = ("justice_office", "mediator", "petition_clerk", "police", "court")

REFERRAL = procedure(
    name="disputes.referral", label="纠纷联动移送", basis=(MED(25), TOWN_RULE()),
    title=lambda facts: f"{facts.get('linkage', '')}{facts.get('direction', '')}：{facts.get('referred_matter', '')}", readers=("justice_office", "petition_clerk"),
    states=(State("sent", "已发出"), State("received", "已收到"), State("accepted", "已受理"), State("returned", "已退回", closed=True),
            State("fed_back", "已反馈"), State("closed", "已办结", closed=True)),
    fields=(
        Field(name="direction", label="方向", kind=Kind.CHOICE, choices=("移入", "移出"), sensitivity=P, example="移入"),
        Field(name="linkage", label="联动类别", kind=Kind.CHOICE, choices=("警调", "访调", "诉调委派", "诉调委托", "法律援助", "区级调委会"), sensitivity=P, example="警调"),
        Field(name="other_side", label="对方单位", sensitivity=P, example="同乐派出所"),
        Field(name="referred_matter", label="事项", example="邻里打架后赔偿争议"),
        Field(name="dispute", label="对应纠纷", kind=Kind.REF),
        Field(name="receipt_no", label="回执", example="收字8"),
        Field(name="return_reason", label="退回理由", kind=Kind.NOTE, example="不属于调解范围"),
        Field(name="referral_result", label="结果", kind=Kind.NOTE, example="已调解成功并履行"),
    ),
    steps=(
        Step(id="send", label="移送出去", source=(START,), to="sent", roles=SIDES, basis=(MED(25),), fields=("linkage", "other_side", "referred_matter"), optional=("dispute",),
             derives=lambda s: {"direction": "移出"}, derived=("direction",), issues=papers.REFERRAL_LETTER, starts=(Starts(limit="xfer.normal"),)),
        Step(id="receive", label="登记移入", source=(START,), to="received", roles=SIDES, basis=(TOWN_RULE(),), fields=("linkage", "other_side", "referred_matter"),
             derives=lambda s: {"direction": "移入"}, derived=("direction",)),
        Step(id="sign_receipt", label="登记对方回执", source=("sent",), to="received", roles=SIDES, basis=(TOWN_RULE(),), fields=("receipt_no",), ends=("xfer.normal",)),
        Step(id="accept", label="受理", source=("received",), to="accepted", roles=SIDES, basis=(TOWN_RULE(),), optional=("dispute", "receipt_no"),
             starts=(Starts(limit="med.online.before", when=lambda f: f.get("linkage") in ("诉调委派", "诉调委托")),)),
        Step(id="return", label="退回", source=("sent", "received"), to="returned", roles=SIDES, basis=(TOWN_RULE(),), fields=("return_reason",), ends=("xfer.normal",)),
        Step(id="feed_back", label="反馈结果", source=("accepted",), to="fed_back", roles=SIDES, basis=(TOWN_RULE(),), fields=("referral_result",), ends=("med.online.before",)),
        Step(id="close", label="办结", source=("fed_back",), to="closed", roles=SIDES, basis=(TOWN_RULE(),)),
    ),
)  # fmt: skip

CONFIRMATION = procedure(
    name="disputes.confirmation", label="司法确认", basis=(MED(33), CONFIRM(1)), title=lambda facts: f"司法确认：{facts.get('court', '')}",
    readers=("justice_office", "mediator"),
    states=(State("applied", "已申请"), State("accepted", "法院已受理"), State("not_accepted", "不予受理", closed=True),
            State("confirmed", "确认有效", closed=True), State("not_confirmed", "不予确认", closed=True), State("withdrawn", "已撤回", closed=True)),
    fields=(
        Field(name="court", label="法院", sensitivity=P, example="区人民法院"),
        Field(name="court_answer", label="受理结果", kind=Kind.CHOICE, choices=("受理", "不予受理"), example="受理"),
        Field(name="ruling", label="裁定", kind=Kind.CHOICE, choices=("确认有效", "不予确认"), example="确认有效"),
        Field(name="ruling_no", label="裁定书编号", sensitivity=P, example="（2025）渝0102民特8号"),
    ),
    steps=(
        Step(id="apply", label="共同申请", source=(START,), to="applied", roles=("mediator", "justice_office", "party"), basis=(MED(33),), fields=("court",), starts=(Starts(limit="med.confirm.accept"),)),
        Step(id="court_answers", label="登记受理结果", source=("applied",), to=Branch("court_answer", {"受理": "accepted", "不予受理": "not_accepted"}),
             roles=("mediator", "justice_office", "court"), basis=(CONFIRM(4),), fields=("court_answer",), ends=("med.confirm.accept",), starts=(Starts(limit="med.confirm.decide"),)),
        Step(id="rule", label="登记裁定", source=("accepted",), to=Branch("ruling", {"确认有效": "confirmed", "不予确认": "not_confirmed"}),
             roles=("mediator", "justice_office", "court"), basis=(CONFIRM(5),), fields=("ruling", "ruling_no"), ends=("med.confirm.decide",)),
        Step(id="withdraw", label="撤回申请", source=("applied", "accepted"), to="withdrawn", roles=("mediator", "justice_office", "party"), basis=(CONFIRM(5),),
             ends=("med.confirm.accept", "med.confirm.decide")),
    ),
)  # fmt: skip
