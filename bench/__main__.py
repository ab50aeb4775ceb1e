"""Runs the benchmarks, each in a process of its own, and prints one table: ``python -m bench [NAME]...``."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench.measured import Measured

HERE = Path(__file__).resolve().parent
ALONE = "--alone"


def main(arguments: list[str]) -> int:
    """Print the table; 1 when a benchmark broke, 2 for a name there is none of. Being slow is no failure."""
    if arguments[:1] == [ALONE]:
        return _measure(arguments[1])
    known = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    if unknown := [name for name in arguments if name not in known]:
        print(f"没有名为 {'、'.join(unknown)} 的测量；可用的有：{'、'.join(known) or '无'}", file=sys.stderr)
        return 2
    results = [_run(name) for name in arguments or known]
    _print_table([row for rows in results for row in rows or []])
    return 1 if None in results else 0


def _run(name: str) -> list[Measured] | None:
    """The rows of one benchmark, ``None`` when it broke; what it prints meanwhile goes to standard error."""
    print(f"… {name}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="fadu-bench-") as data:
        environment = os.environ | {
            "FADU_DATA": data,
            "DJANGO_SETTINGS_MODULE": "fadu.config.settings",
            "PYTHONPATH": str(HERE.parent / "src"),
        }
        command = [sys.executable, "-m", "bench", ALONE, name]
        done = subprocess.run(command, cwd=HERE.parent, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        return None
    return [Measured(**row) for row in json.loads(done.stdout)]


def _measure(name: str) -> int:
    answer, sys.stdout = sys.stdout, sys.stderr
    from fadu.config import sqlite_swap  # noqa: F401  before anything that opens a database

    rows = [asdict(row) for row in importlib.import_module(f"bench.bench_{name}").measure()]
    json.dump(rows, answer)
    return 0


def _print_table(rows: list[Measured]) -> None:
    print("| work | measured | budget | |\n|---|---:|---:|---|")
    for row in rows:
        sign = "≥" if row.more_is_better else "≤"
        budget = f"{sign} {_number(row.budget)} {row.unit}" if row.budget else ""
        verdict = "" if row.within else "over budget"
        print(f"| {row.work} | {_number(row.value)} {row.unit} | {budget} | {verdict or row.note} |")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
