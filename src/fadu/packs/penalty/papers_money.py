"""Papers of payment and enforcement: deferral, demand, application to the court, settlement, end of enforcement."""

from __future__ import annotations

from fadu.kernel.docnumber import Series
from fadu.kernel.field import yuan
from fadu.kernel.instrument import Box, Instrument, Notice, Paper, Signatures, Table
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import COMP, PEN
from fadu.packs.common.papers import acted_on, boxes, in_name_of, money, printed, prose, shown, verify_text
from fadu.packs.common.rows import count_of, rows_of
from fadu.packs.penalty.papers_case import form
from fadu.packs.penalty.papers_on_spot import prefix

DEMAND, APPLICATION, DEFERRAL = "penalty.demand", "penalty.court_application", "penalty.deferral"
SETTLEMENT, END = "penalty.settlement", "penalty.end_of_enforcement"


def _decision(matter: Matter) -> str:
    number = shown(matter, "decision_no")
    return f"{number}行政处罚决定书" if number else "行政处罚决定书"


def demand(matter: Matter, records: Records) -> Paper:
    return Paper(
        title="履行行政处罚决定催告书", organ=in_name_of(matter, records),
        to=shown(matter, "party_name"), dated=acted_on(matter),
        number=matter.numbers.get(DEMAND, ""), verify=verify_text(matter, DEMAND),
        blocks=prose(
            f"本机关{_decision(matter)}已送达，你（单位）应于{shown(matter, 'deferred_until') or shown(matter, 'pay_due_on')}前缴纳罚款{money(matter, 'amount_fen')}，至今尚欠{money(matter, 'owed_fen')}。",
            f"依法加处罚款至今为{money(matter, 'surcharge_fen')}。" if matter.get("surcharge_fen") else "",
            f"请自收到本催告书之日起{shown(matter, 'demand_days')}个工作日内，通过银行或者电子支付系统缴至{shown(matter, 'payee', '处罚决定书载明的账户')}。",
            "缴清之前加处罚款继续计算，但不超出罚款的数额。" if matter.get("surcharge_stated") else "",
            "你（单位）有权陈述和申辩。逾期仍不履行的，本机关将依法申请人民法院强制执行。",
        ),
    )  # fmt: skip


def _respondent(matter: Matter, records: Records) -> str:
    """Whom the court is to find: the party with what the decision knows of them."""
    decided = (records.matter(matter.parent) if matter.parent else None) or matter
    known = (
        f"{label}{shown(decided, name)}" for label, name in (("证件号码：", "party_id"), ("住址：", "party_address")) if decided.get(name)
    )
    return "，".join((shown(matter, "party_name"), *known))


def court_application(matter: Matter, records: Records) -> Paper:
    return Paper(
        title="行政处罚强制执行申请书", organ=in_name_of(matter, records),
        to=shown(matter, "court_name", "人民法院"), dated=acted_on(matter),
        number=matter.numbers.get(APPLICATION, ""), signed_by=in_name_of(matter, records), verify=verify_text(matter, APPLICATION),
        blocks=(
            *prose(
                f"申请人：{in_name_of(matter, records)}。被申请人：{_respondent(matter, records)}。",
                f"申请执行内容：罚款{money(matter, 'owed_fen')}" + (f"，加处罚款{money(matter, 'surcharge_fen')}" if matter.get("surcharge_fen") else "") + "。",
                f"申请人作出{_decision(matter)}，于{shown(matter, 'served_on')}送达；被申请人在法定期限内没有申请复议、提起诉讼，也没有{'全部' if matter.get('collected_fen') else ''}履行。",
                f"申请人已于{shown(matter, 'demand_served_on')}送达催告书。被申请人意见：{shown(matter, 'party_opinion', '没有提出')}。",
            ),
            Signatures((("行政机关负责人", ""),)),
        ),
        attachments=("处罚决定书及作出决定的事实、理由和依据", "当事人的意见及催告情况", "申请执行标的情况"),
    )  # fmt: skip


def deferral(matter: Matter, records: Records) -> Paper:
    return form(
        matter, DEFERRAL, "延期（分期）缴纳罚款批准书", *boxes(matter, ("当事人", "party_name"), ("处罚决定书", "decision_no")),
        Box("罚款", money(matter, "amount_fen")), *boxes(matter, ("申请", "deferral_application"), ("困难事由", "hardship"), ("延至", "deferred_until")),
        *_instalments(matter), Notice("期满仍不缴纳的，自期满次日起依法加处罚款。"),
        seal=True,
    )  # fmt: skip


def _instalments(matter: Matter) -> tuple[Table, ...]:
    rows = tuple(
        (f"第{n}期", printed(r.get("due_on")), f"{yuan(count_of(r, 'sum_fen'))}元")
        for n, r in enumerate(rows_of(matter.facts, "instalments"), start=1)
    )
    return (Table(("期次", "应缴日", "应缴罚款"), rows, "分期安排"),) if rows else ()


def settlement(matter: Matter, records: Records) -> Paper:
    """Agreed after a decision that stands; a surcharge may be remitted for remedial steps, the fine may not (COMP 42)."""
    return form(
        matter, SETTLEMENT, "执行和解协议", *boxes(matter, ("当事人", "party_name"), ("处罚决定书", "decision_no")), Box("尚欠罚款", money(matter, "owed_fen")),
        *boxes(matter, ("和解内容", "settlement"), ("履行至", "deferred_until")), Notice("不履行本协议的，恢复强制执行。"),
        Signatures((("当事人", ""), ("行政机关负责人", ""))), seal=True,
    )  # fmt: skip


def ending(matter: Matter, records: Records) -> Paper:
    return form(
        matter, END, "终结执行审批表", *boxes(matter, ("当事人", "party_name"), ("处罚决定书", "decision_no")), Box("罚款", money(matter, "amount_fen")),
        Box("尚欠罚款", money(matter, "owed_fen")), *boxes(matter, ("终结执行的理由", "writeoff_ground")), Signatures((("承办人", ""), ("行政机关负责人", ""))),
    )  # fmt: skip


DEMAND_PAPER = Instrument(
    id=DEMAND, label="催告书", compose=demand, basis=(COMP(54),), series=Series(id=DEMAND, label="催告书文号", prefix=prefix("罚催"))
)
COURT_APPLICATION = Instrument(
    id=APPLICATION,
    label="强制执行申请书",
    compose=court_application,
    basis=(COMP(53), COMP(55)),
    series=Series(id=APPLICATION, label="执行申请文号", prefix=prefix("执申")),
)
DEFERRAL_PAPER = Instrument(id=DEFERRAL, label="延期缴纳批准书", compose=deferral, basis=(PEN(66),))
SETTLEMENT_PAPER = Instrument(id=SETTLEMENT, label="执行和解协议", compose=settlement, basis=(COMP(42),))
END_PAPER = Instrument(id=END, label="终结执行审批表", compose=ending, basis=(COMP(40),))
