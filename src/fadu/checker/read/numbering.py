"""The numbers that Word prints before a paragraph without writing them in its text (自动编号)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from fadu.kernel.citation import chinese_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "chineseLegalSimplified",
    "ideographDigital",
}
_MOST = 999


@dataclass(slots=True)
class Numbering:
    """Counts paragraphs of each list as it is asked; one instance serves one pass over a document."""

    levels: dict[tuple[str, str], tuple[str, str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, part: etree._Element | None) -> Numbering:
        """The numbering part of a package, or none."""
        made = cls()
        if part is None:
            return made
        abstract = {node.get(_W + "abstractNumId"): node for node in part.iter(_W + "abstractNum")}
        for number in part.iter(_W + "num"):
            link = number.find(_W + "abstractNumId")
            if link is not None and abstract.get(link.get(_W + "val")) is not None:
                made._learn(number.get(_W + "numId", ""), abstract[link.get(_W + "val")])
        return made

    def _learn(self, number: str, abstract: etree._Element) -> None:
        for level in abstract.iter(_W + "lvl"):
            self.levels[number, level.get(_W + "ilvl", "0")] = (
                _value(level, "numFmt", "decimal"),
                _value(level, "lvlText", ""),
                int(_value(level, "start", "1") or 1),
            )

    def label(self, paragraph: etree._Element) -> str:
        """What Word would print before this paragraph, or nothing."""
        link = paragraph.find(f"{_W}pPr/{_W}numPr")
        if link is None:
            return ""
        number, depth = _value(link, "numId", ""), _value(link, "ilvl", "0")
        known = self.levels.get((number, depth))
        return self._next(number, int(depth), *known) if known and depth.isdigit() else ""

    def _next(self, number: str, depth: int, shape: str, text: str, start: int) -> str:
        if shape in ("bullet", "none"):
            return ""
        for key in [k for k in self.counts if k[0] == number and k[1] > depth]:
            del self.counts[key]
        self.counts[number, depth] = self.counts.get((number, depth), start - 1) + 1
        return re.sub(r"%(\d)", lambda m: self._written(number, int(m[1]) - 1), text)

    def _written(self, number: str, depth: int) -> str:
        count = min(self.counts.get((number, depth), 1), _MOST)
        shape = self.levels.get((number, str(depth)), ("decimal", "", 1))[0]
        return chinese_number(count) if shape in _CHINESE else str(count)


def _value(node: etree._Element, name: str, default: str) -> str:
    found = node.find(_W + name)
    return default if found is None else found.get(_W + "val", default)
