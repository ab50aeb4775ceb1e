"""What fault tests share: a committed town of people and rosters, and folders of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.conftest import _flushable, folders, pytest_sessionstart  # noqa: F401


@pytest.fixture(autouse=True)
def town(transactional_db: None, folders: Path) -> None:  # noqa: F811
    from tests.service.steps import small_town

    small_town()
