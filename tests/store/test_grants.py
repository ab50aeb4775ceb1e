"""The application's role on PostgreSQL: it can do a day's work and cannot undo one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

from fadu.store.grants import ADD_ONLY, CHANGE_ONLY, statements
from fadu.store.triggers import RULES
from fadu.store.verify import verify
from tests.store.library import build

ROLE = "fadu_application"


@pytest.fixture
def application(db: None) -> Iterator[None]:
    """The rest of the test runs as the application's role."""
    if connection.vendor != "postgresql":
        pytest.skip("roles are PostgreSQL's")
    with connection.cursor() as cursor:
        for statement in (f"CREATE ROLE {ROLE}", *statements(ROLE), f"SET ROLE {ROLE}"):
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_a_day_of_work_needs_no_more_than_the_grants(application: None, store_folders: Path) -> None:
    build(store_folders / "evidence")
    assert [str(fault) for fault in verify()] == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE store_journalentry SET seq = 1", "DELETE FROM store_journalentry", "TRUNCATE store_journalentry CASCADE",
        "DELETE FROM store_entryvalues", "UPDATE store_checkpoint SET size = 1", "DELETE FROM store_logtile",
        "DROP TRIGGER fadu_refuse_update_journalentry ON store_journalentry", "ALTER TABLE store_matter ADD COLUMN x int",
        "ALTER TABLE store_journalentry DISABLE TRIGGER ALL", "DROP TABLE store_matter",
    ],
)  # fmt: skip
def test_the_role_cannot_touch_what_is_on_record(application: None, statement: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_grants_and_triggers_speak_of_the_same_tables() -> None:
    kept = {rule.table for rule in RULES if rule.event == "DELETE" and not rule.when}
    assert kept == ADD_ONLY | CHANGE_ONLY


@pytest.mark.parametrize("role", ["", "x; DROP TABLE y", "Fadu", "1a", "a b"])
def test_a_role_name_needs_no_quoting(role: str) -> None:
    with pytest.raises(ValueError, match="角色名"):
        statements(role)
