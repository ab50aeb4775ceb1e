"""The report: outline, sections and sentences with places for figures; it counts nothing itself.

A sentence is a template with ``{code}`` or ``{code:part}`` places. Every printed number keeps the id of
its figure. When the figure that decides (``nil_when``) is zero, the nil form prints instead; a clause in
``[ ]`` is left out when every figure in it is zero.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fadu.kernel.indicator import Figure
from fadu.kernel.instrument import Figure as FigureRun

_PLACE = re.compile(r"\{(?P<code>[a-z_]+\.[a-z_0-9]+)(?::(?P<part>[^}]+))?\}")
_CLAUSE = re.compile(r"\[([^\[\]]*)\]")
#: A list that ends where its last clause was left out.
_LOOSE = re.compile(r"、(?=[，。；）])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the report. ``topic`` names the compulsory topic it serves, if any.

    ``required``: it prints also where somebody states that nothing of its topic happened; the figure says so itself.
    """

    id: str
    text: str
    nil: str = ""
    nil_when: str = ""
    topic: str = ""
    required: bool = False

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """The (code, part) pairs the template names, in order; part '' is the whole figure."""
        return _places(self.text)

    @property
    def nil_places(self) -> tuple[tuple[str, str], ...]:
        """The places of the nil form, likewise."""
        return _places(self.nil)

    def wording(self, nil: Callable[[str, str], bool]) -> str:
        """What it says, places kept. ``nil`` tells of a (code, part) whether it is nothing; a figure not counted is not nil."""
        decides = self.nil_when or (self.places[0][0] if self.places else "")
        if decides and (self.nil or self.nil_when) and nil(decides, ""):
            return self.nil
        kept = _CLAUSE.sub(lambda m: "" if all(nil(*p) for p in _places(m[1])) else m[1], self.text)
        return _LOOSE.sub("", kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with what stands under it: free text, and the sentences of every pack that serve its ``topics``.

    ``required_part`` is 1–5 of the statutory parts, or 0. ``plans`` marks a section of targets, whose
    numbers are intentions and never figures.
    """

    id: str
    title: str
    topics: tuple[str, ...] = ()
    plans: bool = False
    sections: tuple[Section, ...] = ()
    required_part: int = 0
    free_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The skeleton of one year's report; configurable per district and year, required parts included."""

    id: str
    label: str
    title: str
    opening: str
    sections: tuple[Section, ...]

    @property
    def parts(self) -> frozenset[int]:
        return frozenset(s.required_part for s in _walk(self.sections))


class UnknownFigure(KeyError):
    """A sentence names a figure that was not counted."""


def written(sentence: Sentence, figures: Mapping[str, Figure]) -> tuple[str | FigureRun, ...]:
    """The runs of a sentence: text, and numbers that carry their figure id.

    Raises UnknownFigure when a place has no figure: an unprinted number is never invented.
    """
    text = sentence.wording(lambda code, part: _nil(figures, code, part))
    runs: list[str | FigureRun] = []
    end = 0
    for match in _PLACE.finditer(text):
        runs += [text[end : match.start()], _run(figures, match["code"], match["part"])]
        end = match.end()
    return tuple(r for r in (*runs, text[end:]) if r != "")


def without_places(text: str) -> str:
    """What a template says between its places."""
    return _PLACE.sub("", text)


def _places(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((m["code"], m["part"] or "") for m in _PLACE.finditer(text))


def _nil(figures: Mapping[str, Figure], code: str, part: str) -> bool:
    if code not in figures or (part and part not in figures[code].parts):
        return False
    return (figures[code].parts[part] if part else figures[code]).is_nil


def _run(figures: Mapping[str, Figure], code: str, part: str | None) -> FigureRun:
    if code not in figures or (part and part not in figures[code].parts):
        raise UnknownFigure(f"{code}:{part}" if part else code)
    figure = figures[code].parts[part] if part else figures[code]
    return FigureRun(f"{figure.id}:{part}" if part else figure.id, figure.text)


def _walk(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(inner for s in sections for inner in (s, *_walk(s.sections)))
