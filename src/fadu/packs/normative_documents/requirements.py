"""What a normative document still lacks before it can be issued, in the order of the law. Says what is missing; gates refuse."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.kernel.citation import Citation
from fadu.kernel.matter import Matter
from fadu.packs.common.laws import BIZ, FAIR, GFX, GFX_REVIEW, OGI
from fadu.packs.normative_documents.gates import review_papers

#: Paper of the submission pack → the steps that bring it, and the article that asks for it.
_PACK: dict[str, tuple[tuple[str, ...], Citation]] = {
    "送审稿": (("draft", "rewrite"), GFX()), "起草说明": (("draft", "rewrite"), GFX()), "制定依据": (("draft", "rewrite"), GFX_REVIEW()),
    "征求意见采纳情况": (("collect", "consult", "resume_consulted"), BIZ(62)), "公平竞争审查结论": (("fair_competition",), FAIR(17)),
    "起草单位意见": (("consult", "check_form"), GFX_REVIEW()),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the law asks for before a document is issued; ``steps`` bring it, the first possible one is the way."""

    label: str
    done: bool
    steps: tuple[str, ...]
    basis: Citation


def requirements(matter: Matter) -> tuple[Requirement, ...]:
    """The submission pack, then review of the very text before us, decision, signature, secrecy, explanation."""
    facts, done = matter.facts, matter.done
    text = facts.get("text_digest")
    pack = [Requirement(paper, there, *_PACK[paper]) for paper, there in review_papers(facts).items()]
    decided = matter.state in ("deliberated", "signed", "to_explain", "cleared") or "number_and_publish" in done
    return (
        *pack,
        Requirement("形式审查", "check_form" in done and matter.state not in ("drafted", "consulting", "consulted", "assessed"), ("check_form",), GFX()),
        Requirement("合法性审查（现在这一稿）", bool(text) and facts.get("reviewed_digest") == text, ("send_for_review",), GFX_REVIEW()),
        Requirement("集体审议", decided, ("deliberate",), GFX()),
        Requirement("镇长签发", decided and matter.state != "deliberated", ("sign",), GFX()),
        Requirement("保密审查", bool(text) and facts.get("secrecy_digest") == text, ("check_secrecy",), OGI(17)),
        Requirement("解读方案", bool(facts.get("explanation_plan")), ("prepare_explanation", "supply_explanation"), GFX()),
    )  # fmt: skip
