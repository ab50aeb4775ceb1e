"""What the application may do on a PostgreSQL server, when it does not own the tables: read and add, seldom change.

The owner migrates and nothing else; the application signs in as another role, which can neither change what is on
record nor drop the triggers that say so. SQLite has no roles.
"""

from __future__ import annotations

import re

from django.apps import apps

_ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}", re.ASCII)

ADD_ONLY = frozenset({"store_journalentry", "store_logleaf", "store_checkpoint", "store_cosignature", "store_accessrecord"})
CHANGE_ONLY = frozenset(
    {"store_entryvalues", "store_evidencefile", "store_logtile", "store_logstate", "store_numbertaken", "store_numbercounter"}
)


def statements(role: str) -> list[str]:
    """The SQL by which the owner grants ``role`` what the application needs, and takes everything else away.

    Raises ValueError for a role name that would need quoting.
    """
    if not _ROLE.fullmatch(role):
        raise ValueError(f"角色名只能用小写字母、数字和下划线：“{role}”")
    tables = sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        *(f"REVOKE ALL ON {table} FROM {role}" for table in tables),
        *(f"GRANT {_rights(table)} ON {table} TO {role}" for table in tables),
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"GRANT SELECT ON django_migrations TO {role}",
    ]


def _rights(table: str) -> str:
    """The rights on one table; the triggers narrow ``UPDATE`` further."""
    if table in ADD_ONLY:
        return "SELECT, INSERT"
    if table in CHANGE_ONLY:
        return "SELECT, INSERT, UPDATE"
    return "SELECT, INSERT, UPDATE, DELETE"
