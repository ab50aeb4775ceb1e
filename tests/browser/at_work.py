"""What several stories do alike: open a matter, take a step on its page with the answers that matter here."""

from __future__ import annotations

from tests.browser.visitor import Visitor


def open_matter(somebody: Visitor, matter_id: object) -> None:
    somebody.open(f"/matters/{matter_id}")


def take(somebody: Visitor, step: str, *, beside: str = "", **answers: str) -> None:
    """From the page of a matter: press the act, answer, press the button of the step's page."""
    somebody.go(somebody.page.locator(f'#acts a[href$="/step/{step}"]').first)
    answer(somebody, beside=beside, **answers)
    press(somebody)


def answer(somebody: Visitor, *, beside: str = "", **answers: str) -> None:
    if beside:
        somebody.choose(beside, "_with")
    somebody.fill(**answers)


def press(somebody: Visitor) -> None:
    """The button of the step."""
    somebody.go(somebody.page.locator(".consequence button.large"))


def taken(somebody: Visitor, label: str) -> None:
    somebody.sees(f"已办理“{label}”")
