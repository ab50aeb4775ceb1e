"""Papers of evidence held in advance: approval, notice with its list, and what was decided on the things."""

from __future__ import annotations

from fadu.kernel.docnumber import Series
from fadu.kernel.instrument import Box, Instrument, Notice, Paper, Signatures, Table
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import PEN
from fadu.packs.common.papers import boxes, filled, printed, shown
from fadu.packs.common.rows import rows_of
from fadu.packs.penalty.papers_case import form
from fadu.packs.penalty.papers_on_spot import prefix

APPROVAL, HOLD, HOLD_RESULT, HOLD_RETURN = "penalty.hold_approval", "penalty.hold_notice", "penalty.hold_result", "penalty.hold_return"


def hold_approval(matter: Matter, records: Records) -> Paper:
    return form(
        matter, APPROVAL, "先行登记保存审批表", *boxes(matter, ("当事人", "party_name"), ("案由", "item_name"), ("保存地点", "kept_at"), ("报请理由", "hold_reason")),
        _held(matter), *boxes(matter, ("批准方式", "approval_manner")), Box("负责人意见", shown(matter, "approval_note", "同意先行登记保存")),
        Signatures((("报请人", ""), ("负责人", ""))),
    )  # fmt: skip


def _held(matter: Matter) -> Table:
    rows = tuple(
        (printed(r.get("thing")), printed(r.get("quantity")), printed(r.get("condition"))) for r in rows_of(matter.facts, "held_items")
    )
    return Table(("名称", "数量", "状况"), rows, "登记保存清单")


def hold_notice(matter: Matter, records: Records) -> Paper:
    return form(
        matter, HOLD, "先行登记保存通知书", *boxes(matter, ("当事人", "party_name"), ("案由", "item_name"), ("保存地点", "kept_at"), ("理由", "hold_reason"), ("登记保存日", "held_on"), ("处理决定期限", "held_until"),
                                          ("执法人员", "officers_shown")),
        _held(matter), Notice(f"保存期间不得销毁或者转移证据。本机关在{shown(matter, 'held_until', '法定期限届满')}以前作出处理决定，逾期没有决定的，登记保存自动解除。"),
        Signatures((("当事人", ""), ("执法人员", ""), ("执法人员", ""))), seal=True,
    )  # fmt: skip


def hold_result(matter: Matter, records: Records) -> Paper:
    return form(
        matter,
        HOLD_RESULT,
        "先行登记保存物品处理决定书",
        *boxes(matter, ("当事人", "party_name"), ("案由", "item_name")),
        Box("登记保存通知书", matter.numbers.get(HOLD, "")),
        *boxes(matter, ("处理方式", "disposal"), ("说明", "disposal_note")),
        _held(matter),
        Signatures((("当事人", ""), ("执法人员", ""), ("执法人员", ""))),
        seal=True,
    )


def hold_return(matter: Matter, records: Records) -> Paper:
    """That the things of a hold which ended by itself came back to the party, signed for."""
    return form(
        matter, HOLD_RETURN, "登记保存物品返还清单", *boxes(matter, ("当事人", "party_name"), ("案由", "item_name")), Box("登记保存通知书", matter.numbers.get(HOLD, "")),
        Box("返还原因", "先行登记保存期满未作出处理决定，已自动解除。"), _held(matter), *boxes(matter, ("领取人", "received_by")), *filled(matter, ("说明", "disposal_note")),
        Signatures((("领取人", ""), ("执法人员", ""), ("执法人员", ""))),
    )  # fmt: skip


HOLD_APPROVAL = Instrument(id=APPROVAL, label="登记保存审批表", compose=hold_approval, basis=(PEN(56),))
HOLD_NOTICE = Instrument(
    id=HOLD,
    label="先行登记保存通知书",
    compose=hold_notice,
    basis=(PEN(56),),
    series=Series(id=HOLD, label="登记保存文号", prefix=prefix("登保")),
)
HOLD_RESULT_PAPER = Instrument(id=HOLD_RESULT, label="登记保存处理决定书", compose=hold_result, basis=(PEN(56),))
HOLD_RETURN_PAPER = Instrument(id=HOLD_RETURN, label="登记保存物品返还清单", compose=hold_return, basis=(PEN(56),))
