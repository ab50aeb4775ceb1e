"""Rows of a register brought in from elsewhere: written by entries of an import, so that they can be verified and rebuilt."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from fadu.kernel.decide import Refused
from fadu.kernel.field import encode
from fadu.kernel.journal import canonical
from fadu.kernel.records import Row
from fadu.kernel.role import Actor
from fadu.service.take_step import Command, Receipt, take_step

#: Rows of one entry: a page of a sheet, and well within what one entry holds.
PAGE = 300


def bring(org: str, by: Actor, register: str, rows: Sequence[Row], sheet: str, at: datetime, *, durable: bool = True) -> list[Receipt]:
    """Write the rows, some hundred an entry; their order is that of the sheet, whose first row is its head. Raises ValueError when refused."""
    pages = [(start, rows[start : start + PAGE]) for start in range(0, len(rows), PAGE)]
    return [_page(org, by, register, page, sheet, at, start, durable) for start, page in pages]


def _page(org: str, by: Actor, register: str, rows: Sequence[Row], sheet: str, at: datetime, start: int, durable: bool) -> Receipt:
    brought = [_row(row, start + n) for n, row in enumerate(rows, 2)]
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{org}{register}{sheet}{at}{start}"))
    fields = {"register_name": register, "sheet": sheet, "imported_rows": brought}
    result = take_step(
        Command(key=key, org=org, actors=(by,), step="bring", procedure="common.import", fields=fields, at=at, imported=True),
        durable=durable,
    )
    if isinstance(result, Refused):
        raise ValueError("；".join(str(r) for r in result.refusals))
    return result


def _row(row: Row, number: int) -> dict[str, object]:
    content = canonical({name: encode(value) for name, value in row.values.items()}).decode()
    until = {} if row.until == date.max else {"until": row.until}
    return {"row_number": number, "key": row.key, "since": row.since, **until, "content": content}
