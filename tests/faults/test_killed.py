"""A process killed inside the write path of a step, at every kind of point and at random moments, again and again."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from fadu.kernel.decide import Refused
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import CommandKey, IssuedPaper, JournalEntry, Matter, Milestone, NumberTaken
from fadu.store.publisher import settle
from fadu.store.verify import verify
from tests.service.steps import SERIES, command, fine, numbers_without_gap, owe
from tests.store.crash import KILLED, Diary, Points, fork, in_child, wait
from tests.town import ORG, at

pytestmark = pytest.mark.slow


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(tmp_path / "diary")


def do(diary: Diary, one: Command) -> Receipt | Refused:
    """Take the step, and only then tell the diary, as a server answers only after the commit."""
    result = take_step(one)
    if isinstance(result, Receipt):
        diary.note("done", result.hash)
        diary.note("number", result.number or "-")
    else:
        diary.note("refused", *result.gates)
    return result


def a_morning(diary: Diary, first: int) -> None:
    """Opens, numbers, moves and refuses: a fine, a paper to serve, a refused notice, the service, a repetition."""
    do(diary, fine(first, key=f"fine-{first}"))
    opened = do(diary, owe(key=f"owe-{first}"))
    assert isinstance(opened, Receipt)
    do(diary, command("announce", at(3, 7), matter=opened.matter, fields={"notice_reason": "下落不明"}))
    do(diary, command("serve_in_person", at(3, 8), matter=opened.matter, key=f"serve-{first}", fields={"relation": "本人"}))
    do(diary, fine(first, key=f"fine-{first}"))


def assert_whole(diary: Diary) -> None:
    """Whatever was answered is kept; whatever is kept is kept whole, with its rows, its number, its paper and its answer."""
    kept = set(JournalEntry.objects.values_list("leaf_hash", flat=True))
    assert set(diary.noted("done")) <= kept
    assert {n.removeprefix("-") for n in diary.noted("number")} - {""} <= set(NumberTaken.objects.values_list("text", flat=True))
    numbers_without_gap()
    assert (
        JournalEntry.objects.count() == Milestone.objects.count() == sum(n + 1 for n in Matter.objects.values_list("last_seq", flat=True))
    )
    fined = NumberTaken.objects.filter(prefix=SERIES)
    assert set(fined.values_list("text", flat=True)) == set(
        IssuedPaper.objects.exclude(number="").filter(number__startswith=SERIES).values_list("number", flat=True)
    )
    assert CommandKey.objects.filter(key__startswith="fine-").count() == fined.count()


def assert_verified() -> None:
    settle(ORG)
    assert [str(fault) for fault in verify()] == []


def test_killed_at_every_point_of_a_step(diary: Diary) -> None:
    """Before each statement, before and after the commit and each file: the list of points is that of a whole morning."""
    counted = Points()
    with counted.watched():
        a_morning(diary, 0)
    assert "before _commit" in counted.names and len(counted.names) > 60
    fatal_points = range(1, len(counted.names) + 1, 3)
    died = [in_child(lambda n=n: _until(n, diary)) == KILLED for n in fatal_points]  # type: ignore[misc]
    assert sum(died) > len(died) // 2
    assert_whole(diary)
    assert_verified()
    before = NumberTaken.objects.filter(prefix=SERIES).count()
    for n in fatal_points:
        a_morning(diary, n)
    assert NumberTaken.objects.filter(prefix=SERIES).count() == len(fatal_points) + 1 >= before, "a retry does nothing twice"
    assert_whole(diary)
    assert_verified()


def _until(fatal: int, diary: Diary) -> None:
    with Points(fatal).watched():
        a_morning(diary, fatal)


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments_while_others_write(diary: Diary, seed: int) -> None:
    dice = Random(seed)
    children = [fork(lambda n=n: _for_ever(diary, n)) for n in range(3)]  # type: ignore[misc]
    try:
        for round_ in range(80):
            if round_ >= 14 and len(diary.noted("done")) > 10:
                break
            time.sleep(dice.uniform(0.02, 0.25))
            unlucky = dice.randrange(3)
            os.kill(children[unlucky], signal.SIGKILL)
            assert wait(children[unlucky]) == KILLED
            children[unlucky] = fork(lambda n=round_ + 3: _for_ever(diary, n))  # type: ignore[misc]
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
            wait(child)
    assert len(diary.noted("done")) > 10
    assert_whole(diary)
    assert_verified()


def _for_ever(diary: Diary, writer: int) -> None:
    n = 0
    while True:
        a_morning(diary, writer * 1000 + n)
        n += 1


def test_the_database_outlives_the_killed(diary: Diary) -> None:
    """After a kill the next process goes on at once: no lock is left behind."""
    if connection.vendor != "sqlite":
        pytest.skip("locks of a server are the server's")
    assert in_child(lambda: _until(20, diary)) == KILLED
    began = time.monotonic()
    a_morning(diary, 7)
    assert time.monotonic() - began < 10
    assert_whole(diary)
