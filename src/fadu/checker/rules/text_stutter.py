"""Rule T3 again: one character of a word typed twice, told from two words that meet by the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fadu.checker.rules import text_doubles  # noqa: F401  it declares the rule
from fadu.checker.rules.data import common_words, data
from fadu.checker.rules.registry import Context, Hit, detects, mend

_TWICE = re.compile(r"([\u4e00-\u9fff])\1(?!\1)")
_FUNCTION = "的了和在与及对为是将并以把被由向从该一二三四五六七八九十个人年月日家户村层处事点时天常等某会市县区省镇乡局委员"
_MARKS = "、，。；：（）《》“”…,;:()!?. \n"
_PARTICLES = "的了和与及等为由"


@lru_cache(maxsize=1)
def _phrases() -> str:
    return "\n".join(data("phrases")["phrases"])


@detects("T3")
def stutter(context: Context) -> Iterator[Hit]:
    """完善善决策 and 持续深深入: one of the two characters belongs to no word."""
    for found in _TWICE.finditer(context.norm):
        at = found.start()
        if found[1] not in _FUNCTION and (_stray(context.norm, at) or _broken_phrase(context.norm, at)):
            low, high = max(at - 2, 0), min(at + 4, len(context.norm))
            yield Hit(low, high, f"“{found[1]}”字重复", mend(context, low, high, at, at + 1, ""))


def _stray(norm: str, at: int) -> bool:
    """Whether the words on both sides are whole without one of the two."""
    words, twice = common_words(), norm[at]
    before, behind = norm[max(at - 2, 0) : at], norm[at + 2 : at + 4]
    ends, begins = before[-1:] + twice in words, twice + behind[:1] in words
    if ends and begins or twice * 2 in words:
        return False
    ended = before in words or before[-1:] in _MARKS
    begun = behind in words or behind[:1] in _MARKS or behind[:1] in _PARTICLES
    return (ends and begun) or (begins and ended)


def _broken_phrase(norm: str, at: int) -> bool:
    """Whether fixed wording appears once one of the two is taken away, and does not hold both."""
    once, both = norm[at - 2 : at + 1] + norm[at + 2 : at + 4], norm[at - 1 : at + 3]
    known = _phrases()
    return both not in known and len(once) == 5 and (once[:4] in known or once[1:] in known) and "\n" not in once
