"""Checks everything on record against everything else: entries, values, log, signatures, numbers, papers, files.

It only reads, under one snapshot, so a town may go on working meanwhile. Faults are values that name table, row and
column. Whether the rows about matters equal the fold of their entries is asked of ``projection``, which knows the
procedures.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from fadu.store import triggers
from fadu.store.crew import Crew, crew_of
from fadu.store.evidence import EvidenceFolder
from fadu.store.fault import Fault
from fadu.store.publisher import guard_folder, keys_folder
from fadu.store.verify_entries import Journal, check_entries, check_orphans
from fadu.store.verify_log import check_log, towns
from fadu.store.verify_quick import Seen, look, stretches
from fadu.store.verify_rows import check_evidence, check_matters, check_numbers, check_papers
from fadu.store.write_gate import write_gate


def verify(
    *,
    projection: Callable[[], Iterable[Fault]] | None = None,
    evidence: EvidenceFolder | None = None,
    told: Callable[[int], None] = lambda entries: None,
    processes: int = 1,
    using: str = "default",
) -> Iterator[Fault]:
    """Every fault found, journal first. ``told`` hears how many entries have been read, for showing progress.

    ``evidence`` is the folder to read files from, by default that of the settings. ``processes`` look at a long journal together.
    """
    folder = evidence or EvidenceFolder(Path(settings.EVIDENCE_ROOT))
    with crew_of(processes, using) as crew, snapshot(using, crew):
        yield from (Fault("trigger", name, "", "防改触发器不见了") for name in triggers.missing(connections[using]))
        looked = (crew.looked if crew else _alone(using))(stretches(using))
        logs = [fault for org in towns(using) for fault in check_log(org, keys_folder(), guard_folder(), using)]  # while a crew looks
        logs = [*check_orphans(using), *logs]
        journal = Journal()
        yield from check_entries(journal, looked, told, using)
        yield from logs
        yield from check_matters(journal, using)
        yield from check_numbers(journal, using)
        yield from check_papers(journal, using)
        yield from check_evidence(journal, folder, using)
        yield from projection() if projection else ()


def _alone(using: str) -> Callable[[Sequence[tuple[int, int]]], Iterable[Seen]]:
    return partial(map, partial(look, using=using))


@contextmanager
def snapshot(using: str = "default", crew: Crew | None = None) -> Iterator[None]:
    """Read the database as it is at one moment, without keeping anybody from writing. Joins a transaction if in one.

    Guard files are locked while it begins, so that no checkpoint lies between a guard file and the rows we see; with a
    crew, so that all begin at the same moment, writing waits that long too.
    """
    connection = connections[using]
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN DEFERRED"
    with connection.cursor() as cursor:
        with ExitStack() as still:
            still.enter_context(no_signing())
            if crew:
                still.enter_context(write_gate(using))
            cursor.execute(begin)
            cursor.execute("SELECT count(*) FROM store_logstate")  # the first reading is what takes the snapshot
            cursor.fetchone()
            if crew:
                crew.begin(_exported(connection.vendor, cursor))
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _exported(vendor: str, cursor: Any) -> str:
    """The name under which other connections may read this one's snapshot; '' where there is none."""
    if vendor != "postgresql":
        return ""
    cursor.execute("SELECT pg_export_snapshot()")
    return str(cursor.fetchone()[0])


@contextmanager
def no_signing() -> Iterator[None]:
    """Hold the locks of all guard files there are, so that nothing is signed meanwhile."""
    held = [os.open(path, os.O_RDWR | os.O_CLOEXEC) for path in sorted(guard_folder().glob("guard-*.lock"))]
    try:
        for descriptor in held:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        for descriptor in held:
            os.close(descriptor)
