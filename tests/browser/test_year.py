"""The invented year as people open it: figures with the matters behind them, the report desk, the public report, a paper verified."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.browser.visitor import DESK, NARROW, PHONE, Visitor, barriers, wide

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]


def test_the_justice_office_opens_a_figure_and_every_matter_behind_it(in_the_year: Visit) -> None:
    office = in_the_year("sifa")
    office.open("/figures?year=2025")
    office.sees("2025年数据", "行政处罚", "受理纠纷", "未发生")
    assert barriers(office.page) == []
    office.go(office.page.locator('a[href^="/figures/penalty.decisions?year=2025"]').first)
    office.sees("347", "按程序", "简易", "344", "怎么算的", "后面的事项")
    assert _all_of_them(office) == 347
    office.go(office.page.locator(".figure-page .things a").first)
    office.sees("情况", "文书", "经过", "存证")


def _all_of_them(somebody: Visitor) -> int:
    """How many matters the figure's pages list, page after page."""
    listed = 0
    while True:
        listed += somebody.page.locator(".figure-page .things li").count()
        further = somebody.page.locator("a[rel=next]")
        if not further.count():
            return listed
        somebody.go(further.first)


def test_the_report_desk_shows_text_with_live_figures(in_the_year: Visit) -> None:
    office = in_the_year("sifa")
    office.open("/reports")
    office.go(office.page.get_by_role("link", name=re.compile("2025年法治政府建设")).first)
    office.sees("同乐镇人民政府2025年法治政府建设工作年度报告", "已公开", "同乐府文〔2026〕1号", "核查")
    sentence = office.page.locator(".sheet-text p", has_text="行政处罚").filter(has_text="347件").first
    assert "7480元" in sentence.inner_text()
    sentence.get_by_role("link", name="347", exact=False).first.click()
    office.page.locator("#sheet").get_by_text("后面的事项").wait_for()
    assert "347" in office.page.locator("#sheet").inner_text()
    assert barriers(office.page) == []


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_anybody_opens_the_annual_report_and_the_number_in_it(in_the_year: Visit, script: bool) -> None:
    citizen = in_the_year("", PHONE, script=script)
    citizen.open("/")
    citizen.sees("办事", "查公示", "说纠纷", "验真伪")
    citizen.go("年度报告")
    citizen.sees("同乐镇人民政府2025年法治政府建设工作年度报告", "347件", "7480元")
    citizen.go(citizen.page.locator('a[href*="/figures/penalty.decisions"]').filter(has_text="347").first)
    citizen.sees("347", "后面的事项")
    citizen.does_not_see("身份证")
    assert wide(citizen.page) == 0


def test_anybody_finds_a_disclosure_and_verifies_a_paper(in_the_year: Visit) -> None:
    citizen = in_the_year("", PHONE)
    citizen.open("/disclosures")
    citizen.go(citizen.page.get_by_role("link", name="餐饮污水随意排放").first)
    citizen.sees("同乐府罚决〔2025〕", "处罚种类")
    leader = in_the_year("fenguan")
    leader.open("/search?q=同乐府罚决〔2025〕2号")
    leader.go(leader.page.get_by_role("link", name="行政处罚决定书", exact=True).first)
    code = re.search(r"[0-9a-f]{8}", leader.page.inner_text("main"))
    assert code is not None
    citizen.open("/verify")
    citizen.fill(number="同乐府罚决〔2025〕2号", code="00000000")
    citizen.go("查验")
    citizen.does_not_see("这份文书是真的")
    citizen.open("/verify")
    citizen.fill(number="同乐府罚决〔2025〕2号", code=code[0])
    citizen.go("查验")
    citizen.sees("这份文书是真的", "行政处罚决定书")


#: Pages of the staff that everybody meets, asked as people whose desks are full.
_STAFF_PAGES = {
    "sifa": ("/desk", "/figures?year=2025", "/figures/penalty.decisions?year=2025", "/reports", "/registers", "/registers/items", "/oversight", "/due", "/matters", "/start", "/settings"),
    "lifei": ("/desk", "/quick/penalty", "/matters", "/search?q=头盔"), "cun01": ("/desk", "/quick/village", "/quick/dispute"),
}  # fmt: skip
_PUBLIC_PAGES = (
    "/",
    "/disclosures",
    "/annual-reports/2025",
    "/annual-reports/2025/figures/penalty.decisions",
    "/verify",
    "/dispute",
    "/guides",
    "/check",
    "/law",
)


@pytest.mark.parametrize("person", [*_STAFF_PAGES, ""])
def test_pages_fit_320_pixels_and_large_type_without_scrolling_sideways(in_the_year: Visit, person: str) -> None:
    somebody = in_the_year(person, NARROW)
    too_wide = []
    for size in ("normal", "large"):
        somebody.page.context.add_cookies([{"name": "fadu_prefs", "value": f"size:{size}", "url": somebody.root}])
        for path in _STAFF_PAGES.get(person, _PUBLIC_PAGES):
            somebody.open(path)
            too_wide += [(size, path, wide(somebody.page))] if wide(somebody.page) else []
    assert too_wide == []


@pytest.mark.parametrize("person", [*_STAFF_PAGES, ""])
def test_pages_have_no_barriers(in_the_year: Visit, person: str) -> None:
    somebody = in_the_year(person, DESK)
    for path in _STAFF_PAGES.get(person, _PUBLIC_PAGES):
        somebody.open(path)
        assert barriers(somebody.page) == [], path


def test_the_pages_around_the_report_fit_a_narrow_phone_and_hold_no_barrier(in_the_year: Visit) -> None:
    office = in_the_year("sifa", NARROW)
    office.open("/reports")
    office.go(office.page.get_by_role("link", name=re.compile("2025年法治政府建设")).first)
    desk = re.sub(r"^https?://[^/]+", "", office.page.url)
    for address in (
        desk, f"{desk}/compare", f"{desk}/changes", "/reports/past", "/figures/penalty.decisions/rule", "/begin/annual_report.outline/draft",
        "/begin/annual_report.formulas/take_in", "/begin/annual_report.confusables/take_in",
    ):  # fmt: skip
        office.open(address)
        assert wide(office.page) == 0, address
        assert barriers(office.page) == [], address
