"""Reports of earlier years (历年报告), written elsewhere: kept with their text, to compare with, and never as records.

What their text seems to state are candidates that a person confirms one by one for a figure of ours; a confirmed one is
shown as what last year's report printed, and counts nothing.
"""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.pack import Register
from fadu.kernel.procedure import START, Enters, State, Step
from fadu.packs.annual_report.fields import WHY, YEAR
from fadu.packs.common.laws import ARCHIVES, TOWN_RULE
from fadu.packs.common.steps import procedure

P = Sensitivity.PUBLIC
_NUMBER = Field(name="past_number", label="文号", sensitivity=P, example="同乐府文〔2025〕3号")
_FILE = Field(name="past_file", label="文件", kind=Kind.FILE, sensitivity=P)
_TEXT = Field(
    name="past_text",
    label="全文",
    kind=Kind.NOTE,
    sensitivity=P,
    max_length=400_000,
    example="同乐镇人民政府2024年法治政府建设工作年度报告",
)
_CANDIDATES = Field(name="candidates", label="文中的数字", kind=Kind.ROWS, columns=(
    Field(name="name", label="名称"), Field(name="shown", label="印出"), Field(name="fragment", label="原文"),
), example=[{"name": "行政处罚", "shown": "352件", "fragment": "作出行政处罚352件"}])  # fmt: skip
_RECOGNISED = Field(name="recognised", label="核对过的数字", kind=Kind.ROWS, columns=(
    Field(name="code", label="指标", kind=Kind.FIGURE), Field(name="shown", label="印出"), Field(name="fragment", label="原文"),
), example=[{"code": "penalty.decisions", "shown": "352件", "fragment": "作出行政处罚352件"}])  # fmt: skip

PAST_REPORTS_REGISTER = Register(name="past_reports", label="历年报告", key="year", columns=(YEAR, _NUMBER, _FILE))

PAST_REPORT = procedure(
    name="annual_report.past_report", label="历年报告", basis=(ARCHIVES(13),), title=lambda facts: f"{facts.get('year', '')}年报告（系统外）",
    readers=("office_head",),
    states=(State("kept", "已收录", standing=True), State("withdrawn", "已撤出", closed=True)),
    fields=(YEAR, _NUMBER, _FILE, _TEXT, _CANDIDATES, _RECOGNISED, WHY),
    steps=(
        Step(id="keep", label="收录", source=(START,), to="kept", roles=("justice_office", "statistician", "party_gov_office"), basis=(ARCHIVES(13),),
             fields=("year", "past_text"), optional=("past_number", "past_file", "candidates"), enters=(Enters(register="past_reports", key="year"),),
             consequence="起草下一年报告时与它比对相同的段落和数字；文中的数字经核对才显示，任何时候都不计入统计。"),
        Step(id="recognise", label="核对文中的数字", source=("kept",), to=None, roles=("justice_office", "statistician"), basis=(TOWN_RULE(),),
             fields=("recognised",), consequence="核对过的数字显示为“上年报告印出”，不是记录数。"),
        Step(id="withdraw", label="撤出", source=("kept",), to="withdrawn", roles=("justice_office", "statistician", "party_gov_office"), basis=(TOWN_RULE(),),
             fields=("why",), enters=(Enters(register="past_reports", key="year", ends=True),)),
    ),
)  # fmt: skip
