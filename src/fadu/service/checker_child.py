"""The process beside the server in which files of strangers are read and checked: ``python -m fadu.service.checker_child``.

It loads no framework, opens no file and no socket; it may be ended at any moment, and the server loses nothing.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from typing import Any, BinaryIO

from fadu.checker import Unreadable

MOST_MEMORY = 2 * 1024 * 1024 * 1024
TOO_LARGE = Unreadable("", "内容过大，已停止核查", "请只留报告正文，或分段核查")


def main() -> int:
    """Answers one request after another until the server closes the pipe."""
    _bound_memory()
    asked, answers = sys.stdin.buffer, _own_answers()
    while True:
        try:
            work, given = pickle.load(asked)  # noqa: S301  our own parent wrote it
        except EOFError:
            return 0
        pickle.dump(_done(work, given), answers)
        answers.flush()


def _done(work: Any, given: tuple[Any, ...]) -> Any:
    try:
        return work(*given)
    except (MemoryError, RecursionError):
        return TOO_LARGE


def _own_answers() -> BinaryIO:
    """The pipe to the server, out of reach of anything that prints."""
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    return answers


def _bound_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    raise SystemExit(main())
