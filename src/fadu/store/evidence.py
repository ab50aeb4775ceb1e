"""Evidence files by content: what goes in is typed by its bytes, bounded, hashed while it streams, and never run.

A file's address is the RFC 6962 root over its 1 MiB chunks, so a part can be proved or located; the flat SHA-256 is
kept for other people's tools. The folder holds bytes only; who may read them is for the service to say.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from fadu.kernel.finding import Refusal
from fadu.kernel.merkle import Frontier, leaf_hash
from fadu.store.durable import sync_folder
from fadu.store.filetype import ALLOWED, HEAD_BYTES, MediaType, media_type

CHUNK = 1 << 20
MAX_BYTES = 2 << 30
_ROOT = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is in the folder and on disk. ``size`` in bytes; ``new`` is false when it was there already."""

    root: str
    sha256: str
    size: int
    media: MediaType
    new: bool


@dataclass(frozen=True, slots=True)
class Digests:
    """Both digests of a file's bytes and their number."""

    root: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class EvidenceFolder:
    """The folder of evidence files, ``ab/cd/abcd…`` by root."""

    path: Path

    def put(self, source: BinaryIO | Iterable[bytes], name: str = "", max_bytes: int = MAX_BYTES) -> Stored | Refusal:
        """Keep what ``source`` gives, or say why not; nothing remains of a refused or broken upload.

        ``name`` is used in refusals only. Durable when it returns.
        """
        inbox = self.path / "incoming"
        inbox.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = inbox / secrets.token_hex(16)
        try:
            return self._taken_in(draft, _chunks(source), name, max_bytes)
        finally:
            draft.unlink(missing_ok=True)

    def file(self, root: str) -> Path:
        """Where the file with this root lies. Raises ValueError for anything that is not a root."""
        if not _ROOT.fullmatch(root):
            raise ValueError("a root is 64 hexadecimal digits")
        return self.path / root[:2] / root[2:4] / root

    def open(self, root: str) -> BinaryIO:
        """The file's bytes. Raises FileNotFoundError."""
        return self.file(root).open("rb")

    def fault(self, root: str, sha256: str = "", size: int = -1, media: str = "") -> str:
        """What is wrong with the stored file, in Chinese; empty when its bytes are what its address (and its row) says."""
        try:
            with self.open(root) as file:
                found = digests(file)
                kind = _kind(file) if media else None
        except FileNotFoundError:
            return "附件文件不在证据目录中"
        except OSError as error:
            return f"附件文件读不出来（{error.strerror}）"
        if found.root != root:
            return "附件内容与存入时不同"
        wrong = (sha256 and found.sha256 != sha256) or (size >= 0 and found.size != size) or (kind and kind.name != media)
        return "附件的登记信息与内容不符" if wrong else ""

    def _taken_in(self, draft: Path, chunks: Iterator[bytes], name: str, max_bytes: int) -> Stored | Refusal:
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            found = _copied(chunks, file, max_bytes)
            if found is None:
                return _too_large(name, max_bytes)
            if found.size == 0:
                return Refusal("file_empty", f"文件{_quoted(name)}是空的", "重新选择文件；拍照的请重拍")
            kind = _kind(file)
            if kind is None:
                return Refusal("file_type", f"文件{_quoted(name)}不是可以存档的类型", f"可以上传：{ALLOWED}；其他文件请转成 PDF")
            file.flush()
            os.fsync(file.fileno())
        return Stored(found.root, found.sha256, found.size, kind, self._settle(draft, found.root))

    def _settle(self, draft: Path, root: str) -> bool:
        """Give the file its name; false when the same content was there."""
        place = self.file(root)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chmod(draft, 0o400)
        try:
            os.link(draft, place)
        except FileExistsError:
            if not self.fault(root):
                return False
            os.replace(draft, place)  # the stored copy has rotted; this one is what the address says
        for folder in (place.parent, place.parent.parent, self.path):
            sync_folder(folder)
        return True


def _kind(file: BinaryIO) -> MediaType | None:
    file.seek(0)
    return media_type(file.read(HEAD_BYTES), file)


def digests(file: BinaryIO) -> Digests:
    """Both digests of a file, reading one chunk at a time."""
    tree, flat, size = Frontier(), sha256(), 0
    for chunk in iter(lambda: file.read(CHUNK), b""):
        tree.append(leaf_hash(chunk))
        flat.update(chunk)
        size += len(chunk)
    return Digests(tree.root().hex(), flat.hexdigest(), size)


def _copied(chunks: Iterator[bytes], file: BinaryIO, max_bytes: int) -> Digests | None:
    """Write and hash at once; None as soon as it is too much."""
    tree, flat, size = Frontier(), sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > max_bytes:
            return None
        tree.append(leaf_hash(chunk))
        flat.update(chunk)
        file.write(chunk)
    return Digests(tree.root().hex(), flat.hexdigest(), size)


def _chunks(source: BinaryIO | Iterable[bytes]) -> Iterator[bytes]:
    """The bytes in pieces of exactly ``CHUNK``, but for the last, however they arrive."""
    held = bytearray()
    for piece in _pieces(source):
        held += piece
        while len(held) >= CHUNK:
            yield bytes(held[:CHUNK])
            del held[:CHUNK]
    if held:
        yield bytes(held)


def _pieces(source: BinaryIO | Iterable[bytes]) -> Iterator[bytes]:
    read = getattr(source, "read", None)
    return iter(lambda: read(CHUNK), b"") if read else iter(source)


def _too_large(name: str, max_bytes: int) -> Refusal:
    return Refusal(
        "file_too_large", f"文件{_quoted(name)}超过{_in_words(max_bytes)}，没有存入",
        "录像请分段上传，图片和扫描件请压缩后再传",
    )  # fmt: skip


def _in_words(size: int) -> str:
    for unit, word in ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")):
        if size >= unit:
            return f"{size // unit}{word}"
    return f"{size}字节"


def _quoted(name: str) -> str:
    shown = "".join(c for c in name if c.isprintable())[:60]
    return f"“{shown}”" if shown else ""
