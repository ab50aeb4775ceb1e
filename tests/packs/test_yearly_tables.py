"""The other yearly tables: their cells are the frozen figures, printed as people read them."""

from __future__ import annotations

from fadu.packs.annual_report.tables import cells

FROZEN = [
    {"code": "penalty.t1", "label": "行政处罚", "value": 27, "unit": "宗", "text": "27"},
    {"code": "penalty.t1", "label": "行政处罚·罚款", "part": "column.罚款", "value": 27, "unit": "宗", "text": "27"},
    {"code": "penalty.t1_amount", "label": "罚没金额", "value": 202_050, "unit": "元", "text": "2020.50"},
]


def test_money_is_shown_in_yuan_and_checked_in_fen() -> None:
    amount = next(c for c in cells("enforcement_statistics", FROZEN) if c["code"] == "penalty.t1_amount")
    assert (amount["label"], amount["shown"], amount["value"]) == ("罚没金额", "2020.50元", 202_050)


def test_a_table_splits_where_it_has_columns_and_leaves_out_what_nothing_counts() -> None:
    made = cells("enforcement_statistics", FROZEN)
    assert [(c["label"], c["shown"]) for c in made] == [("合计", "27宗"), ("合计·罚款", "27宗"), ("罚没金额", "2020.50元")]
