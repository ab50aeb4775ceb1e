"""Somebody who owns the database changes one column of one row at a time, whichever it is; ``verify`` names the table and says what is wrong.

A column that proves nothing is in ``FREE`` with the reason. A new table or column must be found or be named there.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, connection, models, transaction

from fadu.service.uploads import take_in
from fadu.service.verify import examine
from fadu.store.fault import Fault
from fadu.store.keys import open_key, witness_key
from fadu.store.models import EvidenceUse, NumberTaken
from fadu.store.publisher import keys_folder, settle
from fadu.store.witness import cosign, keep, read_request, request, trust
from tests.town import ORG, SmallTown, at, take

pytestmark = pytest.mark.django_db

#: Tables beside the record: who may sign in, what was read, what was answered. Nothing in them says what happened on a matter.
BESIDE = {"Town", "CommandKey", "AccessRecord", "Outbox", "Link", "Tally"}
#: Columns that no other row can contradict, and why that does no harm.
FREE = {
    "Account.must_change_password": "asks for a new password once more, or once less; the password itself is sealed",
    "Account.failed_attempts": "how often somebody guessed; a guess is counted at its address too",
    "Account.locked_until_at": "as Account.failed_attempts",
    "Account.second_factor_used": "the last period whose code was used: the code itself comes from the sealed secret",
    "Account.last_login": "when somebody came in is in the log of access",
    "Account.preferences": "what pages look like",
    "Checkpoint.at": "when it was signed is our own word; the order of heads is in their sizes",
    "EvidenceFile.at": "when it came in is our own word; the entry that cites it has its own instant",
    "EvidenceFile.org": "the town that handed a file in first; whoever cites it, cites it by content",
    "EvidenceUse.name": "a name somebody gave the file; the file itself is addressed by content",
    "EvidenceUse.at": "as EvidenceFile.at",
}  # fmt: skip


#: Rows whose going takes nothing with it, and why.
FREE_TO_GO = {
    "Checkpoint": "every later head contains an earlier one; that the newest is gone is known to the guard file",
    "Cosignature": "the witness keeps what it signed, and will not sign another history",
    "NumberCounter": "it is counted up anew past the numbers taken; a number that is gone is missed by its entry",
}


def recorded() -> list[type[models.Model]]:
    return [m for m in apps.get_app_config("store").get_models() if m.__name__ not in BESIDE]


def columns() -> list[tuple[type[models.Model], Any]]:
    """Every column that is not the row's own number."""
    return [(m, f) for m in recorded() for f in m._meta.concrete_fields if not isinstance(f, models.AutoField)]


@pytest.fixture(scope="module")
def furnished(standing_town: SmallTown, django_db_blocker: Any) -> SmallTown:
    """The small town with a file in use and a void number, signed."""
    with django_db_blocker.unblock():
        file = take_in(ORG, "fang", "现场照片.txt", io.BytesIO("院坝边界现场".encode()))
        assert isinstance(file, dict)
        take(standing_town, "fang", "note", at(4, 1), "", matter="near", fields={"remark": "见照片"}, files=(file["root"],))
        take(standing_town, "li", "void", at(4, 1), "", matter="penalty", fields={"delivered": False, "void_reason": "打印错误"})
        settle(ORG)
        _witness()
    return standing_town


def _witness() -> None:
    """Somebody in another place signs the newest head."""
    own = witness_key(keys_folder() / "elsewhere", "district")
    trust(keys_folder(), own.witness_line)
    town_key = open_key(keys_folder(), ORG).line
    keep(keys_folder(), cosign(keys_folder() / "elsewhere", own, read_request(request(ORG)), town_key, 1_750_000_000))


@pytest.fixture
def town(unguarded: None, furnished: SmallTown) -> SmallTown:
    """The triggers are gone: the attacker owns the database. An entry waits."""
    take(furnished, "fang", "note", at(4, 2), "", matter="near", fields={"remark": "电话回访"})
    return furnished


def test_the_town_is_sound_and_has_something_in_every_table(town: SmallTown) -> None:
    assert [f for f in examine().faults if f.table != "trigger"] == []
    assert [m.__name__ for m in recorded() if not m._default_manager.exists()] == ["Pending"]
    assert NumberTaken.objects.filter(voided=True).exists()
    assert EvidenceUse.objects.filter(entry__isnull=False).exists()


def test_no_row_goes_without_being_found(town: SmallTown) -> None:
    silent = {table.__name__ for table in recorded() for row in _ends(table) if not _missed(table, row)}
    assert silent == set(FREE_TO_GO)


def test_no_column_changes_without_being_found(town: SmallTown) -> None:
    silent = [name for table, column in columns() for name in _unnoticed(table, column)]
    assert sorted(set(silent) - set(FREE)) == []
    assert set(FREE) <= {f"{m.__name__}.{f.attname}" for m, f in columns()}


def _unnoticed(table: type[models.Model], column: Any) -> Iterator[str]:
    for row in _rows(table, column):
        if not _found(table, row, column):
            yield f"{table.__name__}.{column.attname}"


def _rows(table: type[models.Model], column: Any) -> list[models.Model]:
    """A first and a last row, and one in which the column says something."""
    every = list(_standing(table))
    telling = [r for r in every if getattr(r, column.attname) not in (None, "", False, {}, date.max, date.min)]
    return list({r.pk: r for r in [*every[:1], *every[-1:], *telling[:1], *telling[-1:]]}.values())


def _ends(table: type[models.Model]) -> list[models.Model]:
    every = list(_standing(table))
    return list({r.pk: r for r in (*every[:1], *every[-1:])}.values())


def _standing(table: type[models.Model]) -> models.QuerySet[models.Model]:
    return table._default_manager.order_by("pk")


def _missed(table: type[models.Model], row: models.Model) -> bool:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                f'DELETE FROM {table._meta.db_table} WHERE "{table._meta.pk.column}" = %s',
                [table._meta.pk.get_db_prep_value(row.pk, connection)],
            )
        found = [f for f in examine().faults if f.table != "trigger"]
        transaction.set_rollback(True)
    return bool(found)


def _found(table: type[models.Model], row: models.Model, column: Any) -> bool:
    """Whether another value, and none at all where that is possible, is found."""
    values = [_other(table, row, column), *([None] if column.null and getattr(row, column.attname) is not None else [])]
    return all(_told(table, row, column, value) for value in values)


def _told(table: type[models.Model], row: models.Model, column: Any, value: object) -> bool:
    with transaction.atomic():
        try:
            with transaction.atomic():
                _write(table, row, column, value)
        except (IntegrityError, DataError):
            return True  # the database itself refuses it
        found = [f for f in examine().faults if f.table != "trigger"]
        transaction.set_rollback(True)
    assert all(_in_chinese(f) for f in found)
    return bool(found)


def _write(table: type[models.Model], row: models.Model, column: Any, value: object) -> None:
    with connection.cursor() as cursor:
        sql = f'UPDATE {table._meta.db_table} SET "{column.column}" = %s WHERE "{table._meta.pk.column}" = %s'
        key = table._meta.pk.get_db_prep_value(row.pk, connection)
        cursor.execute(sql, [column.get_db_prep_save(value, connection), key])
        assert cursor.rowcount == 1


def _in_chinese(fault: Fault) -> bool:
    return bool(fault.message) and any("\u4e00" <= c <= "\u9fff" for c in fault.message)


def _other(table: type[models.Model], row: models.Model, column: Any) -> object:
    """Another value of the same kind, as little different as can be."""
    before = getattr(row, column.attname)
    if isinstance(column, models.ForeignKey):
        return _other_key(column, before)
    kinds = (
        (models.BooleanField, lambda v: not v), (models.JSONField, _other_json), (models.UUIDField, lambda v: uuid.UUID(int=(v.int if v else 0) ^ 1)),
        (models.DateTimeField, lambda v: (v or datetime(2025, 1, 1).astimezone()) + timedelta(seconds=1)), (models.DateField, _other_day),
        (models.IntegerField, lambda v: v + 1), (models.BinaryField, lambda v: bytes([bytes(v)[0] ^ 1]) + bytes(v)[1:]),
        (models.CharField, _other_text), (models.TextField, _other_text),
    )  # fmt: skip
    return next(change(before) for kind, change in kinds if isinstance(column, kind))


def _other_key(column: Any, before: object) -> object:
    keys = column.related_model._default_manager.exclude(pk=before).order_by("pk").values_list("pk", flat=True)
    return keys.first() or "0" * 64


def _other_day(day: date | None) -> date:
    if day is None:
        return date(2025, 6, 1)
    return day - timedelta(days=1) if day == date.max else day + timedelta(days=1)


def _other_text(text: str) -> str:
    return (text[:-1] + ("0" if text[-1] != "0" else "1")) if text else "0"


def _other_json(value: Any) -> Any:
    """The same with the first leaf changed."""
    if isinstance(value, dict):
        return {**value, (first := sorted(value)[0]): _other_json(value[first])} if value else {"x": 1}
    if isinstance(value, list):
        return [_other_json(value[0]), *value[1:]] if value else ["x"]
    if isinstance(value, bool) or value is None:
        return not value
    return value + 1 if isinstance(value, int) else _other_text(str(value))
