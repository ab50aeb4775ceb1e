"""The seal of an account: a keyed digest over who signs in and how, so that whoever writes only the database can make or change none.

The key is a file beside the signing keys. What is sealed is in the row itself; nothing of it goes into the journal.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings

from fadu.kernel.journal import canonical
from fadu.store import durable
from fadu.store.keys import KeyTrouble

NAME = "account_seal"
_BYTES = 32
#: What lets somebody in, and as whom. Counters of failures and what a page looks like are not sealed.
SEALED = ("org", "login", "person_id", "name", "password", "is_active", "second_factor")


def seal_of(account: Any) -> str:
    """The seal that this row should bear; the key is made on first use."""
    return _digest(account, _key(create=True))


def sealed(account: Any) -> bool:
    """Whether the row is as this installation last wrote it. Without the key nothing can be said, and the answer is no."""
    key = _key()
    return bool(key) and hmac.compare_digest(_digest(account, key), account.seal)


def has_key() -> bool:
    """Whether seals can be checked here: a backup restored without its keys has none."""
    return bool(_key())


def _digest(account: Any, key: bytes) -> str:
    return hmac.new(key, canonical({name: getattr(account, name) for name in SEALED}), hashlib.sha256).hexdigest()


def _key(*, create: bool = False) -> bytes:
    """The key; b"" where there is none, or one that is damaged. With ``create`` there is one: made, or KeyTrouble raised for a damaged one."""
    try:
        key = bytes.fromhex(_place().read_text(encoding="ascii"))
    except FileNotFoundError:
        return _made() if create else b""
    except ValueError:
        key = b""
    if create and len(key) != _BYTES:
        raise KeyTrouble(f"账号封印的密钥文件 {_place()} 已损坏：从备份的密钥恢复它；没有的，把它移走再办")
    return key if len(key) == _BYTES else b""


def _made() -> bytes:
    """A new key, unless another process is first: then its."""
    durable.create(_place(), secrets.token_hex(_BYTES).encode())
    return _key(create=True)


def _place() -> Path:
    return Path(settings.KEYS_ROOT) / NAME
