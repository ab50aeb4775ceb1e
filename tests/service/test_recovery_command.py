"""``fadu rebuild``, ``guard-reinstate``, ``key-change``, ``keeper-password`` and ``database-grants``: what was lost comes back, what is doubtful is left alone and said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fadu.service.recovery_command import change, grants, guard, password, rebuild
from fadu.service.verify import examine
from fadu.store import models
from fadu.store.publisher import guard_folder, keys_folder
from tests.town import ORG, SmallTown

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: Any, standing_town: SmallTown) -> SmallTown:
    return standing_town


@pytest.fixture
def guard_file(town: SmallTown) -> Iterator[Path]:
    """The guard file of the town, put back after the test."""
    path = next(guard_folder().glob("guard-*.json"))
    held = path.read_bytes()
    yield path
    path.write_bytes(held)


def test_it_works(town: SmallTown, capsys: pytest.CaptureFixture[str]) -> None:
    models.Matter.objects.update(title="改过")
    assert not examine().sound
    assert rebuild() == 0
    said = capsys.readouterr().out
    assert f"已由{models.JournalEntry.objects.count()}条记录重新生成" in said
    assert "核验通过" in said
    assert examine().sound


def test_what_rebuilding_does_not_mend_is_named(town: SmallTown, unguarded: None, capsys: pytest.CaptureFixture[str]) -> None:
    models.EntryValues.objects.update(salts={})
    assert rebuild() == 1
    assert "第一处：" in capsys.readouterr().out


def test_an_entry_that_does_not_fold_stops_it(town: SmallTown, unguarded: None, capsys: pytest.CaptureFixture[str]) -> None:
    models.JournalEntry.objects.filter(seq=1).update(envelope=b"{}")
    assert rebuild() == 2
    assert "没有改动任何内容" in capsys.readouterr().err


def test_an_unknown_town_is_said(town: SmallTown, capsys: pytest.CaptureFixture[str]) -> None:
    assert rebuild("123456789") == guard("123456789") == 2
    assert capsys.readouterr().err.count("没有代码为“123456789”的乡镇") == 2


def test_which_of_several_towns_is_asked(town: SmallTown, capsys: pytest.CaptureFixture[str]) -> None:
    models.Town.objects.create(org="500102129")
    assert rebuild() == 2
    assert f"用 --org 指明：{ORG}" in capsys.readouterr().err
    assert rebuild(ORG) == 0


def test_a_lost_guard_file_is_made_anew(guard_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guard_file.unlink()
    assert [fault.table for fault in examine().faults] == ["guard"]
    assert guard() == 0
    assert "重建护签文件" in capsys.readouterr().out
    assert examine().sound


def test_a_guard_file_that_is_there_stays(guard_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = guard_file.read_bytes()
    assert guard() == 2
    assert "无需重建" in capsys.readouterr().err
    assert guard_file.read_bytes() == before


def test_doubtful_records_get_no_guard_file(guard_file: Path, unguarded: None, capsys: pytest.CaptureFixture[str]) -> None:
    guard_file.unlink()
    models.EntryValues.objects.update(salts={})
    assert guard() == 2
    assert "没有重建护签文件" in capsys.readouterr().err
    assert not guard_file.exists()


@pytest.fixture
def key_files(guard_file: Path) -> Iterator[Path]:
    """The folder of keys, as it was again after the test."""
    held = {path: path.read_bytes() for path in keys_folder().iterdir()}
    yield keys_folder()
    for path in keys_folder().iterdir():
        path.unlink()
    for path, content in held.items():
        path.write_bytes(content)
        path.chmod(0o600)


def test_a_new_key_is_named_by_the_old(key_files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert change() == 0
    said = capsys.readouterr().out
    assert f"更换声明：{key_files}/journal-{ORG}-succession-1.note" in said
    assert "旧密钥已从本机删去" in said
    assert examine().sound


def test_a_change_that_was_interrupted_is_finished(
    key_files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash:
        crash.setattr("fadu.store.key_change._take_office", lambda folder, org: (_ for _ in ()).throw(OSError(5, "EIO")))
        assert change() == 2
    assert not examine().sound
    assert change() == 0
    assert "succession-1.note" in capsys.readouterr().out
    assert examine().sound


def test_doubtful_records_change_no_key(key_files: Path, unguarded: None, capsys: pytest.CaptureFixture[str]) -> None:
    models.EntryValues.objects.update(salts={})
    assert change() == 2
    assert "没有更换密钥" in capsys.readouterr().err
    assert not list(key_files.glob("*succession*"))


def test_the_rights_of_a_role_are_printed(db: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert grants("fadu_app") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "GRANT SELECT, INSERT ON store_journalentry TO fadu_app;" in lines
    assert all(line.endswith(";") for line in lines)


def test_a_role_name_that_needs_quoting_is_refused(db: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert grants("x; drop") == 2
    assert "角色名" in capsys.readouterr().err


def test_a_keeper_is_let_in_again_and_the_auditor_sees_it(town: SmallTown, capsys: pytest.CaptureFixture[str]) -> None:
    keeper = town.as_role("system_admin")
    models.Account.objects.filter(pk=keeper.pk).update(second_factor="x", failed_attempts=5, is_active=False)
    assert password(keeper.login, "本人当面申请") == 0
    given = capsys.readouterr().out.splitlines()[0].rpartition("：")[2]
    keeper.refresh_from_db()
    assert keeper.check_password(given)
    assert (keeper.must_change_password, keeper.second_factor, keeper.failed_attempts, keeper.is_active) == (True, "", 0, True)
    record = models.AccessRecord.objects.get(act="let_in_again")
    assert record.detail == {"about": keeper.login, "reason": "本人当面申请"}


@pytest.mark.parametrize(
    ("login", "reason", "said"), [("nobody", "本人当面申请", "没有登录名为"), ("li", "本人当面申请", "不是三员"), ("", "", "没有登录名为")]
)
def test_who_is_no_keeper_is_sent_to_one(town: SmallTown, capsys: pytest.CaptureFixture[str], login: str, reason: str, said: str) -> None:
    assert password(login, reason) == 2
    assert said in capsys.readouterr().err


def test_a_reason_is_wanted(town: SmallTown, capsys: pytest.CaptureFixture[str]) -> None:
    assert password(town.as_role("auditor").login, "  ") == 2
    assert "没有写明事由" in capsys.readouterr().err
    assert not models.AccessRecord.objects.filter(act="let_in_again").exists()
