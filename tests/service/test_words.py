"""Codes are printed as what they stand for."""

from __future__ import annotations

from datetime import date

import pytest

from fadu.kernel.field import Field, Kind
from fadu.service.words import Words
from fadu.store.models import RegisterRow
from tests.town import ORG

pytestmark = pytest.mark.django_db
REPLACES = Field(name="replaces", label="修订的文件", kind=Kind.REF, register="documents")


def test_a_row_of_a_register_is_called_by_its_title() -> None:
    RegisterRow.objects.create(
        org=ORG, register="documents", key="GFX-2021-002", values={"title": "停车管理规定"}, since=date(2021, 1, 1), until=date.max
    )
    assert Words(ORG).show(REPLACES, "GFX-2021-002") == "停车管理规定"


def test_what_is_in_no_register_stays_as_it_is() -> None:
    assert Words(ORG).show(REPLACES, "GFX-1999-001") == "GFX-1999-001"
    assert Words(ORG).show(Field(name="case", label="所属案件", kind=Kind.REF), "x") == "x"


def test_a_state_and_a_figure_are_called_by_their_labels() -> None:
    shown = Words(ORG).show
    assert shown(Field(name="counted_state", label="计数时点", kind=Kind.STATE), "disputes.dispute:settled") == "矛盾纠纷：已调成"
    assert shown(Field(name="code", label="指标", kind=Kind.FIGURE), "disputes.settled") == "调解成功"
    assert shown(Field(name="code", label="指标", kind=Kind.FIGURE), "declared.gone") == "declared.gone"


@pytest.mark.parametrize(
    ("code", "part", "said"),
    [
        ("penalty.amount", "side.本镇", "本镇"),
        ("normative_documents.issued", "kind.new", "新制定"),
        ("penalty.amount", "", ""),
        ("declared.gone", "kind.甲", "甲"),
    ],
)
def test_a_part_of_a_figure_is_called_by_its_name(code: str, part: str, said: str) -> None:
    columns = (Field(name="code", label="指标", kind=Kind.FIGURE), Field(name="part", label="分项"))
    assert Words(ORG).row(columns, {"code": code, "part": part})[1] == said


def test_a_place_in_a_text_is_called_by_its_figure() -> None:
    text = Field(name="text", label="正文", kind=Kind.NOTE)
    said = "调解成功{disputes.settled}件，其中书面{disputes.settled:form.书面}件"
    assert Words(ORG).show(text, said) == "调解成功{调解成功}件，其中书面{调解成功·书面}件"
