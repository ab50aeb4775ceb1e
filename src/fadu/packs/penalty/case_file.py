"""What the file of a penalty must hold, paper by paper, for whoever works at it and for whoever reviews it later.

The veto items and missing papers of the city's standard of file reviews (重庆市行政处罚案卷评查标准), as far as a record
can tell; wording and discretion are judged by people.
"""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.case_file import CaseFile, File, Flaw, Test, Thing
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.gates import INVESTIGATING
from fadu.packs.common.laws import CPL, CQFILE, PEN
from fadu.packs.common.legal_review import OPINION_ID
from fadu.packs.common.papers import money, shown
from fadu.packs.common.rectification import ENDED
from fadu.packs.common.rows import rows_of
from fadu.packs.common.service import RECEIPT_ID
from fadu.packs.penalty import papers_case as case
from fadu.packs.penalty import papers_decision as decided
from fadu.packs.penalty import papers_filing as edge
from fadu.packs.penalty import papers_hold as hold
from fadu.packs.penalty import papers_on_spot as spot
from fadu.packs.penalty import papers_side as side
from fadu.packs.penalty.fields import NO_PROOF
from fadu.packs.penalty.papers_filing import DROPPED
from fadu.packs.penalty.papers_hearing import HEARING_REPORT, TRANSCRIPT
from fadu.packs.penalty.papers_money import END

#: How long the two kinds of file are kept, as the law layer says.
KEEPING, KEEPING_SIMPLE = "file.keep", "file.keep.simple"
#: Where the case came from and what was weighed inside the organ: the inner volume (副卷), which a party looking through the file
#: does not see. The division is that of the market regulators' procedure, which other fields follow.
INNER = (
    edge.CLUE, edge.NOT_FILED, edge.REFUSED, edge.PAUSE, edge.RESUMED, case.FINAL, case.PROPOSAL, hold.APPROVAL, HEARING_REPORT, OPINION_ID,
    side.APPROVAL, decided.DISCUSSION, decided.CLOSING, END,
)  # fmt: skip
MISSING_PAPER = "review.missing_paper"
NOTICE_TITLE, DECISION_TITLE, SPARED_TITLE = "行政处罚事先告知书", "行政处罚决定书", "不予行政处罚决定书"


def _punishing(f: File) -> bool:
    return f.matter.get("decision") != "不予处罚"


def _spared(f: File) -> bool:
    return f.matter.get("decision") == "不予处罚"


def _served(f: File, *titles: str) -> bool:
    """The last paper of one of these titles reached the party, with a receipt or by public notice."""
    papers = [c for title in titles for c in f.of("common.service", paper_title=title)]
    return bool(papers) and papers[-1].state == "served"


def _proved(f: File) -> bool:
    return any(row.get("verified") for row in rows_of(f.matter.facts, "evidence"))


def _corrected(f: File) -> bool:
    return f.has_paper(case.ORDER) or bool(f.matter.get("correction_content"))


def _heard_or_waived(f: File) -> bool:
    """The transcript of the hearing, or that the party was told of the right and gave it up or let it pass."""
    held = any(TRANSCRIPT in h.papers for h in f.of("penalty.hearing"))
    asked = "request_hearing" in f.matter.done and f.matter.get("hearing_waived") is not True
    return (
        held
        or (f.matter.get("hearing_told") is True and not asked and f.matter.get("decided_on") is not None)
        or f.matter.get("hearing_waived") is True
    )


def _reviewed(f: File) -> bool:
    reviews = f.of("common.legal_review")
    return bool(reviews) and reviews[-1].state == "agreed" and OPINION_ID in reviews[-1].papers


def _settled(f: File) -> bool:
    payments = f.of("penalty.payment")
    return bool(payments) and payments[-1].state in ("paid", "executed", "terminated")


def _rechecked(f: File) -> bool:
    return all(r.state in ENDED for r in f.of("common.rectification"))


def _paper(*instruments: str) -> Test:
    return lambda f: f.has_paper(*instruments)


def _cover(matter: Matter, records: Records) -> tuple[tuple[str, str], ...]:
    """What tells one case from another on a shelf."""
    punished = matter.get("decision") == "处罚" or matter.get("heaviest_kind") is not None
    return (
        ("案由", shown(matter, "item_name")), ("当事人", shown(matter, "party_name")), ("程序", f"{shown(matter, 'procedure_kind')}程序"),
        ("立案号", matter.numbers.get(case.FILING, "")), ("处理结果", _result(matter) if punished else ""), ("决定书文号", _decided_by(matter)),
        ("决定日期", shown(matter, "decided_on")), ("办案人员", _officers(matter, records)),
    )  # fmt: skip


def _officers(matter: Matter, records: Records) -> str:
    """Who investigated, or decided on the spot."""
    return "、".join(
        records.name_of(p)
        for p in dict.fromkeys(p for s in (*INVESTIGATING, "decide_on_spot", "warn_only") if s in matter.done for p in matter.done[s].by)
    )


def _result(matter: Matter) -> str:
    one = shown(matter, "heaviest_kind") + (money(matter, "total_fen") if matter.get("total_fen") else "")
    return case.penalty_text(matter) if matter.get("kinds") else one


def _decided_by(matter: Matter) -> str:
    numbers = [matter.numbers[i] for i in (decided.DECISION, spot.DECISION) if i in matter.numbers]
    return numbers[-1] if numbers else ""


def _leads(instrument: str, facts: Mapping[str, object]) -> bool:
    """The decision and the proof that it reached the party lie first."""
    receipt = instrument == RECEIPT_ID and facts.get("paper_title") in (DECISION_TITLE, SPARED_TITLE)
    return receipt or instrument in (decided.DECISION, spot.DECISION)


ORDINARY_FILE = CaseFile(
    volume="行政处罚案卷", keep=KEEPING, inner=INNER, cover=_cover, leads=_leads, begins_with=("penalty.clue",),
    decides="decide",
    answers={"decision": "处罚"},
    toward={"filed": ("finish", ("party_capacity", "one_fine_only", "no_crime_suspected", "correction_ordered"))},
    as_if={"not_filed": "proposed", "dropped": "filed", "transferred": "filed", "not_punished": "served"},
    things=(
        Thing(label="立案审批表", basis=(PEN(54),), kept=_paper(case.FILING), by="filed"),
        Thing(label="询问、勘验或者现场笔录", basis=(PEN(55),), kept=_paper(case.INQUIRY, case.SCENE), by="investigated", step="inquire"),
        Thing(label="已核实的证据", basis=(PEN(40), PEN(46)), kept=_proved, by="investigated", step="attach"),
        Thing(label="责令改正", basis=(PEN(28),), kept=_corrected, by="investigated", step="order_correction"),
        Thing(label="调查终结报告", basis=(PEN(57),), kept=_paper(case.FINAL), by="investigated", step="finish"),
        Thing(label="裁量说明", basis=(PEN(34),), kept=_paper(case.PROPOSAL), by="drafted", needed=_punishing, step="propose"),
        Thing(label="行政处罚事先告知书", basis=(PEN(44),), kept=_paper(case.NOTICE), by="told", needed=_punishing, step="tell"),
        Thing(label="告知书送达回证", basis=(PEN(44), PEN(61)), kept=lambda f: _served(f, NOTICE_TITLE), by="hearing", needed=_punishing),
        Thing(label="陈述申辩笔录，或者放弃的记录", basis=(PEN(45),), kept=lambda f: bool(f.matter.get("defence")), by="decided", needed=_punishing, step="defend"),
        Thing(label="听证笔录，或者告知后放弃的记录", basis=(PEN(63), PEN(64)), kept=_heard_or_waived, by="decided",
              needed=lambda f: f.matter.get("hearing_needed") is True),
        Thing(label="法制审核意见书", basis=(PEN(58),), kept=_reviewed, by="decided", needed=lambda f: f.matter.get("review_needed") is True, step="review"),
        Thing(label="集体讨论笔录", basis=(PEN(57, 2),), kept=_paper(decided.DISCUSSION), by="decided", needed=lambda f: f.matter.get("complex") is True, step="discuss"),
        Thing(label="行政处罚决定审批表", basis=(PEN(57),), kept=_paper(side.APPROVAL), by="decided", needed=_punishing, step="seek_decision"),
        Thing(label="行政处罚决定书", basis=(PEN(59),), kept=_paper(decided.DECISION), by="decided", needed=_punishing, step="decide"),
        Thing(label="不予行政处罚决定书", basis=(PEN(33), PEN(57)), kept=_paper(decided.DECISION), by="not_punished", needed=_spared),
        Thing(label="教育记录", basis=(PEN(33, 3),), kept=lambda f: bool(f.matter.get("education")), by="not_punished", needed=_spared),
        Thing(label="决定书送达回证", basis=(PEN(61), CPL(87)), kept=lambda f: _served(f, DECISION_TITLE, SPARED_TITLE), by="served"),
        Thing(label="缴款或者执行的凭据", basis=(PEN(67), PEN(72)), kept=_settled, by="closed", needed=lambda f: f.matter.get("fine_due") is True),
        Thing(label="整改复查意见书", basis=(PEN(28),), kept=_rechecked, by="closed", needed=lambda f: bool(f.of("common.rectification"))),
        Thing(label="撤销立案决定书", basis=(PEN(57),), kept=_paper(DROPPED), by="dropped", needed=lambda f: f.matter.state == "dropped"),
        Thing(label="移送函", basis=(PEN(22), PEN(27)), kept=_paper(decided.TRANSFER), by="transferred", needed=lambda f: f.matter.state == "transferred"),
        Thing(label="罚没物品处理记录", basis=(PEN(74),), kept=_paper(side.GOODS), by="closed", needed=lambda f: bool(f.matter.get("confiscated_goods")), step="dispose_goods"),
        Thing(label="结案报告", basis=(PEN(47),), kept=_paper(decided.CLOSING), by="closed", needed=_punishing, step="close"),
    ),
    flaws=(
        Flaw(label="笔录没有签名，也没有注明、影像或者见证", basis=(PEN(55), CQFILE()), points=MISSING_PAPER,
             found=lambda f: f.matter.get("record_signature") == "拒签且无记录", remedy="重新制作笔录，或者补充见证、影像并说明"),
    ),
)  # fmt: skip

ON_THE_SPOT_FILE = CaseFile(
    volume="行政处罚案卷（简易程序）", keep=KEEPING_SIMPLE, cover=_cover, leads=_leads,
    as_if={"void": "decided", "converted": "decided"},
    things=(
        Thing(label="当场行政处罚决定书", basis=(PEN(52),), kept=_paper(spot.DECISION), by="decided", needed=lambda f: f.matter.state != "educated"),
        Thing(label="出示证件、告知和申辩的记录", basis=(PEN(44), PEN(52)), by="decided", needed=lambda f: f.matter.state != "educated",
              kept=lambda f: f.matter.get("told") is True and bool(f.matter.get("defence"))),
        Thing(label="签收，或者拒签的证明", basis=(PEN(52),), by="decided", needed=lambda f: f.matter.state != "educated",
              kept=lambda f: bool(f.matter.get("signature")) and f.matter.get("signature") != NO_PROOF),
        Thing(label="备案表", basis=(PEN(52, 3),), kept=_paper(spot.FILED), by="closed", step="file",
              needed=lambda f: f.matter.state not in ("educated", "void", "converted")),
        Thing(label="财政专用票据", basis=(PEN(70),), kept=lambda f: bool(f.matter.get("receipt_no")), by="collected", needed=lambda f: f.matter.get("collected") is True),
        Thing(label="缴款或者缴库的记录", basis=(PEN(67), PEN(71)), by="closed", kept=lambda f: bool(f.matter.get("performed_to")),
              needed=lambda f: bool(f.matter.get("total_fen")) and f.matter.annulled is None and f.matter.state not in ("void", "converted")),
        Thing(label="教育记录", basis=(PEN(33, 3),), kept=_paper(spot.EDUCATION), by="educated", needed=lambda f: f.matter.state == "educated"),
    ),
    flaws=(
        Flaw(label="送达有瑕疵：当事人拒绝签收，没有注明、影像或者见证", basis=(PEN(52), PEN(61), CQFILE()), points=MISSING_PAPER,
             found=lambda f: f.matter.get("service_defective") is True, remedy="补充见证人或者影像，并在案卷中说明"),
    ),
)  # fmt: skip
