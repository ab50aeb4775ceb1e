"""The annual report pressed through from its opening to the page that was published, the steps with pages of their own by whoever takes them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fadu.service import report
from fadu.service.demo.people import ORG
from fadu.service.people import actor_of
from fadu.service.report_content import content_of, report_of
from fadu.service.report_findings import silent_topics
from fadu.store.models import Account, Matter
from tests.browser.at_work import press
from tests.browser.place import Place
from tests.browser.visitor import PHONE, Visitor, wide

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
YEAR = 2024


def _report() -> Matter:
    row = report_of(ORG, YEAR)
    assert row is not None
    return row


def _by(place: Place, login: str) -> report.By:
    return report.By(actor=actor_of(Account.objects.get(login=login)), at=place.now)


def _act(somebody: Visitor, label: str) -> None:
    """From the report's desk: one of the buttons beside its title."""
    somebody.open(f"/reports/{_report().pk}")
    somebody.go(somebody.page.locator(".title .tools a", has_text=label).first)


def test_the_report_is_pressed_through_by_everybody_it_needs(place: Place, visit: Visit) -> None:
    office = visit("sifa")
    office.open("/reports")
    office.go(f"启动{YEAR}年年度报告") if office.page.get_by_text(f"启动{YEAR}年年度报告").count() else office.open(
        f"/reports/start?year={YEAR}"
    )
    press(office)
    office.sees("下一步：冻结数据")

    statistician = visit("tongji")
    _act(statistician, "冻结数据")
    press(statistician)
    statistician.sees("各线核数")

    owner = visit("duizhang", PHONE)
    owner.open("/desk")
    owner.go(owner.page.locator(".due-act a", has_text="核数").first)
    first = owner.page.locator("section.confirm").first
    owner.go(first.locator("button[value=confirm]"))
    owner.tap(owner.page.locator("section.confirm").first.locator("summary", has_text="改为有异议"))
    owner.page.locator("details[open] input[name=note]").fill("少算了一项")
    owner.go(owner.page.locator("details[open] button[value=dispute]"))
    owner.sees("少算了一项")
    owner.go("已核实，属实")
    assert wide(owner.page) == 0

    found = content_of(_report())
    report.confirm_all(_report(), _by(place, "sifa"), [str(r["code"]) for r in found.rows if r.get("topic") and not r.get("part")])
    _act(office, "核数完成")
    press(office)
    _act(office, "起草")
    press(office)
    office.go(office.page.locator("#s-others .edit-here").first)
    office.fill(text="全年另办理27件。")
    office.go("保存这一段")
    office.sees("手填数字", "“其他需要报告的情况”有未挂接的数字：27")
    office.go(office.page.locator("#s-others .edit-here").first)
    office.fill(text="无其他需要报告的情况。")
    office.go("保存这一段")
    _act(office, "核查")
    press(office)
    office.sees("持证率：分子13大于分母5")  # the stories' town holds more certificates than posts
    for _ in range(2):
        office.tap(office.page.locator("summary", has_text="确无错误").first)
        office.page.locator("details[open] textarea[name=why]").fill("岗位清单尚未补全，证件经核对无误")
        office.go(office.page.locator("details[open] button[value=explain]"))
    for topic in silent_topics(content_of(_report())):
        report.state_nil(ORG, YEAR, topic, _by(place, "sifa"))

    for leader in ("shuji", "zhenzhang"):
        visitor = visit(leader, PHONE)
        visitor.open("/desk")
        visitor.go(visitor.page.locator(".due-act a", has_text="本人确认").first)
        visitor.go("属实，确认")
    head, clerk = visit("zhenzhang"), visit("dangzheng")
    _act(head, "班子会审定")
    head.fill(minutes="党委会议纪要〔2025〕9号")
    press(head)
    head.sees("下一步：保密审查")
    for login, step, fields in (
        ("baomi", "clear", {"secrecy_result": "可以公开"}),
        ("zhenzhang", "sign", {}),
        ("dangzheng", "submit", {}),
        ("dangzheng", "publish", {"page_address": "镇政府网站"}),
    ):
        report.take_on(_report(), _by(place, login), step, fields)

    clerk.open(f"/annual-reports/{YEAR}")
    shown = clerk.page.inner_text("main")
    _act(clerk, "核对已发布网页")
    clerk.fill(published=re.sub("〕", "", shown))
    press(clerk)
    clerk.sees("处不同", "改正网页后再核对一遍")
    _act(clerk, "核对已发布网页")
    clerk.fill(published=shown)
    press(clerk)
    clerk.sees("与签发的报告一致")
