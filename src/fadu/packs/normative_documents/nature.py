"""Whether a paper is a normative document (国办发〔2018〕37号): four questions, two people by two acts, the justice office where they differ."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.field import Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.matter import Facts
from fadu.packs.common.laws import CQGFX, GFX
from fadu.packs.common.rows import rows_of
from fadu.packs.normative_documents.fields import (
    CLASSIFIED,
    DISPUTED,
    NATURE,
    NATURE_REASON,
    NORMATIVE,
    QUESTIONS,
    REISSUED,
    TO_ANSWER,
    TO_CLASSIFY,
    TO_TRANSFER,
    UNQUESTIONED,
)
from fadu.packs.normative_documents.records_of import issuing_organ
from fadu.packs.normative_documents.wording import binding_words

#: The acts by which one person answers the four questions.
ANSWERING = ("propose", "classify", "classify_again")
#: What a paper brings along when two people, or the justice office, have told its nature already.
TOLD = ("classification", "justice_finding", "finding_reason")
OUTGOING = "normative_documents.outgoing"
TWO = 2


def verdicts(facts: Mapping[str, Value]) -> list[bool]:
    """Whether all four answers are 是, person by person, in the order in which they acted."""
    return [all(r.get(q) == "是" for q in QUESTIONS) for r in rows_of(facts, "classification")]


def inherited(facts: Mapping[str, Value]) -> bool:
    """A revision of a document of the catalogue is what the original is."""
    return facts.get("issue_kind") == REISSUED and bool(facts.get("replaces"))


def settled(facts: Mapping[str, Value]) -> bool | None:
    """Whether the paper is a normative document: by its original, by the justice office or by two who agree; None when open."""
    if inherited(facts):
        return True
    if facts.get("justice_finding"):
        return facts["justice_finding"] == NORMATIVE
    found = verdicts(facts)
    return found[0] if len(found) >= TWO and not differ(facts) else None


def differ(facts: Mapping[str, Value]) -> bool:
    return len(set(verdicts(facts))) > 1


def answered(s: Situation) -> Mapping[str, Value]:
    """The answers of this act, added under the name of the one who takes it."""
    if not s.actors or inherited(s.facts) or not all(s.get(name) for name in NATURE):
        return {}
    row: dict[str, Value] = {"person": s.actors[0].name, **{q: str(s.get(q)) for q in QUESTIONS}, "reason": str(s.get(NATURE_REASON))}
    return {"classification": [*(dict(r) for r in rows_of(s.facts, "classification")), row]}


def staged(s: Situation) -> Mapping[str, Value]:
    """The answers of this act, and for whom the proposal waits after it."""
    found = answered(s)
    facts = {**s.facts, **found}
    stage = CLASSIFIED if settled(facts) is not None else DISPUTED if differ(facts) else TO_CLASSIFY
    return {**found, "nature_stage": stage}


def proposed(s: Situation) -> Mapping[str, Value]:
    """The first answers and the town as issuer unless another is named; of a paper found to be a normative document, all that was said."""
    paper, issuer = _paper_before(s), {"issuer": issuing_organ(s.facts, s.records, s.on)}
    return {**_told(paper), **issuer, "nature_stage": CLASSIFIED} if paper else {**staged(s), **issuer}


def paper_staged(s: Situation) -> Mapping[str, Value]:
    """The answers of this act to the questions about an ordinary paper, and for whom it waits after it."""
    found = answered(s)
    return {**found, "nature_stage": paper_stage({**s.facts, **found})}


def paper_stage(facts: Facts) -> str:
    """For whom an ordinary paper of these facts waits: nobody, unless its words bind the public."""
    if settled(facts) is not None:
        return TO_TRANSFER if settled(facts) else CLASSIFIED
    if not binding(facts):
        return UNQUESTIONED
    return DISPUTED if differ(facts) else TO_CLASSIFY if verdicts(facts) else TO_ANSWER


def _paper_before(s: Situation) -> Facts | None:
    """The outgoing paper that was told to be a normative document and opened this matter; None for any other proposal."""
    parent = s.records.matter(s.matter.parent) if s.matter.parent else None
    return parent.facts if parent and parent.procedure == OUTGOING and settled(parent.facts) else None


def _told(paper: Facts) -> dict[str, Value]:
    return {name: paper[name] for name in (*TOLD, "text", "text_digest") if name in paper}


def _open(facts: Mapping[str, Value]) -> str:
    return "两人认定不一致" if differ(facts) else f"现有{len(verdicts(facts))}人认定"


@gate(
    "another_person",
    "由另一人认定",
    on_form=True,
    basis=(GFX(), CQGFX()),
    refusal="{who}已经作过认定，不能再以第二人认定",
    remedy="由另一名工作人员认定",
)
def another_person(s: Situation) -> Answer:
    """Judged on the answers that stand: those on an earlier text were cleared with it."""
    before, names = s.who_did(*ANSWERING), {r.get("person") for r in rows_of(s.matter.facts, "classification")}
    again = [a.name for a in s.actors if a.id in before and a.name in names]
    return not again or missing(who="、".join(again))


@gate(
    "classified_by_two",
    "文件性质双人认定",
    basis=(GFX(), CQGFX()),
    refusal="文件性质未经双人认定（{why}）",
    remedy="由另一人办理“认定文件性质”；意见不一致的由司法所认定",
)
def classified_by_two(s: Situation) -> Answer:
    return settled(s.facts) is not None or missing(why=_open(s.facts))


@gate("normative_by_nature", "属于规范性文件", basis=(GFX(),), refusal="经认定不属于规范性文件", remedy="撤回立项，按普通公文办理发文")
def normative_by_nature(s: Situation) -> Answer:
    return settled(s.facts) is not False


def binding(facts: Mapping[str, Value]) -> tuple[str, ...]:
    """The words by which a paper addressed to the public binds it, whatever its title."""
    return tuple(binding_words(str(facts.get("text") or ""))) if facts.get("addresses_public") == "是" else ()


@gate(
    "not_normative",
    "不属于规范性文件",
    on_form=True,
    basis=(GFX(), CQGFX()),
    refusal="对外具有普遍约束力且反复适用，属于规范性文件，不能按普通公文印发",
    remedy="办理规范性文件制发的“立项”；并非如此的改答“否”",
)
def not_normative(s: Situation) -> Answer:
    """What whoever drafts says themselves; what the words say is asked of two people."""
    return s.get("binding_answer") != "是"
