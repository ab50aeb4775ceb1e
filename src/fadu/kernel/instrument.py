"""Papers (文书) as values: what a paper says and where each part stands, never how it is drawn.

A pack turns a matter into a ``Paper``; ``fadu.paper`` draws it as PDF, DOCX or HTML. The same facts give
the same paper byte for byte, so the digest of its content stands in the journal for the paper itself.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from fadu.kernel.citation import Citation
from fadu.kernel.field import Json
from fadu.kernel.journal import canonical

if TYPE_CHECKING:
    from fadu.kernel.docnumber import Series
    from fadu.kernel.matter import Matter
    from fadu.kernel.records import Records


class Layout(StrEnum):
    """The page a paper stands on: GB/T 9704 official document, a ruled form, or the same form with its page turned."""

    OFFICIAL = "official"
    FORM = "form"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、), 2 （一）, 3 (1.) or 4 （1）; the text carries its own ordinal."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A run of text that prints one counted number; ``id`` is its figure in the side-car file."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text runs; ``indent`` is the two-character first line of official papers."""

    runs: tuple[str | Figure, ...]
    indent: bool = True

    @property
    def text(self) -> str:
        return "".join(r if isinstance(r, str) else r.text for r in self.runs)


@dataclass(frozen=True, slots=True)
class Box:
    """One labelled box of a ruled form; ``lines`` keeps handwriting space of so many lines."""

    label: str
    text: str = ""
    lines: int = 1
    wide: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row; every row has as many cells as the heading.

    ``groups`` are headings over the heading, each with the number of columns under it; under ``""`` the columns stand
    alone. They cover every column (``ValueError``).
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str | Figure, ...], ...]
    caption: str = ""
    groups: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if self.groups and sum(span for _, span in self.groups) != len(self.head):
            raise ValueError("the groups of a table cover its columns")


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign by hand, each with its label (当事人, 执法人员…) and, when known, the printed name."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """The plain sentence that tells the party what they can do and by when (救济途径); drawn in a box."""

    text: str


Block: TypeAlias = Heading | Paragraph | Box | Table | Signatures | Notice


def paragraph(text: str, *, indent: bool = True) -> Paragraph:
    return Paragraph((text,), indent)


@dataclass(frozen=True, slots=True)
class Annex:
    """A text that a notice brings with it, on pages of its own after the signature (GB/T 9704-2012, 7.3.7)."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The whole content of one paper.

    ``organ`` is the organ in whose name it speaks; ``seal`` asks for the seal place over signature and
    date; ``verify`` is the text behind the QR code (empty: no code); ``to`` the main recipients (主送).
    ``jointly`` are the organs that issue it together with ``organ``, after it in head and signature (GB/T 9704-2012, 7.2.4、7.3.5.1),
    on official papers only.
    ``attachments`` are the names in the 附件说明; ``annexes`` the texts bound after the signature, on official papers only
    (a ruled form has no place for them: ``ValueError``).
    """

    title: str
    organ: str
    layout: Layout = Layout.FORM
    number: str = ""
    to: str = ""
    blocks: tuple[Block, ...] = ()
    signed_by: str = ""
    dated: date | None = None
    seal: bool = True
    verify: str = ""
    copies_to: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    attachments: tuple[str, ...] = ()
    issuer_line: str = ""
    head: str = ""
    watermark: str = ""
    annexes: tuple[Annex, ...] = ()
    jointly: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.annexes or self.jointly) and self.layout is not Layout.OFFICIAL:
            raise ValueError("only an official paper has annexes or joint organs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A kind of paper that a step issues.

    ``series`` is the number series (None: the paper has no number of its own); ``compose`` builds the
    content from the matter as it stands after the step. ``needs`` are the facts the law requires on it.
    """

    id: str
    label: str
    compose: Callable[[Matter, Records], Paper]
    basis: tuple[Citation, ...] = ()
    series: Series | None = None
    needs: tuple[str, ...] = field(default=())


def paper_json(paper: Paper) -> Json:
    """The content of a paper as JSON; blocks name their kind. Equal papers give equal JSON, and a paper without
    annexes, groups or joint organs names none, so that it keeps the digest it had before papers could have them.
    """
    return _plain(paper)


def paper_digest(paper: Paper) -> str:
    """``sha256:`` and the hex digest of the paper's canonical JSON: what the journal keeps of it."""
    return "sha256:" + hashlib.sha256(canonical(paper_json(paper))).hexdigest()


def paper_from_json(json: Mapping[str, Any]) -> Paper:
    """The paper behind :func:`paper_json`."""
    values = {k: v for k, v in json.items() if k != "kind"}
    values["blocks"] = tuple(_block(b) for b in values["blocks"])
    values["annexes"] = _block(values.get("annexes", []))
    values["attachments"] = tuple(values["attachments"])
    values["jointly"] = tuple(values.get("jointly", ()))
    values["layout"] = Layout(values["layout"])
    for name in ("dated", "printed_on"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return Paper(**values)


_BLOCKS: dict[str, type] = {c.__name__: c for c in (Heading, Paragraph, Box, Table, Signatures, Notice, Figure, Annex)}


#: Fields that came after papers were first issued; an empty one stays unsaid.
_LATER = frozenset(("annexes", "groups", "jointly"))


def _plain(value: object) -> Json:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"kind": type(value).__name__, **{name: v for name, v in fields.items() if v or name not in _LATER}}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value  # type: ignore[return-value]


def _block(json: Any) -> Any:
    if isinstance(json, list):
        return tuple(_block(j) for j in json)
    if not isinstance(json, dict):
        return json
    values = {k: _block(v) for k, v in json.items() if k != "kind"}
    return _BLOCKS[json["kind"]](**values)
