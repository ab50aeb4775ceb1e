"""Model contracts (合同示范文本) the town has adopted: a contract on one of them, unchanged and small, is reviewed in one act."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.field import Field, Kind, Value, chinese_day
from fadu.kernel.gate import Answer, Situation, gate
from fadu.kernel.procedure import START, Enters, State, Step
from fadu.packs.common.fields import P
from fadu.packs.common.laws import TOWN_RULE
from fadu.packs.common.steps import procedure
from fadu.packs.common.texts import content_digest

TEMPLATES = "contract_templates"
TEXT_LENGTH = 200_000

TITLE = Field(name="template_title", label="示范文本名称", sensitivity=P, example="房屋租赁合同（示范文本）")
VERSION = Field(name="template_version", label="版本日期", kind=Kind.DATE, sensitivity=P, example="2025-01-02")
SOURCE = Field(name="template_source", label="文本来源", sensitivity=P, example="市市场监督管理局发布")
DIGEST = Field(name="template_digest", label="示范文本摘要值")


@gate(
    "template_text_given",
    "已录入示范文本",
    on_form=True,
    basis=(TOWN_RULE(),),
    refusal="没有示范文本的条款，以后无从核对是否改动",
    remedy="录入文本或者上传文件后采用",
)
def template_text_given(s: Situation) -> Answer:
    return bool(s.get("template_digest"))


def _known_by(s: Situation) -> Mapping[str, Value]:
    """The key tells two versions of one model apart, in words a clerk can choose by."""
    version = s.get("template_version")
    named = f"{s.get('template_title', '')}（{chinese_day(version)}版）" if hasattr(version, "year") else ""  # type: ignore[arg-type]
    return {"template_key": named, "template_digest": content_digest(s.facts)}


CONTRACT_TEMPLATE = procedure(
    name="legal_counsel.contract_template",
    label="合同示范文本采用",
    basis=(TOWN_RULE(),),
    title=lambda facts: f"合同示范文本：{facts.get('template_title', '')}",
    states=(State("in_use", "使用中", standing=True), State("retired", "已停用", closed=True)),
    fields=(
        TITLE, VERSION, SOURCE, DIGEST,
        Field(name="template_key", label="示范文本", sensitivity=P),
        Field(name="text", label="示范文本条款", kind=Kind.NOTE, max_length=TEXT_LENGTH, help="空白处照原样留空", example="第一条　租赁物为＿＿＿＿。"),
        Field(name="text_file", label="示范文本（文件）", kind=Kind.FILE),
        Field(name="retire_reason", label="停用理由", kind=Kind.NOTE, example="发布机关已发布新版"),
    ),
    steps=(
        Step(id="adopt", label="采用", source=(START,), to="in_use", roles=("justice_office",), basis=(TOWN_RULE(),),
             fields=("template_title", "template_version", "template_source"), optional=("text", "text_file"),
             derives=_known_by, derived=("template_key", "template_digest"), gates=(template_text_given,),
             enters=(Enters(register=TEMPLATES, key="template_key", columns={"text_digest": "template_digest"}),),
             consequence="采用后，条款未改、金额不超过本镇限额的合同可以按示范文本送审。"),
        Step(id="retire", label="停用", source=("in_use",), to="retired", roles=("justice_office",), basis=(TOWN_RULE(),), fields=("retire_reason",),
             enters=(Enters(register=TEMPLATES, key="template_key", ends=True),),
             consequence="停用后不得再按这一文本送审；已经审查的合同不受影响。"),
    ),
)  # fmt: skip
