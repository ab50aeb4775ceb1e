"""A checked report as a page shows it: paragraphs cut into plain and marked runs, and findings to stand beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from fadu.checker import RULES, Document
from fadu.kernel.finding import Finding, Severity
from fadu.service.checker_work import Examined, key_of

ORDER = (Severity.STOP, Severity.WARN, Severity.NOTE)
#: So many characters stand before and behind a fragment, that it can be read away from its page.
AROUND = 14
SHORT_HEAD = 70


def paragraphs(found: Examined) -> list[dict[str, Any]]:
    """Every line with its runs; ``css`` says title or heading level."""
    document = found.document
    spans = [_span(document, f) for f in found.findings]
    heads: dict[int, int] = {}
    for start, level in found.heads:
        heads.setdefault(document.place(start).line, level)
    lines = document.text.split("\n")
    touched = _by_line(document, spans)
    return [
        {"id": f"p{n}", "line": n, "css": _css(heads.get(n), line), "runs": _runs(line, document.starts[n - 1], touched.get(n, ()), spans, found)}
        for n, line in enumerate(lines, 1)
        if line.strip() or n in touched
    ]  # fmt: skip


def groups(found: Examined) -> list[dict[str, Any]]:
    """Findings by weight, the gravest first, each in the order of the text."""
    rows = [_row(found, i) for i in range(len(found.findings))]
    return [
        {"severity": s.value, "label": s.label, "findings": mine} for s in ORDER if (mine := [r for r in rows if r["severity"] == s.value])
    ]


def place_of(document: Document, offset: int) -> str:
    """Where a person finds it: the line of a text, the paragraph or page of a file."""
    place = document.place(offset)
    return f"第{place.line}行" if document.kind in ("text", "html") else place.label


def changed(old: str, new: str) -> dict[str, str]:
    """What stays before, what goes, what comes, what stays behind."""
    head = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return {"before": old[:head], "old": old[head : len(old) - tail], "new": new[head : len(new) - tail], "after": old[len(old) - tail :]}


def _row(found: Examined, index: int) -> dict[str, Any]:
    finding, mend, document = found.findings[index], found.mends[index], found.document
    start, end = _span(document, finding)
    low, high = document.line_at(start)
    stands = document.text[finding.offset : finding.offset + finding.length]
    shown = document.text[start : min(end, high)] if mend is None else stands
    return {
        "rule": finding.rule, "title": RULES[finding.rule].title if finding.rule in RULES else "", "severity": finding.severity.value,
        "label": finding.severity.label, "message": finding.message, "citation": finding.citation, "anchor": index + 1, "key": key_of(finding),
        "rule_href": reverse("check_rule", args=(finding.rule,)) if finding.rule in RULES else "", "place": place_of(document, start),
        "before": document.text[max(low, start - AROUND) : start].lstrip(), "fragment": shown if len(shown) <= 80 else shown[:80] + "…",
        "after": document.text[min(end, high) : min(min(end, high) + AROUND, high)] if len(shown) <= 80 else "", "line_start": start - AROUND <= low,
        "change": changed(stands, mend) if mend is not None else None, "advice": finding.suggestion if mend is None else "",
        "ticked": mend is not None and finding.severity is Severity.STOP,
    }  # fmt: skip


def _span(document: Document, finding: Finding) -> tuple[int, int]:
    """The characters to mark: without blank edges, at least one where the line has one."""
    start, end = finding.offset, min(finding.offset + max(finding.length, 1), len(document.text))
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    return start, end


def _by_line(document: Document, spans: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """Line number → the findings that touch it."""
    touched: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(spans):
        first, last = (bisect_right(document.starts, at) for at in (start, max(end - 1, start)))
        for line in range(first, last + 1):
            touched.setdefault(line, []).append(index)
    return touched


def _runs(line: str, at: int, touching: Sequence[int], spans: Sequence[tuple[int, int]], found: Examined) -> list[dict[str, Any]]:
    """The line in pieces; a piece under several findings shows the gravest and leads to the nearest begun."""
    bounds = {0, len(line)}
    for index in touching:
        bounds |= {min(max(place - at, 0), len(line)) for place in spans[index]}
    edges = sorted(bounds)
    pieces = list(zip(edges, edges[1:], strict=False)) or [(0, 0)]
    return [_run(line, at, low, high, touching, spans, found) for low, high in pieces] + _points(line, at, touching, spans, found)


def _run(
    line: str, at: int, low: int, high: int, touching: Sequence[int], spans: Sequence[tuple[int, int]], found: Examined
) -> dict[str, Any]:
    over = [i for i in touching if spans[i][0] < at + high and at + low < spans[i][1]]
    if not over:
        return {"text": line[low:high]}
    gravest = min((found.findings[i].severity for i in over), key=ORDER.index)
    nearest = max(over, key=lambda i: (spans[i][0], -ORDER.index(found.findings[i].severity)))
    begun = [i + 1 for i in over if spans[i][0] == at + low]
    return {
        "text": line[low:high], "severity": gravest.value, "label": gravest.label, "anchor": nearest + 1, "ids": [i for i in begun if i != nearest + 1],
        "named": nearest + 1 in begun, "all": " ".join(str(i + 1) for i in over),
    }  # fmt: skip


def _points(line: str, at: int, touching: Sequence[int], spans: Sequence[tuple[int, int]], found: Examined) -> list[dict[str, Any]]:
    """Findings that cover no character: an empty place, a missing end."""
    return [
        {"text": "", "severity": found.findings[i].severity.value, "label": found.findings[i].severity.label, "anchor": i + 1, "ids": [], "named": True, "all": str(i + 1)}
        for i in touching
        if spans[i][0] == spans[i][1] and at <= spans[i][0] <= at + len(line)
    ]  # fmt: skip


def _css(level: int | None, line: str) -> str:
    """Only a line that is nothing but its heading is set as one."""
    if level is None or len(line) > SHORT_HEAD or (level and "。" in line.rstrip("。")):
        return ""
    return "sheet-title" if level == 0 else f"h-{level}"
