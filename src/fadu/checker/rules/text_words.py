"""Rule T8: words confused with others, from a dated list and from fixed wording with one character changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fadu.checker.rules.data import data
from fadu.checker.rules.near_phrases import near_slips
from fadu.checker.rules.phrasebook import slips
from fadu.checker.rules.registry import Context, Hit, Mend, declare, detects, mend
from fadu.kernel.finding import Severity

declare(
    "T8",
    "易错词",
    Severity.WARN,
    "按易错词表核对：权力与权利、罚金与罚款、法制与法治、截止与截至、一般程序与普通程序等。词表有起止年份，按报告年份适用，"
    "例如2021年修订的行政处罚法施行以后称普通程序。名称、引文与词表相同而确属原文的，可以不改。",
)


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of the list; ``first`` and ``last`` bound the report years to which it applies, 0 for no bound."""

    wrong: re.Pattern[str]
    right: str
    why: str
    unless: re.Pattern[str] | None
    first: int
    last: int
    mild: bool


@lru_cache(maxsize=1)
def words() -> tuple[Word, ...]:
    """The list of confusable words."""
    return tuple(
        Word(
            re.compile(item["wrong"]),
            item["right"],
            item["why"],
            re.compile(item["unless"]) if "unless" in item else None,
            item.get("from", 0),
            item.get("to", 0),
            bool(item.get("note")),
        )
        for item in data("confusables")["word"]
    )


@detects("T8")
def confused(context: Context) -> Iterator[Hit]:
    """Entries of the list that apply to the year of the report; without a year all apply."""
    year = context.profile.year
    for word in words():
        if year and ((word.first and year < word.first) or (word.last and year > word.last)):
            continue
        for found in word.wrong.finditer(context.norm):
            around = context.norm[max(found.start() - 6, 0) : found.end() + 6]
            if not (word.unless and word.unless.search(around)):
                yield _hit(context, word, found)


def _hit(context: Context, word: Word, found: re.Match[str]) -> Hit:
    end = min(found.end() + (2 if len(found[0]) < 4 else 0), context.document.line_at(found.start())[1])
    fixed = mend(context, found.start(), end, found.start(), found.end(), found.expand(word.right))
    return Hit(found.start(), end, word.why, fixed, Severity.NOTE if word.mild else None)


@detects("T8")
def changed_wording(context: Context) -> Iterator[Hit]:
    """Fixed wording with one character changed."""
    for slip in (*slips(context.norm), *near_slips(context.norm)):
        if slip.kind in ("changed", "sound"):
            yield Hit(slip.start, slip.end, f"与固定用语“{slip.phrase}”相差一个字", Mend(slip.phrase))
