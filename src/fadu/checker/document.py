"""The text of a report with a way back to every place in the original; never changed once read."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

# One character for one character, so that an offset in the plain form is an offset in the original.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(given): ord(plain)
    for given, plain in zip(
        "\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff\t﹝﹞〜∶﹒․⼀",
        "        〔〕~:..一",
        strict=True,
    )
}


_FARTHEST = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where a character stands: ``line`` and ``column`` count from 1; ``label`` says 第3页 or 第5段."""

    line: int
    column: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """A report that could be read.

    ``text`` keeps the characters of the original, one paragraph (or table row) a line; ``norm`` has the same
    length with full-width forms made plain, and is what rules read. ``kind`` is text, html, docx or pdf;
    ``labels`` names the place of each line in the original; ``source`` is the file, kept to be corrected.
    """

    name: str
    kind: str
    text: str
    norm: str
    starts: tuple[int, ...]
    labels: tuple[str, ...]
    source: bytes = field(default=b"", repr=False)

    def place(self, offset: int) -> Place:
        """The place of the character at ``offset``, counted from 0."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return Place(index + 1, offset - self.starts[index] + 1, self.labels[index])

    def line_at(self, offset: int) -> tuple[int, int]:
        """The bounds of the line in which ``offset`` lies, without its line break."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        end = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(self.text)
        return self.starts[index], end


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file could not be read, and what the person can do, in Chinese."""

    name: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return self.message + (f" → {self.remedy}" if self.remedy else "")


def plain(text: str) -> str:
    """The same text, the same length, with full-width letters, digits and marks made half-width."""
    return text.translate(_PLAIN)


def since(norm: str, at: int, marks: str) -> int:
    """Where the stretch begins that ends at ``at``: behind the last of ``marks``, at most 500 characters back."""
    low = max(at - _FARTHEST, 0)
    return max(low, *(norm.rfind(mark, low, at) + 1 for mark in marks))


def document(text: str, *, name: str = "", kind: str = "text", labels: tuple[str, ...] = (), source: bytes = b"") -> Document:
    """A document of ``text``; without ``labels`` every line is called 第n行."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [0]
    for index, char in enumerate(clean):
        if char == "\n":
            starts.append(index + 1)
    named = labels if len(labels) == len(starts) else tuple(f"第{n}行" for n in range(1, len(starts) + 1))
    return Document(name, kind, clean, plain(clean), tuple(starts), named, source)
