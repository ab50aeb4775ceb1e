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
    assert computed(capsys, "comp.demand", "2026-12-26")["provisional"] is True
    assert computed(capsys, "lic.renew_before", "2028-05-05")["provisional"] is True, "an event may lie years ahead"


@pytest.mark.parametrize("start", ["2015-03-03", "2020-12-31", "2027-01-01", "2052-03-06"])
def test_a_start_outside_the_known_calendar_is_refused(start: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, "lic.decide", start)
    assert said.startswith(f"起算日 {start} 不在已载入的放假安排之内（2021-01-01至2026-12-31）")
    assert "载入该年的放假通知" in said


def test_what_needs_no_working_day_may_start_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert computed(capsys, "cert.validity", "2020-06-01")["due"] == "2025-06-01"
    assert computed(capsys, "comp.urgent_report", "2030-01-01T08:00")["due"] == "2030-01-02T08:00:00+08:00"


def test_a_code_that_is_no_place_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for typed in ("涪陵", "5001022", "abc"):
        assert f"“{typed}”不是行政区划代码" in refused(capsys, "pen.decide", "2025-03-06", place=typed)


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


def test_a_day_before_the_law_is_refused_with_the_days_it_is_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, "pen.decide", "1990-01-01")
    assert "没有生效的规定（登记的施行期间：2021-07-15至今）" in said


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


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, **named: Any) -> list[str]:
    """What is printed for reading, down to the list of days."""
    assert run(*arguments, as_json=False, **named) == 0
    return capsys.readouterr().out.split("\n逐日\n")[0].split("\n")


def test_before_an_event_it_speaks_of_the_event_and_the_last_day(capsys: pytest.CaptureFixture[str]) -> None:
    head, *lines = printed(capsys, "pen.hearing_notice", "2025-10-20")
    assert "7个工作日以前，中间须隔满" in head
    assert lines == ["事件  2025-10-20（周一）  举行听证", "最迟  2025-10-09（周四）"]


def test_the_window_for_the_court_names_the_last_day_to_serve_the_demand(capsys: pytest.CaptureFixture[str]) -> None:
    assert "催告  最迟2026-05-13（周三）送达催告书，届满前须留足催告期和一个工作日提出申请" in printed(
        capsys, "comp.court_apply", "2026-02-28"
    )


@pytest.mark.parametrize(("until", "owed"), [("2025-10-20", "66"), ("2025-11-20", "200"), ("", "200")])
def test_an_unpaid_fine_grows_with_the_days(until: str, owed: str, capsys: pytest.CaptureFixture[str]) -> None:
    day = until or "2025-11-12"
    assert f"加处罚款  {owed}元，算到{day}" in printed(capsys, "pen.surcharge", "2025-10-09", until=until, fine="200")


def test_the_surcharge_stands_still_during_reconsideration(capsys: pytest.CaptureFixture[str]) -> None:
    stops = ["2025-10-11..2025-10-15=行政复议", "2025-10-14..2025-10-17=行政诉讼"]
    assert "加处罚款  24元，算到2025-10-20" in printed(capsys, "pen.surcharge", "2025-10-09", until="2025-10-20", suspend=stops, fine="200")


def test_a_sum_that_is_none_and_a_limit_by_which_nothing_grows_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "不是金额" in refused(capsys, "pen.surcharge", "2025-10-09", fine="很多")
    assert "加处罚款请用 pen.surcharge" in refused(capsys, "pen.pay", "2025-10-09", fine="200")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2025-03-01T09:30", "距届满还有30分"),
        ("2025-03-01T10:00", "距届满还有0分"),
        ("2025-03-01T11:20", "已逾期1小时20分"),
        ("2025-03-02", "已逾期1日"),
    ],
)
def test_hours_are_told_to_the_minute(until: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "acc.level", "2025-03-01T08:00", until=until)[-1].endswith(said)


def test_an_instant_is_no_day_for_a_limit_in_days(capsys: pytest.CaptureFixture[str]) -> None:
    assert "不是日期" in refused(capsys, "pen.decide", "2025-03-06", until="2025-03-07T10:00")


def test_nobody_is_late_for_what_ends_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "cert.validity", "2021-03-01", until="2026-03-03")[-1] == "截至  2026-03-03（周二），期间已满"
    assert computed(capsys, "cert.validity", "2021-03-01", until="2026-03-03")["days"][-1]["date"] == "2026-03-01"
    assert printed(capsys, "gfx.comment.market", "2025-03-03", until="2025-04-02")[-1].endswith("尚未满，2025-04-03起已满")


def test_a_suspension_that_touches_no_day_of_the_limit_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "foi.reply", "2025-09-22", suspend=["2024-09-24..2024-10-10", "2025-09-24..2025-09-25"])
    assert [line for line in lines if line.startswith("提醒")] == ["提醒  中止期间2024-09-24至2024-10-10在期限以外，没有影响"]
