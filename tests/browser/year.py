"""The invented year behind a real server: built once a run in a process of its own, while the other stories are told."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.year.town_year import CHECKOUT, Building

_SERVE = "from fadu.config.cli import main; main()"


@contextmanager
def served(folder: Path, building: Building) -> Iterator[str]:
    """The address of ``fadu serve`` on the year's folder, once it is built; the server ends with the block."""
    building.told()
    port = _free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("FADU_", "DJANGO_"))}
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVE, "serve", "--port", str(port), "--workers", "1"], cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**own, "FADU_DATA": str(folder), "PYTHONPATH": str(CHECKOUT / "src")},
    )  # fmt: skip
    try:
        root = f"http://127.0.0.1:{port}"
        _wait(root)
        yield root
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(root: str) -> None:
    """Until it answers; a minute at most."""
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{root}/login", timeout=5).close()
            return
        except (OSError, urllib.error.HTTPError):
            time.sleep(0.2)
    raise AssertionError("the server did not start")
