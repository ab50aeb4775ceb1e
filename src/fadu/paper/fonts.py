"""Says which typeface plays each role on this machine and which characters no typeface can show; it ships no font.

The classic official faces are the user's own. A role takes the first family of its chain (``fonts.toml``) that is
installed, and single characters missing there fall back along the rest of the chain.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import typst

from fadu.paper.cmap import characters
from fadu.paper.measures import FOLDER

FONT_FOLDERS = "FADU_FONTS"  # environment: further folders with fonts, parted like PATH
SUBSTITUTE = "〓"  # the typographer's mark for a character that cannot be set
_PROBE = "中文（）〔〕《》：—"  # without these no paper can be read
_ALWAYS = frozenset(range(0x20, 0x7F))  # the typesetter brings these itself


class NoChineseFont(RuntimeError):
    """No installed font can show Chinese, so no paper can be drawn; its text is fit to show to people."""

    def __init__(self) -> None:
        super().__init__("本机没有中文字体，不能排版文书 → 安装思源宋体、思源黑体等中文字体后再试；可先下载可编辑文档")


class FontRole(StrEnum):
    """What a typeface is for; the value is the name of the table in ``fonts.toml``."""

    TITLE = "title"
    FANGSONG = "fangsong"
    KAI = "kai"
    HEI = "hei"
    SONG = "song"


@dataclass(frozen=True, slots=True)
class Face:
    """The families a role resolved to, best first.

    ``standard`` is true when the first is not a stand-in; ``word`` is the family the Word twin names.
    """

    role: FontRole
    label: str
    families: tuple[str, ...]
    weight: int
    standard: bool
    word: str

    @property
    def resolved(self) -> str:
        """The family that sets this role, or an empty text when none is installed."""
        return self.families[0] if self.families else ""


def faces() -> dict[FontRole, Face]:
    """Every role with what it resolved to on this machine."""
    return dict(_faces(_folders()))


def font_book() -> typst.Fonts:
    """The fonts the typesetter searches, scanned once for the process (about half a second)."""
    return _font_book(_folders())


def missing(text: str) -> frozenset[str]:
    """The characters of the text that no installed font can show."""
    return frozenset(c for c in set(text) if not _shown(c))


def readable() -> bool:
    """Whether this machine can print Chinese at all; ask before offering a PDF or a preview."""
    return not missing(_PROBE)


def fallbacks(text: str, role: FontRole) -> dict[str, str]:
    """For each character its role's first font lacks: the family that shows it instead, or an empty text."""
    chain = faces()[role].families
    lacking = [c for c in dict.fromkeys(text) if not chain or ord(c) not in _covered_by(chain[0])]
    return {c: _shown_by(_folders(), c, chain[1:]) for c in lacking}


def substitute() -> str:
    """What is printed for a character no font can show."""
    return SUBSTITUTE if _shown(SUBSTITUTE) else "?"


def _folders() -> tuple[str, ...]:
    return tuple(p for p in os.environ.get(FONT_FOLDERS, "").split(os.pathsep) if p and Path(p).is_dir())


@cache
def _font_book(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(font_paths=[Path(p) for p in folders])


@cache
def _faces(folders: tuple[str, ...]) -> tuple[tuple[FontRole, Face], ...]:
    installed = {family.casefold(): family for family in _font_book(folders).families()}
    chains = tomllib.loads((FOLDER / "fonts.toml").read_text(encoding="utf-8"))
    return tuple((role, _face(role, chains[role], installed)) for role in FontRole)


def _face(role: FontRole, chain: dict[str, object], installed: dict[str, str]) -> Face:
    wanted = [str(name) for name in chain["families"]]  # type: ignore[attr-defined]
    found = tuple(installed[name.casefold()] for name in wanted if name.casefold() in installed)
    genuine = {name.casefold() for name in wanted[: int(str(chain["standard"]))]}
    standard = bool(found) and found[0].casefold() in genuine
    return Face(role, str(chain["label"]), found, int(str(chain["weight"])), standard, str(chain["word"]))


def _shown(char: str) -> bool:
    return ord(char) in _ALWAYS or char in "\n\u200b" or bool(_shown_by(_folders(), char, _every_family(_folders())))


@cache
def _every_family(folders: tuple[str, ...]) -> tuple[str, ...]:
    chained = dict.fromkeys(family for _role, face in _faces(folders) for family in face.families)
    return (*chained, *(f for f in _font_book(folders).families() if f not in chained))


@cache
def _shown_by(folders: tuple[str, ...], char: str, families: tuple[str, ...]) -> str:
    return next((family for family in families if ord(char) in _coverage(folders, family)), "")


def _covered_by(family: str) -> frozenset[int]:
    return _coverage(_folders(), family)


@cache
def _coverage(folders: tuple[str, ...], family: str) -> frozenset[int]:
    for path, index in _files(folders).get(family, ()):
        return characters(Path(path), index)
    return frozenset()


@cache
def _files(folders: tuple[str, ...]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for info in sorted(_font_book(folders).fonts(), key=_plainness):
        if info.path:
            found.setdefault(info.family, []).append((info.path, info.index))
    return found


def _plainness(info: typst.FontInfo) -> tuple[bool, int]:
    return (info.style != "normal", abs(info.weight - 400))


def describe(found: Iterable[Face]) -> list[str]:
    """One plain sentence a role, for people."""
    return [f"{face.label}：{face.resolved or '没有可用字体'}{'' if face.standard else '（替代）'}" for face in found]
