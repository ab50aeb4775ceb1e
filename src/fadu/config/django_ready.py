"""Brings Django up inside the command line, and the tables up to date. It holds no use case."""

from __future__ import annotations

import os
import sys
from pathlib import Path


class NoData(RuntimeError):
    """There is no town in the data folder yet; the message says how to get one, in Chinese."""


def use_folder(folder: str) -> None:
    """Work on the data in ``folder``; before ``start``, since settings are read once."""
    if folder:
        os.environ["FADU_DATA"] = str(Path(folder).expanduser().resolve())


def start(*, create: bool = False) -> None:
    """Load Django; with ``create`` make or upgrade the tables, without it raise NoData when there are none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.config.settings")
    import django

    try:
        django.setup()
    except ValueError as trouble:  # an address of a database that cannot be read; says so in Chinese
        raise NoData(str(trouble)) from trouble
    if create:
        upgrade()
    elif not _has_tables():
        raise NoData("数据目录里还没有数据：先运行 fadu demo 建立演示镇，或用 fadu restore 恢复备份。")


def upgrade() -> None:
    """Apply the migrations, and let go of the connection: a server may fork after this."""
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()


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
