"""Somebody without a pointer: from the sign-in page to a numbered decision by keys alone, always seeing where they are."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.place import PASSWORD, Place
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
#: More stops than any page of the story has.
_MOST = 120
#: Whether something near the focused element looks otherwise than without the focus: a ring, a border, a ground.
_SEEN = """() => {
  const e = document.activeElement;
  const near = [e, e.nextElementSibling, e.closest('label'), e.parentElement].filter(Boolean);
  const look = () => near.map(n => { const s = getComputedStyle(n); return [s.outline, s.boxShadow, s.border, s.backgroundColor, s.clipPath].join() }).join('|');
  const box = near.some(n => n.getBoundingClientRect().width > 1 && n.getBoundingClientRect().height > 1);
  const focused = look(); e.blur(); const plain = look(); e.focus({preventScroll: true});
  return box && focused !== plain;
}"""


def _is_at(page: Page, selector: str) -> bool:
    return bool(page.evaluate("s => document.activeElement.matches(s)", selector))


def reach(page: Page, selector: str, group: str = "") -> None:
    """Tab to what the selector names, seeing every stop; among the radios of ``group`` by the arrow keys."""
    for _ in range(_MOST):
        page.keyboard.press("ArrowDown" if group and _is_at(page, group) else "Tab")
        if _is_at(page, "body"):
            continue
        assert page.evaluate(_SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if _is_at(page, selector):
            return
    raise AssertionError(f"no way to {selector} by keys")


def pick(page: Page, name: str, value: str) -> None:
    reach(page, f'[name="{name}"][value="{value}"]', f'[type="radio"][name="{name}"]')
    if not page.evaluate("document.activeElement.checked"):
        page.keyboard.press("Space")


def write(page: Page, name: str, text: str) -> None:
    reach(page, f'[name="{name}"]')
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def press(page: Page, selector: str) -> None:
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_penalty_is_decided_by_keys_alone(visit: Visit, place: Place) -> None:
    officer = visit()
    page = officer.page
    officer.open("/login")
    write(page, "username", "lifei")
    write(page, "password", PASSWORD)
    press(page, ".login .btn.large")
    press(page, 'a[href="/quick/penalty"]')
    pick(page, "item", "LDLJ")
    pick(page, "tier-LDLJ", "较重|20000")
    write(page, "party_name", "芒种")
    write(page, "place", "和顺社区北街口")
    pick(page, "_with", "wangqiang")
    reach(page, '[name="told"]')
    page.keyboard.press("Space")
    pick(page, "signed", "纸上签名")
    press(page, ".spot button.decisive, .spot button.strong, .spot .btn.large")
    officer.sees("已作出决定", "芒种")
    assert "当罚" in place.matter("芒种").number


def test_no_page_of_it_holds_the_keys(visit: Visit) -> None:
    """Tab leads through every page and out of it again, first along the way to its text."""
    officer = visit("lifei")
    for path in ("/desk", "/quick/penalty", "/begin/penalty.clue/register"):
        officer.open(path)
        stops = [
            officer.page.evaluate("() => document.activeElement.outerHTML")
            for _ in range(_MOST)
            if officer.page.keyboard.press("Tab") is None
        ]
        assert "跳到正文" in stops[0]
        assert stops.count(stops[0]) > 1, f"{path}: the keys never came round again"
