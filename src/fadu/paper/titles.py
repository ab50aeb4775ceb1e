"""Breaks a long title where the sense breaks, in a trapezium or lozenge; it never breaks a word it knows or a number.

Source: GB/T 9704-2012, 7.3.1 (回行时词意完整、排列对称、长短适宜).
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from fadu.paper.text import width_in_chars

_GOOD_AFTER = ("关于", "人民政府", "办事处", "委员会", "办公室", "》", "、", "和", "及", "印发", "转发")
_GOOD_BEFORE = (
    "关于",
    "的通知",
    "的意见",
    "的报告",
    "的决定",
    "的通告",
    "的公告",
    "的请示",
    "的批复",
    "的函",
    "情况",
    "工作",
    "实施",
    "管理",
    "年度",
)
_WORDS = "法治 政府 建设 行政 人民 规范 文件 年度 报告 办法 方案 规定 管理 工作 开展 进一步 加强 推进 实施 通知 意见 关于"
_GLUED = re.compile(rf"\d[\d年月日号.%]*|[A-Za-z]+|〔\d+〕\d*号?|{_WORDS.replace(' ', '|')}")
_NEVER_FIRST = "的之、，。；：）》〕”’！？"
_NEVER_LAST = "（《〔“‘"
_LONGEST_WHOLE = 12  # characters of a 《…》 name that stay on one line


def title_lines(title: str, width: float) -> tuple[str, ...]:
    """The title in as few lines as fit ``width`` full-width characters; line ends in the title are kept as given."""
    if "\n" in title:
        return tuple(line.strip() for line in title.split("\n") if line.strip())
    if width_in_chars(title) <= width:
        return (title,)
    for count in range(2, 6):
        best = _best(title, count, width)
        if best:
            return best
    return _cut(title, width)


def _best(title: str, count: int, width: float) -> tuple[str, ...] | None:
    places = [i for i in range(1, len(title)) if _may_break(title, i)]
    if len(places) > 60:
        places = [i for i in places if _is_good(title, i)]
    ways = (_split(title, cuts) for cuts in combinations(places, count - 1))
    fitting = [lines for lines in ways if all(width_in_chars(line) <= width for line in lines)]
    return min(fitting, key=lambda lines: _unease(lines, width), default=None)


def _unease(lines: tuple[str, ...], width: float) -> float:
    widths = [width_in_chars(line) for line in lines]
    uneven = max(widths) - min(widths)
    hourglass = sum(max(0.0, min(a, c) - b) for a, b, c in zip(widths, widths[1:], widths[2:], strict=False))
    orphan = 20.0 if min(widths) < 4 else 0.0
    starts = [len("".join(lines[: i + 1])) for i in range(len(lines) - 1)]
    poor = sum(0.0 if _is_good("".join(lines), at) else 6.0 for at in starts)
    return uneven + 2 * hourglass + orphan + poor


def _may_break(title: str, at: int) -> bool:
    if title[at] in _NEVER_FIRST or title[at - 1] in _NEVER_LAST:
        return False
    glued = any(m.start() < at < m.end() for m in _GLUED.finditer(title))
    named = any(m.start() < at < m.end() for m in re.finditer(r"《[^》]*》", title) if len(m[0]) <= _LONGEST_WHOLE)
    return not glued and not named


def _is_good(title: str, at: int) -> bool:
    return title[:at].endswith(_GOOD_AFTER) or title[at:].startswith(_GOOD_BEFORE)


def _split(title: str, cuts: tuple[int, ...]) -> tuple[str, ...]:
    edges = (0, *cuts, len(title))
    return tuple(title[a:b].strip() for a, b in pairwise(edges))


def _cut(title: str, width: float) -> tuple[str, ...]:
    lines, line = [], ""
    for char in title:
        if width_in_chars(line + char) > width:
            lines.append(line)
            line = ""
        line += char
    return (*lines, line)
