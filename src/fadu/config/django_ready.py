"""Brings Django up inside the command line, and the tables up to date. It holds no use case."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from fadu.config.folder import data_folder
from fadu.service.trouble import why


class NoData(RuntimeError):
    """There is no town in the data folder yet; the message says how to get one, in Chinese."""


def use_folder(folder: str) -> None:
    """Work on the data in ``folder``; before ``start``, since settings are read once."""
    if folder:
        os.environ["FADU_DATA"] = str(Path(folder).expanduser().resolve())


def start(*, create: bool = False) -> None:
    """Load Django; with ``create`` make or upgrade the tables, without it raise NoData when there are none."""
    _set_up()
    from django.db import DatabaseError

    try:
        if create:
            upgrade()
        elif not _has_tables():
            raise NoData(
                "数据目录里还没有数据：先运行 fadu serve（或 fadu init）设置本镇、fadu demo 建立演示镇，或用 fadu restore 恢复备份。"
            )
    except DatabaseError as trouble:
        raise NoData(_unreachable(trouble)) from trouble


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.config.settings")
    import django

    try:
        django.setup()
    except ValueError as trouble:  # an address of a database that cannot be read; says so in Chinese
        raise NoData(str(trouble)) from trouble
    except OSError as trouble:
        raise NoData(f"数据目录 {data_folder()} 不能用：{why(trouble)}；请改正，或用 FADU_DATA 指定另一个目录。") from trouble


def _unreachable(trouble: Exception) -> str:
    """Why the database cannot be used: SQLite says it in few words, a server in many, of which the first line tells."""
    said = str(trouble).strip().partition("\n")[0][:200]
    for words, meaning in _SAID:
        if words in said:
            return f"数据库不能用：{meaning}。"
    return f"数据库不能用（{said}）；请核对 FADU_DATABASE_URL，并确认数据库已经启动。"


_SAID = (
    ("disk is full", "磁盘已满，请清理后再试"),
    ("readonly database", "数据库文件只能读，请把数据目录的写权限给运行者"),
    ("unable to open database file", "打不开数据库文件，请核对数据目录的权限"),
    ("not a database", "数据库文件已损坏，请用 fadu restore 把备份恢复到空目录"),
    ("malformed", "数据库文件已损坏，请用 fadu restore 把备份恢复到空目录"),
    ("database is locked", "数据库正被占用，请稍候再试"),
)


def upgrade() -> None:
    """Apply the migrations, and let go of the connection: a server may fork after this."""
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()


def behind() -> bool:
    """Whether the tables are those of an earlier version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _has_tables() -> bool:
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "sqlite" and not Path(settings.DATABASES["default"]["NAME"]).exists():
        return False
    return "django_migrations" in connection.introspection.table_names()


def complain(message: str) -> int:
    """Say what is wrong on standard error; the status of something that could not be done."""
    sys.stderr.write(f"{message}\n")
    return 2
