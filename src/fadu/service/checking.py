"""Asks the checker in processes of their own, so that no file can stop, fill or outlive the server. Keeps and logs no text.

A work that takes too long is ended and answered as ``Unreadable``; when all are at work for a while, as ``Busy``.
"""

from __future__ import annotations

import atexit
import logging
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from fadu.checker import Unreadable

Answer = TypeVar("Answer")

AT_ONCE = 2
MOST_SECONDS = 25.0
WAIT_SECONDS = 8.0
TOO_LONG = Unreadable("", f"核查超过{MOST_SECONDS:.0f}秒，已停止", "请只留报告正文，或分段核查")
BROKEN = Unreadable("", "这份内容无法核查", "请换一种格式，或直接粘贴正文")


class Busy(Unreadable):
    """Nobody is free to check now."""

    __slots__ = ()


BUSY = Busy("", "现在核查的人多", "请过几秒再试一次")

_turns = threading.BoundedSemaphore(AT_ONCE)
_idle: list[_Child] = []
_log = logging.getLogger(__name__)


def ask(work: Callable[..., Answer], *given: Any, seconds: float = MOST_SECONDS) -> Answer | Unreadable:
    """What ``work`` answers; an ``Unreadable`` when it takes more than ``seconds``, breaks, or nobody is free."""
    if not _turns.acquire(timeout=WAIT_SECONDS):
        return BUSY
    try:
        child = _child()
        answer = child.ask(work, given, seconds)
        if child.alive:
            _idle.append(child)
        return answer  # type: ignore[no-any-return]
    finally:
        _turns.release()


def warm() -> None:
    """Starts a child when none waits, so that whoever opens the page finds it ready when the text is pasted."""
    if not _idle and _turns.acquire(blocking=False):
        try:
            _idle.append(_Child())
        finally:
            _turns.release()


class _Child:
    """One process that answers one question at a time."""

    def __init__(self) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "fadu.service.checker_child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, work: Callable[..., Any], given: tuple[Any, ...], seconds: float) -> Any:
        """The answer; a child that fails to give one is ended."""
        late = threading.Event()
        timer = threading.Timer(seconds, self._overrun, (late,))
        timer.start()
        try:
            pickle.dump((work, given), self._process.stdin)  # type: ignore[arg-type]
            self._process.stdin.flush()  # type: ignore[union-attr]
            return pickle.load(self._process.stdout)  # type: ignore[arg-type]  # noqa: S301  our own child wrote it
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
            _log.warning("a check was ended: %s", "too long" if late.is_set() else "it broke")
            return TOO_LONG if late.is_set() else BROKEN
        finally:
            timer.cancel()

    def _overrun(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def end(self) -> None:
        """Ends the process and closes its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                pipe.close()  # type: ignore[union-attr]
            except OSError:
                pass


def _child() -> _Child:
    """A child that waits, or a new one."""
    while _idle:
        child = _idle.pop()
        if child.alive:
            return child
        child.end()
    return _Child()


@atexit.register
def end_all() -> None:
    """Ends the children that wait; those at work end when their pipe closes."""
    while _idle:
        _idle.pop().end()
