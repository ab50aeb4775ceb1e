"""Compares a published page with the text that was generated: what publishing lost, added or changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from fadu.checker.document import Document
from fadu.kernel.finding import Finding, Severity

_SMALL = 12
_CHANGES = {"delete": "少了", "insert": "多了", "replace": "不同于原稿的"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; ``start``–``end`` lies in the published text, ``wanted`` is what the original says."""

    start: int
    end: int
    kind: str
    wanted: str
    stands: str


def differences(published: Document, original: Document) -> tuple[Difference, ...]:
    """What differs once layout is set aside; navigation around the published text is not counted."""
    shown, shown_at = _packed(published)
    wanted, _ = _packed(original)
    low, high = _window(shown, wanted)
    matcher = SequenceMatcher(None, wanted, shown[low:high], autojunk=False) if len(wanted) < 2000 else None
    blocks = matcher.get_opcodes() if matcher else _by_lines(wanted, shown[low:high])
    return tuple(
        _difference(kind, wanted[a:b], shown[low + c : low + d], shown_at, low + c, low + d, len(published.text))
        for kind, a, b, c, d in blocks
        if kind != "equal"
    )


def findings(published: Document, original: Document) -> tuple[Finding, ...]:
    """The differences as findings of rule T4, each with what the original says."""
    made = []
    for one in differences(published, original):
        place = published.place(one.start)
        message = f"发布页面{_CHANGES[one.kind]}“{(one.wanted or one.stands)[:30]}”，可能为发布或转码丢字"
        made.append(
            Finding(
                "T4",
                Severity.STOP if re.search(r"\d|[〔〕—]", one.wanted + one.stands) else Severity.WARN,
                message,
                one.stands[:60],
                one.wanted[:60],
                "",
                place.line,
                place.column,
                one.start,
                max(one.end - one.start, 1),
            )
        )
    return tuple(made)


def _packed(document: Document) -> tuple[str, list[int]]:
    """The characters without white space, in plain form, with the place of each."""
    places = [i for i, char in enumerate(document.norm) if not char.isspace() and char != "|"]
    return "".join(document.norm[i] for i in places), places


def _window(shown: str, wanted: str) -> tuple[int, int]:
    """Where the original begins and ends inside the page, found by its first and last words that the page kept."""
    low = next((at - i for i in range(0, min(200, len(wanted)), 4) if (at := shown.find(wanted[i : i + _SMALL])) >= 0), 0)
    ends = range(len(wanted), max(len(wanted) - 200, _SMALL), -4)
    high = next((at + _SMALL + len(wanted) - i for i in ends if (at := shown.rfind(wanted[i - _SMALL : i])) >= 0), len(shown))
    return max(low, 0), max(min(high, len(shown)), max(low, 0))


def _by_lines(wanted: str, shown: str) -> list[tuple[str, int, int, int, int]]:
    """Opcodes of long texts: sentences are matched first, characters only inside sentences that differ."""
    old, new = _cut(wanted), _cut(shown)
    made: list[tuple[str, int, int, int, int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, [t for _, t in old], [t for _, t in new], autojunk=False).get_opcodes():
        if kind != "equal":
            made += _inner(wanted, shown, _bounds(old, a, b, len(wanted)), _bounds(new, c, d, len(shown)))
    return made


def _cut(text: str) -> list[tuple[int, str]]:
    return [(m.start(), m[0]) for m in re.finditer(r"[^。;,]*[。;,]?", text) if m[0]]


def _bounds(pieces: list[tuple[int, str]], first: int, last: int, length: int) -> tuple[int, int]:
    start = pieces[first][0] if first < len(pieces) else length
    return start, (pieces[last][0] if last < len(pieces) else length)


def _inner(wanted: str, shown: str, one: tuple[int, int], other: tuple[int, int]) -> list[tuple[str, int, int, int, int]]:
    codes = SequenceMatcher(None, wanted[one[0] : one[1]], shown[other[0] : other[1]], autojunk=False).get_opcodes()
    return [(k, a + one[0], b + one[0], c + other[0], d + other[0]) for k, a, b, c, d in codes if k != "equal"]


def _difference(kind: str, wanted: str, stands: str, places: list[int], low: int, high: int, length: int) -> Difference:
    start = places[low] if low < len(places) else length
    end = places[high - 1] + 1 if high > low else start
    return Difference(start, end, kind, wanted, stands)
