"""The receipt and the calendar event of a due date: plain words, exact dates, and a file that readers accept."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from fadu.kernel.timelimit import BEIJING, Due, Interval, due
from fadu.law import load
from fadu.service.due_receipt import DueNote, ics, receipt

BOOK = load()
STAMP = datetime(2025, 9, 28, 1, 2, 3, tzinfo=UTC)


def of(name: str, start: date | datetime, **more: object) -> Due:
    day = start.date() if isinstance(start, datetime) else start
    return due(BOOK.limit(name, day), start, BOOK.calendar, **more)


def note(found: Due, matter: str = "李某占道经营案", uid: str = "m-1@fadu") -> DueNote:
    return DueNote(found, matter, uid)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_the_receipt_of_a_partys_limit_tells_the_rolled_day() -> None:
    text = receipt(note(of("pen.pay", date(2025, 9, 19))), "同乐镇人民政府", date(2025, 9, 19))
    assert text.startswith(
        "期限计算单\n\n"
        "事项：李某占道经营案\n"
        "期限：缴纳罚款，15日\n"
        "依据：《行政处罚法》第六十七条第三款\n"
        "起算：2025年9月19日（周五），收到处罚决定书\n"
        "计算所得：2025年10月4日（周六），遇休息日顺延\n"
        "届满：2025年10月9日（周四）\n"
        "\n"
        "逐日计算：\n"
        "  2025-09-19  不计  起算之日"
    )
    assert text.endswith("\n\n同乐镇人民政府　2025年9月19日（周五）\n")
    assert "稳妥" not in text


def test_the_receipt_of_an_agencys_limit_gives_the_safe_day() -> None:
    text = receipt(note(of("pen.decide", date(2025, 11, 3))), "同乐镇人民政府", date(2025, 11, 3))
    assert "届满：2026年2月1日（周日）\n稳妥：2026年1月30日（周五）前办结（届满日为休息日，机关的期限不顺延）" in text


def test_the_receipt_of_a_waiting_period_gives_the_first_day_to_act() -> None:
    text = receipt(note(of("gfx.comment.market", date(2025, 3, 3))), "同乐镇人民政府", date(2025, 3, 3))
    assert "期满：2025年4月2日（周三）\n最早可办：2025年4月3日（周四）" in text


def test_the_receipt_of_a_public_notice_gives_the_day_of_effect() -> None:
    text = receipt(note(of("pen.public_notice_service", date(2025, 3, 3))), "同乐镇人民政府", date(2025, 3, 3))
    assert "期满：2025年4月2日（周三）\n生效：2025年4月3日（周四）" in text


def test_the_receipt_of_a_validity_gives_its_last_day() -> None:
    text = receipt(note(of("gfx.valid.trial", date(2023, 6, 1))), "同乐镇人民政府", date(2023, 6, 1))
    assert "期满：2025年6月1日（周日）\n逾期后果" in text
    assert "逾期后果：自动失效，列入失效清单" in text


def test_the_receipt_before_an_event_gives_the_last_day() -> None:
    text = receipt(note(of("pen.hearing_notice", date(2025, 10, 20))), "同乐镇人民政府", date(2025, 9, 30))
    assert "事件日：2025年10月20日（周一），举行听证\n最迟：2025年10月9日（周四）\n" in text


def test_the_receipt_tells_suspension_extension_and_doubt() -> None:
    stop = Interval(date(2026, 12, 1), date(2026, 12, 4), "hearing", "听证")
    found = of("lic.decide", date(2026, 11, 30), suspensions=[stop], extension=5)
    text = receipt(note(found), "同乐镇人民政府", date(2026, 11, 30))
    assert "已延长：5个工作日\n已中止：2026年12月1日（周二）至2026年12月4日（周五），听证\n暂定：" in text


def test_the_receipt_of_hours_gives_the_minute() -> None:
    start = datetime(2025, 9, 30, 9, 5, tzinfo=UTC)
    text = receipt(note(of("crim.handover", start)), "同乐镇人民政府", date(2025, 9, 30))
    assert "起算：2025年9月30日（周二）17时05分，批准移送\n届满：2025年10月1日（周三）17时05分" in text


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
    assert "TRIGGER;VALUE=DATE-TIME:20250930T093000Z" in hours


def test_special_signs_are_escaped_and_the_link_is_kept() -> None:
    odd = DueNote(of("pen.serve", date(2025, 9, 28)), "王某, 陈某; 甲\\乙\n丙", "m-2", "https://example.test/m/2")
    lines = unfolded(ics([odd], STAMP))
    assert "SUMMARY:送达行政处罚决定书：王某\\, 陈某\\; 甲\\\\乙\\n丙" in lines
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
