"""Reads a town's stored log through its tiles, and proves the place of an entry. It never writes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from fadu.kernel.merkle import inclusion_proof
from fadu.kernel.tiles import Tile, TileReader, nodes
from fadu.store.models import Checkpoint, LogLeaf, LogTile


class TileMissing(LookupError):
    """A tile the log must have is not stored."""


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry is leaf ``index`` of the log whose signed head is ``note``; ``path`` has the leaf's sibling first."""

    index: int
    size: int
    leaf: bytes
    path: tuple[bytes, ...]
    note: str


def tile_reader(org: str, using: str = "default") -> TileReader:
    """A reader of stored tiles; a tile may come wider than asked for. Raises TileMissing."""

    def read(tile: Tile) -> bytes:
        stored = LogTile.objects.using(using).filter(org=org, level=tile.level, n=tile.n)
        data = stored.values_list("data", flat=True).first()
        if data is None:
            raise TileMissing(f"{org} {tile.path}")
        return bytes(data)

    return read


def cosigned(head: Checkpoint) -> str:
    """The note of a head with the lines of its witnesses."""
    return head.note + "".join(head.cosignatures.order_by("id").values_list("line", flat=True))


def prove(entry_id: int, using: str = "default") -> Proof | None:
    """The proof of an entry against the latest head that covers it, one that a witness signed if there is one; None while none does."""
    return prove_all([entry_id], using).get(entry_id)


def prove_all(entry_ids: Collection[int], using: str = "default") -> dict[int, Proof]:
    """The proofs of entries of one town, each as ``prove`` gives it; heads and tiles that they share are read once."""
    leaves = list(LogLeaf.objects.using(using).filter(entry_id__in=entry_ids))
    if not leaves:
        return {}
    heads, read = _heads(leaves[0].org, using), cache(tile_reader(leaves[0].org, using))
    return {leaf.entry_id: _proven(leaf, head, note, read) for leaf in leaves for head, note in _covering(heads, leaf)[:1]}


def _heads(org: str, using: str) -> list[tuple[Checkpoint, str]]:
    """The latest head that a witness signed, and the latest, each with its note: the first that covers a leaf proves it."""
    known = Checkpoint.objects.using(using).filter(org=org).order_by("-size")
    latest = (known.filter(cosignatures__isnull=False).first(), known.first())
    return [(head, cosigned(head)) for head in latest if head is not None]


def _covering(heads: Sequence[tuple[Checkpoint, str]], leaf: LogLeaf) -> list[tuple[Checkpoint, str]]:
    return [(head, note) for head, note in heads if head.size > leaf.idx]


def _proven(leaf: LogLeaf, head: Checkpoint, note: str, read: TileReader) -> Proof:
    path = inclusion_proof(leaf.idx, head.size, nodes(head.size, read))
    return Proof(leaf.idx, head.size, bytes(leaf.hash), tuple(path), note)
