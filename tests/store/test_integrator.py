"""The log: what waits goes in once, in order, whole batches or nothing; a journal that contradicts itself stops it."""

from __future__ import annotations

from random import Random

import pytest
from django.db import connection

from fadu.kernel.merkle import leaf_hash as bytes_hash
from fadu.kernel.merkle import verify_inclusion
from fadu.kernel.tiles import tiles_of
from fadu.store import integrator
from fadu.store.append import append
from fadu.store.integrator import LogBroken, integrate, integrate_all, integrate_if_many, towns_waiting
from fadu.store.logreader import prove
from fadu.store.models import JournalEntry, LogLeaf, LogState, LogTile, Pending
from fadu.store.publisher import publish
from fadu.store.write_gate import transaction
from tests.store.entries import ORG, OTHER, entry, matter_id

pytestmark = pytest.mark.django_db


def write(count: int, org: str = ORG) -> list[int]:
    """One matter with ``count`` entries."""
    matter = matter_id()
    with transaction():
        return [append(entry(matter, seq, org=org)).entry_id for seq in range(count)]


def plain_root(org: str = ORG) -> bytes:
    from fadu.kernel.merkle import root_of

    rows = LogLeaf.objects.filter(org=org).order_by("idx").values_list("entry__envelope", flat=True)
    return root_of([bytes_hash(bytes(e)) for e in rows])


def test_it_works() -> None:
    ids = write(5)
    assert integrate(ORG) == 5
    assert list(LogLeaf.objects.order_by("idx").values_list("idx", "entry_id")) == list(enumerate(ids))
    state = LogState.objects.get(org=ORG)
    assert (state.size, bytes(state.root)) == (5, plain_root())
    assert not Pending.objects.exists()
    assert integrate(ORG) == 0


@pytest.mark.parametrize("batch", [1, 7, 256, 300])
def test_batches_of_any_size_give_the_same_log(batch: int) -> None:
    for _ in range(9):
        write(60)
    while integrate(ORG, batch):
        pass
    state = LogState.objects.get(org=ORG)
    assert (state.size, bytes(state.root)) == (540, plain_root())
    stored = {(t.level, t.n): len(bytes(t.data)) // 32 for t in LogTile.objects.all()}
    assert stored == {(t.level, t.n): t.width for t in tiles_of(540)}


def test_each_town_has_its_own_log() -> None:
    write(3)
    write(2, OTHER)
    assert towns_waiting() == [ORG, OTHER]
    assert integrate_all(ORG) == 3
    assert towns_waiting() == [OTHER]
    assert integrate_all(OTHER) == 2
    assert list(LogLeaf.objects.filter(org=OTHER).values_list("idx", flat=True).order_by("idx")) == [0, 1]


def test_inline_only_when_many_wait() -> None:
    write(4)
    assert integrate_if_many(ORG, 4) == 0
    write(1)
    assert integrate_if_many(ORG, 4) == 5


def test_an_entry_whose_predecessor_is_not_logged_stops_the_log(unguarded: None) -> None:
    ids = write(2)
    Pending.objects.filter(entry_id=ids[0]).delete()
    with pytest.raises(LogBroken, match=f"第{ids[1]}号记录接不上"):
        integrate(ORG)
    assert not LogLeaf.objects.exists()
    assert Pending.objects.count() == 1


def test_a_changed_envelope_is_not_logged(unguarded: None) -> None:
    ids = write(2)
    row = JournalEntry.objects.get(pk=ids[1])
    row.envelope = bytes(row.envelope).replace(b"librarian", b"librarjan")
    row.save()
    with pytest.raises(LogBroken, match=f"第{ids[1]}号记录的内容与它的哈希不符"):
        integrate(ORG)
    assert not LogLeaf.objects.exists()


def test_a_wrong_predecessor_hash_is_not_logged(unguarded: None) -> None:
    ids = write(2)
    JournalEntry.objects.filter(pk=ids[1]).update(prev="0" * 64)
    with pytest.raises(LogBroken, match="接不上"):
        integrate(ORG)


def test_a_changed_tile_stops_the_log(unguarded: None) -> None:
    write(3)
    integrate(ORG)
    tile = LogTile.objects.get(level=0)
    tile.data = bytes(64) + bytes(tile.data)[64:]
    tile.save()
    write(1)
    with pytest.raises(LogBroken, match="不符"):
        integrate(ORG)
    tile.delete()
    with pytest.raises(LogBroken, match="缺失"):
        integrate(ORG)


def test_the_log_never_shrinks_and_a_full_tile_never_changes() -> None:
    from django.db import IntegrityError

    for _ in range(4):
        write(65)
    integrate_all(ORG)
    for change in (
        "UPDATE store_logstate SET size = 3",
        "DELETE FROM store_logtile",
        "UPDATE store_logtile SET data = data WHERE level = 0 AND n = 0",
        "UPDATE store_logleaf SET idx = idx + 1",
    ):
        with pytest.raises(IntegrityError), transaction(), connection.cursor() as cursor:
            cursor.execute(change)


def test_every_entry_can_be_proved_once_signed() -> None:
    ids = [i for _ in range(6) for i in write(50)]
    integrate_all(ORG)
    assert prove(ids[0]) is None
    head = publish(ORG)
    assert head is not None
    for number in Random(3).sample(range(300), 12):
        proof = prove(ids[number])
        assert proof is not None
        assert proof.index == number
        assert verify_inclusion(proof.index, proof.size, proof.leaf, proof.path, bytes(head.root))
        assert proof.leaf == bytes_hash(bytes(JournalEntry.objects.get(pk=ids[number]).envelope))


def test_a_batch_that_fails_late_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    write(3)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(integrator, "_leave_waiting_list", broken)
    with pytest.raises(ZeroDivisionError), transaction():
        integrate(ORG)
    assert not LogLeaf.objects.exists()
    assert not LogState.objects.exists()
    assert Pending.objects.count() == 3
