"""``fadu verify``: everything on record against everything else, and every row about matters against the fold of entries.

Waiting entries are taken into the log first, and erased files whose bytes outlived a crash go; nothing else is written. The first broken row is named first.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from django.db import DatabaseError

from fadu.service.projection import faults as projection_faults
from fadu.service.renewal import outdated
from fadu.service.uploads import folder
from fadu.store.erase import sweep
from fadu.store.fault import Fault
from fadu.store.integrator import LogBroken, integrate_all, towns_waiting
from fadu.store.models import Town
from fadu.store.verify import verify
from fadu.store.verify_cells import unreadable

SHOWN = 50


@dataclass(slots=True)
class Verdict:
    """What a verification came to. ``seconds`` is the time it took."""

    entries: int = 0
    faults: list[Fault] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        return not self.faults


def examine(told: Callable[[str], None] = lambda line: None, processes: int = 1) -> Verdict:
    """Take in what waits, then check everything. ``told`` hears a line about progress now and then; ``processes`` share a long journal."""
    verdict, began = Verdict(), time.monotonic()

    def counted(entries: int) -> None:
        verdict.entries = entries
        told(f"已核对{entries}条记录")

    def folded() -> list[Fault]:
        return list(projection_faults(lambda entries: told(f"已重新推算{entries}条记录")))

    try:
        verdict.faults += _integrated()
        sweep(folder())
        verdict.faults += verify(projection=folded, told=counted, processes=processes)
    except (DatabaseError, ValueError, TypeError):
        stumbled = list(unreadable())
        if not stumbled:
            raise
        verdict.faults = [*stumbled, *verdict.faults]
    verdict.seconds = round(time.monotonic() - began, 3)
    return verdict


def run(as_json: bool) -> int:
    """Print the verdict; 0 when everything is sound, 1 when a row is broken."""
    verdict = examine(_progress, os.cpu_count() or 1)
    if as_json:
        json.dump(_as_dict(verdict), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        _print(verdict)
    return 0 if verdict.sound else 1


def _integrated() -> list[Fault]:
    """What waited goes into its town's log; a town whose journal contradicts itself is left as it is, and said so."""
    found = []
    for org in towns_waiting():
        try:
            integrate_all(org)
        except LogBroken as broken:
            found.append(Fault("store_pending", org, "", str(broken), org))
    return found


def _as_dict(verdict: Verdict) -> dict[str, object]:
    return {"sound": verdict.sound, "entries": verdict.entries, "seconds": verdict.seconds, "faults": [asdict(f) for f in verdict.faults]}


def _print(verdict: Verdict) -> None:
    if verdict.sound:
        print(f"核验通过：{verdict.entries}条记录及其内容、日志、签名、文号、文书、附件和各项台账前后一致，用时{verdict.seconds:.1f}秒。")
        return
    print(f"核验发现{len(verdict.faults)}处不一致（共{verdict.entries}条记录）。第一处：")
    for fault in verdict.faults[:SHOWN]:
        print(f"  {fault}")
    if len(verdict.faults) > SHOWN:
        print(f"  另有{len(verdict.faults) - SHOWN}处，用 --json 查看全部。")
    if any(outdated(town) for town in Town.objects.all()):
        print(
            "软件更新过，各行还是更新前生成的，与更新后的写法不同的也列在上面：先备份，再运行 fadu rebuild 重新生成并核验。仍有不一致的："
        )
    print("请停止修改数据库，保留现场，从备份恢复到另一目录核对，并报告上级。")


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{line}")
        sys.stderr.flush()
