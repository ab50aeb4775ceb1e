"""A town's own wording of a counting rule (计数规则): which figure, from which day, in whose name. What is counted stays as it is.

The printed rule of the figure is then this one with its day and source; the definition in the code remains the rule by
which records are counted, so a text that says otherwise is a reason to change the definition, never the number.
"""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.pack import Register
from fadu.kernel.procedure import START, Enters, State, Step
from fadu.packs.annual_report.fields import WHY
from fadu.packs.common.laws import TOWN_RULE
from fadu.packs.common.steps import procedure

P = Sensitivity.PUBLIC

COLUMNS = (
    Field(name="indicator", label="指标代码", sensitivity=P, example="penalty.decisions"),
    Field(name="indicator_label", label="指标", sensitivity=P, example="行政处罚"),
    Field(name="version", label="施行日期", kind=Kind.DATE, sensitivity=P, example="2025-01-01"),
    Field(name="text", label="计数规则", kind=Kind.NOTE, sensitivity=P, example="当年作出的行政处罚决定，按决定书落款日期计"),
    Field(name="source", label="来源", sensitivity=P, example="区司法局统计口径说明"),
)
RULE_TEXTS_REGISTER = Register(name="rule_texts", label="计数规则文本", key="indicator", columns=COLUMNS, sheets=("计数规则",))


@gate(
    "rule_begins_with_a_year",
    "规则自年初施行",
    needs=("version",),
    reads=("version",),
    basis=(TOWN_RULE(),),
    refusal="计数规则自{month}月{day}日施行，同一年会有两种口径",
    remedy="施行日期填1月1日；年中改变的口径从下一年1月1日起用",
)
def rule_begins_with_a_year(s: Situation) -> Answer:
    """A year is counted and explained by one rule."""
    version = s.facts["version"]
    return (version.month, version.day) == (1, 1) or missing(month=version.month, day=version.day)  # type: ignore[union-attr]


RULE_TEXT = procedure(
    name="annual_report.rule_text", label="计数规则文本", basis=(TOWN_RULE(),), title=lambda facts: f"计数规则：{facts.get('indicator_label', '')}",
    readers=("justice_office", "office_head"),
    states=(State("in_force", "已启用", standing=True), State("retired", "已停用", closed=True)),
    fields=(*COLUMNS, WHY),
    steps=(
        Step(id="adopt", label="启用本镇文本", source=(START,), to="in_force", roles=("statistician", "justice_office"), basis=(TOWN_RULE(),),
             fields=tuple(c.name for c in COLUMNS), gates=(rule_begins_with_a_year,),
             enters=(Enters(register="rule_texts", key="indicator", since="version"),),
             consequence="数字旁和报告里印这一文本、施行日期和来源；按什么计数不变，文本与计数不符的，请提出修改指标。"),
        Step(id="retire", label="停用", source=("in_force",), to="retired", roles=("statistician", "justice_office"), basis=(TOWN_RULE(),),
             fields=("why",), enters=(Enters(register="rule_texts", key="indicator", ends=True),)),
    ),
)  # fmt: skip
