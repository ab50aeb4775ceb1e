"""Writing a small file so that after a power cut it is either the old one or the new one, and on disk; and one writer at a time."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def replace(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Put ``content`` in the place of ``path``: draft beside it, fsync, rename, fsync of the folder."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _draft(path, content, mode)
    try:
        os.replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def create(path: Path, content: bytes) -> None:
    """Put ``content`` into a new file that only its owner reads, unless there is one: then that one stays, also one just made."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _draft(path, content, 0o600)
    try:
        os.link(draft, path)  # atomic, and refuses to replace what another process has just made
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    sync_folder(path.parent)


def _draft(path: Path, content: bytes, mode: int) -> Path:
    """The content in a file beside ``path``, on disk."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        draft.unlink()
        raise
    return draft


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a side file: one process or thread at a time. The file stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
