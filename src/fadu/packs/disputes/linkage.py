"""What goes to and comes from police, petition office and court: referrals with receipts, and judicial confirmation."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, Addressed, Branch, Follows, Opens, Starts, State, Step
from fadu.packs.common.fields import VILLAGE
from fadu.packs.common.laws import CONFIRM, MED, POLICE_PEN, TOWN_RULE
from fadu.packs.common.papers import printed
from fadu.packs.common.steps import procedure
from fadu.packs.disputes import fields as f
from fadu.packs.disputes import gates as g
from fadu.packs.disputes import papers

P = Sensitivity.PUBLIC
COURT_SENDS = ("诉调委派", "诉调委托")
OURS = ("justice_office", "mediator", "petition_clerk")
#: What the other side does itself when it has an account here, and the town records for it otherwise.
SIDES = (*OURS, "police", "court")
#: What a dispute that came over a linkage says of its source.
_SOURCES = {"警调": "警", "访调": "访", **dict.fromkeys(COURT_SENDS, "诉")}


DISPUTE_ENDS = ("settled", "self_settled", "failed", "refused", "withdrawn", "referred", "not_accepted")


def _opens_dispute(facts: Mapping[str, Value]) -> bool:
    """What came in becomes a dispute of ours once both parties and the village are named, unless one is already registered."""
    return (
        facts.get("direction") == "移入"
        and all(facts.get(n) for n in ("kind", "party_a", "party_b", "village"))
        and not facts.get("dispute")
    )


def _our_turn(facts: Mapping[str, Value]) -> bool:
    """What came in from others than the court, which has a term of its own; for what went out the term runs from the receipt."""
    return facts.get("direction") == "移入" and facts.get("linkage") not in COURT_SENDS


def _accepted(s: Situation) -> dict[str, Value]:
    """Its source; and how the dispute on record ended, when it had before this came in."""
    return {"source": _SOURCES.get(str(s.get("linkage")), "其他"), **_result(s)}


def ended_how(s: Situation) -> str:
    """How the dispute of this matter ended, in words to feed back; nothing while it has not."""
    held = g.mediated(s)
    if held is None or held.state == "self_settled":
        return "双方自行和解" if held else ""
    form = f"（{held.get('form')}协议）" if held.get("form") else ""
    return f"{held.get('outcome') or ''}{form}"


def _result(s: Situation) -> dict[str, Value]:
    return {"referral_result": ended} if (ended := ended_how(s)) else {}


def _performed(s: Situation) -> dict[str, Value]:
    """What was agreed and when it was performed, in words for the police."""
    held = g.mediated(s)
    if held is None:
        return {}
    agreed = held.get("agreed_content") or held.get("settlement") or ""
    return {"settlement_note": f"{printed(held.get('settled_on'))}达成协议：{agreed}；{printed(held.get('performed_on'))}履行完毕"}


REFERRAL = procedure(
    name="disputes.referral", label="纠纷联动移送", basis=(MED(25), TOWN_RULE()),
    title=lambda facts: f"{facts.get('linkage', '')}{facts.get('direction', '')}：{facts.get('referred_matter', '')}", readers=("justice_office", "petition_clerk"),
    addressed=(Addressed(role="police", fact="linkage", words=("警调",)), Addressed(role="court", fact="linkage", words=COURT_SENDS)),
    states=(State("sent", "已发出"), State("receipted", "对方已签收"), State("taken", "对方已受理"), State("received", "已收到"), State("accepted", "已受理"),
            State("returned", "已退回", closed=True), State("fed_back", "已反馈"), State("closed", "已办结", closed=True)),
    fields=(
        Field(name="direction", label="方向", kind=Kind.CHOICE, choices=("移入", "移出"), sensitivity=P, example="移入"),
        f.LINKAGE,
        Field(name="other_side", label="对方单位", sensitivity=P, example="同乐派出所"),
        Field(name="referred_matter", label="事项", kind=Kind.NOTE, sensitivity=Sensitivity.PERSONAL, example="邻里打架后赔偿争议"),
        Field(name="dispute", label="对应纠纷", kind=Kind.REF, of="disputes.dispute", help="已经登记过的，选了就不用填双方和村；没有登记过的不选"),
        Field(name="receipt_no", label="回执", example="收字8"),
        f.KIND, f.PARTY_A, f.PARTY_B, f.SOURCE, f.LEVEL, VILLAGE,
        Field(name="written_request", label="当事人已书面申请", kind=Kind.BOOL, example=True, help="在公安机关作出处理决定之前"),
        Field(name="settlement_note", label="协议和履行", kind=Kind.NOTE, sensitivity=Sensitivity.PERSONAL),
        Field(name="return_reason", label="退回理由", kind=Kind.NOTE, example="不属于调解范围"),
        Field(name="referral_result", label="结果", kind=Kind.NOTE, example="已调解成功并履行"),
    ),
    steps=(
        Step(id="send", label="移送出去", source=(START,), to="sent", roles=OURS, basis=(MED(25),), fields=("linkage", "other_side", "referred_matter"), optional=("party_a", "party_b", "village", "level", "dispute"),
             derives=lambda s: {"direction": "移出"}, derived=("direction",), issues=papers.REFERRAL_LETTER, starts=(Starts(limit="xfer.linked"),)),
        Step(id="receive", label="登记移入", source=(START,), to="received", roles=SIDES, basis=(TOWN_RULE(),), fields=("linkage", "other_side", "referred_matter"),
             derives=lambda s: {"direction": "移入"}, derived=("direction",), issues=papers.RECEIPT, consequence="将开出回执，交还移送单位。"),
        Step(id="sign_receipt", label="登记对方回执", source=("sent",), to="receipted", roles=SIDES, basis=(TOWN_RULE(),), fields=("receipt_no",), ends=("xfer.linked",), starts=(Starts(limit="link.result"),)),
        Step(id="other_side_takes", label="登记对方受理", source=("receipted",), to="taken", roles=SIDES, basis=(TOWN_RULE(),)),
        Step(id="other_side_answers", label="登记对方办理结果", source=("receipted", "taken"), to="closed", roles=SIDES, basis=(TOWN_RULE(),), fields=("referral_result",), ends=("link.result",),
             consequence="对方的结果已经收到，移送办结。"),
        Step(id="other_side_returns", label="登记对方退回", back=True, source=("sent", "receipted", "taken"), to="returned", roles=SIDES, basis=(TOWN_RULE(),), fields=("return_reason",), ends=("xfer.linked", "link.result"),
             consequence="从本镇纠纷移送出去的，回到调解员手里继续调解。"),
        Step(id="urge", label="催办", source=("sent", "receipted", "taken"), to=None, roles=OURS, basis=(TOWN_RULE(),),
             issues=papers.URGED, consequence="将开出催办函；原来的期限不变。"),
        Step(id="accept", label="受理", source=("received",), to="accepted", roles=OURS, basis=(MED(18), TOWN_RULE()),
             optional=("dispute", "kind", "party_a", "party_b", "village", "receipt_no"), gates=(g.parties_named,), derives=_accepted, derived=("source", "referral_result"),
             starts=(Starts(limit="med.online.before", when=lambda facts: facts.get("linkage") in COURT_SENDS), Starts(limit="link.result", when=_our_turn)),
             opens=(Opens(procedure="disputes.dispute", step="take_referral", when=_opens_dispute,
                          carry={"kind": "kind", "party_a": "party_a", "party_b": "party_b", "village": "village", "source": "source", "gist": "referred_matter"}),),
             consequence="移入并填写了双方当事人的，同时登记为纠纷，等候调解员受理。"),
        Step(id="dispute_ended", label="纠纷已有结果", source=("accepted",), to=None, roles=("clock",), basis=(TOWN_RULE(),),
             follows=(Follows(procedure="disputes.dispute", states=DISPUTE_ENDS, through="dispute"),), derives=_result, derived=("referral_result",)),
        Step(id="return", label="退回", back=True, source=("received",), to="returned", roles=OURS, basis=(TOWN_RULE(),), fields=("return_reason",), issues=papers.HANDED_BACK,
             consequence="将开出退回函，写明理由交还移送单位。"),
        Step(id="feed_back", label="反馈结果", source=("accepted",), to="fed_back", roles=OURS, basis=(TOWN_RULE(),), fields=("referral_result",), ends=("med.online.before", "link.result"), issues=papers.FEEDBACK),
        Step(id="ask_not_to_punish", label="请公安机关认可不予处罚", source=("accepted", "fed_back"), to=None, roles=("justice_office", "mediator"), basis=(POLICE_PEN(9),),
             fields=("written_request",), gates=(g.settlement_binds_police, g.settled_and_performed, g.written_request_given), issues=papers.NOT_TO_PUNISH,
             derives=_performed, derived=("settlement_note",), consequence="将开出告知函，附当事人的书面申请交公安机关；经公安机关认可的，不予处罚。"),
        Step(id="close", label="办结", source=("fed_back",), to="closed", roles=OURS, basis=(TOWN_RULE(),)),
    ),
)  # fmt: skip


def _of_whom(facts: Mapping[str, Value]) -> str:
    return (
        f"{facts['party_a']}与{facts.get('party_b', '')}调解协议司法确认" if facts.get("party_a") else f"司法确认：{facts.get('court', '')}"
    )


CONFIRMATION = procedure(
    name="disputes.confirmation", label="司法确认", basis=(MED(33), CONFIRM(1)), title=_of_whom,
    readers=("justice_office", "mediator"),
    states=(State("applied", "已申请"), State("accepted", "法院已受理"), State("not_accepted", "不予受理", closed=True),
            State("confirmed", "确认有效", closed=True), State("not_confirmed", "不予确认", closed=True), State("withdrawn", "已撤回", closed=True)),
    fields=(
        f.PARTY_A, f.PARTY_B,
        Field(name="court", label="法院", sensitivity=P, example="区人民法院"),
        Field(name="court_answer", label="受理结果", kind=Kind.CHOICE, choices=("受理", "不予受理"), example="受理"),
        Field(name="ruling", label="裁定", kind=Kind.CHOICE, choices=("确认有效", "不予确认"), example="确认有效"),
        Field(name="ruling_no", label="裁定书编号", sensitivity=P, example="（2025）渝0102民特8号"),
    ),
    steps=(
        Step(id="apply", label="共同申请", source=(START,), to="applied", roles=("mediator", "justice_office", "party"), basis=(MED(33),), fields=("court",), optional=("party_a", "party_b"), starts=(Starts(limit="med.confirm.accept"),)),
        Step(id="court_answers", label="登记受理结果", source=("applied",), to=Branch("court_answer", {"受理": "accepted", "不予受理": "not_accepted"}),
             roles=("mediator", "justice_office", "court"), basis=(CONFIRM(4),), fields=("court_answer",), ends=("med.confirm.accept",), starts=(Starts(limit="med.confirm.decide"),)),
        Step(id="rule", label="登记裁定", source=("accepted",), to=Branch("ruling", {"确认有效": "confirmed", "不予确认": "not_confirmed"}),
             roles=("mediator", "justice_office", "court"), basis=(CONFIRM(5),), fields=("ruling", "ruling_no"), ends=("med.confirm.decide",)),
        Step(id="withdraw", label="撤回申请", source=("applied", "accepted"), to="withdrawn", roles=("mediator", "justice_office", "party"), basis=(CONFIRM(5),),
             ends=("med.confirm.accept", "med.confirm.decide")),
    ),
)  # fmt: skip
