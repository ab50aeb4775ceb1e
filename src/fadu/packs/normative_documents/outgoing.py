"""Ordinary outgoing papers (发文). What binds the public again and again is not one of them and goes to adoption."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.docnumber import Series, parse_number
from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Situation
from fadu.kernel.instrument import Instrument, Paper, paragraph
from fadu.kernel.matter import Facts, Matter
from fadu.kernel.procedure import START, Branch, Enters, Opens, State, Step
from fadu.kernel.records import Records
from fadu.packs.common.fields import SECRECY_DIGEST, SECRECY_RESULT, R
from fadu.packs.common.laws import CQGFX, GFX, OGI, PAPERS, TOWN_RULE
from fadu.packs.common.number_start import row_of
from fadu.packs.common.papers import shown
from fadu.packs.common.rows import count_of
from fadu.packs.common.steps import procedure
from fadu.packs.common.texts import text_digest
from fadu.packs.normative_documents import gates, nature
from fadu.packs.normative_documents import outgoing_gates as rules
from fadu.packs.normative_documents.fields import (
    AS_ORIGINAL,
    CLASSIFICATION,
    CLASSIFIED,
    DISPUTED,
    FINDING_REASON,
    ISSUER,
    JUSTICE_FINDING,
    NATURE,
    NATURE_FIELDS,
    NEW,
    NORMATIVE,
    NOT_NORMATIVE,
    OFFICE,
    PAPER_STAGE,
    TEXT,
    TEXT_DIGEST,
    TO_ANSWER,
    TO_CLASSIFY,
    TO_TRANSFER,
    UNQUESTIONED,
    YES_NO,
)
from fadu.packs.normative_documents.paper_parts import official, text_blocks
from fadu.packs.normative_documents.records_of import issuing_organ

_SIGNING = ("先会签", "主要负责人签发", "签发")
_BY_KIND = {
    "函": "{town}府函",
    "报告": "{town}府文",
    "请示": "{town}府文",
    "议案": "{town}府文",
    "批复": "{town}府批",
    "纪要": "{town}府纪",
}


def _prefix(facts: Facts) -> str:
    """The town's code for this kind of paper (the town confirms its own codes in register ``series``)."""
    return _BY_KIND.get(str(facts.get("doc_kind")), "{town}府发")


def compose_outgoing(matter: Matter, records: Records) -> Paper:
    up = matter.get("direction") == rules.UP
    contact = [paragraph(f"（联系人：{shown(matter, 'contact')}）")] if shown(matter, "contact") else []
    attached = tuple(part.strip() for part in shown(matter, "attachments").split("、") if part.strip())
    return official(
        matter, records, "outgoing_paper", shown(matter, "title"), (*text_blocks(shown(matter, "text")), *contact), step="number",
        to=shown(matter, "main_to"), copies_to=shown(matter, "copies_to"), attachments=attached, seal=matter.get("doc_kind") != "纪要",
        printed_by="党政综合办公室", issuer_line=shown(matter, "signer") if up else "",
    )  # fmt: skip


OUTGOING_PAPER = Instrument(
    id="outgoing_paper", label="发文", compose=compose_outgoing, basis=(PAPERS(9),), needs=("title", "text", "main_to"),
    series=Series(id="outgoing_paper", label="政府发文", prefix=_prefix),
)  # fmt: skip


def _digest(s: Situation) -> Mapping[str, Value]:
    text = s.get("text")
    return {"text_digest": text_digest(text)} if isinstance(text, str) else {}


def _drafted(s: Situation) -> Mapping[str, Value]:
    """The digest of the words, the town as issuer unless another is named, and whether they let the paper go on or wait for somebody to tell its nature."""
    found = _digest(s)
    return {**found, "issuer": issuing_organ(s.facts, s.records, s.on), "nature_stage": nature.paper_stage(s.facts)}


def _to_be_signed(s: Situation) -> Mapping[str, Value]:
    """A paper to the superior is signed by the head, any other by the leader in charge (党政机关公文处理工作条例 22)."""
    return {"signing": _SIGNING[1] if s.get("direction") == rules.UP else _SIGNING[2]}


def _checked(s: Situation) -> Mapping[str, Value]:
    """What touches other offices goes to them first (同条例 19)."""
    return {"signing": _SIGNING[0]} if s.get("joint_offices") else _to_be_signed(s)


def _signed(s: Situation) -> Mapping[str, Value]:
    """Who signs, as a paper to the superior must name them, and which text."""
    return {"signed_digest": s.get("text_digest") or "", "signer": s.actors[0].name if s.actors else ""}


def _voided(s: Situation) -> Mapping[str, Value]:
    """The number stays taken; the row of its series gains it with the reason."""
    number = s.matter.numbers.get(OUTGOING_PAPER.id, "")
    prefix, year, n = parse_number(number) or ("", s.on.year, 0)
    row = row_of(s, prefix, year)
    before = str(row.get("voided") or "") if row else ""
    said = f"{n}号：{s.get('void_reason') or ''}"
    found: dict[str, Value] = {
        "voided": True, "series_key": row.key if row else f"{prefix}〔{year}〕", "organ_code": prefix, "series_year": year,
        "series_kind": str(row.get("kind") or "") if row else "政府发文", "voided_numbers": f"{before}；{said}" if before else said,
    }  # fmt: skip
    return {**found, "series_next": count_of(row.values, "next")} if row and row.get("next") is not None else found


_FORM = (
    rules.kind_fits_direction, rules.one_matter_one_superior, rules.report_without_request, rules.not_copied_down, rules.not_to_person,
    rules.contact_given, gates.office_may_issue, gates.cited_numbers_sound, nature.not_normative,
)  # fmt: skip
_DRAFT = ("doc_kind", "direction", "title", "main_to", "text", "addresses_public", "binding_answer")
_MORE = ("issuer", "copies_to", "contact", "attachments", "joint_offices", "matters_count", "office")
_TO_TELL = ("to_classify", "to_confirm", "disputed", "normative")
#: What is worked out of a draft, and of a number that is void.
_DERIVED = ("text_digest", "issuer", "nature_stage")
_VOIDING = ("voided", "series_key", "organ_code", "series_kind", "series_year", "series_next", "voided_numbers")
_BY_NATURE = Branch("nature_stage", {
    UNQUESTIONED: "drafted", CLASSIFIED: "drafted", TO_ANSWER: "to_classify", TO_CLASSIFY: "to_confirm", DISPUTED: "disputed", TO_TRANSFER: "normative",
})  # fmt: skip
_BY_SIGNER = Branch("signing", dict(zip(_SIGNING, ("to_countersign", "to_head", "checked"), strict=True)))
_ADOPTION = Opens(
    procedure="normative_documents.adopt", step="propose", values={"issue_kind": NEW, **AS_ORIGINAL, NATURE[-1]: "由发文转来，性质已经认定"},
    carry={"title": "title", "office": "office", "issuer": "issuer", "necessity": "necessity"},
)  # fmt: skip
_ONCE_MORE = Opens(
    procedure=nature.OUTGOING, step="draft", when=lambda f: f.get("issue_again") is True, carry={name: name for name in (*_DRAFT, *_MORE)},
)  # fmt: skip
_SERIES_ROW = Enters(register="series", key="series_key", columns={
    "kind": "series_kind", "year": "series_year", "voided": "voided_numbers", "next": "series_next"})  # fmt: skip

OUTGOING = procedure(
    name="normative_documents.outgoing",
    label="发文",
    basis=(PAPERS(8), PAPERS(9), PAPERS(25)),
    title=lambda facts: str(facts.get("title", "")),
    readers=("town_head", "leader", "party_gov_office", "justice_office"),
    states=(
        State("to_classify", "待拟稿人认定性质"), State("to_confirm", "待另一人认定性质"), State("drafted", "待核稿"), State("checked", "待签发"), State("signed", "待编号"),
        State("numbered", "待印发"), State("to_head", "待主要负责人签发"), State("to_countersign", "待会签"),
        State("normative", "属于规范性文件待转办"), State("disputed", "待司法所认定性质"),
        State("issued", "已印发", closed=True), State("voided", "编号已作废", closed=True),
        State("transferred", "已转规范性文件制发", closed=True), State("withdrawn", "已撤稿", closed=True),
    ),
    fields=(
        Field(name="doc_kind", label="文种", kind=Kind.CHOICE, choices=rules.KINDS, example="通知"),
        Field(name="direction", label="行文方向", kind=Kind.CHOICE, choices=rules.DIRECTIONS, example=rules.DOWN),
        Field(name="title", label="标题", example="关于做好秋季森林防火工作的通知"),
        ISSUER, OFFICE,
        Field(name="main_to", label="主送", example="各村（社区）"),
        Field(name="copies_to", label="抄送"), Field(name="signer", label="签发人"), Field(name="contact", label="联系人和电话", sensitivity=R),
        Field(name="attachments", label="附件", help="多个附件用顿号隔开"), Field(name="joint_offices", label="涉及的其他部门"),
        Field(name="matters_count", label="请示事项件数", kind=Kind.COUNT),
        Field(name="text", label="正文", kind=Kind.NOTE, max_length=TEXT.max_length, example="请各村（社区）于9月20日前完成防火物资清点，并报镇应急管理办公室。"),
        TEXT_DIGEST, Field(name="signed_digest", label="签发文本摘要值"),
        Field(name="signing", label="签发去向", kind=Kind.CHOICE, choices=_SIGNING),
        Field(name="addresses_public", label="面向社会公众", kind=Kind.CHOICE, choices=YES_NO, example="否"),
        Field(name="binding_answer", label="对外具有普遍约束力且反复适用", kind=Kind.CHOICE, choices=YES_NO, example="否"),
        *NATURE_FIELDS, CLASSIFICATION, PAPER_STAGE, JUSTICE_FINDING, FINDING_REASON,
        Field(name="necessity", label="制定必要性和可行性", kind=Kind.NOTE, example="秸秆焚烧屡禁不止，需要长期规范"),
        Field(name="check_note", label="核稿意见", kind=Kind.NOTE, example="文种、格式、内容符合要求"),
        Field(name="countersign_opinion", label="会签意见", kind=Kind.NOTE, example="同意"),
        SECRECY_RESULT, SECRECY_DIGEST,
        Field(name="publicity", label="公开属性", kind=Kind.CHOICE, choices=("主动公开", "依申请公开", "不予公开"), example="依申请公开"),
        Field(name="publicity_reason", label="不主动公开的理由", example="内部工作安排"),
        Field(name="issued_on", label="印发日期", kind=Kind.DATE),
        Field(name="void_reason", label="编号作废原因", example="附件漏印，须更正后重新编号"),
        Field(name="issue_again", label="按原稿重新拟稿", kind=Kind.BOOL, example=True, help="原稿内容带入新的拟稿，改正后重新核稿、签发、编号"),
        Field(name="voided", label="编号已作废", kind=Kind.BOOL),
        Field(name="series_key", label="字号登记编号"), Field(name="organ_code", label="机关代字"), Field(name="series_kind", label="文件类别"),
        Field(name="series_year", label="字号年份", kind=Kind.COUNT), Field(name="series_next", label="字号下一号", kind=Kind.COUNT),
        Field(name="voided_numbers", label="作废号及原因", kind=Kind.NOTE),
        Field(name="withdraw_reason", label="撤稿理由", kind=Kind.NOTE, example="已有上级文件规定，不再发文"),
    ),
    steps=(
        Step(id="draft", label="拟稿", source=(START,), to=_BY_NATURE, roles=("clerk", "office_head"), basis=(PAPERS(18), PAPERS(19)), fields=_DRAFT,
             optional=_MORE, derives=_drafted, derived=_DERIVED, gates=_FORM, light=True),
        Step(id="classify", label="认定文件性质", source=("to_classify",), to=_BY_NATURE, roles=("clerk", "office_head"), basis=(GFX(), CQGFX()),
             fields=NATURE, derives=nature.paper_staged, derived=("classification", "nature_stage"), light=True),
        Step(id="classify_again", label="复核认定文件性质", source=("to_confirm",), to=_BY_NATURE, roles=("party_gov_office", "office_head"),
             basis=(GFX(), CQGFX()), fields=NATURE, derives=nature.paper_staged, derived=("classification", "nature_stage"),
             gates=(nature.another_person,), light=True, consequence="您的答案记在您的名下；与前一人不一致的，由司法所认定。"),
        Step(id="settle_nature", label="裁定文件性质", source=("disputed",), to=Branch("justice_finding", {NORMATIVE: "normative", NOT_NORMATIVE: "drafted"}),
             roles=("justice_office",), basis=(GFX(), CQGFX()), fields=("justice_finding", "finding_reason"), light=True),
        Step(id="transfer", label="转规范性文件制发", source=("normative",), to="transferred", roles=("clerk", "office_head", "party_gov_office"),
             basis=(GFX(), CQGFX()), fields=("necessity", "office"), opens=(_ADOPTION,), light=True,
             consequence="发文到此为止；标题、正文和性质认定带入新的立项，接着起草、征求意见、审查。"),
        Step(id="rewrite", label="修改文稿", source=(*_TO_TELL, "drafted", "checked", "to_countersign", "to_head", "signed"), to=_BY_NATURE, roles=("clerk", "office_head", "party_gov_office"),
             basis=(PAPERS(19), PAPERS(25)), fields=("text",), optional=(*(n for n in _DRAFT if n != "text"), *_MORE), derives=_drafted,
             derived=_DERIVED, anew=("classification", "justice_finding"), gates=_FORM, consequence="修改后重新核稿、重新签发；对公众有约束力的，重新认定性质。"),
        Step(id="check", label="核稿", source=("drafted",), to=_BY_SIGNER, roles=("party_gov_office",), basis=(PAPERS(20), PAPERS(21)),
             fields=("check_note",), anew=("check_note",), derives=_checked, derived=("signing",), light=True),
        Step(id="countersign", label="会签", source=("to_countersign",), to=_BY_SIGNER, roles=("office_head", "leader"), basis=(PAPERS(19),),
             fields=("countersign_opinion",), anew=("countersign_opinion",), derives=_to_be_signed, derived=("signing",), light=True),
        Step(id="sign", label="签发", source=("checked",), to="signed", roles=("leader", "town_head", "party_secretary"), basis=(PAPERS(22),),
             derives=_signed, derived=("signed_digest", "signer"), light=True),
        Step(id="sign_upward", label="签发上行文", source=("to_head",), to="signed", roles=("town_head", "party_secretary"), basis=(PAPERS(22),),
             derives=_signed, derived=("signed_digest", "signer"), light=True),
        Step(id="check_secrecy", label="保密审查", source=("signed", "numbered"), to=None, roles=("secrecy_reviewer",), basis=(OGI(17),),
             fields=("secrecy_result",), anew=("secrecy_result",), derives=lambda s: {"secrecy_digest": s.get("text_digest") or ""}, derived=("secrecy_digest",)),
        Step(id="number", label="复核编号", source=("signed",), to="numbered", roles=("party_gov_office",), basis=(PAPERS(9), PAPERS(25)), optional=("text",),
             derives=_digest, derived=("text_digest",), gates=(gates.text_unchanged_since("signed_digest", "签发"),), issues=OUTGOING_PAPER,
             light=True, consequence="将取得发文字号，编号不能收回，作废的保留记录。"),
        Step(id="issue", label="印发", source=("numbered",), to="issued", roles=("party_gov_office",), basis=(PAPERS(25), OGI(16)),
             fields=("publicity",), optional=("publicity_reason",), derives=lambda s: {"issued_on": s.on}, derived=("issued_on",), gates=(rules.publicity_chosen,), light=True),
        Step(id="void_number", label="编号作废", source=("numbered",), to="voided", roles=("party_gov_office",), basis=(PAPERS(9), TOWN_RULE()),
             fields=("void_reason", "issue_again"), derives=_voided, derived=_VOIDING, opens=(_ONCE_MORE,), enters=(_SERIES_ROW,),
             consequence="这个号不再使用，连同原因留在发文字号登记中；重新发文的取下一号。"),
        Step(id="withdraw", label="撤稿", source=(*_TO_TELL, "drafted", "checked", "to_countersign", "to_head", "signed"), to="withdrawn", roles=("clerk", "office_head", "party_gov_office"),
             basis=(TOWN_RULE(), GFX()), fields=("withdraw_reason",)),
    ),
)  # fmt: skip
