"""Reads a worked example (given, when, then) from TOML and refuses what it does not understand, with the line.

The format is the justice office's: see CONTRIBUTING. Nothing is run here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

#: What each key of a file must hold, in the words that say so when it does not.
FILE_KEYS = {"title": "文字", "law": "文字", "procedure": "文字", "given": "表", "step": "多个表", "then": "表"}
STEP_KEYS = {
    "on": "日期", "do": "文字", "by": "一组文字", "with": "表", "refused": "一组文字", "state": "文字", "due": "一表日期", "safe": "一表日期",
    "number": "文字", "matter": "文字", "of": "文字", "child": "文字", "recorded": "日期", "reasons": "一表文字", "procedure": "文字",
    "why": "文字", "text": "文字", "form": "整数",
}  # fmt: skip
THEN_KEYS = {"year": "整数", "figures": "表", "states": "一表文字", "rows": "一表整数"}
PERSON_KEYS = {"name": "文字", "role": "文字或一组文字", "id": "文字", "village": "文字", "since": "日期", "until": "日期"}
MATTER_KEYS = {"name": "文字", "procedure": "文字", "state": "文字", "facts": "表", "on": "日期", "parent": "文字"}


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _all(value: object, container: type, good: Callable[[object], bool]) -> bool:
    values: Iterable[object] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, container) and all(good(v) for v in values)


_HOLDS: Mapping[str, Callable[[object], bool]] = {
    "文字": lambda v: isinstance(v, str),
    "整数": _is_count,
    "日期": _is_day,
    "表": lambda v: isinstance(v, dict),
    "多个表": lambda v: _all(v, list, lambda one: isinstance(one, dict)),
    "一组文字": lambda v: _all(v, list, lambda one: isinstance(one, str)),
    "文字或一组文字": lambda v: isinstance(v, str) or _all(v, list, lambda one: isinstance(one, str)),
    "一表文字": lambda v: _all(v, dict, lambda one: isinstance(one, str)),
    "一表整数": lambda v: _all(v, dict, _is_count),
    "一表日期": lambda v: _all(v, dict, _is_day),
}
_WRITTEN = {
    "文字": '加引号，如 "investigate"', "整数": "如 3", "日期": "如 2025-03-06", "表": "如 {名称 = 值}", "多个表": "每个以 [[…]] 开头",
    "一组文字": '如 ["李某", "王某"]', "文字或一组文字": '如 "officer" 或 ["officer", "clerk"]', "一表文字": '如 {名称 = "文字"}',
    "一表整数": "如 {名称 = 3}", "一表日期": "如 {decide = 2025-06-03}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExampleStep:
    """One when-then: who tries what on which day, and what must come of it."""

    line: int
    values: Mapping[str, Any]

    @property
    def on(self) -> date:
        on: date = self.values["on"]
        return on

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)


@dataclass(frozen=True, slots=True)
class Example:
    """One file: what is given, the steps in order, and the figures at the end."""

    path: Path
    title: str
    procedure: str
    given: Mapping[str, Any]
    steps: tuple[ExampleStep, ...]
    then: Mapping[str, Any]
    text: str = field(default="", repr=False)

    def bad(self, message: str, at: str = "", after: int = 0) -> BadExample:
        """Trouble with this file, at the line where ``at`` is written."""
        return BadExample(self.path, _line_of(self.text, at, after) if at else after, message)


class BadExample(Exception):
    """A file that cannot be run as written: message in Chinese, with its line where there is one."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")
        self.line = line


def read(path: Path) -> Example:
    """The example in a file. Raises BadExample for unreadable files, unknown keys and missing parts."""
    text = _text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise BadExample(
            path, _line_of_error(trouble), "这里的写法不是有效的 TOML；文字须加引号，日期须是日历上的日期，括号须成对"
        ) from trouble
    except RecursionError as trouble:
        raise BadExample(path, 0, "括号嵌套太深") from trouble
    _check(path, text, table, FILE_KEYS, "文件")
    steps = table.get("step", [])
    if not steps:
        raise BadExample(path, 0, "没有任何 [[step]]，例子至少要有一步")
    _check_given(path, text, table.get("given", {}))
    _check(path, text, table.get("then", {}), THEN_KEYS, "then")
    lines = [n for n, row in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*step\s*\]\]", row)]
    return Example(
        path, str(table.get("title", path.stem)), str(table.get("procedure", "")), table.get("given", {}),
        tuple(_step(path, text, lines[i] if i < len(lines) else 0, s) for i, s in enumerate(steps)), table.get("then", {}), text,
    )  # fmt: skip


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as trouble:
        raise BadExample(path, 0, "文件不是 UTF-8 编码的文本；请另存为 UTF-8") from trouble
    except FileNotFoundError as trouble:
        raise BadExample(path, 0, "没有这个文件") from trouble
    except (OSError, ValueError) as trouble:
        raise BadExample(path, 0, "文件读不出来；请核对路径和读取权限") from trouble


def _step(path: Path, text: str, line: int, table: Mapping[str, Any]) -> ExampleStep:
    _check(path, text, table, STEP_KEYS, "步骤", line)
    for name in ("on", "do"):
        if name not in table:
            raise BadExample(path, line, f"这一步缺少 {name}")
    return ExampleStep(line, table)


def _check_given(path: Path, text: str, given: Mapping[str, Any]) -> None:
    for name, rows in given.items():
        if not _HOLDS["多个表"](rows):
            raise BadExample(path, _line_of(text, name, 0), f'given 的“{name}”须写成多行，如 {name} = [{{name = "李某"}}]')
    for name, keys, needed in (("people", PERSON_KEYS, ("name", "role")), ("matters", MATTER_KEYS, ("procedure", "state"))):
        for row in given.get(name, []):
            _check(path, text, row, keys, f"given 的 {name} ", _line_of(text, name, 0) - 1)
            if absent := [n for n in needed if n not in row]:
                raise BadExample(path, _line_of(text, name, 0), f"given 的 {name} 有一行缺少 {'、'.join(absent)}")


def _check(path: Path, text: str, table: Mapping[str, Any], keys: Mapping[str, str], where: str, after: int = 0) -> None:
    """Every key is known and holds what it should. Raises BadExample at the first that does not."""
    for name, value in table.items():
        if name not in keys:
            raise BadExample(path, _line_of(text, name, after), f"{where}里没有“{name}”这个写法；可用：{'、'.join(sorted(keys))}")
        if not _HOLDS[keys[name]](value):
            raise BadExample(path, _line_of(text, name, after), f"{name} 须写成{keys[name]}，{_WRITTEN[keys[name]]}")


def _line_of(text: str, name: str, after: int) -> int:
    """The first line after ``after`` where ``name`` is given a value, alone or inside a row or a heading."""
    written = re.compile(rf"(?:^|[\s,{{\[.\"']){re.escape(name)}(?:[\s\"']*=|[\"']?\s*\]|\.)")
    return next((n for n, row in enumerate(text.splitlines(), 1) if n > after and written.search(row)), max(after, 0))


def _line_of_error(trouble: tomllib.TOMLDecodeError) -> int:
    found = re.search(r"line (\d+)", str(trouble))
    return int(found[1]) if found else 0
