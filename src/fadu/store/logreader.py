"""Reads a town's stored log through its tiles, and proves the place of an entry. It never writes."""

from __future__ import annotations

from dataclasses import dataclass

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
    leaf = LogLeaf.objects.using(using).filter(entry_id=entry_id).first()
    if leaf is None:
        return None
    covering = Checkpoint.objects.using(using).filter(org=leaf.org, size__gt=leaf.idx).order_by("-size")
    head = covering.filter(cosignatures__isnull=False).first() or covering.first()
    if head is None:
        return None
    path = inclusion_proof(leaf.idx, head.size, nodes(head.size, tile_reader(leaf.org, using)))
    return Proof(leaf.idx, head.size, bytes(leaf.hash), tuple(path), cosigned(head))
