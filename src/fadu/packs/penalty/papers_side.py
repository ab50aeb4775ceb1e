"""Papers beside the main way of a case: the request for help, the form on which a decision is sought, what became of forfeited goods."""

from __future__ import annotations

from fadu.kernel.docnumber import Series
from fadu.kernel.instrument import Box, Instrument, Paper, Signatures, Table
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import PEN
from fadu.packs.common.papers import acted_on, boxes, filled, in_name_of, people, printed, prose, sentence, shown, verify_text
from fadu.packs.common.rows import rows_of
from fadu.packs.penalty.papers_case import FILING, PARTY, form, penalty_text
from fadu.packs.penalty.papers_on_spot import prefix

APPROVAL, HELP, GOODS = "penalty.decision_approval", "penalty.help_letter", "penalty.goods_record"


def decision_approval(matter: Matter, records: Records) -> Paper:
    """Everything the head has to weigh on one form: facts, basis, defence, hearing, review, discussion; and room to sign (PEN 57)."""
    return form(
        matter, APPROVAL, "行政处罚决定审批表", *boxes(matter, *PARTY[:2], ("案由", "item_name")), Box("立案号", matter.numbers.get(FILING, "")),
        Box("认定的事实", _facts(matter)), *boxes(matter, ("依据", "legal_basis")), Box("拟作决定", _proposal(matter)), *filled(matter, ("裁量理由", "tier_reason")),
        Box("陈述申辩", _defence(matter)), Box("听证", _hearing(matter)), Box("法制审核", _review(matter)), *filled(matter, ("集体讨论", "discussion_text"), ("会议记录", "minutes")),
        Box("承办人意见", shown(matter, "handling_opinion", "建议按上述意见作出决定。")), Box("部门负责人意见", lines=2), Box("负责人审批", lines=2),
        Signatures((("承办人", ""), ("部门负责人", ""), ("负责人", ""))),
    )  # fmt: skip


def _facts(matter: Matter) -> str:
    return "；".join(printed(r.get("fact")) for r in rows_of(matter.facts, "facts_stated"))


def _proposal(matter: Matter) -> str:
    return penalty_text(matter) if matter.get("kinds") else shown(matter, "suggestion")


def _defence(matter: Matter) -> str:
    """What the party said to the notice and what was made of it; without a notice there is nothing to say."""
    if matter.get("told_served_on") is None:
        return "未告知拟处罚"
    review = shown(matter, "defence_review")
    return sentence(shown(matter, "defence", "期内没有提出")) + (f"复核意见：{sentence(review)}" if review else "")


def _hearing(matter: Matter) -> str:
    if matter.get("hearing_needed") is not True:
        return "未达到听证标准"
    return "已举行听证" if matter.get("heard") is True else "当事人放弃" if matter.get("hearing_waived") is True else "已告知，期内没有要求"


def _review(matter: Matter) -> str:
    return shown(matter, "review_opinion", "尚未审核") if matter.get("review_needed") is True else "不属于应当法制审核的情形"


def help_letter(matter: Matter, records: Records) -> Paper:
    """Another organ is asked for what only it can do or knows, and must help within its office (PEN 26)."""
    organ = in_name_of(matter, records)
    return Paper(
        title="行政处罚协助（查询）函", organ=organ, number=matter.numbers.get(HELP, ""), to=shown(matter, "help_from"),
        dated=acted_on(matter), verify=verify_text(matter, HELP),
        blocks=prose(
            f"本机关正在办理{shown(matter, 'party_name')}{shown(matter, 'item_name')}一案（{matter.numbers.get(FILING, '已立案')}）。依据《行政处罚法》第二十六条，请你单位协助：{sentence(shown(matter, 'help_asked'))}请予协助并函复；不能协助的，请说明理由。",
        ),
    )  # fmt: skip


def goods_record(matter: Matter, records: Records) -> Paper:
    """What became of each thing that was confiscated; nothing of it is kept or used by whoever took it (PEN 74)."""
    rows = tuple(
        tuple(printed(r.get(n)) for n in ("thing", "quantity", "manner", "on", "receiver")) for r in rows_of(matter.facts, "goods_disposed")
    )
    return form(
        matter, GOODS, "罚没物品处理记录", *boxes(matter, ("当事人", "party_name"), ("案由", "item_name"), ("没收的物品", "confiscated_goods")),
        Table(("名称", "数量", "处理方式", "日期", "接收单位或者见证人"), rows, "处理情况"), Box("批准人", people(matter, records, "approved_by")), *filled(matter, ("说明", "goods_note")),
        Signatures((("经办人", ""), ("经办人", ""), ("监督人", ""), ("负责人", ""))),
    )  # fmt: skip


DECISION_APPROVAL = Instrument(id=APPROVAL, label="行政处罚决定审批表", compose=decision_approval, basis=(PEN(57),))
HELP_LETTER = Instrument(id=HELP, label="协助（查询）函", compose=help_letter, basis=(PEN(26),), needs=("help_from", "help_asked"),
                         series=Series(id=HELP, label="协助函文号", prefix=prefix("罚协")))  # fmt: skip
GOODS_RECORD = Instrument(id=GOODS, label="罚没物品处理记录", compose=goods_record, basis=(PEN(74),))
