"""The quick look never passes what a close look would call broken; and it is not so doubtful that all goes the slow way."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from fadu.kernel.journal import canonical, field_digest
from fadu.store import crew, verify_quick
from fadu.store.models import EntryValues, JournalEntry
from fadu.store.verify import verify
from fadu.store.verify_quick import look, opens, stretches
from tests.store.library import build

SALT = bytes(range(16))
SPELLED = base64.b64encode(SALT).decode()
plain = st.one_of(st.text(), st.integers(), st.booleans(), st.none())
values = st.recursive(
    plain, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(), inner, max_size=4)), max_leaves=8
)


@given(values)
def test_what_the_journal_wrote_is_passed(value: Any) -> None:
    written = json.loads(canonical(value))  # NFC, as the database holds it
    if _fits(written):
        assert opens({"name": field_digest("name", value, SALT)}, {"name": written}, {"name": SPELLED})


@given(values, values)
def test_another_value_is_never_passed(value: Any, other: Any) -> None:
    if canonical(value) != canonical(other) and _fits(other):
        assert not opens({"name": field_digest("name", value, SALT)}, {"name": other}, {"name": SPELLED})


def _fits(value: Any) -> bool:
    """Whether all numbers are of 64 bits, as those of the journal are."""
    if isinstance(value, dict):
        return all(map(_fits, value.values()))
    if isinstance(value, list):
        return all(map(_fits, value))
    return not isinstance(value, int) or -(2**63) <= value < 2**64


@pytest.mark.django_db
def test_few_sound_entries_are_doubted(store_folders: Path) -> None:
    build(store_folders / "evidence")
    seen = [look(one) for one in stretches()]
    erased = EntryValues.objects.filter(erased_by__isnull=False).count()
    waiting = JournalEntry.objects.filter(leaf__isnull=True).count()
    assert sum(s.count for s in seen) == JournalEntry.objects.count()
    assert sum(len(s.doubtful) for s in seen) == erased + waiting


@pytest.mark.django_db
@pytest.mark.parametrize("length", [1, 3, 7])
def test_chains_hold_across_stretches(store_folders: Path, unguarded: None, monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    build(store_folders / "evidence")
    monkeypatch.setattr(verify_quick, "STRETCH", length)
    untouched = [str(f) for f in verify() if f.table != "trigger"]
    assert untouched == []
    second = JournalEntry.objects.filter(seq=1).order_by("pk")[0]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE store_journalentry SET prev = %s WHERE id = %s", ["ab" * 32, second.pk])
    assert ("store_journalentry", str(second.pk), "prev") in {(f.table, f.row, f.field) for f in verify()}


@pytest.fixture
def in_time() -> Iterator[None]:
    """A crew that does not go home within half a minute is ended and fails the test, which else would wait with it for ever."""
    ended = []

    def end() -> None:
        for member in active_children():
            ended.append(member.name)
            member.kill()

    timer = threading.Timer(30, end)
    timer.start()
    yield
    timer.cancel()
    assert ended == []


@pytest.mark.django_db(transaction=True)
def test_a_crew_finds_what_one_process_finds(
    store_folders: Path, monkeypatch: pytest.MonkeyPatch, in_time: None, capfd: pytest.CaptureFixture[str]
) -> None:
    build(store_folders / "evidence")
    monkeypatch.setattr(crew, "WORTH_IT", 1)
    monkeypatch.setattr(verify_quick, "STRETCH", 7)
    assert list(verify(processes=2)) == []
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER fadu_refuse_update_entryvalues" + (" ON store_entryvalues" if connection.vendor == "postgresql" else "")
        )
        cursor.execute("""UPDATE store_entryvalues SET "values" = '{}' WHERE entry_id = (SELECT min(id) + 3 FROM store_journalentry)""")
    alone, together = list(verify()), list(verify(processes=2))
    assert alone == together
    assert {f.table for f in together} == {"trigger", "store_entryvalues"}
    assert capfd.readouterr() == ("", "")  # members say nothing of their own


@pytest.mark.django_db(transaction=True)
def test_a_crew_that_never_begins_goes_home(
    store_folders: Path, monkeypatch: pytest.MonkeyPatch, in_time: None, capfd: pytest.CaptureFixture[str]
) -> None:
    build(store_folders / "evidence")
    monkeypatch.setattr(crew, "WORTH_IT", 1)
    with crew.crew_of(2) as idle:
        assert idle is not None
    assert capfd.readouterr() == ("", "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("needed", ["no_signing", "write_gate"])
def test_a_crew_goes_home_when_no_snapshot_can_be_taken(
    store_folders: Path, monkeypatch: pytest.MonkeyPatch, in_time: None, capfd: pytest.CaptureFixture[str], needed: str
) -> None:
    """What keeps the snapshot from being taken is said, and nobody waits for it."""
    build(store_folders / "evidence")
    monkeypatch.setattr(crew, "WORTH_IT", 1)

    def busy(*_: str) -> None:
        raise BlockingIOError("busy")

    monkeypatch.setattr(f"fadu.store.verify.{needed}", busy)
    with pytest.raises(BlockingIOError):
        list(verify(processes=2))
    assert capfd.readouterr() == ("", "")


@pytest.mark.django_db(transaction=True)
def test_a_leader_does_not_wait_for_a_member_that_failed(
    store_folders: Path, monkeypatch: pytest.MonkeyPatch, in_time: None, capfd: pytest.CaptureFixture[str]
) -> None:
    build(store_folders / "evidence")
    monkeypatch.setattr(crew, "WORTH_IT", 1)
    with pytest.raises(threading.BrokenBarrierError), crew.crew_of(2) as ready:
        assert ready is not None
        ready.begin("no such snapshot")
    assert "Exception in initializer" in capfd.readouterr().err  # a member tells what failed
