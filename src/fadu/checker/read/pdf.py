"""Reads the text layer of a PDF page by page and joins the lines that the page width broke."""

from __future__ import annotations

import io
import logging
import re
import time

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from fadu.checker.document import Document, Unreadable, document
from fadu.checker.read.limits import MOST_CHARACTERS, MOST_PAGE_BYTES, MOST_PAGES, MOST_SECONDS

_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．])")
_ENDS = "。；：！？;:!?”》"
_PAGE_NUMBER = re.compile(r"\s*[-—–]?\s*\d{1,3}\s*[-—–]?\s*\Z")
_LEAST_TEXT = 10
_TROUBLES = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    OSError,
    RecursionError,
    NotImplementedError,
    ZeroDivisionError,
    OverflowError,
    AssertionError,
)


def read_pdf(source: bytes, name: str) -> Document | Unreadable:
    """The text of a PDF, labelled 第n页; a scan without a text layer is refused with the way out."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(source), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Unreadable(name, "PDF 设有打开密码，无法读取", "请解除密码后再上传")
        if len(reader.pages) > MOST_PAGES:
            return Unreadable(name, f"PDF 超过{MOST_PAGES}页，不像一份报告", "请只上传报告正文")
        pages = _texts(reader)
    except _TROUBLES:
        return Unreadable(name, "PDF 已经损坏，无法打开", "请重新导出 PDF，或上传 DOCX")
    return _assembled(pages, source, name)


def _texts(reader: PdfReader) -> list[str] | None:
    """The text of each page, or None when it takes too long or grows too large."""
    started, pages, total = time.monotonic(), [], 0
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > MOST_PAGE_BYTES:
            return None
        pages.append(page.extract_text())
        total += len(pages[-1])
        if time.monotonic() - started > MOST_SECONDS or total > MOST_CHARACTERS:
            return None
    return pages


def _assembled(pages: list[str] | None, source: bytes, name: str) -> Document | Unreadable:
    if pages is None:
        return Unreadable(name, "PDF 内容过大，无法在限定时间内读完", "请只上传报告正文，或上传 DOCX")
    if sum(len(page.strip()) for page in pages) < _LEAST_TEXT:
        return Unreadable(name, "PDF 里只有图片，没有文字", "请先作文字识别，或上传原始文稿")
    lines, labels = _joined(pages)
    return document("\n".join(lines), name=name, kind="pdf", labels=tuple(labels), source=source)


def _joined(pages: list[str]) -> tuple[list[str], list[str]]:
    lines: list[str] = []
    labels: list[str] = []
    row = ""
    for number, page in enumerate(pages, 1):
        raw = [line.strip() for line in page.split("\n") if line.strip() and not _PAGE_NUMBER.match(line)]
        full = max(map(len, raw), default=0)
        for line in raw:
            if lines and _continues(row, line, full):
                lines[-1] += line
            else:
                lines.append(line)
                labels.append(f"第{number}页")
            row = line
    return lines, labels


def _continues(row: str, line: str, full: int) -> bool:
    """Whether ``line`` is the rest of the sentence that the row before it broke off at the edge of the page."""
    return bool(row) and row[-1] not in _ENDS and not _HEADING.match(line) and len(row) >= full - 3
