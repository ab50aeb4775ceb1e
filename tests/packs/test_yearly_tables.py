"""The other yearly tables: their cells are the frozen figures, printed as people read them, and the outputs agree."""

from __future__ import annotations

from typing import Any

import pytest

from fadu.kernel.matter import Matter
from fadu.kernel.records import MemoryRecords
from fadu.packs import catalogue
from fadu.packs.annual_report.identities import IDENTITIES, Identity, broken
from fadu.packs.annual_report.stand_ins import STAND_INS, Term, figure_for
from fadu.packs.annual_report.tables import CELLS, T4, cells, changed, declared_columns, in_wan_yuan
from fadu.packs.annual_report.text import frozen
from fadu.packs.annual_report.topics import COMPULSION, TOPICS
from fadu.packs.annual_report.wide_forms import BLANK, FORMS, fits, notes, places
from fadu.packs.annual_report.yearly_papers import table_paper

FROZEN = [
    {"code": "penalty.t1", "label": "行政处罚", "value": 27, "unit": "宗", "text": "27"},
    {"code": "penalty.t1", "label": "行政处罚·罚款", "part": "column.罚款", "value": 27, "unit": "宗", "text": "27"},
    {"code": "penalty.t1_amount", "label": "罚没金额", "value": 202_000, "unit": "元", "text": "2020"},
    {"code": "declared.permits_own", "label": "以本镇名义准予许可", "value": 110, "unit": "件", "text": "110"},
]


def rows(**values: int) -> list[dict[str, Any]]:
    """Frozen rows by code, a dot written as two underscores."""
    return [{"code": c.replace("__", "."), "label": c, "value": v, "unit": "件", "text": str(v), "behind": v} for c, v in values.items()]


def cell(name: str, label: str, stated: tuple[str, ...] = ()) -> dict[str, Any]:
    return next(c for c in cells(name, FROZEN, stated) if c["label"] == label)


def test_money_stands_in_the_table_in_ten_thousands_and_is_checked_in_fen() -> None:
    amount = cell("enforcement_statistics", "罚没金额")
    assert (amount["code"], amount["shown"], amount["value"]) == ("penalty.t1_amount", "0.2020万元", 202_000)


def test_ten_thousands_are_never_rounded() -> None:
    assert [in_wan_yuan(fen) for fen in (0, 546_000, 202_050)] == ["0.0000万元", "0.5460万元", "0.202050万元"]


def test_a_table_splits_where_it_has_columns() -> None:
    made = [(c["label"], c["shown"]) for c in cells("enforcement_statistics", FROZEN) if c.get("code") == "penalty.t1"]
    assert made == [("合计", "27宗"), ("合计·罚款", "27宗")]


def test_a_declared_figure_stands_in_for_one_nobody_counts_yet_and_says_so() -> None:
    assert cell("enforcement_statistics", "准予许可")["source"] == "填报数"
    counted = [*FROZEN, {"code": "permit.granted", "part": "side.本镇", "label": "许可·本镇", "value": 111, "unit": "件", "text": "111"}]
    granted = next(c for c in cells("enforcement_statistics", counted) if c["label"] == "准予许可")
    assert (granted["value"], granted["source"]) == (111, "记录汇总")


def test_whoever_declares_a_figure_reads_which_key_fills_which_column() -> None:
    key = next(f for f in catalogue().procedure("annual_report.declared_figure").fields if f.name == "figure_key")
    assert {c.code for made in CELLS.values() for c in made if c.code.startswith("declared.")} == {
        f"declared.{k}" for k, _ in declared_columns()
    }
    assert all(f"{column}填{k}" in key.help for k, column in declared_columns())


def test_an_upright_paper_says_who_and_which_days_on_a_line_each() -> None:
    made = table_paper("disclosure", "政府信息公开工作年度报告", ())
    facts: dict[str, Any] = {"year": 2025, "cells": cells("disclosure", FROZEN)}
    paper = made.compose(Matter(id="d", org="fl", procedure="annual_report.disclosure", facts=facts), MemoryRecords())
    who, days = (getattr(block, "text", "") for block in paper.blocks[:2])
    assert (who, days) == ("填报单位（盖章）：本镇人民政府", "统计期间：2025年1月1日至12月31日。本表数字取自已冻结的年度数据。")


def test_a_cell_that_nothing_fills_stays_empty_and_says_so() -> None:
    assert cell("enforcement_statistics", "不予许可") == {"table": "第二表　行政许可", "label": "不予许可", "source": "未由本系统记录"}


def test_a_nil_statement_fills_its_cells_with_nought() -> None:
    measures = cell("enforcement_statistics", "行政强制措施", (COMPULSION,))
    assert (measures["value"], measures["shown"], measures["source"]) == (0, "0件", "无此情形声明")


def test_training_is_told_with_its_average() -> None:
    trained = [
        {"code": "enforcement_base.officer_training_hours", "label": "培训", "value": 732, "unit": "学时", "text": "732"},
        {"code": "enforcement_base.officers_certified", "label": "持证", "value": 12, "unit": "名", "text": "12"},
    ]
    hours = next(c for c in cells("enforcement_year", trained) if c["label"] == "执法人员培训学时")
    assert hours["shown"] == "732学时（人均61学时）"


def test_the_statistics_stand_in_numbered_columns_with_the_unit_in_the_heading() -> None:
    made = cells("enforcement_statistics", FROZEN, (COMPULSION,))
    first, second, third, fourth = (places(f, made, "fl/{}/2025") for f in FORMS["enforcement_statistics"][:4])
    assert [(p.number, p.shown) for p in (first[1], first[9], first[10])] == [(2, "27"), (10, "27"), (11, "0.2020")]
    assert (first[1].figure, first[10].head) == ("fl/penalty.t1/2025:column.罚款", "罚没金额（万元）")
    assert [p.shown for p in second] == [BLANK, BLANK, "110", BLANK, BLANK]
    assert {p.shown for p in third} == {"0"}
    assert (
        notes({"第二表": second, "第三表": third})
        == "第二表第3栏是填报数，附有来源材料；第三表第1—11栏按责任人作出的“无此情形”声明填零；第二表第1—2、4—5栏未由本系统记录。"
    )
    assert {p.shown for p in fourth} == {BLANK}


def test_yuan_become_ten_thousands_where_the_heading_asks_for_them() -> None:
    levied = [{"table": T4, "label": "行政征收·金额", "code": "declared.levied", "value": 35_000, "shown": "35000元"}]
    assert places(FORMS["enforcement_statistics"][3], levied)[1].shown == "3.5"


def test_every_cell_has_its_place_in_the_form_and_every_place_a_cell() -> None:
    full = [*FROZEN, *({**FROZEN[0], "part": f"column.{p}"} for p, _ in catalogue().indicators["penalty.t1"].splits[0].parts)]
    made = {(str(c["table"]), str(c["label"])) for c in cells("enforcement_statistics", full)}
    assert made == {(f.table, label) for f in FORMS["enforcement_statistics"] for c in f.columns for label in c.cells}
    assert fits("enforcement_statistics", [{"table": t, "label": label} for t, label in made])
    assert not fits("enforcement_statistics", [{"table": T4, "label": "另一栏"}]) and not fits("disclosure", [])


def test_no_figures_give_no_table() -> None:
    assert cells("disclosure", [], (COMPULSION,)) == []


def test_a_restatement_says_what_was_reported_and_what_stands_now() -> None:
    before = cells("enforcement_statistics", [{**FROZEN[0], "value": 26, "text": "26"}])
    told = changed(before, cells("enforcement_statistics", FROZEN[:1]))
    assert told == [{"table": "第一表　行政处罚", "label": "合计", "was": "26宗", "now": "27宗"}]


NAMED: list[tuple[str, Term]] = [
    *((i.label, t) for i in IDENTITIES for t in i.terms),
    *((f"{name}·{c.label}", (c.code, c.part)) for name, table in CELLS.items() for c in table),
]


@pytest.mark.parametrize(("where", "term"), NAMED, ids=lambda v: v if isinstance(v, str) else ":".join(v))
def test_every_figure_an_output_names_is_one_of_its_pack(where: str, term: Term) -> None:
    """A figure of an installed pack, and a part that it has; otherwise one that is declared or stated until a pack counts it."""
    code, part = term
    definition = catalogue().indicators.get(code)
    installed = code.partition(".")[0] in {p.name for p in catalogue().packs}
    if definition is not None:
        assert part in ("", *(f"{s.id}.{key}" for s in definition.splits for key, _ in s.parts)), where
    else:
        assert not installed or term in STAND_INS, f"{where}：没有“{code}”这个指标"


def test_every_split_a_table_shows_is_one_of_its_figure() -> None:
    for c in (c for table in CELLS.values() for c in table if c.every_part):
        assert c.every_part in {s.id for s in catalogue().indicators[c.code].splits}


def test_cells_are_filled_by_statements_on_real_topics_and_told_apart_by_their_place() -> None:
    for table in CELLS.values():
        assert {c.nil for c in table} <= {"", *TOPICS}
        assert len({(c.table, c.label) for c in table}) == len(table)


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda i: i.label)
def test_every_identity_holds_and_breaks(identity: Identity) -> None:
    """With one record on every left side it holds when the right side comes to as much, and is told when it does not."""
    ones = [{"code": c, "part": p, "label": f"{c}:{p}", "value": 1, "unit": "件", "text": "1"} for c, p in set(identity.terms)]
    known = {(str(r["code"]), str(r["part"])): r for r in ones}
    wanted = len(identity.left) - len(identity.right) + len(identity.less)
    known[identity.right[0]] = {**known[identity.right[0]], "value": 1 + wanted}
    assert identity.broken(known) == ""
    known[identity.left[0]] = {**known[identity.left[0]], "value": 9, "text": "9"}
    said = identity.broken(known)
    assert said.startswith(f"{identity.label}：") and "9" in said and ("≠" in said or "＞" in said)


def test_a_part_may_be_smaller_than_its_whole() -> None:
    assert broken(rows(declared__special_checks=75, declared__inspections=422)) == []
    assert broken(rows(declared__special_checks=423, declared__inspections=422)) != []


def test_both_sides_and_the_records_behind_them_are_told() -> None:
    (said,) = broken(rows(penalty__own_name=27, penalty__t1=26))
    assert said == "处罚第一表：penalty__own_name27（27条记录） ≠ penalty__t126（26条记录）"


def test_two_tables_that_tell_the_same_figure_differently_are_told_apart() -> None:
    own = {"code": "penalty.t1", "label": "处罚", "value": 27, "output": "行政执法统计年报"}
    assert broken([], [own, {**own, "value": 26, "output": "信息公开年报"}]) == ["处罚：行政执法统计年报填27，信息公开年报填26"]


def test_an_empty_cell_is_not_compared() -> None:
    assert broken(FROZEN, [{"table": "第二表", "label": "不予许可", "source": "未由本系统记录"}]) == []


def test_a_counted_figure_goes_before_a_declared_one() -> None:
    both = rows(declared__permits=134, permit__granted=135)
    assert (found := figure_for(("permit.granted", ""), both)) is not None and found["value"] == 135
    assert figure_for(("permit.granted", "side.本镇"), both) is None


def test_a_difference_names_the_records_of_one_side_only() -> None:
    """A declared figure stands in for a counted one with the declaration behind it; a part is held against its whole."""
    rows = frozen([{"code": "a", "value": 2}, {"code": "b", "value": 1}, {"code": "c", "part": "k.x", "value": 1}])
    behind = {("a", ""): ("1", "2"), ("b", ""): ("2",), ("c", "k.x"): ("3",)}
    assert Identity("两边", (("a", ""),), (("b", ""), ("c", "k.x"))).apart(rows, behind) == ["1", "3"]
    assert Identity("部分", (("b", ""),), (("a", ""),), within=True).apart(rows, behind) == []
