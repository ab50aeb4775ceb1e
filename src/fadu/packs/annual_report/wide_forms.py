"""The enforcement statistics in the form in which they are handed in: wide tables with grouped, numbered columns. Pure.

The form says where a cell stands and in which unit; the cells themselves come from :mod:`tables`. Source of the columns: the
yearly statistics of enforcement as published (第一表处罚、第二表许可、第三表强制、第四表其他、第五表人员).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fadu.kernel.instrument import Figure, Table
from fadu.packs.annual_report.tables import (
    AS_DECLARED,
    ENTRUSTED,
    STATED,
    T1,
    T2,
    T3,
    T4,
    T5,
    UNRECORDED,
    WAN,
    YUAN_IN_WAN,
)
from fadu.packs.annual_report.text import figure_id

#: What stands in a column that this system does not record.
BLANK = "—"
_PIECES, _TIMES = "宗", "次"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the labels of the cells whose sum it prints (one as a rule), its unit, the heading above."""

    head: str
    cells: tuple[str, ...]
    unit: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One wide table. ``table`` is the table of its cells, ``title`` what stands over it; ``note`` says how it is counted."""

    table: str
    title: str
    columns: tuple[Column, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A filled column: its number, its heading with the unit, what is printed, the figure behind it and where that came from."""

    number: int
    column: Column
    shown: str
    value: int | Decimal | None
    figure: str
    source: str

    @property
    def head(self) -> str:
        c = self.column
        return f"{c.head}（{c.unit}）" if c.unit and not c.group else c.head


def _each(group: str, table: Iterable[tuple[str, str]], unit: str = "") -> tuple[Column, ...]:
    return tuple(Column(head, (label,), unit, group) for head, label in table)


_PENALTIES, _MEASURES, _EXECUTIONS = "行政处罚实施数量（宗）", "行政强制措施（宗）", "行政强制执行（宗）"
_COURT = "申请人民法院强制执行"

FORMS: dict[str, tuple[Form, ...]] = {
    "enforcement_statistics": (
        Form(T1, "第一表　行政处罚实施情况统计表", (
            *_each(_PENALTIES, (
                ("警告、通报批评", "合计·警告通报"), ("罚款", "合计·罚款"), ("没收违法所得、没收非法财物", "合计·没收"), ("暂扣许可证件、降低资质等级", "合计·暂扣降级"),
                ("吊销许可证件", "合计·吊销"), ("限制开展生产经营活动", "合计·限制经营"), ("责令停产停业、责令关闭、限制从业", "合计·停产关闭限业"), ("行政拘留", "合计·拘留"),
                ("其他行政处罚", "合计·其他"), ("合计", "合计"),
            ), _PIECES),
            Column("罚没金额", ("罚没金额",), WAN),
        ), "按决定日期计，以后撤销、变更的仍计入；一个决定有几种处罚的按最重的计一宗；金额按决定计。"),
        Form(T2, "第二表　行政许可实施情况统计表", tuple(Column(head, (label,), _PIECES) for head, label in (
            ("申请数量", "申请"), ("受理数量", "受理"), ("许可的数量", "准予许可"), ("不予许可的数量", "不予许可"), ("撤销许可的数量", "撤销许可"),
        )), "申请按收到的日期计，其他各栏按作出决定的日期计；准予和不予变更、延续分别计入许可和不予许可。"),
        Form(T3, "第三表　行政强制实施情况统计表", (
            *_each(_MEASURES, (("查封场所、设施或者财物", "行政强制措施·查封"), ("扣押财物", "行政强制措施·扣押"), ("冻结存款、汇款", "行政强制措施·冻结"), ("其他", "行政强制措施·其他"), ("小计", "行政强制措施")), _PIECES),
            *_each(_EXECUTIONS, (("加处罚款、滞纳金", "行政强制执行·加处罚款"), ("排除妨碍、恢复原状", "行政强制执行·排除妨碍"), ("代履行", "行政强制执行·代履行"), ("其他", "行政强制执行·其他"), ("小计", "行政强制执行")), _PIECES),
            Column(_COURT, (_COURT,), _PIECES), Column("合计", ("行政强制措施", "行政强制执行", _COURT), _PIECES),
        ), "强制措施按决定日期计，强制执行按执行完毕或者终结的日期计，申请人民法院强制执行按申请日期计。"),
        Form(T4, "第四表　其他行政执法行为实施情况统计表", (
            *_each("行政征收", (("次数", "行政征收·次数"), ("金额（万元）", "行政征收·金额"))), Column("行政检查", ("行政检查",), _TIMES), Column("行政裁决", ("行政裁决",), _TIMES), Column("行政确认", ("行政确认",), _TIMES),
            *_each("行政给付", (("次数", "行政给付·次数"), ("金额（万元）", "行政给付·金额"))), Column("行政奖励", ("行政奖励",), _TIMES), Column("其他行政执法行为", ("其他行政执法行为",), _PIECES),
        ), "有特定对象和完整记录的检查计一次；巡查和检查后作出行政处罚等其他执法行为的不计。"),
        Form(T5, "第五表　行政执法人员情况统计表", (Column("执法岗位", ("执法岗位",), "个"), Column("持证执法人员", ("持证执法人员",), "名"), Column("持证率", ("持证率",)))),
        Form(ENTRUSTED, "附　受委托实施情况（由委托机关统计，不计入上列各表）", (
            Column("行政处罚", ("行政处罚",), _PIECES), Column("罚没金额", ("罚没金额",), WAN), Column("行政许可", ("行政许可",), _PIECES), Column("行政检查", ("行政检查",), _TIMES),
        )),
    ),
}  # fmt: skip


def fits(name: str, cells: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the output has a wide form in which every one of these cells has its place."""
    places = {(form.table, label) for form in FORMS.get(name, ()) for column in form.columns for label in column.cells}
    return bool(places) and all((str(c.get("table", "")), str(c["label"])) in places for c in cells)


def places(form: Form, cells: Iterable[Mapping[str, Any]], scope: str = "") -> list[Place]:
    """The columns of a form filled from the cells of its table. ``scope`` as in :func:`text.runs`."""
    known = {str(c["label"]): c for c in cells if c.get("table") == form.table}
    return [_place(n, column, known, scope) for n, column in enumerate(form.columns, 1)]


def _place(number: int, column: Column, known: Mapping[str, Mapping[str, Any]], scope: str) -> Place:
    found = [known.get(label, {}) for label in column.cells]
    if len(found) > 1:
        total = sum(c["value"] for c in found) if all("value" in c for c in found) else None
        return Place(number, column, BLANK if total is None else str(total), total, "", "" if total is not None else UNRECORDED)
    (cell,) = found
    if cell.get("shown", cell.get("value", "")) == "":
        return Place(number, column, BLANK, None, "", UNRECORDED)
    shown = _in_unit(str(cell.get("shown", cell.get("value"))), column)
    value = Decimal(shown) if shown.replace(".", "", 1).isdecimal() else None
    figure = figure_id(str(cell["code"]), str(cell.get("part", "")), scope) if cell.get("code") else ""
    return Place(number, column, shown, value, figure, str(cell.get("source", "")))


def _in_unit(shown: str, column: Column) -> str:
    """The number without the unit that the heading says; yuan where it asks for 万元; another unit stays beside it."""
    wan = column.unit == WAN or column.head.endswith(f"（{WAN}）")
    if wan and shown.endswith("元") and not shown.endswith(WAN):
        return format((Decimal(shown.removesuffix("元")) / YUAN_IN_WAN).normalize(), "f")
    bare = shown.removesuffix(WAN if wan else "").rstrip("件宗次个名项")
    return bare if bare.replace(".", "", 1).isdecimal() else shown


def wide_table(form: Form, found: Sequence[Place], unit: str) -> Table:
    """The form as a table: headings, the row of column numbers, and the one row of this unit."""
    groups = [("", 1)]
    for p in found:
        if p.column.group and groups[-1][0] == p.column.group:
            groups[-1] = (p.column.group, groups[-1][1] + 1)
        else:
            groups.append((p.column.group, 1))
    numbers = ("甲", *(str(p.number) for p in found))
    row = (unit, *(Figure(p.figure, p.shown) if p.figure else p.shown for p in found))
    grouped = tuple(groups) if any(label for label, _ in groups) else ()
    return Table(("填报单位", *(p.head for p in found)), (numbers, row), form.title, grouped)


def notes(found: Mapping[str, Sequence[Place]]) -> str:
    """Which columns, by table, rest on a declaration or a statement, and which nobody fills here; '' when none does."""
    said = {AS_DECLARED: "是填报数，附有来源材料", STATED: "按责任人作出的“无此情形”声明填零", UNRECORDED: "未由本系统记录"}
    told = [
        (words, [f"{table}第{_numbers(where)}栏" for table, ps in found.items() if (where := [p.number for p in ps if p.source == source])])
        for source, words in said.items()
    ]
    said_of = "；".join(f"{'、'.join(where)}{words}" for words, where in told if where)
    return f"{said_of}。" if said_of else ""


def _numbers(found: Sequence[int]) -> str:
    """1、3—5."""
    runs: list[list[int]] = []
    for n in found:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return "、".join(str(r[0]) if len(r) == 1 else f"{r[0]}—{r[-1]}" for r in runs)
