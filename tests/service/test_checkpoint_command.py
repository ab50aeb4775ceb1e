"""The three commands of witnessing, one after the other as a town and its district would run them, and what each refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fadu.service.checkpoint_command import add, export, sign
from fadu.store.keys import open_key
from fadu.store.models import Cosignature, EntryValues, JournalEntry, Matter
from fadu.store.publisher import keys_folder
from fadu.store.verify import verify
from tests.town import ORG, SmallTown

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: Any, standing_town: SmallTown, settings: Any, tmp_path: Path) -> SmallTown:
    """The town, and a folder for what its witness remembers: here both work on one installation."""
    settings.FADU_DATA = tmp_path
    return standing_town


@pytest.fixture
def asked(town: SmallTown, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "请求.txt"
    assert export(str(path)) == 0
    assert f"已写入 {path}：签到第" in capsys.readouterr().out
    return path


def town_key() -> str:
    return open_key(keys_folder(), ORG).line


def test_it_works(asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    signed = tmp_path / "见证.txt"
    assert sign(str(asked), str(signed), town_key()) == 0
    witness = capsys.readouterr().out.splitlines()[-1]
    assert add(str(signed), witness) == 0
    assert "已保存见证：witness.fadu" in capsys.readouterr().out
    assert Cosignature.objects.count() == 1


def test_what_was_witnessed_stands_in_the_journal_here(asked: Path, tmp_path: Path) -> None:
    assert sign(str(asked), str(tmp_path / "a"), town_key()) == 0
    entry = JournalEntry.objects.order_by("-pk")[0]
    values = EntryValues.objects.get(entry=entry).values
    assert values["head_note"] == (tmp_path / "a").read_text(encoding="utf-8").rstrip("\n")
    assert values["head_size"] == int(values["head_note"].splitlines()[1])
    assert [str(f) for f in verify()] == []
    again = tmp_path / "再请求.txt"
    assert export(str(again), since=values["head_size"]) == 0
    assert sign(str(again), str(tmp_path / "b")) == 0
    assert Matter.objects.filter(procedure="common.witnessed").count() == 1


def test_the_first_time_asks_for_the_key(asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign(str(asked), str(tmp_path / "out")) == 2
    assert "要给出它的公钥" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_unknown_witness_is_not_kept(asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    signed = tmp_path / "见证.txt"
    sign(str(asked), str(signed), town_key())
    capsys.readouterr()
    (keys_folder() / "witnesses").unlink(missing_ok=True)
    assert add(str(signed)) == 2
    assert "--witness" in capsys.readouterr().err
    assert not Cosignature.objects.exists()


@pytest.mark.parametrize(("content", "said"), [(None, "没有这个文件或目录"), (b"\xff\xfe", "文件不是文本"), (b"x", "不是请求见证的文件")])
def test_a_file_that_is_no_request_is_said(
    town: SmallTown, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "x"
    if content is not None:
        path.write_bytes(content)
    assert sign(str(path), str(tmp_path / "out"), town_key()) == 2
    assert said in capsys.readouterr().err


def test_a_statement_that_is_none_is_refused(asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign(str(asked), str(tmp_path / "out"), town_key(), succession=[str(asked)]) == 2
    assert "不是更换密钥的声明" in capsys.readouterr().err
