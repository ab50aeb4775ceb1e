"""What may stand in a report's text: figures by their place, and digits only where they are no figure.

Pure functions over text and frozen rows. A place is ``{code}`` or ``{code:part}``; people write it by name, ``{行政处罚}``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from fadu.kernel.instrument import Figure
from fadu.packs.annual_report.outlines import LEADERS_PART

Row: TypeAlias = "Mapping[str, Any]"
#: Frozen rows, or what :func:`frozen` makes of them once for many texts.
Rows: TypeAlias = "Iterable[Row] | Mapping[tuple[str, str], Row]"

PLACE = re.compile(r"\{(?P<code>[a-z_]+\.[a-z_0-9]+)(?::(?P<part>[^{}]+))?\}")
_BRACED = re.compile(r"\{([^{}\n]+)\}")

#: Digits that are no figure: titles, years and days, document numbers, articles, ordinals, festivals and hotlines.
_NOT_FIGURES = re.compile(
    r"《[^》\n]*》"
    r"|(?:19|20)\d{2}(?:[—–\-－~～至]+(?:19|20)?\d{2,4})?年?度?(?:\d{1,2}月)?(?:\d{1,2}日)?"
    r"|\d{1,2}月(?:\d{1,2}日)?|〔\d{4}〕\d+号|第\d+[条款项号届次季]|(?m:^\s*[（(]?\d+[.．、）)])"
    r"|[“\"]?\d{1,2}·\d{1,2}[”\"]?|1\d{4}(?=热线|平台|公益)"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?%?")
_CHINESE = re.compile(
    r"(?<![第一二三四五六七八九十百千万两])(?:[二三四五六七八九两]|[一二三四五六七八九]?[十百千万][一二三四五六七八九十百千万零]*)余?(?=件次|人次|户次|场次|件|起|宗|次(?!会议)|元(?!化)|万元|份)"
)


def typed_numbers(text: str) -> list[str]:
    """Numbers, in digits or in Chinese, that are neither a figure's place nor something that only looks like a figure."""
    return [number for _, number in typed_at(text)]


def typed_at(text: str) -> list[tuple[int, str]]:
    """The typed numbers of a text, each with the place of its first character; those in digits first."""
    bare = _NOT_FIGURES.sub(_blanked, PLACE.sub(_blanked, text))
    return [(m.start(), m[0]) for form in (_DIGITS, _CHINESE) for m in form.finditer(bare)]


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found[0])


def place(code: str, part: str = "") -> str:
    """The place of a figure in a text."""
    return f"{{{code}:{part}}}" if part else f"{{{code}}}"


def places(text: str) -> list[tuple[str, str]]:
    """The (code, part) pairs a text prints, in order."""
    return [(m["code"], m["part"] or "") for m in PLACE.finditer(text)]


def frozen(rows: Rows) -> Mapping[tuple[str, str], Row]:
    """(code, part) → frozen row; part '' is the whole figure. What is such a mapping already stays as it is."""
    return rows if isinstance(rows, Mapping) else {(row["code"], row.get("part", "")): row for row in rows}


def whole_rows(rows: Iterable[Row]) -> dict[str, Row]:
    """Code → its row, parts left out."""
    return {str(r["code"]): r for r in rows if not r.get("part")}


def unknown_places(text: str, rows: Rows) -> list[str]:
    """Braces of the text that no frozen figure fills, places and names alike."""
    return [braced for _, braced in unknown_at(text, rows)]


def unknown_at(text: str, rows: Rows) -> list[tuple[int, str]]:
    """Those braces, each with the place of its first character."""
    known = frozen(rows)
    return [
        (m.start(), m[0]) for m in _BRACED.finditer(text) if not ((p := PLACE.fullmatch(m[0])) and (p["code"], p["part"] or "") in known)
    ]


def runs(text: str, rows: Rows, scope: str = "") -> tuple[str | Figure, ...]:
    """The text as runs: words, and figures that carry their id. A place without a figure prints as it stands.

    ``scope`` is ``org/{}/2025``; with it ids are those of the kernel's figures, ``org/code/2025:part``.
    """
    known = frozen(rows)
    found: list[str | Figure] = []
    end = 0
    for m in PLACE.finditer(text):
        key = (m["code"], m["part"] or "")
        found.append(text[end : m.start()])
        found.append(Figure(figure_id(*key, scope), str(known[key]["text"])) if key in known else m[0])
        end = m.end()
    return tuple(r for r in (*found, text[end:]) if r != "")


def figure_id(code: str, part: str = "", scope: str = "") -> str:
    whole = scope.format(code) if scope else code
    return f"{whole}:{part}" if part else whole


def printed(text: str, rows: Rows) -> str:
    """The text with its numbers in it, as a reader sees it."""
    return "".join(r if isinstance(r, str) else r.text for r in runs(text, rows))


def names(rows: Rows) -> dict[tuple[str, str], str]:
    """(code, part) → the name by which people write it. A name that two figures share is followed by its code."""
    found = {key: str(row.get("label") or row["code"]) for key, row in frozen(rows).items()}
    told = list(found.values())
    return {key: name if told.count(name) == 1 else f"{name}（{figure_id(*key)}）" for key, name in found.items()}


def by_name(text: str, rows: Rows) -> str:
    """The text with places written by name, for people to edit."""
    known = names(rows)
    return PLACE.sub(lambda m: "{" + known.get((m["code"], m["part"] or ""), m[0][1:-1]) + "}", text)


def by_code(text: str, rows: Rows) -> str:
    """The inverse of :func:`by_name`. A name that no figure has stays as it was typed, for a gate to name it."""
    known = {name: key for key, name in names(rows).items()}
    return _BRACED.sub(lambda m: place(*known[m[1].strip()]) if m[1].strip() in known else m[0], text)


def leaders_digest(sections: Iterable[Row]) -> str:
    """The digest of part three alone, by which each first responsible person confirms what it says of them."""
    return digest(s for s in sections if s.get("part") == LEADERS_PART)


def digest(sections: Iterable[Row]) -> str:
    """The digest of a report's words, by which review, signature and publication are of the same text."""
    body = "\n".join(f"{s.get('title', '')}\n{s.get('text', '')}" for s in sections)
    return "sha256:" + hashlib.sha256(body.encode()).hexdigest()
