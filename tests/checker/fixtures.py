"""Invented reports and sentences for the tests and benchmarks of the checker; nothing here was ever published."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
_LABELLED = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)\|([^⟧]*)⟧")

Row = tuple[str, str, str]


def faults() -> list[dict[str, Any]]:
    """Sentences with one known fault each."""
    return tomllib.loads((DATA / "defects.toml").read_text(encoding="utf-8"))["fault"]


def fine_sentences() -> list[str]:
    """Sentences without fault."""
    return tomllib.loads((DATA / "fine.toml").read_text(encoding="utf-8"))["sentences"]


def framed(fault: dict[str, Any]) -> str:
    """A fault under the title of a report when it names a year or an issuer, else bare."""
    if "year" not in fault and "issuer" not in fault:
        return str(fault["text"])
    issuer, year = fault.get("issuer", "青山镇人民政府"), fault.get("year", 2025)
    return f"{issuer}{year}年法治政府建设年度报告\n{fault['text']}\n"


def report_text(name: str) -> str:
    """A whole invented report without its labels."""
    return _LABELLED.sub(r"\1", (DATA / "reports" / f"{name}.txt").read_text(encoding="utf-8"))


def annotated(name: str) -> tuple[str, list[Row]]:
    """A whole invented report with its figures: printed text, indicator, role."""
    beside = DATA / "reports" / f"{name}.figures"
    if beside.exists():
        lines = beside.read_text(encoding="utf-8").splitlines()
        return report_text(name), [_row(line) for line in lines if line]
    raw = (DATA / "reports" / f"{name}.txt").read_text(encoding="utf-8")
    return report_text(name), [(m[1], m[2], m[3]) for m in _LABELLED.finditer(raw)]


def _row(line: str) -> Row:
    text, code, role = line.split("|")
    return text, code, role
