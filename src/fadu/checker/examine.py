"""Runs every rule over a document and orders what they found; one place is reported once by each rule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice

from fadu.checker.document import Document
from fadu.checker.own_words import NO_OWN_WORDS, OwnWords
from fadu.checker.rules import RULES, Context, Hit, Rule
from fadu.checker.rules.registry import Mend
from fadu.kernel.finding import Finding, Severity

_LONGEST = 80
_MOST_OF_ONE = 120  # one detector on one report; a text with more is noise, and reading them all would help nobody
_WEIGHT = {Severity.STOP: 0, Severity.WARN: 1, Severity.NOTE: 2}
# Where two rules meet on one place, the one that explains it better speaks.
_GIVES_WAY = {
    "T3": ("T1", "T2"),
    "T4": ("T1", "T2", "T8", "R2", "T3"),
    "T8": ("T1", "T2"),
    "T5": ("T1", "T2"),
    "T6": ("T3",),
    "R2": ("T1", "T8"),
    "N13": ("N4",),
    "N3": ("N1",),
    "R9": ("N3", "N1"),
    "T9": ("R1",),
    "N10": ("N4",),
}


def check(
    document: Document,
    *,
    today: date | None = None,
    last_year: Document | None = None,
    known: Mapping[str, int] | None = None,
    own: OwnWords = NO_OWN_WORDS,
) -> tuple[Finding, ...]:
    """Every finding in the order of the text.

    ``today`` bounds what can already have happened; ``last_year`` is the report of the year before; ``known`` maps
    indicator codes to figures counted from records; ``own`` are the town's own word lists.
    """
    context = Context(document, today, last_year, dict(known or {}), own)
    hits = [(rule, hit) for rule in RULES.values() for detector in rule.detectors for hit in islice(detector(context), _MOST_OF_ONE)]
    kept = _without_overlap(hits)
    kept.sort(key=lambda pair: (pair[1].start, _WEIGHT[_severity(*pair)]))
    return tuple(_finding(document, rule, hit) for rule, hit in kept)


def _without_overlap(hits: list[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    kept: list[tuple[Rule, Hit]] = []
    for rule, hit in hits:
        same = any(other.code == rule.code and _meet(hit, seen) and rule.code not in ("S1", "S2", "S4") for other, seen in kept)
        if not same and not any(_yields(rule, hit, *pair) for pair in hits):
            kept.append((rule, hit))
    return kept


def _yields(rule: Rule, hit: Hit, other: Rule, seen: Hit) -> bool:
    return other.code in _GIVES_WAY.get(rule.code, ()) and _meet(hit, seen)


def _meet(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _severity(rule: Rule, hit: Hit) -> Severity:
    return hit.severity or rule.severity


def _suggestion(hit: Hit) -> str:
    """Advice begins with 请, a replacement never does; by that they are told apart."""
    if isinstance(hit.suggestion, Mend) or not hit.suggestion:
        return str(hit.suggestion)
    return hit.suggestion if hit.suggestion.startswith("请") else "请" + hit.suggestion


def _finding(document: Document, rule: Rule, hit: Hit) -> Finding:
    start, end = max(hit.start, 0), min(max(hit.end, hit.start + 1), len(document.text))
    place = document.place(start)
    fragment = document.text[start:end].strip()
    shown = fragment if len(fragment) <= _LONGEST else fragment[:_LONGEST] + "…"
    return Finding(
        rule=rule.code,
        severity=_severity(rule, hit),
        message=hit.message,
        fragment=shown.replace("\n", " "),
        suggestion=_suggestion(hit),
        citation=hit.citation or rule.citation,
        line=place.line,
        column=place.column,
        offset=start,
        length=end - start,
    )
