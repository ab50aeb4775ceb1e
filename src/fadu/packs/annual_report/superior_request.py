"""A superior's own table (上级报表): every cell to fill takes a figure or a reason why it takes none. No value is ever typed.

Values come from the year's frozen figures; while there are none, and for a table of some months, from what was counted that
day, and are provisional.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.indicator import in_unit
from fadu.kernel.procedure import START, State, Step
from fadu.packs.annual_report import gates as g
from fadu.packs.annual_report.fields import COUNTED_FIGURES, WHY, YEAR
from fadu.packs.annual_report.request_months import (
    FROM_MONTH,
    TO_MONTH,
    WHOLE_YEAR,
    months_begun,
    months_in_order,
    months_of,
    months_said,
)
from fadu.packs.annual_report.tables import WAN, YUAN_IN_WAN
from fadu.packs.annual_report.text import frozen
from fadu.packs.annual_report.yearly_outputs import COUNTED_ON, PROVISIONAL
from fadu.packs.common.laws import TOWN_RULE
from fadu.packs.common.steps import procedure

#: So many cells a refusal names before 等.
_NAMED = 5
_CELLS = Field(name="request_cells", label="单元格", kind=Kind.ROWS, columns=(
    Field(name="sheet", label="工作表"), Field(name="cell", label="单元格"), Field(name="label", label="栏目"), Field(name="unit", label="单位"),
    Field(name="text", label="原文"),
), example=[{"sheet": "Sheet1", "cell": "B3", "label": "行政处罚", "unit": "件"}])  # fmt: skip
_MATCHES = Field(name="request_matches", label="对应", kind=Kind.ROWS, columns=(
    Field(name="sheet", label="工作表"), Field(name="cell", label="单元格"), Field(name="code", label="指标", kind=Kind.FIGURE), Field(name="part", label="分项"),
    Field(name="why", label="不填的原因"),
), example=[{"sheet": "Sheet1", "cell": "B3", "code": "penalty.decisions"}])  # fmt: skip
_VALUES = Field(name="request_values", label="填入的数字", kind=Kind.ROWS, columns=(
    Field(name="sheet", label="工作表"), Field(name="cell", label="单元格"), Field(name="label", label="栏目"), Field(name="code", label="指标", kind=Kind.FIGURE),
    Field(name="part", label="分项"), Field(name="shown", label="填入"), Field(name="unit", label="单位"),
))  # fmt: skip


def _rows(s: Situation, name: str) -> Sequence[dict[str, Any]]:
    return cast("Sequence[dict[str, Any]]", s.get(name) or ())


def place_of(row: Mapping[str, Any]) -> tuple[str, str]:
    """Where a cell stands: sheet and address."""
    return str(row.get("sheet", "")), str(row.get("cell", ""))


def number_for(figure: Mapping[str, Any], unit: str) -> str:
    """The figure as the cell takes it, without its unit: yuan, or 万元 where the cell asks for it; per cent; '' when there is none."""
    amount = in_unit(int(figure["value"]), str(figure.get("unit", "")), figure.get("base"))
    if amount is not None and unit == WAN and figure.get("unit") == "元":
        return format((Decimal(str(amount)) / YUAN_IN_WAN).normalize(), "f")
    return "" if amount is None else str(amount)


def values(
    cells: Iterable[Mapping[str, Any]], matches: Iterable[Mapping[str, Any]], figures: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The matched cells with their numbers, in the order of the table; a code without a figure fills nothing."""
    known, chosen, found = frozen(cast(Any, figures)), {place_of(m): m for m in matches}, list[dict[str, Any]]()
    for cell in cells:
        match = chosen.get(place_of(cell), {})
        figure = known.get((str(match.get("code", "")), str(match.get("part", ""))))
        if figure is None or (shown := number_for(figure, str(cell.get("unit", "")))) == "":
            continue
        made = {
            "sheet": cell["sheet"],
            "cell": cell["cell"],
            "label": cell["label"],
            "code": match["code"],
            "part": match.get("part", ""),
            "shown": shown,
        }
        found.append({**made, "unit": cell.get("unit") or figure.get("unit", "")})
    return found


def _filled(s: Situation) -> dict[str, Value]:
    final = g.frozen_figures(s) if months_of(s.facts) == WHOLE_YEAR else ()
    made = values(_rows(s, "request_cells"), _rows(s, "request_matches"), final or _rows(s, "figures"))
    return {"request_values": made, "provisional": not final, "counted_on": s.on}


@gate(
    "every_cell_answered",
    "单元格逐个有数字或原因",
    basis=(TOWN_RULE(),),
    refusal="{n}个单元格没有填数，也没有写原因：{which}",
    remedy="选定对应的指标，或者写明不填的原因",
)
def every_cell_answered(s: Situation) -> Answer:
    """A cell whose figure no longer exists has no number, and is named like one nobody looked at."""
    done = {place_of(v) for v in _rows(s, "request_values")} | {place_of(m) for m in _rows(s, "request_matches") if m.get("why")}
    open_ones = [f"{c.get('cell', '')}（{c.get('label', '')}）" for c in _rows(s, "request_cells") if place_of(c) not in done]
    return not open_ones or missing(n=len(open_ones), which="、".join(open_ones[:_NAMED]) + ("等" if len(open_ones) > _NAMED else ""))


def _title(facts: Mapping[str, Any]) -> str:
    """报表：法治工作统计表（2025年1—9月）; a table of the whole year goes by its name alone."""
    months = months_of(facts)
    return f"报表：{facts.get('request_title', '')}" + (
        "" if months == WHOLE_YEAR else f"（{facts.get('year', '')}年{months_said(months)}）"
    )


REQUEST = procedure(
    name="annual_report.request", label="上级报表", basis=(TOWN_RULE(),), title=_title,
    readers=("statistician", "office_head", "party_gov_office", "leader", "town_head"),
    states=(State("imported", "已导入"), State("matched", "已对应"), State("signed", "已签发"), State("sent", "已报送", closed=True)),
    fields=(
        YEAR, WHY, COUNTED_FIGURES, PROVISIONAL, COUNTED_ON,
        FROM_MONTH, TO_MONTH,
        Field(name="request_title", label="报表名称", example="法治工作统计表"),
        Field(name="asked_by", label="来文单位", example="区司法局"),
        Field(name="request_file", label="来文表格", kind=Kind.FILE, help="xlsx 文件；要填的单元格留空"),
        _CELLS, _MATCHES, _VALUES,
        Field(name="receipt_number", label="回执号", example="收字第12号"),
    ),
    steps=(
        Step(id="import", label="导入报表", source=(START,), to="imported", roles=("statistician", "clerk"), basis=(TOWN_RULE(),),
             fields=("year", "request_title", "asked_by", "request_cells"), optional=("from_month", "to_month", "request_file"), gates=(months_in_order, months_begun),
             consequence="读出表中留空的单元格，逐个对应指标；原表存为附件，填好后照原样下载。"),
        Step(id="match", label="对应指标", source=("imported",), to=None, roles=("statistician",), basis=(TOWN_RULE(),), fields=("request_matches",), optional=("figures",),
             derives=_filled, derived=("request_values", "provisional", "counted_on"), consequence="全年的数字取自冻结的年度数据；没有冻结的和只报几个月的，按当日记录汇总，标为暂定。"),
        Step(id="settle", label="对应完毕", source=("imported",), to="matched", roles=("statistician",), basis=(TOWN_RULE(),), gates=(every_cell_answered,),
             consequence="送领导签发；签发前可以退回修改。"),
        Step(id="back", label="退回修改", back=True, source=("matched",), to="imported", roles=("statistician", "leader", "town_head"), basis=(TOWN_RULE(),), fields=("why",)),
        Step(id="sign", label="签发", source=("matched",), to="signed", roles=("leader", "town_head"), basis=(TOWN_RULE(),), gates=(every_cell_answered,)),
        Step(id="send", label="报送", source=("signed",), to="sent", roles=("party_gov_office",), basis=(TOWN_RULE(),), optional=("receipt_number",)),
    ),
)  # fmt: skip
