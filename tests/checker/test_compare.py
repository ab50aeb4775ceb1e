"""Comparison with last year's report, with counted figures, and of the published page with the generated text."""

from __future__ import annotations

from fadu.checker import check, document
from fadu.checker.compare import copied, differences, findings, unchanged
from fadu.kernel.finding import Severity
from tests.checker.fixtures import report_text


def test_a_report_copied_from_last_year_is_found() -> None:
    now = report_text("qingshan_2025")
    before = now.replace("2025", "2024").replace("2026", "2025")
    found = check(document(now), last_year=document(before))
    assert sum(f.rule == "R5" and f.severity is Severity.WARN for f in found) >= 5
    assert len(unchanged(document(now), document(before))) >= 10


def test_another_report_is_not_taken_for_a_copy() -> None:
    assert list(copied(document(report_text("qingshan_2025")), document(report_text("liuhe_2024")))) == []


def test_growth_said_of_a_number_that_fell() -> None:
    now = document("青山镇2025年法治政府建设年度报告\n办理信访事项15件，较上年增长。")
    before = document("青山镇2024年法治政府建设年度报告\n办理信访事项19件。")
    assert [f.fragment for f in check(now, last_year=before) if f.rule == "N9"] == ["15件，较上年增长。"]


def test_a_figure_that_differs_from_the_records_is_stopped() -> None:
    doc = document("全年作出行政处罚347件，罚没金额0.7万余元。")
    found = [f for f in check(doc, known={"penalty.count": 27, "penalty.amount": 7260}) if f.severity is Severity.STOP]
    assert [(f.rule, f.fragment) for f in found] == [("N8", "347件")]


def test_publishing_that_lost_single_characters() -> None:
    original = report_text("qingshan_2025")
    page = (
        "首页 | 政务公开\n" + original.replace("〕", "").replace("2021—2025年", "20212025年").replace("《云岭县", "《云县") + "\n版权所有"
    )
    lost = {d.wanted for d in differences(document(page), document(original))}
    assert {"〕", "—", "岭"} <= lost
    assert all("发布" in f.message for f in findings(document(page), document(original)))


def test_a_faithful_page_differs_in_nothing() -> None:
    original = report_text("qingshan_2025")
    assert differences(document("网站首页\n\n" + original.replace("\n", "\n\n") + "\n分享到"), document(original)) == ()
