"""Articles as a lawyer writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.kernel.citation import Citation, chinese_number, cite_all, law

RULE = law("借书证规则")


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "零"), (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一"), (100, "一百"), (101, "一百零一"), (110, "一百一十"),
        (112, "一百一十二"), (1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (1100, "一千一百"), (1242, "一千二百四十二"), (9999, "九千九百九十九"),
    ],
)  # fmt: skip
def test_it_works(n: int, words: str) -> None:
    assert chinese_number(n) == words


@pytest.mark.parametrize("n", [-1, 10_000])
def test_no_article_has_such_a_number(n: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 9999"):
        chinese_number(n)


_UNITS = {"十": 10, "百": 100, "千": 1000}
_DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九")}


def read(words: str) -> int:
    """What such a numeral says, read by the grammar of numerals rather than by the code under test."""
    total, digit = 0, 0
    for word in words if words[0] != "十" else "一" + words:
        if word in _UNITS:
            total, digit = total + digit * _UNITS[word], 0
        else:
            digit = _DIGITS[word]
    return total + digit


@given(st.integers(0, 9999))
def test_every_number_can_be_read_back(n: int) -> None:
    words = chinese_number(n)
    assert read(words) == n
    assert "零零" not in words
    assert n == 0 or not words.endswith("零")


def test_paragraph_and_item_follow_the_article() -> None:
    assert str(RULE(64, 2, 4)) == "《借书证规则》第六十四条第二款第（四）项"
    assert str(RULE(64, 0, 4)) == "《借书证规则》第六十四条第（四）项"
    assert str(RULE()) == "《借书证规则》"


def test_one_law_is_named_once_in_a_breath() -> None:
    other = law("阅览室规则")
    assert cite_all((RULE(1), RULE(2, 3), other(4), RULE(5))) == (
        "《借书证规则》第一条、第二条第三款；《阅览室规则》第四条；《借书证规则》第五条"
    )
    assert cite_all(()) == ""


def test_citations_sort_by_law_then_article() -> None:
    assert sorted([RULE(2), RULE(1, 2), RULE(1)]) == [RULE(1), RULE(1, 2), RULE(2)]
    assert RULE(1) == Citation("借书证规则", 1)
