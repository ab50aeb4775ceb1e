"""A register of a hundred thousand rows as an Excel workbook: time, and memory that does not grow with the rows."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

from bench import ground
from bench.measured import Measured


def measure() -> Iterator[Measured]:
    ground.town()
    ground.matters(ground.ROWS)
    from fadu.kernel.role import Actor, Post
    from fadu.packs import catalogue
    from fadu.service.export import workbook
    from fadu.service.registers import Query
    from fadu.service.scope import reader
    from tests.town import ORG

    register = next(r for r in catalogue().registers.values() if "penalty.summary" in r.procedures)
    auditor = reader(Actor("a", "a", (Post("auditor", ORG),)), ORG, date(2025, 12, 31))
    workbook(auditor, register, Query(village="500102128003", first=date(2025, 6, 1), last=date(2025, 6, 30))).unlink()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = perf_counter()
    made: Path = workbook(auditor, register, Query())
    took = perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    raw = _bare(len(register.columns) + 5)
    yield Measured(
        work=f"export {ground.ROWS:,} rows to Excel",
        value=took,
        unit="s",
        budget=15 * ground.ROWS / 100_000,
        note=f"{made.stat().st_size / 1e6:.1f} MB; {took / raw:.1f} × writing empty cells",
    )
    yield Measured(work="the same cells written without reading anything", value=raw, unit="s")
    yield Measured(work="memory the export added", value=grown, unit="MB", budget=100)
    made.unlink()


def _bare(columns: int) -> float:
    """The workbook library alone, with cells of the same number."""
    import tempfile

    import xlsxwriter

    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        book = xlsxwriter.Workbook(f"{folder}/raw.xlsx", {"constant_memory": True})
        sheet = book.add_worksheet()
        for row in range(ground.ROWS):
            for column in range(columns):
                sheet.write_string(row, column, "当事人")
        book.close()
        return perf_counter() - began
