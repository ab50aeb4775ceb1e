"""Which figures are parts of which total (其中, 包括, 分别为, brackets), and whether the parts must add up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from fadu.checker.document import Document
from fadu.checker.figures.mention import Mention, Role
from fadu.checker.figures.units import COUNTED

_CUE = re.compile(r"其中(?!心)|包括|包含|分别为|分别是|分别有|主要有|主要类别|总的来看")
_OPEN = re.compile(r"包括|包含|主要|总的来看")
_CLOSED = re.compile(r"分别为|分别是|分别有")
_MATTERS = (
    "件",
    "起",
    "宗",
    "例",
    "件次",
    "条",
    "项",
    "份",
    "个",
    "处",
)  # reports mix them when they list kinds of one thing
_MOST_PARTS = 60
_MOST_GROUPS = 300
_STOP = re.compile(r"[。\n…]")
_REST = re.compile(r"\s*(?:其他|其余|此外|另外|另有)")
_NEW_SUBJECT = re.compile(r"[;。][^,;。]{0,12}(?:全年|共|累计|20\d\d年|同时|此外|截至|目前)")
_PAIRS = tuple(
    re.compile(p)
    for p in (
        r"简易程序[\s\S]*(?:普通|一般)程序|(?:普通|一般)程序[\s\S]*简易程序",
        r"(?<!非)公文[\s\S]*非公文",
        r"准予[\s\S]*不予",
        r"(?<!未)(?:调解)?成功[\s\S]*未(?:调解)?成功",
        r"办结[\s\S]*在办",
        r"自然人[\s\S]*(?:法人|商业企业|其他组织)",
        r"信函[\s\S]*(?:在线|网络|网上|邮件)",
        r"(?:继续有效|保留)[\s\S]*(?:失效|废止)",
        r"党委名义[\s\S]*政府名义",
        r"镇级[\s\S]*村级",
        r"口头[\s\S]*书面",
        r"男[\s\S]*女",
        r"专职[\s\S]*兼职",
    )
)


@dataclass(frozen=True, slots=True)
class Group:
    """A total and its stated parts, as places in the list of mentions.

    ``adjacent`` when the cue follows the total at once; ``closed`` when the wording says that the parts are all.
    """

    total: int
    parts: tuple[int, ...]
    adjacent: bool
    closed: bool
    cue: str


def groups(document: Document, mentions: tuple[Mention, ...]) -> tuple[Group, ...]:
    """Every total with its parts, outer groups before the inner ones in brackets."""
    found: list[Group] = []
    for index in range(len(mentions)):
        if len(found) >= _MOST_GROUPS:
            break
        found += _led_by(document, mentions, index, found[-1] if found else None)
    return tuple(found)


def total_of(parts: list[Mention]) -> Decimal:
    """What the parts add up to, by their stated values."""
    return sum((m.value for m in parts), Decimal(0))


def _led_by(document: Document, mentions: tuple[Mention, ...], index: int, before: Group | None) -> list[Group]:
    """The groups whose first part is ``mentions[index]``."""
    first = mentions[index]
    if index == 0 or first.family not in COUNTED or first.role in (Role.NORM, Role.BASE, Role.GROWTH):
        return []
    gap_from = mentions[index - 1].end
    gap = document.norm[gap_from : first.start]
    if gap.startswith("(") and ")" not in gap and not re.search(r"含|不含|不包括|每|约占|即", gap[:5]):
        return _bracketed(document, mentions, index)
    cue = list(_CUE.finditer(gap))
    return _cued(document, mentions, index, gap_from, gap, cue[-1], before) if cue else []


def _bracketed(document: Document, mentions: tuple[Mention, ...], index: int) -> list[Group]:
    close = document.norm.find(")", mentions[index].end)
    inside = [i for i in range(index, len(mentions)) if mentions[i].end <= close and _alike(mentions[i], mentions[index])]
    total = mentions[index - 1]
    if not _alike(total, mentions[index]) or close < 0 or close - mentions[index].start > 160:
        return []
    text = document.norm[total.end : close]
    return [Group(index - 1, tuple(inside), True, _exhaustive(text), "(")]


def _cued(
    document: Document,
    mentions: tuple[Mention, ...],
    index: int,
    gap_from: int,
    gap: str,
    cue: re.Match[str],
    before: Group | None,
) -> list[Group]:
    again = before and re.search(r";\s*$", gap[: cue.start()]) and index - before.parts[-1] <= 2
    total, adjacent = (before.total, before.adjacent) if again and before else _total_before(document, mentions, index, gap[: cue.start()])
    if total < 0:
        return []
    parts = _parts(document, mentions, index, total)
    if parts and not adjacent:
        total = _equal_total(document, mentions, index, parts, total)
    if not parts:
        return []
    closed = bool(_CLOSED.search(gap)) or _exhaustive(document.norm[gap_from + cue.start() : mentions[parts[-1]].end])
    return [Group(total, tuple(parts), adjacent, closed and not _OPEN.search(gap), cue[0])]


def _total_before(document: Document, mentions: tuple[Mention, ...], index: int, before_cue: str) -> tuple[int, bool]:
    """The nearest earlier figure of the same kind; adjacent when only marks or a bracket stand between."""
    first = mentions[index]
    sentence_starts = 0
    for back in range(index - 1, max(index - 9, -1), -1):
        candidate = mentions[back]
        between = document.norm[candidate.end : first.start]
        sentence_starts = len(_STOP.findall(between))
        if sentence_starts > 1:
            break
        if _alike(candidate, first) and candidate.role not in (Role.NORM, Role.BASE, Role.GROWTH):
            compared = all(m.role in (Role.BASE, Role.GROWTH) for m in mentions[back + 1 : index])
            adjacent = compared and sentence_starts == 0 and len(re.sub(r"\([^()]*\)", "", before_cue)) <= 12
            return back, adjacent
    return -1, False


def _equal_total(document: Document, mentions: tuple[Mention, ...], index: int, parts: list[int], nearest: int) -> int:
    """Of the earlier figures of the sentence before, the one that the parts add up to, else the nearest."""
    whole = total_of([mentions[i] for i in parts])
    for back in range(index - 1, max(index - 9, -1), -1):
        near = len(_STOP.findall(document.norm[mentions[back].end : mentions[index].start])) <= 1
        if near and mentions[back].value == whole and _alike(mentions[back], mentions[index]):
            return back
    return nearest


def _parts(document: Document, mentions: tuple[Mention, ...], index: int, total: int) -> list[int]:
    """The run of like figures from ``index`` to the end of the sentence, at the same depth of brackets."""
    first = mentions[index]
    kept: list[int] = []
    opening = document.norm[mentions[index - 1].end : first.start]
    depth = min(opening.count(")") - opening.count("("), 0)
    last = mentions[index - 1].end
    for place in range(index, min(len(mentions), index + _MOST_PARTS)):
        mention = mentions[place]
        between = document.norm[last : mention.start]
        depth += between.count("(") - between.count(")")
        if place > index and (
            depth < 0 and opening.count("(") or _ends(document, mentions, kept, total, between) or _recued(between, _alike(mention, first))
        ):
            break
        last = mention.end
        if depth <= 0 and _alike(mention, first) and mention.role not in (Role.NORM, Role.BASE, Role.GROWTH, Role.CHANGE):
            kept.append(place)
            depth = 0
    return kept


_OTHER_ACT = re.compile(
    r"[,;][^,;、]{0,2}(?:作出|办理|开展|组织|实施|完成|收到|新增|全年|发放|涉及|审查|制定|召开|培训|检查|罚没|调解成功|化解率|办结率)"
)


def _recued(between: str, alike: bool) -> bool:
    """Whether a second 其中 or another act begins, so that what follows is no part of this list."""
    return bool(re.search(r"[;,]其中(?!心)", between) or (alike and _OTHER_ACT.search(between)))


def _ends(document: Document, mentions: tuple[Mention, ...], kept: list[int], total: int, between: str) -> bool:
    """A list ends with its sentence, unless the next sentence goes on with 其他 and room is left in the total."""
    if _NEW_SUBJECT.search(between):
        return True
    stop = _STOP.search(between)
    if not stop:
        return False
    room = total_of([mentions[i] for i in kept]) < mentions[total].value
    return not (between[stop.start()] == "。" and _REST.match(between[stop.end() :]) and room)


def _alike(one: Mention, other: Mention) -> bool:
    if one.unit in _MATTERS and other.unit in _MATTERS:
        return True
    return one.family == other.family and (one.unit == other.unit or one.family != "items")


def _exhaustive(text: str) -> bool:
    return any(pair.search(text) for pair in _PAIRS)
