"""Detectors of rules R5 and N9 that need last year's report, and of N8 that need figures known to be right."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fadu.checker.compare.last_year import copied, trends_against, unchanged
from fadu.checker.figures import Role, mentions
from fadu.checker.rules import bodies, growth, plausibility  # noqa: F401  they declare the rules
from fadu.checker.rules.registry import Context, Hit, detects
from fadu.kernel.finding import Severity


@detects("R5")
def copied_paragraphs(context: Context) -> Iterator[Hit]:
    """Paragraphs taken over from last year."""
    if context.last_year is None:
        return
    for like in copied(context.document, context.last_year):
        yield Hit(
            like.start,
            min(like.end, like.start + 60),
            f"这一段与上一年报告相同的文字约占{int(like.share * 100)}%",
            "按本年实际情况重写",
        )


@detects("R5")
def unchanged_figures(context: Context) -> Iterator[Hit]:
    """Several counts exactly as last year."""
    if context.last_year is None:
        return
    for pair in unchanged(context.document, context.last_year):
        yield Hit(
            pair.now.start,
            pair.now.end,
            f"“{pair.now.name}”与上一年完全相同（{pair.before.text}）",
            "核对是否沿用旧数",
            Severity.NOTE,
        )


@detects("N9")
def trend_against_last_year(context: Context) -> Iterator[Hit]:
    """增长 beside a number that fell."""
    if context.last_year is None:
        return
    for pair, rise in trends_against(context.document, context.last_year):
        said = "增长" if rise else "下降"
        yield Hit(
            pair.now.start,
            min(pair.now.end + 12, len(context.norm)),
            f"写作{said}，上一年报告是{pair.before.text}",
            "核对数字或者改用语",
        )


@detects("N8")
def against_known(context: Context) -> Iterator[Hit]:
    """A figure that differs from the one counted from records, by indicator code."""
    for m in mentions(context.document):
        right = context.known.get(m.indicator)
        stated = m.role in (Role.TOTAL, Role.STOCK, Role.NIL) and m.sure
        if right is not None and stated and not m.amount.low <= Decimal(right) <= m.amount.high:
            yield Hit(m.start, m.end, f"“{m.name}”按台账是{right}，报告写{m.text}", f"核对台账，按{right}更正", Severity.STOP)
