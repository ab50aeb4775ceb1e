"""Somebody at a screen: opens pages, taps, types and reads, and the taps and screens are counted.

A tap is one press with a finger or a pointer; typing into the line one has tapped is no tap. A screen is a page shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect

from fadu.store.models import Account
from tests.browser.place import PASSWORD

PHONE, DESK, NARROW = (390, 844), (1280, 900), (320, 640)


@dataclass(slots=True)
class Visitor:
    """One browser window of one person."""

    page: Page
    root: str
    taps: int = 0
    screens: int = 0
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        answer = self.page.goto(f"{self.root}{path}")
        assert answer is not None
        assert answer.status < 400, (path, answer.status)
        self.screens += 1

    def tap(self, what: str | Locator) -> None:
        """Tap a selector, a locator, or (``文字``) whatever bears exactly these words."""
        self.taps += 1
        self._found(what).click()

    def go(self, what: str | Locator) -> None:
        """Tap what leads to another page, and see it."""
        self.screens += 1
        with self.page.expect_navigation():
            self.tap(what)

    def back(self) -> None:
        """Press the browser's back button. (The driver's own command fails now and then while the page before it is being let go.)"""
        with self.page.expect_navigation():
            self.page.evaluate("() => { setTimeout(() => history.back(), 0) }")

    def choose(self, value: str, name: str) -> None:
        """Tap the words of a radio or a tick by what it sends."""
        self.tap(self._label(name, value))

    def type(self, name: str, text: str) -> None:
        """Tap a line and type."""
        self.tap(f'[name="{name}"]')
        self.page.fill(f'[name="{name}"]', text)

    def fill(self, **fields: str) -> None:
        """Fill lines, lists and choices by name; nobody counts taps here."""
        for name, text in fields.items():
            found = self.page.locator(f'[name="{name}"]')
            kind = found.first.evaluate("e => { const fold = e.closest('details'); if (fold) fold.open = true; return e.type }")
            if kind in ("radio", "checkbox"):
                self._label(name, text).click()
            elif kind.startswith("select"):
                found.first.select_option(text)
            else:
                found.first.fill(text)

    def sees(self, *words: str) -> None:
        for w in words:
            expect(self.page.locator("body")).to_contain_text(w)

    def does_not_see(self, *words: str) -> None:
        for w in words:
            expect(self.page.locator("body")).not_to_contain_text(w)

    def address(self) -> str:
        return self.page.url.removeprefix(self.root)

    def _label(self, name: str, value: str) -> Locator:
        """The words beside a radio or a tick: around it, or after it."""
        answer = f'input[name="{name}"][value="{value}"]'
        return self.page.locator(f"label:has({answer}), {answer} + label").first

    def _found(self, what: str | Locator) -> Locator:
        if isinstance(what, Locator):
            return what
        if what[:1] in "#.[" or ":" in what or ">" in what:
            return self.page.locator(what).first
        exact = self.page.get_by_role("button", name=what, exact=True).or_(self.page.get_by_role("link", name=what, exact=True))
        return exact.first if exact.count() else self.page.get_by_text(what, exact=True).first


def wide(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


#: Rules of WCAG 2.2 A and AA, as axe names them.
_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


def barriers(page: Page) -> list[str]:
    """What axe finds on the page, one line each."""
    found = Axe().run(page, options=_RULES).response["violations"]
    return [f"{v['id']}（{v['impact']}）：{n['target']} {n['html'][:120]}" for v in found for n in v["nodes"]]


@contextmanager
def visiting(
    browser: Browser, root: str, size: tuple[int, int] = DESK, *, script: bool = True, login: str = "", demo: str = ""
) -> Iterator[Visitor]:
    """A fresh window of that size; signed in as one of the town's people when asked. Errors of the page fail the story.

    ``login`` is somebody of the town in this process, ``demo`` somebody whom the sign-in page of a demonstration offers.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="zh-CN", timezone_id="Asia/Shanghai", java_script_enabled=script,
        has_touch=size[0] < 500, is_mobile=size[0] < 500,
    )  # fmt: skip
    context.set_default_timeout(15_000)
    context.set_default_navigation_timeout(60_000)
    visitor = Visitor(context.new_page(), root)
    visitor.page.on("pageerror", lambda e: visitor.faults.append(str(e)))
    visitor.page.on("console", lambda m: visitor.faults.append(m.text) if m.type == "error" and "422" not in m.text else None)
    if login:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": _cookie(login), "url": root}])
    if demo:
        visitor.open("/login")
        visitor.go(visitor.page.locator(f'button[name="as"][value="{demo}"]'))
    yield visitor
    context.close()
    assert visitor.faults == []


def sign_in(visitor: Visitor, login: str) -> None:
    """On the sign-in page, with name and password."""
    visitor.open("/login")
    visitor.page.fill("#username", login)
    visitor.page.fill("#password", PASSWORD)
    visitor.go("登录")


def _cookie(login: str) -> str:
    """A session as signing in makes it, without the two pages that only the story of signing in needs."""
    client = Client()
    client.force_login(Account.objects.get(login=login))
    return client.cookies[settings.SESSION_COOKIE_NAME].value
