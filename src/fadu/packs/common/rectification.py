"""Rectification (整改): an order with its content and due day, a recheck, and what follows when it fails."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.gate import Answer, Situation, gate
from fadu.kernel.procedure import START, Branch, Starts, State, Step
from fadu.packs.common.laws import PEN
from fadu.packs.common.steps import procedure


@gate("correction_dated", "责令改正有期限", on_form=True, basis=(PEN(28),), refusal="责令改正缺改正内容或期限", remedy="写明改正内容和期限")
def correction_dated(s: Situation) -> Answer:
    return bool(s.get("correction_content")) and s.get("correction_due") is not None


CORRECTION_CONTENT = Field(name="correction_content", label="改正内容", kind=Kind.NOTE, sensitivity=Sensitivity.PUBLIC, example="立即熄灭并清理焚烧物")
CORRECTION_DUE = Field(name="correction_due", label="改正期限", kind=Kind.DATE, sensitivity=Sensitivity.PUBLIC, example="2025-12-31")

RECTIFICATION = procedure(
    name="common.rectification",
    label="责令改正",
    basis=(PEN(28),),
    title=lambda facts: f"整改：{facts.get('correction_content', '')}",
    states=(
        State("ordered", "整改中"), State("corrected", "待复查"), State("closed", "已整改", closed=True), State("failed", "未整改", closed=True),
    ),
    fields=(
        CORRECTION_CONTENT, CORRECTION_DUE,
        Field(name="recheck_result", label="复查结果", kind=Kind.CHOICE, choices=("已改正", "未改正"), example="已改正"),
        Field(name="extension_reason", label="延期理由", kind=Kind.NOTE, example="材料采购需要时间"),
    ),
    steps=(
        Step(id="order", label="责令改正", source=(START,), to="ordered", roles=("officer", "safety_officer", "enforcement_head"), basis=(PEN(28),),
             fields=("correction_content", "correction_due"), gates=(correction_dated,),
             starts=(Starts(limit="rect.recheck", since="correction_due"),)),
        Step(id="correct_done", label="当事人报告改正", source=("ordered",), to="corrected", roles=("party", "officer", "safety_officer"), basis=(PEN(28),)),
        Step(id="prolong", label="延长改正期限", source=("ordered",), to=None, roles=("enforcement_head", "leader"), basis=(PEN(28),),
             fields=("extension_reason", "correction_due"), starts=(Starts(limit="rect.recheck", since="correction_due"),)),
        Step(id="recheck", label="复查", source=("ordered", "corrected"), to=Branch("recheck_result", {"已改正": "closed", "未改正": "failed"}),
             roles=("officer", "safety_officer"), basis=(PEN(28),), fields=("recheck_result",), ends=("rect.recheck",)),
    ),
)  # fmt: skip
