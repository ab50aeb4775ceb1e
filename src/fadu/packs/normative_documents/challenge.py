"""A challenge to a document in force (附带审查与建议): received, answered in writing, kept or corrected."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.field import Field, Kind, Value, chinese_day
from fadu.kernel.gate import Answer, Situation, gate
from fadu.kernel.instrument import Instrument, Paper, paragraph
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import START, Branch, Opens, Starts, State, Step
from fadu.kernel.records import Records
from fadu.packs.common.fields import R
from fadu.packs.common.laws import GFX, LIT, REC
from fadu.packs.common.papers import shown
from fadu.packs.common.steps import procedure
from fadu.packs.normative_documents.adopt import ADOPT
from fadu.packs.normative_documents.adopt_papers import REPORTING
from fadu.packs.normative_documents.fields import AS_ORIGINAL, DOCUMENT, ISSUER, OFFICE, REISSUED
from fadu.packs.normative_documents.gates import document_known
from fadu.packs.normative_documents.paper_parts import official, text_blocks, with_number
from fadu.packs.normative_documents.records_of import in_force, issuing_organ

RECONSIDERATION, COURT, CITIZEN, FILING = "行政复议机关", "人民法院", "公民或者组织建议", "备案审查机关"
SOURCES = (RECONSIDERATION, COURT, CITIZEN, FILING)
KEPT, MEND, END = "维持", "修改", "废止"


@gate(
    "answered_in_writing",
    "已书面答复",
    basis=(REC(58), LIT(64)),
    refusal="尚未就文件的合法性作出书面答复",
    remedy="先书面答复，再决定维持或者纠正",
)
def answered_in_writing(s: Situation) -> Answer:
    return s.has_done("answer")


@gate(
    "correction_matches",
    "答复与处理一致",
    on_form=True,
    basis=(GFX(), REC(59)),
    refusal="复议机关或者法院认为不合法的条款仍作维持处理",
    remedy="选择修改或者废止；对认定有异议的先书面沟通",
)
def correction_matches(s: Situation) -> Answer:
    return not (s.get("found_unlawful") is True and s.get("challenge_result") == KEPT)


def _document(s: Situation) -> Mapping[str, Value]:
    """The document's words as the catalogue has them, so that the answer and the correction name it rightly."""
    row = in_force(s, s.get("document"))
    if row is None:
        return {}
    found = {"document": row.key, "document_title": row.get("title", ""), "document_number": row.get("number", "")}
    return {**found, "office": s.get("office") or row.get("office", ""), "issuer": issuing_organ(s.facts, s.records, s.on)}  # type: ignore[dict-item]


def compose_answer(matter: Matter, records: Records) -> Paper:
    clock = matter.clocks.get("rec.doc_reply")
    received = f"于{chinese_day(clock.started_on)}收悉" if clock else "收悉"
    name = with_number(f"《{shown(matter, 'document_title')}》", shown(matter, "document_number"))
    blocks = (
        paragraph(f"关于{name}的{'附带审查通知' if matter.get('source') in (RECONSIDERATION, COURT) else '审查建议'}{received}。"
                  f"所涉内容：{shown(matter, 'challenged')}。现就制定依据和有关内容的合法性答复如下："),
        *text_blocks(shown(matter, "answer_text")),
    )  # fmt: skip
    return official(
        matter, records, "challenge_answer", f"关于{name}合法性问题的答复", blocks, step="answer", to=shown(matter, "challenger")
    )


ANSWER = Instrument(id="challenge_answer", label="规范性文件审查答复", compose=compose_answer, basis=(REC(58), LIT(64)), series=REPORTING,
                    needs=("document", "challenged", "answer_text"))  # fmt: skip

_CORRECTION = Opens(
    procedure=ADOPT, step="propose", values={"issue_kind": REISSUED, **AS_ORIGINAL}, when=lambda f: f.get("challenge_result") == MEND,
    carry={"title": "document_title", "office": "office", "issuer": "issuer", "necessity": "answer_text", "replaces": "document"},
)  # fmt: skip

CHALLENGE = procedure(
    name="normative_documents.challenge",
    label="规范性文件附带审查与建议",
    basis=(REC(13), REC(56), LIT(53), GFX()),
    title=lambda facts: f"对《{facts.get('document_title', facts.get('document', ''))}》的审查",
    readers=("justice_office", "town_head", "leader"),
    states=(
        State("received", "待答复"), State("answered", "待处理"), State("kept", "维持", closed=True), State("corrected", "已决定纠正", closed=True),
    ),
    fields=(
        DOCUMENT, ISSUER, OFFICE,
        Field(name="source", label="来源", kind=Kind.CHOICE, choices=SOURCES, example=RECONSIDERATION),
        Field(name="challenger", label="提出机关或者提出人", kind=Kind.PERSON, sensitivity=R, example="区人民政府行政复议机构"),
        Field(name="challenged", label="被审查的内容", kind=Kind.NOTE, example="第四条关于报告时限的规定"),
        Field(name="document_title", label="文件标题"), Field(name="document_number", label="文号"),
        Field(name="answer_text", label="答复内容", kind=Kind.NOTE, example="第四条的依据是《重庆市食品安全管理办法》第三十二条，没有增设义务。"),
        Field(name="found_unlawful", label="审查机关认定不合法", kind=Kind.BOOL, example=False),
        Field(name="challenge_result", label="处理结果", kind=Kind.CHOICE, choices=(KEPT, MEND, END), example=KEPT),
        Field(name="result_reason", label="处理理由", kind=Kind.NOTE, example="条款与上位法一致"),
    ),
    steps=(
        Step(id="receive", label="登记审查要求", source=(START,), to="received", roles=("party_gov_office", "justice_office"),
             basis=(REC(56), REC(57), LIT(64)), fields=("source", "challenger", "document", "challenged"), optional=("office", "issuer"),
             derives=_document, derived=("document", "document_title", "document_number", "office", "issuer"), gates=(document_known,),
             starts=(Starts(limit="rec.doc_reply", when=lambda f: f.get("source") == RECONSIDERATION),)),
        Step(id="answer", label="书面答复", source=("received",), to="answered", roles=("justice_office", "party_gov_office"), basis=(REC(58), LIT(64)),
             fields=("answer_text",), ends=("rec.doc_reply",), issues=ANSWER),
        Step(id="conclude", label="决定处理", source=("received", "answered"), roles=("town_head",), basis=(GFX(), REC(59)),
             to=Branch("challenge_result", {KEPT: "kept", MEND: "corrected", END: "corrected"}),
             fields=("found_unlawful", "challenge_result", "result_reason"),
             gates=(answered_in_writing, correction_matches), opens=(_CORRECTION,),
             consequence="选择修改的，同时启动修订；选择废止的，由原制发事项办理废止。"),
    ),
)  # fmt: skip
