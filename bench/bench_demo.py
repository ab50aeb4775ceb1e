"""How long the demo town takes to build, an empty database to a signed year, beside writing down as many entries without deciding anything."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from bench.measured import Measured


def measure() -> Iterator[Measured]:
    """The minute of the budget also holds the environment and the server; this is the building alone."""
    import django

    django.setup()
    from django.core.management import call_command

    began = perf_counter()
    call_command("migrate", verbosity=0)
    migrated = perf_counter() - began
    from fadu.service.demo.build import run

    began = perf_counter()
    assert run() == 0
    took = perf_counter() - began
    raw, entries = _copied()
    yield Measured(
        work="build the demo town and its year",
        value=took,
        unit="s",
        budget=60,
        note=f"{entries:,} entries; {took / raw:.0f} × writing its entries again, a transaction each",
    )
    yield Measured(work="the tables of an empty database", value=migrated, unit="s")
    yield Measured(work="writing the same entries into an empty table, a transaction each", value=raw, unit="s")


def _copied() -> tuple[float, int]:
    """Seconds to insert every envelope with its values again, and how many there are."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            'CREATE TABLE bare AS SELECT e.id, e.envelope, v."values" FROM store_journalentry e JOIN store_entryvalues v ON v.entry_id = e.id LIMIT 0'
        )
        cursor.execute('SELECT e.id, e.envelope, v."values" FROM store_journalentry e JOIN store_entryvalues v ON v.entry_id = e.id')
        rows = cursor.fetchall()
        began = perf_counter()
        for row in rows:
            cursor.execute("INSERT INTO bare VALUES (%s, %s, %s)", row)
        return perf_counter() - began, len(rows)
