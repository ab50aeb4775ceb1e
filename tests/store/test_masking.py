"""What the public reads of a table: its public columns, row by row, never a bare count of rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.matter import blank
from fadu.packs import catalogue
from fadu.store.masking import _rows, hidden, public_title, public_view

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
    assert _rows(ANSWERS, rows) == [
        {"意见摘要": "公布登记情况", "采纳情况": "采纳"},
        {"意见摘要": "延长时间", "采纳情况": "不采纳", "理由": "与作息不合"},
    ]


def test_long_numbers_in_a_cell_are_hidden() -> None:
    assert _rows(ANSWERS, [{"summary": "请打13800000000找我"}]) == [{"意见摘要": "请打（已隐去）找我"}]


def test_a_table_without_a_public_cell_is_hidden() -> None:
    assert _rows(ANSWERS, [{"author": "陈小明"}]) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("电话13800000000", "电话（已隐去）"), ("电话138 0000 0000", "电话（已隐去）"), ("电话138-0000-0000", "电话（已隐去）"),
        ("身份证500102199001010011", "身份证（已隐去）"), ("身份证50010219900101001X", "身份证（已隐去）"),
        ("驾驶渝G12345的轿车", "驾驶（已隐去）的轿车"), ("驾驶渝A·D12345", "驾驶（已隐去）"),
        ("窗口电话023-72200000", "窗口电话023-72200000"), ("目录GFX-2022-002，2025年3月6日", "目录GFX-2022-002，2025年3月6日"),
    ],
)  # fmt: skip
def test_what_tells_who_somebody_is_leaves_a_public_text(said: str, told: str) -> None:
    assert hidden(said) == told


def test_the_public_reads_the_numbers_of_the_decision_and_its_change_alone() -> None:
    procedure = catalogue().procedure("penalty.ordinary")
    numbers = {
        "penalty.filing": "同乐府罚立〔2025〕1号",
        "penalty.change_decision": "同乐府罚变〔2025〕1号",
        "penalty.decision": "同乐府罚决〔2025〕1号",
    }
    matter = replace(blank("m", "1", procedure.name), numbers=numbers)
    assert public_view(procedure, matter)["文号"] == "同乐府罚决〔2025〕1号、同乐府罚变〔2025〕1号"


def test_a_masked_person_is_masked_in_every_text_and_in_the_title() -> None:
    procedure = catalogue().procedure("penalty.ordinary")
    matter = replace(
        blank("m", "1", procedure.name), facts={"party_name": "陈小明", "change_reason": "陈小明补交了证据", "item_name": "占道"}
    )
    assert public_view(procedure, matter)["变更或撤销的理由"] == "陈某某补交了证据"
    assert public_title(procedure, matter, "陈小明占道") == "陈某某占道"
