"""``fadu due``: what it prints, and what it says to what cannot be computed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from fadu.service.due_command import run

KEYS = ["limit", "from", "nominal", "due", "safe", "provisional", "citation", "days"]


def computed(capsys: pytest.CaptureFixture[str], *arguments: str, **named: Any) -> dict[str, Any]:
    assert run(*arguments, as_json=True, **named) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str, **named: Any) -> str:
    assert run(*arguments, as_json=True, **named) == 2
    out, error = capsys.readouterr()
    assert out == ""
    return error


def test_it_works(capsys: pytest.CaptureFixture[str]) -> None:
    found = computed(capsys, "pen.decide", "2025-03-06")
    assert list(found) == KEYS
    assert (found["limit"], found["from"], found["due"]) == ("pen.decide", "2025-03-06", "2025-06-04")
    assert "行政处罚法" in found["citation"]
    assert found["provisional"] is False
    assert [sorted(day) for day in found["days"]] == [["counted", "date", "why"]] * len(found["days"])
    assert sum(day["counted"] for day in found["days"]) == 90


def test_a_label_names_its_limit(capsys: pytest.CaptureFixture[str]) -> None:
    assert computed(capsys, "作出行政处罚决定", "2025-03-06")["limit"] == "pen.decide"


def test_suspended_days_do_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    plain = computed(capsys, "comp.seize", "2025-03-06")
    longer = computed(capsys, "comp.seize", "2025-03-06", suspend=["2025-03-10..2025-03-12=鉴定"])
    assert date.fromisoformat(longer["due"]) - date.fromisoformat(plain["due"]) == date(2025, 3, 13) - date(2025, 3, 10)
    assert [day["why"] for day in longer["days"] if day["date"] == "2025-03-11"] == ["中止期间不计入：鉴定"]


def test_beyond_the_last_holiday_notice_a_date_is_provisional(capsys: pytest.CaptureFixture[str]) -> None:
    assert computed(capsys, "comp.demand", "2031-09-26")["provisional"] is True


def test_to_a_day_in_time_the_rest_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    days = computed(capsys, "pen.decide", "2025-03-06", until="2025-03-31")["days"]
    assert (days[0]["date"], days[-1]["date"]) == ("2025-03-06", "2025-03-31")


def test_to_a_day_too_late_the_default_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    days = computed(capsys, "pen.decide", "2025-03-06", until="2025-06-06")["days"]
    assert days[-1] == {"date": "2025-06-06", "counted": False, "why": "期限已届满，逾期第2日"}


def test_for_reading_it_says_rule_dates_and_days(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("pen.decide", "2025-03-06", until="2025-06-06", as_json=False) == 0
    said = capsys.readouterr().out
    for part in ("90日以内", "《行政处罚法》第六十条", "届满  2025-06-04（周三）", "已逾期2日", "第90日"):
        assert part in said


def test_an_unknown_limit_lists_near_names(capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, "pen.decid", "2025-03-06")
    assert "没有名为“pen.decid”的期限" in said
    assert "pen.decide" in said.split("相近的有", 1)[1]


@pytest.mark.parametrize("start", ["2025-02-30", "昨天", "2025-13-01", "99999-01-01"])
def test_an_impossible_date_is_refused(start: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert start in refused(capsys, "pen.decide", start)


def test_a_day_before_the_law_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有生效的规定" in refused(capsys, "pen.decide", "1990-01-01")


def test_an_interval_that_ends_before_it_begins_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "末日早于首日" in refused(capsys, "comp.seize", "2025-03-06", suspend=["2025-03-12..2025-03-10"])


def test_half_an_interval_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "不是期间" in refused(capsys, "comp.seize", "2025-03-06", suspend=["2025-03-12"])


def test_a_limit_the_law_never_suspends_is_not_suspended(capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, "pen.decide", "2025-03-06", suspend=["2025-03-10..2025-03-12"])
    assert "没有法定的中止事由" in said
    assert "第六十条" in said


def test_a_cause_the_limit_does_not_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, "comp.seize", "2025-03-06", suspend=["2025-03-10..2025-03-12=调解"])
    assert "不因“调解”中止" in said
    assert "鉴定" in said


def test_to_a_day_before_the_start_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "早于起算日" in refused(capsys, "pen.decide", "2025-03-06", until="2025-03-05")


def test_an_approved_extension_is_counted_and_one_too_long_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("comp.seize", "2025-03-06", as_json=True, extension=30) == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2025-05-05"
    assert run("comp.seize", "2025-03-06", as_json=True, extension=31) == 2
    assert "至多延长30日" in capsys.readouterr().err
    assert run("pen.decide.market", "2025-03-06", as_json=True, extension=10**9) == 2
    assert "超出了可以表示的年份" in capsys.readouterr().err
