"""What store tests share: keys, guard and evidence of their own, and a flush that the triggers let through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.store.flush import let_tests_flush


@pytest.fixture(scope="session", autouse=True)
def _flushable() -> Iterator[None]:
    with let_tests_flush():
        yield


@pytest.fixture(autouse=True)
def store_folders(settings: Any, tmp_path: Path) -> Path:
    """Keys, guard and evidence in a folder of this test only."""
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.GUARD_ROOT = tmp_path / "guard"
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    return tmp_path


@pytest.fixture
def unguarded(db: Any) -> Iterator[None]:
    """The database without its triggers, as somebody who owns it would have it."""
    from django.db import connection

    from fadu.store import triggers

    triggers.drop(connection)
    yield
    if not connection.in_atomic_block:  # else the test's transaction is rolled back, and the dropping with it
        triggers.create(connection)
