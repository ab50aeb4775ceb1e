"""The journal's one writer: what it writes, what it refuses, and that nothing can take it back."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, connection

from fadu.kernel.journal import field_digest, leaf_hash
from fadu.store import triggers
from fadu.store.append import EnvelopeTooLong, OutOfTurn, append
from fadu.store.models import EntryValues, JournalEntry, Pending
from fadu.store.write_gate import transaction
from tests.store.entries import entry, matter_id

pytestmark = pytest.mark.django_db


def add(one: Any, prev: str | None = None) -> JournalEntry:
    with transaction():
        return JournalEntry.objects.get(pk=append(one, prev=prev).entry_id)


def test_it_works() -> None:
    matter = matter_id()
    with transaction():
        first = append(entry(matter))
        second = append(entry(matter, 1))
    rows = list(JournalEntry.objects.order_by("id"))
    assert [(str(r.matter), r.seq, r.prev) for r in rows] == [(matter, 0, ""), (matter, 1, first.hash)]
    assert [leaf_hash(bytes(r.envelope)) for r in rows] == [r.leaf_hash for r in rows] == [first.hash, second.hash]
    assert set(Pending.objects.values_list("entry_id", flat=True)) == {first.entry_id, second.entry_id}


def test_the_envelope_holds_digests_and_the_values_lie_beside_it() -> None:
    row = add(entry(matter_id(), fields={"reader": "李某", "books": 3}))
    body = json.loads(bytes(row.envelope))
    held = EntryValues.objects.get(entry=row)
    assert "李某" not in bytes(row.envelope).decode()
    for name, value in {"reader": "李某", "books": 3}.items():
        assert body["fields"][name] == field_digest(name, value, base64.b64decode(held.salts[name]))
    assert held.values == {"reader": "李某", "books": 3}


def test_two_entries_alike_leave_different_hashes() -> None:
    one, other = matter_id(), matter_id()
    assert add(entry(one)).leaf_hash != add(replace(entry(other), matter=other)).leaf_hash
    assert len({s for v in EntryValues.objects.all() for s in v.salts.values()}) == 6


def test_the_caller_may_hand_in_the_last_hash() -> None:
    matter = matter_id()
    first = add(entry(matter))
    assert add(entry(matter, 1), prev=first.leaf_hash).prev == first.leaf_hash


def test_a_gap_in_the_numbers_is_out_of_turn() -> None:
    matter = matter_id()
    add(entry(matter))
    with pytest.raises(OutOfTurn, match="没有第1条"):
        add(entry(matter, 2))


@pytest.mark.parametrize("seq", [0, 1])
def test_a_number_already_used_is_out_of_turn(seq: int) -> None:
    matter = matter_id()
    add(entry(matter))
    add(entry(matter, 1))
    with pytest.raises(OutOfTurn, match=f"已有第{seq}条"):
        add(entry(matter, seq))


def test_an_envelope_too_long_for_verifiers_is_refused() -> None:
    with pytest.raises(EnvelopeTooLong, match="最多64KB"):
        add(replace(entry(matter_id()), overrides={"gate": "理" * 30_000}))
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        append(entry(matter_id()))
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_step_leaves_no_entry() -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        append(entry(matter_id()))
        raise ZeroDivisionError
    assert not JournalEntry.objects.exists()
    assert not EntryValues.objects.exists()
    assert not Pending.objects.exists()


def _refused(sql: str, *parameters: object) -> str:
    with pytest.raises(IntegrityError) as refused, transaction(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
    return str(refused.value)


def test_an_entry_is_never_changed_or_deleted() -> None:
    row = add(entry(matter_id()))
    assert "不得修改" in _refused("UPDATE store_journalentry SET seq = 7 WHERE id = %s", row.id)
    assert "不得删除" in _refused("DELETE FROM store_journalentry WHERE id = %s", row.id)
    assert "还没有写入日志" in _refused("DELETE FROM store_pending WHERE entry_id = %s", row.id)
    assert "不得删除" in _refused("DELETE FROM store_entryvalues WHERE entry_id = %s", row.id)


def test_values_may_be_erased_by_order_but_not_changed() -> None:
    row = add(entry(matter_id()))
    held = EntryValues.objects.get(entry=row)
    order = add(entry(matter_id()))
    held.values["reader"] = "王某"
    held.erased_by = order
    with pytest.raises(IntegrityError, match="只能依法逐项删除"), transaction():
        held.save()
    held.refresh_from_db()
    del held.values["reader"], held.salts["reader"]
    with pytest.raises(IntegrityError, match="只能依法逐项删除"), transaction():
        held.save()
    held.erased_by = order
    held.save()
    assert EntryValues.objects.get(entry=row).values == {"books": 0, "lost": False}


def test_every_trigger_is_installed() -> None:
    assert triggers.missing(connection) == []


def test_a_dropped_trigger_is_missed(unguarded: None) -> None:
    assert set(triggers.missing(connection)) >= {rule.name for rule in triggers.RULES}
