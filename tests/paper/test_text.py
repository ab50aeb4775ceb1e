"""Text made fit to print: nothing visible changes, nothing invisible acts."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fadu.paper.text import BREAK_HERE, breakable, chinese_date, clean, width_in_chars


def test_control_direction_and_half_characters_are_dropped():
    assert clean("甲\x00\u202e乙\ud800\r\n丙\t丁\u2028") == "甲乙\n丙 丁\n"


def test_a_long_word_may_break_and_a_short_one_not():
    assert breakable("条码" + "9" * 21).count(BREAK_HERE) == 20
    assert breakable("电话13800000000") == "电话13800000000"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str):
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_breaks_add_nothing_else(text: str):
    assert breakable(clean(text)).replace(BREAK_HERE, "") == clean(text)


def test_days_have_no_leading_zeros():
    assert chinese_date(date(2026, 1, 5)) == "2026年1月5日"


def test_figures_take_half_a_character():
    assert width_in_chars("2025年度") == 4
