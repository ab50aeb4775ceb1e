"""Counting: one rule, the matters behind each number, parts that add up, rates that never pass 100 %."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library import ORG

from fadu.kernel.indicator import (
    Figure,
    Happening,
    Indicator,
    Measure,
    Period,
    Split,
    UnbalancedSplit,
    Where,
    average_text,
    count,
    in_unit,
    rate,
    rate_text,
    year,
)  # fmt: skip
from fadu.kernel.records import Row

ISSUED = Indicator(
    code="library.issued", label="发证", unit="件", rule="按发证日计", source="借书证规则第九条", procedures=("library.card",), states=("issued",),
    splits=(Split("kind", "证别", "kind", (("adult", ("成人",)), ("child", ("儿童",)))),),
)  # fmt: skip
IN_2025 = year(2025)


def happened(matter: str, on: date, step: str = "answer", state: str = "issued", seq: int = 1, **facts: object) -> Happening:
    return Happening(
        matter=matter, procedure="library.card", step=step, state=state, on=on, org=ORG, seq=seq,
        facts={"kind": "成人", "deposit": 1000, **facts},
    )  # type: ignore[arg-type]  # fmt: skip


def counted(indicator: Indicator, *happenings: Happening, period: Period = IN_2025) -> Figure:
    return count(indicator, happenings, (), period, ORG)


MARCH, MAY = date(2025, 3, 4), date(2025, 5, 6)


def test_it_works() -> None:
    figure = counted(ISSUED, happened("a", MARCH), happened("b", MAY, kind="儿童"))
    assert (figure.value, figure.behind, figure.text, figure.id) == (2, ("a", "b"), "2", "000000001/library.issued/2025")
    assert {k: (p.value, p.behind) for k, p in figure.parts.items()} == {"kind.adult": (1, ("a",)), "kind.child": (1, ("b",))}


def test_a_matter_counts_once_in_the_year_of_its_first_day() -> None:
    again = (happened("a", date(2024, 12, 30)), happened("a", MARCH, step="reopen", state="asked"), happened("a", MAY, seq=3))
    assert counted(ISSUED, *again).value == 0
    assert counted(ISSUED, *again, period=year(2024)).value == 1


def test_staying_in_a_state_is_not_arriving_in_it() -> None:
    event = replace(ISSUED, measure=Measure.EVENTS)
    assert counted(event, happened("a", MARCH), happened("a", MAY, step="lend", seq=2)).value == 1


def test_events_count_every_time() -> None:
    lent = replace(ISSUED, measure=Measure.EVENTS, states=(), steps=("lend",), splits=())
    assert counted(lent, happened("a", MARCH, step="lend"), happened("a", MAY, step="lend", seq=2)).behind == ("a", "a")


def test_another_procedure_does_not_count() -> None:
    assert counted(ISSUED, replace(happened("a", MARCH), procedure="library.check")).is_nil


def test_a_sum_adds_the_fact_and_prints_yuan() -> None:
    money = replace(ISSUED, measure=Measure.SUM, sums="deposit", unit="元")
    figure = counted(money, happened("a", MARCH), happened("b", MAY, deposit=1050), happened("c", MAY, deposit="unknown"))
    assert (figure.value, figure.text) == (2050, "20.50")


@pytest.mark.parametrize(("last", "value"), [(date(2025, 3, 3), 0), (MARCH, 1), (MAY, 1), (date(2025, 7, 1), 0)])
def test_a_stock_is_what_stands_at_the_end(last: date, value: int) -> None:
    stock = replace(ISSUED, measure=Measure.STOCK)
    life = (
        happened("a", MARCH),
        happened("a", MAY, step="lend", seq=2),
        happened("a", date(2025, 6, 1), step="expire", state="expired", seq=3),
    )
    assert counted(stock, *life, period=Period(date(2025, 1, 1), last)).value == value


def test_a_stock_before_is_what_stood_on_the_eve() -> None:
    before = replace(ISSUED, measure=Measure.STOCK_BEFORE)
    assert counted(before, happened("a", date(2024, 12, 31)), happened("b", date(2025, 1, 1))).behind == ("a",)


def test_rows_count_by_the_days_they_are_in_force() -> None:
    rows = [
        Row(register="cards", key="1", values={"kind": "成人", "deposit": 5}, since=date(2024, 1, 1)),
        Row(register="cards", key="2", values={"kind": "儿童", "deposit": 7}, since=MARCH, until=MAY),
        Row(register="cards", key="3", values={"kind": "儿童", "deposit": 9}, since=MARCH),
        Row(register="debtors", key="4", values={"kind": "儿童"}, since=MARCH),
    ]
    of = replace(ISSUED, measure=Measure.ROWS, register="cards", procedures=(), states=())
    assert count(of, (), rows, IN_2025, ORG).behind == ("1", "3")
    assert count(replace(of, measure=Measure.ROWS_BEGUN), (), rows, IN_2025, ORG).behind == ("2", "3")
    assert count(replace(of, measure=Measure.ROWS_SUM, sums="deposit"), (), rows, IN_2025, ORG).value == 14


def test_a_sum_of_an_earlier_year_adds_nothing() -> None:
    rows = [
        Row(register="cards", key="1", values={"deposit": 5, "paid_on": date(2025, 3, 1)}, since=date(2024, 1, 1)),
        Row(register="cards", key="2", values={"deposit": 7, "paid_on": date(2024, 3, 1)}, since=date(2024, 3, 1)),
        Row(register="cards", key="3", values={"deposit": 9}, since=date(2025, 1, 1)),
    ]
    of = replace(ISSUED, measure=Measure.ROWS_SUM, register="cards", procedures=(), states=(), splits=(), sums="deposit", dated="paid_on")
    assert count(of, (), rows, IN_2025, ORG).behind == ("1", "3")


@pytest.mark.parametrize(
    ("where", "holds"),
    [
        (Where("kind", ("成人",)), True), (Where("kind", ("儿童",)), False), (Where("kind", ("儿童",), negate=True), True), (Where("kind"), True),
        (Where("colour"), False), (Where("colour", negate=True), True), (Where("colour", ("红",)), False), (Where("colour", ("红",), negate=True), True),
    ],
)  # fmt: skip
def test_a_condition_on_a_fact(where: Where, holds: bool) -> None:
    assert where.holds({"kind": "成人"}) is holds
    assert counted(replace(ISSUED, where=(where,)), happened("a", MARCH)).value == int(holds)


@pytest.mark.parametrize("counts", [True, False])
def test_what_was_annulled_later_counts_when_the_rule_says_so(counts: bool) -> None:
    figure = counted(replace(ISSUED, counts_annulled=counts), replace(happened("a", MARCH), annulled=True))
    assert figure.value == int(counts)


def test_a_closed_split_that_does_not_add_up_is_broken_and_an_open_one_is_not() -> None:
    with pytest.raises(UnbalancedSplit, match="unplaced: \\('老人',\\)"):
        counted(ISSUED, happened("a", MARCH, kind="老人"))
    opened = replace(ISSUED, splits=(replace(ISSUED.splits[0], closed=False),))
    assert counted(opened, happened("a", MARCH, kind="老人")).parts["kind.adult"].is_nil


def test_parts_that_overlap_are_broken_even_when_open() -> None:
    twice = Split("kind", "证别", "kind", (("adult", ("成人",)), ("all", ("成人", "儿童"))), closed=False)
    with pytest.raises(UnbalancedSplit):
        counted(replace(ISSUED, splits=(twice,)), happened("a", MARCH))


@pytest.mark.parametrize(
    ("n", "d", "text"),
    [
        (95, 95, "100%（95/95）"), (93, 95, "97.9%（93/95）"), (1, 2, "50%（1/2）"), (0, 5, "0%（0/5）"), (0, 0, "无（基数为0）"),
        (9999, 10_000, "99.9%（9999/10000）"), (1, 8, "12.5%（1/8）"),
    ],
)  # fmt: skip
def test_a_rate_prints_with_its_base(n: int, d: int, text: str) -> None:
    assert rate_text(n, d) == text


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_no_rate_is_above_100_and_only_a_whole_one_is_100(a: int, b: int) -> None:
    n, d = min(a, b), max(a, b)
    percent = float(rate_text(n, d).split("%")[0])
    assert 0 <= percent <= 100
    assert (percent == 100) is (n == d)
    assert abs(percent - 100 * n / d) <= 0.1


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_more_than_its_base_is_never_printed_as_a_rate(d: int, more: int) -> None:
    if d:
        with pytest.raises(ValueError, match="never exceeds"):
            rate_text(d + more, d)


def test_a_rate_has_the_parts_that_both_have_and_shows_its_base() -> None:
    both = counted(ISSUED, happened("a", MARCH), happened("b", MAY, kind="儿童"))
    some = counted(replace(ISSUED, where=(Where("kind", ("成人",)),)), happened("a", MARCH), happened("b", MAY, kind="儿童"))
    share = rate(replace(ISSUED, code="library.share", unit="%", measure=Measure.RATE, splits=()), some, both)
    assert (share.text, share.behind, share.is_nil) == ("50%（1/2）", ("a", "b"), False)
    assert {k: p.text for k, p in share.parts.items()} == {"kind.adult": "100%（1/1）", "kind.child": "0%（0/1）"}


def test_a_rate_above_its_base_prints_no_percentage_and_does_not_stop_the_page() -> None:
    one, two = counted(ISSUED, happened("a", MARCH)), counted(ISSUED, happened("a", MARCH), happened("b", MAY))
    share = rate(replace(ISSUED, measure=Measure.RATE, unit="%"), two, one)
    assert share.text == "无法计算（2/1，分子大于基数）"


def test_a_period_is_named_by_its_year_or_its_days() -> None:
    assert year(2025).label == "2025"
    assert Period(date(2025, 1, 1), date(2025, 6, 30)).label == "2025-01-01..2025-06-30"
    assert date(2025, 12, 31) in year(2025) and date(2026, 1, 1) not in year(2025)


LIVES = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.dates(date(2024, 11, 1), date(2026, 2, 1)),
        st.sampled_from(["issued", "asked"]),
        st.sampled_from(["成人", "儿童"]),
    ),
    max_size=12,
)


@given(LIVES)
def test_years_add_up_to_the_whole_and_parts_to_the_figure(lives: list[tuple[str, date, str, str]]) -> None:
    ordered = sorted(lives, key=lambda life: life[1])
    kinds = {matter: kind for matter, _, _, kind in ordered}
    hs = [happened(m, on, state=state, seq=i, kind=kinds[m]) for i, (m, on, state, _) in enumerate(ordered)]
    whole = counted(ISSUED, *hs, period=Period(date(2024, 1, 1), date(2026, 12, 31)))
    yearly = [counted(ISSUED, *hs, period=year(y)) for y in (2024, 2025, 2026)]
    assert sum(f.value for f in yearly) == whole.value == len(set(whole.behind))
    for figure in (*yearly, whole):
        assert sum(p.value for p in figure.parts.values()) == figure.value


@pytest.mark.parametrize(("total", "heads", "text", "number"), [
    (732, 12, "61学时（732/12）", 61), (736, 12, "61.3学时（736/12）", 61.3), (0, 12, "0学时（0/12）", 0), (5, 0, "无（基数为0）", None),
])  # fmt: skip
def test_a_rate_in_another_unit_is_an_average_and_may_exceed_its_heads(total: int, heads: int, text: str, number: float | None) -> None:
    assert average_text(total, heads, "学时") == text
    assert in_unit(total, "学时", heads) == number
