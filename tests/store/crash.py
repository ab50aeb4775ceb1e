"""Processes that are killed inside the write path: forked from the test, dead at a named point, heirs to nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NoReturn
from unittest import mock

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

KILLED = -signal.SIGKILL


class Points:
    """Counts the points a process passes and kills it at one of them: before each statement, around commits and files."""

    def __init__(self, fatal: int = 0) -> None:
        self.fatal = fatal
        self.names: list[str] = []

    def reach(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While open, everything that touches the disk is a point."""
        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(self._statement))
            stack.enter_context(self._around(BaseDatabaseWrapper, "_commit"))
            for name in ("fsync", "replace", "link", "chmod"):
                stack.enter_context(self._around(os, name))
            yield

    def _statement(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self.reach(f"before {' '.join(sql.split()[:4])}")
        return execute(sql, *rest)

    def _around(self, owner: Any, name: str) -> Any:
        plain = getattr(owner, name)

        def watched(*args: Any, **named: Any) -> Any:
            self.reach(f"before {name}")
            result = plain(*args, **named)
            self.reach(f"after {name}")
            return result

        return mock.patch.object(owner, name, watched)


def in_child(work: Callable[[], None]) -> int:
    """Do ``work`` in a process of its own; its exit code, ``KILLED`` when it was killed."""
    return wait(fork(work))


def fork(work: Callable[[], None]) -> int:
    """Begin ``work`` in a process of its own. Connections are never carried across."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _run(work)
    return child


def wait(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _run(work: Callable[[], None]) -> NoReturn:
    """The child's life. It never returns into the test runner."""
    code = 1
    try:
        work()
        connections.close_all()
        code = 0
    except BaseException as error:  # noqa: BLE001  reported by the exit code and on standard error
        os.write(2, f"child: {error!r}\n".encode())
    finally:
        os._exit(code)


class Diary:
    """A file to which processes add lines that survive them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch()

    def note(self, word: str, *values: str) -> None:
        with self.path.open("ab", buffering=0) as out:
            out.write(f"{word} {' '.join(values)}\n".encode())

    def noted(self, word: str) -> list[str]:
        """Every value noted under a word."""
        lines = [line.split() for line in self.path.read_text().splitlines()]
        return [value for first, *values in lines if first == word for value in values]
