"""Figures of the towns of a district (镇街数据): each town's frozen year, received as a file that its own log proves.

Received once by the district's supervisor and shown beside the others'; they are read, compared and opened, never counted
among this office's own figures, and never ranked.
"""

from __future__ import annotations

from dataclasses import replace

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.pack import Register
from fadu.kernel.procedure import START, State, Step
from fadu.packs.annual_report.fields import FIGURES, TOWN_NAME, WHY, YEAR
from fadu.packs.common.laws import CQSUP, TOWN_RULE
from fadu.packs.common.steps import procedure

P = Sensitivity.PUBLIC
CODE = Field(name="town_code", label="镇街代码", sensitivity=P, example="500102129")
KEY = Field(
    name="town_key",
    label="该镇街日志的公钥",
    sensitivity=P,
    example="fadu.500102/500102129/journal+0badcafe+AQID",
    help="照抄该镇街公示栏上的那一行；接收过这个镇街的，不用再填",
)
RULES = Field(name="figure_rules", label="计数规则", kind=Kind.ROWS, columns=(
    Field(name="code", label="指标", kind=Kind.FIGURE), Field(name="rule", label="规则", kind=Kind.NOTE),
), example=[{"code": "penalty.decisions", "rule": "当年作出的处罚决定，按决定日计"}])  # fmt: skip
PACKAGE = Field(name="package", label="数据包", kind=Kind.FILE)
_KNOWN = replace(FIGURES, help="由数据包带来，不由人填写")

TOWN_FIGURES = procedure(
    name="annual_report.town_figures", label="镇街数据", basis=(CQSUP(9), TOWN_RULE()),
    title=lambda facts: f"{facts.get('town_name', '')}{facts.get('year', '')}年数据", readers=("district_supervisor",),
    states=(State("received", "已接收", standing=True), State("withdrawn", "已撤出", closed=True)),
    fields=(CODE, TOWN_NAME, YEAR, KEY, _KNOWN, RULES, PACKAGE, WHY),
    steps=(
        Step(id="receive", label="接收镇街数据", source=(START, "received"), to="received", roles=("district_supervisor",), basis=(CQSUP(9), TOWN_RULE()),
             fields=("town_code", "town_name", "year", "town_key", "figures"), optional=("figure_rules", "package"), anew=("figures", "figure_rules", "package"),
             consequence="数据由该镇街的日志证明，接收后与其他镇街并列，只供核对，不排名次。"),
        Step(id="withdraw", label="撤出", source=("received",), to="withdrawn", roles=("district_supervisor",), basis=(TOWN_RULE(),),
             fields=("why",), consequence="撤出后不再并列；原来登记的公钥也不再使用。"),
    ),
)  # fmt: skip

TOWN_FIGURES_REGISTER = Register(
    name="town_figures",
    label="镇街数据台账",
    procedures=(TOWN_FIGURES.name,),
    readers=("district_supervisor",),
    columns=(CODE, TOWN_NAME, YEAR),
)
