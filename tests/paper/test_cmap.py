"""Both kinds of character map, built by hand, so that the reader is tried without any font."""

from __future__ import annotations

import struct
from pathlib import Path

from fadu.paper.cmap import characters


def font(path: Path, subtable: bytes, platform: int, encoding: int, *, collection: bool = False) -> Path:
    cmap = struct.pack(">HHHHI", 0, 1, platform, encoding, 12) + subtable
    head = 20 if collection else 0
    body = struct.pack(">IHHHH", 0x00010000, 1, 0, 0, 0) + struct.pack(">4sIII", b"cmap", 0, head + 28, len(cmap)) + cmap
    start = struct.pack(">4sIII", b"ttcf", 0x00010000, 1, 20) + b"\0" * 4 if collection else b""
    path.write_bytes(start + body)
    return path


def format_12(*groups: tuple[int, int]) -> bytes:
    rows = b"".join(struct.pack(">III", first, last, 1) for first, last in groups)
    return struct.pack(">HHIII", 12, 0, 16 + len(rows), 0, len(groups)) + rows


def format_4() -> bytes:
    """Three segments: A–C by delta, X–Z by a list whose middle glyph is missing, and the closing one."""
    ends, starts = (67, 90, 0xFFFF), (65, 88, 0xFFFF)
    deltas, ranges, glyphs = (1, 0, 1), (0, 4, 0), (5, 0, 7)
    parts = [struct.pack(">3H", *ends), b"\0\0", struct.pack(">3H", *starts), struct.pack(">3H", *deltas)]
    parts += [struct.pack(">3H", *ranges), struct.pack(">3H", *glyphs)]
    return struct.pack(">HHHHHHH", 4, 0, 0, 6, 0, 0, 0) + b"".join(parts)


def test_segments_and_lists_of_format_4(tmp_path: Path):
    assert characters(font(tmp_path / "a.ttf", format_4(), 3, 1)) == set(map(ord, "ABCXZ"))


def test_groups_of_format_12(tmp_path: Path):
    path = font(tmp_path / "a.otf", format_12((0x4E00, 0x4E02), (0x20BB7, 0x20BB7)), 3, 10)
    assert characters(path) == {0x4E00, 0x4E01, 0x4E02, 0x20BB7}


def test_a_font_in_a_collection(tmp_path: Path):
    assert characters(font(tmp_path / "a.ttc", format_12((0x4E00, 0x4E00)), 3, 10, collection=True)) == {0x4E00}


def test_a_map_cut_short_shows_nothing(tmp_path: Path):
    path = font(tmp_path / "a.ttf", format_4()[:20], 3, 1)
    assert characters(path) == frozenset()
