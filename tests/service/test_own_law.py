"""A place's own rows: read from ``law`` under the data folder, by services, pages and the command; forbidden ones are refused."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fadu.config import chinese, cli, machine, server
from fadu.law import LawError, place_files
from fadu.service.rules import rulebook
from fadu.service.world import world
from tests.town import ORG

ON = date(2025, 12, 1)

DISTRICT = """
[[limit]]
id = "rep.submit"
label = "报送上一年度法治政府建设情况报告"
fixed = "02-15"
place = "500102"
start_event = "年度终了"
basis = ["法治政府建设与责任落实督察工作规定"]
source = "区年度通知（2024年12月）"
since = 2025-01-01
"""
FORBIDDEN = """
[[limit]]
id = "pen.decide"
label = "作出行政处罚决定"
length = 120
unit = "calendar_day"
place = "500102128"
start_event = "立案"
basis = ["行政处罚法 60"]
source = "镇里的通知"
since = 2025-01-01
"""


@pytest.fixture
def folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test, for services and for the command alike."""
    settings.FADU_DATA = tmp_path
    monkeypatch.setenv("FADU_DATA", str(tmp_path))
    (tmp_path / "law").mkdir()
    return tmp_path / "law"


def write(folder: Path, text: str, name: str = "ours.toml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def due(*words: str) -> int:
    return chinese.run(cli.group, "fadu", ["due", *words])


# --- it works


def test_the_world_of_an_act_has_the_districts_row(folder: Path) -> None:
    write(folder, DISTRICT)
    assert world(ORG, ON).rules.limit("rep.submit", ON, ORG).fixed == "02-15"
    assert world(ORG, ON).rules.limit("rep.submit", ON, "500115001").fixed == "03-01"


def test_the_command_counts_by_the_same_row(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, DISTRICT)
    assert due("rep.submit", "2026-01-05", "--place", ORG) == 0
    assert "届满  2026-02-15" in capsys.readouterr().out
    assert due("rep.submit", "2026-01-05") == 0
    assert "届满  2026-03-01" in capsys.readouterr().out


def test_only_toml_files_are_read_and_no_folder_is_needed(folder: Path) -> None:
    write(folder, "不是规定", "readme.txt")
    assert place_files(folder.parent) == ()
    assert place_files(folder) == ()


def test_a_file_added_while_running_holds_at_once_and_a_changed_one_too(folder: Path) -> None:
    before = rulebook()
    write(folder, DISTRICT)
    assert rulebook().limit("rep.submit", ON, ORG).fixed == "02-15"
    write(folder, DISTRICT.replace("02-15", "02-20") + "\n")
    assert rulebook().limit("rep.submit", ON, ORG).fixed == "02-20"
    (folder / "ours.toml").unlink()
    assert rulebook().version == before.version


# --- what is refused


def test_a_forbidden_override_is_refused_with_the_article(folder: Path) -> None:
    write(folder, FORBIDDEN)
    with pytest.raises(LawError, match="全国的规定不允许500102128另定（《行政处罚法》第六十条）"):
        rulebook()


def test_the_command_says_so_and_ends_with_two(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, FORBIDDEN)
    assert due("pen.decide", "2025-03-06") == 2
    assert "不允许500102128另定" in capsys.readouterr().err


def test_the_server_does_not_start_and_the_doctor_says_what_to_do(folder: Path) -> None:
    assert server.law_trouble() == ""
    write(folder, FORBIDDEN)
    said = server.law_trouble()
    assert said.startswith("本地规定有误，没有启动。penalty.toml、") and f"{folder}" in said and "：pen.decide：" in said
    (check,) = machine.holidays(ON)
    assert "pen.decide" in check.found
    assert "law" in check.remedy


def test_a_forbidden_override_added_while_running_changes_nothing_and_is_told_once(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = rulebook()
    write(folder, FORBIDDEN)
    with caplog.at_level(logging.ERROR, "fadu.law"):
        assert rulebook() is before
        assert rulebook() is before
    assert [record.levelname for record in caplog.records].count("ERROR") == 1
    assert "不允许500102128另定" in caplog.text


# --- nobody goes round it


def test_services_and_pages_take_their_law_from_one_place() -> None:
    import fadu

    root = Path(fadu.__file__).parent
    around = [
        str(path.relative_to(root))
        for layer in ("service", "web")
        for path in sorted((root / layer).rglob("*.py"))
        if path.name != "rules.py" and "law.load(" in path.read_text(encoding="utf-8")
    ]
    assert around == ["service/due_command.py"], "use fadu.service.rules.rulebook(); due_command is handed its own files"
