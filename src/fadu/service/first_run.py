"""The code of the first run: made when an empty installation starts, printed on its console, gone once a town stands.

Only its digest is kept, in a file beside the keys. While that file is there, nothing but the set-up page is served.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from django.conf import settings

from fadu.store import durable
from fadu.store.models import Town

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _LENGTH = 3, 4


def offer() -> str:
    """A new code for an installation without a town, the one before it void; '' where a town stands."""
    if Town.objects.exists():
        withdraw()
        return ""
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    durable.replace(_place(), _digest(code).encode())
    return code


def waiting() -> bool:
    """Whether the installation waits to be set up."""
    return _place().exists()


def opens(code: str) -> bool:
    """Whether this is the code, however it was spaced."""
    try:
        kept = _place().read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return False
    return hmac.compare_digest(kept, _digest(code))


def withdraw() -> None:
    """The code opens nothing any more."""
    _place().unlink(missing_ok=True)


def _place() -> Path:
    return Path(settings.KEYS_ROOT) / "first_run"


def _digest(code: str) -> str:
    plain = "".join(c for c in code.lower() if c in _LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()
