"""Evidence registered and held in advance (先行登记保存): decided in seven working days, or released by the clock."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind
from fadu.kernel.procedure import START, Branch, Starts, State, Step
from fadu.packs.common import fields as c
from fadu.packs.common.items import ITEM_FACTS
from fadu.packs.common.laws import PEN
from fadu.packs.common.steps import procedure
from fadu.packs.penalty.ordinary_fields import FIELDS
from fadu.packs.penalty.papers_money import HOLD_NOTICE, HOLD_RESULT_PAPER

_DISPOSALS = {"返还": "returned", "送检": "sent_for_test", "查封扣押": "seized", "没收": "confiscated", "移送": "transferred"}

EVIDENCE_HOLD = procedure(
    name="penalty.evidence_hold",
    label="先行登记保存",
    basis=(PEN(56),),
    title=lambda facts: f"登记保存：{facts.get('party_name', '')}",
    states=(
        State("held", "保存中"), State("returned", "已返还", closed=True), State("sent_for_test", "已送检", closed=True),
        State("seized", "已转查封扣押", closed=True),
        State("confiscated", "已没收", closed=True), State("transferred", "已移送", closed=True), State("released", "逾期自动解除", closed=True),
    ),
    fields=(
        c.PARTY_NAME, c.PARTY_CLASS, *(f for f in ITEM_FACTS if f.name in ("item_name", "capacity", "name_of_organ", "officers_shown")),
        Field(name="series", label="文号代字"),
        *(f for f in FIELDS if f.name in ("held_items", "hold_reason", "kept_at")),
        Field(name="disposal", label="处理方式", kind=Kind.CHOICE, choices=tuple(_DISPOSALS), example="返还"),
        Field(name="disposal_note", label="处理说明", kind=Kind.NOTE, example="证据已提取，返还原物"),
    ),
    steps=(
        Step(id="hold", label="登记保存", source=(START,), to="held", roles=("officer",), basis=(PEN(56),),
             fields=("held_items", "hold_reason", "kept_at"),
             optional=("party_name", "party_class", "item_name", "capacity", "name_of_organ", "officers_shown", "series"),
             issues=HOLD_NOTICE, starts=(Starts(limit="pen.register_keep"),)),
        Step(id="dispose", label="作出处理决定", source=("held",), to=Branch("disposal", _DISPOSALS), roles=("leader", "enforcement_head"),
             basis=(PEN(56),),
             fields=("disposal", "disposal_note"), issues=HOLD_RESULT_PAPER, ends=("pen.register_keep",)),
        Step(id="release", label="逾期自动解除", source=("held",), to="released", roles=("clock",), basis=(PEN(56),),
             on_lapse="pen.register_keep", ends=("pen.register_keep",),
             consequence="期满没有作出处理决定的，登记保存自动解除，并提示负责人。"),
    ),
)  # fmt: skip
