"""Names each figure by the words around it: nearest wording of a fitting indicator wins, with honest confidence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fadu.checker.document import Document, since
from fadu.checker.figures.catalogue import Entry, by_family
from fadu.checker.figures.mention import Mention

_CLAUSE = re.compile(r"[,。;:\n…!?|]")
_STOP_AFTER = re.compile(r"[,。;:、\n…()|]")
_LEAD = re.compile(
    r"^(?:[\s,、;:()“”|]|其中|分别为|分别是|以及|并且|同时|此外|另外?|全年|本年度|年内|今年|共计|总计|累计|合计|共|已|均|各|及|和|与|并|还|又|先后|"
    r"20\d\d年(?:度|以来)?|[一二三四五六七八九十]是|截至[^,]{0,12})+"
)
_TAIL = re.compile(r"(?:[\s:]|共计|累计|合计|总计|达到|达|约|近|超过|超|逾|为|共|各|有|的|了|数|等(?:系列|主题|专题)?活动|等)+$")
_LONGEST_BEFORE = 60
_ADJACENT = 2


@dataclass(frozen=True, slots=True)
class Around:
    """The wording around a number: the clause before it, the clauses before that, the words behind it."""

    near: str
    far: str
    behind: str


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator chosen for a figure, the printed wording, and how sure the choice is."""

    code: str
    name: str
    kind: str
    label: str
    confidence: float


def around(document: Document, mention: Mention, previous_end: int) -> Around:
    """The wording around a figure; another figure ends the near wording but not the far one."""
    norm = document.norm
    sentence = since(norm, mention.start, "。\n…")
    clause = since(norm, mention.start, ",。;:\n…|")
    near_from = max(clause, previous_end)
    far_from = max(sentence, near_from - _LONGEST_BEFORE)
    stop = _STOP_AFTER.search(norm, mention.end)
    behind_to = min(stop.start() if stop else len(norm), mention.end + 24)
    return Around(norm[near_from : mention.start], norm[far_from:near_from], norm[mention.end : behind_to])


def named(mention: Mention, words: Around) -> Named:
    """The best indicator for a figure, or an unnamed one that only carries its wording."""
    label = _label(words)
    bare = Around(_TAIL.sub("", words.near), _TAIL.sub("", words.far), words.behind)
    best = Named("", "", "", label, 0.3)
    for entry in by_family().get(mention.family, ()):
        score = _score(entry, bare)
        if score > best.confidence:
            best = Named(entry.code, entry.name, entry.kind, label, score)
    return best


def _label(words: Around) -> str:
    near = _TAIL.sub("", _LEAD.sub("", words.near.rpartition("、")[2] or words.near)).strip()
    return near if len(near) >= 2 else (words.behind.strip().lstrip("的")[:16] or near)


def _score(entry: Entry, words: Around) -> float:
    return max(_before(entry, words.near, 0.95), _behind(entry, words), _before(entry, words.far, 0.55))


def _before(entry: Entry, text: str, top: float) -> float:
    """Higher the nearer the last match ends to the number and the longer it is."""
    if entry.words is None or not text:
        return 0.0
    best = 0.0
    for found in entry.words.finditer(text):
        gap = len(text) - found.end()
        fall = 0.0 if gap <= _ADJACENT else min(gap, 30) * 0.012
        best = max(best, top - fall + min(found.end() - found.start(), 6) * 0.004)
    return best


def _behind(entry: Entry, words: Around) -> float:
    if entry.after is None or not words.behind:
        return 0.0
    found = entry.after.match(words.behind.strip())
    if not found:
        return 0.0
    length = found.end() - found.start()
    return (0.9 if len(words.near.strip()) <= 6 else 0.82) + min(length, 6) * 0.003 - max(length - 10, 0) * 0.008
