"""``fadu doctor``: what it says about this machine and its data."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from fadu.config import machine
from fadu.kernel.finding import Severity


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FADU_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def found(name: str) -> machine.Check:
    return next(check for check in machine.data() if check.id == name)


def test_it_works(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    machine.run(as_json=True)
    names = {check["id"] for check in json.loads(capsys.readouterr().out)["checks"]}
    assert {"python", "sqlite", "holidays", "town", "typst"} <= names


def test_looking_makes_no_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    machine.run(as_json=False)
    assert "尚未建立" in capsys.readouterr().out
    assert not folder.exists()


def test_a_key_others_can_read_must_be_mended(folder: Path) -> None:
    (folder / "keys").mkdir(parents=True)
    key = folder / "keys" / "log"
    key.write_text("secret")
    key.chmod(0o644)
    assert found("keys").severity is Severity.STOP
    key.chmod(0o600)
    assert found("keys").fine


def test_a_database_is_named_with_its_size(folder: Path) -> None:
    folder.mkdir()
    assert found("database").severity is Severity.NOTE
    (folder / "fadu.sqlite3").write_bytes(bytes(3 << 20))
    assert found("database").found == "SQLite，3.0 MiB"


def test_a_missing_holiday_notice_is_noticed_in_time() -> None:
    [known] = machine.holidays(date(2025, 3, 6))
    [missing] = machine.holidays(date(2199, 1, 1))
    assert (known.fine, missing.severity) == (True, Severity.WARN)
