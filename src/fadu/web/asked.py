"""Whole numbers that an address or a form asks for: what cannot be one is left out, never an error."""

from __future__ import annotations

MOST_PAGES = 100_000


def whole_number(raw: object, most: int) -> int | None:
    """The number of 0 to ``most`` that the text is, in ASCII digits; None for anything else."""
    text = str(raw or "")
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(most)):
        return None
    return number if (number := int(text)) <= most else None


def page_number(raw: object) -> int:
    """The page asked for, from 1; the first when it cannot be read. A page past the last is for the list to bound."""
    return max(1, whole_number(raw, MOST_PAGES) or 1)
