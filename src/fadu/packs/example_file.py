"""Reads a worked example (given, when, then) from TOML and refuses what it does not understand, with the line.

The format is the justice office's: see CONTRIBUTING. Nothing is run here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FILE_KEYS = {"title", "law", "procedure", "given", "step", "then"}
STEP_KEYS = {
    "on", "by", "do", "with", "refused", "state", "due", "safe", "number", "matter", "of", "child", "recorded",
    "reasons", "procedure", "why", "text", "form",
}  # fmt: skip
THEN_KEYS = {"year", "figures", "states", "rows"}


@dataclass(frozen=True, slots=True)
class ExampleStep:
    """One when-then: who tries what on which day, and what must come of it."""

    line: int
    values: Mapping[str, Any]

    @property
    def on(self) -> date:
        return self.values["on"]

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


class BadExample(Exception):
    """A file that cannot be run as written: message in Chinese, with its line where there is one."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")
        self.line = line


def read(path: Path) -> Example:
    """The example in a file. Raises BadExample for unreadable files, unknown keys and missing parts."""
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as trouble:
        raise BadExample(path, 0, f"文件读不出来：{trouble}") from trouble
    except tomllib.TOMLDecodeError as trouble:
        raise BadExample(path, _line_of_error(trouble), f"TOML 写法有误：{trouble}") from trouble
    _known(path, text, table, FILE_KEYS, "文件")
    steps = table.get("step", [])
    if not isinstance(steps, list) or not steps:
        raise BadExample(path, 0, "没有任何 [[step]]，例子至少要有一步")
    lines = [n for n, row in enumerate(text.splitlines(), 1) if row.strip().startswith("[[step]]")]
    return Example(
        path, str(table.get("title", path.stem)), str(table.get("procedure", "")), table.get("given", {}),
        tuple(_step(path, text, lines[i] if i < len(lines) else 0, s) for i, s in enumerate(steps)), _then(path, text, table),
    )  # fmt: skip


def _step(path: Path, text: str, line: int, table: Mapping[str, Any]) -> ExampleStep:
    _known(path, text, table, STEP_KEYS, "步骤", line)
    for name in ("on", "do"):
        if name not in table:
            raise BadExample(path, line, f"这一步缺少 {name}")
    if not isinstance(table["on"], date):
        raise BadExample(path, line, f"on 须写成日期，如 2025-03-06，现为 {table['on']!r}")
    return ExampleStep(line, table)


def _then(path: Path, text: str, table: Mapping[str, Any]) -> Mapping[str, Any]:
    then = table.get("then", {})
    _known(path, text, then, THEN_KEYS, "then")
    return then


def _known(path: Path, text: str, table: Mapping[str, Any], keys: set[str], where: str, after: int = 0) -> None:
    for name in table:
        if name not in keys:
            line = _line_of(text, name, after)
            raise BadExample(path, line, f"{where}里没有“{name}”这个写法；可用：{'、'.join(sorted(keys))}")


def _line_of(text: str, name: str, after: int) -> int:
    for number, row in enumerate(text.splitlines(), 1):
        bare = row.strip().strip("[]")
        if number > after and (bare == name or bare.split("=")[0].strip() == name):
            return number
    return after


def _line_of_error(trouble: tomllib.TOMLDecodeError) -> int:
    words = str(trouble).replace(",", " ").replace(")", " ").split()
    return next((int(words[i + 1]) for i, w in enumerate(words[:-1]) if w == "line" and words[i + 1].isdigit()), 0)
