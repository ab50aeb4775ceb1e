"""Whether a paper in somebody's hand is real: by its QR code, by number and check code, or by the file itself.

The answer names the kind of paper, its number, organ and day, never a person or what the paper says.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from fadu.checker.document import Unreadable
from fadu.checker.read import read
from fadu.kernel.finding import Refusal
from fadu.packs import catalogue
from fadu.service.papers import CODE_LENGTH, check_code, drawn
from fadu.service.proof import Step, in_log, paper_holds
from fadu.store.models import IssuedPaper, NumberTaken, Publication

MAX_FILE_BYTES = 20 * 1024 * 1024
QR = re.compile(r"verify/([0-9a-f-]{36})/([\w.\-]{1,100})(?:/([0-9a-f]{8}))?", re.ASCII)
_ENDING = re.compile(r"〔\d{4}〕\d{1,6}号")
MOST = 20


class Verdict(StrEnum):
    """What can be said of a paper; the word is also how the page shows it."""

    GENUINE = "genuine"
    CHANGED = "changed"
    ANNULLED = "annulled"
    VOID = "void"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict with what was checked; ``paper`` is None when nothing was found."""

    verdict: Verdict
    steps: tuple[Step, ...] = ()
    paper: IssuedPaper | None = None
    annulled_on: date | None = None
    publication: Publication | None = None

    @property
    def kind(self) -> str:
        """The kind of paper as its instrument is called; a title could hold a name."""
        return kind_of(self.paper) if self.paper else ""


def kind_of(paper: IssuedPaper) -> str:
    known = catalogue().instruments.get(paper.instrument)
    return known.label if known else "文书"


def by_code(matter: str, instrument: str, code: str = "") -> Checked:
    """What the QR code says: a matter, the kind of paper and, on newer papers, the check code."""
    papers = IssuedPaper.objects.filter(matter=uuid.UUID(matter), instrument=instrument).select_related("entry", "matter").order_by("-id")
    return _among(papers, code)


def by_number(number: str, code: str) -> Checked | Refusal:
    """By the printed number and check code; both are needed, so that nobody can leaf through the numbers."""
    number, code = tidy(number), code.strip().lower()
    if pasted := QR.search(unicodedata.normalize("NFKC", number)):
        return by_code(*(part or "" for part in pasted.groups()))
    if not number:
        return Refusal("number", "没有填写文书编号", "照文书上印的填写，例如 同乐府罚决〔2025〕3号", field="number")
    if not re.fullmatch(rf"[0-9a-f]{{{CODE_LENGTH}}}", code):
        return Refusal("code", f"验证码应为{CODE_LENGTH}位数字和字母", "照二维码下方印的填写；没有验证码的，上传电子文件查验", field="code")
    return _among(_numbered(number), code)


def by_file(source: bytes, number: str = "") -> Checked | Refusal:
    """By the electronic file: the same bytes, or the same text, as the paper we would draw today."""
    if len(source) > MAX_FILE_BYTES:
        return Refusal("file", "文件超过20兆字节", "只上传这一份文书", field="file")
    opened = read(source, "文书")
    if isinstance(opened, Unreadable):
        return Refusal("file", opened.message, "照片和扫描件请输入文书编号和验证码查验", field="file")
    if opened.kind != "pdf":
        return Refusal("file", "只能查验 PDF 文件", "可编辑稿不是正式文书；请上传打印件的 PDF，或输入编号和验证码", field="file")
    text = _bare(opened.text)
    papers = list(_numbered(tidy(number))[:MOST]) if number.strip() else _mentioned(text)
    for paper in papers:
        if _same(source, text, paper):
            return _judged(paper, Step(True, "上传的文件与登记的文书逐字一致"))
    return (
        Checked(Verdict.CHANGED, (Step(True, "编号在本镇的编号簿里"), Step(False, "上传的文件与登记的文书不一致")))
        if papers
        else Checked(Verdict.UNKNOWN)
    )


def tidy(number: str) -> str:
    """A number as it is kept: 〔〕 however the brackets were typed, no spaces."""
    text = re.sub(r"\s+", "", number)
    text = re.sub(r"[\[【（(〔［](\d{4})[\]】）)〕］]", r"〔\1〕", text)
    return text.replace("(", "（").replace(")", "）")


def _numbered(number: str) -> Any:
    return IssuedPaper.objects.filter(number=number).select_related("entry", "matter").order_by("-id")


def _mentioned(text: str) -> list[IssuedPaper]:
    """Papers whose number the text holds."""
    endings = list(dict.fromkeys(_ENDING.findall(text)))[:5]
    found = [
        p
        for ending in endings
        for p in IssuedPaper.objects.filter(number__endswith=ending)
        .exclude(content={})
        .select_related("entry", "matter")
        .order_by("-id")[:MOST]
    ]
    return [p for p in found if _bare(p.number) in text][:MOST]


def _among(papers: Any, code: str) -> Checked:
    found = list(papers[:MOST])
    if not found:
        return Checked(Verdict.UNKNOWN)
    matching = [p for p in found if not code or check_code(p.digest) == code]
    if not matching:
        return Checked(Verdict.CHANGED, (Step(True, "编号在本镇的编号簿里"), Step(False, "验证码与登记的文书不符")))
    return _judged(matching[0])


def _judged(paper: IssuedPaper, *before: Step) -> Checked:
    """The verdict on a paper found: its content, its number, its entry's place in the signed log, its standing."""
    taken = NumberTaken.objects.filter(org=paper.org, text=paper.number).first() if paper.number else None
    void = bool(taken and taken.voided) or paper.matter.snapshot.get("facts", {}).get("voided") is True
    holds = paper_holds(paper)
    steps = [*before, *_numbering(paper, void), _content_step(paper, holds)]
    steps += in_log(paper.entry)
    annulled = paper.matter.annulled_on
    steps += [Step(False, "作出这份文书的决定已被撤销或者确认违法")] if annulled else []
    shown = Publication.objects.filter(matter=paper.matter_id, withdrawn_on__isnull=True).order_by("-published_on").first()
    return Checked(_verdict(steps, holds, void, annulled is not None), tuple(steps), paper, annulled, shown)


def _content_step(paper: IssuedPaper, holds: bool) -> Step:
    if paper.content == {}:
        return Step(holds, "文书内容已依法删除，指纹仍在记录里，手中的文书可凭指纹核对" if holds else "文书内容已删除，记录里没有它的指纹")
    return Step(holds, "登记的文书内容与制作时的指纹一致" if holds else "登记的文书内容与制作时的指纹不一致")


def _numbering(paper: IssuedPaper, void: bool) -> list[Step]:
    if not paper.number:
        return []
    return [Step(not void, "编号已作废" if void else "编号在本镇的编号簿里，没有作废")]


def _verdict(steps: list[Step], holds: bool, void: bool, annulled: bool) -> Verdict:
    if void:
        return Verdict.VOID
    if annulled and holds:
        return Verdict.ANNULLED
    return Verdict.CHANGED if any(s.ok is False for s in steps) else Verdict.GENUINE


def _same(source: bytes, text: str, paper: IssuedPaper) -> bool:
    ours = drawn(paper, "pdf")
    if ours == source:
        return True
    redrawn = read(ours, "文书")
    return not isinstance(redrawn, Unreadable) and _bare(redrawn.text) == text


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
