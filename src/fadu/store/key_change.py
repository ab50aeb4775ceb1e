"""Gives a town's log a new signing key, after a suspicion or at a planned date: the old key's last act is to name the new one.

The order is: sign all there is with the old key, new key on disk, statement on disk, new key in the old one's place. A
crash in between stops signing until the change is run again, which then finishes it.
"""

from __future__ import annotations

from pathlib import Path

from fadu.store import durable
from fadu.store.guard import GuardRefusal, signing
from fadu.store.keys import KeyTrouble, LogKey, key_path, new_key_at, open_key_at
from fadu.store.publisher import guard_folder, keys_folder, settle, signer_of
from fadu.store.succession import Succession, state, statement_path, successions


def change_key(org: str, using: str = "default") -> Succession:
    """Hand over to a new key now. Raises KeyTrouble, GuardRefusal or LogBroken; nothing is changed then."""
    if done := finish(org):
        return done
    folder = keys_folder()
    settle(org, using)
    with signing(guard_folder(), org):
        signer = signer_of(org, using)
        signed = signer.guard.read()
        if signed is None:
            raise GuardRefusal("本镇的日志还没有签过名，不用更换密钥")
        return _hand_over(folder, org, signer.key, signed.checkpoint.size)


def finish(org: str) -> Succession | None:
    """The change that a crash interrupted after its statement was written, finished now; None when there is none."""
    folder = keys_folder()
    handed, waiting = successions(folder, org), _waiting(folder, org)
    if not handed or not waiting.exists() or open_key_at(waiting, org).line != handed[-1].new:
        return None
    _take_office(folder, org)
    return handed[-1]


def _hand_over(folder: Path, org: str, old: LogKey, size: int) -> Succession:
    waiting = _waiting(folder, org)
    waiting.unlink(missing_ok=True)
    new_key_at(waiting)
    stated = state(old, open_key_at(waiting, org), size)
    durable.replace(statement_path(folder, org, len(successions(folder, org)) + 1), stated.note.encode())
    _take_office(folder, org)
    return stated


def _take_office(folder: Path, org: str) -> None:
    """The new key in the old one's place; the old one is gone from this machine."""
    try:
        _waiting(folder, org).replace(key_path(folder, org))
    except OSError as error:
        raise KeyTrouble("新密钥没有就位；请再运行一次 fadu key-change") from error
    durable.sync_folder(folder)


def _waiting(folder: Path, org: str) -> Path:
    path = key_path(folder, org)
    return path.with_name(f"{path.name}.next")
