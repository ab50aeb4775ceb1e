"""Legality review (合法性审查): one object for every text that must be checked before it is decided, signed or answered.

It says whether a text is lawful; whether the matter behind it may go on is the gate of that matter.
"""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.field import Value
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import ANY, START, Branch, Starts, State, Step
from fadu.packs.common.laws import BIZ, DEC, GFX, GFX_REVIEW, LAWYERS, TOWN_RULE
from fadu.packs.common.rows import rows_of
from fadu.packs.common.steps import procedure
from fadu.packs.common.texts import content_digest
from fadu.packs.legal_counsel import gates
from fadu.packs.legal_counsel.fields import ADOPTIONS, CLOSE, FIELDS, LAWFUL, RESUBMIT
from fadu.packs.legal_counsel.instruments import ADOPTION_PAPER, OPINION_PAPER, RETURN_PAPER
from fadu.packs.legal_counsel.review_matters import AGREEMENT, CONTRACT, DECISION, DOCUMENT, REPEALING
from fadu.packs.legal_counsel.standard_contracts import (
    below_town_amount,
    standard_checklist,
    standard_facts,
    template_unchanged,
)

SUBMITTERS = ("clerk", "office_head", "party_gov_office")
LIMITS = ("gfx.review", "dec.review", "ctr.review")
#: What was found on the text of one round, and what came of it; a text sent again is read and answered from the beginning.
OF_ONE_ROUND = ("checklist", "opinion", "points", "point_answers", "adoption", "adoption_reason", "answer_next")


def _digest(s: Situation) -> Mapping[str, Value]:
    """The digest of the text before the reviewer; a digest carried by the asking matter stays when no text came."""
    found = content_digest(s.facts) or str(s.get("text_digest") or "")
    return {"text_digest": found} if found else {}


def _answered(s: Situation) -> Mapping[str, Value]:
    """What the answers to the points come to, unless it was said of the whole; an opinion without points is adopted as it stands."""
    said = [str(r["adoption"]) for r in rows_of(s.facts, "point_answers") if r.get("adoption")]
    whole = (said[0] if len(set(said)) == 1 else ADOPTIONS[1]) if said else ADOPTIONS[0] if not rows_of(s.facts, "points") else ""
    found = s.get("adoption") or whole
    return {**_digest(s), **({"adoption": found} if found else {})}


def _fresh_round(s: Situation) -> Mapping[str, Value]:
    done = s.matter.done.get("opine")
    return {"round": done.count + 1 if done else 1, "reviewers": "、".join(a.name for a in s.actors)}


def _passed(s: Situation) -> Mapping[str, Value]:
    return {**_fresh_round(s), "opinion": LAWFUL, "checklist": standard_checklist(s)}


LEGALITY_REVIEW = procedure(
    name="legal_counsel.legality_review",
    label="合法性审查",
    basis=(BIZ(63), DEC(25), GFX(), GFX_REVIEW()),
    title=lambda facts: f"合法性审查：{REPEALING if facts.get('document_act') == REPEALING else ''}{facts.get('title', '')}",
    readers=("justice_office", "town_head", "leader"),
    states=(
        State("submitted", "待受理"), State("standard", "待核示范文本合同"), State("returned", "待补正"), State("accepted", "审查中"), State("opined", "已出具意见"),
        State("closed", "已办结", closed=True), State("withdrawn", "已撤回", closed=True),
    ),
    fields=FIELDS,
    steps=(
        Step(id="submit", label="送审", source=(START,), to="submitted", roles=SUBMITTERS, basis=(GFX_REVIEW(), DEC(26)),
             fields=("subject", "title", "submitting_office", "papers"), optional=("text", "text_file", "text_digest", "drafters", "organ", "document_act"),
             derives=_digest, derived=("text_digest",), gates=(gates.pack_complete_for_subject,), light=True),
        Step(id="submit_standard", label="示范文本合同送审", source=(START,), to="standard", roles=SUBMITTERS, basis=(TOWN_RULE(),),
             fields=("title", "submitting_office", "template", "unchanged_stated", "parties", "contract_amount"),
             optional=("text", "text_file", "drafters", "organ"), derives=standard_facts, derived=("subject", "text_digest"),
             gates=(template_unchanged, below_town_amount), starts=(Starts(limit="ctr.review"),), light=True),
        Step(id="pass_standard", label="合法", source=("standard",), to="closed", roles=("legality_reviewer",), basis=(TOWN_RULE(),),
             derives=_passed, derived=("opinion", "checklist", "round", "reviewers"),
             gates=(gates.reviewer_not_drafter, template_unchanged, below_town_amount), ends=LIMITS, issues=OPINION_PAPER,
             consequence="示范文本、相对方和金额经核对无误，出具结论为合法的审查意见书。", light=True),
        Step(id="return", label="退回补正", back=True, source=("submitted", "standard", "accepted"), to="returned", roles=("legality_reviewer",),
             basis=(DEC(26), GFX_REVIEW()), fields=("missing_papers",), anew=("missing_papers",), ends=LIMITS, issues=RETURN_PAPER,
             consequence="审查期限停止，自补齐材料重新受理之日起重新计算。"),
        Step(id="resubmit", label="补正后送审", source=("returned",), to="submitted", roles=SUBMITTERS, basis=(DEC(26),),
             fields=("papers",), optional=("text", "text_file"), derives=_digest, derived=("text_digest",),
             gates=(gates.pack_complete_for_subject,)),
        Step(id="accept", label="受理", source=("submitted",), to="accepted", roles=("legality_reviewer",), basis=(GFX_REVIEW(), DEC(26)),
             gates=(gates.pack_complete_for_subject, gates.reviewer_not_drafter),
             starts=(Starts(limit="gfx.review", when=lambda f: f.get("subject") == DOCUMENT),
                     Starts(limit="dec.review", when=lambda f: f.get("subject") == DECISION),
                     Starts(limit="ctr.review", when=lambda f: f.get("subject") in (CONTRACT, AGREEMENT))), light=True),
        Step(id="ask_counsel", label="征求法律顾问意见", source=("accepted",), to=None, roles=("legality_reviewer",), basis=(DEC(28), LAWYERS(39)),
             fields=("counsel", "conflict"), optional=("conflict_declared_on",), gates=(gates.no_conflict_of_interest,)),
        Step(id="record_counsel", label="登记顾问意见", source=("accepted",), to=None, roles=("legality_reviewer", "counsel"), basis=(DEC(28),),
             fields=("counsel", "conflict", "counsel_opinion"), optional=("conflict_declared_on",), gates=(gates.no_conflict_of_interest,)),
        Step(id="opine", label="出具意见", source=("accepted", "standard"), to="opined", roles=("legality_reviewer",), basis=(DEC(27), GFX_REVIEW()),
             fields=("checklist", "opinion"), optional=("points",), derives=_fresh_round, derived=("round", "reviewers"), anew=OF_ONE_ROUND,
             gates=(gates.reviewer_not_drafter, gates.counsel_asked, gates.checklist_answered, gates.opinion_follows_points),
             ends=LIMITS, issues=OPINION_PAPER, consequence="将生成编号的合法性审查意见书；意见只对本次送审的文本有效。", light=True),
        Step(id="answer", label="反馈采纳情况", source=("opined",), to=Branch("answer_next", {CLOSE: "closed", RESUBMIT: "submitted"}),
             roles=("office_head", "clerk", "party_gov_office"), basis=(GFX_REVIEW(),), fields=("answer_next",),
             optional=("point_answers", "adoption", "adoption_reason", "text", "text_file"), derives=_answered, derived=("text_digest", "adoption"),
             gates=(gates.each_point_answered, gates.text_mended), issues=ADOPTION_PAPER, light=True),
        Step(id="withdraw", label="撤回", source=(ANY,), to="withdrawn", roles=SUBMITTERS, basis=(TOWN_RULE(),), fields=("withdraw_reason",),
             ends=LIMITS, consequence="撤回后视为没有审查，文本仍需审查的重新送审。"),
    ),
)  # fmt: skip
