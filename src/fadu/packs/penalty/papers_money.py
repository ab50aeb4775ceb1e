"""Papers of hearing, evidence hold, payment and enforcement, and the legal review's opinion where a penalty asks for it."""

from __future__ import annotations

from fadu.kernel.docnumber import Series
from fadu.kernel.instrument import Box, Instrument, Layout, Notice, Paper, Signatures, Table
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import COMP, PEN
from fadu.packs.common.papers import acted_on, boxes, filled, money, printed, prose, shown, verify_text
from fadu.packs.common.rows import rows_of
from fadu.packs.penalty.papers_case import form
from fadu.packs.penalty.papers_on_spot import prefix

HEARING, TRANSCRIPT, HEARING_REPORT = "penalty.hearing_notice", "penalty.hearing_transcript", "penalty.hearing_report"
HOLD, HOLD_RESULT = "penalty.hold_notice", "penalty.hold_result"
DEMAND, APPLICATION, DEFERRAL = "penalty.demand", "penalty.court_application", "penalty.deferral"


def hearing_notice(matter: Matter, records: Records) -> Paper:
    return Paper(
        title="行政处罚听证通知书", organ=shown(matter, "name_of_organ"), head=shown(matter, "name_of_organ"), layout=Layout.OFFICIAL,
        to=shown(matter, "party_name"), dated=acted_on(matter),
        number=matter.numbers.get(HEARING, ""), verify=verify_text(matter, HEARING),
        blocks=(
            *prose(f"你（单位）要求对{shown(matter, 'item_name')}一案听证，定于{shown(matter, 'hearing_on')}在{shown(matter, 'hearing_place')}{shown(matter, 'hearing_manner', '公开')}举行，由{shown(matter, 'host')}主持。",
                   "可以亲自参加，也可以委托一至二人代理。无正当理由拒不出席或者中途退出的，视为放弃听证权利，听证终止。"),
            Notice("认为主持人与本案有直接利害关系的，有权申请回避。"),
        ),
    )  # fmt: skip


def hearing_transcript(matter: Matter, records: Records) -> Paper:
    return form(
        matter, TRANSCRIPT, "听证笔录", *boxes(matter, ("案由", "item_name"), ("时间", "hearing_on"), ("地点", "hearing_place"), ("方式", "hearing_manner"), ("主持人", "host"),
                                           ("到场人员", "attendants")),
        Box("听证过程", shown(matter, "transcript"), lines=15), Box("签名情况", shown(matter, "transcript_signature")),
        Signatures((("当事人", ""), ("调查人员", ""), ("主持人", ""), ("记录人", ""))),
    )  # fmt: skip


def hearing_report(matter: Matter, records: Records) -> Paper:
    return form(matter, HEARING_REPORT, "听证报告", *boxes(matter, ("案由", "item_name"), ("当事人", "party_name"), ("举行日期", "hearing_on"), ("主持人", "host"), ("听证意见", "hearing_opinion")), Signatures((("主持人", ""),)))


def _held(matter: Matter) -> Table:
    rows = tuple((printed(r.get("thing")), printed(r.get("quantity")), printed(r.get("condition"))) for r in rows_of(matter.facts,
        "held_items"))
    return Table(("名称", "数量", "状况"), rows, "登记保存清单")


def hold_notice(matter: Matter, records: Records) -> Paper:
    return form(
        matter, HOLD, "先行登记保存通知书", *boxes(matter, ("当事人", "party_name"), ("案由", "item_name"), ("保存地点", "kept_at"), ("理由", "hold_reason"),
                                          ("执法人员", "officers_shown")),
        _held(matter), Notice("保存期间不得销毁或者转移证据。本机关将在法定期限内作出处理决定，逾期自动解除。"),
        Signatures((("当事人", ""), ("执法人员", ""), ("执法人员", ""))), seal=True,
    )  # fmt: skip


def hold_result(matter: Matter, records: Records) -> Paper:
    return form(matter, HOLD_RESULT, "先行登记保存物品处理决定书", *boxes(matter, ("当事人", "party_name"), ("处理方式", "disposal"), ("说明", "disposal_note")), _held(matter), seal=True)


def _decision(matter: Matter) -> str:
    number = shown(matter, "decision_no")
    return f"{number}行政处罚决定书" if number else "行政处罚决定书"


def demand(matter: Matter, records: Records) -> Paper:
    return Paper(
        title="履行行政处罚决定催告书", organ=shown(matter, "name_of_organ"), head=shown(matter, "name_of_organ"), layout=Layout.OFFICIAL,
        to=shown(matter, "party_name"), dated=acted_on(matter),
        number=matter.numbers.get(DEMAND, ""), verify=verify_text(matter, DEMAND),
        blocks=prose(
            f"本机关{_decision(matter)}已送达，你（单位）应于{shown(matter, 'pay_due_on')}前缴纳罚款{money(matter, 'amount_fen')}，至今尚欠{money(matter, 'owed_fen')}。",
            f"依法加处罚款至今为{money(matter, 'surcharge_fen')}。" if matter.get("surcharge_fen") else "",
            f"请自收到本催告书之日起{shown(matter, 'demand_days')}个工作日内，通过银行或者电子支付系统缴至{shown(matter, 'payee', '处罚决定书载明的账户')}。",
            "缴清之前加处罚款继续计算，但不超出罚款的数额。" if matter.get("surcharge_stated") else "",
            "你（单位）有权陈述和申辩。逾期仍不履行的，本机关将依法申请人民法院强制执行。",
        ),
    )  # fmt: skip


def court_application(matter: Matter, records: Records) -> Paper:
    return Paper(
        title="行政处罚强制执行申请书", organ=shown(matter, "name_of_organ"), head=shown(matter, "name_of_organ"), layout=Layout.OFFICIAL,
        to=shown(matter, "court_name", "人民法院"), dated=acted_on(matter),
        number=matter.numbers.get(APPLICATION, ""), signed_by=shown(matter, "name_of_organ"), verify=verify_text(matter, APPLICATION),
        blocks=(
            *prose(
                f"申请人：{shown(matter, 'name_of_organ')}。被申请人：{shown(matter, 'party_name')}。",
                f"申请执行内容：罚款{money(matter, 'owed_fen')}" + (f"，加处罚款{money(matter, 'surcharge_fen')}" if matter.get("surcharge_fen") else "") + "。",
                f"申请人作出{_decision(matter)}，于{shown(matter, 'served_on')}送达；被申请人在法定期限内没有申请复议、提起诉讼，也没有履行。",
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
        *filled(matter, ("分期安排", "instalments")), Notice("期满仍不缴纳的，自期满次日起依法加处罚款。"),
        seal=True,
    )  # fmt: skip


HEARING_NOTICE = Instrument(id=HEARING, label="听证通知书", compose=hearing_notice, basis=(PEN(64),),
                            series=Series(id=HEARING, label="听证通知书文号", prefix=prefix("听通")))
HEARING_TRANSCRIPT = Instrument(id=TRANSCRIPT, label="听证笔录", compose=hearing_transcript, basis=(PEN(64),))
HEARING_REPORT_PAPER = Instrument(id=HEARING_REPORT, label="听证报告", compose=hearing_report, basis=(PEN(65),))
HOLD_NOTICE = Instrument(id=HOLD, label="先行登记保存通知书", compose=hold_notice, basis=(PEN(56),),
                         series=Series(id=HOLD, label="登记保存文号", prefix=prefix("登保")))
HOLD_RESULT_PAPER = Instrument(id=HOLD_RESULT, label="登记保存处理决定书", compose=hold_result, basis=(PEN(56),))
DEMAND_PAPER = Instrument(id=DEMAND, label="催告书", compose=demand, basis=(COMP(54),),
                          series=Series(id=DEMAND, label="催告书文号", prefix=prefix("罚催")))
COURT_APPLICATION = Instrument(
    id=APPLICATION, label="强制执行申请书", compose=court_application, basis=(COMP(53), COMP(55)),
    series=Series(id=APPLICATION, label="执行申请文号", prefix=prefix("执申"))
)
DEFERRAL_PAPER = Instrument(id=DEFERRAL, label="延期缴纳批准书", compose=deferral, basis=(PEN(66),))
