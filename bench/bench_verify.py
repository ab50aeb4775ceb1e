"""How fast everything on record is checked against everything else, beside merely hashing the same bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from time import perf_counter

from bench import ground
from bench.measured import Measured

ENTRIES = int(os.environ.get("FADU_BENCH_ENTRIES", "100000"))
STEPS = 5
PROCESSES = os.cpu_count() or 1


def measure() -> Iterator[Measured]:
    ground.town()
    from fadu.store.models import JournalEntry
    from fadu.store.publisher import settle
    from fadu.store.verify import verify
    from tests.town import ORG

    _write(ORG)
    settle(ORG)
    count = JournalEntry.objects.count()
    began = perf_counter()
    faults = [str(f) for f in verify(processes=PROCESSES)]
    took = perf_counter() - began
    assert faults == [], faults[:3]
    hashed, start = _hash_all(), _start()
    million = start + (took - start) / count * 1_000_000
    yield Measured(
        work="verify a million entries, journal and log (scaled; rows about matters not folded)",
        value=million,
        unit="s",
        budget=10,
        note=f"{count:,} entries in {took:.2f} s, {PROCESSES} processes; {start:.2f} s of it to start them; {took / hashed:.1f} × hashing them",
    )
    yield Measured(work="entries verified a second", value=count / took, unit="/s", budget=100_000, more_is_better=True)
    yield Measured(work="reading and hashing a million envelopes (scaled)", value=hashed / count * 1_000_000, unit="s")


def _write(org: str) -> None:
    """Matters of five entries each with their rows, in transactions of a thousand."""
    import uuid

    from fadu.store.append import append
    from fadu.store.models import Matter, Milestone
    from fadu.store.write_gate import transaction
    from tests.store.entries import entry, matter_id

    for _ in range(ENTRIES // STEPS // 200):
        rows, milestones = [], []
        with transaction():
            for _ in range(200):
                matter, hash = matter_id(), ""
                for seq in range(STEPS):
                    one = entry(matter, seq, org=org)
                    written = append(one, prev=hash)
                    hash = written.hash
                    milestones.append(Milestone(
                        entry_id=written.entry_id, org=org, matter_id=uuid.UUID(matter), seq=seq, procedure=one.procedure, step=one.step,
                        state=one.state, on=one.on,
                    ))  # fmt: skip
                rows.append(Matter(
                    id=uuid.UUID(matter), org=org, procedure=one.procedure, version=one.version, state=one.state, opened_on=entry(matter).on,
                    moved_on=one.on, last_seq=STEPS - 1, last_hash=hash,
                ))  # fmt: skip
            Matter.objects.bulk_create(rows)
            Milestone.objects.bulk_create(milestones)


def _start() -> float:
    """Seconds until the processes stand ready and have gone home again: the same for a hundred thousand entries and for a million."""
    from fadu.store.crew import crew_of
    from fadu.store.verify import snapshot

    began = perf_counter()
    with crew_of(PROCESSES) as crew, snapshot(crew=crew):
        pass
    return perf_counter() - began


def _hash_all() -> float:
    from django.db import connection

    began = perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT envelope FROM store_journalentry")
        for (body,) in cursor:
            hashlib.sha256(b"\x00" + bytes(body)).hexdigest()
    return perf_counter() - began
