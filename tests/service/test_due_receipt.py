"""The moments of a receipt by name, and the calendar event of a due date: exact dates, and a file that readers accept."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from fadu.kernel.timelimit import BEIJING, Due, Interval, due
from fadu.law import load
from fadu.service.due_receipt import DueNote, ics, lapse_word, moments, waits

BOOK = load()
STAMP = datetime(2025, 9, 28, 1, 2, 3, tzinfo=UTC)


def of(name: str, start: date | datetime, **more: object) -> Due:
    day = start.date() if isinstance(start, datetime) else start
    return due(BOOK.limit(name, day), start, BOOK.calendar, **more)


def note(found: Due, matter: str = "李某占道经营案", uid: str = "m-1@fadu") -> DueNote:
    return DueNote(found, matter, uid)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def told(found: Due) -> list[str]:
    """The moments of a receipt as lines: name, day or instant, note."""
    return [
        " ".join(
            part for part in (one.label, f"{one.at:%m-%d %H:%M}" if isinstance(one.at, datetime) else f"{one.at:%m-%d}", one.note) if part
        )
        for one in moments(found)
    ]


def test_a_partys_limit_tells_the_rolled_day_and_the_last_working_day_before() -> None:
    assert told(of("pen.pay", date(2025, 9, 19))) == [
        "起算 09-19 收到处罚决定书", "名义届满 10-04 遇休息日顺延", "届满 10-09", "稳妥 09-30 名义届满日以前的最后一个工作日",
    ]  # fmt: skip


def test_an_agencys_limit_gives_the_safe_day_only_when_it_differs() -> None:
    safe = "稳妥 01-30 最后一日为休息日，机关的期限不顺延，在此前办结"
    assert told(of("pen.decide", date(2025, 11, 3))) == ["起算 11-03 立案", "届满 02-01", safe]
    assert told(of("pen.decide", date(2025, 3, 6))) == ["起算 03-06 立案", "届满 06-04"]


def test_a_waiting_period_gives_the_first_day_to_act_and_a_public_notice_the_day_of_effect() -> None:
    assert told(of("gfx.comment.market", date(2025, 3, 3)))[1:] == ["期满 04-02", "最早可办 04-03"]
    assert told(of("pen.public_notice_service", date(2025, 3, 3)))[1:] == ["期满 04-02", "生效 04-03"]


def test_hours_to_be_waited_out_end_at_the_minute() -> None:
    start = datetime(2025, 9, 30, 10, tzinfo=BEIJING)
    assert told(of("rnd.objection", start))[1:] == ["期满 10-01 10:00", "最早可办 10-01 10:00"]


def test_a_validity_gives_its_last_day_and_nobody_is_late_for_it() -> None:
    found = of("gfx.valid.trial", date(2023, 6, 1))
    assert told(found)[1:] == ["期满 06-01"]
    assert (waits(found), lapse_word(found)) == (True, "期满后果")


def test_before_an_event_it_is_the_event_and_the_last_day() -> None:
    found = of("pen.hearing_notice", date(2025, 10, 20))
    assert told(found) == ["事件 10-20 举行听证", "最迟 10-09"]
    assert (waits(found), lapse_word(found)) == (False, "逾期后果")


def test_hours_begun_on_a_bare_day_are_safe_the_day_before() -> None:
    assert told(of("crim.handover", date(2025, 9, 30)))[1:] == ["届满 10-01", "稳妥 09-30 没有记录时刻，前一日办结可保无误"]


def test_the_event_tells_suspension_extension_and_doubt() -> None:
    stop = Interval(date(2026, 12, 1), date(2026, 12, 4), "hearing", "听证")
    found = of("lic.decide", date(2026, 11, 30), suspensions=[stop], extension=5)
    described = next(line for line in unfolded(ics([note(found)], STAMP)) if line.startswith("DESCRIPTION:20"))
    assert "已延长：5个工作日；已中止：2026年12月1日（周二）至2026年12月4日（周五），听证；暂定：" in described.replace("\\;", ";")


def test_the_event_is_a_day_with_a_reminder_on_the_safe_day() -> None:
    lines = unfolded(ics([note(of("pen.decide", date(2025, 11, 3)))], STAMP))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    for expected in (
        "UID:m-1@fadu",
        "DTSTAMP:20250928T010203Z",
        "DTSTART;VALUE=DATE:20260201",
        "DTEND;VALUE=DATE:20260202",
        "SUMMARY:作出行政处罚决定：李某占道经营案",
        "DESCRIPTION:90日，《行政处罚法》第六十条；稳妥日期2026年1月30日（周五）",
        "STATUS:CONFIRMED",
        "TRIGGER;VALUE=DATE-TIME:20260130T010000Z",
    ):
        assert expected in lines


def test_a_provisional_date_is_tentative_and_an_hour_is_an_instant() -> None:
    tentative = unfolded(ics([note(of("lic.decide", date(2026, 12, 20)))], STAMP))
    assert "STATUS:TENTATIVE" in tentative
    start = datetime(2025, 9, 30, 17, 30, tzinfo=BEIJING)
    hours = unfolded(ics([note(of("crim.handover", start))], STAMP))
    assert "DTSTART:20251001T093000Z" in hours
    assert not any(line.startswith("DTEND") for line in hours), "an event may not end when it begins (RFC 5545 §3.8.2.2)"
    assert "TRIGGER;VALUE=DATE-TIME:20250930T093000Z" in hours


def test_special_signs_are_escaped_and_the_link_is_kept() -> None:
    odd = DueNote(of("pen.serve", date(2025, 9, 28)), "王某, 陈某; 甲\\乙\n丙", "m-2", "https://example.test/m/2")
    lines = unfolded(ics([odd], STAMP))
    assert "SUMMARY:送达文书：王某\\, 陈某\\; 甲\\\\乙\\n丙" in lines
    assert "URL:https://example.test/m/2" in lines


def test_a_feed_holds_every_note_once() -> None:
    days = (date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5))
    text = ics([note(of("pen.serve", day), uid=f"m-{day}") for day in days], STAMP)
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 3
    assert text.count("BEGIN:VCALENDAR") == 1


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_no_line_passes_75_octets_and_unfolding_gives_the_text_back(matter: str) -> None:
    text = ics([note(of("pen.serve", date(2025, 9, 28)), matter)], STAMP)
    physical = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in physical)
    summary = next(line for line in unfolded(text) if line.startswith("SUMMARY:"))
    assert "\n" not in summary
    assert "\r" not in summary
