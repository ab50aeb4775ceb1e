"""What the documents name is there: every path, link, command, option, script and environment variable, and none is kept quiet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from fadu.config import cli
from fadu.config import settings as settings_module
from fadu.packs import pack_names

ROOT = Path(__file__).resolve().parents[2]
#: Decisions are superseded and never edited, so that an old one may name what is gone.
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/guide/*")])
#: From where a path of a document may be meant: ARCHITECTURE speaks of the package, CONTRIBUTING of the packs.
ROOTS = (ROOT, ROOT / "src/fadu", ROOT / "src/fadu/packs", ROOT / "docs")
#: Where a town keeps what it has, not the checkout.
TOWNS = ("FADU_DATA/", "keys/", "law/", "text/", "cosignature/", ".venv/")
VARIABLE = re.compile(r"FADU_[A-Z_]+\b")
pages = pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))


def code(page: Path) -> Iterator[str]:
    """What a page shows as code: each span between backticks, and each line of a block without its comment."""
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL):
        yield from (line.split("  #")[0] for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL))


def is_there(path: str) -> bool:
    return any((root / path).exists() or (root / f"{path}.py").exists() or any(root.glob(path)) for root in ROOTS)


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [to for to in links if "://" not in to and not (page.parent / to).exists()] == []


@pages
def test_every_path_is_there(page: Path) -> None:
    named = {one for one in code(page) if re.fullmatch(r"[\w.-]+(/[\w.*-]+)+/?", one) and not one.startswith(TOWNS)}
    assert sorted(one for one in named if not is_there(one)) == []


@pages
def test_every_script_is_there(page: Path) -> None:
    named = {name for shown in code(page) for name in re.findall(r"\bscript/([\w-]+)", shown)}
    assert sorted(name for name in named if not (ROOT / "script" / name).exists()) == []


@pages
def test_every_command_and_option_is_there(page: Path) -> None:
    assert sorted(wrong for shown in code(page) for wrong in unknown(shown)) == []


def unknown(shown: str) -> Iterator[str]:
    """What a shown command line names that the command does not know."""
    found = re.match(r"(?:\.venv/bin/)?(fadu )?(?P<name>[a-z][a-z-]+)(?P<rest>.*)", shown)
    command = cli.group.commands.get(found["name"]) if found else None
    if found and found[1] and command is None and found["name"] != "key":  # `fadu key succession` heads a signed text
        yield f"fadu {found['name']}"
    options = {o for p in command.params if isinstance(p, click.Option) for o in p.opts} if command else set()
    if command and (found and (found[1] or "-" in found["name"])):
        yield from (f"fadu {found['name']} {o}" for o in re.findall(r"--[a-z-]+", found["rest"]) if o not in options | {"--help"})


@pages
def test_every_variable_is_read(page: Path) -> None:
    named = set(VARIABLE.findall(page.read_text(encoding="utf-8")))
    assert named <= read()


def read() -> set[str]:
    """The environment variables that the product reads, all of them by name."""
    asking = re.compile(r"""(?:environ(?:\.get\(|\[)|_is_on\(|_listed\(|^[A-Z_]+ =)\s*["'](FADU_[A-Z_]+)""", re.MULTILINE)
    return {v for p in (ROOT / "src/fadu").rglob("*.py") for v in asking.findall(p.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", ["docs/guide/first-day.md", "docs/guide/report.md", "docs/operating.md"])
def test_every_word_that_a_guide_quotes_from_a_page_is_there(name: str) -> None:
    """People look for the words as they are written; the first day sets buttons in bold, too."""
    text = (ROOT / name).read_text(encoding="utf-8")
    quoted = re.findall(r"“([^”]{2,30})”", text) + (re.findall(r"\*\*([^*]+)\*\*", text) if "first-day" in name else [])
    parts = {bare(part) for one in quoted for part in re.split(" → |—", one)}
    assert sorted(part for part in parts if part not in words_of_the_product()) == []


@cache
def words_of_the_product() -> str:
    return bare("".join(p.read_text(encoding="utf-8") for kind in ("py", "html", "js") for p in (ROOT / "src/fadu").rglob(f"*.{kind}")))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_variable_is_told_to_operators() -> None:
    told = set(VARIABLE.findall((ROOT / "docs/operating.md").read_text(encoding="utf-8")))
    assert read() - told == {"FADU_DEBUG"}, "for developers only, as the settings say"
    assert "FADU_DEBUG" in str(settings_module.__doc__)


def test_the_readme_names_every_mechanism() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in pack_names() if name != "common" and f"| {name} " not in readme] == [], "say what works"


def test_every_decision_has_its_number_once_and_its_status() -> None:
    decisions = sorted((ROOT / "docs/adr").glob("*.md"))
    assert [int(p.name[:4]) for p in decisions] == list(range(len(decisions)))
    for page in decisions[1:]:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:4]}. "), page.name
        assert re.search(r"^Date: \d{4}-\d\d-\d\d\nStatus: (accepted|superseded by \d{4})", text, re.MULTILINE), page.name
