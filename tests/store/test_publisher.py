"""Signing: what is signed extends what was signed, whatever happened to the database in between."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from fadu.kernel.merkle import EMPTY_ROOT
from fadu.kernel.note import parse, parse_checkpoint, verified
from fadu.kernel.tiles import TileTree, tiles_of
from fadu.store import publisher
from fadu.store.append import append
from fadu.store.guard import GuardRefusal
from fadu.store.integrator import LogBroken, integrate_all
from fadu.store.keys import KeyTrouble, key_path, make_key, open_key, origin
from fadu.store.models import Checkpoint, EntryValues, JournalEntry, LogLeaf, LogState, LogTile, Pending
from fadu.store.publisher import publish, reinstate_guard, settle, signer_of
from fadu.store.write_gate import transaction
from tests.store.entries import ORG, entry, matter_id

pytestmark = pytest.mark.django_db


def write(count: int) -> None:
    matter = matter_id()
    with transaction():
        for seq in range(count):
            append(entry(matter, seq))


def forget_entries_from(size: int) -> None:
    """What restoring an old backup does: entries, log and heads beyond ``size`` are as if they never were."""
    gone = list(LogLeaf.objects.filter(org=ORG, idx__gte=size).values_list("entry_id", flat=True))
    for table in (LogLeaf, Pending, EntryValues):
        table.objects.filter(entry_id__in=gone).delete()
    JournalEntry.objects.filter(id__in=gone).delete()
    Checkpoint.objects.filter(size__gt=size).delete()
    LogTile.objects.all().delete()
    tree = TileTree()
    tree.extend(bytes(h) for h in LogLeaf.objects.order_by("idx").values_list("hash", flat=True))
    LogTile.objects.bulk_create(LogTile(org=ORG, level=t.level, n=t.n, data=tree.changed[t.level, t.n]) for t in tiles_of(size))
    LogState.objects.filter(org=ORG).update(size=size, root=tree.root())


def test_it_works(store_folders: Path) -> None:
    write(3)
    head = settle(ORG)
    assert head is not None
    signer = signer_of(ORG)
    note = parse(head.note.encode())
    assert verified(note, {(signer.key.name, signer.key.id): signer.key.verifier})
    assert parse_checkpoint(note.text).origin == "fadu.500102/500102128/journal"
    assert parse_checkpoint(note.text).size == 3
    assert publish(ORG) == head
    write(2)
    assert settle(ORG) != head
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [3, 5]


def test_an_empty_log_is_not_signed() -> None:
    assert publish(ORG) is None
    assert not Checkpoint.objects.exists()


def test_key_and_guard_are_readable_by_their_owner_only(store_folders: Path) -> None:
    write(1)
    settle(ORG)
    for path in (key_path(store_folders / "keys", ORG), signer_of(ORG).guard.path):
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_restored_old_backup_is_not_signed(unguarded: None) -> None:
    write(5)
    settle(ORG)
    forget_entries_from(3)
    with pytest.raises(GuardRefusal, match="日志现有3条，比上次签署的5条少"):
        publish(ORG)


def test_a_restored_backup_that_grew_again_is_not_signed(unguarded: None) -> None:
    write(5)
    settle(ORG)
    forget_entries_from(3)
    write(4)
    integrate_all(ORG)
    with pytest.raises(GuardRefusal, match="日志前5条与上次签署时不一致"):
        publish(ORG)
    assert not Checkpoint.objects.exists()


def test_a_restored_backup_grown_to_the_very_size_is_not_signed(unguarded: None) -> None:
    write(5)
    settle(ORG)
    forget_entries_from(3)
    write(2)
    integrate_all(ORG)
    with pytest.raises(GuardRefusal, match="不一致"):
        publish(ORG)


def test_a_log_whose_tiles_lie_is_not_signed(unguarded: None) -> None:
    """Tiles and state agree with each other, and with the guard, but not with the entries."""
    write(2)
    settle(ORG)
    write(2)
    integrate_all(ORG)
    tree = TileTree()
    tree.extend([bytes(h) for h in LogLeaf.objects.order_by("idx").values_list("hash", flat=True)][:3] + [bytes(32)])
    LogTile.objects.filter(level=0).update(data=tree.changed[0, 0])
    LogState.objects.update(root=tree.root())
    with pytest.raises(LogBroken, match="重新计算后与日志不符"):
        publish(ORG)


def test_a_lost_guard_file_stops_signing_until_a_person_decides(store_folders: Path) -> None:
    write(3)
    settle(ORG)
    guard = signer_of(ORG).guard
    guard.path.unlink()
    write(1)
    integrate_all(ORG)
    with pytest.raises(GuardRefusal, match="护签文件却没有"):
        publish(ORG)
    reinstate_guard(ORG)
    head = publish(ORG)
    assert head is not None
    assert head.size == 4
    with pytest.raises(GuardRefusal, match="无需重建"):
        reinstate_guard(ORG)


def test_an_old_guard_file_stops_signing(store_folders: Path) -> None:
    write(3)
    settle(ORG)
    guard = signer_of(ORG).guard
    shutil.copy(guard.path, store_folders / "old")
    write(1)
    settle(ORG)
    os.replace(store_folders / "old", guard.path)
    with pytest.raises(GuardRefusal, match="换成旧的"):
        publish(ORG)


@pytest.mark.parametrize("change", ["note", "edge", "version", "text", "empty"])
def test_a_changed_guard_file_stops_signing(change: str) -> None:
    write(3)
    settle(ORG)
    path = signer_of(ORG).guard.path
    held = json.loads(path.read_text())
    if change == "note":
        held["note"] = held["note"].replace("\n3\n", "\n2\n")
    elif change == "edge":
        held["edge"] = held["edge"][::-1]
    else:
        held["version"] = 2
    path.write_text({"text": "{", "empty": ""}.get(change, json.dumps(held)))
    with pytest.raises(GuardRefusal, match="已损坏"):
        publish(ORG)


def test_a_lost_key_is_not_replaced_in_silence(store_folders: Path) -> None:
    write(1)
    settle(ORG)
    key_path(store_folders / "keys", ORG).unlink()
    write(1)
    integrate_all(ORG)
    with pytest.raises(KeyTrouble, match="不要另造新钥"):
        publish(ORG)


def test_a_key_others_can_read_is_refused(store_folders: Path) -> None:
    key = make_key(store_folders / "keys", ORG)
    assert make_key(store_folders / "keys", ORG).public == key.public
    key_path(store_folders / "keys", ORG).chmod(0o644)
    with pytest.raises(KeyTrouble, match="600"):
        open_key(store_folders / "keys", ORG)


def test_a_damaged_key_is_refused(store_folders: Path) -> None:
    make_key(store_folders / "keys", ORG)
    key_path(store_folders / "keys", ORG).write_bytes(b"nonsense")
    with pytest.raises(KeyTrouble, match="已损坏"):
        open_key(store_folders / "keys", ORG)


@pytest.mark.parametrize("org", ["", "50010212", "50010212８", "../../../x", "5001021280"])
def test_a_town_code_is_nine_digits(org: str) -> None:
    with pytest.raises(ValueError, match="9位数字"):
        origin(org)


def test_a_signature_the_table_missed_is_put_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard file was written and then the machine stopped: the same note is stored by the next run."""

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    write(3)
    integrate_all(ORG)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(publisher, "_stored", stopped)
        publish(ORG)
    signed = signer_of(ORG).guard.read()
    assert signed is not None
    write(1)
    head = publish(ORG)
    assert head is not None
    assert head.note == signed.note


def test_the_empty_root_is_that_of_nothing() -> None:
    assert TileTree().root() == EMPTY_ROOT
