"""Time limits: the reference vectors of both fact sheets, the edges, and properties over ten years."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.kernel.calendar import Calendar, Notice
from fadu.kernel.timelimit import (
    BEIJING,
    Bound,
    Direction,
    Due,
    ExtensionTooLong,
    Interval,
    TimeLimit,
    Unit,
    add_units,
    due,
    earliest_event,
    last_safe_service,
    surcharge_fen,
)
from fadu.law import load

BOOK = load()
CALENDAR = BOOK.calendar


def limit(length: int, unit: Unit, bound: Bound = Bound.AGENCY, **more: object) -> TimeLimit:
    return replace(TimeLimit(id="loan", label="还书", length=length, unit=unit, bound=bound), **more)


def of_law(name: str, on: date = date(2025, 6, 1)) -> TimeLimit:
    return BOOK.limit(name, on)


def ends(name: str, start: date, **more: object) -> Due:
    return due(BOOK.limit(name, start), start, CALENDAR, **more)


WD, CD = Unit.WORKING_DAY, Unit.CALENDAR_DAY


# --- the enforcement sheet's vectors T1 to T14


def test_t1_seven_working_days_over_national_day() -> None:
    assert ends("pen.serve", date(2025, 9, 28)).due == date(2025, 10, 14)


def test_t2_a_partys_payment_rolls_over_national_day() -> None:
    pay = ends("pen.pay", date(2025, 9, 19))
    assert (pay.nominal, pay.due, pay.safe) == (date(2025, 10, 4), date(2025, 10, 9), date(2025, 9, 30))


def test_t3_traffic_payment_counts_working_days() -> None:
    assert ends("pen.pay.traffic", date(2025, 9, 19)).due == date(2025, 10, 16)


def test_t4_the_ninety_days_of_an_agency_do_not_roll() -> None:
    decide = ends("pen.decide", date(2025, 11, 3))
    assert (decide.nominal, decide.due, decide.safe) == (date(2026, 2, 1), date(2026, 2, 1), date(2026, 1, 30))


def test_t5_a_permit_decision_and_its_extension() -> None:
    assert ends("lic.decide", date(2025, 9, 22)).due == date(2025, 10, 24)
    assert ends("lic.decide", date(2025, 9, 22), extension=10).due == date(2025, 11, 7)


def test_t6_six_months_end_on_a_make_up_saturday_and_do_not_roll() -> None:
    assert ends("lit.sue", date(2025, 8, 31)).due == date(2026, 2, 28)


def test_t7_the_courts_window_opens_the_day_after() -> None:
    window = ends("comp.court_apply", date(2026, 2, 28))
    assert (window.started_on + timedelta(days=1), window.due) == (date(2026, 3, 1), date(2026, 5, 28))


def test_t8_the_last_day_to_serve_a_demand_inside_the_window() -> None:
    assert last_safe_service(of_law("comp.demand"), date(2026, 5, 28), CALENDAR) == date(2026, 5, 13)


def test_t9_hearing_request_and_seven_full_working_days_of_notice() -> None:
    assert ends("pen.hearing_request", date(2025, 9, 25)).due == date(2025, 10, 9)
    notice = of_law("pen.hearing_notice")
    assert earliest_event(notice, date(2025, 10, 9), CALENDAR) == date(2025, 10, 20)
    assert due(notice, date(2025, 10, 20), CALENDAR).due == date(2025, 10, 9)


def test_t10_sixty_days_to_apply_for_reconsideration() -> None:
    apply = ends("rec.apply", date(2025, 8, 5))
    assert (apply.nominal, apply.due) == (date(2025, 10, 4), date(2025, 10, 9))


def surcharge(fen: int, pay_due: date, on: date, *frozen: Interval) -> int:
    rate, cap = (BOOK.amount(f"pen.surcharge_{part}", on).value for part in ("rate", "cap"))
    return surcharge_fen(fen, pay_due, on, rate, frozen, cap_per_mille=cap)


def test_t11_surcharge_grows_daily_up_to_the_fine() -> None:
    assert surcharge(200_00, date(2025, 10, 9), date(2025, 10, 20)) == 66_00
    assert surcharge(200_00, date(2025, 10, 9), date(2025, 11, 20)) == 200_00


def test_t12_publication_over_new_year() -> None:
    assert ends("pub.penalty_permit", date(2025, 12, 29)).due == date(2026, 1, 8)
    assert ends("pub.other", date(2025, 12, 29)).due == date(2026, 1, 27)


def test_t13_service_over_spring_festival() -> None:
    assert ends("pen.serve", date(2026, 2, 13)).due == date(2026, 3, 2)


def test_t14_seizure_and_its_extension() -> None:
    assert ends("comp.seize", date(2025, 9, 10)).due == date(2025, 10, 10)
    assert ends("comp.seize", date(2025, 9, 10), extension=30).due == date(2025, 11, 9)


# --- the governance sheet's vectors


@pytest.mark.parametrize(
    ("start", "length", "unit", "last"),
    [
        (date(2025, 1, 24), 7, WD, date(2025, 2, 10)),
        (date(2025, 1, 24), 20, WD, date(2025, 2, 27)),
        (date(2025, 1, 24), 15, CD, date(2025, 2, 8)),  # a make-up Saturday: no roll
        (date(2025, 1, 24), 7, CD, date(2025, 2, 5)),
        (date(2025, 4, 25), 5, WD, date(2025, 5, 6)),
        (date(2025, 4, 25), 15, CD, date(2025, 5, 12)),
        (date(2025, 9, 26), 7, WD, date(2025, 10, 13)),
        (date(2025, 9, 26), 15, WD, date(2025, 10, 23)),
        (date(2025, 9, 26), 7, CD, date(2025, 10, 9)),
        (date(2025, 12, 30), 5, WD, date(2026, 1, 7)),
        (date(2025, 12, 30), 60, CD, date(2026, 2, 28)),
        (date(2026, 2, 13), 7, WD, date(2026, 3, 2)),
        (date(2026, 2, 13), 20, WD, date(2026, 3, 19)),
        (date(2026, 2, 13), 7, CD, date(2026, 2, 24)),
        (date(2026, 4, 30), 5, WD, date(2026, 5, 11)),
        (date(2026, 4, 30), 30, CD, date(2026, 6, 1)),
        (date(2026, 9, 24), 3, WD, date(2026, 9, 30)),
        (date(2026, 9, 24), 7, CD, date(2026, 10, 8)),
        (date(2025, 8, 31), 6, Unit.MONTH, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, Unit.MONTH, date(2024, 2, 29)),
    ],
)
def test_a_partys_limit_ends_as_the_reference_says(start: date, length: int, unit: Unit, last: date) -> None:
    found = due(limit(length, unit, Bound.PARTY), start, CALENDAR)
    assert (found.due, found.provisional) == (last, False)


# --- hours


def test_hours_run_at_once_and_through_the_night() -> None:
    start = datetime(2025, 9, 30, 17, 30, tzinfo=BEIJING)
    found = due(of_law("crim.handover"), start, CALENDAR)
    assert found.due == datetime(2025, 10, 1, 17, 30, tzinfo=BEIJING)
    assert (found.nominal, found.safe, found.provisional) == (found.due, found.due, False)
    assert not found.late(datetime(2025, 10, 1, 17, 30, tzinfo=BEIJING))
    assert found.late(datetime(2025, 10, 1, 17, 31, tzinfo=BEIJING))
    assert "24小时连续计算" in found.days[0].why


def test_hours_without_a_known_instant_are_reckoned_in_days_and_say_so() -> None:
    found = due(of_law("crim.handover"), date(2025, 9, 30), CALENDAR)
    assert (found.due, found.safe) == (date(2025, 10, 1), date(2025, 9, 30))
    assert "未记录起算时刻" in found.days[0].why


def test_hours_before_an_event() -> None:
    notice = limit(24, Unit.HOUR, direction=Direction.BEFORE)
    cut = datetime(2025, 6, 3, 8, 0, tzinfo=BEIJING)
    assert due(notice, cut, CALENDAR).due == datetime(2025, 6, 2, 8, 0, tzinfo=BEIJING)
    assert due(notice, date(2025, 6, 3), CALENDAR).due == date(2025, 6, 2)


def test_hours_stand_still_while_suspended() -> None:
    pausing = limit(24, Unit.HOUR, suspended_by=("hearing",))
    start = datetime(2025, 6, 2, 12, 0, tzinfo=BEIJING)
    stop = Interval(date(2025, 6, 3), date(2025, 6, 4), "hearing")
    assert due(pausing, start, CALENDAR, suspensions=[stop]).due == datetime(2025, 6, 5, 12, 0, tzinfo=BEIJING)
    assert due(pausing, date(2025, 6, 2), CALENDAR, suspensions=[stop]).due == date(2025, 6, 5)


def test_an_instant_belongs_to_its_day_in_beijing() -> None:
    late_evening = datetime(2025, 3, 4, 20, 0, tzinfo=UTC)
    assert due(limit(1, CD), late_evening, CALENDAR).nominal == date(2025, 3, 6)
    assert due(limit(1, CD), datetime(2025, 3, 4, 20, 0), CALENDAR).nominal == date(2025, 3, 5)


# --- before an event, fixed dates, effects


def test_a_renewal_is_asked_for_thirty_days_before_expiry() -> None:
    found = ends("lic.renew_before", date(2025, 12, 31))
    assert (found.nominal, found.due, found.safe) == (date(2025, 12, 1),) * 3


def test_a_last_day_before_an_event_never_moves_closer_to_it() -> None:
    found = ends("lic.renew_before", date(2025, 11, 4))  # thirty days before is 5 October, a holiday
    assert (found.nominal, found.due, found.safe) == (date(2025, 10, 5), date(2025, 10, 5), date(2025, 9, 30))


def test_months_before_an_event() -> None:
    half_year = limit(6, Unit.MONTH, direction=Direction.BEFORE)
    assert due(half_year, date(2025, 8, 31), CALENDAR).due == date(2025, 2, 28)


def test_full_days_lie_strictly_between_notice_and_event() -> None:
    strict = limit(3, CD, direction=Direction.BEFORE, full_days_between=True)
    assert due(strict, date(2025, 6, 20), CALENDAR).due == date(2025, 6, 16)
    assert earliest_event(strict, date(2025, 6, 16), CALENDAR) == date(2025, 6, 20)
    loose = replace(strict, full_days_between=False)
    assert due(loose, date(2025, 6, 20), CALENDAR).due == date(2025, 6, 17)
    assert earliest_event(loose, date(2025, 6, 17), CALENDAR) == date(2025, 6, 20)


def test_a_fixed_date_is_the_first_one_on_or_after_the_start() -> None:
    report = limit(0, Unit.YEAR, fixed="03-01")
    found = due(report, date(2025, 12, 31), CALENDAR)
    assert (found.nominal, found.due) == (date(2026, 3, 1), date(2026, 3, 1))
    assert found.safe == date(2026, 2, 28)  # 1 March is a Sunday, 28 February a make-up Saturday
    assert due(report, date(2025, 3, 1), CALENDAR).due == date(2025, 3, 1)
    assert due(report, date(2025, 3, 2), CALENDAR).due == date(2026, 3, 1)
    assert "固定日期，每年3月1日" in found.days[0].why


def test_a_public_notice_takes_effect_the_day_after_thirty_days() -> None:
    found = ends("pen.public_notice_service", date(2025, 9, 1))
    assert (found.due, found.over_on) == (date(2025, 10, 1), date(2025, 10, 2))


def test_the_public_notice_was_sixty_days_before_2022() -> None:
    assert BOOK.limit("pen.public_notice_service", date(2021, 12, 31)).length == 60
    assert BOOK.limit("pen.public_notice_service", date(2022, 1, 1)).length == 30


def test_an_effect_far_ahead_is_certain_but_an_act_is_not() -> None:
    assert not due(limit(5, Unit.YEAR, Bound.EFFECT), date(2025, 6, 1), CALENDAR).provisional
    assert due(limit(5, Unit.YEAR, Bound.PARTY), date(2025, 6, 1), CALENDAR).provisional


# --- suspension and extension


HEARING = Interval(date(2025, 3, 10), date(2025, 3, 14), "hearing", "听证")


def test_only_a_cause_that_the_limit_names_stops_it() -> None:
    permit = of_law("lic.decide")
    assert due(permit, date(2025, 3, 3), CALENDAR).due == date(2025, 3, 31)
    assert due(permit, date(2025, 3, 3), CALENDAR, suspensions=[HEARING]).due == date(2025, 4, 8)
    unrelated = replace(HEARING, cause="litigation")
    assert due(permit, date(2025, 3, 3), CALENDAR, suspensions=[unrelated]).due == date(2025, 3, 31)


def test_overlapping_suspensions_stop_a_day_once() -> None:
    stops = [HEARING, Interval(date(2025, 3, 12), date(2025, 3, 18), "testing"), HEARING]
    assert due(limit(30, CD, suspended_by=("hearing", "testing")), date(2025, 3, 3), CALENDAR, suspensions=stops).due == (
        date(2025, 4, 2) + timedelta(days=9)
    )


def test_a_suspension_that_began_before_the_limit_stops_only_its_own_days() -> None:
    early = Interval(date(2025, 2, 1), date(2025, 3, 5), "hearing")
    assert due(limit(10, CD, suspended_by=("hearing",)), date(2025, 3, 3), CALENDAR, suspensions=[early]).due == date(2025, 3, 15)


def test_months_are_lengthened_by_the_days_suspended() -> None:
    paused = limit(1, Unit.MONTH, suspended_by=("hearing",))
    assert due(paused, date(2025, 3, 3), CALENDAR, suspensions=[HEARING]).due == date(2025, 4, 8)


def test_a_suspension_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="没有终止日"):
        due(of_law("lic.decide"), date(2025, 3, 3), CALENDAR, suspensions=[replace(HEARING, last=date.max)])
    with pytest.raises(ValueError, match="终止日早于起始日"):
        due(of_law("lic.decide"), date(2025, 3, 3), CALENDAR, suspensions=[replace(HEARING, last=date(2025, 3, 1))])


def test_an_extension_beyond_the_law_is_refused_with_the_article() -> None:
    with pytest.raises(ExtensionTooLong, match="至多延长10个工作日（《行政许可法》第四十二条"):
        ends("lic.decide", date(2025, 9, 22), extension=11)
    with pytest.raises(ExtensionTooLong, match="不得延长"):
        ends("pen.serve", date(2025, 9, 22), extension=1)


def test_a_limit_extended_by_consent_has_no_upper_bound() -> None:
    agreed = limit(30, CD, open_ended=True)
    assert due(agreed, date(2025, 3, 3), CALENDAR, extension=45).due == date(2025, 5, 17)


# --- provisional


def test_what_crosses_the_last_notice_is_provisional_until_the_notice_comes() -> None:
    guess = ends("lic.decide", date(2026, 12, 20))
    assert guess.provisional
    assert "暂按周末推算" in guess.days[-1].why
    notice = Notice(2027, "放假通知", frozenset({date(2027, 1, 1)}), frozenset())
    settled = due(guess.rule, date(2026, 12, 20), Calendar((*CALENDAR.notices, notice)))
    assert not settled.provisional
    assert settled.due == guess.due + timedelta(days=3)  # New Year's Day is a Friday: the last day moves to Monday


# --- the explanation


def test_each_day_is_explained_in_chinese() -> None:
    days = {row.date: row for row in ends("pen.serve", date(2025, 9, 28)).days}
    assert not days[date(2025, 9, 28)].counted
    assert days[date(2025, 9, 28)].why.startswith("起算之日（作出决定）不计入（《民法典》第二百零一条")
    assert days[date(2025, 9, 29)].why == "第1个工作日（周一）"
    assert days[date(2025, 10, 1)].why == "周三，国庆节、中秋节放假（国办发明电〔2024〕12号）"
    assert days[date(2025, 10, 11)].why == "第5个工作日（周六，国庆节、中秋节调休上班（国办发明电〔2024〕12号））"
    assert days[date(2025, 10, 14)].why == "第7个工作日（周二），期间届满"


def test_the_roll_of_a_partys_last_day_is_explained() -> None:
    rows = ends("pen.pay", date(2025, 9, 19)).days
    assert rows[-1].date == date(2025, 10, 9)
    assert rows[-1].why == "顺延至休息日后的第一个工作日（《民法典》第二百零一条、第二百零三条）（周四）"
    assert sum(row.counted for row in rows) == 15


def test_suspended_and_extended_days_are_explained() -> None:
    rows = due(of_law("lic.decide"), date(2025, 3, 3), CALENDAR, suspensions=[HEARING], extension=2).days
    assert [row.why for row in rows if row.date == date(2025, 3, 11)] == ["中止期间不计入：听证"]
    assert rows[-1].why == "第22个工作日（延长期）（周四），期间届满"


def test_the_notice_before_a_hearing_is_explained_backwards() -> None:
    rows = due(of_law("pen.hearing_notice"), date(2025, 10, 20), CALENDAR).days
    assert rows[0].date == date(2025, 10, 9)
    assert rows[0].why.startswith("最迟于此日办理")
    assert [row.why for row in rows if row.date == date(2025, 10, 17)] == ["倒数第1个工作日（周五）"]
    assert rows[-1].why == "举行听证当日不计入"
    assert sum(row.counted for row in rows) == 7


def test_months_are_explained_without_numbering_days() -> None:
    rows = ends("lit.sue", date(2025, 8, 31)).days
    assert rows[1].why == "期间之内（周一）"
    assert rows[-1].why.startswith("满6个月")


def test_the_citation_says_when_no_law_gives_the_number() -> None:
    assert ends("pen.serve", date(2025, 9, 28)).citation == "《行政处罚法》第六十一条、第八十五条"
    assert ends("pen.defence", date(2025, 9, 28)).citation.endswith("（法律未规定天数，此为可改的默认值）")


# --- surcharge


def test_no_surcharge_on_the_last_day_of_payment_or_before() -> None:
    assert surcharge(200_00, date(2025, 10, 9), date(2025, 10, 9)) == 0
    assert surcharge(200_00, date(2025, 10, 9), date(2025, 9, 1)) == 0
    assert surcharge(200_00, date(2025, 10, 9), date(2025, 10, 10)) == 6_00


def test_surcharge_freezes_during_reconsideration_and_resumes() -> None:
    review = Interval(date(2025, 10, 12), date(2025, 11, 30), "reconsideration")
    again = Interval(date(2025, 11, 20), date(2025, 12, 1), "litigation")
    assert surcharge(200_00, date(2025, 10, 9), date(2025, 11, 30), review) == 12_00
    assert surcharge(200_00, date(2025, 10, 9), date(2025, 12, 3), review, again) == 24_00


def test_the_day_on_which_the_surcharge_is_full_follows_from_rate_and_cap() -> None:
    rate, cap = (BOOK.amount(f"pen.surcharge_{part}", date(2025, 1, 1)).value for part in ("rate", "cap"))
    full = of_law("pen.surcharge").length
    assert full == -(-cap // rate)
    assert surcharge(100_00, date(2025, 1, 1), date(2025, 1, 1) + timedelta(days=full)) == 100_00
    assert surcharge(100_00, date(2025, 1, 1), date(2025, 1, 1) + timedelta(days=full - 1)) < 100_00


# --- properties over ten years

DAYS = st.dates(date(2022, 1, 1), date(2031, 12, 31))
UNITS = st.sampled_from([CD, WD, Unit.MONTH, Unit.YEAR])
BOUNDS = st.sampled_from(list(Bound))


@st.composite
def limits(draw: st.DrawFn) -> TimeLimit:
    unit = draw(UNITS)
    most = {CD: 120, WD: 60, Unit.MONTH: 24, Unit.YEAR: 3}[unit]
    return limit(draw(st.integers(0, most)), unit, draw(BOUNDS), suspended_by=("hearing",))


@st.composite
def stops(draw: st.DrawFn) -> list[Interval]:
    firsts = draw(st.lists(DAYS, max_size=3))
    return [Interval(day, day + timedelta(days=draw(st.integers(0, 40))), "hearing") for day in firsts]


def naive(rule: TimeLimit, start: date, pauses: list[Interval]) -> tuple[date, date, date]:
    """Count as a clerk does with a wall calendar: one day after another, ticking those that count."""
    stopped = {p.first + timedelta(days=n) for p in pauses for n in range((p.last - p.first).days + 1)}
    wanted = rule.length
    if rule.unit in (Unit.MONTH, Unit.YEAR):
        wanted = (add_units(start, rule.unit, rule.length) - start).days
    day, ticks = start, 0
    while ticks < wanted:
        day += timedelta(days=1)
        if day not in stopped and (rule.unit is not WD or CALENDAR.is_working(day)):
            ticks += 1
    rolled = day
    while rule.bound is Bound.PARTY and not CALENDAR.is_working(rolled):
        rolled += timedelta(days=1)
    safe = day
    while rule.bound is not Bound.EFFECT and not CALENDAR.is_working(safe):
        safe -= timedelta(days=1)
    return day, rolled, safe if safe >= start else day


@given(limits(), DAYS, stops())
def test_it_agrees_with_counting_one_day_after_another(rule: TimeLimit, start: date, pauses: list[Interval]) -> None:
    found = due(rule, start, CALENDAR, suspensions=pauses)
    assert (found.nominal, found.due, found.safe) == naive(rule, start, pauses)


@given(limits(), DAYS, stops())
def test_the_explanation_agrees_with_the_result(rule: TimeLimit, start: date, pauses: list[Interval]) -> None:
    found = due(rule, start, CALENDAR, suspensions=pauses)
    rows = found.days
    assert [row.date for row in rows] == [start + timedelta(days=n) for n in range((found.due - start).days + 1)]
    if rule.unit in (CD, WD):
        assert sum(row.counted for row in rows) == rule.length
    assert all(row.why for row in rows)


@given(limits(), DAYS, st.integers(1, 30))
def test_a_later_start_never_ends_earlier(rule: TimeLimit, start: date, later: int) -> None:
    assert due(rule, start, CALENDAR).due <= due(rule, start + timedelta(days=later), CALENDAR).due


@given(limits(), DAYS)
def test_a_longer_limit_never_ends_earlier(rule: TimeLimit, start: date) -> None:
    assert due(rule, start, CALENDAR).due <= due(replace(rule, length=rule.length + 1), start, CALENDAR).due


@given(limits(), DAYS, stops())
def test_a_suspension_never_shortens(rule: TimeLimit, start: date, pauses: list[Interval]) -> None:
    assert due(rule, start, CALENDAR).due <= due(rule, start, CALENDAR, suspensions=pauses).due


@given(limits(), DAYS, stops())
def test_nominal_lies_between_safe_and_due(rule: TimeLimit, start: date, pauses: list[Interval]) -> None:
    found = due(rule, start, CALENDAR, suspensions=pauses)
    assert start <= found.safe <= found.nominal <= found.due
    assert rule.bound is Bound.PARTY or found.due == found.nominal


@given(DAYS, st.integers(1, 15))
def test_notice_and_event_are_each_others_inverse(served: date, length: int) -> None:
    rule = limit(length, WD, direction=Direction.BEFORE, full_days_between=True)
    event = earliest_event(rule, served, CALENDAR)
    assert due(rule, event, CALENDAR).due >= served
    assert due(rule, CALENDAR.previous_working(event - timedelta(days=1)), CALENDAR).due < served


@given(DAYS, st.integers(1, 20))
def test_a_demand_served_on_the_last_safe_day_runs_out_inside_the_window(window_last: date, length: int) -> None:
    demand = limit(length, WD, Bound.PARTY)
    served = last_safe_service(demand, window_last, CALENDAR)
    assert CALENDAR.next_working(due(demand, served, CALENDAR).over_on) <= window_last
    next_day = CALENDAR.next_working(served + timedelta(days=1))
    assert CALENDAR.next_working(due(demand, next_day, CALENDAR).over_on) > CALENDAR.previous_working(window_last)


@given(st.integers(0, 10**8), DAYS, st.integers(0, 200), stops())
def test_surcharge_never_falls_and_never_passes_the_fine(fen: int, start: date, days: int, pauses: list[Interval]) -> None:
    earlier, later = (surcharge(fen, start, start + timedelta(days=days + more), *pauses) for more in (0, 1))
    assert 0 <= earlier <= later <= fen


def test_sixty_days_are_reckoned_in_well_under_a_millisecond() -> None:
    permit = limit(60, WD)
    best = min(_seconds(permit) for _ in range(5))
    assert best < 0.001


def _seconds(rule: TimeLimit) -> float:
    began = time.perf_counter()
    for _ in range(20):
        due(rule, date(2025, 3, 3), CALENDAR)
    return (time.perf_counter() - began) / 20


# --- what single changes of the code could break unseen (docs/mutation.md)


def test_an_act_on_the_due_day_is_in_time_and_the_next_day_late() -> None:
    result = due(limit(10, Unit.CALENDAR_DAY), date(2025, 3, 3), CALENDAR)
    assert not result.late(date(2025, 3, 13))
    assert result.late(date(2025, 3, 14))
    assert not result.late(datetime(2025, 3, 13, 23, tzinfo=BEIJING))
    assert (result.days_left(date(2025, 3, 10)), result.days_left(date(2025, 3, 14))) == (3, -1)
    assert (result.limit, result.extension) == ("loan", 0)


def test_hours_that_ended_at_an_instant_are_late_by_the_instant_or_by_the_day() -> None:
    result = due(limit(24, Unit.HOUR), datetime(2025, 3, 3, 9, tzinfo=BEIJING), CALENDAR)
    assert not result.late(datetime(2025, 3, 4, 9, tzinfo=BEIJING))
    assert result.late(datetime(2025, 3, 4, 10, tzinfo=BEIJING))
    assert not result.late(date(2025, 3, 4))
    assert result.late(date(2025, 3, 5))


def test_an_extension_lengthens_hours_and_what_precedes_an_event() -> None:
    hours = due(limit(24, Unit.HOUR, extension=6), datetime(2025, 3, 3, 9, tzinfo=BEIJING), CALENDAR, extension=6)
    assert hours.due == datetime(2025, 3, 4, 15, tzinfo=BEIJING)
    assert hours.extension == 6
    before = due(limit(5, Unit.CALENDAR_DAY, direction=Direction.BEFORE, extension=2), date(2025, 3, 20), CALENDAR, extension=2)
    assert before.due == date(2025, 3, 13)


def test_an_extension_that_is_not_allowed_says_so_in_these_words() -> None:
    with pytest.raises(ExtensionTooLong, match=r"^还书（loan）不得延长（"):
        due(limit(5, Unit.CALENDAR_DAY), date(2025, 3, 20), CALENDAR, extension=1)


def test_a_demand_in_days_of_the_calendar_runs_out_before_the_last_working_day() -> None:
    assert last_safe_service(limit(10, Unit.CALENDAR_DAY), date(2025, 6, 15), CALENDAR) == date(2025, 5, 30)


def test_a_suspension_of_a_single_day_takes_that_day_away() -> None:
    rule = limit(2, Unit.WORKING_DAY, suspended_by=("testing",))
    stop = Interval(date(2025, 3, 5), date(2025, 3, 5), "testing")
    assert due(rule, date(2025, 3, 3), CALENDAR, suspensions=[stop]).due == date(2025, 3, 6)


def test_hours_begun_on_a_bare_day_are_rounded_up_to_days() -> None:
    result = due(limit(36, Unit.HOUR), date(2025, 3, 3), CALENDAR)
    assert (result.due, result.safe) == (date(2025, 3, 5), date(2025, 3, 4))


def test_a_suspension_that_begins_at_the_very_end_moves_nothing() -> None:
    rule = limit(24, Unit.HOUR, suspended_by=("testing",))
    stop = Interval(date(2025, 3, 5), date(2025, 3, 6), "testing")
    started = datetime(2025, 3, 4, tzinfo=BEIJING)
    assert due(rule, started, CALENDAR, suspensions=[stop]).due == datetime(2025, 3, 5, tzinfo=BEIJING)


def test_the_starting_day_itself_may_be_the_safe_one() -> None:
    assert due(limit(1, Unit.CALENDAR_DAY), date(2025, 3, 7), CALENDAR).safe == date(2025, 3, 7)


def test_an_agencys_days_that_end_beyond_the_notices_are_provisional() -> None:
    last = CALENDAR.known_until
    assert due(limit(30, Unit.CALENDAR_DAY), last, CALENDAR).provisional
    assert not due(limit(30, Unit.CALENDAR_DAY, Bound.EFFECT), last, CALENDAR).provisional
    assert not due(limit(30, Unit.CALENDAR_DAY, direction=Direction.AT_LEAST), last, CALENDAR).provisional
    assert due(limit(30, Unit.CALENDAR_DAY, Bound.PARTY, direction=Direction.AT_LEAST), last, CALENDAR).provisional


def test_working_days_before_an_event_beyond_the_notices_are_provisional() -> None:
    event = CALENDAR.known_until + timedelta(days=2)
    result = due(limit(5, Unit.WORKING_DAY, direction=Direction.BEFORE), event, CALENDAR)
    assert CALENDAR.knows(result.due)
    assert result.provisional
