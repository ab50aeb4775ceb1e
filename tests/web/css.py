"""Finds elements of a page by the few selectors that tests need: names, .classes, #ids, [attributes], inside one another."""

from __future__ import annotations

import re

from lxml import html

_PART = re.compile(r"(?P<sign>[.#]?)(?P<name>[\w-]+)|\[(?P<attribute>[\w-]+)(?:=(?P<value>[^\]]+))?\]")


def select(page: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """The elements that any of the selectors names (parts between commas), in the order of the page."""
    return page.xpath("|".join(_path(one) for one in selector.split(",")))  # type: ignore[no-any-return]


def _path(selector: str) -> str:
    return "".join(f"//*{''.join(map(_condition, _PART.finditer(step)))}" for step in selector.split())


def _condition(part: re.Match[str]) -> str:
    if part["attribute"]:
        return f"[@{part['attribute']}='{part['value']}']" if part["value"] else f"[@{part['attribute']}]"
    if part["sign"] == ".":
        return f"[contains(concat(' ', normalize-space(@class), ' '), ' {part['name']} ')]"
    return f"[@id='{part['name']}']" if part["sign"] else f"[self::{part['name']}]"
