"""A fault found in what is stored: which table, which row, which column, and what is wrong with it in Chinese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``row`` is the primary key, or the place in the log, as text; ``field`` the column, empty for the row."""

    table: str
    row: str
    field: str
    message: str
    org: str = ""

    def __str__(self) -> str:
        place = f"{self.table} {self.row}" + (f".{self.field}" if self.field else "")
        return f"{place}：{self.message}"
