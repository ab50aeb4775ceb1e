"""Evidence registered and held in advance (先行登记保存): approved by a head, decided in seven working days, or released by the clock
and given back.

The law knows no approval afterwards (PEN 56): where it is urgent the head is rung up, and approves on the own phone.
"""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.procedure import START, Branch, Starts, State, Step
from fadu.kernel.timelimit import due
from fadu.packs.common import fields as c
from fadu.packs.common.gates import identity_shown, two_certified_officers
from fadu.packs.common.items import ITEM_FACTS, officers_shown
from fadu.packs.common.laws import PEN
from fadu.packs.common.roles import FILE_KEEPERS
from fadu.packs.common.steps import procedure
from fadu.packs.penalty.ordinary_fields import FIELDS
from fadu.packs.penalty.papers_hold import HOLD_APPROVAL, HOLD_NOTICE, HOLD_RESULT_PAPER, HOLD_RETURN_PAPER

KEEPING = "pen.register_keep"
_DISPOSALS = {"返还": "returned", "送检": "sent_for_test", "查封扣押": "seized", "没收": "confiscated", "移送": "transferred"}
_CARRIED = ("party_name", "party_class", "item", "item_name", "capacity", "name_of_organ", "series")


@gate(
    "head_approved",
    "已经负责人批准",
    basis=(PEN(56),),
    refusal="{why}",
    remedy="报分管领导或者镇长批准；情况紧急的电话报批，由负责人在手机上批准后再实施",
)
def head_approved(s: Situation) -> Answer:
    """Approved by a head who is not one of those that hold; there is no approving afterwards."""
    approvers = s.who_did("approve")
    if not approvers:
        return missing(why="先行登记保存还没有经行政机关负责人批准")
    return not approvers <= {a.id for a in s.actors} or missing(why="批准人不能是实施登记保存的人员自己")


def _holding(s: Situation) -> dict[str, Value]:
    """Who holds, and the last day on which a decision may still be taken (PEN 56)."""
    last = due(s.rules.limit(KEEPING, s.on, s.matter.org), s.on, s.rules.calendar).due_on
    return {"officers_shown": officers_shown(s), "held_on": s.on, "held_until": last}


EVIDENCE_HOLD = procedure(
    name="penalty.evidence_hold",
    label="先行登记保存",
    basis=(PEN(56),),
    title=lambda facts: f"登记保存：{facts.get('party_name', '')}",
    handlers=("officer",),
    readers=FILE_KEEPERS,
    states=(
        State("requested", "待批准"), State("approved", "已批准，待实施"), State("held", "保存中"), State("refused", "未予批准", closed=True),
        State("returned", "已返还", closed=True), State("sent_for_test", "已送检", closed=True), State("seized", "已转查封扣押", closed=True),
        State("confiscated", "已没收", closed=True), State("transferred", "已移送", closed=True), State("released", "已自动解除，待返还"),
    ),
    fields=(
        c.PARTY_NAME, c.PARTY_CLASS, c.ITEM, *(f for f in ITEM_FACTS if f.name in ("item_name", "capacity", "name_of_organ", "officers_shown")),
        Field(name="series", label="文号代字"), c.IDENTITY_SHOWN,
        *(f for f in FIELDS if f.name in ("held_items", "hold_reason", "kept_at")),
        Field(name="approval_manner", label="批准方式", kind=Kind.CHOICE, choices=("审批表", "情况紧急，电话或者当面报批"), example="审批表"),
        Field(name="approval_note", label="批准意见", kind=Kind.NOTE, example="同意先行登记保存"),
        Field(name="refusal_reason", label="不予批准的理由", kind=Kind.NOTE, example="证据没有灭失的可能"),
        Field(name="held_on", label="登记保存日", kind=Kind.DATE), Field(name="held_until", label="处理决定期限", kind=Kind.DATE),
        Field(name="disposal", label="处理方式", kind=Kind.CHOICE, choices=tuple(_DISPOSALS), example="返还"),
        Field(name="disposal_note", label="处理说明", kind=Kind.NOTE, example="证据已提取，返还原物"),
        Field(name="received_by", label="领取人", kind=Kind.PERSON, sensitivity=Sensitivity.PERSONAL, example="陈某"),
    ),
    steps=(
        Step(id="request", label="报请登记保存", source=(START,), to="requested", roles=("officer",), basis=(PEN(56),),
             fields=("held_items", "hold_reason", "kept_at"), optional=_CARRIED),
        Step(id="approve", label="批准登记保存", source=("requested",), to="approved", roles=("leader", "town_head"), basis=(PEN(56),),
             fields=("approval_manner",), optional=("approval_note",), issues=HOLD_APPROVAL),
        Step(id="refuse", label="不予批准", source=("requested",), to="refused", roles=("leader", "town_head"), basis=(PEN(56),),
             fields=("refusal_reason",)),
        Step(id="hold", label="登记保存", source=("requested", "approved"), to="held", roles=("officer",), basis=(PEN(42), PEN(56)),
             fields=("identity_shown", "held_items", "kept_at"), gates=(two_certified_officers, identity_shown, head_approved),
             derives=_holding, derived=("officers_shown", "held_on", "held_until"), issues=HOLD_NOTICE, starts=(Starts(limit=KEEPING),)),
        Step(id="dispose", label="作出处理决定", source=("held",), to=Branch("disposal", _DISPOSALS), roles=("leader", "enforcement_head"),
             basis=(PEN(56),),
             fields=("disposal", "disposal_note"), issues=HOLD_RESULT_PAPER, ends=(KEEPING,)),
        Step(id="release", label="逾期自动解除", source=("held",), to="released", roles=("clock",), basis=(PEN(56),),
             on_lapse=KEEPING, ends=(KEEPING,),
             consequence="期满没有作出处理决定的，登记保存自动解除，并提示负责人。"),
        Step(id="give_back", label="返还物品", source=("released",), to="returned", roles=("enforcement_head", "officer"), basis=(PEN(56),),
             fields=("received_by",), optional=("disposal_note",), issues=HOLD_RETURN_PAPER,
             consequence="登记保存已经解除，物品应当交还当事人，由领取人在返还清单上签名。"),
    ),
)  # fmt: skip
