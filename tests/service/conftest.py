"""What service tests share: keys, guard, evidence and drawings of their own, and a flush that the triggers let through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.store.flush import let_tests_flush

if TYPE_CHECKING:
    from tests.town import SmallTown


def pytest_sessionstart() -> None:
    """Load Django when the run begins in this folder; the settings were named by the conftest above."""
    import django

    django.setup()


@pytest.fixture(scope="session", autouse=True)
def _flushable() -> Iterator[None]:
    with let_tests_flush():
        yield


@pytest.fixture
def folders(settings: Any, tmp_path: Path) -> Path:
    """Keys, guard, evidence and drawings in a folder of this test only."""
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.GUARD_ROOT = tmp_path / "guard"
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    settings.FADU_DATA = tmp_path
    return tmp_path


@pytest.fixture(scope="module")
def standing_town(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallTown]:
    """The small town with a signed log, committed once for a module; what a test changes is undone after it."""
    from tests.town import standing_by

    with standing_by(django_db_blocker, tmp_path_factory.mktemp("town")) as made:
        yield made


@pytest.fixture
def unguarded(db: Any) -> Iterator[None]:
    """The database without its triggers, as somebody who owns it would have it."""
    from django.db import connection

    from fadu.store import triggers

    triggers.drop(connection)
    yield
