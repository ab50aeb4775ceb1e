"""Rows written and read in plain SQL that is made once for each table: on the path of every act the ORM would triple the cost.

Values pass through the model's own fields, so what is written and read is what the ORM would write and read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from django.db import connections, models

Table: TypeAlias = "type[models.Model]"
M = TypeVar("M", bound=models.Model)
#: Comparisons of a condition, as their column's name ends.
_COMPARED = {"gte": ">=", "lte": "<="}


def one(table: type[M], where: Mapping[str, object], *, lock: bool = False, using: str = "default") -> M | None:
    """The row that meets every condition, locked until the transaction ends where the database has such locks; None when there is none."""
    connection = connections[using]
    fields = [_field(table, name) for name in where]
    prepared = [f.get_db_prep_value(value, connection) for f, value in zip(fields, where.values(), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_select_sql(table, tuple(where), lock and connection.features.has_select_for_update, using), prepared)
        found = cursor.fetchone()
    return None if found is None else table.from_db(using, *_typed(table, found, using))


def insert(table: Table, values: Mapping[str, object], using: str = "default") -> None:
    """One row. Names are those of attributes (``matter_id``); a column left out takes its field's default."""
    fields = _columns(table)
    _run(_insert_sql(table, using), fields, _row(fields, values), using)


def upsert(table: Table, rows: Iterable[Mapping[str, object]], unique: Sequence[str], using: str = "default") -> None:
    """Rows written, or rewritten where one with the same ``unique`` columns stands."""
    fields, sql = _columns(table), _upsert_sql(table, tuple(unique), using)
    for values in rows:
        _run(sql, fields, _row(fields, values), using)


def update(table: Table, values: Mapping[str, object], where: Mapping[str, object], using: str = "default") -> None:
    """Change the rows that meet every condition: ``{"key": k, "until__gte": day}``."""
    fields = [_field(table, name) for name in (*values, *where)]
    _run(_update_sql(table, tuple(values), tuple(where), using), fields, [*values.values(), *where.values()], using)


def delete(table: Table, where: Mapping[str, object], using: str = "default") -> None:
    """Take away the rows that meet every condition. Only for projections: the journal's triggers refuse it."""
    fields = [_field(table, name) for name in where]
    _run(_delete_sql(table, tuple(where), using), fields, list(where.values()), using)


def _typed(table: Table, found: Sequence[Any], using: str) -> tuple[list[str], list[Any]]:
    """Attribute names and values as the ORM's own converters make them."""
    connection = connections[using]
    values = list(found)
    for i, column, converters in _converters(table, using):
        for convert in converters:
            values[i] = convert(values[i], column, connection)
    return [f.attname for f in _fields(table)], values


@lru_cache(maxsize=32)
def _converters(table: Table, using: str) -> tuple[tuple[int, Any, tuple[Any, ...]], ...]:
    connection = connections[using]
    columns = [f.get_col(table._meta.db_table) for f in _fields(table)]
    found = ((i, c, (*connection.ops.get_db_converters(c), *c.get_db_converters(connection))) for i, c in enumerate(columns))
    return tuple((i, c, converters) for i, c, converters in found if converters)


@lru_cache(maxsize=64)
def _select_sql(table: Table, where: tuple[str, ...], lock: bool, using: str) -> str:
    names = ", ".join(_quoted(f.column, using) for f in _fields(table))
    sql = f"SELECT {names} FROM {_quoted(table._meta.db_table, using)} WHERE {_condition(table, where, using)}"  # noqa: S608  names of our models
    return f"{sql} FOR UPDATE" if lock else sql


def _run(sql: str, fields: Sequence[Any], values: Sequence[object], using: str) -> None:
    connection = connections[using]
    prepared = [f.get_db_prep_save(value, connection) for f, value in zip(fields, values, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(sql, prepared)


def _row(fields: Sequence[Any], values: Mapping[str, object]) -> list[object]:
    return [values[f.attname] if f.attname in values else f.get_default() for f in fields]


@lru_cache(maxsize=64)
def _columns(table: Table) -> tuple[Any, ...]:
    """Every column that we write: all but a number that the database gives."""
    return tuple(f for f in _fields(table) if not isinstance(f, models.AutoField))


def _fields(table: Table) -> tuple[Any, ...]:
    return tuple(table._meta.concrete_fields)


def _field(table: Table, name: str) -> Any:
    wanted = name.partition("__")[0]
    return next(f for f in _fields(table) if wanted in (f.attname, f.name))


@lru_cache(maxsize=64)
def _insert_sql(table: Table, using: str) -> str:
    names = ", ".join(_quoted(f.column, using) for f in _columns(table))
    marks = ", ".join(["%s"] * len(_columns(table)))
    return f"INSERT INTO {_quoted(table._meta.db_table, using)} ({names}) VALUES ({marks})"  # noqa: S608  names of our models


@lru_cache(maxsize=64)
def _upsert_sql(table: Table, unique: tuple[str, ...], using: str) -> str:
    keys = [_field(table, name).column for name in unique]
    changed = [_quoted(f.column, using) for f in _columns(table) if f.column not in keys]
    conflict = ", ".join(_quoted(key, using) for key in keys)
    return f"{_insert_sql(table, using)} ON CONFLICT ({conflict}) DO UPDATE SET " + ", ".join(f"{c} = EXCLUDED.{c}" for c in changed)


@lru_cache(maxsize=128)
def _update_sql(table: Table, names: tuple[str, ...], where: tuple[str, ...], using: str) -> str:
    changed = ", ".join(f"{_quoted(_field(table, name).column, using)} = %s" for name in names)
    return f"UPDATE {_quoted(table._meta.db_table, using)} SET {changed} WHERE {_condition(table, where, using)}"  # noqa: S608  names of our models


@lru_cache(maxsize=64)
def _delete_sql(table: Table, where: tuple[str, ...], using: str) -> str:
    return f"DELETE FROM {_quoted(table._meta.db_table, using)} WHERE {_condition(table, where, using)}"  # noqa: S608  names of our models


def _condition(table: Table, where: tuple[str, ...], using: str) -> str:
    tests = ((_quoted(_field(table, name).column, using), _COMPARED.get(name.partition("__")[2], "=")) for name in where)
    return " AND ".join(f"{column} {compared} %s" for column, compared in tests)


def _quoted(name: str, using: str) -> str:
    return connections[using].ops.quote_name(name)
