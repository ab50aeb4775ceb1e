"""Papers of the other yearly outputs: every table with where each number comes from, and what a restatement changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from fadu.kernel.citation import Citation
from fadu.kernel.field import chinese_day
from fadu.kernel.instrument import Block, Instrument, Layout, Paper, Table, paragraph
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.annual_report.tables import UNRECORDED
from fadu.packs.common.papers import own_organ

_HEAD = ("栏目", "数值", "数据来源")


def table_paper(id: str, label: str, basis: tuple[Citation, ...], *, restated: bool = False) -> Instrument:
    """The paper of a yearly output, as its figures stand when it is issued."""
    return Instrument(id=f"annual_report.{id}", label=label, compose=_composed(id, label, restated), basis=basis)


def _composed(id: str, label: str, restated: bool) -> Callable[[Matter, Records], Paper]:
    def compose(matter: Matter, records: Records) -> Paper:
        town = own_organ(records)
        blocks = (*_opening(matter), *(_changes(matter) if restated else ()), *table_blocks(_rows(matter, "cells")))
        return Paper(
            title=f"{matter.facts['year']}年{label}", organ=town, layout=Layout.FORM, blocks=blocks, signed_by=town, dated=matter.moved_on,
            verify=f"fadu:verify/{matter.id}/annual_report.{id}",
        )  # fmt: skip

    return compose


def table_blocks(cells: Sequence[dict[str, Any]]) -> tuple[Block, ...]:
    """One ruled table for each table of the cells, in their order; an empty cell says why it is empty."""
    names = dict.fromkeys(str(c.get("table", "")) for c in cells)
    return tuple(Table(_HEAD, tuple(_line(c) for c in cells if c.get("table", "") == name), name) for name in names)


def _line(cell: dict[str, Any]) -> tuple[str, str, str]:
    shown = cell.get("shown", cell.get("value", ""))
    return str(cell["label"]), str(shown), str(cell.get("source") or ("另行填写" if shown != "" else UNRECORDED))


def _opening(matter: Matter) -> tuple[Block, ...]:
    counted_on = matter.get("counted_on")
    if matter.get("provisional") and counted_on:
        return (paragraph(f"本表数字为暂定数，按{chinese_day(counted_on)}的记录汇总；年度数据冻结后另行更正。"),)  # type: ignore[arg-type]
    return (paragraph("本表数字取自已冻结的年度数据。"),)


def _changes(matter: Matter) -> tuple[Block, ...]:
    rows = _rows(matter, "restated")
    if not rows:
        return (paragraph("年度数据冻结后核对，各栏与原报送的暂定数一致。"),)
    lines = tuple((f"{r['table']}·{r['label']}", str(r["was"]), str(r["now"])) for r in rows)
    return (Table(("栏目", "原报送（暂定）", "更正后"), lines, "更正情况"),)


def _rows(matter: Matter, name: str) -> Sequence[dict[str, Any]]:
    return cast("Sequence[dict[str, Any]]", matter.get(name) or ())
