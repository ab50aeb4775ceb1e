"""The write gate and two people on one matter: one wins, the other is told, nothing is lost and nothing waits for ever."""

from __future__ import annotations

import fcntl
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections

from fadu.store.append import OutOfTurn, append
from fadu.store.integrator import integrate_all
from fadu.store.models import JournalEntry, LogLeaf, Pending
from fadu.store.verify import verify
from fadu.store.write_gate import GateBusy, WriteGate, transaction
from tests.store.entries import ORG, entry, matter_id

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], None]) -> list[BaseException]:
    """Run acts in threads that start together; what they raised."""
    start, raised = threading.Barrier(len(acts)), []

    def run(act: Callable[[], None]) -> None:
        start.wait()
        try:
            act()
        except Exception as error:  # noqa: BLE001  the test says which are right
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


def test_two_writers_on_one_matter_one_wins_and_the_other_is_told() -> None:
    matter = matter_id()
    with transaction():
        append(entry(matter))

    def act() -> None:
        with transaction():
            append(entry(matter, 1))

    raised = at_once(act, act)
    assert [type(e) for e in raised] == [OutOfTurn]
    assert list(JournalEntry.objects.order_by("seq").values_list("seq", flat=True)) == [0, 1]


def test_many_writers_and_the_integrator_lose_nothing() -> None:
    def writer() -> None:
        for _ in range(12):
            matter = matter_id()
            with transaction():
                append(entry(matter))
            with transaction():
                append(entry(matter, 1))

    stop = threading.Event()

    def integrator() -> None:
        while not stop.is_set():
            integrate_all(ORG)
            time.sleep(0.002)

    background = threading.Thread(target=lambda: (integrator(), connections.close_all()))
    background.start()
    raised = at_once(*[writer] * 4)
    stop.set()
    background.join(60)
    integrate_all(ORG)
    assert raised == []
    assert JournalEntry.objects.count() == LogLeaf.objects.count() == 4 * 12 * 2
    assert not Pending.objects.exists()
    assert [str(f) for f in verify()] == []


def test_a_transaction_inside_another_joins_it() -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        with transaction():
            append(entry(matter_id()))
        raise ZeroDivisionError
    assert not JournalEntry.objects.exists()


def test_a_durable_transaction_refuses_to_be_nested() -> None:
    with transaction(), pytest.raises(RuntimeError), transaction(durable=True):
        pass


def test_the_gate_gives_up_in_plain_words(tmp_path: Path) -> None:
    gate, holding, done = WriteGate(tmp_path / "gate"), threading.Event(), threading.Event()

    def hold() -> None:
        with gate.held():
            holding.set()
            done.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    holding.wait(30)
    with pytest.raises(GateBusy, match="没有保存；请稍候再试"), gate.held(0.01):
        pass
    done.set()
    thread.join(30)
    with gate.held(0.01), gate.held(0.01):
        pass


def test_two_processes_share_the_gate(tmp_path: Path) -> None:
    """Two gates on one side file stand for two processes: an open file of its own each, as after a start."""
    one, other, order = WriteGate(tmp_path / "gate"), WriteGate(tmp_path / "gate"), []

    def second() -> None:
        with other.held():
            order.append("second")

    with one.held():
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.05)
        order.append("first")
    thread.join(30)
    assert order == ["first", "second"]


def test_a_gate_that_once_could_not_be_opened_still_keeps_others_out(tmp_path: Path) -> None:
    one, other = WriteGate(tmp_path / "later" / "gate"), WriteGate(tmp_path / "later" / "gate")
    with pytest.raises(FileNotFoundError), one.held():
        pass
    one.path.parent.mkdir()
    with one.held(), other.path.open("r+b") as beside, pytest.raises(BlockingIOError):
        fcntl.flock(beside, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with other.held():
        pass


def test_the_database_is_set_up_to_keep_what_it_says_it_kept() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own settings")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert cursor.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert cursor.execute("PRAGMA foreign_keys").fetchone()[0] == 1
