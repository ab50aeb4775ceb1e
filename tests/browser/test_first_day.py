"""The first day of a town, on screens alone: from the code on the console to the first penalty on the street, and verified."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.visitor import PHONE, Visitor, barriers, visiting, wide
from tests.browser.year import _free_port, _wait
from tests.year.town_year import CHECKOUT

pytestmark = pytest.mark.slow

NEW_PASSWORD = "河边有三棵黄葛树和一口老井"
TOWN = {
    "code": "500102128", "name": "同乐镇人民政府", "short_name": "同乐", "district": "重庆市涪陵区", "villages": "500102128001\t和顺社区\n500102128002\t春华村",
    "office": "同乐镇党政综合办公室", "reconsideration": "重庆市涪陵区人民政府", "court": "重庆市涪陵区人民法院", "payee": "重庆市涪陵区非税收入代收账户",
    "system_name": "周某", "system_login": "zhou", "security_name": "吴某", "security_login": "wu", "audit_name": "郑某", "audit_login": "zheng",
}  # fmt: skip
PEOPLE = "姓名\t登录名\n罗队\tluo\n李飞\tlifei\n王强\twangqiang\n秦衡\tqin\n林正\tlin\n苏文\tsu"
POSTS = "罗队 执法队负责人\n李飞 执法人员\n王强 执法人员\n秦衡 法制审核人员\n林正 镇长\n苏文 党政办"
TODAY = date.today()


@dataclass(slots=True)
class FirstDay:
    """The server of an empty folder, the code it printed, and the people's passwords as they become known."""

    browser: Browser
    root: str
    code: str
    windows: ExitStack
    passwords: dict[str, str] = field(default_factory=dict)

    def somebody(self) -> Visitor:
        return self.windows.enter_context(visiting(self.browser, self.root, PHONE))

    def signs_in(self, login: str) -> Visitor:
        """Sign in with the password for one use, and change it as one must."""
        visitor = self.somebody()
        visitor.open("/login")
        visitor.page.fill("#username", login)
        visitor.page.fill("#password", self.passwords[login])
        visitor.go("登录")
        assert visitor.address() == "/settings/password"
        visitor.fill(old=self.passwords[login], new=NEW_PASSWORD, again=NEW_PASSWORD)
        visitor.go(visitor.page.locator("main form button.strong").first)
        visitor.sees("密码已改好")
        assert visitor.address() == "/desk"
        return visitor

    def learn(self, visitor: Visitor) -> None:
        """Copy the passwords that a page shows this once."""
        for row in visitor.page.locator("tbody tr").all():
            *_, login, password = [cell.inner_text().strip() for cell in row.locator("td").all()]
            self.passwords[login] = password


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, str]]:
    """``fadu serve`` on an empty folder: its address, and the code of the first run from its console."""
    port = _free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("FADU_", "DJANGO_"))}
    server = subprocess.Popen(
        [sys.executable, "-c", "from fadu.config.cli import main; main()", "serve", "--port", str(port), "--workers", "1"], cwd=CHECKOUT, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env={**own, "FADU_DATA": str(folder), "PYTHONPATH": str(CHECKOUT / "src")},
    )  # fmt: skip
    assert server.stdout is not None
    try:
        said = server.stdout.readline() + server.stdout.readline()
        root = f"http://127.0.0.1:{port}"
        _wait(root)
        yield root, re.findall(r"口令：(\S+)", said)[0]
    finally:
        server.terminate()
        server.wait(timeout=20)
        server.stdout.close()


@pytest.fixture
def day(tmp_path: Path, browser: Browser) -> Iterator[FirstDay]:
    with served(tmp_path) as (root, code), ExitStack() as windows:
        yield FirstDay(browser, root, code, windows)


def test_from_the_code_on_the_console_to_the_first_penalty_on_the_street(day: FirstDay, tmp_path: Path) -> None:
    _set_up(day)
    _accounts_and_posts(day)
    head, reviewer, mayor, office = (day.signs_in(who) for who in ("luo", "qin", "lin", "su"))
    head.sees("先办什么", "名册里没有持证的执法人员")
    _certify(head, "lifei", "001")
    _already_certified(head, "wangqiang", "002")
    _list_items(head, reviewer, mayor, office)
    _adopt_tiers(reviewer, office)
    head.open("/desk")
    head.does_not_see("名册里没有持证的执法人员", "没有公布执法事项清单", "没有裁量基准")
    _first_penalty(day)
    _verified(tmp_path)


def _set_up(day: FirstDay) -> None:
    visitor = day.somebody()
    visitor.open("/desk")
    assert visitor.address() == "/setup", "nothing else is served"
    assert wide(visitor.page) == 0
    assert barriers(visitor.page) == []
    visitor.fill(first_run="abcd-abcd-abcd", **TOWN)
    visitor.go("设置本镇")
    visitor.sees("一次性口令不对")
    visitor.fill(first_run=day.code)
    visitor.go("设置本镇")
    visitor.sees("同乐镇人民政府", "三个只用一次的密码")
    assert barriers(visitor.page) == []
    day.learn(visitor)


def _accounts_and_posts(day: FirstDay) -> None:
    system = day.signs_in("zhou")
    system.sees("还没有三员以外的账号")
    system.go(system.page.get_by_role("link", name="新建账号"))
    system.fill(people=PEOPLE)
    system.go("预览")
    system.sees("可以建立账号，共6行")
    system.go("建立账号")
    day.learn(system)
    security = day.signs_in("wu")
    security.sees("6个账号还没有岗位")
    security.go(security.page.get_by_role("link", name="按名单登记岗位"))
    security.fill(list=POSTS, appointed_by="同乐府人〔2025〕1号")
    security.go("预览")
    security.sees("可以登记任职，共6行")
    security.go("登记任职")
    security.sees("已登记6个岗位")


def _begin(visitor: Visitor, procedure: str, step: str, act: str, **fields: str) -> str:
    """Take an opening step from its page, which begins empty each time; the address of the new matter."""
    visitor.open(f"/begin/{procedure}/{step}")
    visitor.does_not_see("已恢复上次未办完的草稿")
    visitor.fill(**fields)
    visitor.go(act)
    assert re.fullmatch(r"/matters/[0-9a-f-]{36}", visitor.address()), (
        visitor.address(),
        visitor.page.locator("#errors").all_inner_texts(),
    )
    return visitor.address()


def _take(visitor: Visitor, matter: str, step: str, act: str, **fields: str) -> None:
    """Take a step on a matter from its page."""
    visitor.open(f"{matter}/step/{step}")
    visitor.fill(**fields)
    visitor.go(act)
    assert visitor.address() == matter, (visitor.address(), visitor.page.locator("#errors").all_inner_texts())


ORGAN, UNTIL = "同乐镇综合行政执法大队", (TODAY + timedelta(days=900)).isoformat()


def _certify(head: Visitor, who: str, number: str) -> None:
    matter = _begin(head, "enforcement_base.officer", "apply", "申领执法证", person=who, organ=ORGAN, fields="市容环境")
    _take(head, matter, "examine", "登记考试结果", exam_result="合格")
    _take(head, matter, "certify", "登记发证", cert_no=f"渝涪同乐{number}", issued=TODAY.isoformat(), expires=UNTIL)
    _take(head, matter, "file", "备案公告")


def _already_certified(head: Visitor, who: str, number: str) -> None:
    """Who held a certificate before the town began here is entered from it in one step."""
    certificate = {"cert_no": f"渝涪同乐{number}", "issued": (TODAY - timedelta(days=900)).isoformat(), "expires": UNTIL}
    _begin(head, "enforcement_base.officer", "register_held", "登记已有证件", person=who, organ=ORGAN, fields="市容环境", **certificate)


def _list_items(head: Visitor, reviewer: Visitor, mayor: Visitor, office: Visitor) -> None:
    row = {
        "code": "LDLJ", "name": "乱堆垃圾柴草", "field": "市容环境", "capacity": "法定", "acts": "处罚", "law": "村庄和集镇规划建设管理条例", "article": "第三十九条",
        "simple_allowed": "是", "party_class_rule": "按公民", "day_profile": "一般", "valid_from": TODAY.isoformat(),
    }  # fmt: skip
    cells = {f"item_rows-0-{name}": value for name, value in row.items()}
    matter = _begin(
        head,
        "enforcement_base.item_list",
        "propose",
        "拟调整",
        list_title="同乐镇行政执法事项清单",
        effective_on=TODAY.isoformat(),
        **cells,
    )
    _take(reviewer, matter, "check", "审核依据", check_opinion="依据准确，权限来源清楚")
    _take(mayor, matter, "approve", "批准")
    _take(office, matter, "publish", "公布")


def _adopt_tiers(reviewer: Visitor, office: Visitor) -> None:
    row = {
        "tier_code": "LDLJ-1",
        "item": "LDLJ",
        "tier": "较轻",
        "conditions": "及时清理",
        "low": "20",
        "high": "50",
        "version": TODAY.isoformat(),
    }
    cells = {f"table_rows-0-{name}": value for name, value in row.items()}
    matter = _begin(
        reviewer, "enforcement_base.discretion", "adopt", "采用", table_title="市容环境裁量基准", maker="重庆市涪陵区城市管理局", version=TODAY.isoformat(), **cells,
    )  # fmt: skip
    _take(office, matter, "publish", "公布")


def _first_penalty(day: FirstDay) -> None:
    officer = day.signs_in("lifei")
    officer.go(officer.page.get_by_role("link", name="当场处罚").first)
    for name, value in (("item", "LDLJ"), ("tier-LDLJ", "较轻|5000"), ("_with", "wangqiang"), ("told", "是"), ("signed", "纸上签名")):
        officer.choose(value, name)
    officer.type("party_name", "向晚")
    officer.type("place", "和顺社区北街口")
    officer.go("作出当场处罚决定")
    officer.sees("已作出决定", "同乐府当罚", "1号", "向晚", "罚款50元")
    assert wide(officer.page) == 0
    paper = officer.page.request.get(f"{officer.root}{officer.page.get_by_role('link', name='打印或发送决定书').get_attribute('href')}")
    assert paper.body().startswith(b"%PDF")


def _verified(folder: Path) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("FADU_", "DJANGO_"))}
    said = subprocess.run(
        [sys.executable, "-c", "from fadu.config.cli import main; main()", "verify"], cwd=CHECKOUT, capture_output=True, text=True,
        env={**own, "FADU_DATA": str(folder), "PYTHONPATH": str(CHECKOUT / "src")}, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout
