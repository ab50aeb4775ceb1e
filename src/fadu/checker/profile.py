"""What a report says of itself at its head: title, kind, year, issuer and dates; guesses are marked by being empty."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from fadu.checker.document import Document
from fadu.checker.document import document as made_document
from fadu.checker.outline import Span, headings

_TITLE = re.compile(
    r"[^\n。…|]{0,60}?(?<!\d)(20\d\d)\s*年(?:度)?[^\n。…|;]{0,40}?(?:情况的?(?:工作)?报告|报告|年报|总结|情况|报(?=\s|$))"
    r"|[^\n。…|]{2,40}?(?:报告|年报|总结|情况)\((20\d\d)年(?:度)?\)"
    r"|(?<=\n)[^\n。…|,]{2,40}?(?:情况的?报告|年度报告|决定书|工作总结)(?=\n)"
)
_KINDS = (
    ("decision", re.compile(r"处罚决定书")),
    ("disclosure", re.compile(r"政府信息公开.{0,8}(?:年报|报告)|信息公开工作年度报告")),
    ("enforcement", re.compile(r"行政执法(?:工作)?(?:统计)?(?:年报|报告|年度报告|工作年报|情况)|行政执法工作报告")),
    ("annual", re.compile(r"(?:法治|法制|治)政府(?:建设)?|年政府建设|法治建设")),
)
_ISSUER = re.compile(
    r"(?:[\u4e00-\u9fff]{1,8}?(?:自治州|自治县|自治区|省|市|区|县|旗|盟))*(?P<stem>[\u4e00-\u9fff]{2,6}?)(?P<type>街道|镇|乡)"
    r"(?!级|村|域|街|长|容|企)(?=人民政府|办事处|党委|党工委|工作委员会|委员会|政府|\d|\s|关于|法治|坚持|深入|始终|紧|认真|全面|在|以|的|,|党)"
)
_PREFIX = re.compile(r"^(?:中共|中国共产党|现将|现就|年度?|关于|在|由)+")
_NOT_A_NAME = re.compile(r"[将我全本该各托是和及的]|人民|政府")
_BUREAU = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,14}?)(?P<type>局|委员会|管委会|中心|支队|大队)(?=关于|\d|\s|20|法治|的)")
_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,8}(?:市|区|县|旗|州)(?:人民政府)?(?=关于|\s*20|\s*2)")
_DATE = re.compile(r"(20\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?")
_PUBLISHED = re.compile(
    r"(?:发布时间|发布日期|发文时间|发文日期|成文日期|公开时间|公开日期|印发日期|时间|日期)\s*[\])】]?\s*:\s*"
    r"(20\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})"
)
_SIGNED = re.compile(r"\n\s*(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?=\n|\Z)")
_NOW = re.compile(r"现[将就]\s*[^。\n]{0,30}?(20\d\d)\s*年")
_OPENING = re.compile(r"(?:\A|(?<=[\s…。]))[一、\s]*(20\d\d)\s*年(?:度|以来|,|是|推进|主要|法治|工作|政府)")
_HEAD = 700
_LONG = 1000
_ELISIONS = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """``level`` is township, bureau, county or empty; ``year`` 0 when unknown; ``whole`` when no part was cut off."""

    title: str
    title_at: Span
    kind: str
    year: int
    stem: str
    place: str
    level: str
    published_on: date | None
    published_at: Span
    signed_on: date | None
    signed_at: Span
    whole: bool


@lru_cache(maxsize=8)
def profile(document: Document) -> Profile:
    """The head of a report; a field it does not show stays empty."""
    norm = document.norm
    found = _title(norm)
    title, at = (found[0].strip(), Span(found.start(), found.end())) if found else ("", Span(0, 0))
    stem, place, level = _issuer(norm, title)
    published, published_at = _dated(_PUBLISHED, norm, norm[: 3 * _HEAD])
    signed, signed_at = _dated(_SIGNED, norm, norm)
    return Profile(
        title,
        at,
        _kind(title, norm),
        _year(found, norm),
        stem,
        place,
        level,
        published,
        published_at,
        signed,
        signed_at,
        _whole(document),
    )


def _title(norm: str) -> re.Match[str] | None:
    candidates = [m for m in _TITLE.finditer(norm[:_HEAD]) if not _inside_marks(norm, m.start(), m.end())]
    head = headings(made_document(norm[:_HEAD]))
    first = head[0].start if head else _HEAD
    told = [m for m in candidates if m.start() < first and not re.search(r"现[将就]|一、", m[0])]
    return told[0] if told else None


def _inside_marks(norm: str, start: int, end: int) -> bool:
    return norm.rfind("《", 0, end) > norm.rfind("》", 0, end) or norm.rfind("《", 0, start) > norm.rfind("》", 0, start)


def _kind(title: str, norm: str) -> str:
    for text in (title, norm[:_HEAD]):
        for kind, pattern in _KINDS:
            if text and pattern.search(text):
                return kind
    return "other"


def _year(found: re.Match[str] | None, norm: str) -> int:
    if found and (found[1] or found[2]):
        return int(found[1] or found[2])
    now = _NOW.search(norm[: 3 * _HEAD])
    if now:
        return int(now[1])
    opening = _OPENING.search(norm[:_HEAD])
    return int(opening[1]) if opening else 0


def _issuer(norm: str, title: str) -> tuple[str, str, str]:
    if not _ISSUER.search(title):
        for pattern, level in ((_BUREAU, "bureau"),):
            found = pattern.search(title)
            if found:
                return found["stem"], found[0], level
    for found in (*_ISSUER.finditer(title), *_ISSUER.finditer(norm[:200])):
        stem = _PREFIX.sub("", found["stem"])
        if len(stem) >= 2 and not _NOT_A_NAME.search(stem):
            return stem, stem + found["type"], "township"
    found = _COUNTY.match(title)
    if found:
        return found[0], found[0], "county"
    return _by_words(norm)


def _by_words(norm: str) -> tuple[str, str, str]:
    head = norm[:_HEAD]
    if re.search(r"我[镇乡]|我街道|全[镇乡]|镇党委|乡党委|全街道", head):
        return "", "", "township"
    return "", "", ""


def _dated(pattern: re.Pattern[str], norm: str, within: str) -> tuple[date | None, Span]:
    for found in pattern.finditer(within):
        made = made_date(found[1], found[2], found[3])
        if made:
            return made, Span(found.start(), found.end())
    return None, Span(0, 0)


def made_date(year: str, month: str, day: str) -> date | None:
    """A date from its printed parts, or None when the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _whole(document: Document) -> bool:
    """A text of some length with at least two chapters and hardly an elision: parts that are missing were left out."""
    tops = sum(1 for h in headings(document) if h.level == 1)
    return len(document.norm) >= _LONG and tops >= 2 and document.norm.count("…") <= _ELISIONS
