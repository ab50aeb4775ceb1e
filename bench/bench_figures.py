"""Every figure of a town's year from its records: two thousand matters, six thousand entries."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench import ground
from bench.measured import Measured, milliseconds

MATTERS = 2000


def measure() -> Iterator[Measured]:
    ground.town()
    from fadu.kernel.indicator import year
    from fadu.service.figures import figures
    from tests.town import ORG

    ground.matters(MATTERS)
    _milestones(ORG)
    found = figures(ORG, year(2025))
    assert sum(len(f.behind) for f in found.values()) > MATTERS, "the benchmark must count something"
    with ground.queries() as sent:
        figures(ORG, year(2025))
    took, raw = milliseconds(lambda: figures(ORG, year(2025)), 3), milliseconds(lambda: _bare(ORG), 3)
    yield Measured(
        work=f"all {len(found)} figures of a year, {MATTERS} matters",
        value=took,
        unit="ms",
        budget=1000,
        note=f"{took / raw:.1f} × reading the rows",
    )
    yield Measured(work="reading the same rows", value=raw, unit="ms")
    yield Measured(work="statements of all figures", value=len(sent), unit="", budget=12)


def _milestones(org: str) -> None:
    """Three entries for every copied matter, whose envelopes are empty: figures read milestones."""
    from fadu.store import models

    moment = datetime(2025, 6, 1, tzinfo=UTC)
    rows = list(models.Matter.objects.filter(org=org, milestones__isnull=True))
    steps = (("decide_on_spot", "decided"), ("file", "filed"), ("note", "filed"))
    entries = [
        models.JournalEntry(org=org, matter=m.id, seq=seq, prev="", envelope=b"{}", leaf_hash=uuid.uuid4().hex * 2, at=moment)
        for m in rows for seq in range(len(steps))
    ]  # fmt: skip
    ids: dict[tuple[Any, int], Any] = {(e.matter, e.seq): e for e in models.JournalEntry.objects.bulk_create(entries, batch_size=500)}
    milestones = [
        models.Milestone(
            entry=ids[m.id, seq], org=org, matter=m, seq=seq, procedure=m.procedure, step=step, state=state,
            on=min(m.opened_on + timedelta(days=seq), date(2025, 12, 31)),
        )
        for m in rows for seq, (step, state) in enumerate(steps)
    ]  # fmt: skip
    models.Milestone.objects.bulk_create(milestones, batch_size=500)


def _bare(org: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute('SELECT matter_id, procedure, step, state, "on", seq FROM store_milestone WHERE org = %s', [org])
        cursor.fetchall()
        cursor.execute("SELECT id, procedure, snapshot FROM store_matter WHERE org = %s", [org])
        cursor.fetchall()
