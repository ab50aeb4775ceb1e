"""Reads the paragraphs and tables of a DOCX in order; refuses bombs, passwords and other packages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from fadu.checker.document import Document, Unreadable, document
from fadu.checker.read.limits import MOST_UNPACKED_BYTES
from fadu.checker.read.numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_TEXT_OF = {W + "tab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": ""}
_DROPPED = {W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "pPr", W + "rPr"}
_BROKEN = "文件已经损坏，无法打开"

Piece = tuple[str, "etree._Element | None"]


def read_docx(source: bytes, name: str) -> Document | Unreadable:
    """A Word document as text, one paragraph or table row a line, labelled 第n段."""
    opened = opened_parts(source, name)
    if isinstance(opened, Unreadable):
        return opened
    body, numbering = opened
    lines = ["".join(text for text, _ in pieces) for pieces in paragraphs(body, numbering)]
    if not any(line.strip() for line in lines):
        return Unreadable(name, "文件里没有文字，可能只有图片", "请先作文字识别，或上传原始文稿")
    labels = tuple(f"第{n}段" for n, line in enumerate(lines, 1) for _ in range(line.count("\n") + 1))
    return document("\n".join(lines), name=name, kind="docx", labels=labels, source=source)


def opened_parts(source: bytes, name: str) -> tuple[etree._Element, Numbering] | Unreadable:
    """The body of the document and its automatic numbering, or why it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as package:
            refused = _refused(package, name)
            if refused:
                return refused
            body = xml(package.read(_BODY))
            numbers = xml(package.read("word/numbering.xml")) if "word/numbering.xml" in package.namelist() else None
    except (zipfile.BadZipFile, etree.XMLSyntaxError, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        return Unreadable(name, _BROKEN, "请用办公软件打开后另存为 DOCX 再上传")
    return body, Numbering.of(numbers)


def _refused(package: zipfile.ZipFile, name: str) -> Unreadable | None:
    names = set(package.namelist())
    if sum(item.file_size for item in package.infolist()) > MOST_UNPACKED_BYTES:
        return Unreadable(name, "文件解开后过大，拒绝打开", "请只保留报告正文后再上传")
    if any(item.flag_bits & 1 for item in package.infolist()):
        return Unreadable(name, "文件设有打开密码，无法读取", "请解除密码后再上传")
    if "OFD.xml" in names:
        return Unreadable(name, "暂不能读取 OFD 版式文件", "请另存为 PDF 或 DOCX 后再上传")
    if _BODY not in names:
        return Unreadable(name, "这不是 Word 文档", "请上传文本、网页、DOCX 或 PDF 文件")
    return None


def xml(source: bytes) -> etree._Element:
    """Parsed XML without entities, network or oversized trees; raises XMLSyntaxError on a document type."""
    if b"<!DOCTYPE" in source[:4096] or b"<!ENTITY" in source[:4096]:
        raise etree.XMLSyntaxError("document types are refused", 0, 0, 0)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(source, parser)


def paragraphs(body: etree._Element, numbering: Numbering) -> Iterator[list[Piece]]:
    """Each line as pieces of text with the element that holds them; a table row is one line."""
    stack = [iter(body)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag == W + "p":
            yield _numbered(node, numbering)
        elif node.tag == W + "tr":
            yield _row(node)
        elif node.tag not in _DROPPED and isinstance(node.tag, str):
            stack.append(iter(node))


def _numbered(paragraph: etree._Element, numbering: Numbering) -> list[Piece]:
    label = numbering.label(paragraph)
    pieces = list(_pieces(paragraph))
    return ([(label, None)] if label else []) + pieces


def _row(row: etree._Element) -> list[Piece]:
    pieces: list[Piece] = []
    for cell in row.iter(W + "tc"):
        if pieces:
            pieces.append((" | ", None))
        pieces += [(text.replace("\n", " "), node) for paragraph in cell.iter(W + "p") for text, node in _pieces(paragraph)]
    return pieces


def _pieces(paragraph: etree._Element) -> Iterator[Piece]:
    for node in paragraph.iter():
        if node.tag == W + "t" and not _inside_dropped(node, paragraph):
            yield (node.text or "").replace("\n", " "), node
        elif node.tag in _TEXT_OF and not _inside_dropped(node, paragraph):
            yield _TEXT_OF[node.tag], None


def _inside_dropped(node: etree._Element, top: etree._Element) -> bool:
    parent = node.getparent()
    while parent is not None and parent is not top:
        if parent.tag in _DROPPED or (parent.tag == W + "p" and parent is not top):
            return True
        parent = parent.getparent()
    return False
