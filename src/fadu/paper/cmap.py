"""Reads from a font file which characters it can show; it reads nothing else of the font and changes nothing.

Understands TrueType, OpenType and collections, with character maps of format 4 and 12: what every Chinese font has.
"""

from __future__ import annotations

import struct
from pathlib import Path

_PREFERRED = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))


def characters(path: Path, index: int = 0) -> frozenset[int]:
    """The code points the font shows; empty when the file is no font we can read."""
    try:
        table = _cmap_table(path, index)
        return frozenset(_code_points(table))
    except (OSError, struct.error):
        return frozenset()


def _cmap_table(path: Path, index: int) -> bytes:
    with path.open("rb") as file:
        start = 0
        if file.read(4) == b"ttcf":
            file.seek(12 + 4 * index)
            (start,) = struct.unpack(">I", file.read(4))
        file.seek(start + 4)
        (count,) = struct.unpack(">H6x", file.read(8))
        for _ in range(count):
            tag, offset, length = struct.unpack(">4s4xII", file.read(16))
            if tag == b"cmap":
                file.seek(offset)
                return file.read(length)
    return b""


def _code_points(table: bytes) -> set[int]:
    if not table:
        return set()
    (count,) = struct.unpack_from(">H", table, 2)
    offsets = {struct.unpack_from(">HH", table, 4 + 8 * i): 8 + 8 * i for i in range(count)}
    for key in _PREFERRED:
        if key in offsets:
            (start,) = struct.unpack_from(">I", table, offsets[key])
            (kind,) = struct.unpack_from(">H", table, start)
            if kind in _READERS:
                return _READERS[kind](table, start)
    return set()


def _format_12(table: bytes, start: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", table, start + 12)
    found: set[int] = set()
    for first, last, _glyph in struct.iter_unpack(">III", table[start + 16 : start + 16 + 12 * groups]):
        found.update(range(first, last + 1))
    return found


def _format_4(table: bytes, start: int) -> set[int]:
    (double,) = struct.unpack_from(">H", table, start + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", table, start + 14)
    starts = struct.unpack_from(f">{count}H", table, start + 16 + double)
    deltas = struct.unpack_from(f">{count}H", table, start + 16 + 2 * double)
    at = start + 16 + 3 * double
    ranges = struct.unpack_from(f">{count}H", table, at)
    found: set[int] = set()
    for i in range(count):
        if ranges[i] == 0:
            found.update(c for c in range(starts[i], ends[i] + 1) if (c + deltas[i]) & 0xFFFF)
        else:
            found.update(_listed(table, at + 2 * i + ranges[i], starts[i], ends[i]))
    return found - {0xFFFF}


def _listed(table: bytes, at: int, first: int, last: int) -> set[int]:
    readable = min(last - first + 1, (len(table) - at) // 2)
    glyphs = struct.unpack_from(f">{max(readable, 0)}H", table, at)
    return {first + i for i, glyph in enumerate(glyphs) if glyph}


_READERS = {4: _format_4, 12: _format_12}
