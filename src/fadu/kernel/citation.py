"""The place in the law a rule comes from, printed as a lawyer writes it.

A citation names a law by the short title used in conversation (行政处罚法); the statutes register in
``fadu.law`` knows its full title, number and dates. Nothing here judges whether a law is in force.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"


def chinese_number(n: int) -> str:
    """0 ≤ n ≤ 9999 as an article number is written: 12 → 十二, 105 → 一百零五, 1242 → 一千二百四十二."""
    if not 0 <= n <= 9999:
        raise ValueError(f"article numbers lie between 0 and 9999, not {n}")
    if n == 0:
        return _DIGITS[0]
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + name
            gap = False
        elif text and n:
            gap = True
    return text[1:] if text.startswith("一十") else text


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """One article (条), optionally its paragraph (款) and item (项), of a law named by its short title.

    ``article`` 0 cites the document as a whole.
    """

    law: str
    article: int = 0
    paragraph: int = 0
    item: int = 0

    def __str__(self) -> str:
        text = f"《{self.law}》"
        if self.article:
            text += f"第{chinese_number(self.article)}条"
        if self.paragraph:
            text += f"第{chinese_number(self.paragraph)}款"
        if self.item:
            text += f"第（{chinese_number(self.item)}）项"
        return text


def law(title: str) -> Callable[..., Citation]:
    """A function that cites articles of one law: ``PEN = law("行政处罚法"); PEN(42)``."""

    def cite(article: int = 0, paragraph: int = 0, item: int = 0) -> Citation:
        return Citation(title, article, paragraph, item)

    return cite


def cite_all(citations: tuple[Citation, ...]) -> str:
    """Several citations in one breath: 《行政处罚法》第四十四条、第四十五条；《…》第一条."""
    text, last = "", None
    for c in citations:
        if last is None or c.law != last:
            text += ("；" if text else "") + str(c)
        else:
            text += "、" + str(c).split("》", 1)[1]
        last = c.law
    return text
