"""The memory of what was last signed, in a file outside the database, so that no restored backup makes us sign a fork.

Size is not enough: a restored log that has grown again is bigger and still another history. So the guard keeps the
right edge too, and whatever is signed next must begin with exactly the tree signed last. Best kept on another volume.
"""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from fadu.kernel.merkle import Frontier, verify_consistency
from fadu.kernel.note import Checkpoint, NoteError, parse
from fadu.store import durable
from fadu.store.succession import Keys

VERSION = 1


class GuardRefusal(Exception):
    """We do not sign: what is in the database does not continue what was signed. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The last checkpoint signed, the note that carries it, and the right edge of its tree."""

    checkpoint: Checkpoint
    note: str
    edge: tuple[bytes, ...]

    def frontier(self) -> Frontier:
        """A copy of the right edge, to grow on."""
        return Frontier(self.checkpoint.size, list(self.edge))


def signing(folder: Path, org: str) -> AbstractContextManager[None]:
    """One signer of a town's log at a time on this machine. Its key is opened inside: the one before may have handed it over."""
    return durable.locked(folder / f"guard-{org}.lock")


@dataclass(frozen=True, slots=True)
class Guard:
    """The guard file of one town's log. ``keys`` are those of which one must have signed the file."""

    folder: Path
    org: str
    keys: Keys

    @property
    def path(self) -> Path:
        return self.folder / f"guard-{self.org}.json"

    def read(self) -> Signed | None:
        """What was last signed; None when nothing ever was. Raises GuardRefusal when the file is damaged."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            return self._parsed(content)
        except (ValueError, KeyError, TypeError, AttributeError) as error:  # NoteError is a ValueError
            raise GuardRefusal(f"护签文件 {self.path.name} 已损坏，停止签署；请从备份恢复该文件，不要删除") from error

    def write(self, note: str, frontier: Frontier) -> None:
        """Remember what is about to be signed out, on disk, before anybody can see it."""
        edge = [h.hex() for h in frontier.edge]
        content = {"version": VERSION, "note": note, "edge": edge}
        durable.replace(self.path, json.dumps(content, ensure_ascii=False, indent=1).encode())

    def _parsed(self, content: bytes) -> Signed:
        held = json.loads(content)
        note = parse(held["note"].encode())
        signed = Signed(self.keys.judge(note), held["note"], tuple(bytes.fromhex(h) for h in held["edge"]))
        if held["version"] != VERSION:
            raise NoteError("another form of guard file")
        if signed.frontier().root() != signed.checkpoint.root:
            raise NoteError("the edge does not lead to the root")
        return signed


def refuse_fork(signed: Signed, size: int, root: bytes, proof: list[bytes]) -> None:
    """Raise GuardRefusal unless the tree (size, root) begins with the one signed last, as ``proof`` must show."""
    last = signed.checkpoint
    if size < last.size:
        raise GuardRefusal(
            f"日志现有{size}条，比上次签署的{last.size}条少，数据库可能恢复成了旧备份；"
            "已停止签署。请恢复更新的备份；没有更新的备份，请保留现场，报告上级"
        )
    if not verify_consistency(last.size, size, last.root, root, proof):
        raise GuardRefusal(
            f"日志前{last.size}条与上次签署时不一致，可能恢复过旧备份后又继续办理，或者记录被改动；"
            "已停止签署。请运行 fadu verify 查出第一条不一致的记录，并报告上级"
        )
