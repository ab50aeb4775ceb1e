"""Anybody with a report: pastes it, reads the marks, accepts, and takes the corrected file away; no account, no traces."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as Word
from playwright.sync_api import Download, Page, expect

from tests.browser.visitor import DESK, NARROW, PHONE, Visitor, barriers, wide

Visit = Callable[..., Visitor]
REPORT = (
    "安溪镇人民政府2025年法治政府建设年度报告\n一、2025年主要举措和成效\n按照《关于开展文件清理的通知》（安府办发〔202436号）要求，清理文件18件。"
    "三是是健全制度，严格落实听证权力告知制度。\n全年作出行政处罚134件，其中普通程序24件、简易程序110件。纠纷调解成功率达100%以上。"
)


def pasted(visitor: Visitor, text: str = REPORT) -> Page:
    visitor.open("/check")
    visitor.page.fill("#f-text", text)
    visitor.go("核查")
    return visitor.page


def taken(visitor: Visitor, label: str) -> Download:
    with visitor.page.expect_download() as waiting:
        visitor.tap(label)
    return waiting.value


def text_of(file: Download) -> str:
    return "\n".join(p.text for p in Word(io.BytesIO(Path(file.path()).read_bytes())).paragraphs)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_report_is_pasted_marked_accepted_and_taken_away(visit: Visit, size: tuple[int, int]) -> None:
    somebody = visit("", size)
    page = pasted(somebody)
    assert page.locator("a.marked").all_inner_texts()
    somebody.sees("134 = 24 + 110", "文号或日期残缺")
    assert wide(page) == 0
    assert barriers(page) == []
    expect(page.locator("[data-picked]")).to_have_text("已选1处")
    somebody.tap(page.locator(".find-mend", has_text="三是"))
    expect(page.locator("[data-picked]")).to_have_text("已选2处")
    assert page.locator(".checked-text del").all_inner_texts() == ["是"]
    file = taken(somebody, "下载改好稿")
    assert file.suggested_filename == "报告（已改）.docx"
    assert text_of(file) == REPORT.replace("〔202436号", "〔2024〕36号").replace("三是是", "三是")
    assert somebody.screens == 2
    assert [c["name"] for c in page.context.cookies()] == ["csrftoken"]


def test_everything_is_accepted_at_once_and_checked_again(visit: Visit) -> None:
    somebody = visit("", DESK)
    page = pasted(somebody)
    somebody.tap(".check-all")
    expect(page.locator("[data-picked]")).to_have_text("已选3处")
    somebody.go("改好再查")
    somebody.sees("已改全部", "听证权利", "三是健全制度")
    somebody.does_not_see("文号或日期残缺")
    assert page.locator(".found").count() == 1
    sheet = taken(somebody, "下载问题清单")
    assert sheet.suggested_filename == "报告（问题清单）.xlsx"


def test_a_mark_finds_its_finding_and_the_page_stays(visit: Visit) -> None:
    somebody = visit("", DESK)
    page = pasted(somebody, REPORT + "\n推进工作。" * 60)
    top = page.evaluate("scrollY")
    somebody.tap(page.locator("a.marked", has_text="达100%以上"))
    expect(page.locator(".found.here")).to_contain_text("比率不可能超过100%")
    assert page.evaluate("scrollY") - top < 400
    somebody.tap(page.locator(".found", has_text="听证权").locator(".find-place"))
    expect(page.locator("a.marked.here")).to_be_in_viewport()
    somebody.tap(".count.stop")
    expect(page.locator(".found.stop").first).to_be_hidden()
    expect(page.locator(".found.warn").first).to_be_visible()


def test_without_script_it_is_all_there(visit: Visit) -> None:
    somebody = visit("", PHONE, script=False)
    page = pasted(somebody)
    assert page.locator(".found").count() == 4
    page.check("[name=all]")
    file = taken(somebody, "下载改好稿")
    assert "三是健全制度，严格落实听证权利告知制度" in text_of(file)
    somebody.go("改好再查")
    assert page.locator(".found").count() == 1


def test_a_file_that_is_dropped_or_chosen_is_named_and_a_heavy_one_refused_before_it_is_sent(visit: Visit, tmp_path: Path) -> None:
    somebody = visit("", DESK)
    page = somebody.page
    somebody.open("/check")
    heavy, light = tmp_path / "重.docx", tmp_path / "轻.txt"
    with heavy.open("wb") as made:
        made.truncate(51 * 1024 * 1024)
    light.write_text(REPORT, encoding="utf-8")
    page.set_input_files("#f-file", heavy)
    somebody.sees("超过50兆字节")
    assert page.input_value("#f-file") == ""
    page.set_input_files("#f-file", light)
    somebody.sees("轻.txt")
    somebody.go("核查")
    somebody.sees("轻.txt，查了")


def test_a_heavy_file_sent_without_script_is_told_so(visit: Visit, tmp_path: Path) -> None:
    """The answer arrives though the server did not want the file: the refusal is read, not a broken connection."""
    somebody = visit("", DESK, script=False)
    heavy = tmp_path / "重.docx"
    with heavy.open("wb") as made:
        made.truncate(52 * 1024 * 1024)
    somebody.open("/check")
    somebody.page.set_input_files("#f-file", heavy)
    somebody.page.locator("button.large").click(timeout=60_000)
    expect(somebody.page.locator("#errors")).to_contain_text("超过50兆字节", timeout=60_000)
    somebody.faults.clear()


def test_hostile_text_runs_nothing(visit: Visit) -> None:
    somebody = visit("", DESK)
    page = pasted(
        somebody, "推进工作，三是是健全制度。</textarea><script>document.title='x'</script><img src=x onerror=\"document.title='y'\">"
    )
    assert "核查结果" in page.title()
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("path", ["/check", "/check/last-year", "/check/published", "/check/sample", "/check/rules", "/check/rules/N4"])
def test_every_page_of_it_is_open_to_all(visit: Visit, path: str) -> None:
    for size in (DESK, NARROW):
        somebody = visit("", size)
        somebody.open(path)
        assert wide(somebody.page) == 0
        assert barriers(somebody.page) == []
