"""A pack that Python cannot read, or whose parts fail while they work, is told with its line and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fadu import packs
from fadu.config import chinese
from fadu.kernel.instrument import Paper, paragraph
from fadu.kernel.load import BrokenDefinition
from fadu.kernel.procedure import Procedure, Step
from fadu.law import LawError
from fadu.packs import example_papers, example_runner
from fadu.packs.disputes.dispute import DISPUTE
from fadu.packs.sample_town import rows_of_file

EXAMPLE = """
title = "受理"
procedure = "disputes.dispute"

[[step]]
on = 2025-04-01
do = "apply"

[[step]]
on = 2025-04-02
do = "accept"
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The ``__init__.py`` of a pack called toy, which nothing else sees."""
    (tmp_path / "toy").mkdir()
    monkeypatch.setattr(packs, "__path__", [str(tmp_path)])
    monkeypatch.setattr(packs, "__file__", str(tmp_path / "__init__.py"))
    monkeypatch.setattr(packs, "pack_names", lambda: ("toy",))
    yield tmp_path / "toy" / "__init__.py"
    import sys

    sys.modules.pop("fadu.packs.toy", None)
    vars(packs).pop("toy", None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\nx = = 2\n", "packs/toy/__init__.py:2: SyntaxError"),
        ("import fadu\nfadu.Step(role=1)\n", "packs/toy/__init__.py:2: AttributeError"),
        ("from fadu.kernel.procedure import State\n\nState('a', 'b', shut=True)\n", "packs/toy/__init__.py:3: TypeError"),
        ("from fadu.kernel.gate import gate\n@gate('a', '甲', refusal='乙', remedy='丙', basis=gate)\ndef a(s): return True\n", "packs/toy/__init__.py:2: TypeError"),
        ("from fadu.packs.toy import other\n", "packs/toy/__init__.py:1: ImportError"),
        ("x = 1\n", "packs/toy/__init__.py: has no PACK → write PACK = Pack(name=\"toy\""),
        ("from fadu.kernel.pack import Pack\nPACK = Pack(name='tow', label='甲')\n", "packs/toy/__init__.py: its PACK is called tow"),
    ],
)  # fmt: skip
def test_a_pack_that_python_cannot_read_is_told_with_its_line(pack: Path, text: str, said: str) -> None:
    pack.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenDefinition) as told:
        packs.packs()
    assert said in str(told.value)
    assert all(c.mend for c in told.value.complaints)


def test_a_pack_that_is_chosen_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FADU_PACKS", "disputes,penality")
    with pytest.raises(BrokenDefinition, match=r"FADU_PACKS: 没有名为penality的机制 → 可用：.*penalty"):
        packs.packs()


def test_chosen_packs_that_need_others_say_so_to_the_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FADU_PACKS", "penalty")
    with pytest.raises(BrokenDefinition) as told:
        packs.catalogue.__wrapped__()
    first, *others = told.value.complaints
    assert str(first) == "FADU_PACKS: 启用的机制离不开没有启用的 → 把下面说到的机制也启用，或者不设 FADU_PACKS"
    assert "is chosen from unknown register items" in str(others) and len(others) == len(set(others))


def test_the_command_shows_what_is_written_wrong_and_no_exception() -> None:
    said = chinese.surprised(BrokenDefinition([packs.Complaint("packs/toy", "has no label", "say it in Chinese")]))
    assert said == "机制的定义有误，没有加载：\npacks/toy: has no label → say it in Chinese"
    assert chinese.surprised(LawError("甲.toml", "x", "缺少来源")).startswith("法律数据有误，没有加载：甲.toml：x：缺少来源\n→")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = = 1\n", "packs/toy/standing.toml: is no TOML"),
        ('[[moon]]\nname = "甲"\n', "fills unknown register moon"),
        ('[[mediators]]\nname = "甲"\nwings = 2\n', "fills unknown column wings of mediators"),
    ],
)
def test_standing_rows_are_rows_of_registers(text: str, said: str) -> None:
    with pytest.raises(BrokenDefinition, match=said):
        rows_of_file("packs/toy/standing.toml", text)


def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step_id: str, **changes: Any) -> str:
    """The problem of the example when one step of a dispute differs."""

    def changed(step: Step) -> Step:
        return replace(step, **changes) if step.id == step_id else step

    procedure: Procedure = replace(DISPUTE, steps=tuple(changed(s) for s in DISPUTE.steps))
    catalogue = packs.catalogue()
    monkeypatch.setitem(catalogue._versions, DISPUTE.name, (procedure,))
    (tmp_path / "例.toml").write_text(EXAMPLE, encoding="utf-8")
    return "；".join(example_runner.run_file(tmp_path / "例.toml").problems)


def test_a_predicate_that_fails_is_told_with_the_step_and_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = next(g for s in DISPUTE.steps if s.id == "accept" for g in s.gates)
    said = broken(tmp_path, monkeypatch, "accept", gates=(replace(gate, needs=(), check=lambda s: s.facts["wings"]),))
    assert ":9: 办理 accept 时程序出错：" in said and "KeyError：'wings' → 改正那一行" in said


def test_words_that_the_answer_does_not_fill_name_the_gate_and_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = next(g for s in DISPUTE.steps if s.id == "accept" for g in s.gates)
    said = broken(tmp_path, monkeypatch, "accept", gates=(replace(gate, needs=(), check=lambda s: False, refusal="{whom}不愿意"),))
    assert f"gate {gate.id} prints {{whom}}, which its answer does not give → answer missing(whom=…)" in said


def test_a_paper_that_asks_for_what_no_procedure_has_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = next(s.issues for s in DISPUTE.steps if s.issues)
    asking = replace(paper, series=None, compose=lambda m, r: Paper(title="甲", organ="乙", blocks=(paragraph(str(m.get("wings"))),)))
    assert f"文书“{paper.label}”要印“wings”，没有一个程序有这一项" in broken(tmp_path, monkeypatch, "apply", issues=asking)
    assert "wings" not in example_papers._declared()
