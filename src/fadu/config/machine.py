"""``fadu doctor``: what the paper layer says about fonts, and beside it Python, SQLite, the holiday notices, the data, the town.

It changes nothing, and makes no folder.
"""

from __future__ import annotations

import os
import platform
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from fadu.config import sqlite_swap
from fadu.config.folder import data_folder
from fadu.kernel.calendar import CalendarGap
from fadu.kernel.field import chinese_day
from fadu.kernel.finding import Severity
from fadu.paper import doctor
from fadu.paper.doctor import Check

OLDEST_PYTHON = (3, 11)
SCARCE_BYTES = 1 << 30
NOTICE_AHEAD = timedelta(days=60)


def run(as_json: bool) -> int:
    """Print every check; 1 when something must be mended before the system can be relied on."""
    folder = data_folder()
    return doctor.run(as_json, folder if folder.exists() else None, [programs, holidays, data, town])


def programs() -> Iterator[Check]:
    """Python, and the SQLite that runs under it."""
    old = sys.version_info < OLDEST_PYTHON
    remedy = "安装 Python 3.11 或更高版本" if old else ""
    yield Check("python", "Python 版本", platform.python_version(), Severity.STOP if old else None, remedy)
    yield Check("sqlite", "SQLite 版本", ".".join(map(str, sqlite_swap.VERSION)))


def holidays(today: date | None = None) -> Iterator[Check]:
    """Whether the State Council's notice for the days to come is known; without it due dates are provisional."""
    import fadu.law

    try:
        until = fadu.law.load(fadu.law.place_files(data_folder())).calendar.known_until
    except CalendarGap:
        until = date.min
    except fadu.law.LawError as trouble:
        yield Check("law", "本地规定", str(trouble), Severity.STOP, "改正数据目录 law 下的这个文件，或者把它移走")
        return
    short = until < (today or date.today()) + NOTICE_AHEAD  # noqa: DTZ011  the day on the wall of this office
    remedy = "国务院公布下一年安排后升级法度，或者把通知写进数据目录的 law 下；在此之前，超出部分的期限为暂定" if short else ""
    yield Check(
        "holidays",
        "放假安排",
        f"已载入至{chinese_day(until)}" if until > date.min else "没有载入",
        Severity.WARN if short else None,
        remedy,
    )


def data() -> Iterator[Check]:
    """The data folder: whether there is one, room on its disk, who may read its keys."""
    folder = data_folder()
    if not folder.exists():
        remedy = "运行 fadu serve 设置本镇、fadu demo 建立演示镇，或用 fadu restore 恢复备份"
        yield Check("town", "数据", f"{folder} 尚未建立", Severity.NOTE, remedy)
        return
    yield _database()
    free = shutil.disk_usage(folder).free
    scarce = free < SCARCE_BYTES
    said = f"剩余 {free / (1 << 30):.1f} GiB"
    yield Check("disk", "磁盘空间", said, Severity.WARN if scarce else None, "清理磁盘" if scarce else "")
    keys = folder / "keys"
    if keys.exists():
        loose = [path.name for path in keys.iterdir() if stat.S_IMODE(path.stat().st_mode) & 0o077]
        found = f"他人可读：{'、'.join(loose)}" if loose else "仅运行者可读"
        remedy = f"chmod 600 {keys}/*" if loose else ""
        yield Check("keys", "密钥权限", found, Severity.STOP if loose else None, remedy)


def town() -> Iterator[Check]:
    """What the town says of itself, its keepers, guard, accounts and backup; nothing where there is no database yet."""
    if not os.environ.get("FADU_DATABASE_URL") and not (data_folder() / "fadu.sqlite3").exists():
        return
    from fadu.config import django_ready

    try:
        django_ready.start()
    except django_ready.NoData as trouble:
        yield Check("town", "本镇", str(trouble).rstrip("。"), Severity.STOP)
        return
    if django_ready.behind():
        yield Check(
            "town", "本镇", "数据库的表是以前版本的", Severity.STOP, "先用原来的版本备份，再启动 fadu serve，它会把表升级到这个版本"
        )
        return
    from fadu.service.town_health import checks

    yield from checks()


def _database() -> Check:
    if os.environ.get("FADU_DATABASE_URL"):
        return Check("database", "数据库", "PostgreSQL（FADU_DATABASE_URL）")
    path = data_folder() / "fadu.sqlite3"
    if not path.exists():
        return Check(
            "database", "数据库", "尚未建立", Severity.NOTE, "运行 fadu serve 设置本镇、fadu demo 建立演示镇，或用 fadu restore 恢复备份"
        )
    return Check("database", "数据库", f"SQLite，{path.stat().st_size / (1 << 20):.1f} MiB")
