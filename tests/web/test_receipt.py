"""What a receipt page is given: numbers of the days, what lengthened the limit, and nothing that did not."""

from __future__ import annotations

from datetime import date, datetime

from fadu.kernel.timelimit import BEIJING, Due, Interval, due
from fadu.law import load
from fadu.web.receipt import days_of, key_dates, stood_still

BOOK = load()


def of(name: str, start: date | datetime, **more: object) -> Due:
    day = start.date() if isinstance(start, datetime) else start
    return due(BOOK.limit(name, day), start, BOOK.calendar, **more)  # type: ignore[arg-type]


def test_days_before_an_event_are_numbered_back_from_it() -> None:
    numbers = [day["counted"] for day in days_of(of("pen.hearing_notice", date(2025, 10, 20)))]
    assert [n for n in numbers if n] == [7, 6, 5, 4, 3, 2, 1]
    forward = [day["counted"] for day in days_of(of("pen.hearing_request", date(2025, 9, 25)))]
    assert [n for n in forward if n] == [1, 2, 3, 4, 5]


def test_hours_have_no_number_and_keep_their_minute() -> None:
    found = of("crim.handover", datetime(2025, 9, 30, 16, 30, tzinfo=BEIJING))
    assert [(day["counts"], day["counted"]) for day in days_of(found)] == [(True, None), (True, None)]
    assert key_dates(found)["answer"]["time"] == datetime(2025, 10, 1, 16, 30, tzinfo=BEIJING)


def test_only_suspensions_that_stopped_the_limit_are_listed_and_the_extension_has_its_unit() -> None:
    stops = [
        Interval(date(2025, 10, 15), date(2025, 10, 17), "hearing", "听证"),
        Interval(date(2025, 10, 20), date(2025, 10, 21), "mediation", "调解"),
    ]
    told = stood_still(of("lic.decide", date(2025, 9, 22), suspensions=stops, extension=10))
    assert told["intervals"] == [{"cause": "听证", "first": date(2025, 10, 15), "last": date(2025, 10, 17)}]
    assert [(e["by"], e["approver"]) for e in told["extensions"]] == [("10个工作日", "本机关负责人批准，并告知理由")]


def test_a_suspension_that_lasts_has_no_end() -> None:
    lasting = Interval(date(2025, 10, 15), date.max, "hearing", "听证")
    told = stood_still(of("lic.decide", date(2025, 9, 22)), paused=[lasting])
    assert told == {"intervals": [{"cause": "听证", "first": date(2025, 10, 15), "last": None}], "extensions": []}
