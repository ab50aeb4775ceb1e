"""Runs the typesetter over our templates, one at a time for each thread; it reads no clock and no network."""

from __future__ import annotations

import json
import threading
from datetime import UTC, date, datetime
from functools import cache
from typing import Literal

import typst

from fadu.kernel.instrument import Layout, Paper
from fadu.paper.content import content
from fadu.paper.fonts import Face, NoChineseFont, faces, font_book, readable
from fadu.paper.measures import FOLDER

_TEMPLATE = FOLDER / "templates" / "paper.typ"
_UNDATED = date(1970, 1, 1)  # a draft without a day still gives the same bytes every time
_own = threading.local()


def typeset(paper: Paper, kind: Literal["pdf", "png"], dpi: float = 96) -> list[bytes]:
    """The pages as one PDF/A-2b file, or as one PNG a page at ``dpi``. The same paper gives the same bytes.

    Raises NoChineseFont on a machine that can show no Chinese: a paper of blank boxes is not a paper.

    When the imprint of an official paper would run over to two further pages for want of a line, the pages are set
    with one line more if that saves them (GB/T 9704-2012, 7.3.5.5 lets the pitch give way).
    """
    if not readable():
        raise NoChineseFont
    inputs = _inputs(paper)
    pages = _compile(inputs, paper, kind, dpi)
    if paper.layout is not Layout.OFFICIAL or not _spilled():
        return pages
    tighter = _compile(inputs | {"tighter": "1"}, paper, kind, dpi)
    return pages if _spilled() else tighter


def _compile(inputs: dict[str, str], paper: Paper, kind: Literal["pdf", "png"], dpi: float) -> list[bytes]:
    made = _compiler().compile(
        format=kind,
        ppi=dpi,
        sys_inputs=inputs,
        pdf_standards=["a-2b"] if kind == "pdf" else [],
        timestamp=_timestamp(paper),
    )
    if made is None:
        raise RuntimeError("the typesetter returned nothing")
    return made if isinstance(made, list) else [made]


def _spilled() -> bool:
    return _compiler().query("<spilled>") != "[]"


def _compiler() -> typst.Compiler:
    book = font_book()
    if getattr(_own, "book", None) is not book:
        _own.book, _own.compiler = book, typst.Compiler(input=_TEMPLATE, root=FOLDER, font_paths=book)
    compiler: typst.Compiler = _own.compiler
    return compiler


def _inputs(paper: Paper) -> dict[str, str]:
    return {"paper": json.dumps(content(paper), ensure_ascii=False), "faces": _faces_json(tuple(faces().values()))}


@cache
def _faces_json(found: tuple[Face, ...]) -> str:
    settings = {face.role.value: {"families": face.families, "weight": face.weight} for face in found}
    return json.dumps(settings, ensure_ascii=False)


def _timestamp(paper: Paper) -> datetime:
    day = paper.dated or paper.printed_on or _UNDATED
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
