"""The repository itself: nothing of the machine it was written on, nothing half-done, nothing foreign committed."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).name

# Written in pieces, so that this file does not name what it forbids.
REGISTRIES = "|".join((r"pypi\." + "org", "python" + "hosted", r"registry\." + "npmjs", r"deb\." + "debian"))
MACHINE = "(?<![a-z.])/(" + "|".join(("work", "farm", "root", "home")) + ")/"
UNFINISHED = r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX")) + r")\b"


def committed() -> Iterator[Path]:
    """Every file git knows or would take, apart from removed ones."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    yield from (path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def texts() -> Iterator[tuple[str, str]]:
    for path in committed():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    return {name: text for name, text in texts() if Path(name).name != HERE}


@pytest.mark.parametrize(
    ("what", "pattern"),
    [("a registry host", REGISTRIES), ("a path of one machine", MACHINE), ("unfinished work", UNFINISHED)],
)
def test_repository_does_not_name(sources: dict[str, str], what: str, pattern: str) -> None:
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in sources.items()
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert not found, f"{what}:\n" + "\n".join(found)


def test_no_large_or_foreign_file_is_committed() -> None:
    large = [path.name for path in committed() if path.stat().st_size > 1_000_000]
    foreign = [path.name for path in committed() if path.name.endswith((".min.js", ".min.css", ".woff2", ".ttf", ".mo"))]
    assert (large, foreign) == ([], [])


def test_every_module_says_what_it_is_for(sources: dict[str, str]) -> None:
    silent = [
        name
        for name, text in sources.items()
        if name.endswith(".py") and text and "/migrations/" not in name and not re.match(r'r?"""\S', text)
    ]
    assert not silent


def test_every_dependency_has_its_reason() -> None:
    bare = []
    for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        if re.match(r'\s*(build = \[)?"[A-Za-z0-9_.\[\]-]+[<>=]', line) and not re.search(r"#\s+\S+\s+\S+", line):
            bare.append(line.strip())
    assert not bare


def test_every_dependency_is_used(sources: dict[str, str]) -> None:
    """What nothing imports or names in a setting is a promise, not a dependency."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[\[<>=]", one)[0].lower() for one in project["dependencies"]}
    said = "".join(text for name, text in sources.items() if name.startswith("src/")).lower()
    modules = [(module.lower(), wheel.lower().replace("_", "-")) for module, wheels in packages_distributions().items() for wheel in wheels]
    by_django = {"psycopg"}  # its PostgreSQL backend imports it
    assert declared - {wheel for module, wheel in modules if module in said} == by_django
    assert set(project["optional-dependencies"]) == {"dev", "build"}, "what a town may add is looked up here, too"


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_every_locked_package_has_a_hash(name: str) -> None:
    lock = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    packages = re.findall(r"^([a-z0-9][\w.-]*)==\S+(.*?)(?=^[a-z0-9]|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert packages
    assert [package for package, rest in packages if "--hash=sha256:" not in rest] == []


@pytest.mark.parametrize(("name", "extras"), [("runtime", ["build"]), ("dev", ["build", "dev"])])
def test_lock_holds_every_declared_dependency(name: str, extras: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["dependencies"] + [one for extra in extras for one in project["optional-dependencies"][extra]]
    names = {re.split(r"[\[<>=]", one)[0].lower().replace("_", "-") for one in declared}
    locked = set(re.findall(r"^([a-z0-9][\w.-]*)==", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE))
    assert names <= locked
