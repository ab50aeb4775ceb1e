"""Takes waiting entries into a town's Merkle log: leaves, tiles and state in one transaction, or nothing.

It selects by presence in the waiting list, never by a cursor: gaps, late commits and rollbacks need no care. It
touches no row a writer touches, and stops rather than log an entry whose predecessor is not logged. It signs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connections

from fadu.kernel.merkle import EMPTY_ROOT, leaf_hash
from fadu.kernel.tiles import TileTree
from fadu.store.logreader import tile_reader
from fadu.store.models import LogState, LogTile, Pending
from fadu.store.write_gate import transaction

BATCH = 4096
INLINE_AFTER = 64
_LOCK = 0x46414455  # one family of advisory locks for all towns of a server

_WAITING = """
SELECT e.id, e.seq, e.prev, e.leaf_hash, e.envelope, p.id, p.leaf_hash, l.idx
FROM store_pending w
JOIN store_journalentry e ON e.id = w.entry_id
LEFT JOIN store_journalentry p ON p.matter = e.matter AND p.seq = e.seq - 1
LEFT JOIN store_logleaf l ON l.entry_id = p.id
WHERE w.org = %s ORDER BY e.id LIMIT %s
"""


class LogBroken(Exception):
    """The journal contradicts itself; nothing was logged. The message names the entry."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A waiting entry with its predecessor on the same matter and that one's place in the log."""

    id: int
    seq: int
    prev: str
    leaf_hash: str
    envelope: bytes
    before_id: int | None
    before_hash: str | None
    before_idx: int | None


def integrate(org: str, batch: int = BATCH, using: str = "default") -> int:
    """Log up to ``batch`` waiting entries of a town and say how many; 0 also when another integrator is at work.

    Raises LogBroken when an entry does not follow its predecessor or the stored log is not what its state says.
    """
    with transaction(using):
        if not _alone(org, using):
            return 0
        waiting = _waiting(org, batch, using)
        if waiting:
            _log(org, waiting, using)
    return len(waiting)


def integrate_all(org: str, using: str = "default") -> int:
    """Log everything that waits, batch by batch."""
    total = 0
    while done := integrate(org, using=using):
        total += done
    return total


def integrate_if_many(org: str, most: int = INLINE_AFTER, using: str = "default") -> int:
    """The fallback of a town without a worker: log when more than ``most`` entries wait. Cheap when they do not."""
    if Pending.objects.using(using).filter(org=org)[: most + 1].count() <= most:
        return 0
    return integrate(org, using=using)


def towns_waiting(using: str = "default") -> list[str]:
    """The towns with entries not yet logged."""
    return list(Pending.objects.using(using).order_by("org").values_list("org", flat=True).distinct())


def _alone(org: str, using: str) -> bool:
    """Whether no other integrator works on this log. On SQLite the write gate already says so."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, int(org)])
        return bool(cursor.fetchone()[0])


def _waiting(org: str, batch: int, using: str) -> list[_Waiting]:
    with connections[using].cursor() as cursor:
        cursor.execute(_WAITING, [org, batch])
        return [_Waiting(*row) for row in cursor.fetchall()]


def _log(org: str, waiting: list[_Waiting], using: str) -> None:
    _assert_chained(waiting)
    state = LogState.objects.using(using).filter(org=org).first() or LogState(org=org, size=0, root=EMPTY_ROOT)
    tree = _opened(org, state, using)
    hashes = [leaf_hash(bytes(w.envelope)) for w in waiting]
    tree.extend(hashes)
    _insert_leaves(org, state.size, waiting, hashes, using)
    _store_tiles(org, tree, using)
    _advance(state, tree, using)
    _leave_waiting_list(waiting, using)


def _assert_chained(waiting: list[_Waiting]) -> None:
    """Each entry is what its hash says, and its predecessor is in the log or earlier in this batch."""
    seen: set[int] = set()
    for entry in waiting:
        if leaf_hash(bytes(entry.envelope)).hex() != entry.leaf_hash:
            raise LogBroken(f"第{entry.id}号记录的内容与它的哈希不符，已停止写入日志；请运行 fadu verify")
        first = entry.seq == 0 and not entry.prev
        placed = entry.before_idx is not None or entry.before_id in seen
        if not first and not (placed and entry.prev == entry.before_hash):
            raise LogBroken(f"第{entry.id}号记录接不上同一事项的前一条，已停止写入日志；请运行 fadu verify")
        seen.add(entry.id)


def _opened(org: str, state: LogState, using: str) -> TileTree:
    """The log at its right edge, which must give the root the state names."""
    try:
        tree = TileTree.load(state.size, tile_reader(org, using))
    except (LookupError, ValueError) as error:
        raise LogBroken(f"{org} 的日志块缺失或残缺，已停止写入日志；请运行 fadu verify") from error
    if tree.root() != bytes(state.root):
        raise LogBroken(f"{org} 的日志块与日志状态不符，已停止写入日志；请运行 fadu verify")
    return tree


def _insert_leaves(org: str, size: int, waiting: Sequence[_Waiting], hashes: Sequence[bytes], using: str) -> None:
    rows = [(org, size + i, w.id, h) for i, (w, h) in enumerate(zip(waiting, hashes, strict=True))]
    try:
        with connections[using].cursor() as cursor:
            cursor.executemany("INSERT INTO store_logleaf (org, idx, entry_id, hash) VALUES (%s, %s, %s, %s)", rows)
    except IntegrityError as error:
        raise LogBroken(f"{org} 等候的记录里有已在日志中的，或者日志的位置已被占用，已停止写入日志；请运行 fadu verify") from error


def _store_tiles(org: str, tree: TileTree, using: str) -> None:
    rows = [LogTile(org=org, level=level, n=n, data=data) for (level, n), data in sorted(tree.changed.items())]
    LogTile.objects.using(using).bulk_create(rows, update_conflicts=True, unique_fields=["org", "level", "n"], update_fields=["data"])


def _advance(state: LogState, tree: TileTree, using: str) -> None:
    """The new size and root. An old state is changed only from the size that was read."""
    fresh, old = state.size == 0, state.size
    if fresh:
        LogState.objects.using(using).create(org=state.org, size=tree.size, root=tree.root())
    elif LogState.objects.using(using).filter(org=state.org, size=old).update(size=tree.size, root=tree.root()) != 1:
        raise LogBroken(f"{state.org} 的日志同时被另一处写入，本批已放弃")


def _leave_waiting_list(waiting: list[_Waiting], using: str) -> None:
    marks = ", ".join(["%s"] * len(waiting))
    with connections[using].cursor() as cursor:
        cursor.execute(f"DELETE FROM store_pending WHERE entry_id IN ({marks})", [w.id for w in waiting])  # noqa: S608  marks only
        gone = cursor.rowcount
    if gone != len(waiting):
        raise LogBroken("等候表在写入日志时变动，本批已放弃")
