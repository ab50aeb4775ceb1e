"""Ordinary outgoing papers (发文). What binds the public again and again is not one of them and goes to adoption."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.docnumber import Series
from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Situation
from fadu.kernel.instrument import Instrument, Paper, paragraph
from fadu.kernel.matter import Facts, Matter
from fadu.kernel.procedure import START, State, Step
from fadu.kernel.records import Records
from fadu.packs.common.fields import SECRECY_DIGEST, SECRECY_RESULT, R
from fadu.packs.common.laws import CQGFX, GFX, OGI, PAPERS, TOWN_RULE
from fadu.packs.common.papers import shown
from fadu.packs.common.steps import procedure
from fadu.packs.common.texts import text_digest
from fadu.packs.normative_documents import gates, nature
from fadu.packs.normative_documents import outgoing_gates as rules
from fadu.packs.normative_documents.fields import (
    CLASSIFICATION,
    FINDING_REASON,
    ISSUER,
    JUSTICE_FINDING,
    NATURE,
    NATURE_FIELDS,
    OFFICE,
    TEXT,
    TEXT_DIGEST,
    YES_NO,
)
from fadu.packs.normative_documents.paper_parts import official, text_blocks

_BY_KIND = {"函": "{town}府函", "报告": "{town}府文", "请示": "{town}府文", "议案": "{town}府文", "批复": "{town}府批", "纪要": "{town}府纪"}


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


def _signed(s: Situation) -> Mapping[str, Value]:
    return {"signed_digest": s.get("text_digest") or ""}


_FORM = (
    rules.kind_fits_direction, rules.one_matter_one_superior, rules.report_without_request, rules.not_copied_down, rules.not_to_person,
    rules.contact_given, gates.office_may_issue, gates.cited_numbers_sound,
)  # fmt: skip
_DRAFT = ("doc_kind", "direction", "title", "issuer", "main_to", "text", "addresses_public", "binding_answer")
_MORE = ("copies_to", "signer", "contact", "attachments", "joint_offices", "matters_count", "office")

OUTGOING = procedure(
    name="normative_documents.outgoing",
    label="发文",
    basis=(PAPERS(8), PAPERS(9), PAPERS(25)),
    title=lambda facts: str(facts.get("title", "")),
    readers=("town_head", "leader", "party_gov_office", "justice_office"),
    states=(
        State("drafted", "待核稿"), State("checked", "待签发"), State("countersigned", "已会签待签发"), State("signed", "待编号"),
        State("numbered", "待印发"), State("issued", "已印发", closed=True), State("withdrawn", "已撤稿", closed=True),
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
        Field(name="addresses_public", label="面向社会公众", kind=Kind.CHOICE, choices=YES_NO, example="否"),
        Field(name="binding_answer", label="对外具有普遍约束力且反复适用", kind=Kind.CHOICE, choices=YES_NO, example="否"),
        *NATURE_FIELDS, CLASSIFICATION, JUSTICE_FINDING, FINDING_REASON,
        Field(name="check_note", label="核稿意见", kind=Kind.NOTE, example="文种、格式、内容符合要求"),
        Field(name="countersign_opinion", label="会签意见", kind=Kind.NOTE, example="同意"),
        SECRECY_RESULT, SECRECY_DIGEST,
        Field(name="publicity", label="公开属性", kind=Kind.CHOICE, choices=("主动公开", "依申请公开", "不予公开"), example="依申请公开"),
        Field(name="publicity_reason", label="不主动公开的理由", example="内部工作安排"),
        Field(name="withdraw_reason", label="撤稿理由", kind=Kind.NOTE, example="已有上级文件规定，不再发文"),
    ),
    steps=(
        Step(id="draft", label="拟稿", source=(START,), to="drafted", roles=("clerk", "office_head"), basis=(PAPERS(18), PAPERS(19)), fields=_DRAFT,
             optional=_MORE, derives=_digest, derived=("text_digest",), gates=_FORM, light=True),
        Step(id="rewrite", label="修改文稿", source=("drafted", "checked", "countersigned", "signed"), to="drafted", roles=("clerk", "office_head"),
             basis=(PAPERS(19), PAPERS(25)), fields=("text",), optional=(*(n for n in _DRAFT if n != "text"), *_MORE), derives=_digest,
             derived=("text_digest",), gates=_FORM, consequence="修改后重新核稿、重新签发。"),
        Step(id="check", label="核稿", source=("drafted",), to="checked", roles=("party_gov_office",), basis=(PAPERS(20), PAPERS(21)), fields=("check_note",),
             gates=(nature.classified_if_binding, nature.not_normative), light=True),
        Step(id="classify_again", label="认定文件性质", source=("drafted",), to=None, roles=("clerk", "office_head", "party_gov_office"), basis=(GFX(), CQGFX()),
             fields=NATURE, derives=nature.answered, derived=("classification",), gates=(nature.words_bind, nature.nature_open, nature.another_person),
             light=True),
        Step(id="settle_nature", label="裁定文件性质", source=("drafted",), to=None, roles=("justice_office",), basis=(GFX(), CQGFX()),
             fields=("justice_finding", "finding_reason"), gates=(nature.classifiers_differ,)),
        Step(id="countersign", label="会签", source=("checked",), to="countersigned", roles=("office_head", "leader"), basis=(PAPERS(19),),
             fields=("countersign_opinion",)),
        Step(id="sign", label="签发", source=("checked", "countersigned"), to="signed", roles=("leader", "town_head", "party_secretary"), basis=(PAPERS(22),),
             optional=("signer",), derives=_signed, derived=("signed_digest",),
             gates=(rules.countersigned, rules.head_signs_upward, rules.signer_named), light=True),
        Step(id="check_secrecy", label="保密审查", source=("signed", "numbered"), to=None, roles=("secrecy_reviewer",), basis=(OGI(17),),
             fields=("secrecy_result",), derives=lambda s: {"secrecy_digest": s.get("text_digest") or ""}, derived=("secrecy_digest",)),
        Step(id="number", label="复核编号", source=("signed",), to="numbered", roles=("party_gov_office",), basis=(PAPERS(9), PAPERS(25)), optional=("text",),
             derives=_digest, derived=("text_digest",), gates=(gates.text_unchanged_since("signed_digest", "签发"),), issues=OUTGOING_PAPER,
             light=True, consequence="将取得发文字号，编号不能收回，作废的保留记录。"),
        Step(id="issue", label="印发", source=("numbered",), to="issued", roles=("party_gov_office",), basis=(PAPERS(25), OGI(16)),
             fields=("publicity",), optional=("publicity_reason",), gates=(rules.publicity_chosen,), light=True),
        Step(id="withdraw", label="撤稿", source=("drafted", "checked", "countersigned", "signed"), to="withdrawn", roles=("clerk", "office_head", "party_gov_office"),
             basis=(TOWN_RULE(), GFX()), fields=("withdraw_reason",)),
    ),
)  # fmt: skip
