"""How long a process takes to start: the command line alone, and Django with every application."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from bench.measured import Measured, milliseconds

COMMAND = "from fadu.config.cli import group; group.main(['--help'], standalone_mode=False)"
DJANGO = "import fadu.config.sqlite_swap, django; django.setup()"


def measure() -> Iterator[Measured]:
    """Two seconds is what a person waits without wondering."""
    raw = milliseconds(lambda: _python("pass"))
    for work, code in (("fadu --help", COMMAND), ("start Django", DJANGO)):
        took = milliseconds(lambda code=code: _python(code))
        yield Measured(work=work, value=took, unit="ms", budget=2000, note=f"{took / raw:.1f} × Python doing nothing")
    yield Measured(work="start Python and do nothing", value=raw, unit="ms")


def _python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
