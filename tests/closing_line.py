"""Adds up the closing lines of several pytest runs into one: ``python tests/closing_line.py FOLDER-OF-LOGS``."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

_LINE = re.compile(r"^=* ?((?:\d+ [a-z]+(?:, )?)+) in ([\d.]+)s.*$")
_ORDER = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "warnings", "errors")
_PLURAL = {"error": "errors", "warning": "warnings"}


def read(text: str) -> tuple[Counter[str], float]:
    """Counts by outcome and seconds of the last closing line; nothing when the run never closed."""
    for line in reversed(re.sub(r"\x1b\[[\d;]*m", "", text).splitlines()):
        if found := _LINE.match(line):
            pairs = [part.split() for part in found[1].split(", ")]
            return Counter({_PLURAL.get(word, word): int(number) for number, word in pairs}), float(found[2])
    return Counter({"errors": 1}), 0.0


def total(texts: list[str]) -> str:
    """One closing line for all runs; a run that never closed counts as an error."""
    counts, seconds = Counter[str](), 0.0
    for text in texts:
        some, took = read(text)
        counts.update(some)
        seconds += took
    said = ", ".join(f"{counts[word]} {word}" for word in _ORDER if counts[word])
    return f" {said or 'no tests ran'} in {seconds:.2f}s ".center(80, "=")


if __name__ == "__main__":
    print(total([path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(sys.argv[1]).iterdir())]))
