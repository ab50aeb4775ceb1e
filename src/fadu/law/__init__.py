"""The legal numbers of the product as data: time limits, amounts, statutes and holiday notices, each dated.

``load`` reads the TOML files of this package, and further files a place keeps of its own, into one
``Rulebook``. No number is written in Python, and a file that contradicts another does not load.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TypeVar

from fadu.kernel.calendar import Calendar
from fadu.kernel.rulebook import Rulebook
from fadu.law.checks import check
from fadu.law.reading import Contents, LawError, read

__all__ = ["LawError", "load", "place_files"]

_Row = TypeVar("_Row")
_DIGEST_LENGTH = 16


def load(extra: Sequence[Path] = ()) -> Rulebook:
    """The rulebook of this package, with the files of ``extra`` (a district's or town's own rows) on top.

    Read once for each list of files, and again when one of them has changed. Raises LawError, which names the
    file and the row and says what is wrong.
    """
    files = tuple(Path(path) for path in extra)
    found = _load(files, tuple(_stamp(path) for path in files))
    if isinstance(found, LawError):
        raise found
    return found


def place_files(folder: Path) -> tuple[Path, ...]:
    """The files of law that a place keeps of its own: every TOML file in ``law`` under its data folder, by name."""
    return tuple(sorted((folder / "law").glob("*.toml")))


@lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...], _stamps: tuple[object, ...]) -> Rulebook | LawError:
    """The rulebook or what is wrong with it; trouble is remembered too, so that a broken file is not read at every turn."""
    try:
        return _read(extra)
    except LawError as trouble:
        return trouble


def _read(extra: tuple[Path, ...]) -> Rulebook:
    texts = [*_own(), *((str(path), _text(path)) for path in extra)]
    contents = [read(name, text) for name, text in texts]
    book = Rulebook(
        limits=_by_name((row.id, row) for content in contents for row in content.limits),
        amounts=_by_name((row.id, row) for content in contents for row in content.amounts),
        calendar=_calendar(contents),
        statutes=_by_name((row.short, row) for content in contents for row in content.statutes),
        version=_digest(texts),
        causes={cause: label for content in contents for cause, label in content.causes.items()},
    )
    try:
        check(book)
    except LawError as trouble:
        raise LawError(_holding(trouble.row, texts, contents) or trouble.file, trouble.row, trouble.trouble) from trouble
    return book


def _holding(name: str, texts: Sequence[tuple[str, str]], contents: Sequence[Contents]) -> str:
    """The files in which rows of that name stand; what disagrees may stand in two."""
    rows = (({*(r.id for r in c.limits), *(r.id for r in c.amounts), *(s.short for s in c.statutes)}) for c in contents)
    return "、".join(dict.fromkeys(file for (file, _), names in zip(texts, rows, strict=True) if name in names))


def _own() -> list[tuple[str, str]]:
    """The package's own files in a fixed order, wherever the package is installed."""
    root = resources.files(__name__)
    folders = (root, root.joinpath("limits"), root.joinpath("places"))
    files = [entry for folder in folders for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return sorted((entry.name, entry.read_text(encoding="utf-8")) for entry in files)


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when the file does; zeros for a file that is not there, which ``_text`` then refuses."""
    try:
        said = path.stat()
    except OSError:
        return 0, 0
    return said.st_mtime_ns, said.st_size


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as trouble:
        raise LawError(str(path), "", "文件读不出来，请确认路径并另存为 UTF-8 文本") from trouble


def _calendar(contents: Iterable[Contents]) -> Calendar:
    try:
        return Calendar(tuple(notice for content in contents for notice in content.notices))
    except ValueError as trouble:
        raise LawError("放假通知", "", str(trouble)) from trouble


def _by_name(pairs: Iterable[tuple[str, _Row]]) -> Mapping[str, tuple[_Row, ...]]:
    rows: dict[str, list[_Row]] = {}
    for name, row in pairs:
        rows.setdefault(name, []).append(row)
    return {name: tuple(rows[name]) for name in sorted(rows)}


def _digest(texts: Sequence[tuple[str, str]]) -> str:
    digest = hashlib.sha256()
    for _, text in texts:
        digest.update(len(text).to_bytes(8, "big") + text.encode())
    return digest.hexdigest()[:_DIGEST_LENGTH]
