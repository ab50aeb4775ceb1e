"""Lines that somebody pasted, from a list or a spreadsheet: cells by tabs, commas or spaces. It judges no content."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: More lines than any list of a town has.
MOST_LINES = 500
_APART = re.compile(r"\t|[,，;；]|\s+")


def lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Number (from 1) and cells of every line that says something. With tabs in it, a line is cut at its tabs only."""
    for number, line in enumerate(text.splitlines()[: MOST_LINES * 2], start=1):
        cells = line.split("\t") if "\t" in line else _APART.split(line.strip())
        told = [cell.strip() for cell in cells]
        if any(told):
            yield number, told
