"""Merkle tree hashes and proofs (RFC 6962 §2.1, verification as in RFC 9162 §2.1): pure, knows no file or table.

A tree is seen through a *node reader*: ``node(level, index)`` is the hash of the complete subtree over leaves
``[index << level, (index + 1) << level)``. Lists of hashes are built bottom up; proofs are lists of 32-byte hashes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeAlias

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

NodeReader: TypeAlias = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 ‖ data): a leaf can never be taken for an inner node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def paired(hashes: Sequence[bytes]) -> list[bytes]:
    """The level above an even number of sibling hashes."""
    return [sha256(b"\x01" + a + b).digest() for a, b in zip(hashes[::2], hashes[1::2], strict=True)]


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The RFC 6962 root over leaf hashes, or over equal complete subtrees of which only the last may be ragged."""
    if not hashes:
        return EMPTY_ROOT
    while len(hashes) > 1:
        odd = [hashes[-1]] if len(hashes) % 2 else []
        hashes = paired(hashes[: len(hashes) - len(odd)]) + odd
    return hashes[0]


@dataclass(slots=True)
class Frontier:
    """The right edge of a growing tree: one hash for each set bit of ``size``, highest first.

    It is all that is needed to append and to know the root, and it fits in a guard file.
    """

    size: int = 0
    edge: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.edge) != self.size.bit_count() or any(len(h) != HASH_BYTES for h in self.edge):
            raise ValueError("the edge does not belong to a tree of this size")

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash."""
        size, edge = self.size, self.edge
        while size & 1:
            leaf = sha256(b"\x01" + edge.pop() + leaf).digest()
            size >>= 1
        edge.append(leaf)
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaf hashes in order."""
        for leaf in leaves:
            self.append(leaf)

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        if not self.edge:
            return EMPTY_ROOT
        root = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            root = node_hash(left, root)
        return root


def frontier(size: int, node: NodeReader) -> Frontier:
    """The right edge of the first ``size`` leaves of a tree."""
    edge, start = [], 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            edge.append(node(level, start >> level))
            start += 1 << level
    return Frontier(size, edge)


def root_at(size: int, node: NodeReader) -> bytes:
    """The root of the first ``size`` leaves of a tree."""
    return frontier(size, node).root()


def inclusion_proof(index: int, size: int, node: NodeReader) -> list[bytes]:
    """The audit path of leaf ``index`` in the tree of ``size`` leaves, sibling of the leaf first."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    path: list[bytes] = []
    first, last = 0, size
    while last - first > 1:
        middle = first + _split(last - first)
        if index < middle:
            path.append(_range_root(middle, last, node))
            last = middle
        else:
            path.append(_range_root(first, middle, node))
            first = middle
    return path[::-1]


def consistency_proof(old: int, new: int, node: NodeReader) -> list[bytes]:
    """The proof that the tree of ``new`` leaves begins with the tree of ``old`` leaves; empty when trivial."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} cannot extend one of {old}")
    if old in (0, new):
        return []
    path: list[bytes] = []
    first, last, complete = 0, new, True
    while old != last:
        middle = first + _split(last - first)
        if old <= middle:
            path.append(_range_root(middle, last, node))
            last = middle
        else:
            path.append(_range_root(first, middle, node))
            first, complete = middle, False
    return [*([] if complete else [_range_root(first, last, node)]), *path[::-1]]


def root_from_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes | None:
    """The root that ``proof`` leads to from leaf hash ``leaf``; None when its length does not fit the place."""
    if not 0 <= index < size or any(len(h) != HASH_BYTES for h in (leaf, *proof)):
        return None
    here, last, root = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return None
        if here & 1 or here == last:
            root = node_hash(sibling, root)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        here, last = here >> 1, last >> 1
    return root if last == 0 else None


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``leaf`` is leaf number ``index`` of the tree with this size and root. The place is always bound."""
    return root_from_inclusion(index, size, leaf, proof) == root


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree (new, new_root) begins with the tree (old, old_root)."""
    if not 0 <= old <= new or any(len(h) != HASH_BYTES for h in proof):
        return False
    if old == 0:
        return not proof and old_root == EMPTY_ROOT and (new > 0 or new_root == EMPTY_ROOT)
    if old == new:
        return not proof and old_root == new_root
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    return bool(proof) and _roots(old, new, steps) == (old_root, new_root)


def _roots(old: int, new: int, steps: list[bytes]) -> tuple[bytes, bytes] | None:
    """Old and new root rebuilt from a consistency proof (RFC 9162 §2.1.4.2)."""
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    older = newer = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return None
        if here & 1 or here == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            newer = node_hash(newer, sibling)
        here, last = here >> 1, last >> 1
    return (older, newer) if last == 0 else None


def _split(size: int) -> int:
    """The largest power of two smaller than ``size`` (at least 2)."""
    return 1 << (size - 1).bit_length() - 1


def _range_root(first: int, last: int, node: NodeReader) -> bytes:
    """The hash over leaves ``[first, last)``, where ``first`` is where RFC 6962 would split."""
    size = last - first
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return node(level, first >> level)
    middle = first + _split(size)
    return node_hash(_range_root(first, middle, node), _range_root(middle, last, node))
