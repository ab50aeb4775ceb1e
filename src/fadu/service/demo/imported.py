"""Registers that the town brings along in its spreadsheets: imported before the year, by an entry each.

Everything that has a procedure comes about through its steps and is not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from fadu.kernel.records import Row
from fadu.packs import catalogue
from fadu.service.clock import CHINA
from fadu.service.demo.people import ENFORCEMENT_POSTS
from fadu.service.demo.tables import table
from fadu.service.importing import bring
from fadu.service.people import actor_of
from fadu.store.models import Account

BEGINS = date(2023, 12, 1)
BY = "sifa"


def bring_registers(org: str) -> int:
    """Import the rows of every register that a loaded pack declares; how many."""
    brought: dict[str, list[Row]] = {}
    for register, values in _listed():
        if register in catalogue().registers:
            brought.setdefault(register, []).append(_row(register, values))
    by = actor_of(Account.objects.get(org=org, person_id=BY))
    for register, rows in brought.items():
        bring(org, by, register, rows, f"{register}.xlsx", datetime.combine(BEGINS, time(9), CHINA))
    return sum(map(len, brought.values()))


def _listed() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for register, rows in table("imported").items():
        yield from ((register, row) for row in rows)
    for number, holder in enumerate(ENFORCEMENT_POSTS, start=1):
        post = f"执法岗位{number:02d}"
        yield "enforcement_posts", {"key": post, "post": post, "holder": holder}


def _row(register: str, values: Mapping[str, Any]) -> Row:
    columns = {k: v for k, v in values.items() if k not in ("key", "since")}
    return Row(register=register, key=str(values["key"]), values=columns, since=values.get("since") or values.get("issued") or BEGINS)
