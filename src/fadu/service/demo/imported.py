"""Registers that the town brings along in its spreadsheets: rows without a journal entry, in force before the year.

They are what an import writes. Everything that has a procedure comes about through its steps and is not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.kernel.field import encode
from fadu.packs import catalogue
from fadu.service.demo.people import ENFORCEMENT_POSTS
from fadu.service.demo.tables import table
from fadu.store.models import RegisterRow
from fadu.store.tokens import row_search

BEGINS = date(2023, 12, 1)


def bring_registers(org: str) -> int:
    """Write the rows of every register that a loaded pack declares; how many."""
    rows = [_row(org, register, values) for register, values in _listed() if register in catalogue().registers]
    RegisterRow.objects.bulk_create(rows)
    return len(rows)


def _listed() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for register, rows in table("imported").items():
        yield from ((register, row) for row in rows)
    for number, holder in enumerate(ENFORCEMENT_POSTS, start=1):
        post = f"执法岗位{number:02d}"
        yield "enforcement_posts", {"key": post, "post": post, "holder": holder}


def _row(org: str, register: str, values: Mapping[str, Any]) -> RegisterRow:
    columns = {k: encode(v) for k, v in values.items() if k not in ("key", "since")}
    since = values.get("since") or values.get("issued") or BEGINS
    return RegisterRow(
        org=org, register=register, key=values["key"], values=columns, since=since,
        search=row_search(columns),
    )  # fmt: skip
