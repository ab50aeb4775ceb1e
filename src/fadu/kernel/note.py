"""Signed notes and log checkpoints as text (C2SP signed-note, tlog-checkpoint): pure, holds no key.

Signing and verifying are callables; this file knows only the bytes that are signed and how they are written
down. A note from outside is refused unless every rule of the format holds, so two readers never disagree.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

from fadu.kernel.merkle import HASH_BYTES

ED25519 = b"\x01"
COSIGNATURE = b"\x04"
_INSTANT_BYTES = 8
MAX_NOTE_BYTES = 64 * 1024
MAX_SIGNATURES = 64

Signer: TypeAlias = Callable[[bytes], bytes]
Verifier: TypeAlias = Callable[[bytes, bytes], bool]
"""(message, signature) → whether it holds; it never raises for a bad signature."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_BAD_NAME = re.compile(r"[\s+]")
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


class NoteError(ValueError):
    """Text that is not a well-formed note, or a note no trusted key signed."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name, its 32-bit id and the signature itself."""

    name: str
    key_id: int
    data: bytes

    @property
    def line(self) -> str:
        """``— name base64(id ‖ signature)``, ending in a newline."""
        return f"— {self.name} {base64.b64encode(self.key_id.to_bytes(4, 'big') + self.data).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text ending in a newline and the lines that sign it."""

    text: str
    signatures: tuple[Signature, ...]

    def encode(self) -> bytes:
        """The bytes that are stored, served and shown as a QR code."""
        return (self.text + "\n" + "".join(s.line for s in self.signatures)).encode()


@dataclass(frozen=True, slots=True)
class Key:
    """A public key by which notes are judged: its name and id select it, ``verify`` decides."""

    name: str
    key_id: int
    verify: Verifier


def key_id(name: str, kind: bytes, public: bytes) -> int:
    """The id of a key: the first four bytes of SHA-256(name ‖ newline ‖ kind ‖ public key), big-endian."""
    if not name or _BAD_NAME.search(name):
        raise ValueError(f"a key name has no space and no plus sign: {name!r}")
    return int.from_bytes(sha256(name.encode() + b"\n" + kind + public).digest()[:4], "big")


def verifier_key(name: str, kind: bytes, public: bytes) -> str:
    """The public key in one line, to be handed to witnesses: ``name+id+base64(kind ‖ key)``."""
    return f"{name}+{key_id(name, kind, public):08x}+{base64.b64encode(kind + public).decode()}"


def parse_verifier_key(line: str) -> tuple[str, bytes, bytes]:
    """Name, kind and public key of such a line. Raises NoteError when its id does not belong to it."""
    name, _, rest = line.partition("+")
    stated, _, encoded = rest.partition("+")
    raw = _unbase64(encoded)
    if not name or len(raw) < 2 or f"{key_id(name, raw[:1], raw[1:]):08x}" != stated:
        raise NoteError("the public key line is damaged")
    return name, raw[:1], raw[1:]


def sign(text: str, name: str, identifier: int, signer: Signer) -> Note:
    """The note of ``text`` with one signature."""
    _check_text(text)
    return Note(text, (Signature(name, identifier, signer(text.encode())),))


def cosigned_bytes(text: str, at: int) -> bytes:
    """What a witness signs of a checkpoint at an instant (C2SP tlog-cosignature v1), in seconds from 1970."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def cosign(text: str, at: int, name: str, identifier: int, signer: Signer) -> Signature:
    """A witness's signature line: it saw this head at that instant, and that it continues the one it saw before."""
    return Signature(name, identifier, at.to_bytes(_INSTANT_BYTES, "big") + signer(cosigned_bytes(text, at)))


def cosigner(name: str, identifier: int, verify: Verifier) -> Key:
    """A witness's key as a judge of notes: the instant stands before the signature."""

    def judge(message: bytes, data: bytes) -> bool:
        at = int.from_bytes(data[:_INSTANT_BYTES], "big")
        return len(data) > _INSTANT_BYTES and verify(cosigned_bytes(message.decode(), at), data[_INSTANT_BYTES:])

    return Key(name, identifier, judge)


def cosigned_at(signature: Signature) -> int:
    """The instant that a cosignature states, in seconds from 1970."""
    return int.from_bytes(signature.data[:_INSTANT_BYTES], "big")


def parse(data: bytes) -> Note:
    """The note in these bytes, its signatures not yet judged. Raises NoteError for anything malformed."""
    text, _, lines = _decoded(data).rpartition("\n\n")
    if not text or not lines.endswith("\n"):
        raise NoteError("a note is a text, an empty line and signature lines")
    split = lines[:-1].split("\n")
    if len(split) > MAX_SIGNATURES:
        raise NoteError("too many signature lines")
    return Note(text + "\n", tuple(_signature(line) for line in split))


def verified(note: Note, keys: Mapping[tuple[str, int], Key]) -> list[Signature]:
    """The signatures by known keys, all of which hold. Raises NoteError when one fails or none is known."""
    known = [(s, keys[s.name, s.key_id]) for s in note.signatures if (s.name, s.key_id) in keys]
    if not known:
        raise NoteError("no known key signed this note")
    if not all(key.verify(note.text.encode(), s.data) for s, key in known):
        raise NoteError("a signature by a known key does not hold")
    return [s for s, _ in known]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: who speaks, how many leaves, and the root over them."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """The lines that are signed."""
        lines = [self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions]
        if self.size < 0 or len(self.root) != HASH_BYTES or not all(lines) or any("\n" in line for line in lines):
            raise ValueError("not a checkpoint")
        return "\n".join(lines) + "\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note's text. Raises NoteError unless it is spelt the one canonical way."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() != "" or not all(lines) or not _SIZE.fullmatch(lines[1]):
        raise NoteError("a checkpoint is an origin, a size and a root, one a line")
    root = _unbase64(lines[2])
    if len(root) != HASH_BYTES:
        raise NoteError("the root of a checkpoint has 32 bytes")
    return Checkpoint(lines[0], int(lines[1]), root, tuple(lines[3:]))


def _decoded(data: bytes) -> str:
    if len(data) > MAX_NOTE_BYTES:
        raise NoteError("the note is too long")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise NoteError("a note is UTF-8 text") from error
    if _CONTROL.search(text):
        raise NoteError("a note has no control characters")
    return text


def _check_text(text: str) -> None:
    if len(text) < 2 or not text.endswith("\n") or _CONTROL.search(text):
        raise ValueError("a note's text ends in a newline and has no control characters")


def _signature(line: str) -> Signature:
    match = _LINE.fullmatch(line)
    raw = _unbase64(match[2]) if match else b""
    if not match or len(raw) < 5:
        raise NoteError("a signature line is: — name base64")
    return Signature(match[1], int.from_bytes(raw[:4], "big"), raw[4:])


def _unbase64(text: str) -> bytes:
    """Strict base64: only the one canonical spelling is accepted."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("not base64") from error
    if base64.b64encode(raw).decode() != text:
        raise NoteError("not canonical base64")
    return raw
