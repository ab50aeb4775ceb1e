"""What the small script adds, and that the essential act does without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.gallery.shots import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs the system's Chromium"),
]


def test_a_draft_survives_a_reload(gallery: tuple[str, Browser]) -> None:
    root, browser = gallery
    page = browser.new_page()
    page.goto(f"{root}/step")
    page.fill("#f-reasons", "当事人三日内改正")
    page.get_by_text("不予处罚", exact=True).click()
    page.get_by_text("草稿已于").wait_for()
    page.reload()
    assert page.input_value("#f-reasons") == "当事人三日内改正"
    assert page.is_checked("input[name=outcome][value=不予处罚]")
    page.close()


def test_without_a_network_nothing_typed_is_lost(gallery: tuple[str, Browser]) -> None:
    root, browser = gallery
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{root}/summary-penalty")
    page.fill("#f-party_name", "周敏")
    context.set_offline(True)
    page.click("text=作出当场处罚决定")
    assert "没有网络" in page.inner_text("[data-draft-note]")
    assert page.is_visible(".offline")
    assert page.input_value("#f-party_name") == "周敏"
    context.close()


def test_without_script_the_essential_lines_are_there(gallery: tuple[str, Browser]) -> None:
    root, browser = gallery
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{root}/summary-penalty")
    page.get_by_text("有，记一句", exact=True).click()
    assert page.is_visible("input[name=defence]")
    page.get_by_text("当场收缴", exact=True).click()
    assert page.is_visible("input[name=receipt_no]")
    assert not page.is_visible("[data-sign]"), "who has no script signs on paper"
    assert page.is_checked("input[name=signed][value=纸上签名]")
    context.close()


def test_a_line_appears_when_it_is_wanted(gallery: tuple[str, Browser]) -> None:
    root, browser = gallery
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{root}/summary-penalty")
    assert not page.is_visible("input[name=defence]")
    page.get_by_text("有，记一句", exact=True).click()
    assert page.is_visible("input[name=defence]")
    assert page.is_visible("[data-sign]")
    page.get_by_text("拒签", exact=True).click()
    assert not page.is_visible("[data-sign]")
    page.close()


def test_a_signature_is_kept_as_a_picture(gallery: tuple[str, Browser]) -> None:
    root, browser = gallery
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{root}/summary-penalty")
    canvas = page.locator("[data-sign] canvas")
    canvas.evaluate("e => e.scrollIntoView({block: 'center'})")
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60)
    page.mouse.up()
    assert page.input_value("input[name=drawn]").startswith("data:image/png")
    page.close()


def test_a_row_opens_in_its_place_and_arrows_walk(gallery: tuple[str, Browser]) -> None:
    root, browser = gallery
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{root}/register")
    links = page.locator("tbody th a")
    links.nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".open-row .facts")
    assert page.url.endswith("/register")
    assert links.nth(1).get_attribute("aria-expanded") == "true"
    page.close()
