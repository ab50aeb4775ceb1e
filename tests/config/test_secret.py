"""The secret key of an installation."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fadu.config.secret import NAME, secret_key


def test_it_works(tmp_path: Path) -> None:
    key = secret_key(tmp_path / "keys")
    assert len(key) >= 64
    assert secret_key(tmp_path / "keys") == key


def test_two_installations_differ(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    secret_key(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys" / NAME).stat().st_mode) == 0o600


def test_many_starting_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(tmp_path), range(32)))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
