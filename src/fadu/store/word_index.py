"""Finds matters and publications by the search words of their ``search`` column, with an index instead of reading every row.

On SQLite an FTS5 table beside the rows, kept by triggers; on PostgreSQL a GIN index. Both hold the words that ``tokens``
made. The index only narrows down: that the words stand side by side is then asked of the rows themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from fadu.store.tokens import wanted

TABLES = ("store_matter", "store_publication")
_WORDS = "array_to_tsvector(string_to_array(search, ' '))"
#: On SQLite: when the trigger fires, and what it then does with the index.
_TRIGGERS = {
    "added": ("INSERT ON {table}", ("add",)),
    "removed": ("DELETE ON {table}", ("drop",)),
    "changed": ("UPDATE OF search ON {table} WHEN OLD.search IS NOT NEW.search", ("drop", "add")),
}
_ACTS = {
    "add": "INSERT INTO {table}_words (rowid, search) VALUES (NEW.rowid, NEW.search);",
    "drop": "INSERT INTO {table}_words ({table}_words, rowid, search) VALUES ('delete', OLD.rowid, OLD.search);",
}


def containing(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Rows whose search words contain every run of ``words``: Chinese anywhere, letters and digits from a word's beginning."""
    runs = wanted(words)
    table, vendor = rows.model._meta.db_table, connections[rows.db].vendor
    if runs and table in TABLES:
        rows = rows.filter(pk__in=RawSQL(*_candidates(table, vendor, runs)))  # noqa: S611  what is typed goes in as a parameter
    for run in runs:
        rows = rows.filter(search__contains=run)
    return rows


def _candidates(table: str, vendor: str, runs: list[str]) -> tuple[str, list[str]]:
    """SQL for the keys of rows that hold every word. Runs are letters, digits and Han only, so nothing in them needs escaping."""
    if vendor == "postgresql":
        words = (f"'{word}'{'' if _is_pair(word) else ':*'}" for run in runs for word in run.split())
        return f"SELECT id FROM {table} WHERE {_WORDS} @@ %s::tsquery", [" & ".join(words)]  # noqa: S608  our own names
    phrases = (f'"{run}"{"" if _is_pair(run.split()[-1]) else "*"}' for run in runs)
    found = f"SELECT t.id FROM {table}_words w JOIN {table} t ON t.rowid = w.rowid WHERE {table}_words MATCH %s"  # noqa: S608
    return found, [" AND ".join(phrases)]


def _is_pair(word: str) -> bool:
    """Two neighbouring Chinese characters; any other word may go on beyond what was asked for."""
    return len(word) == 2 and ord(word[0]) >= 0x3400


def ensure(connection: BaseDatabaseWrapper) -> None:
    """Make the indexes where they, or triggers that keep them, are not there; after every change of tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin ({_WORDS})")
            return
        for table in TABLES:
            cursor.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = %s OR name LIKE %s", [f"{table}_words", f"fadu_words_%_{table}"]
            )
            if cursor.fetchone()[0] != 1 + len(_TRIGGERS):
                rebuild(connection, table)


def forget(connection: BaseDatabaseWrapper) -> None:
    """Take words that no row holds any more out of the index's own pages, where SQLite would keep them for long."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"INSERT INTO {table}_words ({table}_words) VALUES ('optimize')")  # noqa: S608  our own names


def rebuild(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make one table's index anew from its rows. SQLite only: there ``VACUUM`` may give rows other numbers."""
    with connection.cursor() as cursor:
        for statement in _statements(table):
            cursor.execute(statement)


def _statements(table: str) -> Iterator[str]:
    yield f"DROP TABLE IF EXISTS {table}_words"
    yield f"""CREATE VIRTUAL TABLE {table}_words USING fts5(search, content='{table}', tokenize="unicode61 remove_diacritics 0")"""
    for name, (event, acts) in _TRIGGERS.items():
        yield f"DROP TRIGGER IF EXISTS fadu_words_{name}_{table}"
        done = " ".join(_ACTS[act] for act in acts)
        yield f"CREATE TRIGGER fadu_words_{name}_{table} AFTER {event} BEGIN {done} END".format(table=table)
    yield f"INSERT INTO {table}_words ({table}_words) VALUES ('rebuild')"  # noqa: S608  our own names
