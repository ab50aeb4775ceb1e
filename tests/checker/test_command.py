"""`fadu check`: exit codes, the JSON contract, and Chinese for people."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from fadu.checker.command import run
from tests.checker.fixtures import report_text

KEYS = {"rule", "severity", "line", "column", "fragment", "message", "suggestion", "citation"}


def _file(folder: Path, text: str) -> str:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_no_findings_is_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(_file(tmp_path, "全年开展专题学法7次。"), False) == 0
    assert "没有发现问题" in capsys.readouterr().out


def test_findings_are_one_and_the_json_is_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(_file(tmp_path, "第一行。\n落实（青府发〔202524号）。"), True) == 1
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["findings"]
    (one,) = told["findings"]
    assert set(one) == KEYS
    assert (one["rule"], one["severity"], one["line"], one["column"]) == ("T2", "stop", 2, 7)
    assert (one["fragment"], one["suggestion"]) == ("〔202524号", "〔2025〕24号")


def test_people_read_the_gravest_first_and_what_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = report_text("qingshan_2025").replace("〔2025〕11号", "〔202511号").replace("一是执法力量", "一是是执法力量")
    run(_file(tmp_path, text), False)
    out = capsys.readouterr().out
    assert out.index("【必须改】") < out.index("【提醒】") < out.index("【核对无误】")
    assert "27 = 19 + 8" in out


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("三是是法治意识不强。".encode())))
    assert run("-", True) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["rule"] == "T3"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40])
def test_unreadable_is_two_with_the_way_out(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(content)
    assert run(str(path), False) == 2
    told = capsys.readouterr()
    assert told.out == "" and "→" in told.err


def test_a_file_that_is_not_there_is_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "none.txt"), False) == 2
    assert run(str(tmp_path), False) == 2
    assert "找不到文件" in capsys.readouterr().err
