"""Database triggers that refuse to change or delete what is on record, on SQLite and PostgreSQL alike.

They stop slips and ordinary rights; whoever may drop a trigger is found by ``verify``. Rules are data here and
become SQL for the vendor at hand; the migration installs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "fadu_refuse"


@dataclass(frozen=True, slots=True)
class Rule:
    """An event on a table that is refused, always or under a condition on OLD and NEW (per vendor where they differ)."""

    table: str
    event: str
    message: str
    when: str = ""
    postgresql: str = ""

    @property
    def name(self) -> str:
        return f"{PREFIX}_{self.event.lower()}_{self.table.removeprefix('store_')}"

    def condition(self, vendor: str) -> str:
        return self.postgresql if vendor == "postgresql" and self.postgresql else self.when


def _changed(*columns: str) -> str:
    """That one of the columns differs; NULL counts as a value."""
    return " OR ".join(f'(OLD."{c}" <> NEW."{c}" OR (OLD."{c}" IS NULL) <> (NEW."{c}" IS NULL))' for c in columns)


def _grown(column: str) -> str:
    """SQLite: that the JSON object holds a name it did not hold, or another value under a name it held."""
    names = f'json_each(NEW."{column}") n LEFT JOIN json_each(OLD."{column}") o ON o.key = n.key'
    return f"EXISTS (SELECT 1 FROM {names} WHERE o.key IS NULL OR o.value IS NOT n.value)"  # noqa: S608  our own names


_NOT_ERASURE = f"NEW.erased_by_id IS NULL OR {_changed('entry_id', 'org')}"
_FOREVER = ("store_journalentry", "store_logleaf", "store_checkpoint", "store_cosignature", "store_accessrecord")
_FILE_COLUMNS = ("root", "org", "sha256", "size", "media_type", "at")
#: The name of a file whose bytes were destroyed goes with them, and nothing else of its use.
_SAME_USE = f"NEW.name = '' AND NOT ({_changed('org', 'file_id', 'matter', 'entry_id', 'added_by', 'at')})"
_NAME_ERASED = f"{_SAME_USE} AND EXISTS (SELECT 1 FROM store_evidencefile f WHERE f.root = OLD.file_id AND f.erased_by_id IS NOT NULL)"  # noqa: S608  our own names
_NAME_ERASED_POSTGRESQL = f"{_SAME_USE} AND fadu_is_erased(OLD.file_id)"

RULES = (
    *(Rule(table, "UPDATE", "留痕记录不得修改；写错的，追加更正记录") for table in _FOREVER),
    *(Rule(table, "DELETE", "留痕记录不得删除") for table in _FOREVER),
    Rule("store_entryvalues", "DELETE", "记录的内容不得删除；依法删除个人信息的，按步骤逐项办理"),
    Rule(
        "store_entryvalues", "UPDATE", "记录的内容不得修改，只能依法逐项删除并写明依据",
        f"{_NOT_ERASURE} OR {_grown('values')} OR {_grown('salts')}",
        f'{_NOT_ERASURE} OR NOT (OLD."values" @> NEW."values" AND OLD.salts @> NEW.salts)',
    ),
    Rule("store_pending", "UPDATE", "待入日志的记录不得修改"),
    Rule(
        "store_pending", "DELETE", "记录还没有写入日志，不得移出等候表",
        "NOT EXISTS (SELECT 1 FROM store_logleaf l WHERE l.entry_id = OLD.entry_id)",
        "NOT fadu_is_logged(OLD.entry_id)",
    ),
    Rule("store_logtile", "DELETE", "日志块不得删除"),
    Rule("store_logtile", "UPDATE", "写满的日志块不得修改", "length(OLD.data) >= 8192 OR length(NEW.data) <= length(OLD.data)"),
    Rule("store_logstate", "DELETE", "日志状态不得删除"),
    Rule("store_logstate", "UPDATE", "日志只能增长", "NEW.size <= OLD.size OR NEW.org <> OLD.org"),
    Rule("store_numbertaken", "DELETE", "文号不得删除；作废的，写明原因后保留"),
    Rule(
        "store_numbertaken", "UPDATE", "已编文号不得修改；作废的，写明原因后保留",
        f'{_changed("org", "series", "prefix", "year", "n", "text")} OR (OLD.voided AND NOT NEW.voided)'
        f' OR (OLD.matter IS NOT NULL AND ({_changed("matter")})) OR (OLD.entry_id IS NOT NULL AND ({_changed("entry_id")}))',
    ),
    Rule("store_numbercounter", "DELETE", "文号计数不得删除"),
    Rule("store_numbercounter", "UPDATE", "文号计数只能增加", f'NEW.next <= OLD.next OR {_changed("org", "prefix", "year")}'),
    Rule("store_evidencefile", "DELETE", "留痕记录不得删除"),
    Rule(
        "store_evidencefile", "UPDATE", "留痕记录不得修改；依法删除附件的，按步骤办理并写明依据",
        f"NEW.erased_by_id IS NULL OR OLD.erased_by_id IS NOT NULL OR {_changed(*_FILE_COLUMNS)}",
    ),
    Rule("store_evidenceuse", "DELETE", "已写入记录的附件不得删除", "OLD.entry_id IS NOT NULL"),
    Rule(
        "store_evidenceuse", "UPDATE", "已写入记录的附件不得修改",
        f"(OLD.entry_id IS NOT NULL AND NOT ({_NAME_ERASED})) OR {_changed('org', 'file_id')}",
        f"(OLD.entry_id IS NOT NULL AND NOT ({_NAME_ERASED_POSTGRESQL})) OR {_changed('org', 'file_id')}",
    ),
)  # fmt: skip

_FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION fadu_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE OR REPLACE FUNCTION fadu_is_logged(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT EXISTS (SELECT 1 FROM store_logleaf l WHERE l.entry_id = wanted) $$""",
    """CREATE OR REPLACE FUNCTION fadu_is_erased(wanted varchar) RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT EXISTS (SELECT 1 FROM store_evidencefile f WHERE f.root = wanted AND f.erased_by_id IS NOT NULL) $$""",
)


def create(connection: BaseDatabaseWrapper) -> None:
    """Install every rule; those already there are replaced."""
    drop(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Remove every rule: for tests that play the attacker, and for a restore into an empty database."""
    with connection.cursor() as cursor:
        for name, table in _names(connection.vendor):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of rules that are not installed."""
    catalogue = (
        "SELECT tgname FROM pg_trigger" if connection.vendor == "postgresql" else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        there = {row[0] for row in cursor.fetchall()}
    return [name for name, _ in _names(connection.vendor) if name not in there]


def _names(vendor: str) -> Iterator[tuple[str, str]]:
    yield from ((rule.name, rule.table) for rule in RULES)
    if vendor == "postgresql":
        yield from ((f"{PREFIX}_truncate_{t.removeprefix('store_')}", t) for t in _kept())


def _kept() -> list[str]:
    return sorted({rule.table for rule in RULES if rule.event == "DELETE"})


def _statements(vendor: str) -> Iterator[str]:
    if vendor != "postgresql":
        yield from (_sqlite(rule) for rule in RULES)
        return
    yield from _FUNCTIONS
    yield from (_postgresql(rule) for rule in RULES)
    for table in _kept():
        name = f"{PREFIX}_truncate_{table.removeprefix('store_')}"
        yield f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} EXECUTE FUNCTION fadu_refuse('留痕记录不得清空')"


def _sqlite(rule: Rule) -> str:
    when = f" WHEN {rule.when}" if rule.when else ""
    return (
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} FOR EACH ROW{when}"
        f" BEGIN SELECT RAISE(ABORT, '{rule.message}'); END"
    )


def _postgresql(rule: Rule) -> str:
    when = f" WHEN ({rule.condition('postgresql')})" if rule.when else ""
    return (
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} FOR EACH ROW{when} EXECUTE FUNCTION fadu_refuse('{rule.message}')"
    )
