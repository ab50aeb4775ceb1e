"""Legal review of major enforcement decisions (重大执法决定法制审核), by somebody who did not investigate."""

from __future__ import annotations

from fadu.kernel.docnumber import Series
from fadu.kernel.field import Field, Kind
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.instrument import Box, Instrument, Paper, Signatures, Table
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import START, Branch, Starts, State, Step
from fadu.kernel.records import Records
from fadu.packs.common.fields import PARTY_NAME
from fadu.packs.common.gates import duties_separate
from fadu.packs.common.laws import BIZ, PEN, THREE
from fadu.packs.common.papers import acted_on, boxes, filled, in_name_of, printed, shown, verify_text
from fadu.packs.common.roles import FILE_KEEPERS
from fadu.packs.common.rows import rows_of
from fadu.packs.common.steps import procedure

OPINION_ID = "common.review_opinion"
CHECKLIST = ("主体资格", "程序", "事实证据", "法律适用与裁量", "权限", "文书", "涉嫌犯罪")


@gate(
    "reviewer_qualified",
    "审核人在名录",
    on_form=True,
    basis=(PEN(58),),
    refusal="审核人{who}不在法制审核人员名录，或未取得规定资格",
    remedy="换由名录内的法制审核人员审核",
)
def reviewer_qualified(s: Situation) -> Answer:
    listed = {r.key for r in s.rows("reviewers")} | {r.get("name") for r in s.rows("reviewers")}
    outside = [a.name for a in s.actors if a.id not in listed and a.name not in listed]
    return not outside or missing(who="、".join(outside))


@gate(
    "review_checklist_answered",
    "审核要点已答",
    needs=("review_checklist",),
    basis=(THREE(),),
    refusal="审核要点未答：{points}",
    remedy="逐项填写是否符合",
)
def review_checklist_answered(s: Situation) -> Answer:
    answered = {row.get("point") for row in rows_of(s.facts, "review_checklist") if row.get("answer")}
    open_points = [p for p in CHECKLIST if p not in answered]
    return not open_points or missing(points="、".join(open_points))


def opinion_paper(matter: Matter, records: Records) -> Paper:
    """The opinion in the name of the organ that will decide; it states the answer to every point."""
    answers = tuple(
        (printed(r.get("point")), printed(r.get("answer")), printed(r.get("note"))) for r in rows_of(matter.facts, "review_checklist")
    )
    return Paper(
        title="重大行政执法决定法制审核意见书", organ=in_name_of(matter, records), number=matter.numbers.get(OPINION_ID, ""),
        dated=acted_on(matter), verify=verify_text(matter, OPINION_ID),
        blocks=(
            *boxes(matter, ("送审决定", "decision_title")), *filled(matter, ("当事人", "party_name")), Table(("审核要点", "意见", "说明"), answers, "审核内容"),
            Box("审核结论", shown(matter, "review_opinion")), Box("存在的问题", shown(matter, "problems", "无") if matter.get("review_opinion") != "同意" else "无"),
            Signatures((("审核人", ""),)),
        ),
    )  # fmt: skip


OPINION = Instrument(
    id=OPINION_ID, label="法制审核意见书", compose=opinion_paper, basis=(PEN(58),),
    series=Series(id=OPINION_ID, label="法制审核意见书文号", prefix=lambda facts: "{town}府法审"), needs=("review_checklist", "review_opinion"),
)  # fmt: skip

LEGAL_REVIEW = procedure(
    name="common.legal_review",
    label="重大执法决定法制审核",
    basis=(PEN(58), BIZ(58)),
    readers=FILE_KEEPERS,
    title=lambda facts: f"法制审核：{facts.get('party_name', '')}{facts.get('decision_title', '')}",
    states=(
        State("submitted", "待受理"), State("returned", "已退回"), State("accepted", "审核中"),
        State("agreed", "审核通过", closed=True), State("problems", "存在问题"),
    ),
    fields=(
        Field(name="decision_title", label="送审决定", example="行政处罚决定"), PARTY_NAME,
        Field(name="name_of_organ", label="名义机关", kind=Kind.ORG),
        Field(name="review_checklist", label="审核要点", kind=Kind.ROWS, columns=(
            Field(name="point", label="要点", kind=Kind.CHOICE, choices=CHECKLIST, example="主体资格"),
            Field(name="answer", label="意见", kind=Kind.CHOICE, choices=("符合", "不符合", "不适用"), example="符合"),
            Field(name="note", label="说明"),
        ), example=[{"point": p, "answer": "符合"} for p in CHECKLIST]),
        Field(name="review_opinion", label="审核结论", kind=Kind.CHOICE, choices=("同意", "存在问题"), example="同意"),
        Field(name="problems", label="存在的问题", kind=Kind.NOTE, example="裁量理由不充分"),
        Field(name="review_answer", label="处理说明", kind=Kind.NOTE, example="已补充裁量理由"),
    ),
    steps=(
        Step(id="submit", label="送审", source=(START, "returned"), to="submitted", roles=("officer", "office_head", "enforcement_head"), basis=(PEN(58),),
             fields=("decision_title",), optional=("party_name", "name_of_organ")),
        Step(id="return_papers", label="退回补正", back=True, source=("submitted",), to="returned", roles=("enforcement_reviewer",), basis=(THREE(),),
             fields=("problems",)),
        Step(id="accept", label="受理审核", source=("submitted",), to="accepted", roles=("enforcement_reviewer",), basis=(PEN(58),),
             gates=(duties_separate, reviewer_qualified), starts=(Starts(limit="pen.review"),)),
        Step(id="conclude", label="出具审核意见", source=("accepted",), to=Branch("review_opinion", {"同意": "agreed", "存在问题": "problems"}),
             roles=("enforcement_reviewer",), basis=(PEN(58), THREE()), fields=("review_checklist", "review_opinion"), optional=("problems",),
             gates=(duties_separate, reviewer_qualified, review_checklist_answered), ends=("pen.review",), issues=OPINION,
             consequence="审核意见将出具编号文书，并随案卷保存。"),
        Step(id="answer", label="处理后再次送审", source=("problems",), to="submitted", roles=("officer", "office_head", "enforcement_head"),
             basis=(THREE(),), fields=("review_answer",)),
    ),
)  # fmt: skip
