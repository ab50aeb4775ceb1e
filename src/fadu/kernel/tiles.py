"""The 256-wide tile layout of a Merkle log (C2SP tlog-tiles): names, growth and reading hashes through tiles.

Tile (level L, number n) holds the hashes of complete subtrees of 256**L leaves, from n·256 on, 32 bytes each.
A full tile never changes; the partial tiles of the right edge are all the state a growing log needs. Pure: it
reads and writes tiles through the callables it is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from fadu.kernel.merkle import EMPTY_ROOT, HASH_BYTES, NodeReader, paired, root_of

WIDTH = 256
HEIGHT = 8
TILE_BYTES = WIDTH * HASH_BYTES
MAX_LEVEL = 63

Key: TypeAlias = tuple[int, int]
"""Level and number of a tile."""

TileReader: TypeAlias = Callable[["Tile"], bytes]


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """The name of a tile: level, number within the level, and how many hashes it holds (1 to 256)."""

    level: int
    n: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        if not (0 <= self.level <= MAX_LEVEL and self.n >= 0 and 1 <= self.width <= WIDTH):
            raise ValueError(f"no such tile: {self.level}/{self.n} of width {self.width}")

    @property
    def path(self) -> str:
        """``tile/0/x001/x234/067`` or, partial, ``tile/0/x001/x234/067.p/5``."""
        groups = [f"{self.n % 1000:03d}"]
        rest = self.n // 1000
        while rest:
            groups.append(f"x{rest % 1000:03d}")
            rest //= 1000
        suffix = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{self.level}/{'/'.join(reversed(groups))}{suffix}"


_PATH = re.compile(r"tile/(0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)


def parse_path(path: str) -> Tile:
    """The tile a path names. Raises ValueError for anything but its one canonical spelling."""
    match = _PATH.fullmatch(path)
    if not match:
        raise ValueError(f"not a tile path: {path}")
    level, number, width = match.groups()
    tile = Tile(int(level), int(number.replace("x", "").replace("/", "")), int(width or WIDTH))
    if tile.path != path:
        raise ValueError(f"not the canonical path of a tile: {path}")
    return tile


def tile_of(level: int, n: int, size: int) -> Tile | None:
    """The tile (level, n) as it stands in a tree of ``size`` leaves; None when that tree does not reach it."""
    width = min(WIDTH, (size >> HEIGHT * level) - n * WIDTH)
    return Tile(level, n, width) if width > 0 else None


def tiles_of(size: int) -> Iterator[Tile]:
    """Every tile of a tree of ``size`` leaves, level by level."""
    level = 0
    while size >> HEIGHT * level:
        for n in range(-(-(size >> HEIGHT * level) // WIDTH)):
            tile = tile_of(level, n, size)
            if tile:
                yield tile
        level += 1


def edge_of(size: int) -> list[Tile]:
    """The partial tiles of the right edge, lowest level first: with ``size``, the whole state of a log."""
    edge = []
    for level in range(MAX_LEVEL + 1):
        width = size >> HEIGHT * level
        if width == 0:
            break
        if width % WIDTH:
            edge.append(Tile(level, width // WIDTH, width % WIDTH))
    return edge


@dataclass(slots=True)
class TileTree:
    """A log grown through its tiles: ``extend`` adds leaf hashes, ``changed`` gathers the tiles to be stored."""

    size: int = 0
    edge: dict[int, bytes] = field(default_factory=dict)
    changed: dict[Key, bytes] = field(default_factory=dict)

    @classmethod
    def load(cls, size: int, read: TileReader) -> TileTree:
        """A log of ``size`` leaves, from the partial tiles of its right edge."""
        return cls(size, {tile.level: _checked(tile, read(tile)) for tile in edge_of(size)})

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaf hashes in order; about one inner hash a leaf."""
        data = b"".join(leaves)
        if len(data) % HASH_BYTES:
            raise ValueError("a leaf hash has 32 bytes")
        self._grow(0, self.size, data)
        self.size += len(data) // HASH_BYTES

    def root(self) -> bytes:
        """The RFC 6962 root, from the right edge alone."""
        carry: list[bytes] = []
        for level in range((self.size.bit_length() + HEIGHT - 1) // HEIGHT):
            hashes = hashes_in(self.edge.get(level, b"")) + carry
            carry = [root_of(hashes)] if hashes else []
        return carry[0] if carry else EMPTY_ROOT

    def _grow(self, level: int, count: int, data: bytes) -> None:
        """Append ``data`` (hashes) to ``level``, which holds ``count`` hashes; full tiles rise one level."""
        data = self.edge.pop(level, b"") + data
        first, up = count // WIDTH, []
        for start in range(0, len(data), TILE_BYTES):
            tile = data[start : start + TILE_BYTES]
            self.changed[level, first + start // TILE_BYTES] = tile
            if len(tile) == TILE_BYTES:
                up.append(root_of(hashes_in(tile)))
            else:
                self.edge[level] = tile
        if up:
            self._grow(level + 1, first, b"".join(up))


@dataclass(slots=True)
class TiledNodes:
    """A node reader over the tiles of a tree of ``size`` leaves, called with (level, index); keeps what it has read.

    ``read`` may return a wider tile than was asked for (a later, fuller one); the rest is cut off.
    """

    size: int
    read: TileReader
    _rows: dict[Key, list[list[bytes]]] = field(default_factory=dict)

    def __call__(self, level: int, index: int) -> bytes:
        """The hash of the complete subtree over ``[index << level, (index + 1) << level)``."""
        if level < 0 or index < 0 or (index + 1) << level > self.size:
            raise ValueError(f"no complete subtree {index} of height {level} in a tree of {self.size}")
        tile_level, up = divmod(level, HEIGHT)
        n, place = divmod(index << up, WIDTH)
        rows = self._rows.get((tile_level, n))
        if rows is None:
            rows = self._rows[tile_level, n] = self._load(tile_level, n)
        return rows[up][place >> up]

    def _load(self, level: int, n: int) -> list[list[bytes]]:
        tile = tile_of(level, n, self.size)
        if tile is None:
            raise ValueError(f"a tree of {self.size} has no tile {level}/{n}")
        return _rows_of(hashes_in(_checked(tile, self.read(tile))))


def nodes(size: int, read: TileReader) -> NodeReader:
    """A node reader for proofs over the tiles of a tree of ``size`` leaves."""
    return TiledNodes(size, read)


def hashes_in(tile: bytes) -> list[bytes]:
    """The hashes of a tile, in order."""
    return [tile[i : i + HASH_BYTES] for i in range(0, len(tile), HASH_BYTES)]


def _rows_of(hashes: list[bytes]) -> list[list[bytes]]:
    """The complete subtrees within a tile: row k holds those of height k."""
    rows = [hashes]
    for _ in range(HEIGHT):
        last = rows[-1]
        rows.append(paired(last[: len(last) & ~1]))
    return rows


def _checked(tile: Tile, data: bytes) -> bytes:
    """The bytes of exactly this tile. Raises ValueError when the stored one is too short or ragged."""
    if len(data) % HASH_BYTES or len(data) < tile.width * HASH_BYTES or len(data) > TILE_BYTES:
        raise ValueError(f"{tile.path} holds {len(data)} bytes, not {tile.width * HASH_BYTES}")
    return bytes(data[: tile.width * HASH_BYTES])
