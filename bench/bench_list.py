"""A register's page for somebody who may not see everything, with the exact total: beside the bare statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bench import ground
from bench.measured import Measured, milliseconds


def measure() -> Iterator[Measured]:
    ground.town()
    ground.matters(ground.ROWS)
    from django.db import connection

    from fadu.kernel.role import Actor, Post
    from fadu.packs import catalogue
    from fadu.service.registers import Query, page
    from fadu.service.scope import reader
    from tests.town import ORG

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    register = next(r for r in catalogue().registers.values() if "penalty.summary" in r.procedures)
    village = Actor("x", "x", (Post("officer", ORG, "500102128003"),))
    clerk = reader(village, ORG, date(2025, 12, 31))
    whole = reader(Actor("y", "y", (Post("officer", ORG),)), ORG, date(2025, 12, 31))
    with ground.queries() as sent:
        found = page(clerk, register, Query())
    assert found.total > 0 and found.lines, "the benchmark must list something"
    label = f"of {ground.ROWS:,}"
    took = milliseconds(lambda: page(clerk, register, Query()))
    raw = milliseconds(lambda: _bare(ORG, "500102128003"))
    yield Measured(
        work=f"list {len(found.lines)} {label}, one village's clerk, exact count",
        value=took,
        unit="ms",
        budget=50,
        note=f"{took / raw:.1f} × bare statements",
    )
    yield Measured(work="the bare count and the bare rows", value=raw, unit="ms")
    yield Measured(work="statements of a list", value=len(sent), unit="", budget=8)
    yield Measured(work=f"list {label}, whole town", value=milliseconds(lambda: page(whole, register, Query())), unit="ms", budget=50)
    yield Measured(
        work=f"the last page {label}", value=milliseconds(lambda: page(clerk, register, Query(page=found.count))), unit="ms", budget=50
    )
    yield Measured(
        work=f"find a name {label}", value=milliseconds(lambda: page(whole, register, Query(words="当事人4711"))), unit="ms", budget=500
    )


def _bare(org: str, village: str) -> None:
    from django.db import connection

    where = "FROM store_matter WHERE org = %s AND village = %s AND procedure = 'penalty.summary'"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {where}", [org, village])
        cursor.fetchone()
        cursor.execute(f"SELECT * {where} ORDER BY opened_on DESC, id LIMIT 50", [org, village])
        cursor.fetchall()
