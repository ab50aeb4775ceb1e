"""The numbers that go into a superior's table: in the unit its cell asks for, and only where a figure is."""

from __future__ import annotations

import pytest

from fadu.packs.annual_report.request_months import months_of, months_said
from fadu.packs.annual_report.superior_request import number_for, values

CELL = {"sheet": "表", "cell": "B2", "label": "罚没金额", "unit": "万元"}
FINES = {"code": "penalty.fines", "label": "罚没金额", "value": 7_800_050, "unit": "元", "text": "78000.5"}


@pytest.mark.parametrize(("figure", "unit", "told"), [
    (FINES, "元", "78000.5"), (FINES, "万元", "7.80005"), ({"value": 27, "unit": "件"}, "件", "27"), ({"value": 0, "unit": "件"}, "", "0"),
    ({"value": 93, "base": 95, "unit": "%"}, "%", "97.9"), ({"value": 0, "base": 0, "unit": "%"}, "%", ""), ({"value": 20_000_000_00, "unit": "元"}, "万元", "2000"),
])  # fmt: skip
def test_a_number_in_the_unit_of_its_cell(figure: dict[str, object], unit: str, told: str) -> None:
    assert number_for(figure, unit) == told


def test_a_code_without_a_figure_fills_nothing() -> None:
    match = {"sheet": "表", "cell": "B2", "code": "penalty.gone"}
    assert values([CELL], [match], [FINES]) == []
    assert [v["shown"] for v in values([CELL], [{**match, "code": "penalty.fines"}], [FINES])] == ["7.80005"]


@pytest.mark.parametrize(("first", "last", "months", "said"), [
    (None, None, (1, 12), "全年"), ("1月", "6月", (1, 6), "上半年"), ("7月", "9月", (7, 9), "第三季度"), ("1月", "9月", (1, 9), "1—9月"),
    ("9月", "9月", (9, 9), "9月"), (None, "9月", (1, 9), "1—9月"), ("10月", None, (10, 12), "第四季度"),
])  # fmt: skip
def test_the_months_of_a_table_and_their_name(first: str | None, last: str | None, months: tuple[int, int], said: str) -> None:
    assert months_of({"from_month": first, "to_month": last}) == months
    assert months_said(months) == said
