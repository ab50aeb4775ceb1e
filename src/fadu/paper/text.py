"""Makes any text fit to print: drops what no printer can show, lets endless words break; it changes no visible word."""

from __future__ import annotations

import re
from datetime import date

LONGEST_WORD = 20  # letters and digits in a row that may stand unbroken
BREAK_HERE = "\u200b"

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f]"
)
_WORD = re.compile(rf"[\x21-\x7e\u00a1-\u024f]{{{LONGEST_WORD + 1},}}")


def clean(text: str) -> str:
    """Text without control, direction and half characters; tabs become spaces, all line ends ``\\n``."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNPRINTABLE.sub("", lines.replace("\t", " "))


def breakable(text: str) -> str:
    """The text with places to break inside words longer than a narrow column; Chinese breaks anywhere already."""
    return _WORD.sub(lambda m: BREAK_HERE.join(m[0]), text)


def chinese_date(day: date) -> str:
    """The day in Arabic figures without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def width_in_chars(text: str) -> float:
    """How many full-width characters the text takes; figures and Latin letters count a half."""
    return sum(0.5 if ord(c) < 0x2E80 and c not in "“”‘’…—·〇" else 1.0 for c in text)
