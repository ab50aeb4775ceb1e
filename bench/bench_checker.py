"""Measures the checker: mentions, triples, defect recall by family, false alarms on clean text, and speed.

Uses the invented sentences and reports of the tests always, and the development fragments of ``../shared`` when they
are there; what is absent is said aloud and skipped. ``python -m bench checker``.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.measured import Measured
from fadu.checker import check, document
from fadu.checker.figures import Mention, mentions
from fadu.kernel.finding import Finding, Severity
from tests.checker.fixtures import Row, annotated, faults, fine_sentences, framed, report_text

SHARED = Path(__file__).resolve().parents[2] / "shared" / "reports"
FAMILIES = "TRNLSC"
OWN, DEVELOPMENT = "invented", "development fragments"
REPORTS = ("qingshan_2025", "liuhe_2024")


def measure() -> Iterator[Measured]:
    """Every measurement, the invented samples first."""
    yield from figures(OWN, [annotated(name) for name in REPORTS])
    yield from recall(OWN, [(f["rule"], f["at"], framed(f)) for f in faults()])
    yield from alarms(OWN, [*fine_sentences(), *map(report_text, REPORTS)])
    yield speed([report_text(name) for name in REPORTS])
    if SHARED.is_dir():
        yield from development()
    else:
        print("skipped: ../shared/reports is absent, the development fragments were not measured", file=sys.stderr)


def development() -> Iterator[Measured]:
    """The same on real fragments, against the known defects."""
    texts = dict(shared_texts())
    yield from figures(DEVELOPMENT, [(texts[key], rows) for key, rows in shared_figures().items()])
    gold = [json.loads(line) for line in (SHARED / "defects_gold.jsonl").read_text(encoding="utf-8").splitlines()]
    yield from recall(DEVELOPMENT, [(g["rule"], g["fragment"], texts[g["id"]]) for g in gold])
    faulty = {g["id"] for g in gold}
    yield from alarms(DEVELOPMENT, [text for key, text in texts.items() if key not in faulty])


def shared_texts() -> Iterator[tuple[str, str]]:
    """Identifier and text of every development fragment."""
    for path in sorted(SHARED.glob("*.jsonl")):
        if path.name != "defects_gold.jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                yield row["id"], row["text"]


def shared_figures() -> dict[str, list[Row]]:
    """The labelled figures of the development fragments."""
    rows = tomllib.loads((Path(__file__).parent / "shared_figures.toml").read_text(encoding="utf-8"))
    return {key: [_row(item) for item in items] for key, items in rows.items()}


def _row(item: str) -> Row:
    text, code, role = item.split("|")
    return text, code, role


def figures(sample: str, labelled: list[tuple[str, list[Row]]]) -> Iterator[Measured]:
    """Precision and recall of mentions, share of right triples, and how honest the confidence is."""
    stated = sum(len(rows) for _, rows in labelled)
    read = [(rows, mentions(document(text))) for text, rows in labelled]
    found = sum(len(made) for _, made in read)
    pairs = [pair for rows, made in read for pair in aligned(rows, made)]
    right = [row[1] in ("", m.indicator) and m.role.value == row[2] for row, m in pairs]
    sure = [fits for fits, (_, m) in zip(right, pairs, strict=True) if m.sure]
    yield _share(f"mention precision, {sample}", len(pairs) / found, 0.98, f"{found} found")
    yield _share(f"mention recall, {sample}", len(pairs) / stated, 0.98, f"{stated} labelled")
    yield _share(f"triples (indicator, role, value), {sample}", sum(right) / stated, 0.85)
    yield _share(f"triples right where sure, {sample}", sum(sure) / max(len(sure), 1), 0.0, f"{len(sure)} sure")


def aligned(rows: list[Row], made: tuple[Mention, ...]) -> Iterator[tuple[Row, Mention]]:
    """Pairs labels and mentions by their printed text, in order."""
    place = 0
    for row in rows:
        at = next((i for i in range(place, min(place + 8, len(made))) if made[i].text == row[0]), None)
        if at is not None:
            place = at + 1
            yield row, made[at]


def recall(sample: str, gold: list[tuple[str, str, str]]) -> Iterator[Measured]:
    """Found defects by family: a finding of the family must touch the faulty wording."""
    hit, all_, exact = Counter[str](), Counter[str](), 0
    for rule, fragment, text in gold:
        doc = document(text)
        at = max(doc.text.find(fragment), doc.norm.find(fragment))
        near = [f for f in findings(text) if f.offset < at + len(fragment) and at < f.offset + f.length]
        all_[rule[0]] += 1
        hit[rule[0]] += any(f.rule[0] == rule[0] for f in near)
        exact += any(f.rule == rule for f in near)
    for family in FAMILIES:
        if all_[family]:
            share = hit[family] / all_[family]
            yield _share(f"defect recall {family}, {sample}", share, 0.85, f"{hit[family]} of {all_[family]}")
    yield _share(f"defects under their exact rule, {sample}", exact / sum(all_.values()), 0.0)


_CACHE: dict[str, tuple[Finding, ...]] = {}


def findings(text: str) -> tuple[Finding, ...]:
    """The findings of a text, computed once."""
    if text not in _CACHE:
        _CACHE[text] = check(document(text))
    return _CACHE[text]


def alarms(sample: str, clean: list[str]) -> Iterator[Measured]:
    """Findings per document on text without known faults, remarks apart."""
    loud = Counter(f.rule for text in clean for f in findings(text) if f.severity is not Severity.NOTE)
    remarks = sum(f.severity is Severity.NOTE for text in clean for f in findings(text))
    note = " ".join(f"{rule}x{n}" for rule, n in sorted(loud.items())) or "none"
    yield Measured(
        work=f"errors a clean document, {sample}",
        value=sum(loud.values()) / len(clean),
        unit="each",
        budget=0.3,
        note=f"{len(clean)} documents: {note}",
    )
    yield Measured(work=f"remarks a clean document, {sample}", value=remarks / len(clean), unit="each")


def speed(texts: list[str]) -> Measured:
    """Milliseconds for a whole report, each run on a text not seen before, beside one expression that finds its numbers."""
    spent, raw = [], []
    for run in range(12):
        for text in texts:
            fresh = document(text + "\n" * (run + 1))
            spent.append(_timed(lambda fresh=fresh: check(fresh)))
            raw.append(_timed(lambda text=text: NUMBERS.findall(text)))
    took = statistics.median(spent)
    note = f"longest {max(spent):.0f}; {took / statistics.median(raw):.0f} × finding its numbers by one expression"
    return Measured(work="check a whole report", value=took, unit="ms", budget=100, note=note)


NUMBERS = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?:%|％|[一-龥])?")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _share(work: str, value: float, aim: float, note: str = "") -> Measured:
    return Measured(work=work, value=value, unit="", budget=aim, more_is_better=True, note=note)
