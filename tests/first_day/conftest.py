"""A folder of its own, so that its empty town stands in the database alone: that of other page tests is gone by then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.flush import let_tests_flush


def pytest_sessionstart() -> None:
    """Load Django when the run begins in this folder; the settings were named by the conftest above."""
    import django

    django.setup()


@pytest.fixture(scope="session", autouse=True)
def _flushable() -> Iterator[None]:
    with let_tests_flush():
        yield
