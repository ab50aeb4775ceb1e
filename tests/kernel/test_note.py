"""Signed notes and checkpoints: published examples read back, every malformed spelling and every flipped bit refused."""

from __future__ import annotations

import base64

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fadu.kernel.note import (
    ED25519,
    Checkpoint,
    Key,
    Note,
    NoteError,
    key_id,
    parse,
    parse_checkpoint,
    parse_verifier_key,
    sign,
    verified,
    verifier_key,
)

# The example of the signed-note format's first implementation.
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
).encode()
# The checkpoint printed in tlog-checkpoint.
SOFA = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
).encode()
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = SECRET.public_key().public_bytes_raw()
NAME = "fadu.test/500102128/journal"
TEXT = Checkpoint(NAME, 7, bytes(range(32))).text()


def ed25519(name: str, public: bytes) -> Key:
    def verify(message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return Key(name, key_id(name, ED25519, public), verify)


def known(*keys: Key) -> dict[tuple[str, int], Key]:
    return {(k.name, k.key_id): k for k in keys}


def signed() -> Note:
    return sign(TEXT, NAME, key_id(NAME, ED25519, PUBLIC), SECRET.sign)


def test_the_published_note_verifies() -> None:
    name, kind, public = parse_verifier_key(NEUMANN)
    assert kind == ED25519
    assert verifier_key(name, kind, public) == NEUMANN
    note = parse(NEUMANN_NOTE)
    assert [s.name for s in verified(note, known(ed25519(name, public)))] == ["PeterNeumann"]
    assert note.encode() == NEUMANN_NOTE


def test_the_published_checkpoint_reads_back() -> None:
    note = parse(SOFA)
    checkpoint = parse_checkpoint(note.text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20_852_163)
    assert checkpoint.text() == note.text
    assert note.encode() == SOFA


def test_a_note_we_sign_verifies() -> None:
    note = parse(signed().encode())
    assert note == signed()
    assert verified(note, known(ed25519(NAME, PUBLIC)))
    assert parse_checkpoint(note.text) == Checkpoint(NAME, 7, bytes(range(32)))


def test_unknown_keys_are_ignored_but_one_known_is_needed() -> None:
    witness = Ed25519PrivateKey.from_private_bytes(bytes(32))
    extra = sign(TEXT, "witness.test", 1, witness.sign).signatures
    note = Note(TEXT, signed().signatures + extra)
    assert len(verified(parse(note.encode()), known(ed25519(NAME, PUBLIC)))) == 1
    with pytest.raises(NoteError, match="no known key"):
        verified(Note(TEXT, extra), known(ed25519(NAME, PUBLIC)))


def test_a_failing_known_signature_rejects_the_whole_note() -> None:
    witness = Ed25519PrivateKey.from_private_bytes(bytes(32))
    key = ed25519("witness.test", witness.public_key().public_bytes_raw())
    bad = sign(TEXT + "x\n", "witness.test", key.key_id, witness.sign).signatures
    with pytest.raises(NoteError, match="does not hold"):
        verified(Note(TEXT, signed().signatures + bad), known(key, ed25519(NAME, PUBLIC)))


def test_no_flipped_bit_is_accepted() -> None:
    data, keys = signed().encode(), known(ed25519(NAME, PUBLIC))
    accepted = []
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            try:
                verified(parse(bytes(changed)), keys)
            except NoteError:
                continue
            accepted.append((place, bit))
    assert accepted == []


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n", b"text\n", b"text\n\n", "text\n\n— name\n".encode(), b"text\n\n- name AAAAAAA=\n",
        "text\n\n— name AAAA\n".encode(), "text\n\n— na me AAAAAAA=\n".encode(), "text\n\n— na+me AAAAAAA=\n".encode(),
        "text\n\n— name AAAAAAA\n".encode(), "text\n\n— name AAAAAAB=\n".encode(), "te\rxt\n\n— name AAAAAAA=\n".encode(),
        "text\n\n— name AAAAAAA=".encode(), "text\n\n— name AAAAAAA= \n".encode(), b"\xff\n\n\n", b"a" * 70_000,
        b"text\n\n" + "— name AAAAAAA=\n".encode() * 65,
    ],
)  # fmt: skip
def test_malformed_notes_are_refused(data: bytes) -> None:
    with pytest.raises(NoteError):
        parse(data)


@pytest.mark.parametrize(
    "text",
    [
        "", "origin\n", "origin\n1\n", "origin\n01\n" + "A" * 43 + "=\n", "origin\n-1\n" + "A" * 43 + "=\n",
        "origin\n1\nAAAA\n", "\n1\n" + "A" * 43 + "=\n", "origin\n1\n" + "A" * 43 + "=", "origin\n１\n" + "A" * 43 + "=\n",
        "origin\n1\n" + "A" * 43 + "=\n\n", "origin\n1\n" + "A" * 42 + "B=\n",
    ],
)  # fmt: skip
def test_malformed_checkpoints_are_refused(text: str) -> None:
    with pytest.raises(NoteError):
        parse_checkpoint(text)


def test_extension_lines_are_kept_and_signed() -> None:
    checkpoint = Checkpoint(NAME, 0, bytes(32), ("at 2025-01-01",))
    assert parse_checkpoint(checkpoint.text()) == checkpoint
    with pytest.raises(ValueError, match="not a checkpoint"):
        Checkpoint(NAME, 0, bytes(32), ("",)).text()


def test_a_damaged_public_key_line_is_refused() -> None:
    raw = base64.b64encode(ED25519 + bytes(32)).decode()
    for line in ("", "name", "name+00000000", f"name+00000000+{raw}", "name+zz+!!"):
        with pytest.raises((NoteError, ValueError)):
            parse_verifier_key(line)
    with pytest.raises(ValueError, match="no space"):
        key_id("a name", ED25519, PUBLIC)
