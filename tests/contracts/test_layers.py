"""The layers of ARCHITECTURE hold, and the kernel is as pure as it says."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KERNEL = sorted((ROOT / "src/fadu/kernel").rglob("*.py"))

# What would let the kernel see the world, or the moment.
WORLDLY = {"os", "io", "pathlib", "shutil", "tempfile", "socket", "subprocess", "sqlite3", "time", "random", "secrets"}
WORLDLY_CALLS = {"open", "print", "input", "date.today", "datetime.now", "datetime.today", "datetime.utcnow"}


def test_contracts_of_pyproject_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": "src"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", KERNEL, ids=lambda path: path.stem)
def test_kernel_imports_only_itself_and_the_standard_library(path: Path) -> None:
    for module in imported(path.read_text(encoding="utf-8")):
        top = module.split(".")[0]
        assert module.startswith("fadu.kernel") or top in sys.stdlib_module_names, f"{path.name} imports {module}"
        assert top not in WORLDLY, f"{path.name} imports {module}, which sees more than its arguments"


@pytest.mark.parametrize("path", KERNEL, ids=lambda path: path.stem)
def test_kernel_reads_no_clock_and_no_file(path: Path) -> None:
    found = called(path.read_text(encoding="utf-8")) & WORLDLY_CALLS
    assert not found, f"{path.name} calls {', '.join(sorted(found))}"


def test_the_check_sees_what_it_looks_for() -> None:
    code = "import os.path\nfrom time import time\nfrom datetime import date\ndate.today()\nopen('x')"
    assert imported(code) == ["os.path", "time", "datetime"]
    assert called(code) == {"date.today", "open"}


def imported(code: str) -> list[str]:
    """Every module a source imports, by full name."""
    modules: list[str] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules.append(node.module or "")
    return modules


def called(code: str) -> set[str]:
    """Every function a source calls, as written."""
    return {ast.unparse(node.func) for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)}
