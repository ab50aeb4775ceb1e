"""The other yearly outputs from the same frozen figures: enforcement statistics, disclosure report, enforcement report."""

from __future__ import annotations

from fadu.kernel.citation import Citation
from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, Derivation, Procedure, PublicView, Starts, State, Step, Target
from fadu.packs.annual_report import gates as g
from fadu.packs.annual_report.fields import YEAR
from fadu.packs.annual_report.tables import cells
from fadu.packs.common.fields import SECRECY_RESULT
from fadu.packs.common.gates import masked, secrecy_checked
from fadu.packs.common.laws import CQSUP, OGI, THREE
from fadu.packs.common.steps import procedure

CELLS = Field(name="cells", label="表格", kind=Kind.ROWS, columns=(
    Field(name="table", label="表"), Field(name="code", label="指标"), Field(name="part", label="分项"),
    Field(name="label", label="栏目"), Field(name="shown", label="填报值"), Field(name="value", label="核对值", kind=Kind.COUNT, help="金额按分"),
), example=[{"table": "处罚", "code": "penalty.own_name", "label": "处罚合计", "value": 27}])  # fmt: skip


def _from_frozen(name: str) -> Derivation:
    """Cells worked out from the figures of the year's frozen report, unless they were given."""

    def derived(s: Situation) -> dict[str, Value]:
        reports = s.records.matters("annual_report.rule_of_law", year=s.facts.get("year", 0))
        frozen = [m for m in reports if m.get("figures")]
        if "cells" in s.given or not frozen:
            return {}
        return {"cells": cells(name, frozen[-1].get("figures"))}  # type: ignore[arg-type]

    return derived


def yearly_output(name: str, label: str, limit: str, basis: tuple[Citation, ...]) -> Procedure:
    """A yearly table: filled from frozen figures, checked against them, signed, reported, published."""
    return procedure(
        name=f"annual_report.{name}", label=label, basis=basis, title=lambda facts: f"{facts.get('year', '')}年{label}",
        readers=("statistician", "office_head", "party_gov_office"), public=PublicView(fields=("year",)),
        states=(
            State("frozen", "数据已冻结"), State("tables_filled", "已填表"), State("checked", "已核对"), State("signed", "已签发"),
            State("reported", "已报送"), State("published", "已公开", closed=True),
        ),
        fields=(YEAR, CELLS, SECRECY_RESULT),
        steps=(
            Step(id="freeze", label="启动填报", source=(START,), to="frozen", roles=("statistician",), basis=basis, fields=("year",),
                 gates=(g.after_cut_off,), starts=(Starts(limit=limit),)),
            Step(id="fill", label="填表", source=("frozen", "tables_filled"), to="tables_filled", roles=("statistician",), basis=basis, optional=("cells",), derives=_from_frozen(name), derived=("cells",),
                 gates=(g.table_has_cells,), consequence="由已冻结的年度报告数字填表；另行填写的，核对时须与冻结数一致。"),
            Step(id="check", label="核对", source=("tables_filled",), to="checked", roles=("statistician", "justice_office"), basis=basis),
            Step(id="sign", label="签发", source=("checked",), to="signed", roles=("town_head",), basis=basis),
            Step(id="report", label="报送", source=("signed",), to="reported", roles=("statistician", "party_gov_office"), basis=basis, ends=(limit,)),
            Step(id="publish", label="公开", source=("reported",), to="published", roles=("party_gov_office",), basis=(THREE(), OGI(50)),
                 fields=("secrecy_result",), gates=(masked, secrecy_checked), publishes=Target.SELF),
        ),
    )  # fmt: skip


YEARLY_OUTPUTS = (
    yearly_output("enforcement_statistics", "行政执法统计年报", "pub.year_data", (THREE(),)),
    yearly_output("disclosure", "政府信息公开工作年度报告", "foi.year_town", (OGI(49), OGI(50))),
    yearly_output("enforcement_year", "行政执法工作年度报告", "cq.resp_report", (CQSUP(9),)),
)
