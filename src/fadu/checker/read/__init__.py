"""Reads a report from text, HTML, DOCX, PDF or the clipboard; never runs or fetches anything it finds inside."""

from __future__ import annotations

import re

from fadu.checker.document import Document, Unreadable
from fadu.checker.read.docx import read_docx
from fadu.checker.read.limits import LEAST_HAN, MOST_BYTES, MOST_CHARACTERS
from fadu.checker.read.pdf import read_pdf
from fadu.checker.read.plain import read_text
from fadu.checker.read.web import looks_like_html, read_html

__all__ = ["read"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


def read(source: bytes, name: str) -> Document | Unreadable:
    """The document in ``source``; what it is is decided by its bytes, ``name`` only names it.

    Anything that cannot be read comes back as ``Unreadable`` with the way out; nothing is raised.
    """
    refused = _refused_unopened(source, name)
    if refused:
        return refused
    found = _opened(source, name)
    return _judged(found, name) if isinstance(found, Document) else found


def _refused_unopened(source: bytes, name: str) -> Unreadable | None:
    if not source.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        return Unreadable(name, "文件是空的，没有可以核查的文字", "请粘贴或上传报告全文")
    if len(source) > MOST_BYTES:
        return Unreadable(name, f"文件超过{MOST_BYTES // 1024 // 1024}兆字节", "请只上传报告正文，图片和附件另存")
    if source.startswith(_OLE):
        return _old_office(source, name)
    if source.startswith(_PICTURES):
        return Unreadable(name, "这是一张图片，没有文字", "请先作文字识别，或上传原始文稿")
    return None


def _old_office(source: bytes, name: str) -> Unreadable:
    if "EncryptedPackage".encode("utf-16-le") in source:
        return Unreadable(name, "文件设有打开密码，无法读取", "请解除密码后再上传")
    return Unreadable(name, "这是旧版办公软件的文件格式，无法读取", "请另存为 DOCX 后再上传")


def _opened(source: bytes, name: str) -> Document | Unreadable:
    if source[:1024].lstrip().startswith(b"%PDF"):
        return read_pdf(source, name)
    if source.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return read_docx(source, name)
    return read_html(source, name) if looks_like_html(source) else read_text(source, name)


def _judged(found: Document, name: str) -> Document | Unreadable:
    if len(found.text) > MOST_CHARACTERS:
        return Unreadable(name, f"文字超过{MOST_CHARACTERS // 10000}万字，不像一份报告", "请拆分后分别核查")
    if len(_HAN.findall(found.text[:20000])) < LEAST_HAN:
        return Unreadable(name, "没有找到中文文字，可能不是报告或已经损坏", "请确认文件内容后重新上传")
    return found
