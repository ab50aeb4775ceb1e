"""Papers of the other yearly outputs: every table with where each number comes from, and what a restatement changed.

The enforcement statistics stand in their wide form; a table whose cells that form has no place for is printed downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from fadu.kernel.citation import Citation
from fadu.kernel.field import chinese_day
from fadu.kernel.instrument import Block, Instrument, Layout, Paper, Table, paragraph
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.annual_report.tables import UNRECORDED
from fadu.packs.annual_report.wide_forms import FORMS, fits, notes, places, wide_table
from fadu.packs.common.papers import acted_on, own_organ

_HEAD = ("数值", "数据来源")


def table_paper(id: str, label: str, basis: tuple[Citation, ...], *, restated: bool = False) -> Instrument:
    """The paper of a yearly output, as its figures stand when it is issued."""
    return Instrument(id=f"annual_report.{id}", label=label, compose=_composed(id, label, restated), basis=basis)


def _composed(id: str, label: str, restated: bool) -> Callable[[Matter, Records], Paper]:
    def compose(matter: Matter, records: Records) -> Paper:
        town, cells = own_organ(records, acted_on(matter)), _rows(matter, "cells")
        wide = fits(id, cells)
        tables = wide_blocks(id, cells, town, f"{matter.org}/{{}}/{matter.facts['year']}") if wide else table_blocks(cells)
        blocks = (*_heading(matter, town), *(_changes(matter) if restated else ()), *tables, _hands(matter))
        return Paper(
            title=f"{matter.facts['year']}年{label}", organ=town, layout=Layout.WIDE if wide else Layout.FORM, blocks=blocks, signed_by=town, dated=matter.moved_on,
            verify=f"fadu:verify/{matter.id}/annual_report.{id}", seal=False,
        )  # fmt: skip

    return compose


def wide_blocks(id: str, cells: Sequence[dict[str, Any]], town: str, scope: str) -> tuple[Block, ...]:
    """The forms of an output in their order, then how each is counted and which columns do not come from the records."""
    forms = FORMS[id]
    filled = {form.table: places(form, cells, scope) for form in forms}
    short = {form.table: form.table.partition("　")[0].partition("（")[0] for form in forms}
    said = [f"{short[form.table]}：{form.note}" for form in forms if form.note]
    said += [sources] if (sources := notes({short[table]: found for table, found in filled.items()})) else []
    first, *others = said
    return (
        *(wide_table(form, filled[form.table], town) for form in forms),
        paragraph(f"填报说明　{first}", indent=False),
        *(paragraph(line) for line in others),
    )


def table_blocks(cells: Sequence[dict[str, Any]]) -> tuple[Block, ...]:
    """One ruled table for each table of the cells, its name heading the first column; an empty cell says why it is empty."""
    names = dict.fromkeys(str(c.get("table", "")) for c in cells)
    return tuple(Table((name, *_HEAD), tuple(_line(c) for c in cells if c.get("table", "") == name)) for name in names)


def _line(cell: dict[str, Any]) -> tuple[str, str, str]:
    shown = cell.get("shown", cell.get("value", ""))
    return str(cell["label"]), str(shown), str(cell.get("source") or ("另行填写" if shown != "" else UNRECORDED))


def _heading(matter: Matter, town: str) -> tuple[Block, ...]:
    """Who fills the tables, where the seal stands over the name, then the days told of and where the numbers come from."""
    days = f"统计期间：{matter.facts['year']}年1月1日至12月31日"
    return tuple(paragraph(line, indent=False) for line in (f"填报单位（盖章）：{town}", f"{days}。{_opening(matter)}"))


def _opening(matter: Matter) -> str:
    counted_on = matter.get("counted_on")
    if matter.get("provisional") and counted_on:
        return f"本表数字为暂定数，按{chinese_day(counted_on)}的记录汇总；年度数据冻结后另行更正。"  # type: ignore[arg-type]
    return "本表数字取自已冻结的年度数据。"


def _hands(matter: Matter) -> Block:
    """Who signs for the table, who checked it, who filled it; the day stands with the seal."""
    named = (("单位负责人", "signer"), ("审核人", "checked_by"), ("填表人", "filled_by"))
    return paragraph("　　　".join(f"{label}：{matter.get(name) or '　　　'}" for label, name in named), indent=False)


def _changes(matter: Matter) -> tuple[Block, ...]:
    rows = _rows(matter, "restated")
    if not rows:
        return (paragraph("年度数据冻结后核对，各栏与原报送的暂定数一致。"),)
    lines = tuple((f"{r['table']}·{r['label']}", str(r["was"]), str(r["now"])) for r in rows)
    return (Table(("栏目", "原报送（暂定）", "更正后"), lines, "更正情况"),)


def _rows(matter: Matter, name: str) -> Sequence[dict[str, Any]]:
    return cast("Sequence[dict[str, Any]]", matter.get(name) or ())
