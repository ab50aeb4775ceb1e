"""What the stories share: one town, one server and one Chromium for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.gallery.shots import CHROMIUM, FLAGS
from tests.store.flush import let_tests_flush

if TYPE_CHECKING:
    from tests.browser.place import Place
    from tests.browser.visitor import Visitor
    from tests.year.town_year import Building

HERE = Path(__file__).parent


def pytest_sessionstart() -> None:
    """Load Django when the run begins in this folder; the settings were named by the conftest above."""
    import django

    django.setup()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these drive a browser; without one they are skipped, not failed."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db)  # so that there is a test database; see below
            item.add_marker(pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs the system's Chromium"))


@pytest.fixture
def _django_db_helper() -> None:
    """No transaction around a story: the server works in a thread of its own and must see what is committed."""


@pytest.fixture(scope="package")
def place(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    from tests.browser.place import open_town

    with let_tests_flush(), open_town(django_db_blocker, tmp_path_factory.mktemp("place")) as made:
        yield made


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as p:
        running = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session", autouse=True)
def _year_building(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[tuple[Path, Building] | None]:
    """The year begins to be built as soon as stories begin to be told, if any of them needs it."""
    if not any("in_the_year" in getattr(item, "fixturenames", ()) for item in request.session.items):
        yield None
        return
    from tests.year.town_year import begin

    folder = tmp_path_factory.mktemp("year")
    building = begin(folder, "year")
    yield folder, building
    if building.process.poll() is None:
        building.process.terminate()
        building.process.communicate()


@pytest.fixture(scope="package")
def year_root(_year_building: tuple[Path, Building]) -> Iterator[str]:
    from tests.browser.year import served

    with served(*_year_building) as root:
        yield root


@pytest.fixture
def in_the_year(year_root: str, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """As ``visit``, in the town of the invented year; people sign in as the demonstration offers it."""
    from tests.browser.visitor import visiting

    with ExitStack() as windows:

        def opened(login: str = "", *size: tuple[int, int], script: bool = True) -> Visitor:
            window: AbstractContextManager[Visitor] = visiting(browser, year_root, *size, script=script, demo=login)
            return windows.enter_context(window)

        yield opened


@pytest.fixture
def visit(place: Place, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """``visit("lifei", PHONE)``: a window signed in as that person; all windows close with the test."""
    from tests.browser.visitor import visiting

    with ExitStack() as windows:

        def opened(login: str = "", *size: tuple[int, int], script: bool = True) -> Visitor:
            window: AbstractContextManager[Visitor] = visiting(browser, place.root, *size, script=script, login=login)
            return windows.enter_context(window)

        yield opened
