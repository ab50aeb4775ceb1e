"""Merkle hashes and proofs against the published vectors and against the plain recursion of RFC 6962."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.kernel.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    frontier,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_at,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# The reference leaves and roots of the Certificate Transparency test data.
LEAVES = [
    bytes.fromhex(h)
    for h in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
MOST = 130
DATA = [i.to_bytes(4, "big") for i in range(MOST)]
HASHES = [leaf_hash(d) for d in DATA]


@cache
def mth(first: int, last: int) -> bytes:
    """RFC 6962 §2.1 as it is printed, over DATA[first:last]."""
    n = last - first
    if n == 0:
        return sha256(b"").digest()
    if n == 1:
        return sha256(b"\x00" + DATA[first]).digest()
    k = 1
    while k * 2 < n:
        k *= 2
    return sha256(b"\x01" + mth(first, first + k) + mth(first + k, last)).digest()


def path(m: int, first: int, last: int) -> list[bytes]:
    """PATH(m, D[first:last]) of RFC 6962 §2.1.1 as it is printed."""
    n = last - first
    if n == 1:
        return []
    k = 1
    while k * 2 < n:
        k *= 2
    if m < k:
        return [*path(m, first, first + k), mth(first + k, last)]
    return [*path(m - k, first + k, last), mth(first, first + k)]


def subproof(m: int, first: int, last: int, whole: bool) -> list[bytes]:
    """SUBPROOF(m, D[first:last], b) of RFC 6962 §2.1.2 as it is printed."""
    n = last - first
    if m == n:
        return [] if whole else [mth(first, last)]
    k = 1
    while k * 2 < n:
        k *= 2
    if m <= k:
        return [*subproof(m, first, first + k, whole), mth(first + k, last)]
    return [*subproof(m - k, first + k, last, False), mth(first, first + k)]


def node(level: int, index: int) -> bytes:
    return mth(index << level, (index + 1) << level)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_come_out(size: int) -> None:
    hashes = [leaf_hash(leaf) for leaf in LEAVES[:size]]
    growing = Frontier()
    growing.extend(hashes)
    assert growing.root().hex() == ROOTS[size - 1]
    assert root_of(hashes).hex() == ROOTS[size - 1]


def test_an_empty_tree_has_the_root_of_nothing() -> None:
    assert Frontier().root() == root_of([]) == EMPTY_ROOT == sha256(b"").digest()


def test_a_leaf_is_never_an_inner_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


def test_every_root_equals_the_recursion() -> None:
    growing = Frontier()
    for size in range(MOST):
        assert growing.root() == mth(0, size) == root_at(size, node) == root_of(HASHES[:size])
        assert frontier(size, node) == growing
        growing.append(HASHES[size])


def test_every_inclusion_proof_equals_the_recursion_and_holds() -> None:
    for size in range(1, MOST + 1):
        for index in range(size):
            proof = inclusion_proof(index, size, node)
            assert proof == path(index, 0, size)
            assert verify_inclusion(index, size, HASHES[index], proof, mth(0, size))


def test_a_proof_holds_at_no_other_place() -> None:
    for size in range(1, 40):
        for index in range(size):
            proof, root = inclusion_proof(index, size, node), mth(0, size)
            others = [i for i in range(size + 2) if i != index]
            assert not any(verify_inclusion(i, size, HASHES[index], proof, root) for i in others)


def test_every_consistency_proof_equals_the_recursion_and_holds() -> None:
    for new in range(1, MOST + 1):
        for old in range(1, new + 1):
            proof = consistency_proof(old, new, node)
            assert proof == subproof(old, 0, new, True)
            assert verify_consistency(old, new, mth(0, old), mth(0, new), proof)


def test_a_tree_extends_the_empty_one_without_proof() -> None:
    assert consistency_proof(0, 5, node) == []
    assert verify_consistency(0, 5, EMPTY_ROOT, mth(0, 5), [])
    assert not verify_consistency(0, 5, mth(0, 1), mth(0, 5), [])
    assert not verify_consistency(0, 0, EMPTY_ROOT, mth(0, 5), [])


@pytest.mark.parametrize(("index", "size"), [(0, 1), (0, 2), (6, 7), (5, 8), (99, 130), (129, 130)])
def test_no_flipped_bit_of_an_inclusion_proof_is_accepted(index: int, size: int) -> None:
    proof, root = inclusion_proof(index, size, node), mth(0, size)
    for place, whole in enumerate([HASHES[index], root, *proof]):
        for changed in _flips(whole):
            parts = [HASHES[index], root, *proof]
            parts[place] = changed
            assert not verify_inclusion(index, size, parts[0], parts[2:], parts[1])
    assert not verify_inclusion(index, size, HASHES[index], [*proof, proof[-1] if proof else root], root)
    assert not proof or not verify_inclusion(index, size, HASHES[index], proof[:-1], root)


@pytest.mark.parametrize(("old", "new"), [(1, 2), (2, 3), (3, 7), (4, 7), (6, 8), (64, 130), (99, 130)])
def test_no_flipped_bit_of_a_consistency_proof_is_accepted(old: int, new: int) -> None:
    proof = consistency_proof(old, new, node)
    for place in range(len(proof) + 2):
        for changed in _flips([mth(0, old), mth(0, new), *proof][place]):
            parts = [mth(0, old), mth(0, new), *proof]
            parts[place] = changed
            assert not verify_consistency(old, new, parts[0], parts[1], parts[2:])
    assert not verify_consistency(old, new, mth(0, old), mth(0, new), [*proof, proof[-1]])
    assert not verify_consistency(old, new, mth(0, old), mth(0, new), proof[:-1])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 300), st.integers(0, 300), st.lists(st.binary(min_size=32, max_size=32), max_size=9))
def test_random_hashes_never_prove_anything(a: int, b: int, proof: list[bytes]) -> None:
    root = leaf_hash(b"claimed")
    assert not verify_inclusion(a, b, leaf_hash(b"other"), proof, root)
    assert a == 0 or not verify_consistency(a, b, leaf_hash(b"other"), root, proof)


def test_places_outside_the_tree_are_refused() -> None:
    with pytest.raises(ValueError, match="no leaf 5"):
        inclusion_proof(5, 5, node)
    with pytest.raises(ValueError, match="cannot extend"):
        consistency_proof(6, 5, node)
    with pytest.raises(ValueError, match="does not belong"):
        Frontier(3, [HASHES[0]])


def _flips(data: bytes) -> list[bytes]:
    whole = int.from_bytes(data, "big")
    return [(whole ^ 1 << bit).to_bytes(len(data), "big") for bit in range(8 * len(data))]
