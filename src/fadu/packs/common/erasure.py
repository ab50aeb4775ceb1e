"""Erasing personal data (删除个人信息): asked for by one, approved by another, who does not carry it out; never before the file's time.

What goes is the value and its salt, the paper that prints it, or a file's bytes. The entry, its digest and the order
stay, so that the record is complete and every proof still holds.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fadu.kernel.field import Field, Kind, chinese_day
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import START, Effect, State, Step
from fadu.kernel.timelimit import day_of
from fadu.kernel.timelimit import due as due_of
from fadu.packs.common.archive import FOR_EVER, OTHER_YEARS
from fadu.packs.common.laws import ARCHIVES, PRIVACY, TOWN_RULE
from fadu.packs.common.steps import procedure

#: How long the file is kept: the words a clerk chooses from, and the law row that counts.
KEPT = {"一般案卷": "file.keep", "简易程序案卷": "file.keep.simple"}
NO_FILE = "不属于归档范围"
GROUNDS = (
    "处理目的已实现、无法实现或者为实现处理目的不再必要", "停止提供产品或者服务，或者保存期限已届满", "个人撤回同意",
    "违反法律、行政法规或者违反约定处理个人信息", "法律、行政法规规定的其他情形",
)  # fmt: skip


@gate(
    "erasure_target",
    "有所涉事项",
    needs=("target",),
    basis=(PRIVACY(47),),
    refusal="没有找到所涉的事项",
    remedy="从事项页上的“删除个人信息”进入",
)
def erasure_target(s: Situation) -> Answer:
    return s.records.matter(str(s.facts["target"])) is not None


@gate(
    "erasure_names",
    "写明删除什么",
    on_form=True,
    basis=(PRIVACY(47),),
    refusal="没有写明删除哪一项或者哪个附件",
    remedy="填写项目名称，或者附件的名称",
)
def erasure_names(s: Situation) -> Answer:
    return bool(s.get("erase_items") or s.get("erase_files"))


@gate(
    "retention_over",
    "保存期限已届满",
    needs=("target", "retention"),
    basis=(PRIVACY(47, 2), ARCHIVES(13)),
    refusal="案卷{why}，法定保存期限未届满，只能存储和采取必要的安全保护措施，不得删除",
    remedy="期满后再办；不应公开的，先撤下公示；不属于案卷的，写明理由由批准人核定",
)
def retention_over(s: Situation) -> Answer:
    """The matter has ended and its file has been kept as long as the table of retention asks, or as it was archived for."""
    kept, target = KEPT.get(str(s.facts["retention"])), s.records.matter(str(s.facts["target"]))
    if kept is None or target is None:
        return True
    if target.closed_on is None:
        return missing(why="还没有办结")
    if target.get("keeping") == FOR_EVER:
        return missing(why="归档时定为永久保管")
    last = _kept_until(s, kept, target, target.closed_on)
    return s.on > last or missing(why=f"应保存到{chinese_day(last)}")


def _kept_until(s: Situation, limit: str, target: Matter, closed_on: date) -> date:
    """The last day of the longer of the two terms: the rule's, and the years set when the file was archived."""
    rule = s.rules.find_limit(limit, closed_on, s.matter.org) or s.rules.limits[limit][0]
    archived, years = target.get("archived_on"), target.get("keeping_years") if target.get("keeping") == OTHER_YEARS else 0
    longer = replace(rule, length=max(rule.length, years if isinstance(years, int) else 0))
    since = max(closed_on, archived) if isinstance(archived, date) else closed_on
    return day_of(due_of(longer, since, s.rules.calendar).due)


@gate(
    "other_hand",
    "申请、批准、执行分开",
    on_form=True,
    basis=(PRIVACY(51), TOWN_RULE()),
    refusal="{who}经办过前一环节，不能又批准或者执行",
    remedy="由另一人办理",
)
def other_hand(s: Situation) -> Answer:
    before = s.who_did("apply") if s.step.id in ("approve", "refuse") else s.who_did("approve")
    both = [a.name for a in s.actors if a.id in before]
    return not both or missing(who="、".join(both))


ASKING = ("archive_keeper", "party_gov_office", "justice_office", "disclosure_clerk", "clerk")
APPROVING = ("town_head", "leader")

ERASURE = procedure(
    name="common.erasure",
    label="删除个人信息",
    basis=(PRIVACY(47), PRIVACY(50)),
    title=lambda facts: f"删除个人信息（{facts.get('erasure_ground', '')}）",
    states=(
        State("asked", "待批准"), State("approved", "待执行"), State("erased", "已删除", closed=True), State("refused", "不予删除", closed=True),
    ),
    fields=(
        Field(name="target", label="所涉事项", kind=Kind.REF, example="00000000-0000-0000-0000-000000000000", help="事项页上的“删除个人信息”会填好"),
        Field(name="erase_items", label="删除的项目", many=True, help="表单上的名称，用顿号分开；印有该内容的文书一并删除"),
        Field(name="erase_files", label="删除的附件", many=True, help="附件的名称，用顿号分开"),
        Field(name="erasure_ground", label="删除的情形", kind=Kind.CHOICE, choices=GROUNDS, example=GROUNDS[1]),
        Field(name="retention", label="案卷保存期限", kind=Kind.CHOICE, choices=(*KEPT, NO_FILE), example="一般案卷"),
        Field(name="erasure_reason", label="说明", kind=Kind.NOTE, example="本人申请，已核对身份"),
        Field(name="refusal_reason", label="不予删除的理由", kind=Kind.NOTE, example="应当归档的材料，保存期限未届满"),
    ),
    steps=(
        Step(id="apply", label="申请删除", source=(START,), to="asked", roles=ASKING, basis=(PRIVACY(47), PRIVACY(50)),
             fields=("target", "erasure_ground", "retention", "erasure_reason"), optional=("erase_items", "erase_files"),
             gates=(erasure_target, erasure_names, retention_over)),
        Step(id="approve", label="批准删除", source=("asked",), to="approved", roles=APPROVING, basis=(PRIVACY(47),),
             gates=(retention_over, other_hand)),
        Step(id="refuse", label="不予删除", source=("asked",), to="refused", roles=APPROVING, basis=(PRIVACY(50),),
             fields=("refusal_reason",), gates=(other_hand,)),
        Step(id="carry_out", label="执行删除", source=("approved",), to="erased", roles=("archive_keeper", "party_gov_office"), basis=(PRIVACY(47),),
             gates=(retention_over, other_hand), effect=Effect.ERASE,
             consequence="删除后不能恢复：该项内容、印有它的文书和所列附件不再能查看；记录和摘要保留，不影响核验。"),
    ),
)  # fmt: skip
