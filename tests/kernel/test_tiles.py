"""Tiles: names as C2SP spells them, growth in any batches, and proofs read through tiles equal to those of the tree."""

from __future__ import annotations

from random import Random

import pytest

from fadu.kernel.merkle import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_at,
    root_of,
    verify_consistency,
    verify_inclusion,
)
from fadu.kernel.tiles import Tile, TileTree, edge_of, hashes_in, nodes, parse_path, tile_of, tiles_of

EDGES = (0, 1, 2, 255, 256, 257, 511, 512, 513, 700, 65_535, 65_536, 65_537, 66_000)
LEAVES = [leaf_hash(i.to_bytes(4, "big")) for i in range(66_000)]


@pytest.fixture(scope="module")
def grown() -> TileTree:
    tree = TileTree()
    tree.extend(LEAVES)
    return tree


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(0, 1_234_067), "tile/0/x001/x234/067"),
        (Tile(0, 273, 112), "tile/0/273.p/112"),
        (Tile(2, 0, 1), "tile/2/000.p/1"),
        (Tile(63, 1000, 255), "tile/63/x001/000.p/255"),
    ],
)
def test_a_tile_has_the_path_of_the_specification(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert parse_path(path) == tile


@pytest.mark.parametrize(
    "path",
    ["tile/00/000", "tile/64/000", "tile/0/0", "tile/0/x000/001", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01",
     "tile/0/../000", "tile/0/000/", "tile/0/001/002", "tile/0/x001", "tile/0/０００", "", "tile/-1/000"],
)  # fmt: skip
def test_any_other_spelling_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="tile"):
        parse_path(path)


def test_a_tree_of_70000_has_the_tiles_of_the_specification() -> None:
    tiles = list(tiles_of(70_000))
    assert [t for t in tiles if t.width < 256] == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert sum(t.level == 0 and t.width == 256 for t in tiles) == 273
    assert sum(t.level == 1 and t.width == 256 for t in tiles) == 1
    assert edge_of(70_000) == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert tile_of(0, 274, 70_000) is None


@pytest.mark.parametrize("size", EDGES)
def test_the_root_from_tiles_is_the_root_of_the_leaves(size: int) -> None:
    tree, plain = TileTree(), Frontier()
    tree.extend(LEAVES[:size])
    plain.extend(LEAVES[:size])
    assert tree.root() == plain.root() == root_of(LEAVES[:size])


def test_growth_in_any_batches_gives_the_same_tiles(grown: TileTree) -> None:
    random, size = Random(7), 0
    stored: dict[tuple[int, int], bytes] = {}

    def stored_tile(tile: Tile) -> bytes:
        return stored[tile.level, tile.n]

    while size < len(LEAVES):
        tree = TileTree.load(size, stored_tile)
        step = random.choice([0, 1, 2, 3, 255, 256, 257, 1000, 5000])
        tree.extend(LEAVES[size : size + step])
        stored |= tree.changed
        size = tree.size
    assert stored == grown.changed
    assert {(t.level, t.n): t.width * 32 for t in tiles_of(size)} == {k: len(v) for k, v in stored.items()}


def test_proofs_through_tiles_hold_against_the_root(grown: TileTree) -> None:
    for size in EDGES[1:]:
        node = nodes(size, lambda t: grown.changed[t.level, t.n])
        root = root_of(LEAVES[:size])
        assert root_at(size, node) == root
        for index in {0, 1, size // 3, size // 2, size - 1} & set(range(size)):
            assert verify_inclusion(index, size, LEAVES[index], inclusion_proof(index, size, node), root)
        for old in (o for o in EDGES if 0 < o <= size):
            assert verify_consistency(old, size, root_of(LEAVES[:old]), root, consistency_proof(old, size, node))


def test_every_level_of_a_tile_is_reached(grown: TileTree) -> None:
    node = nodes(66_000, lambda t: grown.changed[t.level, t.n])
    for level in range(17):
        assert node(level, 0) == root_of(LEAVES[: 1 << level])
    with pytest.raises(ValueError, match="no complete subtree"):
        node(16, 1)


def test_a_short_or_ragged_tile_is_not_read_as_another() -> None:
    with pytest.raises(ValueError, match=r"tile/0/000.p/3 holds 64 bytes"):
        TileTree.load(3, lambda _: b"\x00" * 64)
    with pytest.raises(ValueError, match="holds 33 bytes"):
        nodes(1, lambda _: b"\x00" * 33)(0, 0)


def test_a_leaf_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        TileTree().extend([b"short"])


def test_a_tile_splits_into_its_hashes() -> None:
    assert hashes_in(b"".join(LEAVES[:3])) == LEAVES[:3]
