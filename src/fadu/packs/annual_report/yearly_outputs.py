"""The other yearly outputs from the same frozen figures: enforcement statistics, disclosure report, enforcement report.

Two wait for the year to end and fill themselves from the frozen figures. The report on enforcement is due before that: it
goes out with figures counted on the day, marked as provisional, and is restated from the frozen ones and issued again.
"""

from __future__ import annotations

from typing import Any, cast

from fadu.kernel.citation import Citation
from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, Derivation, Procedure, PublicView, Starts, State, Step, Target
from fadu.packs.annual_report import gates as g
from fadu.packs.annual_report.fields import COUNTED_FIGURES, SIGNER, WHY, YEAR
from fadu.packs.annual_report.tables import cells, changed
from fadu.packs.annual_report.yearly_papers import table_paper
from fadu.packs.common.fields import SECRECY_RESULT
from fadu.packs.common.gates import masked, secrecy_checked
from fadu.packs.common.laws import CQSUP, OGI, THREE, TOWN_RULE
from fadu.packs.common.steps import procedure

CELLS = Field(name="cells", label="表格", kind=Kind.ROWS, columns=(
    Field(name="table", label="表"), Field(name="code", label="指标", kind=Kind.FIGURE), Field(name="part", label="分项"),
    Field(name="label", label="栏目"), Field(name="shown", label="填报值"), Field(name="value", label="核对值", kind=Kind.COUNT, help="金额按分"),
    Field(name="source", label="数据来源"),
), example=[{"table": "处罚", "code": "penalty.own_name", "label": "处罚合计", "value": 27}])  # fmt: skip
PROVISIONAL = Field(name="provisional", label="暂定数", kind=Kind.BOOL, example=True)
COUNTED_ON = Field(name="counted_on", label="汇总日期", kind=Kind.DATE)
RESTATED = Field(name="restated", label="更正情况", kind=Kind.ROWS, columns=(
    Field(name="table", label="表"), Field(name="label", label="栏目"), Field(name="was", label="原报送"), Field(name="now", label="更正后"),
))  # fmt: skip
FILLED_BY, CHECKED_BY = (
    Field(name="filled_by", label="填表人", example="汪统计"),
    Field(name="checked_by", label="审核人", example="沈司法"),
)
#: Who filled, checked and signed the table, as it prints them.
_HANDS = (FILLED_BY, CHECKED_BY, SIGNER)
_READERS = ("statistician", "office_head", "party_gov_office")
ENFORCEMENT_YEAR = "enforcement_year"


def _named(field: Field, derivation: Derivation | None = None) -> Derivation:
    """What ``derivation`` works out, and the name of whoever takes the step."""

    def derived(s: Situation) -> dict[str, Value]:
        return {**(derivation(s) if derivation else {}), field.name: s.actors[0].name}

    return derived


def _cells(name: str, s: Situation, figures: object) -> list[dict[str, Any]]:
    """The table from these figures and from what is stated as nil of the year."""
    nil = s.records.matters("annual_report.nil_statement", year=s.facts.get("year", 0))
    stated = {str(m.get("topic")) for m in nil if m.state == "declared"}
    return cells(name, cast("list[dict[str, Any]]", figures or []), stated)


def _from_frozen(name: str) -> Derivation:
    """Cells worked out from the figures of the year's frozen report, unless they were given."""

    def derived(s: Situation) -> dict[str, Value]:
        made = [] if "cells" in s.given else _cells(name, s, g.frozen_figures(s))
        return {"cells": made} if made else {}

    return derived


def _counted(s: Situation) -> dict[str, Value]:
    """Provisional cells from the figures counted on the day."""
    made = _cells(ENFORCEMENT_YEAR, s, s.get("figures"))
    return {"cells": made, "provisional": True, "counted_on": s.on} if made else {}


def _restated(s: Situation) -> dict[str, Value]:
    """Final cells from the frozen figures, and what differs from the provisional ones."""
    now = _cells(ENFORCEMENT_YEAR, s, g.frozen_figures(s))
    before = cast("list[dict[str, Any]]", s.get("cells") or [])
    return {"cells": now, "restated": changed(before, now), "provisional": False} if now else {}


def _publish(source: str, basis: tuple[Citation, ...]) -> Step:
    return Step(id="publish", label="公开", source=(source,), to="published", roles=("party_gov_office",), basis=basis,
                fields=("secrecy_result",), gates=(masked, secrecy_checked), publishes=Target.SELF)  # fmt: skip


def _send_back(*source: str) -> Step:
    return Step(id="send_back", label="退回重填", back=True, source=source, to="tables_filled", roles=("town_head", "justice_office"), basis=(TOWN_RULE(),), fields=("why",),
                consequence="签发前退回，重新填表、核对；已签发的另出更正后的表。")  # fmt: skip


def yearly_output(name: str, label: str, limit: str, basis: tuple[Citation, ...]) -> Procedure:
    """A yearly table: filled from frozen figures, checked against them, signed, reported, published."""
    return procedure(
        name=f"annual_report.{name}", label=label, basis=basis, title=lambda facts: f"{facts.get('year', '')}年{label}",
        readers=_READERS, public=PublicView(fields=("year",)),
        states=(
            State("frozen", "数据已冻结"), State("tables_filled", "已填表"), State("checked", "已核对"), State("signed", "已签发"),
            State("reported", "已报送"), State("published", "已公开", closed=True),
        ),
        fields=(YEAR, CELLS, *_HANDS, SECRECY_RESULT, WHY),
        steps=(
            Step(id="freeze", label="启动填报", source=(START,), to="frozen", roles=("statistician",), basis=basis, fields=("year",),
                 gates=(g.after_cut_off, g.one_a_year), starts=(Starts(limit=limit),)),
            Step(id="fill", label="填表", source=("frozen", "tables_filled"), to="tables_filled", roles=("statistician",), basis=basis, optional=("cells",),
                 derives=_named(FILLED_BY, _from_frozen(name)), derived=("cells", "filled_by"),
                 gates=(g.table_has_cells,), consequence="由已冻结的年度报告数字填表；另行填写的，核对时须与冻结数一致。"),
            Step(id="check", label="核对", source=("tables_filled",), to="checked", roles=("statistician", "justice_office"), basis=basis, gates=(g.table_equals_records,),
                 derives=_named(CHECKED_BY), derived=("checked_by",)),
            _send_back("checked"),
            Step(id="sign", label="签发", source=("checked",), to="signed", roles=("town_head",), basis=basis, gates=(g.table_equals_records,), derives=_named(SIGNER), derived=("signer",), issues=table_paper(name, label, basis),
                 consequence="签发后生成正式报表。"),
            Step(id="report", label="报送", source=("signed",), to="reported", roles=("statistician", "party_gov_office"), basis=basis, ends=(limit,)),
            _publish("reported", (THREE(), OGI(50))),
        ),
    )  # fmt: skip


def enforcement_year() -> Procedure:
    """The report on the year's enforcement: provisional by the end of the year, restated once the figures are frozen."""
    basis, label = (CQSUP(9),), "行政执法工作年度报告"
    return procedure(
        name=f"annual_report.{ENFORCEMENT_YEAR}", label=label, basis=basis, title=lambda facts: f"{facts.get('year', '')}年{label}",
        readers=_READERS, public=PublicView(fields=("year",)),
        states=(
            State("opened", "已启动"), State("tables_filled", "已填表"), State("checked", "已核对"), State("signed", "已签发"), State("reported", "已报送"),
            State("restated", "已按冻结数更正"), State("reissued", "更正已签发"), State("published", "已公开", closed=True),
        ),
        fields=(YEAR, COUNTED_FIGURES, CELLS, PROVISIONAL, COUNTED_ON, RESTATED, *_HANDS, SECRECY_RESULT, WHY),
        steps=(
            Step(id="open", label="启动填报", source=(START,), to="opened", roles=("statistician",), basis=basis, fields=("year",),
                 gates=(g.year_begun, g.one_a_year), starts=(Starts(limit="cq.resp_report"),)),
            Step(id="fill", label="填表", source=("opened", "tables_filled"), to="tables_filled", roles=("statistician",), basis=basis, optional=("figures",),
                 derives=_named(FILLED_BY, _counted), derived=("cells", "provisional", "counted_on", "filled_by"), gates=(g.table_has_cells,),
                 consequence="按当日的全部业务记录汇总填表，数字标为暂定；年度数据冻结后再更正。"),
            Step(id="check", label="核对", source=("tables_filled",), to="checked", roles=("statistician", "justice_office"), basis=basis,
                 derives=_named(CHECKED_BY), derived=("checked_by",)),
            _send_back("checked"),
            Step(id="sign", label="签发", source=("checked",), to="signed", roles=("town_head",), basis=basis, derives=_named(SIGNER), derived=("signer",), issues=table_paper(ENFORCEMENT_YEAR, label, basis),
                 consequence="签发后生成报告，注明数字为暂定。"),
            Step(id="report", label="报送", source=("signed",), to="reported", roles=("statistician", "party_gov_office"), basis=basis,
                 ends=("cq.resp_report",), starts=(Starts(limit="pub.year_data"),)),
            Step(id="restate", label="按冻结数更正", source=("reported", "restated"), to="restated", roles=("statistician",), basis=(TOWN_RULE(),),
                 derives=_named(FILLED_BY, _restated), derived=("cells", "restated", "provisional", "filled_by"), gates=(g.year_frozen,), consequence="由冻结的年度报告数字重新填表，逐栏列出与原报送数的差别。"),
            Step(id="reissue", label="签发更正后的报告", source=("restated",), to="reissued", roles=("town_head",), basis=(TOWN_RULE(),), gates=(g.table_equals_records,), derives=_named(SIGNER), derived=("signer",),
                 issues=table_paper("enforcement_year_restated", "行政执法工作年报（更正）", basis, restated=True), consequence="签发后另出一份报告，写明更正了哪些数字；原报告保留。"),
            Step(id="report_again", label="报送更正", source=("reissued",), to=None, roles=("statistician", "party_gov_office"), basis=basis, ends=("pub.year_data",)),
            _publish("reissued", (THREE(), OGI(50))),
        ),
    )  # fmt: skip


YEARLY_OUTPUTS = (
    yearly_output("enforcement_statistics", "行政执法统计年报", "pub.year_data", (THREE(),)),
    yearly_output("disclosure", "政府信息公开工作年度报告", "foi.year_town", (OGI(49), OGI(50))),
    enforcement_year(),
)
