"""Where the headings, sections and sentences of a report stand; reads only the text, judges nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fadu.checker.document import Document

_DIGITS = "一二三四五六七八九十"
_MARK = re.compile(
    r"(?:(?<=[\n。…;:!?])|\A|(?<=[\n。…;:!?] )|(?<=\n  )|(?<= ))[ ]*"
    r"(?:(?P<one>[一二三四五六七八九十]{1,3})、"
    r"|\((?P<two>[一二三四五六七八九十]{1,3})\)、?"
    r"|(?P<three>\d{1,2})(?:[.、](?![\d])|\.(?=\d{1,4}年))"
    r"|\((?P<four>\d{1,2})\)、?)[ ]*(?=[^\s\d|,。、)]|20\d\d)"
)
_LEVELS = ("one", "two", "three", "four")
_TITLE_END = re.compile(r"[。\n…:;|]| {2,}|(?<=[\u4e00-\u9fff”》)]) (?=[\u4e00-\u9fff…(])")
_LONGEST_TITLE = 60
_SENTENCE = re.compile(r"[^。\n!?…]+[。!?]?")
_PLAN = re.compile(
    r"下一步|下步|下一年|下年|工作计划|工作安排|工作打算|工作思路|主要安排|努力方向|工作展望|明年|重点工作安排|年计划|年安排|年打算"
)
_SHORT = re.compile(r"不足|存在.{0,4}问题|短板|困难|薄弱|差距")
_CAUSE = re.compile(r"原因")
_LEADER = re.compile(r"第一责任人|党政主要负责人|主要负责人.{0,6}履")
_ELISION = re.compile(r"…")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: ``level`` 1–4, its printed ordinal as a number, title, bounds; ``body_end`` is where its text ends."""

    level: int
    ordinal: int
    title: str
    start: int
    title_start: int
    title_end: int
    body_end: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, ``end`` excluded."""

    start: int
    end: int

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end


def ordinal(text: str) -> int:
    """一 → 1, 十二 → 12, 7 → 7; 0 for what is neither."""
    if text.isdigit():
        return int(text)
    if text == "十":
        return 10
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _DIGITS.find(text) + 1 if len(text) == 1 else 0
    return (_DIGITS.find(tens) + 1 if tens else 1) * 10 + (_DIGITS.find(ones) + 1 if ones else 0)


@lru_cache(maxsize=8)
def headings(document: Document) -> tuple[Heading, ...]:
    """The numbered headings of the four usual levels, in order, also where line breaks were lost."""
    found = [_heading(document.norm, match) for match in _MARK.finditer(document.norm)]
    return tuple(
        Heading(h.level, h.ordinal, h.title, h.start, h.title_start, h.title_end, _body_end(found, i, len(document.norm)))
        for i, h in enumerate(found)
    )


def _heading(norm: str, match: re.Match[str]) -> Heading:
    level = next(n for n, name in enumerate(_LEVELS, 1) if match[name])
    mark = match[_LEVELS[level - 1]]
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    end = _TITLE_END.search(norm, match.end())
    stop = min(end.start() if end else len(norm), match.end() + _LONGEST_TITLE)
    return Heading(level, ordinal(mark), norm[match.end() : stop].strip(), start, match.end(), stop)


def _body_end(found: list[Heading], index: int, length: int) -> int:
    level = found[index].level
    return next((h.start for h in found[index + 1 :] if h.level <= level), length)


@lru_cache(maxsize=8)
def sentences(document: Document) -> tuple[Span, ...]:
    """Sentences by full stop, line break or elision; a heading without stop counts as one."""
    return tuple(Span(m.start(), m.end()) for m in _SENTENCE.finditer(document.norm) if m[0].strip())


@lru_cache(maxsize=8)
def plan_spans(document: Document) -> tuple[Span, ...]:
    """The chapters about next year, whose figures are targets."""
    return tuple(Span(h.start, h.body_end) for h in headings(document) if h.level <= 2 and _is_plan(h.title))


def _is_plan(title: str) -> bool:
    return bool(_PLAN.search(title)) and not re.search(r"基本情况|工作情况|举措|成效|落实情况|完成情况", title)


def chapters(document: Document, what: str) -> tuple[Heading, ...]:
    """Headings whose title tells of ``what``: plan, short, cause or leader."""
    pattern = {"plan": _PLAN, "short": _SHORT, "cause": _CAUSE, "leader": _LEADER}[what]
    return tuple(h for h in headings(document) if pattern.search(h.title))


def in_plan(document: Document, offset: int) -> bool:
    """Whether the place lies in a chapter about next year."""
    return any(offset in span for span in plan_spans(document))


def elided(document: Document, start: int, end: int) -> bool:
    """Whether something was left out (…) between the two places."""
    return bool(_ELISION.search(document.norm, start, end))
