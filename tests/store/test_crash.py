"""Killed at every point of the write path: nothing acknowledged is lost, nothing rolled back is kept, nothing forks."""

from __future__ import annotations

import io
import os
import signal
import time
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from fadu.store.append import append
from fadu.store.evidence import EvidenceFolder, Stored
from fadu.store.integrator import integrate
from fadu.store.models import Checkpoint, EvidenceFile, JournalEntry, LogLeaf
from fadu.store.publisher import settle
from fadu.store.verify import verify
from fadu.store.write_gate import transaction
from tests.store.crash import KILLED, Diary, Points, fork, in_child, wait
from tests.store.entries import ORG, START, entry, matter_id

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(tmp_path / "diary")


class Undo(Exception):
    """Thrown to roll a transaction back."""


def a_day(diary: Diary) -> None:
    """What a town does, in small: acts, one of them given up, a file, the log, a signature."""
    matter = matter_id()
    _act(diary, matter, 0)
    _give_up(diary, matter, 1)
    _hand_in(diary, matter)
    _act(diary, matter, 2)
    settle(ORG)


def _act(diary: Diary, matter: str, seq: int) -> None:
    with transaction():
        written = append(entry(matter, seq))
    diary.note("done", written.hash)


def _give_up(diary: Diary, matter: str, seq: int) -> None:
    try:
        with transaction():
            diary.note("undone", append(entry(matter, seq)).hash)
            raise Undo
    except Undo:
        pass


def _hand_in(diary: Diary, matter: str) -> None:
    content = f"{matter} 的笔录".encode()
    stored = EvidenceFolder(Path(settings.EVIDENCE_ROOT)).put(io.BytesIO(content))
    assert isinstance(stored, Stored)
    with transaction():
        EvidenceFile.objects.create(
            root=stored.root, org=ORG, sha256=stored.sha256, size=stored.size, media_type=stored.media.name, at=START
        )
        written = append(entry(matter, 1))
    diary.note("done", written.hash)
    diary.note("file", stored.root)


def assert_nothing_lost(diary: Diary) -> None:
    kept = set(JournalEntry.objects.values_list("leaf_hash", flat=True))
    assert set(diary.noted("done")) <= kept
    assert not set(diary.noted("undone")) & kept
    assert set(diary.noted("file")) <= set(EvidenceFile.objects.values_list("root", flat=True))


def assert_sound(diary: Diary) -> None:
    """After the next run of log and signature, everything verifies and every entry is in the log."""
    settle(ORG)
    assert [str(fault) for fault in verify()] == []
    assert_nothing_lost(diary)
    assert JournalEntry.objects.count() == LogLeaf.objects.count()


def test_killed_at_every_point_of_the_write_path(diary: Diary) -> None:
    counted = Points()
    with counted.watched():
        a_day(diary)
    assert {"before INSERT INTO store_journalentry (org,", "before _commit", "after replace", "after fsync"} <= set(counted.names)
    died = 0
    for fatal in range(1, len(counted.names) + 1):
        died += in_child(lambda fatal=fatal: _day_until(fatal, diary)) == KILLED  # type: ignore[misc]
        assert_nothing_lost(diary)
        if fatal % 3 == 0:
            assert_sound(diary)
    assert died >= len(counted.names) - 10  # a day after a crash passes a few points more or less than a first one
    assert_sound(diary)


def _day_until(fatal: int, diary: Diary) -> None:
    with Points(fatal).watched():
        a_day(diary)


def test_killed_at_any_moment_with_others_at_work(diary: Diary) -> None:
    """Two writers and an integrator; one of them is killed and replaced, again and again."""
    random, works = Random(5), [_write_for_ever, _write_for_ever, _integrate_for_ever]
    children = [fork(lambda w=w: w(diary)) for w in works]  # type: ignore[misc]
    try:
        for _ in range(24):
            time.sleep(random.uniform(0.01, 0.12))
            unlucky = random.randrange(3)
            os.kill(children[unlucky], signal.SIGKILL)
            assert wait(children[unlucky]) == KILLED
            children[unlucky] = fork(lambda w=works[unlucky]: w(diary))  # type: ignore[misc]
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
            wait(child)
    assert len(diary.noted("done")) > 20
    assert_sound(diary)
    assert Checkpoint.objects.count() >= 1


def _write_for_ever(diary: Diary) -> None:
    while True:
        matter = matter_id()
        for seq in range(3):
            _act(diary, matter, seq)
        _give_up(diary, matter, 3)


def _integrate_for_ever(diary: Diary) -> None:
    while True:
        integrate(ORG)
        settle(ORG)
        time.sleep(0.005)
