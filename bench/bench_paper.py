"""How long papers take: first and warm, PDF, Word, web fragment and preview of each sample.

Run: ``python bench/bench_paper.py``. Budget: a seven-page report as PDF within 150 ms warm.
"""

from __future__ import annotations

import dataclasses
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).resolve().parents[1])]

import typst  # noqa: E402

from bench.measured import Measured  # noqa: E402
from fadu.kernel.instrument import Paper  # noqa: E402
from fadu.paper.docx import render_docx  # noqa: E402
from fadu.paper.fonts import font_book  # noqa: E402
from fadu.paper.html import render_html  # noqa: E402
from fadu.paper.pdf import render_pdf  # noqa: E402
from fadu.paper.png import render_pages  # noqa: E402
from tests.paper import samples  # noqa: E402

ROUNDS = 15
_MARKUP = frozenset("\\#$*_`<>@[]~-+=/")
BUDGET_MS = 150


def timed(render: Callable[[Paper], object], papers: list[Paper]) -> float:
    """Median milliseconds over papers that differ, so that no cache of a whole paper helps."""
    times = []
    for paper in papers:
        start = time.perf_counter()
        render(paper)
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def measure() -> Iterator[Measured]:
    """For the table of all benchmarks: the report as PDF, beside Typst setting the same characters unadorned, and its editable twin."""
    papers = [dataclasses.replace(samples.ALL["annual_report"](), number=f"测〔2026〕{i}号") for i in range(ROUNDS + 1)]
    render_pdf(papers[0])
    raw, took = timed(_plain, papers[1:]), timed(render_pdf, papers[1:])
    yield Measured(
        work="PDF of the report, warm", value=took, unit="ms", budget=BUDGET_MS, note=f"{took / raw:.1f} × its plain text by Typst alone"
    )
    yield Measured(work="the plain text of the same report by Typst alone", value=raw, unit="ms")
    yield Measured(work="Word file of the report", value=timed(render_docx, papers[1:]), unit="ms")


def _plain(paper: Paper) -> bytes:
    """Every word of the paper as plain paragraphs, without layout, letterhead or PDF/A."""
    words = re.sub(r"<[^>]+>", "\n\n", render_html(paper))
    source = "".join(f"\\{c}" if c in _MARKUP else c for c in words) + f"\n\n{paper.number}"
    return typst.compile(source.encode(), format="pdf", font_paths=font_book())


def main() -> int:
    start = time.perf_counter()
    render_pdf(samples.summary_decision())
    print(f"first paper, fonts scanned: {(time.perf_counter() - start) * 1000:.0f} ms")
    print(f"{'paper':22}{'pdf':>9}{'docx':>9}{'html':>9}{'png':>9}   ms, median of {ROUNDS}")
    report = 0.0
    for name, make in samples.ALL.items():
        papers = [dataclasses.replace(make(), number=f"测〔2026〕{i}号", to=f"第{i}号收文单位") for i in range(ROUNDS)]
        row = [timed(render, papers) for render in (render_pdf, render_docx, render_html, render_pages)]
        print(f"{name:22}" + "".join(f"{each:9.1f}" for each in row))
        report = row[0] if name == "annual_report" else report
    print(f"report PDF {report:.0f} ms, budget {BUDGET_MS} ms: ratio {report / BUDGET_MS:.2f}")
    return int(report > BUDGET_MS)


if __name__ == "__main__":
    sys.exit(main())
