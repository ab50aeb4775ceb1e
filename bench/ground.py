"""What benchmarks of the store stand on: an empty database in the run's folder, a small town, many matters. It measures nothing."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from statistics import median
from time import perf_counter
from typing import Any

ROWS = int(os.environ.get("FADU_BENCH_ROWS", "100000"))
"""How many matters the list, the export and the search stand on; FADU_BENCH_ROWS=1000000 for the size of the budget."""

VILLAGES = 14


def town() -> None:
    """Django set up, the database migrated, the small town of the tests with its rosters on record."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.service.steps import small_town

    small_town()


def matters(count: int, first: int = 0) -> None:
    """So many finished fines of one year in fourteen villages, as rows only: copies of one that was really imposed."""
    from fadu.store import models
    from tests.service.steps import fine, taken

    model = models.Matter.objects.get(pk=taken(fine(90_000 + first)).matter)
    kept = {f.attname: getattr(model, f.attname) for f in models.Matter._meta.concrete_fields if f.attname != "id"}
    for start in range(first, first + count, 5000):
        rows = [_matter(kept, n) for n in range(start, min(start + 5000, first + count))]
        models.Matter.objects.bulk_create(rows, batch_size=1000)


def _matter(kept: dict[str, Any], n: int) -> Any:
    from fadu.store import models

    opened = date(2025, 1, 1) + timedelta(days=n % 365)
    changed = {
        "id": uuid.UUID(int=n + 1), "village": f"500102128{n % VILLAGES:03d}", "title": f"当事人{n}的当场处罚", "number": f"同乐府简罚〔2025〕{n + 1}号",
        "opened_on": opened, "moved_on": opened, "handler": f"officer-{n % 5}",
    }  # fmt: skip
    return models.Matter(**{**kept, **changed})


@contextmanager
def queries() -> Iterator[list[str]]:
    """The statements sent to the database while open."""
    from django.db import connection

    sent: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield sent


def each_ms(work: Callable[[int], object], times: int) -> float:
    """The median of ``times`` calls, each with its own number, after one that warms up. Milliseconds."""
    work(0)
    return median(_timed(work, n) for n in range(1, times + 1))


def _timed(work: Callable[[int], object], n: int) -> float:
    began = perf_counter()
    work(n)
    return (perf_counter() - began) * 1000
