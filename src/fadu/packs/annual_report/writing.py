"""Writes the sections of a report from its outline: every pack's sentences under their topics, places kept, nil said.

Pure: from an outline, sentences and frozen rows. It prints no number; see ``text.runs`` for that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from fadu.kernel.report import Outline, Section, Sentence
from fadu.packs.annual_report.text import Row, frozen
from fadu.packs.annual_report.topics import ANY, NIL_WORDS, TOPICS, topic_of

#: (label of the pack, sentence).
Told: TypeAlias = "tuple[str, Sentence]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a draft is written from.

    ``rows`` are frozen figures, ``disputed`` the codes whose owners object, ``stated`` the topics of which their
    owners state that nothing happened, ``lines`` maps a statutory part to paragraphs worked out from the year's facts.
    """

    town: str
    year: int
    rows: Sequence[Row]
    sentences: Sequence[Told]
    disputed: Collection[str] = ()
    stated: Collection[str] = ()
    lines: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """The sections as rows, and the sentences left out: (sentence, why)."""

    sections: tuple[dict[str, Any], ...]
    held: tuple[tuple[Sentence, str], ...] = ()


def write(outline: Outline, material: Material) -> Draft:
    """The whole draft. A section without words is left out unless it is one of the five required parts."""
    claimed = {t for s in _walk(outline.sections) for t in s.topics}
    opening = {"id": "opening", "level": 0, "text": outline.opening.format(town=material.town, year=material.year)}
    sections = [opening, *(row for s in outline.sections for row in _section(s, 1, material, claimed))]
    return Draft(tuple(sections), tuple((s, why) for _, s in material.sentences if (why := withheld(s, material))))


def title(outline: Outline, town: str, year: int) -> str:
    return outline.title.format(town=town, year=year)


def withheld(sentence: Sentence, material: Material) -> str:
    """Why a sentence may not print now; '' when it may."""
    known = frozen(material.rows)
    if any(p not in known for p in sentence.places):
        return "引用的数字没有冻结"
    return "引用的数字有异议" if {c for c, _ in sentence.places} & set(material.disputed) else ""


def printing(material: Material) -> list[Sentence]:
    """The sentences that nothing keeps out of the text."""
    return [s for _, s in material.sentences if not withheld(s, material)]


def wording(sentence: Sentence, rows: Sequence[Row]) -> str:
    """The sentence with its places, or its nil form when the figure that decides is nil. '' when it then says nothing."""
    known = frozen(rows)
    return sentence.wording(lambda code, part: (code, part) in known and not _counts(known[code, part]))


def unrecorded(material: Material, topics: Collection[str]) -> list[str]:
    """The topics of which neither a sentence nor a statement can speak: nothing records them yet."""
    spoken = {topic_of(pack, s) for pack, s in material.sentences} | set(material.stated)
    return [t for t in topics if t not in spoken]


def _counts(row: Row) -> bool:
    return bool(row.get("value") or row.get("base"))


def _section(section: Section, level: int, material: Material, claimed: Collection[str]) -> list[dict[str, Any]]:
    inner = [row for s in section.sections for row in _section(s, level + 1, material, claimed)]
    text = "\n".join(_paragraphs(section, material, claimed))
    if not text and not inner and not section.required_part:
        return []
    row: dict[str, Any] = {"id": section.id, "title": _named(section.title, material), "level": level, "plans": section.plans, "text": text}
    return [row | ({"part": section.required_part} if section.required_part else {}), *inner]


def _paragraphs(section: Section, material: Material, claimed: Collection[str]) -> list[str]:
    """Free text first, a paragraph a topic in the outline's order, what nothing records, then the lines worked out for this part."""
    told = [
        _named(section.free_text, material),
        *(_topic(t, material, claimed) for t in section.topics),
        _unrecorded(section, material, claimed),
    ]
    return [p for p in (*told, *material.lines.get(section.required_part, ())) if p]


def _named(text: str, material: Material) -> str:
    return text.format(town=material.town, year=material.year, next_year=material.year + 1)


def _topic(topic: str, material: Material, claimed: Collection[str]) -> str:
    """The sentences of a topic. A statement that nothing happened speaks where no sentence has to."""
    served = [s for pack, s in material.sentences if _serves(topic, topic_of(pack, s), claimed)]
    said = [wording(s, material.rows) for s in served if not withheld(s, material)]
    stated = topic in material.stated and not any(s.required for s in served)
    return "".join([*said, NIL_WORDS[topic] if stated else ""])


def _unrecorded(section: Section, material: Material, claimed: Collection[str]) -> str:
    """That nothing records these topics of the section, said where a reader looks for them."""
    own = [t for t in section.topics if t in TOPICS] + ([t for t in TOPICS if t not in claimed] if ANY in section.topics else [])
    silent = unrecorded(material, own)
    return f"{'、'.join(silent)}尚未由业务系统记录，本报告不列数字，由承办部门另行报告。" if silent else ""


def _serves(topic: str, served: str, claimed: Collection[str]) -> bool:
    return served not in claimed if topic == ANY else served == topic


def _walk(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(inner for s in sections for inner in (s, *_walk(s.sections)))
