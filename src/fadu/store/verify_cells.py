"""Cells that cannot be read at all. SQLite takes anything into any column, and a file may be damaged; who reads it stumbles.

Looked at only when a verification stumbled: what it then names is the first thing to mend.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connections
from django.db.models import Field

from fadu.store.fault import Fault

#: By kind of column: what a cell of it must not be, in SQL; and what is then said of it.
_UNREADABLE = {
    "JSONField": ("NOT json_valid({cell})", "内容残缺，读不出来"),
    "BinaryField": ("typeof({cell}) <> 'blob'", "应为字节，现在不是"),
    "DateField": ("date({cell}) IS NULL", "应为日期，现在不是"),
    "DateTimeField": ("datetime({cell}) IS NULL", "应为时间，现在不是"),
    "IntegerField": ("typeof({cell}) <> 'integer'", "应为整数，现在不是"),
    "PositiveIntegerField": ("typeof({cell}) <> 'integer'", "应为整数，现在不是"),
    "BigIntegerField": ("typeof({cell}) <> 'integer'", "应为整数，现在不是"),
}


def unreadable(using: str = "default") -> list[Fault]:
    """What of the tables cannot be read: the first such cell of each column, or else that the file is damaged.

    SQLite only: a server refuses such cells, and looks after its own files.
    """
    if connections[using].vendor != "sqlite":
        return []
    tables = [(model._meta.db_table, model._meta.concrete_fields) for model in apps.get_app_config("store").get_models()]
    try:
        found = [fault for table, columns in tables for column in columns for fault in _first(column, table, using)]
    except DatabaseError:
        found = []
    return found or _damage(using)


def _damage(using: str) -> list[Fault]:
    """What the database finds wrong with its own file."""
    try:
        with connections[using].cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            sound = cursor.fetchone() == ("ok",)
    except DatabaseError:
        sound = False
    name = Path(str(connections[using].settings_dict["NAME"])).name
    return [] if sound else [Fault(name, "", "", "数据库文件已损坏，请用 fadu restore 把备份恢复到空目录")]


def _first(column: Field[Any, Any], table: str, using: str) -> Iterator[Fault]:
    broken, said = _UNREADABLE.get(column.get_internal_type(), ("", ""))
    if not broken:
        return
    name = str(column.column)
    condition = broken.format(cell=f'"{name}"')
    with connections[using].cursor() as cursor:
        key = str(column.model._meta.pk.column)
        cursor.execute(f'SELECT "{key}" FROM {table} WHERE "{name}" IS NOT NULL AND {condition} ORDER BY 1 LIMIT 1')  # noqa: S608  our own names
        yield from (Fault(table, str(row), name, said) for (row,) in cursor.fetchall())
