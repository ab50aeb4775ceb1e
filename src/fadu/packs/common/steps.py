"""The steps every procedure has: supplement, note, link, correct, reassign, pause, extend, annul, archive.

``procedure`` builds a procedure with them added, so that a pack lists only what is its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fadu import law
from fadu.kernel.citation import Citation
from fadu.kernel.field import Field, Kind
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.procedure import ANY, Effect, Procedure, State, Step
from fadu.packs.common.laws import ARCHIVES, PEN, TOWN_RULE
from fadu.packs.common.roles import STAFF_ROLES


@gate(
    "extension_allowed",
    "可以延期",
    needs=("extended_limit", "extended_by"),
    basis=(TOWN_RULE(),),
    refusal="“{limit}”{why}",
    remedy="核对期限和可以延长的数量；不能延长的，按期办理并说明超期原因",
)
def extension_allowed(s: Situation) -> Answer:
    """The limit runs on this matter and the law lets it be extended by so much in all."""
    clock = s.matter.clocks.get(str(s.facts["extended_limit"]))
    if clock is None or clock.ended_on is not None:
        return missing(limit=s.facts["extended_limit"], why="没有在本事项上计算")
    rule = clock.rule(s.rules, s.matter.org)
    asked = clock.extension + int(str(s.facts["extended_by"]))
    return rule.open_ended or asked <= rule.extension or missing(limit=rule.label, why=f"依法最多延长{rule.extension}，不能延长{asked}")


@gate(
    "handler_free",
    "接手人无须回避",
    needs=("new_handler",),
    basis=(PEN(43), TOWN_RULE()),
    refusal="{who}已决定回避，不能接手本事项",
    remedy="另选没有回避情形的经办人",
)
def handler_free(s: Situation) -> Answer:
    recused = s.matter.get("recused") or []
    return s.get("new_handler") not in recused or missing(who=s.get("new_handler"))  # type: ignore[operator]


COMMON_FIELDS = (
    Field(name="evidence", label="证据材料", kind=Kind.ROWS, columns=(
        Field(name="name", label="名称", example="现场照片"),
        Field(name="kind", label="种类", kind=Kind.CHOICE, example="视听资料", choices=(
            "书证", "物证", "视听资料", "电子数据", "证人证言", "当事人的陈述", "鉴定意见", "勘验笔录、现场笔录", "其他材料")),
        Field(name="file", label="文件", kind=Kind.FILE),
        Field(name="verified", label="已核实", kind=Kind.BOOL, example=True),
        Field(name="note", label="说明"),
    ), example=[{"name": "现场照片", "kind": "视听资料", "verified": True}]),
    Field(name="remark", label="备注", kind=Kind.NOTE, example="已电话联系当事人"),
    Field(name="link_kind", label="关联类型", kind=Kind.CHOICE, choices=("来源", "并案", "同一当事人", "依据", "其他"), example="其他"),
    Field(name="linked_matter", label="关联事项", kind=Kind.REF, example="00000000-0000-0000-0000-000000000000"),
    Field(name="corrected_field", label="更正项目", example="remark"),
    Field(name="corrected_value", label="更正为", example="更正后的内容"),
    Field(name="common_reason", label="理由", kind=Kind.NOTE, example="原记录笔误"),
    Field(name="new_handler", label="新经办人", kind=Kind.OFFICER, example="officer-2"),
    Field(name="pause_cause", label="中止事由", kind=Kind.CHOICE, example="不可抗力", choices=tuple(law.load().causes.values())),
    Field(name="extended_limit", label="延长的期限", example="pen.decide"),
    Field(name="extended_by", label="延长数量", kind=Kind.COUNT, example=30),
    Field(name="approved_by", label="批准人", kind=Kind.OFFICER, held=("leader", "town_head"), example="leader-1"),
    Field(name="annulment_ground", label="撤销或确认违法的依据", kind=Kind.CHOICE, example="自行纠正", choices=(
        "自行纠正", "行政复议决定", "人民法院判决", "上级机关决定")),
    Field(name="annulled_on", label="生效日期", kind=Kind.DATE),
)  # fmt: skip


def common_steps(archive_from: Sequence[str] = ()) -> tuple[Step, ...]:
    """The common steps; annulling stays possible in ``archive_from`` states, where the work has ended."""
    return (
        Step(id="attach", label="补充材料", source=(ANY, *archive_from), to=None, roles=STAFF_ROLES, basis=(PEN(47), ARCHIVES(13)),
             fields=("evidence",), gathers=("evidence",)),
        Step(id="note", label="备注", source=(ANY, *archive_from), to=None, roles=STAFF_ROLES, basis=(TOWN_RULE(),), fields=("remark",)),
        Step(id="link", label="关联", source=(ANY, *archive_from), to=None, roles=STAFF_ROLES, basis=(TOWN_RULE(),),
             fields=("link_kind", "linked_matter"), effect=Effect.LINK),
        Step(id="correct", label="更正记录", source=(ANY, *archive_from), to=None, roles=STAFF_ROLES, basis=(TOWN_RULE(),),
             fields=("corrected_field", "corrected_value", "common_reason"), effect=Effect.CORRECT,
             consequence="原记录保留，后续以更正后的内容为准；已送达的文书只能更正笔误。"),
        Step(id="reassign", label="移交经办", source=(ANY,), to=None, roles=LEADING, basis=(TOWN_RULE(),),
             fields=("new_handler", "common_reason"), gates=(handler_free,), effect=Effect.REASSIGN),
        Step(id="suspend", label="中止", source=(ANY,), to=None, roles=LEADING, basis=(TOWN_RULE(),),
             fields=("pause_cause", "common_reason"), effect=Effect.SUSPEND, consequence="只停止注明该事由可以中止的期限。"),
        Step(id="resume", label="恢复办理", source=(ANY,), to=None, roles=LEADING, basis=(TOWN_RULE(),),
             fields=("common_reason",), effect=Effect.RESUME),
        Step(id="extend", label="延期", source=(ANY,), to=None, roles=LEADING, basis=(TOWN_RULE(),),
             fields=("extended_limit", "extended_by", "approved_by", "common_reason"), gates=(extension_allowed,), effect=Effect.EXTEND,
             consequence="原到期日保留显示；应当告知当事人的，另行送达延期告知。"),
        Step(id="annul", label="撤销或确认违法", source=(ANY, *archive_from), to=None, roles=("town_head", "party_gov_office"),
             basis=(PEN(48), PEN(75)), fields=("annulment_ground", "common_reason"), optional=("annulled_on",), effect=Effect.ANNUL,
             consequence="原记录和原数字不变，另加标注；已公示的须按期撤回。"),
    )  # fmt: skip


LEADING = ("leader", "town_head", "office_head", "enforcement_head", "justice_office")


def procedure(
    *, name: str, label: str, basis: tuple[Citation, ...], states: tuple[State, ...], steps: tuple[Step, ...],
    fields: tuple[Field, ...], **more: Any,
) -> Procedure:  # fmt: skip
    """A procedure with the common steps and fields added; a pack's own step or field of the same name wins."""
    closed = [s.id for s in states if s.closed]
    own_steps, own_fields = {s.id for s in steps}, {f.name for f in fields}
    added = tuple(s for s in common_steps(closed) if s.id not in own_steps)
    asked = {n for s in (*steps, *added) for n in (*s.fields, *s.optional)}
    return Procedure(
        name=name, label=label, basis=basis, states=states, steps=(*steps, *added),
        fields=(*fields, *(f for f in COMMON_FIELDS if f.name not in own_fields and f.name in asked)), **more,
    )  # fmt: skip
