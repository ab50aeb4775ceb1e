"""A disk that is full: the act fails as a whole, nothing half is kept, and once there is room the next one goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from fadu.store.models import CommandKey, JournalEntry, NumberTaken
from fadu.store.publisher import settle
from fadu.store.verify import verify
from tests.service.steps import SERIES, fine, numbers_without_gap, taken
from tests.town import ORG


@contextmanager
def no_room(pages: int) -> Iterator[None]:
    """SQLite may grow by so many pages and no further, as on a full disk."""
    with connection.cursor() as cursor:
        used = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {used + pages}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")


@pytest.fixture(autouse=True)
def _sqlite_only() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the disk of a server is the server's")


def counts() -> tuple[int, int, int]:
    return JournalEntry.objects.count(), NumberTaken.objects.count(), CommandKey.objects.count()


@pytest.mark.parametrize("pages", [0, 1, 3, 9])
def test_an_act_on_a_full_disk_is_not_done_and_the_next_one_is(pages: int) -> None:
    acknowledged = 0
    with no_room(pages):
        for n in range(60):
            before = counts()
            try:
                taken(fine(n))
                acknowledged += 1
            except OperationalError as full:
                assert "full" in str(full)
                assert counts() == before
                break
        else:
            pytest.fail("the disk never filled up")
    assert numbers_without_gap() == acknowledged
    assert taken(fine(900)).number == f"{SERIES}〔2025〕{acknowledged + 1}号"
    settle(ORG)
    assert [str(f) for f in verify()] == []


def test_the_failed_act_may_be_sent_again_under_its_key() -> None:
    commands = [fine(n, key=f"k{n}") for n in range(60)]
    with no_room(0), pytest.raises(OperationalError):
        for one in commands:
            failed = one
            taken(one)
    first, second = taken(failed), taken(failed)
    assert (first.repeated, second.repeated, second.hash) == (False, True, first.hash)
    assert numbers_without_gap() == commands.index(failed) + 1


def test_there_is_room_on_this_disk() -> None:
    """The simulation is of the database's own limit; the tests above mean nothing on a disk that is really full."""
    assert shutil.disk_usage("/tmp").free > 50_000_000
