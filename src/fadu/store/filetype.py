"""What a file is, told from its bytes and never from its name; only kinds an office keeps as evidence are known.

Programs, web pages, scripts and office files with macros are not among them. Archives are looked at through their
directory only; nothing is unpacked or run.
"""

from __future__ import annotations

import codecs
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

HEAD_BYTES = 4096
ALLOWED = (
    "图片（JPG、PNG、WEBP、GIF、BMP、TIFF、HEIC）、PDF、OFD、Word、Excel、PPT、文本、录音（MP3、WAV、AMR、M4A）、录像（MP4、MOV、AVI）"
)


@dataclass(frozen=True, slots=True)
class MediaType:
    """A kind of file: its media type and its Chinese word."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class _Magic:
    """Bytes at a place in the head that make a kind of file."""

    prefix: bytes
    media: MediaType
    at: int = 0
    also: bytes = b""
    also_at: int = 0

    def fits(self, head: bytes) -> bool:
        return head.startswith(self.prefix, self.at) and head.startswith(self.also, self.also_at)


_MP4, _MOV = MediaType("video/mp4", "录像"), MediaType("video/quicktime", "录像")
_M4A, _HEIC = MediaType("audio/mp4", "录音"), MediaType("image/heic", "图片")
_TIFF, _MP3 = MediaType("image/tiff", "图片"), MediaType("audio/mpeg", "录音")
_TEXT = MediaType("text/plain", "文本")
_OLE = MediaType("application/x-ole-storage", "旧版 Office 文件")

_MAGICS = (
    _Magic(b"%PDF-", MediaType("application/pdf", "PDF")),
    _Magic(b"\xff\xd8\xff", MediaType("image/jpeg", "图片")),
    _Magic(b"\x89PNG\r\n\x1a\n", MediaType("image/png", "图片")),
    _Magic(b"GIF87a", MediaType("image/gif", "图片")),
    _Magic(b"GIF89a", MediaType("image/gif", "图片")),
    _Magic(b"RIFF", MediaType("image/webp", "图片"), also=b"WEBP", also_at=8),
    _Magic(b"RIFF", MediaType("audio/wav", "录音"), also=b"WAVE", also_at=8),
    _Magic(b"RIFF", MediaType("video/x-msvideo", "录像"), also=b"AVI ", also_at=8),
    _Magic(b"BM", MediaType("image/bmp", "图片"), also=b"\x00\x00\x00\x00", also_at=6),
    _Magic(b"II*\x00", _TIFF),
    _Magic(b"MM\x00*", _TIFF),
    _Magic(b"ID3", _MP3),
    _Magic(b"\xff\xfb", _MP3),
    _Magic(b"\xff\xf3", _MP3),
    _Magic(b"\xff\xf2", _MP3),
    _Magic(b"#!AMR", MediaType("audio/amr", "录音")),
    _Magic(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
)

_BRANDS = {
    b"M4A ": _M4A, b"M4B ": _M4A, b"qt  ": _MOV, b"heic": _HEIC, b"heix": _HEIC, b"mif1": _HEIC, b"heim": _HEIC,
    b"isom": _MP4, b"iso2": _MP4, b"iso4": _MP4, b"iso5": _MP4, b"iso6": _MP4, b"mp41": _MP4, b"mp42": _MP4,
    b"avc1": _MP4, b"M4V ": _MP4, b"3gp4": _MP4, b"3gp5": _MP4, b"3gp6": _MP4, b"MSNV": _MP4, b"dash": _MP4,
}  # fmt: skip

_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIPPED = {
    "OFD.xml": MediaType("application/ofd", "OFD"),
    "word/document.xml": MediaType(f"{_OFFICE}wordprocessingml.document", "Word 文件"),
    "xl/workbook.xml": MediaType(f"{_OFFICE}spreadsheetml.sheet", "Excel 文件"),
    "ppt/presentation.xml": MediaType(f"{_OFFICE}presentationml.presentation", "PPT 文件"),
}
_MACRO_PARTS = ("vbaproject.bin", "macrosheets/", "activex/")
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"#!", b"mz")


def media_type(head: bytes, file: BinaryIO) -> MediaType | None:
    """The kind of a file from its first ``HEAD_BYTES`` bytes; None for anything that is not evidence.

    ``file`` is the whole, seekable file; it is read only for office archives and plain text.
    """
    if head.startswith(b"PK\x03\x04"):
        return _zipped(file)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12])
    found = next((m.media for m in _MAGICS if m.fits(head)), None)
    return found or (_TEXT if _is_text(head, file) else None)


def _zipped(file: BinaryIO) -> MediaType | None:
    """An office or OFD file, by the names in the archive's directory; None when it carries macros or is another archive."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return None
    if any(part in name.lower() for name in names for part in _MACRO_PARTS):
        return None
    return next((media for name, media in _ZIPPED.items() if name in names), None)


def _is_text(head: bytes, file: BinaryIO) -> bool:
    """Whether the whole file is readable text (UTF-8 or GB 18030) and not markup or a script."""
    if b"\x00" in head or head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return False
    return any(_decodes(file, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(file: BinaryIO, encoding: str) -> bool:
    """Whether every byte is text in this encoding, without control characters other than line ends and tabs."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        pieces = (decoder.decode(piece) for piece in iter(lambda: file.read(1 << 16), b""))
        return all(map(_plain, pieces)) and _plain(decoder.decode(b"", final=True))
    except UnicodeDecodeError:
        return False


def _plain(piece: str) -> bool:
    return not any(c < " " and c not in "\t\r\n\f" for c in piece)
