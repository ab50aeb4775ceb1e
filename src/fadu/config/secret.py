"""The installation's secret key: made on first use, kept in the data folder, never in the code or the environment.

It reads and writes one file with permissions for its owner only; it never prints the key.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAME = "django_secret"


def secret_key(folder: Path) -> str:
    """The key in ``folder``, made there when absent. Two processes starting at once end with the same key."""
    path = folder / NAME
    if not path.exists():
        _create(path)
    return path.read_text(encoding="ascii").strip()


def _create(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{NAME}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(64))
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, path)  # atomic, and refuses to replace a key another process has just made
    except FileExistsError:
        pass
    finally:
        draft.unlink()
