"""Reads one printed number, Arabic or Chinese, exact or rounded, as an interval; never guesses a missing part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_ARABIC = re.compile(r"\d[\d, ]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval: ``low`` is included, ``high`` excluded unless both are equal; ``digits`` counts printed decimals."""

    low: Decimal
    high: Decimal
    digits: int = 0

    @property
    def exact(self) -> bool:
        return self.low == self.high


def chinese(text: str) -> int | None:
    """二十 → 20, 两万 → 20000, 一百零五 → 105; None for what is not a numeral."""
    total, section, digit = 0, 0, -1
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (1 if digit < 0 else digit) * _SMALL[char]
            digit = -1
        elif char in _LARGE:
            total = (total + section + max(digit, 0) or 1) * _LARGE[char]
            section, digit = 0, -1
        else:
            return None
    return total + section + max(digit, 0) if text else None


def amount(number: str, scale: str, more: bool, prefix: str = "", suffix: str = "") -> Amount | None:
    """The interval of a printed number: ``scale`` is 百千万亿 after it, ``more`` tells of 余 or 多.

    余 means from the stated value up to, but not including, one more of its last stated digit: 0.7万余 is 7000 to
    8000. 近 and 约 allow a tenth either way; 超, 逾 and 以上 leave the top open.
    """
    parsed = _parsed(number)
    if parsed is None:
        return None
    value, step, digits = parsed
    factor = Decimal({"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "": 1}[scale])
    low, step = value * factor, step * factor
    if more:
        return Amount(low, low + step, digits)
    if prefix in ("近", "约", "大约", "将近") or suffix == "左右":
        slack = low / 10
        return Amount(low - slack, low + (slack if prefix != "近" else 0), digits)
    if prefix in ("超", "逾", "超过") or suffix in ("以上", "多"):
        return Amount(low, Decimal("Infinity"), digits)
    return Amount(low, low, digits)


def _parsed(number: str) -> tuple[Decimal, Decimal, int] | None:
    """Value, size of the last stated digit, printed decimals."""
    if _ARABIC.fullmatch(number):
        bare = number.replace(",", "").replace(" ", "")
        value, digits = Decimal(bare), len(bare.partition(".")[2])
        return value, _last_digit(value, bare, digits), digits
    found = chinese(number or "一")
    return None if found is None else (Decimal(found), _last_digit(Decimal(found), str(found), 0), 0)


def _last_digit(value: Decimal, bare: str, digits: int) -> Decimal:
    if digits:
        return Decimal(1).scaleb(-digits)
    zeros = len(bare) - len(bare.rstrip("0")) if value else 0
    return Decimal(10) ** zeros
