"""Accessibility of every page as axe judges it: contrast, names, structure, at a phone's and a desk's width."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.gallery.pages import PAGES
from tests.gallery.shots import CHROMIUM, SIZES
from tests.gallery.test_pages import FRAGMENTS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs the system's Chromium"),
]
MODES = {"light": "", "dark": "?scheme=dark", "large": "?size=large", "contrast": "?contrast=more"}


def faults(browser: Browser, address: str, size: str) -> list[str]:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    page.goto(address)
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.set_viewport_size({"width": 320, "height": 700})
    wide = wide or page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.close()
    named = [f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:200]}" for v in found for n in v["nodes"][:3]]
    return named + (["wider than the screen"] if wide else [])


@pytest.mark.parametrize("name", [n for n in PAGES if n not in FRAGMENTS])
def test_axe_finds_nothing(gallery: tuple[str, Browser], name: str) -> None:
    """Also no page is wider than a screen of 320 units, which is a desk's at 400 %."""
    root, browser = gallery
    assert faults(browser, f"{root}/{name}", "desk") == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["desk", "matter", "step-refused", "register", "report", "summary-penalty", "home", "figures"])
def test_every_mode_is_as_accessible(gallery: tuple[str, Browser], name: str, mode: str) -> None:
    root, browser = gallery
    assert faults(browser, f"{root}/{name}{MODES[mode]}", "phone") == []
