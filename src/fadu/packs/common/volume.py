"""The bound file of a matter (案卷), one volume or several: cover, contents with page numbers and closing sheet, as papers.

What lies between them are the matter's own papers as they were issued; nothing is written for the file a second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fadu.kernel.case_file import CaseFile
from fadu.kernel.field import chinese_day
from fadu.kernel.instrument import Box, Notice, Paper, Signatures, Table
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.kernel.timelimit import TimeLimit
from fadu.packs.common.archive import AS_RULED, ground, ruled
from fadu.packs.common.papers import in_name_of, shown


@dataclass(frozen=True, slots=True)
class Leaf:
    """One paper of the file: where it begins, counted from the first page after the contents of its volume, and how many pages it has."""

    number: str
    title: str
    on: date
    first: int
    pages: int

    @property
    def place(self) -> str:
        last = self.first + self.pages - 1
        return str(self.first) if self.pages == 1 else f"{self.first}—{last}"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of evidence that is kept beside the papers: its name, the day it was handed in, the beginning of its digest."""

    name: str
    on: date
    digest: str


@dataclass(frozen=True, slots=True)
class Part:
    """One bound volume of a file: its kind (正卷, 副卷; empty where the file has but one kind), and which of how many."""

    kind: str
    number: int
    of: int

    @property
    def said(self) -> str:
        """What the cover adds to the name of the file."""
        return f"（{self.kind}）" if self.kind else ""

    @property
    def place(self) -> str:
        return f"第{self.number}册，共{self.of}册"


def cover(rules: CaseFile, matter: Matter, records: Records, pages: int, part: Part, kept: TimeLimit | None) -> Paper:
    """What an archive must know of the file; how long it is kept is the rule's term until the file is archived."""
    boxes = [Box(label, text) for label, text in rules.cover(matter, records)]
    closed = [Box("结案日期", chinese_day(matter.closed_on))] if matter.closed_on else []
    return Paper(
        title=f"{rules.volume}{part.said}", organ=_organ(matter, records), seal=False,
        blocks=(*boxes, *closed, Box("册次", part.place), Box("卷内页数", f"{pages}页"), *_keeping(matter, kept), Box("归档日期", shown(matter, "archived_on")),
                Box("档案号", shown(matter, "archive_no")), Signatures((("立卷人", ""), ("检查人", "")))),
    )  # fmt: skip


def _keeping(matter: Matter, kept: TimeLimit | None) -> tuple[Box, ...]:
    """The term that was set when the file was archived, and why; before, the term of the rule, to be settled then."""
    settled = shown(matter, "kept_for")
    if settled and matter.get("keeping") != AS_RULED:
        return (Box("保管期限", settled), Box("另定的理由", shown(matter, "keeping_reason")))
    if kept is None:
        return (Box("保管期限"),)
    return (Box("保管期限", settled or f"{ruled(kept)}（归档时确定）"), Box("期限依据", ground(kept)))


def contents(matter: Matter, records: Records, leaves: Sequence[Leaf], enclosed: Sequence[Enclosed], unseen: int, part: Part) -> Paper:
    """The papers in the order of the volume with their pages, then the evidence that is kept as files."""
    rows = tuple((f"第{n}件", leaf.number, leaf.title, leaf.on.isoformat(), leaf.place) for n, leaf in enumerate(leaves, 1))
    files = tuple((e.name, e.on.isoformat(), e.digest) for e in enclosed)
    return Paper(
        title=f"卷内目录{part.said}", organ=_organ(matter, records), seal=False,
        blocks=(
            Table(("序号", "文号", "题名", "日期", "页次"), rows),
            *((Table(("证据和附件", "提交日期", "指纹"), files, "随卷保存的电子文件"),) if files else ()),
            *((Notice(f"另有{unseen}份文书不在打印人的查看范围内，没有装入。"),) if unseen else ()),
        ),
    )  # fmt: skip


def closing_sheet(matter: Matter, records: Records, pages: int, leaves: int, enclosed: int, lacking: Sequence[str], part: Part) -> Paper:
    """What the volume consists of and what the file lacks, for whoever checks it."""
    said = f"本册文书{leaves}件，共{pages}页" + (f"；电子证据和附件{enclosed}件。" if enclosed else "。")
    return Paper(
        title=f"卷内备考表{part.said}", organ=_organ(matter, records), seal=False,
        blocks=(Box("册次", part.place), Box("本册情况", said), Box("尚缺", "、".join(lacking) or "无"), Box("说明", lines=5), Signatures((("立卷人", ""), ("检查人", "")))),
    )  # fmt: skip


def _organ(matter: Matter, records: Records) -> str:
    return in_name_of(matter, records)
