"""Figures of a report: what is stated, in which unit, in which role, and how sure that reading is.

Whatever is not sure is a candidate to confirm; nothing here may fill a record.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from fadu.checker.document import Document, since
from fadu.checker.figures.groups import Group, groups
from fadu.checker.figures.mention import SURE, Mention, Role
from fadu.checker.figures.naming import Around, around, named
from fadu.checker.figures.roles import role
from fadu.checker.figures.scan import scanned
from fadu.checker.outline import in_plan
from fadu.checker.profile import profile

__all__ = ["SURE", "Group", "Mention", "Role", "grouped", "mentions", "nil_statements"]

_BODIES = (
    ("党委理论学习中心组", re.compile(r"中心组")),
    ("政府班子", re.compile(r"政府班子|政府常务会|常务会")),
    ("党委", re.compile(r"党委会|党委专题|党工委")),
    ("机关干部", re.compile(r"机关干部|干部职工|全体干部|镇村干部")),
    ("领导班子", re.compile(r"领导班子|班子成员|领导干部")),
    ("法律顾问", re.compile(r"法律顾问")),
    ("司法所", re.compile(r"司法所")),
    ("调委会", re.compile(r"调委会|调解委员会")),
    ("执法人员", re.compile(r"执法人员|执法队")),
)
_PERIOD = re.compile(r"(20\d\d)\s*年")
_NIL = re.compile(
    r"(?:未(?:发生|出现|收到|接到|产生|办理|受理|实施|制发|制定)|没有(?:发生|收到)?|无(?=[^,。;]{0,30}(?:案件|情形|情况|事件|申请|投诉|火情|诉讼|复议)))"
    r"[^,。;\n…]{2,40}"
)


@lru_cache(maxsize=8)
def mentions(document: Document) -> tuple[Mention, ...]:
    """Every figure of the report in order, named, with its role and the total it is part of."""
    return _with_parents(_read_all(document), grouped(document))


@lru_cache(maxsize=8)
def grouped(document: Document) -> tuple[Group, ...]:
    """The totals with their parts, as places in ``mentions(document)``."""
    return groups(document, _read_all(document))


def nil_statements(document: Document) -> tuple[tuple[int, int, str], ...]:
    """Places and wording of the sentences that say that something did not happen."""
    return tuple((m.start(), m.end(), m[0]) for m in _NIL.finditer(document.norm))


@lru_cache(maxsize=8)
def _read_all(document: Document) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for raw in scanned(document):
        found.append(_read(document, raw, found[-1] if found else None))
    return tuple(found)


def _read(document: Document, raw: Mention, previous: Mention | None) -> Mention:
    words = around(document, raw, previous.end if previous else 0)
    given = named(raw, words)
    if given.confidence < 0.6 and previous and _shares_noun(document, previous, raw):
        given = replace(given, code=previous.indicator, name=previous.name, confidence=0.6)
    if given.code == "publicity.audience" and previous and previous.indicator == "training.sessions" and len(given.label) <= 4:
        given = replace(given, code="training.persons", name="参训人次", confidence=0.7)
    what = role(document, raw, words.near, words.far, words.behind, given.kind)
    return replace(
        raw,
        indicator=given.code,
        name=given.name,
        label=given.label,
        role=what,
        confidence=round(min(given.confidence, 0.99), 2),
        body=_body(words),
        period=_period(document, raw, what),
        shared=_shared(raw, words, given.code),
    )


_COORDINATED = re.compile(r"([\u4e00-\u9fff]{1,8}率)(?:[、和与及]|以及)(?=[\u4e00-\u9fff]{1,8}率)")
_EACH = re.compile(r"([\u4e00-\u9fff]{2,8}?)[、和与及]?([\u4e00-\u9fff]{2})各$")


def _shared(raw: Mention, words: Around, code: str) -> tuple[str, ...]:
    """The other indicators of a coordinated wording, by their codes; an unnamed one of 各 repeats the same code."""
    text = words.far[-24:] + words.near
    if raw.family == "rate":
        told = [named(raw, Around(m[1], "", "")).code for m in _COORDINATED.finditer(text[-28:])]
        return tuple(dict.fromkeys(c for c in told if c and c != code))
    return (code,) if _EACH.search(words.near.strip()) and code else ()


def _shares_noun(document: Document, previous: Mention, raw: Mention) -> bool:
    """N次、M次 after one noun, or the noun left out in the second member."""
    return raw.family == previous.family and raw.start - previous.end <= 3


def _body(words: Around) -> str:
    text = words.far[-30:] + words.near
    hits = [(m.end(), name) for name, pattern in _BODIES for m in pattern.finditer(text)]
    return max(hits)[1] if hits else ""


def _period(document: Document, raw: Mention, what: Role) -> str:
    sentence = since(document.norm, raw.start, "。\n…;")
    told = _PERIOD.findall(document.norm[sentence : raw.start])
    year = profile(document).year
    if what is Role.NORM and year and not told:
        return str(year + 1) if _planned(document, raw) else str(year)
    return told[-1] if told else (str(year) if year else "")


def _planned(document: Document, raw: Mention) -> bool:
    return in_plan(document, raw.start)


def _with_parents(found: tuple[Mention, ...], led: tuple[Group, ...]) -> tuple[Mention, ...]:
    parent: dict[int, tuple[int, bool]] = {}
    for group in led:
        for part in group.parts:
            parent.setdefault(part, (group.total, group.closed))
    return tuple(
        replace(
            m,
            role=Role.PART if m.role in (Role.TOTAL, Role.STOCK) else m.role,
            parent=parent[i][0],
            closed=parent[i][1],
        )
        if i in parent
        else m
        for i, m in enumerate(found)
    )
