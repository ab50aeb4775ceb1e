"""``fadu backup``: the database, evidence, guard and the last signed heads in one file; the keys in another.

The live database file is never copied: SQLite copies itself, PostgreSQL is asked by ``pg_dump``. Nobody is kept from
working meanwhile; only signing waits, so that guard and database belong together.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from fadu import __version__
from fadu.service import clock
from fadu.service.backup_file import Writer, writing
from fadu.service.trouble import about as about_file
from fadu.store.models import Checkpoint, EvidenceFile, JournalEntry, LogState, Town
from fadu.store.publisher import guard_folder, keys_folder
from fadu.store.verify import no_signing

FORMAT = "fadu-backup/v1"
KEYS_FORMAT = "fadu-keys/v1"
SQLITE, POSTGRESQL = "database.sqlite3", "database.dump"
KEYS_SUFFIX = ".keys"


class CannotBackUp(Exception):
    """Why no backup was made, in Chinese."""


def backup(path: Path) -> dict[str, Any]:
    """Write the backup ``path`` and, beside it, ``path.keys``; what the manifest says. Raises CannotBackUp."""
    for taken in (path, keys_path(path)):
        if taken.exists():
            raise CannotBackUp(f"{taken} 已经存在，不覆盖原有备份；请换一个文件名")
    if not path.parent.is_dir():
        raise CannotBackUp(f"没有 {path.parent} 这个目录，请先建立")
    with tempfile.TemporaryDirectory(prefix=".fadu-backup-", dir=path.parent) as scratch, writing(path) as out:
        about = _write(out, Path(scratch))
    try:
        _keys(path)
    except BaseException:
        path.unlink()  # half of a pair is no backup, and would refuse the next try
        raise
    _remember()
    return about


def last_made() -> datetime | None:
    """When the last backup of this data folder was made; None when none was, or nobody knows."""
    try:
        return datetime.fromisoformat(_last().read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def _remember() -> None:
    """Note the moment for ``fadu doctor``; a backup is no worse where that cannot be written."""
    with suppress(OSError):
        _last().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _last().write_text(f"{clock.now().isoformat()}\n", encoding="ascii")


def _last() -> Path:
    return Path(settings.FADU_DATA) / "last_backup"


def run(file: str) -> int:
    """Make the backup and say what is in it; 2 when it cannot be made."""
    try:
        about = backup(Path(file).expanduser().resolve())
    except CannotBackUp as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except OSError as trouble:
        print(f"没有备份成。{about_file(trouble)}", file=sys.stderr)
        return 2
    for town in about["towns"]:
        signed = f"，最后签名到第{town['head_size']}条" if town["head_size"] else "，还没有签过名"
        print(f"{town['name']}：{town['entries']}条记录{signed}")
    print(f"已备份到 {file}。签名密钥另存为 {file}{KEYS_SUFFIX}，请与备份分开保管，不要放在同一处。")
    return 0


def keys_path(path: Path) -> Path:
    """Where the keys of a backup are kept: a file of their own."""
    return path.with_name(path.name + KEYS_SUFFIX)


def program(name: str) -> str:
    """A PostgreSQL program, on the path or of the newest installed version. Raises CannotBackUp."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3]), reverse=True)
    found = str(installed[0]) if installed else shutil.which(name)
    if not found:
        raise CannotBackUp(f"备份或恢复 PostgreSQL 需要 {name}，本机没有安装；请安装 postgresql-client，或由数据库管理员备份")
    return found


def ask_postgresql(name: str, *arguments: str) -> None:
    """Run a PostgreSQL program on our database. Raises CannotBackUp with what it said."""
    said = connection.settings_dict
    where = {
        "PGHOST": said["HOST"],
        "PGPORT": said["PORT"],
        "PGUSER": said["USER"],
        "PGPASSWORD": said["PASSWORD"],
        "PGDATABASE": said["NAME"],
    }
    environment = {**os.environ, **{k: str(v) for k, v in where.items() if v}}
    done = subprocess.run([program(name), *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBackUp(f"{name} 没有成功：{done.stderr.strip()[:500]}")


def _write(out: Writer, scratch: Path) -> dict[str, Any]:
    with no_signing():
        towns = _towns()
        database = _database(scratch)
        guards = [(path, path.read_bytes()) for path in sorted(guard_folder().glob("guard-*.json"))]
    out.add(database.name, database)
    for path, content in guards:
        copy = scratch / path.name
        copy.write_bytes(content)
        out.add(f"guard/{path.name}", copy)
    for path in _evidence():
        try:
            out.add(f"evidence/{path.name}", path)
        except FileNotFoundError:
            if not EvidenceFile.objects.filter(root=path.name, erased_by__isnull=False).exists():
                raise  # only what was destroyed by an order meanwhile may be gone
    about = {"format": FORMAT, "version": __version__, "made_at": clock.now().isoformat(), "database": connection.vendor, "towns": towns}
    out.finish(about)
    return about


def _database(scratch: Path) -> Path:
    if connection.vendor == "postgresql":
        ask_postgresql("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(scratch / POSTGRESQL))
        return scratch / POSTGRESQL
    connection.ensure_connection()
    library: Any = type(connection.connection)  # the same SQLite library; two copies of it would drop each other's locks
    live, copy = library(str(connection.settings_dict["NAME"])), library(str(scratch / SQLITE))
    try:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
        live.close()
    return scratch / SQLITE


def _towns() -> list[dict[str, Any]]:
    return [_town(t) for t in Town.objects.order_by("org")]


def _town(town: Town) -> dict[str, Any]:
    """How far a town's record goes; entries written while we copy are in the copy too and counted when it is restored."""
    state = LogState.objects.filter(org=town.org).first()
    head = Checkpoint.objects.filter(org=town.org).order_by("-size").first()
    return {
        "org": town.org, "name": town.name, "entries": JournalEntry.objects.filter(org=town.org).count(), "log_size": state.size if state else 0,
        "head_size": head.size if head else 0, "head_root": bytes(head.root).hex() if head else "", "note": head.note if head else "",
    }  # fmt: skip


def _evidence() -> Iterator[Path]:
    root = Path(settings.EVIDENCE_ROOT)
    yield from sorted(p for p in root.glob("??/??/*") if p.is_file())


def _keys(path: Path) -> None:
    files = sorted(p for p in keys_folder().glob("*") if p.is_file() and not p.name.startswith("."))
    with writing(keys_path(path)) as out:
        for file in files:
            out.add(f"keys/{file.name}", file)
        out.finish({"format": KEYS_FORMAT, "made_at": clock.now().isoformat()})
