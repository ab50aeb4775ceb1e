"""The checking rules by family; importing this package fills the register."""

from __future__ import annotations

from fadu.checker.rules import (  # noqa: F401  each module declares its rules when imported
    bodies,
    growth,
    law,
    numbers,
    own_lists,
    plausibility,
    rates,
    similarity,
    structure,
    sums,
    text_counts,
    text_doubles,
    text_lost,
    text_numbers,
    text_outline,
    text_pairs,
    text_stutter,
    text_words,
    text_years,
    titles,
    years,
)
from fadu.checker.rules.registry import FAMILIES, RULES, Context, Hit, Rule

__all__ = ["FAMILIES", "RULES", "Context", "Hit", "Rule"]

_ordered = sorted(RULES.values(), key=lambda rule: (list(FAMILIES).index(rule.code[0]), len(rule.code.rstrip("x")), rule.code))
RULES.clear()
RULES.update({rule.code: rule for rule in _ordered})
