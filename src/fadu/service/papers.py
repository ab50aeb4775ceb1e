"""Issued papers as bytes: drawn on demand from the content whose digest the journal holds, and kept aside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.conf import settings

from fadu.kernel.instrument import Paper, paper_digest, paper_from_json
from fadu.service.scope import Reader
from fadu.store.models import IssuedPaper, Town

FORMATS = ("pdf", "docx", "png", "html")
CODE_LENGTH = 8


class PaperChanged(Exception):
    """The stored content is not what the journal's digest was taken of. ``fadu verify`` names the row."""


class PaperErased(PaperChanged):
    """The content was erased by an approved step; number, day and digest remain."""


def paper_for(reader: Reader, pk: int) -> IssuedPaper | None:
    """The paper, when its matter and everything it could print may be read."""
    found = IssuedPaper.objects.filter(pk=pk, org=reader.org).select_related("matter").first()
    return found if found and reader.may_read(found.matter) and reader.may_read_files(found.matter) else None


def content(issued: IssuedPaper) -> Paper:
    """The content of an issued paper, checked against its digest. Raises PaperErased, PaperChanged."""
    if issued.content == {}:
        raise PaperErased(f"文书{issued.number}的内容已依法删除")
    paper = paper_from_json(issued.content)
    if paper_digest(paper) != issued.digest:
        raise PaperChanged(f"文书{issued.pk}的内容与记录不符")
    return paper


def check_code(digest: str) -> str:
    """The eight characters by which a paper is verified without its QR code: the beginning of its digest."""
    return digest.removeprefix("sha256:")[:CODE_LENGTH]


def verify_path(issued: IssuedPaper) -> str:
    """The path of the public page that verifies this very paper."""
    return f"/verify/{issued.matter_id}/{issued.instrument}/{check_code(issued.digest)}"


def drawn(issued: IssuedPaper, form: str) -> bytes:
    """The paper as ``pdf``, ``docx``, ``html`` or ``png`` (first page). Drawings are kept by what is drawn."""
    paper = _marked(issued)
    place = Path(settings.FADU_DATA) / "drawn" / f"{paper_digest(paper).removeprefix('sha256:')}.{form}"
    if not place.exists():
        made = draw(paper, form)
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
    """The paper as it is drawn: its QR text as an address with the check code; in a demonstration town every page says so."""
    paper = content(issued)
    verify = _address(town.base_address if (town := _town(issued.org)) else "", issued) if paper.verify else ""
    return watermarked(replace(paper, verify=verify), issued.org)


def watermarked(paper: Paper, org: str) -> Paper:
    """The paper with the words that every page of a demonstration town bears."""
    return replace(paper, watermark="演示数据") if (town := _town(org)) and town.settings.get("demo") else paper


def _town(org: str) -> Town | None:
    return Town.objects.filter(pk=org).first()


def _address(base: str, issued: IssuedPaper) -> str:
    """``https://…/verify/<matter>/<instrument>/<code>``; ``fadu:verify/…`` while the town has no address of its own."""
    path = verify_path(issued)
    return f"{base.rstrip('/')}{path}" if base else f"fadu:{path.removeprefix('/')}"
