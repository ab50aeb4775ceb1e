"""The sample town: people and register rows that worked examples may take for granted (样本镇).

Each pack lists its rows in ``standing.toml``. A register named in an example's ``[given]`` replaces the
sample rows of that register altogether.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from fadu.kernel.load import BrokenDefinition, Complaint
from fadu.kernel.records import Row
from fadu.packs import catalogue, pack_names

ORG = "500102128"


#: What every row has beside the columns of its register.
OWN = frozenset(("key", "since", "until"))


@cache
def standing() -> Mapping[str, tuple[Row, ...]]:
    """Register → rows of all packs' ``standing.toml``. Raises BrokenDefinition for a file that its registers do not know."""
    found: dict[str, tuple[Row, ...]] = {}
    for pack in pack_names():
        file = files(f"fadu.packs.{pack}") / "standing.toml"
        if file.is_file():
            found |= rows_of_file(f"packs/{pack}/standing.toml", file.read_text(encoding="utf-8"))
    return found


def rows_of_file(where: str, text: str) -> dict[str, tuple[Row, ...]]:
    """Register → rows of one file. Raises BrokenDefinition."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise BrokenDefinition([Complaint(where, f"is no TOML: {trouble}", "mend that line")]) from trouble
    found = {register: tuple(row(register, r) for r in rows) for register, rows in table.items()}
    known = {register: register in catalogue().registers for register in found}
    complaints = [Complaint(where, f"fills unknown register {r}", "declare it, or use its name") for r, there in known.items() if not there]
    columns = [(r, n) for r, rows in found.items() if known[r] for n in unknown_columns(r, rows)]
    if complaints := [
        *complaints,
        *(Complaint(where, f"fills unknown column {n} of {r}", "declare it in its columns") for r, n in columns),
    ]:
        raise BrokenDefinition(complaints)
    return found


def unknown_columns(register: str, rows: Sequence[Row]) -> list[str]:
    """The names in these rows that the register has no column for; none where it is no register of the catalogue."""
    declared = catalogue().registers.get(register)
    known = {c.name for c in declared.columns} if declared else set()
    return list(dict.fromkeys(n for r in rows for n in r.values if n not in known)) if declared else []


def row(register: str, values: Mapping[str, Any]) -> Row:
    """A register row from a table: ``key``, ``since`` and ``until`` are the row's own, the rest its columns."""
    columns = {_SHORT.get((register, k), k): v for k, v in values.items() if k not in OWN}
    key = str(values.get("key") or columns.get("code") or columns.get("name") or columns.get("title") or len(columns))
    return Row(
        register=register, key=key, values=columns,
        since=values.get("since", date.min), until=values.get("until", date.max),
    )  # fmt: skip


#: What a justice office writes for short in an example.
_SHORT = {("officers", "certificate_until"): "expires", ("officers", "certificate_from"): "issued"}
