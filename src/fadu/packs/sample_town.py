"""The sample town: people and register rows that worked examples may take for granted (样本镇).

Each pack lists its rows in ``standing.toml``. A register named in an example's ``[given]`` replaces the
sample rows of that register altogether.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from fadu.kernel.records import Row
from fadu.packs import pack_names

ORG = "500102128"


@cache
def standing() -> Mapping[str, tuple[Row, ...]]:
    """Register → rows of all packs' ``standing.toml``."""
    found: dict[str, tuple[Row, ...]] = {}
    for pack in pack_names():
        file = files(f"fadu.packs.{pack}") / "standing.toml"
        if file.is_file():
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            found |= {register: tuple(row(register, r) for r in rows) for register, rows in table.items()}
    return found


def row(register: str, values: Mapping[str, Any]) -> Row:
    """A register row from a table: ``key``, ``since`` and ``until`` are the row's own, the rest its columns."""
    columns = {_SHORT.get((register, k), k): v for k, v in values.items() if k not in ("key", "since", "until")}
    key = str(values.get("key") or columns.get("code") or columns.get("name") or columns.get("title") or len(columns))
    return Row(
        register=register, key=key, values=columns,
        since=values.get("since", date.min), until=values.get("until", date.max),
    )  # fmt: skip


#: What a justice office writes for short in an example.
_SHORT = {("officers", "certificate_until"): "expires", ("officers", "certificate_from"): "issued"}
