"""What may stand in a report's text: figures by their place, and digits only where they are no figure.

Pure functions over text; which figure a place prints is the matter's frozen figures.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from fadu.kernel.instrument import Figure

PLACE = re.compile(r"\{(?P<code>[a-z_]+\.[a-z_0-9]+)(?::(?P<part>[^}]+))?\}")

#: Digits that are no figure: years and days, document numbers, articles, ordinals, festivals and hotlines.
_NOT_FIGURES = re.compile(
    r"(?:19|20)\d{2}(?:[—–\-－~～至]+(?:19|20)?\d{2,4})?年?度?(?:\d{1,2}月)?(?:\d{1,2}日)?"
    r"|\d{1,2}月(?:\d{1,2}日)?|〔\d{4}〕\d+号|第\d+[条款项号届次]|(?m:^\s*[（(]?\d+[.．、）)])"
    r"|[“\"]?\d{1,2}·\d{1,2}[”\"]?|1\d{4}(?=热线|平台|公益)"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def typed_numbers(text: str) -> list[str]:
    """Digit runs that are neither a figure's place nor something that only looks like a figure."""
    bare = _NOT_FIGURES.sub(" ", PLACE.sub(" ", text))
    return _DIGITS.findall(bare)


def frozen(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """(code, part) → frozen row; part '' is the whole figure."""
    return {(row["code"], row.get("part", "")): row for row in rows}


def unknown_places(text: str, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Places of the text that no frozen figure fills."""
    known = frozen(rows)
    return [m[0] for m in PLACE.finditer(text) if (m["code"], m["part"] or "") not in known]


def runs(text: str, rows: Iterable[Mapping[str, Any]]) -> tuple[str | Figure, ...]:
    """The text as runs: words, and figures that carry their id. A place without a figure prints as it stands."""
    known = frozen(rows)
    found: list[str | Figure] = []
    end = 0
    for m in PLACE.finditer(text):
        key = (m["code"], m["part"] or "")
        found.append(text[end : m.start()])
        found.append(Figure(":".join(k for k in key if k), str(known[key]["text"])) if key in known else m[0])
        end = m.end()
    return tuple(r for r in (*found, text[end:]) if r != "")


def digest(sections: Iterable[Mapping[str, Any]]) -> str:
    """The digest of a report's words, by which review, signature and publication are of the same text."""
    body = "\n".join(f"{s.get('title', '')}\n{s.get('text', '')}" for s in sections)
    return "sha256:" + hashlib.sha256(body.encode()).hexdigest()
