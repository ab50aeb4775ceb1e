"""Every law that the code cites by name is in the statutes register, and no citation goes past a law's last article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fadu
from fadu.law import load
from fadu.law.checks import citation_faults
from fadu.law.reading import citation

BOOK = load()
CITED = re.compile(r"\b(?:law|Citation)\(\s*\"([^\"]+)\"")


def cited_titles() -> list[tuple[str, str]]:
    root = Path(fadu.__file__).parent
    files = [file for folder in ("packs", "checker", "service") for file in sorted((root / folder).rglob("*.py"))]
    return sorted({(title, file.name) for file in files for title in CITED.findall(file.read_text(encoding="utf-8"))})


@pytest.mark.parametrize(("title", "file"), cited_titles())
def test_a_law_cited_in_the_code_is_registered(title: str, file: str) -> None:
    assert title in BOOK.statutes, f"{file} cites 《{title}》"


def test_the_scan_finds_what_packs_cite() -> None:
    assert ("行政处罚法", "laws.py") in cited_titles()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("行政处罚法 86", []),
        ("行政处罚法 87", ["《行政处罚法》第八十七条不存在，该法只有86条"]),
        ("村民委员会组织法 50", []),
        ("阅览法 1", ["《阅览法》没有登记在法规目录"]),
    ],
)
def test_a_citation_is_checked_against_the_register(text: str, fault: list[str]) -> None:
    assert citation_faults(citation(text), None, BOOK) == fault


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("行政处罚法", "《行政处罚法》"),
        ("行政处罚法 60", "《行政处罚法》第六十条"),
        ("行政处罚法 52.3", "《行政处罚法》第五十二条第三款"),
        ("行政处罚法 72.1(1)", "《行政处罚法》第七十二条第一款第（一）项"),
        ("行政许可法 32(4)", "《行政许可法》第三十二条第（四）项"),
    ],
)
def test_the_short_form_of_a_citation(text: str, printed: str) -> None:
    assert str(citation(text)) == printed
