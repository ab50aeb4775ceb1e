"""Compares a published web page or text with the report that was signed: lost characters, added ones, changed ones."""

from __future__ import annotations

import re
from dataclasses import replace

from fadu import checker
from fadu.checker.compare.published import differences
from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.kernel.instrument import Heading, Paper, Paragraph
from fadu.service.report import By, record_losses
from fadu.service.report_content import content_of, paper_of
from fadu.service.take_step import Receipt
from fadu.store.models import Matter


def text_of(paper: Paper) -> str:
    """The words of a report as they stand on paper: number, title, recipients, headings, paragraphs, signature."""
    lines = [paper.number, paper.title, f"{paper.to}：" if paper.to else ""]
    lines += [b.text for b in paper.blocks if isinstance(b, (Heading, Paragraph))]
    return "\n".join(line for line in lines if line)


def as_published(paper: Paper, shown: str) -> str:
    """The words the page should show. Its number has a place of its own on a site; recipients are compared where it names them."""
    return text_of(replace(paper, number="", to=paper.to if f"{paper.to}：" in shown else ""))


def lost_number(number: str, shown: str) -> list[dict[str, str]]:
    """The document number when the page nowhere shows it whole, with what stands for it where only its brackets are lost."""
    if number in shown:
        return []
    pattern = "".join(re.escape(char) + ("?" if char in "〔〕" else "") for char in number)
    stands = re.search(pattern, shown)
    return [{"expected": number, "found": stands[0] if stands else ""}]


def losses(row: Matter, source: bytes, name: str = "网页") -> list[dict[str, str]] | Refusal:
    """Rows (expected, found) where the published text differs from the report; a refusal when it cannot be read."""
    if not source.strip():
        return Refusal("published", "网页文字是空的", "从已公开的网页全选、复制，粘贴到这里", field="published")
    published = checker.read(source, name)
    if isinstance(published, checker.Unreadable):
        return Refusal("published", published.message, published.remedy, field="published")
    paper, shown = paper_of(content_of(row)), "".join(published.text.split())
    original = checker.document(as_published(paper, shown), name="原稿")
    found = lost_number(paper.number, shown) + [
        {"expected": _shown(d.wanted), "found": _shown(d.stands)} for d in differences(published, original)
    ]
    return [{k: v for k, v in one.items() if v} for one in found]


def compare(row: Matter, by: By, source: bytes, name: str = "网页") -> Receipt | Refused:
    """Compare and record what was lost; a page without a difference is recorded as compared."""
    found = losses(row, source, name)
    if isinstance(found, Refusal):
        return Refused((found,))
    return record_losses(row, by, found or [{"expected": "与原稿一致", "found": "与原稿一致"}])


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
