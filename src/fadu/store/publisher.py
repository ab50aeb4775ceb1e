"""Signs the head of a town's log, after recomputing it another way and holding it against the guard file.

The order is: re-read, recompute, compare with what was last signed, sign, guard file on disk, then the table. A crash
anywhere leaves either nothing signed or a signature that the next run puts into the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from fadu.kernel import note as notes
from fadu.kernel.merkle import Frontier, consistency_proof, frontier, leaf_hash
from fadu.kernel.tiles import nodes
from fadu.store.guard import Guard, GuardRefusal, Signed, refuse_fork, signing
from fadu.store.integrator import LogBroken, integrate_all
from fadu.store.keys import LogKey, make_key, open_key
from fadu.store.logreader import tile_reader
from fadu.store.models import Checkpoint, LogLeaf, LogState
from fadu.store.succession import keys_of
from fadu.store.write_gate import transaction

CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Signer:
    """Everything with which one town signs: its key and its guard."""

    org: str
    key: LogKey
    guard: Guard


def keys_folder() -> Path:
    """Where signing keys lie."""
    return Path(settings.KEYS_ROOT)


def guard_folder() -> Path:
    """Where guard files lie; ``GUARD_ROOT`` moves them to another volume."""
    return Path(getattr(settings, "GUARD_ROOT", settings.FADU_DATA / "guard"))


def signer_of(org: str, using: str = "default") -> Signer:
    """The town's key and guard. A key is made only while nothing was ever signed. Raises KeyTrouble."""
    new = not Checkpoint.objects.using(using).filter(org=org).exists()
    new = new and not any(guard_folder().glob(f"guard-{org}.json"))
    key = make_key(keys_folder(), org) if new else open_key(keys_folder(), org)
    return Signer(org, key, Guard(guard_folder(), org, keys_of(keys_folder(), org)))


def settle(org: str, using: str = "default") -> Checkpoint | None:
    """Log everything that waits and sign the result."""
    integrate_all(org, using)
    return publish(org, using)


def publish(org: str, using: str = "default") -> Checkpoint | None:
    """The signed head of the town's log as it stands; None while the log is empty.

    Raises GuardRefusal rather than sign a fork, LogBroken when entries and tiles disagree, KeyTrouble.
    """
    with signing(guard_folder(), org):
        signer = signer_of(org, using)
        state = LogState.objects.using(using).filter(org=org).first()
        signed = signer.guard.read()
        _refuse_old_guard(org, signed, using)
        if state is None and signed is None:
            return None
        size, root = (state.size, bytes(state.root)) if state else (0, Frontier().root())
        if signed is None or (size, root) != (signed.checkpoint.size, signed.checkpoint.root):
            signed = _sign(signer, signed, size, root, using)
        return _stored(org, signed, using)


def reinstate_guard(org: str, using: str = "default") -> Signed:
    """Make the guard file anew from the last stored head, on a new machine. Only when there is none, and by decision
    of a person who has run ``verify`` and asked the witnesses: it trusts the database once. Raises GuardRefusal.
    """
    with signing(guard_folder(), org):
        guard = Guard(guard_folder(), org, keys_of(keys_folder(), org))
        head = Checkpoint.objects.using(using).filter(org=org).order_by("-size").first()
        if guard.path.exists() or head is None:
            raise GuardRefusal("护签文件仍在，或者本镇还没有签署过日志，无需重建")
        edge = frontier(head.size, nodes(head.size, tile_reader(org, using)))
        if edge.root() != bytes(head.root):
            raise GuardRefusal("日志与最后签署的内容不一致，不能据此重建护签文件；请先运行 fadu verify")
        guard.write(head.note, edge)
        signed = guard.read()
    assert signed is not None
    return signed


def _refuse_old_guard(org: str, signed: Signed | None, using: str) -> None:
    """The table never holds a head that the guard file does not know: the file is always written first."""
    newest = Checkpoint.objects.using(using).filter(org=org).order_by("-size").values_list("size", flat=True).first()
    if newest is not None and (signed is None or signed.checkpoint.size < newest):
        raise GuardRefusal(f"库中已有{newest}条时的签署，护签文件却没有，可能丢失或被换成旧的；已停止签署。请恢复护签文件")


def _sign(signer: Signer, signed: Signed | None, size: int, root: bytes, using: str) -> Signed:
    grown = _regrown(signer.org, signed, size, root, using)
    text = notes.Checkpoint(signer.key.name, size, root).text()
    note = signer.key.sign(text).encode().decode()
    signer.guard.write(note, grown)
    return Signed(notes.parse_checkpoint(text), note, tuple(grown.edge))


def _regrown(org: str, signed: Signed | None, size: int, root: bytes, using: str) -> Frontier:
    """The right edge by another path than the integrator's: from the guard's edge and the envelopes themselves."""
    grown = Frontier()
    if signed is not None:
        last = signed.checkpoint
        readable = last.size <= size
        proof = consistency_proof(last.size, size, nodes(size, tile_reader(org, using))) if readable else []
        refuse_fork(signed, size, root, proof)
        grown = signed.frontier()
    grown.extend(_hashes(org, grown.size, size, using))
    if (grown.size, grown.root()) != (size, root):
        raise LogBroken(f"{org} 的记录重新计算后与日志不符，已停止签署；请运行 fadu verify")
    return grown


def _hashes(org: str, first: int, last: int, using: str) -> Iterator[bytes]:
    """Leaf hashes of the log's places ``[first, last)``, each computed from the entry's envelope."""
    for start in range(first, last, CHUNK):
        rows = LogLeaf.objects.using(using).filter(org=org, idx__gte=start, idx__lt=min(start + CHUNK, last))
        for number, (idx, body) in enumerate(rows.order_by("idx").values_list("idx", "entry__envelope"), start):
            if idx != number:
                raise LogBroken(f"{org} 的日志缺少第{number}条，已停止签署；请运行 fadu verify")
            yield leaf_hash(bytes(body))


def _stored(org: str, signed: Signed, using: str) -> Checkpoint:
    """The row of a signed head, written now unless it is there."""
    head = signed.checkpoint
    with transaction(using):
        row, _ = Checkpoint.objects.using(using).get_or_create(
            org=org, size=head.size, defaults={"root": head.root, "note": signed.note, "at": datetime.now(UTC)}
        )
    return row
