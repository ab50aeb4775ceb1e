"""Issued papers as bytes: drawn on demand from the content whose digest the journal holds, and kept aside."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from fadu.kernel.instrument import Paper, paper_digest, paper_from_json
from fadu.service.scope import Reader
from fadu.store.models import IssuedPaper, Town

FORMATS = ("pdf", "docx", "png", "html")


class PaperChanged(Exception):
    """The stored content is not what the journal's digest was taken of. ``fadu verify`` names the row."""


def paper_for(reader: Reader, pk: int) -> IssuedPaper | None:
    """The paper, when its matter may be read."""
    found = IssuedPaper.objects.filter(pk=pk, org=reader.org).select_related("matter").first()
    return found if found and reader.readable().filter(pk=found.matter_id).exists() else None


def content(issued: IssuedPaper) -> Paper:
    """The content of an issued paper, checked against its digest. Raises PaperChanged."""
    paper = paper_from_json(issued.content)
    if paper_digest(paper) != issued.digest:
        raise PaperChanged(f"文书{issued.pk}的内容与记录不符")
    return paper


def drawn(issued: IssuedPaper, form: str) -> bytes:
    """The paper as ``pdf``, ``docx``, ``html`` or ``png`` (first page). Drawings are kept by digest."""
    place = Path(settings.FADU_DATA) / "drawn" / f"{issued.digest.removeprefix('sha256:')}.{form}"
    if not place.exists():
        made = draw(_marked(issued), form)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = place.with_suffix(f".{form}.part")
        part.write_bytes(made)
        part.replace(place)
    return place.read_bytes()


def draw(paper: Paper, form: str) -> bytes:
    """Any paper in one of the formats."""
    from fadu.paper import docx, html, pdf, png

    if form == "pdf":
        return pdf.render_pdf(paper)
    if form == "docx":
        return docx.render_docx(paper)
    if form == "html":
        return html.render_html(paper).encode()
    return png.render_pages(paper, 60)[0]


def _marked(issued: IssuedPaper) -> Paper:
    """In a demonstration town every page says so."""
    from dataclasses import replace

    paper = content(issued)
    town = Town.objects.filter(pk=issued.org).first()
    return replace(paper, watermark="演示数据") if town and town.settings.get("demo") else paper


def by_number(number: str) -> IssuedPaper | None:
    return IssuedPaper.objects.filter(number=number).select_related("matter").first()


