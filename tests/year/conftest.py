"""The invented year as it was built, once a worker; a second time for those who compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.year.town_year import begin

Built: TypeAlias = dict[str, Any]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return begin(Path(tmp_path_factory.mktemp("first")), "year").told()


@pytest.fixture(scope="session")
def built_again(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return begin(Path(tmp_path_factory.mktemp("second")), "year").told()
