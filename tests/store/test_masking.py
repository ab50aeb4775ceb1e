"""What the public reads of a table: its public columns, row by row, never a bare count of rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.matter import blank
from fadu.packs import catalogue
from fadu.packs.common import fields as c
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
        ("电话1380 000 0000", "电话（已隐去）"), ("电话138－0000－0000", "电话（已隐去）"), ("电话138 00000000", "电话（已隐去）"), ("电话１３８００００００００", "电话（已隐去）"),
        ("身份证500102 1990 0101 001X", "身份证（已隐去）"), ("身份证500102-19900101-0011", "身份证（已隐去）"), ("卡号6222 0200 1234 5678 901", "卡号（已隐去）"),
        ("驾驶渝g·12345", "驾驶（已隐去）"), ("牵引渝G1234挂", "牵引（已隐去）"), ("驾驶渝Ｇ１２３４５", "驾驶（已隐去）"),
        ("驾驶渝G12345的轿车", "驾驶（已隐去）的轿车"), ("驾驶渝A·D12345", "驾驶（已隐去）"),
        ("窗口电话023-72200000", "窗口电话023-72200000"), ("目录GFX-2022-002，2025年3月6日", "目录GFX-2022-002，2025年3月6日"),
        ("热线 12345 或者 12348", "热线 12345 或者 12348"), ("2025.03.06至2025.04.05", "2025.03.06至2025.04.05"), ("川A级目录1号", "川A级目录1号"),
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


def test_what_the_matter_holds_of_a_person_leaves_its_public_texts() -> None:
    procedure = catalogue().procedure("penalty.ordinary")
    facts = {
        "party_name": "陈小明",
        "party_address": "和顺社区3组12号",
        "party_phone": "7220 0000",
        "witness": "周大桥",
        "item_name": "占道",
    }
    told = "陈小明（住和顺社区3组12号，电话7220 0000）称周大桥在场"
    matter = replace(blank("m", "1", procedure.name), facts={**facts, "change_reason": told})
    assert public_view(procedure, matter)["变更或撤销的理由"] == "陈某某（住（已隐去），电话（已隐去））称周某某在场"


def test_a_body_is_named_in_full_and_a_sole_trader_is_not() -> None:
    procedure = catalogue().procedure("penalty.ordinary")
    facts = {"party_name": "涪陵青石矿业有限公司", "item_name": "占道", "change_reason": "涪陵青石矿业有限公司已整改"}
    view = {
        kind: public_view(procedure, replace(blank("m", "1", procedure.name), facts={**facts, "party_class": kind}))
        for kind in c.PARTY_CLASSES
    }
    assert (view[c.BODY]["当事人"], view[c.BODY]["变更或撤销的理由"]) == ("涪陵青石矿业有限公司", "涪陵青石矿业有限公司已整改")
    assert {view[kind]["当事人"] for kind in c.PARTY_CLASSES if kind != c.BODY} == {"涪某某"}


def test_a_place_that_anybody_may_live_in_stays_in_a_public_text() -> None:
    procedure = catalogue().procedure("penalty.ordinary")
    matter = replace(blank("m", "1", procedure.name), facts={"party_address": "和顺社区", "change_reason": "和顺社区已整改"})
    assert public_view(procedure, matter)["变更或撤销的理由"] == "和顺社区已整改"


def test_how_to_comment_is_told_of_a_draft_and_no_more_of_the_document() -> None:
    procedure = catalogue().procedure("normative_documents.adopt")
    draft = replace(blank("m", "1", procedure.name), facts={"title": "规定", "comment_notice": "欢迎提出意见", "comment_channel": "网页"})
    issued = replace(draft, facts={**draft.facts, "issued": date(2025, 3, 6)})
    assert public_view(procedure, draft)["征求意见渠道"] == "网页"
    assert {"征求意见事项", "征求意见渠道"} & set(public_view(procedure, issued)) == set()
