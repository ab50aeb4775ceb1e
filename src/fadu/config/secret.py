"""The installation's secret key: made on first use, kept in the data folder, never in the code or the environment.

It reads and writes one file with permissions for its owner only; it never prints the key.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from fadu.store import durable

NAME = "django_secret"


def secret_key(folder: Path) -> str:
    """The key in ``folder``, made there when absent. Two processes starting at once end with the same key."""
    path = folder / NAME
    if not path.exists():
        durable.create(path, secrets.token_urlsafe(64).encode())
    return path.read_text(encoding="ascii").strip()
