"""The Ed25519 key with which a town signs its log: one file a town, readable by its owner only.

It is made once. A missing key is never replaced in silence, since everything signed before would lose its witness.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fadu.kernel.note import (
    COSIGNATURE,
    ED25519,
    Key,
    Note,
    NoteError,
    Signature,
    cosign,
    cosigner,
    key_id,
    parse_verifier_key,
    sign,
    verifier_key,
)
from fadu.store import durable

ORG = re.compile(r"[0-9]{9}", re.ASCII)


class KeyTrouble(Exception):
    """The signing key is missing, readable by others, or not a key. The message says what to do."""


@dataclass(frozen=True, slots=True)
class LogKey:
    """A town's signing key under the name (origin) it signs for."""

    name: str
    public: bytes
    _private: Ed25519PrivateKey = field(repr=False)

    @property
    def id(self) -> int:
        return key_id(self.name, ED25519, self.public)

    @property
    def line(self) -> str:
        """The public key in one line, to be given to witnesses and printed."""
        return verifier_key(self.name, ED25519, self.public)

    @property
    def verifier(self) -> Key:
        return ed25519_verifier(self.name, self.public)

    @property
    def witness_line(self) -> str:
        """The public key of a witness in one line."""
        return verifier_key(self.name, COSIGNATURE, self.public)

    def cosign(self, text: str, at: int) -> Signature:
        """This key's cosignature under a checkpoint, at an instant in seconds from 1970."""
        return cosign(text, at, self.name, key_id(self.name, COSIGNATURE, self.public), self._private.sign)

    def sign(self, text: str) -> Note:
        """The note of a text, signed by this key."""
        return sign(text, self.name, self.id, self._private.sign)


def origin(org: str) -> str:
    """The identity of a town's log: ``fadu.<county code>/<town code>/journal``."""
    if not ORG.fullmatch(org):
        raise ValueError(f"乡镇代码应为9位数字，现为“{org}”")
    return f"fadu.{org[:6]}/{org}/journal"


def key_of_line(line: str) -> Key:
    """The judge behind a public key line, a log's or a witness's. Raises NoteError."""
    name, kind, public = parse_verifier_key(line.strip())
    if kind not in (ED25519, COSIGNATURE) or len(public) != 32:
        raise NoteError("not an Ed25519 key")
    plain = ed25519_verifier(name, public)
    return plain if kind == ED25519 else cosigner(name, key_id(name, COSIGNATURE, public), plain.verify)


def ed25519_verifier(name: str, public: bytes) -> Key:
    """The judge of signatures by one public key."""
    held = Ed25519PublicKey.from_public_bytes(public)

    def verify(message: bytes, signature: bytes) -> bool:
        try:
            held.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return Key(name, key_id(name, ED25519, public), verify)


def key_path(folder: Path, org: str) -> Path:
    """Where a town's key lies."""
    origin(org)
    return folder / f"journal-{org}.pem"


def make_key(folder: Path, org: str) -> LogKey:
    """The town's key, made now when there is none. Two processes starting at once end with the same key."""
    path = key_path(folder, org)
    if not path.exists():
        new_key_at(path)
    return open_key(folder, org)


def new_key_at(path: Path) -> None:
    """A new key in this file, unless there is one."""
    durable.create(path, _pem(Ed25519PrivateKey.generate()))


def open_key(folder: Path, org: str) -> LogKey:
    """The town's key. Raises KeyTrouble when it is missing, open to others or damaged."""
    return open_key_at(key_path(folder, org), org)


def open_key_at(path: Path, org: str) -> LogKey:
    """The town's key in this file. Raises KeyTrouble as ``open_key`` does."""
    try:
        mode, pem = path.stat().st_mode, path.read_bytes()
    except FileNotFoundError as error:
        raise KeyTrouble(f"找不到签名密钥 {path.name}；请从密钥备份恢复到 {path.parent}，不要另造新钥") from error
    if stat.S_IMODE(mode) & 0o077:
        raise KeyTrouble(f"签名密钥 {path.name} 可被他人读取；请将权限改为仅属主可读写（600）后再试")
    return _loaded(pem, org, path)


def witness_key(folder: Path, name: str) -> LogKey:
    """The key with which this installation witnesses other logs; made at the first use. Raises KeyTrouble."""
    path = folder / "witness.pem"
    if not path.exists():
        new_key_at(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyTrouble(f"见证密钥 {path.name} 可被他人读取；请将权限改为仅属主可读写（600）后再试")
    return replace(_loaded(path.read_bytes(), "0" * 9, path), name=name)


def _loaded(pem: bytes, org: str, path: Path) -> LogKey:
    try:
        private = serialization.load_pem_private_key(pem, password=None)
    except ValueError as error:
        raise KeyTrouble(f"签名密钥 {path.name} 已损坏；请从密钥备份恢复") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyTrouble(f"签名密钥 {path.name} 不是 Ed25519 密钥；请从密钥备份恢复")
    return LogKey(origin(org), private.public_key().public_bytes_raw(), private)


def _pem(private: Ed25519PrivateKey) -> bytes:
    return private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
