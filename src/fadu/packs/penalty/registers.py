"""Registers of penalties: the log (a view), earlier penalties of a party, fiscal receipts, the district's lists."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.pack import Register
from fadu.packs.common.fields import P, R
from fadu.packs.common.items import CAPACITIES
from fadu.packs.penalty.fields import KINDS
from fadu.packs.penalty.papers_decision import DECISION
from fadu.packs.penalty.papers_on_spot import DECISION as ON_THE_SPOT

_DAY = Kind.DATE

REGISTERS = (
    Register(
        name="penalty_log", label="行政处罚台账", procedures=("penalty.summary", "penalty.ordinary"), numbers=(ON_THE_SPOT, DECISION), sheets=("行政处罚台账", "当场处罚登记本"),
        columns=(
            Field(name="number", label="文号", sensitivity=P), Field(name="name_of_organ", label="名义机关", kind=Kind.ORG, sensitivity=P),
            Field(name="capacity", label="权限来源", kind=Kind.CHOICE, choices=CAPACITIES, sensitivity=P), Field(name="party_name", label="当事人", kind=Kind.PERSON, sensitivity=R),
            Field(name="item_name", label="违法行为", sensitivity=P),
            Field(name="item", label="事项", kind=Kind.ITEM, sensitivity=P, register="items"),
            Field(name="heaviest_kind", label="种类", kind=Kind.CHOICE, choices=KINDS, sensitivity=P),
            Field(name="total_fen", label="金额", kind=Kind.MONEY, sensitivity=P),
            Field(name="decided_on", label="决定日期", kind=_DAY, sensitivity=P), Field(name="served_on", label="送达日期", kind=_DAY),
            Field(name="collected_fen", label="实缴", kind=Kind.MONEY), Field(name="paid_on", label="缴款日期", kind=_DAY),
        ),
    ),
    Register(
        name="parties_history", label="既往处罚",
        columns=(
            Field(name="name", label="姓名名称", kind=Kind.PERSON, sensitivity=R), Field(name="id", label="证件号码", sensitivity=R),
            Field(name="act", label="违法行为"),
            Field(name="place", label="地点"), Field(name="day", label="行为日", kind=_DAY),
            Field(name="kind", label="种类", kind=Kind.CHOICE, choices=KINDS),
            Field(name="source", label="处罚机关"),
        ),
    ),
    Register(
        name="receipts", label="罚没票据", key="no", sheets=("罚没票据登记",),
        columns=(
            Field(name="no", label="票号"), Field(name="amount", label="金额", kind=Kind.MONEY),
            Field(name="officer", label="收缴人", kind=Kind.OFFICER),
            Field(name="collected", label="收缴日", kind=_DAY), Field(name="handed_in", label="交机关日", kind=_DAY),
            Field(name="banked", label="缴库日", kind=_DAY),
        ),
    ),
    Register(
        name="fine_lookup", label="区级首违与已罚名单", sheets=("区级名单",),
        columns=(
            Field(name="party", label="姓名名称", kind=Kind.PERSON, sensitivity=Sensitivity.PERSONAL),
            Field(name="id", label="证件号码", sensitivity=R), Field(name="act", label="违法行为"),
            Field(name="day", label="行为日", kind=_DAY), Field(name="source", label="处罚机关"), Field(name="list_date", label="名单日期", kind=_DAY),
        ),
    ),
)  # fmt: skip
