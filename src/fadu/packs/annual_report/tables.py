"""Which figures stand in which cells of the other yearly tables, and the cells that the frozen report gives. Pure.

A cell whose figure no installed pack counts is left out; it is never filled with a guess. Sources: the enforcement
statistics (第一表处罚、第三表强制、第四表其他、第五表人员), the disclosure report's fixed tables (《政府信息公开条例》第五十条).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.packs.annual_report.text import Row, Rows, frozen


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the table and column it stands in, and the figure that fills it. ``every_part``: one cell more for each part."""

    table: str
    label: str
    code: str
    part: str = ""
    every_part: str = ""


CELLS: dict[str, tuple[Cell, ...]] = {
    "enforcement_statistics": (
        Cell("处罚", "合计", "penalty.t1", every_part="column"), Cell("处罚", "罚没金额", "penalty.t1_amount"),
        Cell("强制", "强制措施", "compulsion.measures"), Cell("强制", "强制执行", "compulsion.executions"), Cell("强制", "申请法院强制执行", "penalty.court_applied"),
        Cell("其他", "行政检查", "inspection.inspections_statistical"),
        Cell("人员", "持证执法人员", "enforcement_base.officers_certified"), Cell("人员", "执法岗位", "enforcement_base.enforcement_posts"),
    ),
    "disclosure": (
        Cell("第二十条（一）", "制发规范性文件", "normative_documents.issued"), Cell("第二十条（一）", "废止规范性文件", "normative_documents.disclosure_repealed"),
        Cell("第二十条（一）", "现行有效规范性文件", "normative_documents.in_force"), Cell("第二十条（六）", "行政处罚", "penalty.t1"),
        Cell("第二十条（六）", "行政强制", "compulsion.measures"), Cell("依申请公开", "新收", "services.disclosure_new"),
        Cell("依申请公开", "上年结转", "services.disclosure_carried_in"), Cell("依申请公开", "办理结果", "services.disclosure_done"),
        Cell("依申请公开", "结转下年", "services.disclosure_carried_out"),
    ),
    "enforcement_year": (
        Cell("人员", "持证执法人员", "enforcement_base.officers_certified"), Cell("事项", "现行执法事项", "enforcement_base.items_in_force", every_part="capacity"),
        Cell("检查", "行政检查", "inspection.inspections"), Cell("处罚", "行政处罚", "penalty.decisions", every_part="side"), Cell("处罚", "罚没金额", "penalty.amount"),
        Cell("许可", "准予许可", "permit.granted"), Cell("许可", "不予许可", "permit.refused"), Cell("强制", "强制措施", "compulsion.measures"),
        Cell("监督", "评查案卷", "supervision.files_reviewed"), Cell("监督", "伴随式监督", "supervision.accompanied"), Cell("移送", "移送", "supervision.transfers_out"),
        Cell("复议应诉", "被申请复议", "supervision.reconsiderations"), Cell("复议应诉", "应诉", "supervision.litigations"), Cell("投诉", "执法投诉", "supervision.complaints"),
    ),
}  # fmt: skip


def cells(name: str, rows: Rows) -> list[dict[str, Any]]:
    """The rows of a yearly table from frozen figures; () while nothing is frozen."""
    known = frozen(rows)
    return [made for cell in CELLS.get(name, ()) for made in _filled(cell, known.values())]


def _filled(cell: Cell, rows: Iterable[Row]) -> Sequence[dict[str, Any]]:
    own = [r for r in rows if r["code"] == cell.code]
    whole = [_cell(cell, r, cell.label) for r in own if r.get("part", "") == cell.part]
    parts = [r for r in own if cell.every_part and str(r.get("part", "")).startswith(f"{cell.every_part}.")]
    return [*whole, *(_cell(cell, r, f"{cell.label}·{str(r['part']).partition('.')[2]}") for r in parts)]


def _cell(cell: Cell, row: Row, label: str) -> dict[str, Any]:
    shown = str(row["text"]) + ("" if "base" in row else str(row["unit"]))
    made = {"table": cell.table, "code": row["code"], "part": row.get("part", ""), "label": label, "value": row["value"], "shown": shown}
    return {k: v for k, v in made.items() if v != ""}
