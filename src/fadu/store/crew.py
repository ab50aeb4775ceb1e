"""Several processes that look at the journal together, all at the state of one moment.

Each is started afresh, so that no connection is shared. They get ready first; then, while nobody can sign or write, they
and their leader take their snapshots of the database, and only then does the work begin.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from typing import Any

from django.apps import apps
from django.db import connections

from fadu.store.verify_quick import Seen, look

#: Fewer entries than this are looked at sooner than helpers are started.
WORTH_IT = 40_000
#: How long members may take to get ready or to begin, before the work is given up. Seconds.
PATIENCE_S = 60.0


@dataclass(slots=True)
class Crew:
    """Processes ready to look: ``begin`` once, then ``looked``."""

    members: ProcessPoolExecutor
    count: int
    using: str
    meeting: Any
    moments: Any

    def begin(self, moment: str) -> None:
        """Have every member take its snapshot: on PostgreSQL the exported one of this name, on SQLite the file as it stands.

        Raises threading.BrokenBarrierError at once when one of them cannot; it says itself why.
        """
        for _ in range(self.count):
            self.moments.put(moment)
        self.meeting.wait(PATIENCE_S)

    def looked(self, stretches: Sequence[tuple[int, int]]) -> Iterator[Seen]:
        """What the members see, in the order of the stretches. They set to work at once, whoever listens when."""
        return self.members.map(partial(look, using=self.using), stretches)


@contextmanager
def crew_of(count: int, using: str = "default") -> Iterator[Crew | None]:
    """A crew of ``count`` processes, ready to begin; None where one process does as well."""
    if count < 2 or not _worth_it(using):
        yield None
        return
    context = get_context("spawn")
    meeting, moments = context.Barrier(count + 1), context.SimpleQueue()
    known = (using, connections[using].settings_dict["NAME"], meeting, moments)
    members = ProcessPoolExecutor(count, context, _join, known)
    try:
        for _ in range(count):
            members.submit(int)  # a member is started by the first work there is for it
        meeting.wait(PATIENCE_S)
        yield Crew(members, count, using, meeting, moments)
    finally:
        for _ in range(count):
            moments.put(None)  # or who never began would wait for ever
        members.shutdown(cancel_futures=True)


def _worth_it(using: str) -> bool:
    """Enough entries, and no transaction of ours open that another process could not see into."""
    if connections[using].in_atomic_block:
        return False
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM store_logleaf")
        return int(cursor.fetchone()[0]) >= WORTH_IT


def _join(using: str, database: str, meeting: Any, moments: Any) -> None:
    """What a member does first: get ready, tell so, take the snapshot when told, tell that too. Told None, it goes home."""
    threading.Thread(target=_end_with_leader, daemon=True).start()
    gc.disable()  # looking makes no cycles, and a member goes home when it has looked
    apps.populate(())  # no models: a member needs a connection only, and starts sooner without them
    connections[using].settings_dict["NAME"] = database
    connections[using].ensure_connection()  # now, not while nobody can write
    meeting.wait(PATIENCE_S)
    moment = moments.get()
    if moment is None:
        return
    try:
        _take_snapshot(moment, using)
    except BaseException:
        meeting.abort()  # the others wait for a member that will not come
        raise
    meeting.wait(PATIENCE_S)


def _end_with_leader() -> None:
    """Nobody is left behind when the leader is killed."""
    leader = parent_process()
    if leader:
        leader.join()
        os._exit(1)


def _take_snapshot(moment: str, using: str) -> None:
    with connections[using].cursor() as cursor:
        if moment:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [moment])
        else:
            cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM store_logstate")
        cursor.fetchone()
