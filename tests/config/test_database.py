"""The database a town gets, by default and by address."""

from __future__ import annotations

from pathlib import Path

import pytest

from fadu.config.database import database


def test_without_an_address_sqlite_in_the_data_folder(tmp_path: Path) -> None:
    found = database(tmp_path, "")
    assert found["ENGINE"].endswith("sqlite3")
    assert found["NAME"] == str(tmp_path / "fadu.sqlite3")


def test_an_address_of_postgresql_is_read(tmp_path: Path) -> None:
    found = database(tmp_path, "postgresql://clerk:p%40ss@db.local:5433/town?sslmode=require")
    named = {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert found["ENGINE"].endswith("postgresql")
    assert named == {
        "NAME": "town",
        "USER": "clerk",
        "PASSWORD": "p@ss",
        "HOST": "db.local",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_socket_folder_is_a_host(tmp_path: Path) -> None:
    found = database(tmp_path, "postgres:///town?host=/run/postgresql")
    assert (found["HOST"], found["OPTIONS"]) == ("/run/postgresql", {})


def test_another_scheme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        database(tmp_path, "mysql://db/town")


@pytest.mark.django_db(transaction=True)
def test_sqlite_runs_as_asked(database_name: str) -> None:
    if database_name != "sqlite":
        pytest.skip("about SQLite")
    from django.db import connection

    def value(pragma: str) -> object:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {pragma}")
            return cursor.fetchone()[0]

    full = 2
    assert (value("journal_mode"), value("synchronous"), value("foreign_keys")) == ("wal", full, 1)
    assert value("busy_timeout") == 20_000
    assert connection.transaction_mode == "IMMEDIATE"  # type: ignore[attr-defined]
