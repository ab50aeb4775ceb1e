"""One gallery and one browser for all tests that look at pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.gallery.shots import CHROMIUM, FLAGS, served


@pytest.fixture(scope="session")
def gallery() -> Iterator[tuple[str, Browser]]:
    """The address of the gallery and a browser."""
    with served() as root, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield root, browser
        browser.close()
