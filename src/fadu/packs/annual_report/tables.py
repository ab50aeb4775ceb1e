"""Which figures stand in which cells of the other yearly tables, and the cells that frozen figures give. Pure.

Every cell of a table stands in it: with the figure that is counted or declared, with nought where its owner states that
nothing happened, or empty and saying that this system does not record it. It is never filled with a guess. Sources: the
enforcement statistics (第一表处罚、第二表许可、第三表强制、第四表其他、第五表人员), the disclosure report's fixed tables
(《政府信息公开条例》第五十条), 《重庆市行政执法监督条例》第九条.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fadu.packs.annual_report.stand_ins import DECLARED, figure_for
from fadu.packs.annual_report.text import Row, Rows, frozen
from fadu.packs.annual_report.topics import COMPULSION, REMEDIES

COUNTED, AS_DECLARED, STATED, UNRECORDED = "记录汇总", "填报数", "无此情形声明", "未由本系统记录"
WAN, YUAN_IN_WAN = "万元", 10_000
#: A fen in 万元.
_FEN = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the table and column it stands in, and the figure that fills it. ``every_part``: one cell more for each part.

    ``nil`` is the topic whose statement that nothing happened fills it with nought; ``in_wan`` prints money in 万元;
    ``unit`` is the table's own word for the figure's unit (宗 for 件); ``per`` adds the average over that figure.
    """

    table: str
    label: str
    code: str
    part: str = ""
    every_part: str = ""
    nil: str = ""
    in_wan: bool = False
    unit: str = ""
    per: str = ""


T1, T2, T3, T4, T5 = "第一表　行政处罚", "第二表　行政许可", "第三表　行政强制", "第四表　其他行政执法行为", "第五表　行政执法人员"
ENTRUSTED = "受委托实施（由委托机关统计，不计入上列各表）"
_DOCUMENTS, _PERMITS, _PENALTIES, _FEES = (
    "第二十条第（一）项　规范性文件",
    "第二十条第（五）项　行政许可",
    "第二十条第（六）项　行政处罚、行政强制",
    "第二十条第（八）项　行政事业性收费",
)
_APPLIED, _REMEDIES = "收到和处理政府信息公开申请", "因政府信息公开被申请行政复议、提起行政诉讼"
_WHO, _ACTS, _WATCH = "执法主体、人员和事项", "执法行为", "监督、移送和救济"


def _by_kind(label: str, code: str, kinds: tuple[str, ...]) -> tuple[Cell, ...]:
    """A cell for the whole and one for each kind: the statement that nothing happened speaks of all of them."""
    return (Cell(T3, label, code, nil=COMPULSION), *(Cell(T3, f"{label}·{kind}", code, f"kind.{kind}", nil=COMPULSION) for kind in kinds))


CELLS: dict[str, tuple[Cell, ...]] = {
    "enforcement_statistics": (
        Cell(T1, "合计", "penalty.t1", every_part="column"), Cell(T1, "罚没金额", "penalty.t1_amount", in_wan=True),
        Cell(T2, "申请", "permit.applied", "side.本镇"), Cell(T2, "受理", "permit.accepted", "side.本镇"), Cell(T2, "准予许可", "permit.granted", "side.本镇"),
        Cell(T2, "不予许可", "permit.refused", "side.本镇"), Cell(T2, "撤销许可", "permit.revoked"),
        *_by_kind("行政强制措施", "compulsion.measures", ("查封", "扣押", "冻结", "其他")), *_by_kind("行政强制执行", "compulsion.executions", ("加处罚款", "排除妨碍", "代履行", "其他")),
        Cell(T3, "申请人民法院强制执行", "penalty.court_applied", nil=COMPULSION),
        Cell(T4, "行政征收·次数", "declared.levies"), Cell(T4, "行政征收·金额", "declared.levied"), Cell(T4, "行政检查", "inspection.inspections_statistical"),
        Cell(T4, "行政裁决", "declared.rulings"), Cell(T4, "行政确认", "declared.confirmations"), Cell(T4, "行政给付·次数", "declared.grants"), Cell(T4, "行政给付·金额", "declared.granted"),
        Cell(T4, "行政奖励", "declared.rewards"), Cell(T4, "其他行政执法行为", "declared.other_acts"),
        Cell(T5, "执法岗位", "enforcement_base.enforcement_posts"), Cell(T5, "持证执法人员", "enforcement_base.officers_certified"),
        Cell(T5, "持证率", "enforcement_base.certified_rate"),
        Cell(ENTRUSTED, "行政处罚", "penalty.entrusted", unit="宗"), Cell(ENTRUSTED, "罚没金额", "penalty.amount", "side.受委托", in_wan=True),
        Cell(ENTRUSTED, "行政许可", "permit.granted", "side.受委托", unit="宗"), Cell(ENTRUSTED, "行政检查", "inspection.duty_sessions"),
    ),
    "disclosure": (
        Cell(_DOCUMENTS, "本年制发件数", "normative_documents.issued"), Cell(_DOCUMENTS, "本年废止件数", "normative_documents.disclosure_repealed"),
        Cell(_DOCUMENTS, "现行有效件数", "normative_documents.in_force"), Cell(_PERMITS, "本年处理决定数量", "permit.disclosed"),
        Cell(_PENALTIES, "行政处罚处理决定数量", "penalty.t1"), Cell(_PENALTIES, "行政强制处理决定数量", "compulsion.measures", nil=COMPULSION),
        Cell(_FEES, "本年收费金额", "services.fees", in_wan=True),
        Cell(_APPLIED, "本年新收", "services.disclosure_new"), Cell(_APPLIED, "上年结转", "services.disclosure_carried_in"),
        Cell(_APPLIED, "予以公开", "services.disclosure_done", "result.予以公开"), Cell(_APPLIED, "部分公开", "services.disclosure_done", "result.部分公开"),
        Cell(_APPLIED, "无法提供：本机关不掌握", "services.disclosure_done", "result.不掌握"), Cell(_APPLIED, "办理结果总计", "services.disclosure_done"),
        Cell(_APPLIED, "结转下年度继续办理", "services.disclosure_carried_out"),
        Cell(_REMEDIES, "行政复议", "supervision.disclosure_reconsiderations", nil=REMEDIES), Cell(_REMEDIES, "行政诉讼", "supervision.disclosure_litigations", nil=REMEDIES),
    ),
    "enforcement_year": (
        Cell(_WHO, "执法主体", "enforcement_base.bodies"),
        Cell(_WHO, "执法岗位", "enforcement_base.enforcement_posts"), Cell(_WHO, "持证执法人员", "enforcement_base.officers_certified"),
        Cell(_WHO, "持证率", "enforcement_base.certified_rate"), Cell(_WHO, "执法人员培训学时", "enforcement_base.officer_training_hours", per="enforcement_base.officers_certified"),
        Cell(_WHO, "现行执法事项", "enforcement_base.items_in_force", every_part="capacity"),
        Cell(_WHO, "有效委托", "enforcement_base.entrustments_in_force"),
        Cell(_ACTS, "行政检查", "inspection.inspections"), Cell(_ACTS, "行政处罚", "penalty.decisions", every_part="side"),
        Cell(_ACTS, "罚没金额", "penalty.amount", in_wan=True),
        Cell(_ACTS, "准予许可", "permit.granted"), Cell(_ACTS, "不予许可", "permit.refused", "side.本镇"),
        Cell(_ACTS, "行政强制措施", "compulsion.measures", nil=COMPULSION), Cell(_ACTS, "行政强制执行", "compulsion.executions", nil=COMPULSION),
        Cell(_ACTS, "法制审核", "penalty.legal_reviewed"), Cell(_ACTS, "听证", "penalty.heard"),
        Cell(_WATCH, "案卷评查", "supervision.file_reviews"), Cell(_WATCH, "评查案卷", "supervision.files_reviewed"),
        Cell(_WATCH, "伴随式监督", "supervision.accompanied"), Cell(_WATCH, "移送案件", "supervision.transfers_out"),
        Cell(_WATCH, "被申请行政复议", "supervision.reconsiderations", nil=REMEDIES), Cell(_WATCH, "行政应诉", "supervision.litigations", nil=REMEDIES),
        Cell(_WATCH, "执法投诉", "supervision.complaints"),
    ),
}  # fmt: skip


def cells(name: str, rows: Rows, stated: Collection[str] = ()) -> list[dict[str, Any]]:
    """The rows of a yearly table from frozen figures and the topics ``stated`` as nil; [] while there are no figures."""
    known = frozen(rows)
    return [made for cell in CELLS.get(name, ()) for made in _filled(cell, known, stated)] if known else []


def declared_columns() -> list[tuple[str, str]]:
    """(key, column) of every cell that only a declared figure fills, in the order in which the tables print them."""
    found = [c for made in CELLS.values() for c in made if c.code.startswith(DECLARED)]
    return [(c.code.removeprefix(DECLARED), c.label) for c in found]


def changed(before: Iterable[Row], now: Iterable[Row]) -> list[dict[str, Any]]:
    """What a restatement says: the cells of ``now`` whose value is another than the same cell's ``before``."""
    was = {_place(c): c for c in before}
    pairs = [(was.get(_place(c), {}), c) for c in now]
    return [{"table": c["table"], "label": c["label"], "was": _shown(b), "now": _shown(c)} for b, c in pairs if _shown(b) != _shown(c)]


def _place(cell: Row) -> tuple[str, str]:
    return str(cell["table"]), str(cell["label"])


def _shown(cell: Row) -> str:
    return str(cell.get("shown") or UNRECORDED)


def _filled(cell: Cell, known: Mapping[tuple[str, str], Row], stated: Collection[str]) -> Sequence[dict[str, Any]]:
    whole = figure_for((cell.code, cell.part), known)
    if whole is None:
        return [_stated(cell) if cell.nil in stated else {"table": cell.table, "label": cell.label, "source": UNRECORDED}]
    parts = [r for (code, part), r in known.items() if code == cell.code and cell.every_part and part.startswith(f"{cell.every_part}.")]
    heads = known.get((cell.per, ""), {}).get("value", 0)
    own = _cell(cell, whole, cell.label)
    if heads:
        own["shown"] += f"（人均{_average(whole['value'], heads)}{whole['unit']}）"
    return [own, *(_cell(cell, r, f"{cell.label}·{str(r['part']).partition('.')[2]}") for r in parts)]


def _average(value: int, heads: int) -> str:
    """To one place, without a trailing nought."""
    return f"{Decimal(value) / heads:.1f}".removesuffix(".0")


def _stated(cell: Cell) -> dict[str, Any]:
    return {"table": cell.table, "label": cell.label, "value": 0, "shown": f"0{cell.unit or '件'}", "source": STATED}


def _cell(cell: Cell, row: Row, label: str) -> dict[str, Any]:
    source = AS_DECLARED if str(row["code"]).startswith(DECLARED) else COUNTED
    made = {
        "table": cell.table,
        "code": row["code"],
        "part": row.get("part", ""),
        "label": label,
        "value": row["value"],
        "shown": _printed(cell, row),
        "source": source,
    }
    return {k: v for k, v in made.items() if v != ""}


def _printed(cell: Cell, row: Row) -> str:
    if cell.in_wan and row["unit"] == "元" and not str(row["code"]).startswith(DECLARED):
        return in_wan_yuan(row["value"])
    return str(row["text"]) + ("" if "base" in row else (cell.unit or str(row["unit"])))


def in_wan_yuan(fen: int) -> str:
    """Fen as 万元 to four places, to six where it does not come out even: never rounded."""
    text = f"{fen * _FEN:.6f}"
    return text.removesuffix("00") + "万元"
