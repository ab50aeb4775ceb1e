"""A step from the lock to the commit: beside a raw transaction of the same size, with and without the journal, young and old."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any
from unittest import mock

from bench import ground
from bench.measured import Measured

TIMES, OLD, FINES = 60, 600, 25


def measure() -> Iterator[Measured]:
    ground.town()
    young, old = _paper(), _paper()
    for n in range(OLD):
        _note(old, n)
    step = ground.each_ms(lambda n: _note(young, n), TIMES)
    raw = _raw_transaction_ms(young)
    yield Measured(work="take a step (note on a matter)", value=step, unit="ms", budget=20, note=f"{step / raw:.1f} × a raw transaction")
    yield Measured(work="a raw durable transaction of the same rows and bytes", value=raw, unit="ms")
    yield Measured(work="steps a second, one process", value=1000 / step, unit="/s", budget=200, more_is_better=True)
    with ground.queries() as sent:
        _note(young, 10_000)
    yield Measured(work="statements of a step", value=len(sent), unit="", budget=20)
    aged = ground.each_ms(lambda n: _note(old, 100_000 + n), TIMES)
    fresh = ground.each_ms(lambda n: _note(young, 200_000 + n), TIMES)
    yield Measured(work=f"the same on a matter of {OLD} entries ÷ a young one", value=aged / fresh, unit="×", budget=1.25)
    fine = ground.each_ms(_fine, FINES)
    yield Measured(work="a fine on the spot: number, paper, three matters", value=fine, unit="ms", budget=60)
    yield from _journal_overhead(_paper(), _paper())


def _paper() -> str:
    from tests.service.steps import owe, taken

    return taken(owe()).matter


def _note(matter: str, n: int) -> None:
    """The command as a server holds it once the session has told who acts; only the step itself is measured."""
    from fadu.service.take_step import Command, Receipt, take_step
    from tests.town import ORG, at

    said = {"remark": f"第{n}次电话联系当事人，约定送达时间"}
    done = take_step(Command(key=f"{matter}/{n}", org=ORG, actors=_officers()[:1], step="note", matter=matter, fields=said, at=at(3, 7)))
    assert isinstance(done, Receipt), done


def _fine(n: int) -> None:
    from fadu.service.take_step import Receipt, take_step

    done = take_step(_fines()[n])
    assert isinstance(done, Receipt), done


@cache
def _officers() -> tuple[Any, ...]:
    from fadu.service.people import actors
    from tests.town import ORG

    return actors(ORG, ["li", "wang"])


@cache
def _fines() -> list[Any]:
    from tests.service.steps import fine

    return [fine(n) for n in range(FINES + 1)]


def _raw_transaction_ms(matter: str) -> float:
    """As many rows and bytes as a step writes, into one bare table, through the same gate and commit."""
    from django.db import connection

    from fadu.store.write_gate import transaction

    sizes = _written(matter)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE raw_rows (id INTEGER PRIMARY KEY, body BLOB)")

    def write(_: int) -> None:
        with transaction(durable=True), connection.cursor() as cursor:
            for size in sizes:
                cursor.execute("INSERT INTO raw_rows (body) VALUES (%s)", [secrets.token_bytes(size)])

    return ground.each_ms(write, TIMES)


def _written(matter: str) -> list[int]:
    """The bytes of each writing statement of one step."""
    from django.db import connection

    sizes: list[int] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split()[0] in ("INSERT", "UPDATE"):
            sizes.append(sum(len(p) if isinstance(p, (str, bytes)) else 8 for p in params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        _note(matter, 300_000)
    return sizes


def _journal_overhead(one: str, other: str) -> Iterator[Measured]:
    """The same transaction with and without entry, values and waiting row; foreign keys are off in both, or it could not be.

    Two matters alike, taken in turn, so that whatever else the machine does meets both alike.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
    ratios: list[float] = []
    for n in range(TIMES):
        with_it = _ms(one, n)
        with _no_journal():
            ratios.append(with_it / _ms(other, n))
    yield Measured(work="journal overhead of a step", value=(median(ratios) - 1) * 100, unit="%", budget=40)


def _ms(matter: str, n: int) -> float:
    began = perf_counter()
    _note(matter, n)
    return (perf_counter() - began) * 1000


_numbers = count(10_000_000)


@contextmanager
def _no_journal() -> Iterator[None]:
    from fadu.store.append import AppendResult

    def skip(entry: Any, **_: Any) -> AppendResult:
        return AppendResult(next(_numbers), secrets.token_hex(32))

    with mock.patch("fadu.store.ledger.append", skip):
        yield
