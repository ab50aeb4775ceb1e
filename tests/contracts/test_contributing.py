"""The page that teaches how to add a procedure is true: its example runs, its gate is a gate, its row of law loads."""

from __future__ import annotations

import re
from pathlib import Path

from fadu.kernel import gate as gates
from fadu.kernel.gate import Gate
from fadu.law import load
from fadu.packs.common import laws
from fadu.packs.example_runner import run_file

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def shown(language: str) -> list[str]:
    """The blocks of the page in this language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_it_is_one_page() -> None:
    assert PAGE.count("\n") <= 100


def test_its_example_runs(tmp_path: Path) -> None:
    file = tmp_path / "example.toml"
    file.write_text(shown("toml")[0], encoding="utf-8")
    outcome = run_file(file)
    assert outcome.passed, outcome.problems


def test_its_row_of_law_loads(tmp_path: Path) -> None:
    file = tmp_path / "row.toml"
    file.write_text(shown("toml")[1], encoding="utf-8")
    assert load([file]).limits["disputes.answer"][0].length == 3


def test_its_gate_is_one_and_is_that_of_the_model() -> None:
    known: dict[str, object] = {**vars(gates), **vars(laws)}
    exec(shown("python")[0], known)
    made = known["both_willing"]
    assert isinstance(made, Gate)
    from fadu.packs.disputes.gates import both_willing

    assert (made.id, made.label, made.refusal, made.remedy, made.basis) == (
        both_willing.id, both_willing.label, both_willing.refusal, both_willing.remedy, both_willing.basis,
    )  # fmt: skip
