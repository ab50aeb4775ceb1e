"""One writer at a time on SQLite, in the order of arrival as near as the system gives it; no gate on PostgreSQL.

SQLite's own waiting is unfair: without a gate some requests wait for seconds while others pass. The gate is a lock
of this process and a lock on a side file between processes; it opens no database and writes nothing.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from django.db import transaction as django_transaction

WAIT_S = 60.0


class GateBusy(RuntimeError):
    """Nobody let us write within the waiting time; nothing was changed."""


class WriteGate:
    """The gate of one database file. Entering again in the same thread passes at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._depth = 0
        self._file = -1

    @contextmanager
    def held(self, wait_s: float = WAIT_S) -> Iterator[None]:
        """Hold the gate. Raises GateBusy after ``wait_s`` seconds behind threads of this process."""
        if not self._lock.acquire(timeout=wait_s):
            raise GateBusy("系统正忙，本次操作没有保存；请稍候再试")
        try:
            self._enter()
            try:
                yield
            finally:
                self._leave()
        finally:
            self._lock.release()

    def _enter(self) -> None:
        if self._depth == 0:
            if self._file < 0:
                self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX)
        self._depth += 1  # last: who could not lock the file has not entered

    def _leave(self) -> None:
        self._depth -= 1
        if self._depth == 0:
            fcntl.flock(self._file, fcntl.LOCK_UN)


_gates: dict[str, WriteGate] = {}
_making = threading.Lock()


def _forget_after_fork() -> None:
    """A child must not share the parent's open lock file: the two would hold one lock together."""
    for gate in _gates.values():
        if gate._file >= 0:
            os.close(gate._file)
    _gates.clear()


os.register_at_fork(after_in_child=_forget_after_fork)


def gate_of(name: str) -> WriteGate:
    """The gate of the database file ``name``; its side file stands next to it with ``.gate`` added."""
    with _making:
        if name not in _gates:
            _gates[name] = WriteGate(Path(f"{name}.gate"))
        return _gates[name]


@contextmanager
def write_gate(using: str = "default", wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the gate of a database; on PostgreSQL, and for a database in memory, there is none to hold."""
    connection = connections[using]
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or ":memory:" in name or "mode=memory" in name:
        yield
        return
    with gate_of(name).held(wait_s):
        yield


@contextmanager
def transaction(using: str = "default", *, durable: bool = False) -> Iterator[None]:
    """The one way to write: gate, then BEGIN IMMEDIATE; commit, then gate. Nested use joins the outer transaction.

    ``durable`` refuses to be nested: whoever relies on what it returns knows that it is on disk.
    """
    with write_gate(using), django_transaction.atomic(using=using, durable=durable):
        yield
