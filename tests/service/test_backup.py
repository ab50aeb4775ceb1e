"""A backup is whole or it is none; a restore gives the same signed root in an empty folder and overwrites nothing."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from fadu.service.backup import FORMAT, CannotBackUp, backup, keys_path, run
from fadu.service.backup_file import BadBackup, reading, writing
from fadu.service.restore import restore
from fadu.service.uploads import take_in
from fadu.store.models import Checkpoint, EvidenceFile, JournalEntry
from fadu.store.publisher import guard_folder, settle
from tests.town import ORG, SmallTown, at, take

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def saved(standing_town: SmallTown, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the small town, with a file in evidence and a second signed head."""
    path = tmp_path_factory.mktemp("backup") / "town.tar"
    with django_db_blocker.unblock():
        file = take_in(ORG, "li", "现场.txt", io.BytesIO("现场情况说明".encode()))
        evidence = [{"name": "现场", "kind": "书证", "file": file}]
        take(standing_town, "li", "attach", at(4, 2), "", matter="service", fields={"evidence": evidence}, files=(file["root"],))  # type: ignore[index]
        settle(ORG)
        backup(path)
    return path


@pytest.fixture
def elsewhere(tmp_path: Path, database_name: str) -> Any:
    """``fadu`` in an installation of its own, with an empty database."""
    data, name = tmp_path / "data", f"restored_{os.getpid()}_{tmp_path.name[-6:]}".lower().replace("-", "_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("FADU_")} | {
        "FADU_DATA": str(data),
        "PYTHONPATH": str(ROOT / "src"),
    }
    if database_name == "postgresql":
        _create(name)
        address, _, _ = os.environ["FADU_DATABASE_URL"].rpartition("/")
        environment["FADU_DATABASE_URL"] = f"{address}/{name}"

    def fadu(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from fadu.config.cli import main; main()", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)

    return data, fadu


def _create(name: str) -> None:
    import psycopg

    said = connection.settings_dict
    with psycopg.connect(
        host=said["HOST"], port=said["PORT"], user=said["USER"], password=said["PASSWORD"], dbname="postgres", autocommit=True
    ) as plain:
        plain.execute(f'CREATE DATABASE "{name}"')


def test_it_works(saved: Path, elsewhere: tuple[Path, Callable[..., Any]], db: Any) -> None:
    """Restored elsewhere, the town verifies and its last signed root is the one signed here."""
    data, fadu = elsewhere
    done = fadu("restore", str(saved))
    head = Checkpoint.objects.filter(org=ORG).order_by("-size")[0]
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"签过名的{head.size}条记录已重新算出同一个根 {bytes(head.root).hex()[:16]}" in done.stdout
    verified = json.loads(fadu("verify", "--json").stdout)
    assert (verified["sound"], verified["entries"]) == (True, JournalEntry.objects.count())
    assert [p.stat().st_mode & 0o777 for p in sorted((data / "keys").glob("journal-*"))] == [0o600]
    again = fadu("restore", str(saved))
    assert (again.returncode, "已有数据" in again.stderr) == (2, True)


def test_a_restored_town_goes_on_signing(saved: Path, elsewhere: tuple[Path, Callable[..., Any]]) -> None:
    data, fadu = elsewhere
    fadu("restore", str(saved))
    guard = json.loads((data / "guard" / f"guard-{ORG}.json").read_text())
    head = Checkpoint.objects.filter(org=ORG).order_by("-size")[0]
    assert guard["note"] == head.note


def test_without_its_keys_it_can_be_read_and_says_what_is_missing(
    saved: Path, elsewhere: tuple[Path, Callable[..., Any]], tmp_path: Path
) -> None:
    _, fadu = elsewhere
    alone = tmp_path / "alone.tar"
    alone.write_bytes(saved.read_bytes())
    done = fadu("restore", str(alone))
    assert "请把密钥放回" in done.stdout
    assert done.returncode == 1  # signatures cannot be checked without the key


def test_keys_are_in_a_file_of_their_own(saved: Path) -> None:
    with reading(saved) as town, reading(keys_path(saved)) as keys:
        assert not [n for n in town.names if "pem" in n or "secret" in n]
        assert f"keys/journal-{ORG}.pem" in keys.names
    assert [p.stat().st_mode & 0o777 for p in (saved, keys_path(saved))] == [0o600, 0o600]


def test_the_manifest_says_what_is_in_it(saved: Path, db: Any) -> None:
    with reading(saved) as town:
        [said] = town.manifest["towns"]
        assert (said["org"], said["entries"], said["head_size"]) == (ORG, JournalEntry.objects.count(), JournalEntry.objects.count())
        assert [n for n in town.names if n.startswith("evidence/")]
        town.check()


def test_an_older_backup_than_the_guard_remembers_is_refused(
    saved: Path, elsewhere: tuple[Path, Callable[..., Any]], standing_town: SmallTown, db: Any
) -> None:
    """The guard lies on a volume of its own and has seen one head more."""
    data, fadu = elsewhere
    take(standing_town, "fang", "note", at(4, 3), "", matter="near", fields={"remark": "回访"})
    kept = (guard_folder() / f"guard-{ORG}.json").read_bytes()
    settle(ORG)
    newer = (guard_folder() / f"guard-{ORG}.json").read_bytes()
    (guard_folder() / f"guard-{ORG}.json").write_bytes(kept)
    (data / "guard").mkdir(parents=True)
    (data / "guard" / f"guard-{ORG}.json").write_bytes(newer)
    done = fadu("restore", str(saved))
    assert done.returncode == 2
    assert "这份备份旧了" in done.stderr
    assert "缺少1条签过名的记录" in done.stderr
    anyway = fadu("restore", "--accept-older", str(saved))
    assert (anyway.returncode, "可能恢复成了旧备份" in anyway.stdout) == (1, True)
    assert (data / "guard" / f"guard-{ORG}.json").read_bytes() == newer


@pytest.mark.parametrize("where", ["evidence/", "database", "guard/", "manifest.json"])
def test_a_changed_or_cut_backup_is_refused_before_anything_is_written(
    saved: Path, elsewhere: tuple[Path, Callable[..., Any]], tmp_path: Path, where: str
) -> None:
    data, fadu = elsewhere
    spoilt = tmp_path / "spoilt.tar"
    with tarfile.open(saved) as whole, tarfile.open(spoilt, "w") as out:
        for member in whole.getmembers():
            body = whole.extractfile(member).read()  # type: ignore[union-attr]
            if member.name.startswith(where):
                body = b"{}" if where == "manifest.json" else body[:-1] + bytes([body[-1] ^ 1])
                member.size = len(body)
            out.addfile(member, io.BytesIO(body))
    done = fadu("restore", str(spoilt))
    assert done.returncode == 2
    assert ("损坏" in done.stderr) or ("清单" in done.stderr)
    assert not [p for folder in ("evidence", "guard") for p in (data / folder).rglob("*") if p.is_file()]
    assert not list((data / "keys").glob("journal-*"))


def test_a_cut_file_is_no_backup(saved: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.tar"
    cut.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    with pytest.raises(BadBackup), reading(cut) as town:
        town.check()
    for nothing in (tmp_path / "none.tar", ROOT / "pyproject.toml"):
        with pytest.raises(BadBackup), reading(nothing):
            pass


def test_a_member_that_would_leave_the_folder_is_refused(tmp_path: Path) -> None:
    evil = tmp_path / "evil.tar"
    body = json.dumps({"format": "fadu-backup/v1", "files": {"evidence/../../etc/x": {"sha256": "", "size": 0}}}).encode()
    with tarfile.open(evil, "w") as out:
        info = tarfile.TarInfo("manifest.json")
        info.size = len(body)
        out.addfile(info, io.BytesIO(body))
    with pytest.raises(BadBackup, match="清单"), reading(evil):
        pass


def test_an_existing_backup_is_never_overwritten(saved: Path, db: Any, capsys: pytest.CaptureFixture[str]) -> None:
    before = saved.read_bytes()
    with pytest.raises(CannotBackUp, match="不覆盖"):
        backup(saved)
    assert (run(str(saved)), "不覆盖" in capsys.readouterr().err) == (2, True)
    assert saved.read_bytes() == before
    with pytest.raises(CannotBackUp, match="目录"):
        backup(saved.parent / "no" / "x.tar")


def test_missing_postgresql_programs_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from fadu.service import backup as module

    monkeypatch.setattr(module.shutil, "which", lambda name: None)
    monkeypatch.setattr(module.Path, "glob", lambda self, pattern: iter(()))
    with pytest.raises(CannotBackUp, match="postgresql-client"):
        module.program("pg_dump")


def test_the_command_says_what_is_in_it(standing_town: SmallTown, db: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "t.tar.gz")) == 0
    said = capsys.readouterr().out
    assert "同乐镇人民政府" in said
    assert "分开保管" in said


def test_half_a_pair_is_no_backup(standing_town: SmallTown, db: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up between the records and the keys leaves neither, and the name free for the next try."""

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("fadu.service.backup._keys", full)
        with pytest.raises(OSError, match="No space left"):
            backup(tmp_path / "town.tar")
    assert list(tmp_path.iterdir()) == []
    backup(tmp_path / "town.tar")


def test_a_file_destroyed_while_the_backup_is_made_may_be_gone_and_no_other(
    standing_town: SmallTown, db: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / ("ab" * 32)
    monkeypatch.setattr("fadu.service.backup._evidence", lambda: iter([gone]))
    with pytest.raises(FileNotFoundError):
        backup(tmp_path / "town.tar")
    assert list(tmp_path.iterdir()) == []
    ordered = {"erased_by": JournalEntry.objects.order_by("id")[0], "at": at(4, 1)}
    EvidenceFile.objects.create(root=gone.name, org=ORG, sha256="", size=1, media_type="text/plain", **ordered)
    backup(tmp_path / "town.tar")


def test_a_compressed_backup_with_a_byte_changed_is_refused_and_nothing_worse(standing_town: SmallTown, db: Any, tmp_path: Path) -> None:
    """A byte that no member needs (the time of a file, what fills up a block) may change; any other is found, and told as such."""
    path = tmp_path / "town.tar.gz"
    backup(path)
    whole, refused = path.read_bytes(), 0
    places = range(10, len(whole), len(whole) // 40)
    for place in places:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            with reading(path) as changed:
                changed.check()
        except BadBackup:
            refused += 1
    assert refused > len(places) * 0.9


@pytest.mark.parametrize("towns", [None, [{"org": ORG}], {"org": ORG}])
def test_a_manifest_that_names_no_town_is_refused(db: Any, tmp_path: Path, towns: object) -> None:
    path = tmp_path / "odd.tar"
    with writing(path) as out:
        out.finish({"format": FORMAT, "database": connection.vendor, "towns": towns})
    with pytest.raises(BadBackup, match="清单残缺"):
        restore(path)
