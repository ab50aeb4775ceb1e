"""The upkeep process that ``fadu serve`` starts beside its workers; it ends when its parent does."""

from __future__ import annotations

import os
import subprocess
import sys

from fadu.config import django_ready


def start() -> subprocess.Popen[bytes]:
    """Start the process. It watches its parent, so that a killed server leaves nothing behind."""
    return subprocess.Popen([sys.executable, "-m", "fadu.config.upkeep", str(os.getpid())])


def main() -> None:
    parent = int(sys.argv[1])
    django_ready.start()
    from fadu.service import upkeep

    upkeep.run(lambda: os.getppid() != parent)


if __name__ == "__main__":
    main()
