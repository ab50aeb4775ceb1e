"""Facts that records cannot count: declared figures, statements that nothing happened, own indicators."""

from __future__ import annotations

from dataclasses import replace

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.procedure import START, State, Step
from fadu.packs.annual_report import gates as g
from fadu.packs.annual_report.fields import WHY, YEAR
from fadu.packs.annual_report.tables import declared_columns
from fadu.packs.annual_report.topics import LEADERS, TOPICS
from fadu.packs.common.laws import INSPECT, TOWN_RULE
from fadu.packs.common.steps import procedure

_OWNERS = ("office_head", "clerk", "justice_office", "enforcement_head")

#: A figure under one of these keys fills that column of the enforcement statistics.
_FILLS = "、".join(f"{column}填{key}" for key, column in declared_columns())

WHY_DECLARED = replace(WHY, label="不能由记录汇总的理由", example="这项工作没有在系统中办理")

DECLARED_FIGURE = procedure(
    name="annual_report.declared_figure", label="填报数", basis=(TOWN_RULE(),),
    title=lambda facts: f"填报数：{facts.get('figure_name', '')}", readers=("statistician",),
    states=(State("declared", "待确认"), State("confirmed", "已确认", standing=True), State("expired", "已过期", closed=True)),
    fields=(
        YEAR,
        Field(name="figure_name", label="名称", sensitivity=Sensitivity.PUBLIC, example="法治广场阵地"),
        Field(name="figure_key", label="代号", example="sites", help=f"接口和数据文件用；不填则自动生成。填入行政执法统计年报的，按栏目填：{_FILLS}"),
        Field(name="figure_value", label="数值", kind=Kind.COUNT, ordinal=True, sensitivity=Sensitivity.PUBLIC, example=1),
        Field(name="figure_unit", label="单位", sensitivity=Sensitivity.PUBLIC, example="处"),
        Field(name="declared_evidence", label="来源材料", kind=Kind.NOTE, example="验收单"),
        WHY_DECLARED,
        Field(name="topic", label="写入报告的专题", kind=Kind.CHOICE, choices=(*TOPICS, LEADERS), sensitivity=Sensitivity.PUBLIC, example=TOPICS[0],
              help="选定后报告写一句“名称＋数值＋单位”；不选的，起草人可以在文中引用"),
    ),
    steps=(
        Step(id="declare", label="填报", source=(START,), to="declared", roles=_OWNERS, basis=(TOWN_RULE(),),
             fields=("year", "figure_name", "figure_value", "figure_unit", "declared_evidence", "why"), optional=("topic", "figure_key"),
             gates=(g.period_open,), consequence="由统计岗核对来源材料后确认；确认后印入报告时注明“据填报”。"),
        Step(id="confirm", label="确认", source=("declared",), to="confirmed", roles=("statistician", "justice_office"), basis=(TOWN_RULE(),),
             gates=(g.period_open,)),
        Step(id="expire", label="年终失效", source=("declared", "confirmed"), to="expired", roles=("statistician",), basis=(TOWN_RULE(),)),
    ),
)  # fmt: skip

NIL_STATEMENT = procedure(
    name="annual_report.nil_statement", label="无此情形声明", basis=(INSPECT(26),),
    title=lambda facts: f"{facts.get('year', '')}年无此情形：{facts.get('topic', '')}", readers=("statistician",),
    states=(State("declared", "已声明", standing=True), State("withdrawn", "已撤回", closed=True)),
    fields=(
        YEAR, WHY,
        Field(name="topic", label="专题", kind=Kind.CHOICE, choices=TOPICS, sensitivity=Sensitivity.PUBLIC, example="行政复议与应诉"),
        Field(name="recorded_rows", label="系统中的记录数", kind=Kind.COUNT, example=0),
    ),
    steps=(
        Step(id="declare", label="声明无此情形", source=(START,), to="declared", roles=_OWNERS, basis=(INSPECT(26),),
             fields=("year", "topic", "recorded_rows"), gates=(g.nothing_recorded,), light=True),
        Step(id="withdraw", label="撤回声明", source=("declared",), to="withdrawn", roles=_OWNERS, basis=(TOWN_RULE(),), fields=("why",),
             gates=(g.statement_not_printed,)),
    ),
)  # fmt: skip

OWN_INDICATOR = procedure(
    name="annual_report.indicator", label="自定义指标", basis=(TOWN_RULE(),),
    title=lambda facts: f"指标：{facts.get('indicator_name', '')}", readers=("office_head",),
    states=(State("proposed", "已提出"), State("tried", "已试算"), State("adopted", "已采用", standing=True), State("retired", "已停用", closed=True)),
    fields=(
        WHY,
        Field(name="indicator_name", label="名称", sensitivity=Sensitivity.PUBLIC, example="夜间执法"),
        Field(name="indicator_unit", label="单位", sensitivity=Sensitivity.PUBLIC, example="件"),
        Field(name="counted_state", label="计数时点", kind=Kind.STATE, example="penalty.summary:decided", help="一件事项到达这个状态时计一次，按到达的日期计入当年"),
        Field(name="rule_text", label="计数规则", kind=Kind.NOTE, sensitivity=Sensitivity.PUBLIC, example="当年作出的当场处罚"),
        Field(name="trial_value", label="试算值", kind=Kind.COUNT, example=344),
    ),
    steps=(
        Step(id="propose", label="提出指标", source=(START,), to="proposed", roles=("statistician", "justice_office", "office_head"), basis=(TOWN_RULE(),),
             fields=("indicator_name", "indicator_unit", "counted_state", "rule_text")),
        Step(id="try", label="试算", source=("proposed", "tried"), to="tried", roles=("statistician",), basis=(TOWN_RULE(),), fields=("trial_value",)),
        Step(id="adopt", label="采用", source=("tried",), to="adopted", roles=("justice_office",), basis=(TOWN_RULE(),)),
        Step(id="retire", label="停用", source=("proposed", "tried", "adopted"), to="retired", roles=("statistician", "justice_office"),
             basis=(TOWN_RULE(),), fields=("why",)),
    ),
)  # fmt: skip
