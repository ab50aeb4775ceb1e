"""One word for one thing: the glossary pairs identifiers and 中文 both ways, and knows every name of the catalogue."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from fadu.kernel.role import CLOCK
from fadu.packs import catalogue
from fadu.packs.documentation import BEGIN, END

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
BY_HAND = TEXT.partition(BEGIN)[0] + TEXT.partition(END)[2]
GENERATED = TEXT.partition(BEGIN)[2].partition(END)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of every table row, without headings and rules."""
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")]
    return [c for c in cells if not set(c[0]) <= {"-"} and c[0] not in ("term", "identifier")]


TERMS = [(r[0], r[1], r[2]) for r in rows(BY_HAND)]
#: Identifier → its Chinese, of each generated table.
TABLES = {
    title.split()[0]: {r[0].strip("`"): r[1] for r in rows(body)}
    for title, body in re.findall(r"^## (.+)\n((?:(?!^## ).*\n)*)", GENERATED, re.MULTILINE)
}
REGENERATE = "run python -m fadu.packs.documentation"
KNOWN = {
    "Packs": {p.name: p.label for p in catalogue().packs},
    "Procedures": {p.name: p.label for p in catalogue().procedures},
    "Registers": {r.name: r.label for r in catalogue().registers.values()},
    "Roles": {**{r.id: r.label for r in catalogue().roles.values()}, CLOCK: "期限自动"},
}


@pytest.mark.parametrize("table", KNOWN)
def test_every_name_has_its_chinese_and_every_entry_its_name(table: str) -> None:
    assert TABLES[table] == KNOWN[table], REGENERATE


def test_every_state_of_every_procedure_has_its_chinese() -> None:
    states = {s.id: set() for p in catalogue().procedures for s in p.states}  # type: ignore[var-annotated]
    for state in (s for p in catalogue().procedures for s in p.states):
        states[state.id].add(state.label)
    assert {name: set(label.split("、")) for name, label in TABLES["States"].items()} == states, REGENERATE


def test_a_term_is_said_once_and_so_is_its_chinese() -> None:
    for which in (0, 1):
        assert [w for w, n in Counter(t[which] for t in TERMS).items() if n > 1] == []


def test_terms_are_english_and_chinese() -> None:
    assert len(TERMS) > 80
    for term, chinese, where in TERMS:
        assert re.fullmatch(r"[a-z][a-z ,()-]+", term), term
        assert re.search(r"[\u4e00-\u9fff]", chinese) and not re.search(r"[A-Za-z]", chinese), chinese
        assert (ROOT / "src/fadu" / where).exists() or (ROOT / "src/fadu/packs" / where).exists(), where


def test_a_chinese_term_appears_in_the_product() -> None:
    """A term nobody uses is not part of the language."""
    said = "".join(p.read_text(encoding="utf-8") for kind in ("py", "toml", "html") for p in (ROOT / "src/fadu").rglob(f"*.{kind}"))
    unused = [c for _, chinese, _ in TERMS for c in chinese.split("、") if c not in said]
    assert unused == []


@pytest.mark.parametrize("table", ["Packs", "Procedures", "Registers", "Roles"])
def test_no_two_names_share_their_chinese(table: str) -> None:
    shared = [label for label, n in Counter(KNOWN[table].values()).items() if n > 1]
    assert shared == [], "two names for one thing, or one name for two"
