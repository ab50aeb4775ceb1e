"""What page tests share: the small town, built once a run, and folders of its own for keys, guard, evidence and drawings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest

from tests.store.flush import let_tests_flush

if TYPE_CHECKING:
    from django.test import Client

    from tests.town import SmallTown


def pytest_sessionstart() -> None:
    """Load Django when the run begins in this folder; the settings were named by the conftest above."""
    import django

    django.setup()


@pytest.fixture(scope="session", autouse=True)
def _flushable() -> Iterator[None]:
    with let_tests_flush():
        yield


@pytest.fixture(scope="package")
def town(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallTown]:
    """The small town with a signed log: committed once for the package, emptied after it; a test's own changes are undone."""
    from tests.town import standing_by

    with standing_by(django_db_blocker, tmp_path_factory.mktemp("town")) as made:
        yield made


@pytest.fixture
def own_guard(town: SmallTown, settings: Any, tmp_path: Path) -> None:
    """A copy of the town's guard, for a test that signs what is undone after it: the guard would refuse the next one."""
    settings.GUARD_ROOT = copytree(settings.GUARD_ROOT, tmp_path / "own_guard")


@pytest.fixture(autouse=True)
def _own_names(request: pytest.FixtureRequest) -> Iterator[None]:
    """The names that a test gives its own matters go with them: the town is the package's."""
    town: SmallTown | None = request.getfixturevalue("town") if "town" in request.fixturenames else None
    kept = dict(town.matters) if town else {}
    yield
    if town:
        town.matters = kept


@pytest.fixture
def as_(town: SmallTown, db: Any) -> Callable[[str], Client]:
    """A browser signed in as one person of the town, by id; empty: nobody."""

    from django.test import Client

    from fadu.store.models import Account

    def signed_in(person: str = "") -> Client:
        client = Client()
        if person:
            client.force_login(Account.objects.get(login=person))
        return client

    return signed_in


@pytest.fixture(autouse=True)
def _forgetting(request: pytest.FixtureRequest) -> Iterator[None]:
    """The town's list of matters as the test found it: what a test adds is undone in the database and must not stay on the list."""
    if "town" not in request.fixturenames:
        yield
        return
    town: SmallTown = request.getfixturevalue("town")
    known = dict(town.matters)
    yield
    town.matters = known
