"""What every test shares: the mended SQLite, a data folder of its own, one database or the other, and no network.

``FADU_TEST_DATABASE=sqlite`` (default) or ``postgres`` chooses the database; ``tests/postgres.py`` starts a PostgreSQL
of the run's own and stops it. When only layers that know no Django are asked for, Django is not even loaded.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from fadu.config import sqlite_swap  # noqa: F401  before Django imports sqlite3
from tests import loopback, postgres

TESTS = Path(__file__).resolve().parent
WITHOUT_DJANGO = {"kernel", "law", "packs", "paper", "checker"}

_open = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the run before pytest-django looks for settings. Workers inherit all of it from their parent."""
    loopback.guard()
    if hasattr(config, "workerinput"):
        return
    _prepare_data()
    if all(_is_pure(argument) for argument in config.args):
        return
    if os.environ.get("FADU_TEST_DATABASE", "sqlite") == "postgres":
        os.environ["FADU_DATABASE_URL"] = _open.enter_context(postgres.cluster())
    os.environ["DJANGO_SETTINGS_MODULE"] = "fadu.config.settings"
    from django.conf import settings

    assert settings.DATABASES  # loads them, by which pytest-django knows that Django is to be set up


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this process started."""
    _open.close()


def _prepare_data() -> None:
    """A data folder nobody else has, and nothing of the caller's own settings."""
    for name in [name for name in os.environ if name.startswith("FADU_") and name != "FADU_TEST_DATABASE"]:
        del os.environ[name]
    folder = tempfile.TemporaryDirectory(prefix="fadu-test-", ignore_cleanup_errors=True)
    os.environ["FADU_DATA"] = _open.enter_context(folder)


def _is_pure(argument: str) -> bool:
    path = Path(argument.split("::", 1)[0]).resolve()
    return path != TESTS and path.is_relative_to(TESTS) and path.relative_to(TESTS).parts[0] in WITHOUT_DJANGO


@pytest.fixture(autouse=True)
def _quick_passwords(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hashing a password takes a tenth of a second on purpose; in tests of other things it does not."""
    if not os.environ.get("DJANGO_SETTINGS_MODULE") or request.node.get_closest_marker("real_passwords"):
        yield
        return
    settings: Any = request.getfixturevalue("settings")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield


@pytest.fixture(scope="session")
def database_name() -> str:
    """``sqlite`` or ``postgresql``: the database this run is on, for tests whose expectation differs."""
    from django.db import connection

    return str(connection.vendor)
