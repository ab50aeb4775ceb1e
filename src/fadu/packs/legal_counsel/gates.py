"""Gates of a legality review: complete papers, an independent reviewer, counsel without conflict, every point answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fadu.kernel.field import Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.packs.common.gates import EXPLORATORY
from fadu.packs.common.laws import DEC, GFX, GFX_REVIEW, LAWYERS
from fadu.packs.common.rows import rows_of
from fadu.packs.legal_counsel.fields import ADOPTIONS, LAWFUL, NO_CONFLICT, RESUBMIT, TO_MEND, UNLAWFUL
from fadu.packs.legal_counsel.review_matters import DECISION, POINTS, papers_for

#: Steps whose takers wrote the text or carried the matter, here or on the matter that asked for the review.
DRAFTING = ("propose", "draft", "rewrite", "revise", "submit", "submit_standard", "resubmit", "start")


@gate(
    "pack_complete_for_subject",
    "送审材料齐备",
    on_form=True,
    basis=(DEC(26), DEC(29), GFX_REVIEW()),
    refusal="{subject}送审材料缺：{papers}",
    remedy="补齐后受理；审查期限自材料齐备之日起计算",
)
def pack_complete_for_subject(s: Situation) -> Answer:
    subject = str(s.get("subject", ""))
    brought = s.get("papers") or []
    lacking = [p for p in papers_for(subject, str(s.get("document_act", ""))) if p not in brought]  # type: ignore[operator]
    lacking += [] if s.get("text_digest") else ["送审文本（录入文本或上传文件）"]
    return not lacking or missing(subject=subject, papers="、".join(lacking))


@gate(
    "reviewer_not_drafter",
    "审查人不是起草人",
    on_form=True,
    basis=(GFX(), GFX_REVIEW()),
    refusal="{who}起草或者经办过本文本，起草人不得自审",
    remedy="改派其他合法性审查人员",
)
def reviewer_not_drafter(s: Situation) -> Answer:
    drafters = _drafters(s)
    both = [a.name for a in s.actors if a.id in drafters or a.name in drafters]
    return not both or missing(who="、".join(both))


def _drafters(s: Situation) -> set[str]:
    """Everyone who drafted, proposed or submitted, by id, and the drafters named on the submission."""
    parent = s.records.matter(s.matter.parent) if s.matter.parent else None
    before = {p for step in DRAFTING if parent and step in parent.done for p in parent.done[step].by}
    return before | s.who_did(*DRAFTING) | {str(d) for d in s.get("drafters") or []}  # type: ignore[union-attr]


@gate(
    "no_conflict_of_interest",
    "顾问无利益冲突",
    on_form=True,
    basis=(LAWYERS(39),),
    refusal="法律顾问{who}{why}",
    remedy="由其回避，另派法律顾问；没有声明的先作出声明并注明日期",
)
def no_conflict_of_interest(s: Situation) -> Answer:
    if not isinstance(s.get("conflict_declared_on"), date):
        return missing(who=s.get("counsel", ""), why="没有注明日期的利益冲突声明")
    return s.get("conflict") == NO_CONFLICT or missing(who=s.get("counsel", ""), why=f"{s.get('conflict')}，有利益冲突")


@gate(
    "counsel_asked",
    "决策已征求法律顾问意见",
    basis=(DEC(28),),
    refusal="重大行政决策未征求法律顾问或者公职律师意见",
    remedy="先征求顾问意见并登记，再出具审查意见",
)
def counsel_asked(s: Situation) -> Answer:
    return s.get("subject") != DECISION or bool(s.get("counsel_opinion"))


@gate(
    "checklist_answered",
    "审查要点已答",
    needs=("checklist",),
    basis=(DEC(27), GFX_REVIEW()),
    refusal="审查要点未答或者未写依据：{points}",
    remedy="逐项填写“是”“否”或“不适用”，并写明依据",
)
def checklist_answered(s: Situation) -> Answer:
    answered = {str(r.get("point")) for r in rows_of(s.facts, "checklist") if r.get("answer") and r.get("ground")}
    wanted = POINTS.get(str(s.get("subject")), ())
    bare = [f"第{n}项{p}" for n, p in enumerate(wanted, 1) if p not in answered]
    return not bare or missing(points="、".join(bare))


@gate(
    "opinion_follows_points",
    "结论与要点一致",
    needs=("opinion", "checklist"),
    reads=("points",),
    basis=(GFX_REVIEW(),),
    refusal="{why}",
    remedy="按审查要点核对结论，需要修改的逐条写明意见",
)
def opinion_follows_points(s: Situation) -> Answer:
    against = [str(r.get("point")) for r in rows_of(s.facts, "checklist") if r.get("answer") == "否"]
    if s.get("opinion") == LAWFUL and against:
        return missing(why=f"结论为合法，而{'、'.join(against)}的回答为“否”")
    if s.get("opinion") in (TO_MEND, UNLAWFUL) and not rows_of(s.facts, "points"):
        return missing(why=f"结论为{s.get('opinion')}，没有写明意见")
    if s.get("opinion") == EXPLORATORY and s.get("subject") != DECISION:
        return missing(why="“探索性·风险明示”只适用于重大行政决策")
    return True


@gate(
    "each_point_answered",
    "意见逐条答复",
    on_form=True,
    basis=(GFX_REVIEW(),),
    refusal="{which}未说明采纳与否或者理由",
    remedy="逐条填写采纳、部分采纳或不采纳；未全部采纳的写明理由",
)
def each_point_answered(s: Situation) -> Answer:
    answers = {r.get("no"): r for r in rows_of(s.facts, "point_answers")}
    numbers = [row.get("no") or n for n, row in enumerate(rows_of(s.facts, "points"), 1)]
    which = [f"第{n}点" for n in numbers if not reasoned(answers.get(n, {}), "reason")]
    which += [] if numbers or reasoned(s.facts, "adoption_reason") or not s.get("adoption") else ["总体采纳情况"]
    return not which or missing(which="、".join(which))


def reasoned(row: Mapping[str, Value], reason: str) -> bool:
    """Whether a row says 采纳, or 部分采纳/不采纳 with its reason."""
    adoption = row.get("adoption")
    return adoption == ADOPTIONS[0] or (adoption in ADOPTIONS and bool(row.get(reason)))


@gate(
    "text_mended",
    "再送文本与处理方式相符",
    on_form=True,
    basis=(GFX_REVIEW(),),
    refusal="{why}",
    remedy="改了文本的选择“修改后再送”，没有改的选择“结案”",
)
def text_mended(s: Situation) -> Answer:
    """Nothing closes on a text that nobody reviewed, and nothing is sent again unchanged."""
    same = s.get("text_digest") == s.matter.get("text_digest")
    if s.get("answer_next") == RESUBMIT and same:
        return missing(why="选择了“修改后再送”，但文本与上次送审的相同")
    return s.get("answer_next") == RESUBMIT or same or missing(why="文本已经修改，不能按原意见结案")
