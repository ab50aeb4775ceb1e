"""The generated documentation says what the definitions say: every procedure, every counting rule, the glossary's tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from fadu.packs import catalogue, documentation

ROOT = Path(__file__).resolve().parents[2]


def test_every_generated_page_is_in_step() -> None:
    assert documentation.out_of_step(ROOT) == [], "run python -m fadu.packs.documentation"


def test_check_says_so_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert documentation.main(["--check"], tmp_path) == 1
    assert "docs/figures.md 与定义不一致" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_writing_brings_everything_into_step_and_removes_what_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "docs/procedures/library.card.md"
    gone.parent.mkdir(parents=True)
    gone.write_text("# 借书证", encoding="utf-8")
    assert documentation.main([], tmp_path) == 0
    assert not gone.exists()
    assert documentation.main(["--check"], tmp_path) == 0


def test_what_is_written_by_hand_stays(tmp_path: Path) -> None:
    page = tmp_path / "GLOSSARY.md"
    page.write_text(f"# 手写\n\n{documentation.BEGIN}\nold\n{documentation.END}\n\n手写在后\n", encoding="utf-8")
    documentation.main([], tmp_path)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# 手写\n") and text.endswith("手写在后\n") and "\nold\n" not in text


@pytest.mark.parametrize("procedure", catalogue().procedures, ids=lambda p: p.name)
def test_a_page_names_every_step_gate_and_state(procedure) -> None:  # type: ignore[no-untyped-def]
    text = (ROOT / "docs/procedures" / f"{procedure.name}.md").read_text(encoding="utf-8")
    for word in (procedure.label, *(s.label for s in procedure.states), *(s.label for s in procedure.steps)):
        assert word in text, word


def test_every_figure_shows_its_rule_and_source() -> None:
    text = (ROOT / "docs/figures.md").read_text(encoding="utf-8")
    for indicator in catalogue().indicators.values():
        assert f"| `{indicator.code}` | {indicator.label} | {indicator.unit} |" in text
        assert indicator.rule.replace("|", "\\|") in text and indicator.source in text
