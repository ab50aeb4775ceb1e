"""Verification plays the auditor against somebody who owns the database: every change to every row is found by name."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction

from fadu.store.fault import Fault
from fadu.store.models import (
    Checkpoint,
    EntryValues,
    EvidenceFile,
    EvidenceUse,
    IssuedPaper,
    JournalEntry,
    LogLeaf,
    LogState,
    LogTile,
    Matter,
    Milestone,
    NumberCounter,
    NumberTaken,
    Pending,
)
from fadu.store.publisher import signer_of
from fadu.store.verify import verify
from tests.store.entries import ORG
from tests.store.library import Library, build

pytestmark = pytest.mark.django_db

SHA = "ab" * 32
FIRST = "the first entry"


@pytest.fixture
def library(unguarded: None, store_folders: Path) -> Library:
    """The library, with the triggers gone: the attacker owns the database."""
    return build(store_folders / "evidence")


def faults() -> list[Fault]:
    return [f for f in verify() if f.table != "trigger"]


def places() -> set[tuple[str, str]]:
    return {(f.table, f.row) for f in faults()}


def first_entry() -> int:
    return JournalEntry.objects.order_by("pk")[0].pk


def sql(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_a_sound_store_has_no_fault(db: Any, store_folders: Path) -> None:
    library = build(store_folders / "evidence")
    told: list[int] = []
    assert list(verify(told=told.append)) == []
    assert told == [JournalEntry.objects.count()] == [len(library.matters) * 5 + 3]


def test_dropped_triggers_are_reported(library: Library) -> None:
    found = list(verify())
    assert {f.table for f in found} == {"trigger"}
    assert "fadu_refuse_update_journalentry" in {f.row for f in found}


def test_the_lead_adds_what_only_procedures_can_tell(library: Library) -> None:
    extra = Fault("store_matter", "1", "state", "与记录推出的状态不符")
    assert list(verify(projection=lambda: [extra]))[-1] == extra


COLUMNS: list[tuple[type, str, Any]] = [
    (JournalEntry, "org", "500102999"), (JournalEntry, "matter", uuid.UUID(int=7)), (JournalEntry, "seq", 77),
    (JournalEntry, "prev", SHA), (JournalEntry, "leaf_hash", SHA), (JournalEntry, "at", "2020-01-01T00:00:00Z"),
    (JournalEntry, "envelope", b"{}"), (JournalEntry, "envelope", b"\xff"), (JournalEntry, "envelope", b"[]"),
    (EntryValues, "org", "500102999"), (EntryValues, "values", {}), (EntryValues, "salts", {}),
    (EntryValues, "values", {"reader": "王某", "books": 1, "lost": False}), (EntryValues, "erased_by_id", FIRST),
    (EntryValues, "values", {"reader": "李某", "books": 1, "lost": False, "extra": 1}),
    (EvidenceFile, "sha256", SHA), (EvidenceFile, "size", 3), (EvidenceUse, "matter", uuid.UUID(int=7)),
    (IssuedPaper, "content", {"title": "别的"}), (IssuedPaper, "digest", "sha256:" + SHA),
    (Milestone, "state", "lost"), (Milestone, "step", "lose"), (Milestone, "on", "2020-01-01"), (Milestone, "seq", 55),
    (Milestone, "org", "500102999"), (Milestone, "procedure", "other.card"),
    (NumberTaken, "text", "同乐图借〔2025〕9号"), (NumberTaken, "n", 900), (NumberTaken, "year", 2024),
    (NumberTaken, "prefix", "同乐图还"), (NumberTaken, "matter", uuid.UUID(int=7)), (NumberTaken, "entry_id", FIRST),
    (NumberCounter, "next", 1), (Matter, "last_seq", 1), (Matter, "last_hash", SHA),
    (Checkpoint, "root", bytes(32)), (Checkpoint, "size", 2), (Checkpoint, "note", "改过的签名\n"),
    (LogTile, "data", bytes(64)), (LogLeaf, "hash", bytes(32)), (LogLeaf, "hash", b"short"), (LogState, "size", 3),
    (LogState, "root", bytes(32)), (Pending, "org", "500102999"), (LogLeaf, "org", "500102999"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "value"), COLUMNS, ids=[f"{t.__name__}.{c}-{i}" for i, (t, c, _) in enumerate(COLUMNS)])
def test_a_changed_column_is_found_by_table_and_row(library: Library, table: Any, column: str, value: Any) -> None:
    row = table.objects.order_by("pk")[min(3, table.objects.count() - 1)]
    if table is EntryValues and column == "erased_by_id":
        row = EntryValues.objects.get(erased_by__isnull=False)
    table.objects.filter(pk=row.pk).update(**{column: first_entry() if value == FIRST else value})
    found = faults()
    named = f"{row.org}[{row.idx}]" if table is LogLeaf else str(row.pk)
    if column == "org" and table is LogLeaf:
        named = f"500102999[{row.idx}]"
    assert named in {f.row for f in found if f.table == table._meta.db_table}
    assert all(f.message and not f.message.isascii() for f in found)


DELETED = [JournalEntry, EntryValues, LogLeaf, LogTile, LogState, NumberTaken, Matter, EvidenceFile]


@pytest.mark.parametrize("table", DELETED, ids=[t.__name__ for t in DELETED])
def test_a_deleted_row_is_found(library: Library, table: Any) -> None:
    row = table.objects.order_by("pk").first()
    with transaction.atomic():
        sql(f"DELETE FROM {table._meta.db_table} WHERE {table._meta.pk.column} = %s", prepared(table, row.pk))
        found = places()
        transaction.set_rollback(True)  # references are checked at the end of a transaction only
    wanted = {
        JournalEntry: ("store_logleaf", str(row.pk)), LogLeaf: ("store_logleaf", f"{ORG}[0]"),
        LogTile: ("store_logtile", f"{ORG} 0/0"), NumberTaken: ("store_numbertaken", "同乐图借〔2025〕1号"),
    }.get(table, (table._meta.db_table, row.pk.hex if table is Matter else str(row.pk)))  # fmt: skip
    assert wanted in found


def test_the_last_entry_of_a_matter_deleted_with_all_its_traces_is_missed_by_its_matter(library: Library) -> None:
    row = JournalEntry.objects.order_by("-pk")[0]
    for table in (Milestone, Pending, EntryValues):
        table.objects.filter(pk=row.pk).delete()
    row.delete()
    assert ("store_matter", str(row.matter)) in places()


def test_a_newest_head_deleted_is_known_to_the_guard(library: Library) -> None:
    newest = Checkpoint.objects.order_by("-size")[0]
    newest.delete()
    assert places() == {("store_checkpoint", f"{ORG} {newest.size}")}


def test_a_waiting_entry_taken_off_the_list_is_found(library: Library) -> None:
    entry = Pending.objects.order_by("pk")[0].pk
    Pending.objects.filter(pk=entry).delete()
    assert places() == {("store_logleaf", str(entry))}


def test_a_logged_entry_put_back_on_the_list_is_found(library: Library) -> None:
    Pending.objects.create(entry_id=first_entry(), org=ORG)
    assert places() == {("store_pending", str(first_entry()))}


def test_two_entries_swapped_in_the_log_are_found(library: Library) -> None:
    first, second = LogLeaf.objects.order_by("idx")[3:5]
    LogLeaf.objects.filter(pk=first.pk).update(entry_id=1_000_000)
    LogLeaf.objects.filter(pk=second.pk).update(entry_id=first.entry_id)
    LogLeaf.objects.filter(pk=first.pk).update(entry_id=second.entry_id)
    assert {("store_logleaf", f"{ORG}[3]"), ("store_logleaf", f"{ORG}[4]")} <= places()


def test_a_rewritten_entry_with_every_hash_mended_is_found_in_its_tile(library: Library) -> None:
    """The attacker mends the entry's hash, the leaf and the next entry's prev, but cannot mend the tile and the signature."""
    row = JournalEntry.objects.get(matter=library.matters[3], seq=4)
    body = bytes(row.envelope).replace(b'"librarian"', b'"librarjan"')
    assert body != bytes(row.envelope)
    rewrite(row, body)
    where = f"日志第{row.leaf.idx}条"
    assert any(f.table == "store_logtile" and where in f.message for f in faults())


def test_a_history_rewritten_to_the_root_breaks_the_signature_and_the_guard(library: Library) -> None:
    from fadu.kernel.tiles import TileTree

    row = JournalEntry.objects.get(matter=library.matters[4], seq=4)
    rewrite(row, bytes(row.envelope).replace(b'"librarian"', b'"librarjan"'))
    tree = TileTree()
    tree.extend(bytes(h) for h in LogLeaf.objects.order_by("idx").values_list("hash", flat=True))
    for (level, n), data in tree.changed.items():
        LogTile.objects.filter(level=level, n=n).update(data=data)
    LogState.objects.update(root=tree.root())
    first, second = Checkpoint.objects.order_by("size")
    found = faults()
    assert {(f.table, f.row, f.field) for f in found} == {
        ("store_checkpoint", str(second.pk), "root"),
        ("guard", f"guard-{ORG}.json", "root"),
    }
    assert any(f"第{first.size}条至第{second.size - 1}条之间" in f.message for f in found)


def rewrite(row: JournalEntry, body: bytes) -> None:
    from fadu.kernel.journal import leaf_hash

    digest = leaf_hash(body)
    JournalEntry.objects.filter(pk=row.pk).update(envelope=body, leaf_hash=digest)
    LogLeaf.objects.filter(entry_id=row.pk).update(hash=bytes.fromhex(digest))
    Matter.objects.filter(pk=row.matter, last_seq=row.seq).update(last_hash=digest)


def test_an_erasure_without_its_order_is_found(library: Library) -> None:
    row = EntryValues.objects.get(entry=JournalEntry.objects.get(matter=library.matters[0], seq=0))
    del row.values["reader"], row.salts["reader"]
    row.save()
    assert places() == {("store_entryvalues", str(row.pk))}
    EntryValues.objects.filter(pk=row.pk).update(erased_by=JournalEntry.objects.get(matter=library.matters[1], seq=0))
    assert places() == {("store_entryvalues", str(row.pk))}


def test_a_gap_in_the_numbers_is_named(library: Library) -> None:
    row = NumberTaken.objects.get(n=4)
    row.delete()
    assert any("缺号：4" in f.message for f in faults())


@pytest.mark.parametrize("change", ["byte", "shorter", "gone", "longer"])
def test_a_changed_file_is_found(library: Library, change: str) -> None:
    root = library.files[2].root
    path = library.folder.file(root)
    body = path.read_bytes()
    os.chmod(path, 0o600)
    path.write_bytes({"byte": b"X" + body[1:], "shorter": body[:-1], "longer": body + b"\n"}.get(change, b""))
    if change == "gone":
        path.unlink()
    assert places() == {("store_evidencefile", root)}


@pytest.mark.parametrize("change", ["gone", "damaged"])
def test_a_guard_file_gone_or_damaged_is_found(library: Library, change: str) -> None:
    path = signer_of(ORG).guard.path
    path.write_text("{}") if change == "damaged" else path.unlink()
    assert places() == {("guard", f"guard-{ORG}.json")}


def test_without_the_key_signatures_count_as_unchecked(library: Library, store_folders: Path) -> None:
    for key in (store_folders / "keys").glob("*.pem"):
        key.unlink()
    assert places() == {("store_checkpoint", ORG)}


def test_no_single_changed_bit_goes_unnoticed(library: Library) -> None:
    """Bits drawn from every stored byte string; each must be found and name the table it is in."""
    random, silent = Random(11), []
    for table, column in (
        (JournalEntry, "envelope"),
        (LogLeaf, "hash"),
        (LogTile, "data"),
        (LogState, "root"),
        (Checkpoint, "root"),
    ):
        for _ in range(6):
            row = random.choice(list(table.objects.order_by("pk")))
            before = bytes(getattr(row, column))
            place = random.randrange(len(before))
            after = before[:place] + bytes([before[place] ^ 1 << random.randrange(8)]) + before[place + 1 :]
            table.objects.filter(pk=row.pk).update(**{column: after})
            if table._meta.db_table not in {f.table for f in faults()}:
                silent.append((table.__name__, row.pk, place))
            table.objects.filter(pk=row.pk).update(**{column: before})
    assert silent == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"7", b'"x"', b'{"fields":{},"step":7}', b'{"fields":{},"step":"a.b@c","files":7,"refs":{"a":1}}',
        b'{"fields":{"reader":7},"step":null,"files":[[1]],"refs":[{}],"number":[],"at":7,"matter":{},"seq":"x","prev":[]}',
        b'{"fields":{"reader":"d:AA"},"step":"a"} {}', b"\xff\xfe",
    ],
)  # fmt: skip
def test_whatever_stands_in_an_envelope_is_a_fault_and_no_crash(library: Library, body: bytes) -> None:
    for row in JournalEntry.objects.order_by("pk")[:3]:
        JournalEntry.objects.filter(pk=row.pk).update(envelope=body)
        assert ("store_journalentry", str(row.pk)) in places()


def test_no_changed_character_of_values_or_salts_goes_unnoticed(library: Library) -> None:
    row = EntryValues.objects.order_by("pk")[0]
    for change in _value_changes(row):
        values, salts = json.loads(json.dumps(row.values)), dict(row.salts)
        change(values, salts)
        EntryValues.objects.filter(pk=row.pk).update(values=values, salts=salts)
        assert ("store_entryvalues", str(row.pk)) in places()


def _value_changes(row: EntryValues) -> list[Callable[[dict[str, Any], dict[str, str]], None]]:
    salt = row.salts["reader"]
    return [
        lambda v, s: v.update(books="0"),
        lambda v, s: v.update(lost=0),
        lambda v, s: v.update(books=False),
        lambda v, s: v.update(reader="李某 "),
        lambda v, s: s.update(reader=salt[:-3] + ("R" if salt[-3] != "R" else "S") + "=="),
        lambda v, s: s.update(reader=salt + "\n"),
        lambda v, s: s.update(reader=7),  # type: ignore[arg-type]
        lambda v, s: v.pop("lost"),
        lambda v, s: s.pop("lost"),
    ]


def prepared(table: Any, key: Any) -> Any:
    return table._meta.pk.get_db_prep_value(key, connection)
