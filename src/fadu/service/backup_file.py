"""The backup as one file: members with their hashes, a manifest last. It knows tar and hashes, not what is inside.

A backup is read only through its manifest; a member it does not name is never written anywhere.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

MANIFEST = "manifest.json"
CHUNK = 1 << 20
#: What reading a damaged file may end in.
_BROKEN = (tarfile.TarError, OSError, EOFError, zlib.error)
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.\-]*)*", re.ASCII)


class BadBackup(Exception):
    """The file is not a whole backup of ours. The message says what is wrong, in Chinese."""


@dataclass(slots=True)
class Writer:
    """Adds members and remembers their hashes."""

    _tar: tarfile.TarFile
    _files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, path: Path) -> None:
        """A file under a name; what is hashed is what is written."""
        info = self._tar.gettarinfo(str(path), arcname=name)
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        with path.open("rb") as file:
            hashing = _Hashing(file)
            self._tar.addfile(info, hashing)
        self._files[name] = {"sha256": hashing.digest.hexdigest(), "size": info.size}

    def finish(self, about: Mapping[str, Any]) -> None:
        """Write the manifest: ``about`` and the members."""
        body = json.dumps({**about, "files": self._files}, ensure_ascii=False, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(body), 0o600
        self._tar.addfile(info, io.BytesIO(body))


@dataclass(slots=True)
class Reader:
    """A backup whose manifest has been read; members are checked as they are read."""

    _tar: tarfile.TarFile
    manifest: Mapping[str, Any]

    @property
    def names(self) -> list[str]:
        return sorted(self.manifest["files"])

    def check(self) -> None:
        """Read every member to its end. Raises BadBackup at the first that is missing or changed."""
        for name in self.names:
            for _ in self._chunks(name):
                pass

    def write(self, name: str, place: Path, mode: int = 0o600) -> None:
        """Put a member into a new file, on disk when it returns."""
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as out:
            for chunk in self._chunks(name):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())

    def text(self, name: str) -> str:
        return b"".join(self._chunks(name)).decode()

    def _chunks(self, name: str) -> Iterator[bytes]:
        said = self.manifest["files"][name]
        try:
            file = self._tar.extractfile(name)
        except (KeyError, *_BROKEN) as error:
            raise BadBackup(f"备份中缺少 {name}，备份不完整") from error
        if file is None:
            raise BadBackup(f"备份中的 {name} 不是文件")
        digest = hashlib.sha256()
        try:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                yield chunk
        except _BROKEN as error:
            raise BadBackup(f"备份中的 {name} 读不出来，备份已损坏") from error
        if digest.hexdigest() != said["sha256"]:
            raise BadBackup(f"备份中的 {name} 与清单不符，备份已损坏或被改动")


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new backup file; it gets its name only when it is whole and on disk. ``.gz`` compresses it."""
    draft = path.with_name(f".{path.name}.part")
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as raw:
            with tarfile.open(fileobj=raw, mode="w:gz" if path.suffix == ".gz" else "w") as tar:
                yield Writer(tar)
            raw.flush()
            os.fsync(raw.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """An existing backup. Raises BadBackup when it is none."""
    try:
        tar = tarfile.open(path)  # noqa: SIM115  closed below
    except FileNotFoundError as error:
        raise BadBackup(f"找不到备份文件 {path}") from error
    except _BROKEN as error:
        raise BadBackup(f"{path.name} 不是备份文件，或者已经损坏") from error
    with tar:
        yield Reader(tar, _manifest(tar, path))


def _manifest(tar: tarfile.TarFile, path: Path) -> Mapping[str, Any]:
    try:
        file = tar.extractfile(MANIFEST)
        said = json.loads(file.read()) if file else {}
    except (KeyError, ValueError, *_BROKEN) as error:
        raise BadBackup(f"{path.name} 里没有完整的清单，备份没有做完或者已经损坏") from error
    if not isinstance(said, dict) or not _lists_members(said.get("files")):
        raise BadBackup(f"{path.name} 的清单不是本系统写的")
    return said


def _lists_members(files: object) -> bool:
    """Whether every member has a name of ours and a hash."""
    return isinstance(files, dict) and all(
        _NAME.fullmatch(name) and isinstance(said, dict) and isinstance(said.get("sha256"), str) for name, said in files.items()
    )


@dataclass(slots=True)
class _Hashing:
    """Hashes what is read through it."""

    file: IO[bytes]
    digest: Any = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(size)
        self.digest.update(chunk)
        return chunk
