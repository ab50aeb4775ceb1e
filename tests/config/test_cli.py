"""The command line: Chinese, quick to start, and never a traceback."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fadu.config import chinese, cli

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = re.compile(r"Usage|Options|Commands|Arguments|Show|Error|Try|Missing|No such|Invalid|COMMAND|ARGS|default:")


def run(*arguments: str) -> int:
    return chinese.run(cli.group, "fadu", list(arguments))


@pytest.mark.parametrize("name", sorted(cli.TARGETS))
def test_every_target_exists(name: str) -> None:
    module, _, function = cli.TARGETS[name].partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_every_target_is_a_command_and_every_command_has_a_target() -> None:
    assert set(cli.group.commands) == set(cli.TARGETS)


@pytest.mark.parametrize("name", ["", *sorted(cli.TARGETS)])
def test_help_is_chinese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*([name] if name else []), "--help") == 0
    said = capsys.readouterr().out
    assert "用法：fadu" in said
    assert not ENGLISH.search(said), said


def test_alone_it_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert "命令：" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["deu"], "没有“deu”这个命令"),
        (["due"], "缺少参数：LIMIT"),
        (["due", "a", "2025-01-01", "c"], "多出了参数（c）"),
        (["due", "--tp", "2025-01-01"], "没有选项 --tp"),
        (["due", "a", "2025-01-01", "--to"], "选项 --to 的用法不对"),
        (["serve", "--port", "many"], "应为整数"),
    ],
)
def test_a_wrong_line_is_explained(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    error = capsys.readouterr().err
    assert said in error
    assert not ENGLISH.search(error), error


def test_an_unexpected_error_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(chinese, "run", lambda group, name: 1 / 0)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said.startswith("程序出错")
    assert "Traceback" not in said


def test_help_loads_neither_django_nor_the_law() -> None:
    code = (
        "import sys; from fadu.config import cli, chinese; chinese.run(cli.group, 'fadu', ['--help']);"
        "sys.exit(any(name in sys.modules for name in ('django', 'fadu.law', 'fadu.packs', 'granian')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={"PYTHONPATH": "src"}, capture_output=True, check=False)
    assert done.returncode == 0


def test_columns_are_aligned_by_width_on_screen() -> None:
    assert (chinese.width("--to 日期"), chinese.width("--json")) == (9, 6)
