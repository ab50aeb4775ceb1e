"""Puts a SQLite without the WAL-reset corruption fault under Python's ``sqlite3``, before Django loads.

Import this module first in every entry point (command, server, tests). It opens no database.

SQLite up to 3.51.2 can lose committed rows in WAL mode when a checkpoint races a reset; 3.51.3 mends it, and the
mend was carried back to 3.44.6 and 3.50.7. The library of a stable distribution may be older, so the wheel
``pysqlite3`` brings a newer one. The swap is for the whole process: two copies of SQLite on one file in one process
drop each other's locks.
"""

from __future__ import annotations

import importlib
import sqlite3
import sys

Version = tuple[int, int, int]

MENDED: Version = (3, 51, 3)
MENDED_BRANCHES: dict[tuple[int, int], Version] = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}


class UnsafeSQLite(RuntimeError):
    """The only SQLite available can lose committed rows, and no ``pysqlite3`` is installed to replace it."""


def is_safe(version: Version) -> bool:
    """Whether this SQLite version is free of the WAL-reset fault."""
    floor = MENDED_BRANCHES.get(version[:2], MENDED)
    return version >= floor


def swap() -> Version:
    """Replace ``sqlite3`` in this process when needed; return the version now in use.

    Raises UnsafeSQLite rather than run an evidence system on a SQLite that loses rows.
    """
    try:
        replacement = importlib.import_module("pysqlite3")
    except ModuleNotFoundError:
        return _accept(sqlite3.sqlite_version_info)
    version = _accept(replacement.sqlite_version_info)
    sys.modules["sqlite3"] = replacement
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")
    return version


def _accept(version: tuple[int, ...]) -> Version:
    found = (version[0], version[1], version[2])
    if not is_safe(found):
        named = ".".join(map(str, found))
        raise UnsafeSQLite(f"SQLite {named} 可能丢失已提交的记录：请安装 pysqlite3，或将 SQLite 升级到 3.51.3 以上。")
    return found


VERSION = swap()
