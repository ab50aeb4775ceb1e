"""Where the rows live: an embedded SQLite file, or a PostgreSQL named by an address. It opens no connection."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PRAGMAS = (
    "PRAGMA journal_mode=WAL",  # readers never wait for the writer
    "PRAGMA synchronous=FULL",  # an act answered as done survives a power cut; costs about a third of the rate
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-20000",  # kibibytes
)


def database(data: Path, address: str) -> dict[str, Any]:
    """Django's description of the database: PostgreSQL when an address is given, else SQLite in the data folder."""
    return postgresql(address) if address else sqlite(data)


def sqlite(data: Path) -> dict[str, Any]:
    """One file. Every transaction is BEGIN IMMEDIATE, so that a reader never fails on turning writer."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data / "fadu.sqlite3"),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": ";".join(PRAGMAS)},
        "CONN_MAX_AGE": 600,  # seconds; a worker thread keeps its connection, and with it the page cache
        # A file, not memory: the tests must meet WAL, locks and two threads as production does.
        "TEST": {"NAME": str(data / "test.sqlite3")},
    }


def postgresql(address: str) -> dict[str, Any]:
    """From ``postgresql://user:password@host:port/name?sslmode=require``; each part may be percent-encoded.

    A host that begins with ``/`` (``?host=/run/postgresql``) is a socket folder. Raises ValueError on another scheme.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("FADU_DATABASE_URL 应以 postgresql:// 开头；不设此项则使用内置的 SQLite。")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
