"""Checks a town's log against itself: places without gaps, every tile and the root computed anew, every signature.

What was signed, in the table and in the guard file, must be a beginning of the log as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db import connections

from fadu.kernel.merkle import HASH_BYTES, NodeReader, root_at
from fadu.kernel.note import NoteError, parse
from fadu.kernel.tiles import WIDTH, Tile, TileTree, hashes_in, nodes
from fadu.store.fault import Fault
from fadu.store.guard import Guard, GuardRefusal
from fadu.store.keys import KeyTrouble
from fadu.store.models import Checkpoint, LogState, LogTile
from fadu.store.succession import Keys, keys_of
from fadu.store.witness import check_cosignatures

PAGE = 5000

_LEAVES = "SELECT idx, hash FROM store_logleaf WHERE org = %s AND idx > %s ORDER BY idx LIMIT %s"


def towns(using: str = "default") -> list[str]:
    """Every town that has entries, a log or a signature."""
    found: set[str] = set()
    with connections[using].cursor() as cursor:
        for table in ("store_journalentry", "store_logleaf", "store_logstate", "store_checkpoint"):
            cursor.execute(f"SELECT DISTINCT org FROM {table}")  # noqa: S608  our own names
            found.update(org for (org,) in cursor.fetchall())
    return sorted(found)


def check_log(org: str, keys: Path, guards: Path, using: str = "default") -> Iterator[Fault]:
    """Every fault of one town's log. That leaves are the hashes of their entries is checked with the entries."""
    tree = TileTree()
    yield from _leaves(org, tree, using)
    yield from _tiles(org, tree, using)
    yield from _state(org, tree, using)
    yield from _signatures(org, tree, keys, guards, using)


def _leaves(org: str, tree: TileTree, using: str) -> Iterator[Fault]:
    """Places follow one another and each has its entry; fills ``tree``."""
    last, expected = -1, 0
    while True:
        with connections[using].cursor() as cursor:
            cursor.execute(_LEAVES, [org, last, PAGE])
            page = cursor.fetchall()
        if not page:
            return
        for idx, _ in page:
            if idx != expected:
                yield Fault("store_logleaf", f"{org}[{expected}]", "idx", f"日志缺少第{expected}至{idx - 1}条", org)
            expected = idx + 1
        tree.extend(_whole(bytes(h)) for _, h in page)
        last = page[-1][0]


def _whole(stored: bytes) -> bytes:
    """A stored hash; one of the wrong length, which is a fault of its row, must not shift the others."""
    return stored if len(stored) == HASH_BYTES else bytes(HASH_BYTES)


def _tiles(org: str, tree: TileTree, using: str) -> Iterator[Fault]:
    """Every stored tile is the computed one, and none is missing or too many."""
    seen = set()
    stored = LogTile.objects.using(using).filter(org=org).order_by("level", "n").values_list("id", "level", "n", "data")
    for key, level, n, data in stored.iterator(chunk_size=500):
        seen.add((level, n))
        computed = tree.changed.get((level, n))
        if computed is None:
            yield Fault("store_logtile", str(key), "", f"日志没有这一块：{level} 层第{n}块", org)
        elif computed != bytes(data):
            where = _where(level, n, computed, bytes(data))
            yield Fault("store_logtile", str(key), "data", f"{Tile(level, n).path} 与重新计算的不符{where}", org)
    for level, n in sorted(tree.changed.keys() - seen):
        yield Fault("store_logtile", f"{org} {level}/{n}", "", f"缺少日志块 {Tile(level, n).path}", org)


def _where(level: int, n: int, computed: bytes, stored: bytes) -> str:
    """Which leaves differ, when the tile is one of leaves: there the changed row stands."""
    if level or len(computed) != len(stored):
        return ""
    pairs = zip(hashes_in(computed), hashes_in(stored), strict=True)
    return "：日志第" + "、".join(str(n * WIDTH + i) for i, (a, b) in enumerate(pairs) if a != b) + "条"


def _state(org: str, tree: TileTree, using: str) -> Iterator[Fault]:
    state = LogState.objects.using(using).filter(org=org).first()
    if state is None:
        if tree.size:
            yield Fault("store_logstate", org, "", "日志状态不见了", org)
        return
    if state.size != tree.size:
        yield Fault("store_logstate", org, "size", f"日志有{tree.size}条，状态记为{state.size}条", org)
    elif bytes(state.root) != tree.root():
        yield Fault("store_logstate", org, "root", "日志的根与重新计算的不符", org)


def _signatures(org: str, tree: TileTree, keys: Path, guards: Path, using: str) -> Iterator[Fault]:
    heads = list(Checkpoint.objects.using(using).filter(org=org).order_by("size"))
    guarded = (guards / f"guard-{org}.json").exists()
    if not heads and not guarded:
        return
    try:
        known = keys_of(keys, org)
    except KeyTrouble as trouble:
        yield Fault("store_checkpoint", org, "note", f"无法核对签名：{trouble}", org)
        return
    sound = 0
    for head in heads:
        fault = _head(head, known, tree, sound)
        if fault is None:
            sound = head.size
        else:
            yield fault
    yield from _guard(Guard(guards, org, known), heads, tree)
    yield from check_cosignatures(org, keys, using)


def _head(head: Checkpoint, keys: Keys, tree: TileTree, sound: int) -> Fault | None:
    """The fault of a signed head; ``sound`` is the size of the last head that held, to narrow down where it breaks."""
    row = str(head.pk)
    try:
        said = keys.judge(parse(head.note.encode()))
    except NoteError:
        return Fault("store_checkpoint", row, "note", "签名文本被改动过，签名不成立", head.org)
    if said.size != head.size:
        return Fault("store_checkpoint", row, "size", f"签的是{said.size}条，登记为{head.size}条", head.org)
    if said.root != bytes(head.root):
        return Fault("store_checkpoint", row, "root", "登记的根与签名文本不符", head.org)
    if said.size > tree.size:
        return Fault("store_checkpoint", row, "size", f"签署时有{said.size}条，现在只有{tree.size}条，记录缺失", head.org)
    if root_at(said.size, _nodes(tree)) != said.root:
        where = f"第{sound}条至第{said.size - 1}条之间有改动"
        return Fault("store_checkpoint", row, "root", f"签署过的日志与现在的不一致，{where}（从0数起）", head.org)
    return None


def _guard(guard: Guard, heads: list[Checkpoint], tree: TileTree) -> Iterator[Fault]:
    name = guard.path.name
    try:
        signed = guard.read()
    except GuardRefusal as refusal:
        yield Fault("guard", name, "", str(refusal), guard.org)
        return
    newest = heads[-1].size if heads else 0
    if signed is None:
        yield Fault("guard", name, "", "护签文件不见了，无法排除恢复过旧备份", guard.org)
    elif signed.checkpoint.size > tree.size:
        message = f"最后签署时有{signed.checkpoint.size}条，现在只有{tree.size}条，可能恢复成了旧备份"
        yield Fault("guard", name, "size", message, guard.org)
    elif root_at(signed.checkpoint.size, _nodes(tree)) != signed.checkpoint.root:
        yield Fault("guard", name, "root", "最后签署的日志与现在的不一致", guard.org)
    elif signed.checkpoint.size < newest:
        yield Fault("guard", name, "size", "护签文件比库中的签署旧，可能被换过", guard.org)
    elif signed.checkpoint.size > newest:
        message = f"签署过{signed.checkpoint.size}条，库中却没有这次签署；重新签署一次即可补上"
        yield Fault("store_checkpoint", f"{guard.org} {signed.checkpoint.size}", "", message, guard.org)


def _nodes(tree: TileTree) -> NodeReader:
    return nodes(tree.size, lambda tile: tree.changed[tile.level, tile.n])
