"""Which SQLite runs, and which would be refused."""

from __future__ import annotations

import sqlite3
import sys

import pytest

from fadu.config import sqlite_swap


def test_the_running_sqlite_is_safe() -> None:
    assert sqlite_swap.is_safe(sqlite_swap.VERSION)


def test_everybody_imports_the_same_sqlite() -> None:
    from django.db.backends.sqlite3 import base

    assert sys.modules["sqlite3"].sqlite_version_info == sqlite_swap.VERSION
    assert base.Database.sqlite_version_info == sqlite_swap.VERSION


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 53, 4), (4, 0, 0)])
def test_mended_versions(version: tuple[int, int, int]) -> None:
    assert sqlite_swap.is_safe(version)


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 2)])
def test_a_sqlite_that_loses_rows_is_refused(version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    assert not sqlite_swap.is_safe(version)
    monkeypatch.setitem(sys.modules, "pysqlite3", None)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    with pytest.raises(sqlite_swap.UnsafeSQLite, match="可能丢失"):
        sqlite_swap.swap()
