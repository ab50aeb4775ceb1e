"""What is generated stands in the repository as the code would write it, and the glossary pairs both ways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fadu.packs import catalogue
from fadu.packs.documentation import files

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", sorted(files(ROOT)), ids=lambda p: p.name)
def test_generated_files_are_in_step(path: Path) -> None:
    assert path.exists(), "run python -m fadu.packs.documentation"
    assert path.read_text(encoding="utf-8") == files(ROOT)[path], "run python -m fadu.packs.documentation"


def test_no_page_is_left_over() -> None:
    known = {p.name for p in files(ROOT)}
    assert {p.name for p in (ROOT / "docs" / "procedures").glob("*.md")} <= known


def test_every_term_of_the_glossary_has_its_chinese() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"), re.MULTILINE)
    terms = [(a.strip(), b.strip()) for a, b in rows if a.strip() not in ("term", "identifier", "---")]
    assert len(terms) > 100
    assert [a for a, b in terms if not re.search(r"[\u4e00-\u9fff]", b)] == []


def test_every_identifier_is_in_the_glossary() -> None:
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    wanted = [*catalogue().roles, *catalogue().registers, *(p.name for p in catalogue().procedures), *catalogue().instruments]
    assert [name for name in wanted if f"`{name}`" not in text] == []
