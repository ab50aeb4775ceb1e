"""The on-the-spot procedure (简易程序): one screen, one entry, two officers; then filing, collection and banking.

A decision is served as it is made. Unpaid fines stay on this matter until their limit ends; only then a matter
of ``penalty.payment`` opens, so that the mass case never carries the machinery of enforcement.
"""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Situation
from fadu.kernel.matter import Facts
from fadu.kernel.procedure import START, Branch, Enters, Follows, NeededWhen, Opens, PublicView, Starts, State, Step
from fadu.packs.common import fields as c
from fadu.packs.common.archive import ARCHIVE_FIELDS, archiving
from fadu.packs.common.gates import (
    identity_shown,
    item_in_force,
    no_crime_suspected,
    not_recused,
    remedy_told,
    told_and_heard,
    two_certified_officers,
)
from fadu.packs.common.laws import COMP, PEN, REC, TRAFFIC
from fadu.packs.common.roles import FILE_KEEPERS
from fadu.packs.common.steps import procedure
from fadu.packs.penalty import fields as f
from fadu.packs.penalty.case_file import KEEPING_SIMPLE, ON_THE_SPOT_FILE
from fadu.packs.penalty.changes import later_steps
from fadu.packs.penalty.facts import CASE_FACTS, ON_THE_SPOT, case_facts, day_of, on_the_spot
from fadu.packs.penalty.facts import TRAFFIC as TRAFFIC_PROFILE
from fadu.packs.penalty.gates import (
    fine_has_amount,
    first_time_checked,
    item_simple,
    looked_up,
    not_delivered,
    one_fine_only,
    party_capacity,
    within_simple_limit,
    within_tier,
    within_time_bar,
)
from fadu.packs.penalty.gates_money import (
    collector_separate,
    decision_stands,
    nothing_owed,
    on_spot_allowed,
    payable_fen,
    receipt_no,
)
from fadu.packs.penalty.papers_on_spot import DECISION, EDUCATION_RECORD, FILING_SLIP, ON_SPOT_DECISION
from fadu.packs.penalty.payment import day_of_payment

FILING_LIMITS = ("pen.simple_file", "pen.simple_file.traffic")
PAYING_LIMITS = ("pen.pay", "pen.pay.traffic")
CLOSED, PERFORMED, FILED = "已结案", "已履行", "已报备"
_NOW = {"decided": FILED, "collected": "已收缴", "handed_in": "已交机关", "performed": CLOSED, "pursued": "追缴中"}


def _filed(s: Situation) -> dict[str, Value]:
    """Where filing leads: a matter with nothing left to pay is closed by it."""
    nothing_owed = s.matter.state == "decided" and not s.get("total_fen")
    return {"filed_on": s.on, "filed_to": CLOSED if nothing_owed else _NOW.get(s.matter.state, FILED)}


def _performed(s: Situation) -> dict[str, Value]:
    """Paid in full closes a matter that has been filed; otherwise filing will."""
    found: dict[str, Value] = {"performed_to": CLOSED if s.get("filed_on") else PERFORMED}
    if s.step.id == "bank":
        found["banked_on"] = day_of(s, "banked_on")
    if s.step.id == "pay":
        found["paid_on"] = day_of_payment(s)
    return found if s.step.id == "paid_later" else {**found, "collected_fen": payable_fen(s)}


def _collected(s: Situation) -> dict[str, Value]:
    return {"collected_fen": payable_fen(s), "paid_on": s.on}


def _pursued(s: Situation) -> dict[str, Value]:
    """What the pursuit asks for: the fine as it stands now."""
    return {"payable_fen": payable_fen(s)}


def _handed_in(s: Situation) -> dict[str, Value]:
    return {"handed_in_on": day_of(s, "handed_in_on")}


def _void(s: Situation) -> dict[str, Value]:
    return {"voided": True}


def _converted(s: Situation) -> dict[str, Value]:
    return {**case_facts(s), "voided": True}


def _traffic(facts: Facts) -> bool:
    return facts.get("day_profile") == TRAFFIC_PROFILE


def _to_pay(facts: Facts) -> bool:
    return facts.get("outcome") == "待缴款"


_DONE = Branch("performed_to", {PERFORMED: "performed", CLOSED: "closed"})
_PURSUE = Opens(
    procedure="penalty.payment", step="owe_overdue",
    carry={"party_name": "party_name", "party_class": "party_class", "item_name": "item_name", "capacity": "capacity",
           "name_of_organ": "name_of_organ", "series": "series",
           "day_profile": "day_profile", "amount_fen": "payable_fen", "served_on": "served_on", "payment_text": "payment_text"},
    values={"on_the_spot": True, "surcharge_stated": True},
)  # fmt: skip
_RECEIPT = Enters(
    register="receipts", key="receipt_no", when=lambda x: bool(x.get("receipt_no")),
    columns={"no": "receipt_no", "amount": "collected_fen", "officer": "officers_shown", "collected": "paid_on",
             "handed_in": "handed_in_on", "banked": "banked_on"},
)  # fmt: skip
_HISTORY = Enters(
    register="parties_history", key="",
    columns={"name": "party_name", "id": "party_id", "act": "item", "day": "occurred_on", "source": "name_of_organ",
             "kind": "heaviest_kind"},
)  # fmt: skip

SUMMARY = procedure(
    name="penalty.summary",
    label="当场处罚",
    basis=(PEN(51), PEN(52), REC(23)),
    title=lambda facts: f"{facts.get('party_name', '')}：{facts.get('item_name', facts.get('item', ''))}",
    public=PublicView(
        label="行政处罚（当场）",
        fields=("name_of_organ", "item_name", "legal_basis", "heaviest_kind", "total_fen", "decided_on"), masked=("party_name",),
        in_full=c.about_a_body, rule="《政府信息公开条例》第二十条第（六）项，个人姓名遮蔽",
    ),
    case_number=DECISION,
    case_file=ON_THE_SPOT_FILE,
    readers=(*FILE_KEEPERS, "leader", "town_head", "cashier", "statistician", "supervision_liaison", "justice_office"),
    states=(
        State("decided", "已决定并送达"), State("filed", "已报备，待缴款", standing=True), State("collected", "已当场收缴"), State("handed_in", "已交机关"),
        State("performed", "已履行，待报备"), State("pursued", "逾期追缴"), State("closed", "已结案", closed=True), State("void", "已作废", closed=True),
        State("converted", "已转普通程序", closed=True), State("educated", "不予处罚，已教育", closed=True),
    ),
    fields=(
        *f.WHO, *f.WHAT, f.TIER, f.AMOUNT, f.CORRECTION, f.TOLD, f.DEFENCE, f.SIGNATURE, f.NO_PENALTY_GROUND, f.EDUCATION, *f.COLLECTED,
        *f.REFUND,
        c.IDENTITY_SHOWN, c.RECUSED, c.CRIME_SUSPECTED, c.SERVED_ON,
        Field(name="kind", label="处罚种类", kind=Kind.CHOICE, choices=f.KINDS, sensitivity=Sensitivity.PUBLIC, example=f.FINE),
        Field(name="collected", label="当场收缴", kind=Kind.BOOL, example=True),
        Field(name="outcome", label="缴款情况", kind=Kind.CHOICE, choices=("已收缴", "待缴款", "无罚款")),
        Field(name="service_defective", label="拒签没有证明", kind=Kind.BOOL),
        Field(name="queried_on", label="初次违法查询日", kind=Kind.DATE),
        Field(name="query_scope", label="查询范围", example="本镇处罚记录和区级名单"),
        Field(name="corrected_at_once", label="已及时改正", kind=Kind.BOOL, example=True),
        Field(name="delivered", label="已交付当事人", kind=Kind.BOOL, example=False),
        Field(name="void_reason", label="作废原因", kind=Kind.NOTE, example="填写错误，尚未交付"),
        Field(name="convert_reason", label="转普通程序的理由", kind=Kind.NOTE, example="罚款超过当场处罚限额"),
        Field(name="payable_fen", label="应追缴数额", kind=Kind.MONEY),
        Field(name="filed_on", label="报备日", kind=Kind.DATE),
        Field(name="filed_to", label="报备后", kind=Kind.CHOICE, choices=tuple(_NOW.values())),
        Field(name="performed_to", label="履行后", kind=Kind.CHOICE, choices=(PERFORMED, CLOSED)),
        Field(name="handed_in_on", label="交机关日", kind=Kind.DATE),
        Field(name="banked_on", label="缴库日", kind=Kind.DATE),
        Field(name="slip_no", label="交款单号", example="缴2025-031"),
        Field(name="publication_ground", label="公开理由", kind=Kind.CHOICE, choices=("具有一定社会影响", "渠道规则要求", "不属于公开范围"), example="具有一定社会影响"),
        Field(name="published", label="已公示", kind=Kind.BOOL), Field(name="published_in_time", label="按期公示", kind=Kind.BOOL),
        *ARCHIVE_FIELDS,
    ),
    steps=(
        Step(id="decide_on_spot", label="当场处罚", source=(START,),
             to=Branch("outcome", {"待缴款": "decided", "无罚款": "decided", "已收缴": "collected"}),
             roles=("officer",), basis=(PEN(51), PEN(52)),
             fields=("item", "kind", "tier", "party_name", "party_class", "place", "identity_shown", "told", "defence", "signature"),
             optional=("amount_fen", "party_id", "party_age", "party_mind", "party_phone", "party_address", "village", "occurred_on",
                       "act_ended_on", "harmful",
                       "not_same_act", "correction_content", "crime_suspected", "recused", "collected", "collect_ground", "receipt_no"),
             needed=(NeededWhen("amount_fen", "kind", (f.FINE,)),),
             gates=(item_in_force, item_simple, within_simple_limit, two_certified_officers, identity_shown, not_recused, party_capacity,
                    one_fine_only,
                    within_time_bar, told_and_heard, fine_has_amount, within_tier, no_crime_suspected, remedy_told, on_spot_allowed,
                    receipt_no),
             derives=on_the_spot, derived=ON_THE_SPOT, issues=ON_SPOT_DECISION, enters=(_HISTORY, _RECEIPT),
             starts=(
                 Starts(limit="pen.simple_file", when=lambda x: not _traffic(x)), Starts(limit="pen.simple_file.traffic", when=_traffic),
                 Starts(limit="pen.pay", when=lambda x: _to_pay(x) and not _traffic(x)),
                 Starts(limit="pen.pay.traffic", when=lambda x: _to_pay(x) and _traffic(x)),
                 Starts(limit="pen.cash_to_organ", when=lambda x: x.get("outcome") == "已收缴"),
             ),
             told="您的行为违反法律规定，拟当场处罚。您有权陈述和申辩；对处罚不服的，应当先申请行政复议。我们现在出示执法证件。",
             consequence="决定书编号并当场交付，视为送达；须按期报备。", light=True),
        Step(id="warn_only", label="不予处罚，教育", source=(START,), to="educated", roles=("officer",), basis=(PEN(33),),
             fields=("item", "party_name", "party_class", "place", "identity_shown", "no_penalty_ground", "education", "corrected_at_once"),
             optional=("party_id", "party_age", "party_mind", "party_phone", "party_address", "village", "occurred_on", "queried_on",
                       "query_scope"),
             gates=(item_in_force, two_certified_officers, identity_shown, first_time_checked),
             derives=lambda s: {**case_facts(s), **looked_up(s)}, derived=(*CASE_FACTS, "queried_on", "query_scope"),
             issues=EDUCATION_RECORD, light=True),
        Step(id="collect_on_spot", label="当场收缴", source=("decided", "filed"), to="collected", roles=("officer",),
             basis=(PEN(68), PEN(69), PEN(70), TRAFFIC(108)),
             fields=("collect_ground", "receipt_no"), gates=(decision_stands, on_spot_allowed, receipt_no), derives=_collected,
             derived=("collected_fen", "paid_on"), enters=(_RECEIPT,),
             ends=PAYING_LIMITS, starts=(Starts(limit="pen.cash_to_organ"),)),
        Step(id="hand_in", label="交机关", source=("collected",), to="handed_in", roles=("officer", "cashier"), basis=(PEN(71),),
             fields=("slip_no",), optional=("handed_in_on",), derives=_handed_in, derived=("handed_in_on",), enters=(_RECEIPT,),
             ends=("pen.cash_to_organ",),
             starts=(Starts(limit="pen.organ_to_bank", since="handed_in_on"),)),
        Step(id="bank", label="缴库", source=("handed_in",), to=_DONE, roles=("cashier",), basis=(PEN(71),), optional=("banked_on",),
             derives=_performed, derived=("performed_to", "collected_fen", "banked_on"), enters=(_RECEIPT,),
             ends=("pen.organ_to_bank",)),
        Step(id="pay", label="缴款", source=("decided", "filed"), to=_DONE, roles=("party", "cashier"), basis=(PEN(67),),
             fields=("channel_paid",), optional=("paid_on",),
             gates=(decision_stands, collector_separate), derives=_performed, derived=("performed_to", "collected_fen", "paid_on"),
             ends=PAYING_LIMITS),
        Step(id="file", label="报备", source=("decided", "collected", "handed_in", "performed", "pursued"),
             to=Branch("filed_to", {FILED: "filed", "已收缴": "collected", "已交机关": "handed_in", CLOSED: "closed", "追缴中": "pursued"}),
             roles=("enforcement_head",), basis=(PEN(52, 3),), derives=_filed, derived=("filed_on", "filed_to"), ends=FILING_LIMITS,
             issues=FILING_SLIP, light=True),
        Step(id="overdue", label="逾期转追缴", source=("decided", "filed"), to="pursued", roles=("clock",), basis=(PEN(72),), on_lapse="pen.pay",
             gates=(decision_stands,), derives=_pursued, derived=("payable_fen",), ends=PAYING_LIMITS, opens=(_PURSUE,)),
        Step(id="overdue_traffic", label="逾期转追缴", source=("decided", "filed"), to="pursued", roles=("clock",),
             basis=(PEN(72), TRAFFIC(108)),
             on_lapse="pen.pay.traffic", gates=(decision_stands,), derives=_pursued, derived=("payable_fen",), ends=PAYING_LIMITS,
             opens=(_PURSUE,)),
        Step(id="paid_later", label="追缴完毕", source=("pursued",), to=_DONE, roles=("clock",), basis=(PEN(72), COMP(40)),
             optional=("paid_on",),
             follows=(Follows(procedure="penalty.payment", states=("paid", "executed", "terminated"), carry={"paid_on": "paid_on"}),),
             derives=_performed, derived=("performed_to",)),
        Step(id="close_changed", label="免缴结案", source=("decided", "filed", "pursued"), to="closed", roles=("enforcement_head", "leader"),
             basis=(PEN(75), COMP(40)), gates=(nothing_owed,), ends=(*FILING_LIMITS, *PAYING_LIMITS),
             consequence="处罚决定已撤销，或者变更后不再有罚款的，由此结案；原年度的数字不变。"),
        Step(id="void", label="作废", source=("decided",), to="void", roles=("officer",), basis=(PEN(52),),
             fields=("delivered", "void_reason"),
             gates=(not_delivered,), derives=_void, derived=("voided",), ends=(*FILING_LIMITS, *PAYING_LIMITS),
             enters=(Enters(register="parties_history", key="", ends=True),), consequence="号码保留，不再使用。"),
        Step(id="convert", label="转普通程序", source=("decided",), to="converted", roles=("officer",), basis=(PEN(51), PEN(54)),
             fields=("delivered", "convert_reason"), gates=(not_delivered,), derives=_converted, derived=(*CASE_FACTS, "voided"), ends=(*FILING_LIMITS, *PAYING_LIMITS),
             enters=(Enters(register="parties_history", key="", ends=True),),
             opens=(Opens(procedure="penalty.ordinary", step="submit_case",
                          carry={n: n for n in ("item", "party_name", "party_id", "party_class", "party_age", "party_address", "village",
                                                "place", "occurred_on")}
                          | {"suspected_facts": "convert_reason"}, values={"in_town": True, "source": "当场处罚转入"}),)),
        *later_steps(("decided", "filed", "collected", "handed_in", "performed", "pursued", "closed"), PAYING_LIMITS),
        *archiving(("closed", "educated"), KEEPING_SIMPLE),
    ),
)  # fmt: skip
