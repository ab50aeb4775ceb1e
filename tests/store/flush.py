"""Lets Django empty the test database between transactional tests, which the triggers would otherwise refuse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


@contextmanager
def let_tests_flush() -> Iterator[None]:
    """While open, flushing drops the triggers first and puts them back after."""
    from django.db import connection  # noqa: F401  first: the next module is part of a circle
    from django.db.backends.base.operations import BaseDatabaseOperations

    from fadu.store import triggers

    plain = BaseDatabaseOperations.execute_sql_flush

    def flush(self: Any, sql_list: Sequence[str]) -> None:
        triggers.drop(self.connection)
        try:
            plain(self, sql_list)
        finally:
            triggers.create(self.connection)

    BaseDatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]
    try:
        yield
    finally:
        BaseDatabaseOperations.execute_sql_flush = plain  # type: ignore[method-assign]
