"""A superior's workbook: which cells are to fill, what is refused, and that filling it changes nothing else."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from fadu.checker import Unreadable
from fadu.service.request_sheet import MOST_CELLS, ToFill, to_fill, with_numbers


def saved(book: Any) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def district_table() -> bytes:
    """A title over all columns, headings, labels with and without a unit, a total by formula, a sentence with a blank."""
    book = Workbook()
    page = book.active
    page.title = "统计表"
    page.merge_cells("A1:C1")
    page["A1"] = "法治工作统计表"
    for at, said in (
        ("A2", "项目"),
        ("B2", "数量"),
        ("C2", "备注"),
        ("A3", "行政处罚（件）"),
        ("A4", "罚没金额（万元）"),
        ("A5", "合计"),
        ("B5", "=B3+B4"),
        ("A6", "受理纠纷____件"),
        ("A7", "已报数"),
        ("B7", 3),
    ):
        page[at] = said
    return saved(book)


def rows(source: bytes) -> list[dict[str, str]]:
    found = to_fill(source)
    assert isinstance(found, ToFill), found
    return list(found.rows)


def refused(source: bytes) -> str:
    found = to_fill(source)
    assert isinstance(found, Unreadable)
    assert found.remedy
    return found.message


def test_empty_cells_beside_a_label_and_placeholders_are_to_fill() -> None:
    found = rows(district_table())
    assert [(r["cell"], r.get("unit", "")) for r in found] == [("B3", "件"), ("B4", "万元"), ("A6", "")]
    assert found[0]["label"].startswith("行政处罚（件）") and found[2]["text"] == "受理纠纷____件"


@pytest.mark.parametrize("title", ["法治工作统计表", "____镇____年法治工作统计表（季报）", "法治建设重点指标"])
def test_the_title_and_who_filled_it_in_are_no_cells_to_fill(title: str) -> None:
    book = Workbook()
    page = book.active
    said = (
        ("A1", title),
        ("A2", "项目"),
        ("B2", "数量"),
        ("C2", "备注"),
        ("A3", "行政处罚（件）"),
        ("A4", "填报人："),
        ("A5", "填报日期：____年____月"),
    )
    for at, text in said:
        page[at] = text
    assert [r["cell"] for r in rows(saved(book))] == ["B3"]


def test_a_first_line_that_asks_for_a_number_is_no_title() -> None:
    book = Workbook()
    page = book.active
    for at, said in (("A1", "行政处罚（件）"), ("A2", "罚没金额（单位：元）"), ("C2", "元")):
        page[at] = said
    assert [r["cell"] for r in rows(saved(book))] == ["B1", "B2"]


def test_numbers_go_into_their_cells_and_all_else_stays() -> None:
    given = [
        {"sheet": "统计表", "cell": "B3", "shown": "27"},
        {"sheet": "统计表", "cell": "B4", "shown": "7.8"},
        {"sheet": "统计表", "cell": "A6", "shown": "88"},
        {"sheet": "统计表", "cell": "B5", "shown": "1"},
    ]
    made = with_numbers(district_table(), given)
    assert isinstance(made, bytes)
    page = load_workbook(io.BytesIO(made))["统计表"]
    assert (page["B3"].value, page["B4"].value, page["A6"].value, page["B5"].value) == (27, 7.8, "受理纠纷88件", "=B3+B4")
    assert "A1:C1" in [str(r) for r in page.merged_cells.ranges] and page["B7"].value == 3


def test_a_merged_heading_names_every_column_below_it() -> None:
    book = Workbook()
    page = book.active
    page.merge_cells("B1:C1")
    page["A1"], page["B1"], page["A2"] = "项目", "本年", "行政检查"
    assert [(r["cell"], r["label"]) for r in rows(saved(book))] == [("B2", "行政检查·本年"), ("C2", "行政检查·本年")]


@pytest.mark.parametrize("source", [b"", b"not a table", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0 old xls"])
def test_what_is_no_xlsx_is_refused(source: bytes) -> None:
    assert "不是 xlsx" in refused(source)


def test_a_file_with_macros_is_refused() -> None:
    with zipfile.ZipFile(made := io.BytesIO(district_table()), "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"x")
    assert "宏" in refused(made.getvalue())


def test_a_huge_table_is_refused_before_it_is_built() -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for _ in range(MOST_CELLS // 20 + 1):
        page.append([1] * 20)
    assert "太大" in refused(saved(book))


def test_one_cell_far_away_is_refused() -> None:
    book = Workbook()
    book.active["XFD1048576"] = "远"
    assert "太大" in refused(saved(book))


def test_a_table_with_nothing_to_fill_says_how_to_leave_cells() -> None:
    book = Workbook()
    book.active["A1"] = "只有标题"
    assert "没有读出" in refused(saved(book))
