"""Steps taken at once, in threads and in processes: one wins, the other is told, numbers have no gap."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connections

from fadu.kernel.decide import Refused
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import AccessRecord, Matter, NumberTaken
from fadu.store.publisher import settle
from fadu.store.verify import verify
from tests.service.steps import SERIES, command, fine, numbers_without_gap, owe, small_town, taken
from tests.store.crash import fork, wait
from tests.town import ORG, at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def town(transactional_db: None, folders: Path) -> None:
    small_town()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """The acts in threads that start together; what each returned or raised."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(n: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            results[n] = act()
        except Exception as error:  # noqa: BLE001  the test says which results are right
            results[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return list(results)


def test_two_people_on_one_matter_one_wins_and_the_other_is_told() -> None:
    opened = taken(owe())
    tries = [command("serve_in_person", at(3, 7), who, matter=opened.matter, seen=0, fields={"relation": "本人"}) for who in ("li", "wang")]
    results = at_once(*(lambda c=c: take_step(c) for c in tries))  # type: ignore[misc]
    assert sorted(type(r).__name__ for r in results) == ["Receipt", "Refused"]
    lost = next(r for r in results if isinstance(r, Refused))
    assert lost.gates & {"stale", "state"}
    assert Matter.objects.get(pk=opened.matter).last_seq == 1


def test_one_command_sent_twice_at_once_is_done_once_and_answered_twice() -> None:
    opened = taken(owe())
    for one in (fine(1, key="new"), command("try", at(3, 7), matter=opened.matter, key="old", fields={"attempts": [{"mode": "直接"}]})):
        results = at_once(*[lambda one=one: take_step(one)] * 4)  # type: ignore[misc]
        assert all(isinstance(r, Receipt) for r in results), results
        assert sorted(r.repeated for r in results) == [False, True, True, True]  # type: ignore[attr-defined]
        assert len({r.hash for r in results}) == 1  # type: ignore[attr-defined]
    assert numbers_without_gap() == 1
    assert Matter.objects.get(pk=opened.matter).last_seq == 1


def test_a_step_taken_from_a_page_and_sent_twice_at_once_is_answered_twice() -> None:
    """The second waits for the first, by whom the page it came from has grown old and the step is no longer open."""
    for seen in (0, None):
        opened = taken(owe())
        one = command("serve_in_person", at(3, 7), matter=opened.matter, seen=seen, fields={"relation": "本人"})
        results = at_once(*[lambda one=one: take_step(one)] * 4)  # type: ignore[misc]
        assert all(isinstance(r, Receipt) for r in results), results
        assert sorted(r.repeated for r in results) == [False, True, True, True]  # type: ignore[attr-defined]
        assert Matter.objects.get(pk=opened.matter).last_seq == 1
    assert not AccessRecord.objects.filter(act="refused").exists()


def test_numbers_have_no_gap_under_threads_some_of_which_are_refused() -> None:
    def work(first: int) -> list[object]:
        return [take_step(fine(first + n) if n % 3 else _hopeless(first + n)) for n in range(9)]

    results = at_once(*(lambda f=f: work(f) for f in (100, 200, 300, 400)))  # type: ignore[misc]
    done = [r for batch in results for r in batch if isinstance(r, Receipt)]  # type: ignore[attr-defined]
    assert len(done) == 24 == numbers_without_gap() == len({r.number for r in done})
    settle(ORG)
    assert [str(f) for f in verify()] == []


def _hopeless(n: int) -> Command:
    """A fine that no law lets anybody impose on the spot."""
    one = fine(n)
    return replace(one, fields={**one.fields, "amount_fen": "5000"})


@pytest.mark.slow
def test_numbers_have_no_gap_under_processes() -> None:
    def work(first: int) -> None:
        for n in range(8):
            taken(fine(first + n))

    children = [fork(lambda f=f: work(f)) for f in (100, 200, 300)]  # type: ignore[misc]
    assert [wait(child) for child in children] == [0, 0, 0]
    assert numbers_without_gap() == 24


def test_a_durable_step_refuses_to_be_part_of_something_larger() -> None:
    from fadu.store.write_gate import transaction

    with pytest.raises(RuntimeError), transaction():
        take_step(fine(1))
    assert not NumberTaken.objects.filter(prefix=SERIES).exists()
