"""Papers at the edges of a case: clue, no filing, recusal, defence, suspension, resumption, dropping."""

from __future__ import annotations

from fadu.kernel.docnumber import Series
from fadu.kernel.instrument import Box, Instrument, Notice, Paper, Signatures
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import PEN
from fadu.packs.common.papers import acted_on, boxes, filled, in_name_of, people, prose, sentence, shown, verify_text
from fadu.packs.penalty.papers_case import PARTY, form
from fadu.packs.penalty.papers_on_spot import prefix

CLUE, NOT_FILED, REFUSED = "penalty.clue_form", "penalty.clue_not_filed", "penalty.case_not_filed"
RECUSAL, DEFENCE, PAUSE, RESUMED, DROPPED = (
    "penalty.recusal",
    "penalty.defence_record",
    "penalty.suspension",
    "penalty.resumption",
    "penalty.dropping",
)


def _town_form(matter: Matter, records: Records, id: str, title: str, *blocks: Box | Signatures) -> Paper:
    """A form of a matter that may have no item yet, and so no organ in whose name it speaks but the town's."""
    return Paper(
        title=title,
        organ=in_name_of(matter, records),
        dated=acted_on(matter),
        blocks=blocks,
        seal=False,
        verify=verify_text(matter, id),
    )


def clue_form(matter: Matter, records: Records) -> Paper:
    """Where a clue came from and when, which fixes the day of discovery; the informant stands on no paper."""
    return _town_form(
        matter, records, CLUE, "案件来源登记表", *boxes(matter, ("来源", "source"), ("发现日", "discovered_on"), ("线索内容", "clue_text")),
        *filled(matter, ("涉嫌事项", "item_name"), ("当事人", "party_name"), ("地点", "place")), Box("处理意见"), Signatures((("登记人", ""), ("负责人", ""))),
    )  # fmt: skip


def clue_not_filed(matter: Matter, records: Records) -> Paper:
    return _town_form(
        matter, records, NOT_FILED, "不予立案审批表", *boxes(matter, ("来源", "source"), ("线索内容", "clue_text")),
        *filled(matter, ("核查情况", "verified_text"), ("当事人", "party_name")), Box("不予立案的理由", shown(matter, "not_filed_reason")), Signatures((("承办人", ""), ("负责人", ""))),
    )  # fmt: skip


def case_not_filed(matter: Matter, records: Records) -> Paper:
    return _town_form(
        matter, records, REFUSED, "不予立案审批表", *boxes(matter, *PARTY), *boxes(matter, ("案由", "item_name"), ("来源", "source"), ("涉嫌违法事实", "suspected_facts")),
        Box("不予立案的理由", shown(matter, "refusal_reason")), Signatures((("承办人", ""), ("负责人", ""))),
    )  # fmt: skip


def recusal(matter: Matter, records: Records) -> Paper:
    return form(
        matter, RECUSAL, "回避决定书", *boxes(matter, ("案由", "item_name"), ("当事人", "party_name"), ("提出人", "recusal_asked_by"), ("回避理由", "recusal_reason"), ("决定", "recusal")), Box("回避人员", people(matter, records, "recused")),
        Notice("决定作出之前，不停止调查。"), Signatures((("负责人", ""),)), seal=True,
    )  # fmt: skip


def defence_record(matter: Matter, records: Records) -> Paper:
    """What the party said, and what became of it: the decision must answer it (PEN 45)."""
    return form(
        matter, DEFENCE, "陈述申辩笔录及复核意见", *boxes(matter, ("案由", "item_name"), ("当事人", "party_name")), Box("陈述申辩", shown(matter, "defence"), lines=6),
        Box("复核意见", shown(matter, "defence_review"), lines=4), Signatures((("当事人", ""), ("执法人员", ""), ("执法人员", ""))),
    )  # fmt: skip


def suspension(matter: Matter, records: Records) -> Paper:
    return form(
        matter, PAUSE, "中止案件调查审批表", *boxes(matter, ("案由", "item_name"), ("当事人", "party_name"), ("中止事由", "pause_cause"), ("说明", "common_reason")),
        Box("期限", "只停止依法因该事由中止的期限，其他期限照常计算。"), Signatures((("承办人", ""), ("负责人", ""))),
    )  # fmt: skip


def resumption(matter: Matter, records: Records) -> Paper:
    return form(
        matter, RESUMED, "恢复案件调查审批表", *boxes(matter, ("案由", "item_name"), ("当事人", "party_name"), ("恢复理由", "common_reason")), Signatures((("承办人", ""), ("负责人", ""))),
    )  # fmt: skip


def dropping(matter: Matter, records: Records) -> Paper:
    """The party knew of the case, so the party is told that it has ended."""
    return Paper(
        title="撤销立案决定书", organ=in_name_of(matter, records),
        number=matter.numbers.get(DROPPED, ""), to=shown(matter, "party_name"), dated=acted_on(matter), verify=verify_text(matter, DROPPED),
        blocks=prose(f"本机关对你（单位）{shown(matter, 'item_name')}一案（{matter.numbers.get('penalty.filing', '已立案')}）立案调查。经查，{sentence(shown(matter, 'drop_reason'))}现决定撤销立案，终止调查。"),
    )  # fmt: skip


CLUE_FORM = Instrument(id=CLUE, label="案件来源登记表", compose=clue_form, basis=(PEN(54),))
NOT_FILED_FORM = Instrument(id=NOT_FILED, label="不予立案审批表", compose=clue_not_filed, basis=(PEN(54),))
REFUSED_FORM = Instrument(id=REFUSED, label="不予立案审批表", compose=case_not_filed, basis=(PEN(54),))
RECUSAL_PAPER = Instrument(id=RECUSAL, label="回避决定书", compose=recusal, basis=(PEN(43),))
DEFENCE_RECORD = Instrument(id=DEFENCE, label="陈述申辩笔录", compose=defence_record, basis=(PEN(45),))
SUSPENSION_FORM = Instrument(id=PAUSE, label="中止调查审批表", compose=suspension, basis=(PEN(54),))
RESUMPTION_FORM = Instrument(id=RESUMED, label="恢复调查审批表", compose=resumption, basis=(PEN(54),))
DROPPING_PAPER = Instrument(
    id=DROPPED,
    label="撤销立案决定书",
    compose=dropping,
    basis=(PEN(54), PEN(57)),
    series=Series(id=DROPPED, label="撤销立案文号", prefix=prefix("罚销")),
)
