"""Document numbers: written one way, read back the same, and nothing else taken for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library import LI, WANG, asked_card, attempt, ledger, new, world

from fadu.kernel.act import Acted, act
from fadu.kernel.decide import Attempt, Refused
from fadu.kernel.docnumber import BLOCKS, NumberRequest, format_number, parse_number
from fadu.kernel.finding import Refusal
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.records import Row

PREFIXES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=24)


def test_it_works() -> None:
    assert format_number("同乐府罚决", 2025, 3) == "同乐府罚决〔2025〕3号"
    assert format_number("同乐人调", 2025, 3, ordinal="第") == "同乐人调〔2025〕第3号"


@given(PREFIXES, st.integers(1900, 2099), st.integers(1, 999_999), st.sampled_from(["", "第"]))
def test_what_is_written_is_read_back(prefix: str, year: int, n: int, ordinal: str) -> None:
    assert parse_number(format_number(prefix, year, n, ordinal=ordinal)) == (prefix, year, n)


@pytest.mark.parametrize(("year", "n"), [(1899, 1), (2100, 1), (2025, 0), (2025, -3), (2025, 1_000_000)])
def test_a_number_out_of_range_is_never_written(year: int, n: int) -> None:
    with pytest.raises(ValueError, match="no document number"):
        format_number("同乐府", year, n)


@pytest.mark.parametrize(
    "text",
    [
        "同乐府〔2025〕03号",
        "同乐府[2025]3号",
        "同乐府〔25〕3号",
        "同乐府〔2025〕3",
        "〔2025〕3号",
        "同乐府（2025）3号",
        "同乐府〔2025〕0号",
        "",
        "同乐府〔2025〕3号 ",
    ],
)
def test_an_ill_formed_number_is_not_read(text: str) -> None:
    assert parse_number(text) is None


def test_numbers_of_one_prefix_and_year_run_on_and_each_year_begins_anew() -> None:
    book = ledger()
    taken = [book.number(NumberRequest("card", "{town}图证", year), new()) for year in (2025, 2025, 2026, 2025)]
    assert taken == ["甲图证〔2025〕1号", "甲图证〔2025〕2号", "甲图证〔2026〕1号", "甲图证〔2025〕3号"]


def allotted(first: int, last: int) -> MemoryLedger:
    """A ledger in which these numbers of the cards of 2025 lie on a pre-numbered block."""
    book = ledger()
    values = {"series": "甲图证", "block_year": 2025, "first_no": first, "last_no": last}
    book.records.put([Row(register=BLOCKS, key=f"{first}", values=values)])
    return book


def test_the_next_number_leaves_out_every_block() -> None:
    book = allotted(2, 3)
    book.records.put([Row(register=BLOCKS, key="4", values={"series": "甲图证", "block_year": 2025, "first_no": 4, "last_no": 4})])
    taken = [book.number(NumberRequest("card", "{town}图证", year), new()) for year in (2025, 2025, 2026, 2026)]
    assert taken == ["甲图证〔2025〕1号", "甲图证〔2025〕5号", "甲图证〔2026〕1号", "甲图证〔2026〕2号"]


def test_a_pre_printed_number_of_no_block_is_refused() -> None:
    refusal = allotted(1, 3).number(NumberRequest("card", "{town}图证", 2025, fixed=4), new())
    assert isinstance(refusal, Refusal)
    assert str(refusal).startswith("号码甲图证〔2025〕4号不在已分配的号段内 → 请队长先登记这个号段")


def test_a_pre_printed_number_used_twice_is_refused_and_nothing_is_recorded() -> None:
    book = allotted(1, 40)
    assert book.number(NumberRequest("card", "{town}图证", 2025, fixed=1), new()) == "甲图证〔2025〕1号"
    card = asked_card(book)
    before = len(book.decisions)
    result = act(world(book.records), book, card, _answer(form=1))
    assert isinstance(result, Refused)
    assert str(result.refusals[0]) == "号码甲图证〔2025〕1号已使用 → 核对纸质号段，换用未使用的号码"
    assert len(book.decisions) == before


def test_a_pre_printed_number_is_the_number_of_the_paper() -> None:
    book = allotted(1, 40)
    card = asked_card(book)
    result = act(world(book.records), book, card, _answer(form=38))
    assert isinstance(result, Acted)
    assert result.matter.numbers == {"card.paper": "甲图证〔2025〕38号"}
    assert book.papers[-1].number == "甲图证〔2025〕38号"


def _answer(form: int) -> Attempt:
    return replace(attempt("answer", date(2025, 3, 4), LI, WANG, answer="发证"), form_number=form)
