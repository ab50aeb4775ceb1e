"""Papers that decide, change and close: decision, no-penalty decision, discussion, correction, revocation, closing."""

from __future__ import annotations

from datetime import date

from fadu.kernel.docnumber import Series
from fadu.kernel.instrument import Block, Box, Instrument, Layout, Paper, Signatures
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.fields import about_a_body
from fadu.packs.common.laws import FINE, PEN
from fadu.packs.common.papers import (
    acted_on,
    boxes,
    filled,
    in_name_of,
    money,
    people,
    printed,
    prose,
    remedy_notice,
    sentence,
    shown,
    verify_text,
)
from fadu.packs.common.rows import rows_of
from fadu.packs.penalty.papers_case import FILING, PARTY, form, penalty_text
from fadu.packs.penalty.papers_on_spot import no_penalty_basis, prefix

DECISION, DISCUSSION, CLOSING = "penalty.decision", "penalty.discussion_record", "penalty.closing_report"
CHANGE, REVOCATION, ERRATUM, TRANSFER = "penalty.change_decision", "penalty.revocation", "penalty.erratum", "penalty.transfer_letter"


def decree(matter: Matter, id: str, title: str, *blocks: Block, dated: date | None = None) -> Paper:
    """What is decided against a party, in prose on the page of an enforcement form: black on white, as a rule on one page."""
    return Paper(
        title=title, organ=shown(matter, "name_of_organ"), number=matter.numbers.get(id, ""),
        to=shown(matter, "party_name"), dated=dated or acted_on(matter), blocks=blocks, verify=verify_text(matter, id),
    )  # fmt: skip


def decision(matter: Matter, records: Records) -> Paper:
    """The decision to punish with its six compulsory parts (PEN 59), or the decision not to (PEN 33、57)."""
    return _penalty(matter) if matter.get("decision") == "处罚" else _no_penalty(matter)


def _penalty(matter: Matter) -> Paper:
    return decree(
        matter, DECISION, "行政处罚决定书",
        *prose(
            f"当事人：{shown(matter, 'party_name')}（{shown(matter, 'party_class')}），{_id(matter)}，地址：{shown(matter, 'party_address', '未提供')}。",
            f"违法事实：{shown(matter, 'occurred_on')}，在{shown(matter, 'place')}，{shown(matter, 'item_name')}。{shown(matter, 'stated_text')}",
            f"证据：{_evidence(matter)}。",
            f"本机关已告知拟处罚的内容、事实、理由、依据和权利。当事人意见：{sentence(shown(matter, 'defence'))}{_reviewed(matter)}",
            f"依据{shown(matter, 'legal_basis')}，决定：{penalty_text(matter)}。裁量阶次：{shown(matter, 'tier')}。{_tier_reason(matter)}",
            f"责令改正：{shown(matter, 'correction_content')}。" if matter.get("correction_content") else "",
            f"履行方式和期限：{shown(matter, 'payment_text')}" if matter.get("amount_fen") else "",
        ),
        *remedy_notice(matter), dated=matter.get("decided_on"),  # type: ignore[arg-type]
    )  # fmt: skip


def _id(matter: Matter) -> str:
    """A person's number is that of a card, a body's its credit code."""
    label = "统一社会信用代码" if about_a_body(matter.facts) else "证件号码"
    return f"{label}：{shown(matter, 'party_id', '未提供')}"


def _evidence(matter: Matter) -> str:
    rows = rows_of(matter.facts, "facts_stated")
    return "；".join(f"{printed(r.get('evidence'))}，证明{printed(r.get('fact'))}" for r in rows) or "见案卷"


def _reviewed(matter: Matter) -> str:
    """What was made of the defence, which the decision answers (PEN 45)."""
    return f"复核意见：{sentence(shown(matter, 'defence_review'))}" if matter.get("defence_review") else ""


def _tier_reason(matter: Matter) -> str:
    return f"裁量理由：{sentence(shown(matter, 'tier_reason'))}" if matter.get("tier_reason") else ""


def _no_penalty(matter: Matter) -> Paper:
    return decree(
        matter, DECISION, "不予行政处罚决定书",
        *prose(
            f"当事人：{shown(matter, 'party_name')}（{shown(matter, 'party_class')}）。",
            f"经查，{shown(matter, 'occurred_on')}，在{shown(matter, 'place')}，{shown(matter, 'item_name')}。{shown(matter, 'stated_text')}",
            f"理由：{shown(matter, 'no_penalty_ground')}。依据{no_penalty_basis(matter.get('no_penalty_ground'))}，决定不予行政处罚。",
            f"教育：{sentence(shown(matter, 'education'))}" if matter.get("education") else "",
        ),
        *remedy_notice(matter), dated=acted_on(matter),
    )  # fmt: skip


def discussion(matter: Matter, records: Records) -> Paper:
    return form(
        matter, DISCUSSION, "行政处罚案件集体讨论笔录", *boxes(matter, ("案由", "item_name"), ("当事人", "party_name")),
        Box("参加人", people(matter, records, "discussed_by")), *boxes(matter, ("会议记录", "minutes")),
        Box("拟处罚", penalty_text(matter)), Box("讨论意见", shown(matter, "discussion_text"), lines=8),
        Signatures((("主持人", ""), ("记录人", ""), ("参加人", ""))),
    )  # fmt: skip


def closing_report(matter: Matter, records: Records) -> Paper:
    return form(
        matter, CLOSING, "行政处罚结案报告", *boxes(matter, *PARTY),
        *boxes(matter, ("案由", "item_name")), Box("立案号", matter.numbers.get(FILING, "")), Box("决定书文号", matter.numbers.get(DECISION, "")),
        *boxes(matter, ("决定日期", "decided_on"), ("送达日期", "served_on")),
        Box("处罚内容", penalty_text(matter) if matter.get("kinds") else shown(matter, "heaviest_kind")),
        *filled(matter, ("缴款日期", "paid_on")), *((Box("实缴罚款", money(matter, "collected_fen")),) if matter.get("collected_fen") else ()), *boxes(matter, ("结案说明", "closing_note")),
        Signatures((("承办人", ""), ("负责人", ""))),
    )  # fmt: skip


def change_decision(matter: Matter, records: Records) -> Paper:
    return decree(
        matter, CHANGE, "行政处罚变更决定书",
        *prose(
            f"本机关{shown(matter, 'decided_on')}作出的行政处罚决定（{decision_number(matter)}），现予变更。",
            f"理由：{sentence(shown(matter, 'change_reason'))}罚款由{money(matter, 'total_fen') or '原数额'}变更为{money(matter, 'changed_fen') or '0元'}。",
            f"已缴纳的多收款项{money(matter, 'refund_fen')}依法退还。" if matter.get("refund_fen") else "",
        ),
        *remedy_notice(matter),
    )  # fmt: skip


def revocation(matter: Matter, records: Records) -> Paper:
    annulled = matter.annulled
    return decree(
        matter, REVOCATION, "撤销行政处罚决定书",
        *prose(
            f"本机关{shown(matter, 'decided_on')}作出的行政处罚决定（{decision_number(matter)}），因{annulled.ground if annulled else '自行纠正'}予以撤销。",
            f"自{printed(annulled.on if annulled else acted_on(matter))}起不再执行；已公开的处罚信息按期撤回，已收缴的罚款依法退还。",
        ),
    )  # fmt: skip


def erratum(matter: Matter, records: Records) -> Paper:
    return decree(
        matter, ERRATUM, "行政处罚文书更正通知书",
        *prose(f"本机关{decision_number(matter)}文书中“{shown(matter, 'paper_error')}”有误，更正为“{shown(matter, 'paper_correction')}”，其他内容不变。"),
    )  # fmt: skip


def transfer_letter(matter: Matter, records: Records) -> Paper:
    return Paper(
        title="案件移送函", organ=in_name_of(matter, records),
        head=in_name_of(matter, records), layout=Layout.OFFICIAL, to=shown(matter, "transfer_to"),
        dated=acted_on(matter),
        number=matter.numbers.get(TRANSFER, ""), verify=verify_text(matter, TRANSFER),
        blocks=prose(f"现将{shown(matter, 'party_name')}涉嫌{shown(matter, 'item_name', shown(matter, 'item'))}一案移送你单位处理。",
                     f"移送理由：{sentence(shown(matter, 'transfer_reason'))}随附案件材料和证据清单，请签收并反馈处理结果。"),
    )  # fmt: skip


def decision_number(matter: Matter) -> str:
    """The number of the decision to punish, on the spot or ordinary."""
    numbers = [n for k, n in matter.numbers.items() if k in (DECISION, "penalty.on_spot_decision")]
    return numbers[-1] if numbers else "无文号"


def _numbered(id: str, kind: str, label: str) -> Series:
    return Series(id=id, label=label, prefix=prefix(kind))


DECISION_PAPER = Instrument(
    id=DECISION, label="行政处罚决定书", compose=decision, basis=(PEN(57), PEN(59), FINE(7)),
    series=Series(id=DECISION, label="处罚决定书文号",
                  prefix=lambda f: prefix("罚决" if f.get("decision") == "处罚" else "不罚")(f)),
    needs=("party_name", "legal_basis", "remedy_text"),
)  # fmt: skip
DISCUSSION_RECORD = Instrument(id=DISCUSSION, label="集体讨论笔录", compose=discussion, basis=(PEN(57, 2),))
CLOSING_REPORT = Instrument(id=CLOSING, label="结案报告", compose=closing_report, basis=(PEN(47),))
CHANGE_DECISION = Instrument(
    id=CHANGE, label="变更决定书", compose=change_decision, basis=(PEN(75),), series=_numbered(CHANGE, "罚变", "变更决定书文号")
)
REVOCATION_PAPER = Instrument(
    id=REVOCATION, label="撤销决定书", compose=revocation, basis=(PEN(48), PEN(75)), series=_numbered(REVOCATION, "罚撤", "撤销决定书文号")
)
ERRATUM_PAPER = Instrument(
    id=ERRATUM, label="更正通知书", compose=erratum, basis=(PEN(75),), series=_numbered(ERRATUM, "罚正", "更正通知书文号")
)
TRANSFER_LETTER = Instrument(
    id=TRANSFER, label="移送函", compose=transfer_letter, basis=(PEN(22), PEN(27)), series=_numbered(TRANSFER, "罚移", "移送函文号")
)
