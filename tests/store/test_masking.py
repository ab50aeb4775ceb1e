"""What the public reads of a table: its public columns, row by row, never a bare count of rows."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.store.masking import _rows

P, R = Sensitivity.PUBLIC, Sensitivity.PERSONAL
ANSWERS = Field(name="answers", label="意见采纳情况", kind=Kind.ROWS, sensitivity=P, columns=(
    Field(name="author", label="提出人", kind=Kind.PERSON, sensitivity=R), Field(name="summary", label="意见摘要", sensitivity=P),
    Field(name="adoption", label="采纳情况", sensitivity=P), Field(name="reason", label="理由", sensitivity=P),
))  # fmt: skip


def test_a_table_is_told_row_by_row_without_its_personal_columns() -> None:
    rows = [
        {"author": "陈小明", "summary": "公布登记情况", "adoption": "采纳"},
        {"author": "周某", "summary": "延长时间", "adoption": "不采纳", "reason": "与作息不合"},
    ]
    assert _rows(ANSWERS, rows) == "意见摘要：公布登记情况；采纳情况：采纳\n意见摘要：延长时间；采纳情况：不采纳；理由：与作息不合"


def test_long_numbers_in_a_cell_are_hidden() -> None:
    assert _rows(ANSWERS, [{"summary": "请打13800000000找我"}]) == "意见摘要：请打（已隐去）找我"


def test_a_table_without_a_public_cell_is_hidden() -> None:
    assert _rows(ANSWERS, [{"author": "陈小明"}]) == "（已隐去）"
