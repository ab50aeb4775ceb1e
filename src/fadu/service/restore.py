"""``fadu restore``: a backup into an empty installation, checked before anything is written and again after.

It never overwrites: neither records, nor evidence, nor keys, nor a guard file that has seen more than the backup.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from fadu.service.backup import (
    FORMAT,
    KEYS_FORMAT,
    POSTGRESQL,
    SQLITE,
    CannotBackUp,
    ask_postgresql,
    keys_path,
    program,
)
from fadu.service.backup_file import BadBackup, Reader, reading
from fadu.service.rebuild import CannotRebuild
from fadu.service.renewal import renew
from fadu.service.trouble import about as about_file
from fadu.service.verify import Verdict, examine
from fadu.store.durable import sync_folder
from fadu.store.models import Checkpoint, JournalEntry, Town
from fadu.store.publisher import guard_folder, keys_folder


class CannotRestore(Exception):
    """Why nothing was restored, in Chinese."""


def restore(path: Path, *, accept_older: bool = False) -> Verdict:
    """Restore ``path`` (and ``path.keys`` when it is there) and verify the result.

    ``accept_older`` takes a backup that ends before what this installation's guard file has seen signed; such a
    log is complete for reading, and never signed again here. Raises CannotRestore, BadBackup or CannotBackUp.
    """
    with reading(path) as backup:
        _refuse_unusable(backup)
        _refuse_occupied()
        _refuse_older(backup, accept_older)
        backup.check()
        _restore_keys(path)
        _restore_files(backup)
        _restore_database(backup)
    _renew()
    verdict = examine()
    _refuse_other_heads(backup.manifest)
    return verdict


def _renew() -> None:
    """Rows that another release laid out are laid out again; what stands in the way is told by the verification that follows."""
    for town in Town.objects.all():
        with suppress(CannotRebuild):
            renew(town)


def run(file: str, *, accept_older: bool = False) -> int:
    """Restore and say what came of it: 0 sound, 1 restored but something on record does not fit, 2 not restored."""
    path = Path(file).expanduser().resolve()
    try:
        verdict = restore(path, accept_older=accept_older)
    except (CannotRestore, BadBackup, CannotBackUp) as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except OSError as trouble:
        print(f"没有恢复成。{about_file(trouble)}；请清空这个数据目录后再试", file=sys.stderr)
        return 2
    for town in Town.objects.order_by("org"):
        head = Checkpoint.objects.filter(org=town.org).order_by("-size").first()
        print(f"{town.name}：" + (f"签过名的{head.size}条记录已重新算出同一个根 {bytes(head.root).hex()[:16]}" if head else "还没有签过名"))
    if not keys_path(path).exists():
        print(f"没有 {keys_path(path).name}：查看和核对不受影响，继续签名前请把密钥放回 {keys_folder()}")
    if verdict.sound:
        print(f"已恢复{verdict.entries}条记录，核验通过。")
        return 0
    print(f"已恢复，但核验发现{len(verdict.faults)}处不一致，第一处：{verdict.faults[0]}")
    return 1


def _refuse_unusable(backup: Reader) -> None:
    said = backup.manifest
    if said.get("format") != FORMAT:
        raise BadBackup("这不是本系统的备份文件，或者是更新的版本做的备份")
    if not _names_towns(said.get("towns")) or not {SQLITE, POSTGRESQL} & set(backup.names):
        raise BadBackup("备份的清单残缺，没有写明备份了哪个镇、数据库在哪里；请换一份备份")
    if said.get("database") != connection.vendor:
        kinds = {"sqlite": "内置数据库", "postgresql": "PostgreSQL"}
        raise CannotRestore(
            f"备份来自{kinds.get(str(said.get('database')), '别的数据库')}，现在用的是{kinds[connection.vendor]}；请按备份时的方式设置后再恢复"
        )
    if connection.vendor == "postgresql":
        program("pg_restore")


def _names_towns(towns: object) -> bool:
    """Whether the manifest says of every town its code, its name and how far its log was signed, with the root."""
    kinds = {"org": str, "name": str, "head_size": int, "head_root": str}
    return isinstance(towns, list) and all(
        isinstance(town, dict) and all(isinstance(town.get(name), kind) for name, kind in kinds.items()) for town in towns
    )


def _refuse_occupied() -> None:
    if JournalEntry.objects.exists() or Town.objects.exists():
        raise CannotRestore("这里已有数据，不覆盖；请用 FADU_DATA 指定一个空目录再恢复")
    if any(Path(settings.EVIDENCE_ROOT).glob("??/??/*")):
        raise CannotRestore("证据目录里已有文件，不覆盖；请用 FADU_DATA 指定一个空目录再恢复")
    if any(keys_folder().glob("journal-*.pem")):
        raise CannotRestore("密钥目录里已有签名密钥，不覆盖；请用 FADU_DATA 指定一个空目录再恢复")


def _refuse_older(backup: Reader, accept: bool) -> None:
    """A guard file that lies here (on a volume of its own) remembers more than the backup holds."""
    for town in backup.manifest["towns"]:
        seen = _signed_size(guard_folder() / f"guard-{town['org']}.json")
        if seen > town["head_size"] and not accept:
            raise CannotRestore(
                f"这份备份旧了：{town['name']}的护签文件记得已签到第{seen}条，备份只签到第{town['head_size']}条，"
                f"恢复后会缺少{seen - town['head_size']}条签过名的记录，并且不能再签新名。请先找更新的备份；确实没有的，保留现场，报告上级"
            )


def _signed_size(path: Path) -> int:
    """The size a guard file has seen signed; 0 when there is none. Raises CannotRestore for a damaged one."""
    try:
        return int(json.loads(path.read_bytes())["note"].split("\n")[1])
    except FileNotFoundError:
        return 0
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise CannotRestore(f"护签文件 {path.name} 已损坏，不能判断备份的新旧；请先恢复该文件") from error


def _restore_keys(path: Path) -> None:
    """Signing keys go back first; a missing key file leaves the log readable and unsigned."""
    if not keys_path(path).exists():
        return
    with reading(keys_path(path)) as keys:
        if keys.manifest.get("format") != KEYS_FORMAT:
            raise BadBackup(f"{keys_path(path).name} 不是密钥备份")
        keys.check()
        for name in keys.names:
            place = keys_folder() / name.removeprefix("keys/")
            place.unlink(missing_ok=True)  # only django_secret, made anew a moment ago; signing keys were refused above
            keys.write(name, place)


def _restore_files(backup: Reader) -> None:
    evidence = Path(settings.EVIDENCE_ROOT)
    for name in backup.names:
        folder, _, leaf = name.partition("/")
        if folder == "evidence":
            backup.write(name, evidence / leaf[:2] / leaf[2:4] / leaf, 0o400)
        elif folder == "guard" and not (guard_folder() / leaf).exists():
            backup.write(name, guard_folder() / leaf)


def _restore_database(backup: Reader) -> None:
    """The database as it was, then brought up to this version's tables."""
    if connection.vendor == "postgresql":
        dump = Path(settings.FADU_DATA) / f".{POSTGRESQL}"
        dump.unlink(missing_ok=True)
        try:
            backup.write(POSTGRESQL, dump)
            connections.close_all()
            ask_postgresql(
                "pg_restore",
                "--clean",
                "--if-exists",
                "--no-owner",
                "--no-privileges",
                "--single-transaction",
                "--dbname",
                str(connection.settings_dict["NAME"]),
                str(dump),
            )
        finally:
            dump.unlink(missing_ok=True)
    else:
        _restore_sqlite(backup)
    call_command("migrate", interactive=False, verbosity=0)


def _restore_sqlite(backup: Reader) -> None:
    live = Path(settings.DATABASES["default"]["NAME"])
    draft = live.with_name(f".{live.name}.part")
    draft.unlink(missing_ok=True)
    backup.write(SQLITE, draft)
    connections.close_all()
    for side in ("-wal", "-shm"):
        live.with_name(live.name + side).unlink(missing_ok=True)
    os.replace(draft, live)
    sync_folder(live.parent)


def _refuse_other_heads(manifest: Mapping[str, Any]) -> None:
    """What was signed when the backup was made is what stands now."""
    for town in manifest["towns"]:
        head = Checkpoint.objects.filter(org=town["org"], size=town["head_size"]).first()
        if town["head_size"] and (head is None or bytes(head.root).hex() != town["head_root"]):
            raise CannotRestore(f"{town['name']}恢复后的签名与备份清单不符；请保留现场，换一份备份")
