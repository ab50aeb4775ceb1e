"""Says whether this machine can print papers: fonts by role, rare names, the typesetter, the data folder.

It changes nothing. Checks of other parts (database, holiday notices) come in as functions, so this knows none of them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from fadu.kernel.finding import Severity
from fadu.paper.fonts import Face, FontRole, faces, fallbacks, missing

RARE_NAMES = "喆玥堃昇䶮𬬻𠮷㛃"  # characters of real given names that older fonts lack
_COMMON = "人民政府行政处罚决定书一二三（）〔〕《》，。：；—0123456789"
_TEMPLATES = ("paper.typ", "official.typ", "form.typ", "parts.typ")


@dataclass(frozen=True, slots=True)
class Check:
    """One fact about the machine: what was looked at, what was found, how much it matters, the way out."""

    id: str
    label: str
    found: str
    severity: Severity | None = None
    remedy: str = ""

    @property
    def fine(self) -> bool:
        return self.severity is None


Checker = Callable[[], Iterable[Check]]


def findings(data_dir: Path | None = None, checks: Sequence[Checker] = ()) -> tuple[Check, ...]:
    """Every fact about fonts, typesetter and, when given, the data folder; then what ``checks`` add, in order."""
    own = [*(_face(face) for face in faces().values()), *_rare(), _typesetter(), _templates()]
    folder = [] if data_dir is None else [_folder(data_dir)]
    return (*own, *folder, *(each for check in checks for each in check()))


def run(as_json: bool, data_dir: Path | None = None, checks: Sequence[Checker] = (), out: TextIO | None = None) -> int:
    """Write the facts as text or JSON to ``out`` (standard output); 1 when something must be mended, else 0."""
    found = findings(data_dir, checks)
    (_write_json if as_json else _write_text)(found, out or sys.stdout)
    return int(any(check.severity is Severity.STOP for check in found))


def _face(face: Face) -> Check:
    name, label = f"font.{face.role.value}", f"字体：{face.label}"
    if not face.families:
        remedy = "安装任意一种中文宋体或黑体，例如思源宋体、思源黑体"
        return Check(name, label, "没有可用字体", Severity.STOP, remedy)
    if absent := "".join(sorted(missing(_COMMON))):
        return Check(name, label, f"{face.resolved} 及后备字体缺少：{absent}", Severity.STOP, "安装完整的中文字体")
    if face.standard:
        return Check(name, label, face.resolved)
    return Check(name, label, f"{face.resolved}（替代）", Severity.NOTE, f"正式印发前可安装本单位已有授权的{face.label}字体")


def _rare() -> list[Check]:
    """For each role's text faces: which rare name characters another font must show, and which none can."""
    absent = "".join(c for c in RARE_NAMES if c in missing(RARE_NAMES))
    checks = [_fallback(role) for role in FontRole]
    if absent:
        remedy = "安装收字较全的字体；在此之前这些字印作“〓”"
        checks.append(Check("font.rare", "人名生僻字", f"无字体可显示：{absent}", Severity.WARN, remedy))
    return checks


def _fallback(role: FontRole) -> Check:
    face, lent = faces()[role], {c: f for c, f in fallbacks(RARE_NAMES, role).items() if f}
    shown = "；".join(f"{char} 用 {family}" for char, family in lent.items())
    return Check(f"rare.{role.value}", f"生僻字：{face.label}", shown or "不用借别的字体")


def _typesetter() -> Check:
    return Check("typst", "排版引擎版本", version("typst"))


def _templates() -> Check:
    folder = Path(__file__).parent / "templates"
    lacking = "、".join(name for name in _TEMPLATES if not (folder / name).is_file())
    if lacking:
        return Check("templates", "版式模板", f"缺少 {lacking}", Severity.STOP, "重新安装本系统")
    return Check("templates", "版式模板", "齐全")


def _folder(data_dir: Path) -> Check:
    if not data_dir.is_dir():
        return Check("data", "数据目录", f"{data_dir} 不存在", Severity.STOP, "新建该目录，或改用已有目录")
    if not os.access(data_dir, os.W_OK | os.X_OK):
        return Check("data", "数据目录", f"{data_dir} 不可写", Severity.STOP, "把该目录的写权限交给运行本系统的用户")
    return Check("data", "数据目录", f"{data_dir} 可写")


def _write_json(found: tuple[Check, ...], out: TextIO) -> None:
    json.dump({"checks": [asdict(check) for check in found]}, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _write_text(found: tuple[Check, ...], out: TextIO) -> None:
    for check in found:
        mark = check.severity.label if check.severity else "正常"
        way_out = f" → {check.remedy}" if check.remedy else ""
        out.write(f"[{mark}] {check.label}：{check.found}{way_out}\n")
    out.write(f"{_summed(found)}\n")


def _summed(found: tuple[Check, ...]) -> str:
    """How many facts want something, by weight."""
    said = [f"{severity.label}{n}项" for severity in Severity if (n := sum(c.severity is severity for c in found))]
    return f"共{len(found)}项：{'、'.join(said)}，其余正常。" if said else f"共{len(found)}项，全部正常。"
