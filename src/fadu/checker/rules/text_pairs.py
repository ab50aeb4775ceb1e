"""Rules T5 and T9: brackets and quotes that do not pair, advertising and residues."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.checker.rules.data import data
from fadu.checker.rules.registry import Context, Hit, declare, detects, mend
from fadu.checker.rules.text_years import LOST
from fadu.kernel.finding import Severity

declare(
    "T5",
    "括号引号不成对",
    Severity.WARN,
    "括号、引号、书名号应成对使用、先开后合、不得交叉。缺一半往往是发布时丢失单个字符，请对照原稿补齐。",
    "《标点符号用法》（GB/T 15834—2011）",
)


declare(
    "T9",
    "广告插入或脱敏残留",
    Severity.STOP,
    "正文或文件名称里出现广告词、网址，多半是页面被篡改或者从镜像站复制；星号、方框等是脱敏或者转码的残留。请用原稿替换。",
)


_PAIRS = {"(": ")", "《": "》", "〈": "〉", "“": "”", "‘": "’", "〔": "〕", "【": "】", "[": "]"}


_CLOSERS = {close: opened for opened, close in _PAIRS.items()}


_MARKS = re.compile(r"[()《》〈〉“”‘’〔〕【】\[\]…\n。]")


_ITEM = re.compile(r"(?:^|[\s。;,:、])[\da-zA-Z①-⑳]{1,2}$")


_HEADING_HALF = re.compile(r"(?:(?<=\n)|\A|(?<=[\s。;…]))([一二三四五六七八九十]{1,2})\)(?=[\u4e00-\u9fff])")


_HEADING_OTHER_HALF = re.compile(
    r"(?:(?<=\n)|\A|(?<=[\s。;…]))\(([一二三四五六七八九十]{1,2})(?=[\u4e00-\u9fff]{4})(?!是|个|方面|类|级|[一二三四五六七八九十百千月日年])"
)


@detects("T5")
def half_heading_bracket(context: Context) -> Iterator[Hit]:
    """一)纵深… where (一) was meant."""
    for found in _HEADING_HALF.finditer(context.norm):
        end = min(found.end() + 2, len(context.norm))
        fixed = mend(context, found.start(), end, found.start(), found.end(), f"（{found[1]}）")
        yield Hit(found.start(), end, f"标题序号缺少左括号，{LOST}", fixed)
    for found in _HEADING_OTHER_HALF.finditer(context.norm):
        fixed = mend(context, found.start(), found.end() + 2, found.start(), found.end(), f"（{found[1]}）")
        yield Hit(found.start(), found.end() + 2, f"标题序号缺少右括号，{LOST}", fixed)


@detects("T5")
def unpaired(context: Context) -> Iterator[Hit]:
    """Brackets and quotes that do not pair within a paragraph; what an elision may have cut is excused."""
    stack: list[tuple[str, int]] = []
    excused = False
    for found in _MARKS.finditer(context.norm + "\n"):
        mark, place = found[0], found.start()
        if mark == "。":
            excused = False
            continue
        if mark == "\n" and context.document.kind == "pdf" and place < len(context.norm):
            continue
        if mark == "…":
            stack = [left for left in stack if "。" in context.norm[left[1] : place]]
        if mark in "\n…":
            if mark == "…" or not _broken_off(context.norm, place):
                yield from (_unclosed(context, *left) for left in stack)
            stack, excused = [], mark == "…"
        elif mark == "“" and stack and stack[-1][0] == "“":
            yield _around(context, place, "左引号连用，第二个应当是右引号", "改为“”")
            stack.pop()
        elif mark in _PAIRS:
            stack.append((mark, place))
        elif stack and stack[-1][0] == _CLOSERS[mark]:
            stack.pop()
        else:
            yield from _stray(context, stack, mark, place, excused)


def _broken_off(norm: str, place: int) -> bool:
    """Whether the text itself ends here in the middle of a sentence, so that the other half was simply not copied."""
    tail = norm[:place].rstrip()
    return not norm[place:].strip() and tail[-1:] not in "。;!?:)》”"


def _stray(context: Context, stack: list[tuple[str, int]], mark: str, place: int, excused: bool) -> Iterator[Hit]:
    """A closing mark that meets no opening one, or crosses another pair."""
    depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][0] == _CLOSERS[mark]), -1)
    if depth >= 0:
        yield from (_unclosed(context, *left) for left in stack[depth + 1 :])
        del stack[depth:]
    elif mark == ")" and (_ITEM.search(context.norm[max(place - 3, 0) : place]) or _half_heading(context.norm, place)):
        return
    elif stack or not excused:
        yield _around(context, place, f"有“{mark}”而没有与它成对的“{_CLOSERS[mark]}”，{LOST}", f"补上“{_CLOSERS[mark]}”")


def _half_heading(norm: str, place: int) -> bool:
    return bool(re.search(r"(?:^|[\s。;…])[一二三四五六七八九十]{1,2}$", norm[max(place - 4, 0) : place]))


def _unclosed(context: Context, mark: str, place: int) -> Hit:
    return _around(context, place, f"有“{mark}”而没有与它成对的“{_PAIRS[mark]}”，{LOST}", f"补上“{_PAIRS[mark]}”")


def _around(context: Context, place: int, message: str, suggestion: str) -> Hit:
    low, high = context.document.line_at(place)
    return Hit(max(place - 8, low), min(place + 9, high), message, suggestion)


_STARS = re.compile(r"\*{2,}年?|[×✕]{2,}|�+|□{2,}|\?{3,}|&(?:nbsp|lt|gt|amp|quot|mdash|ldquo|rdquo);|锟斤拷|_{4,}")


_BRAND = re.compile(r"《[^《》\n]*(?:www\.|http|[a-z0-9-]+\.(?:com|cc|vip|net|app|top|xyz))[^《》\n]*》", re.I)


@detects("T9")
def residue(context: Context) -> Iterator[Hit]:
    """****年, boxes and broken entities."""
    for found in _STARS.finditer(context.norm):
        yield Hit(found.start(), found.end(), "脱敏或者转码的残留", "用原稿中的文字替换", Severity.WARN)


@detects("T9")
def advertising(context: Context) -> Iterator[Hit]:
    """Advertising words or addresses inside the text of a report."""
    words = data("places")
    pattern = re.compile(
        rf"[\u4e00-\u9fff]{{0,4}}(?:{words['advertising']})(?:[\u4e00-\u9fffA-Za-z]{{0,4}}(?:{words['advertising_tail']}))?"
    )
    for found in pattern.finditer(context.norm):
        lead = context.norm[max(found.start() - 12, 0) : found.end()]
        tail = re.search(words["advertising_tail"], found[0])
        if tail and not re.search(words["allowed_advertising"], lead):
            yield Hit(found.start(), found.end(), "正文里插入了广告词，页面可能被篡改", "删除并用原稿核对")
    for found in _BRAND.finditer(context.norm):
        yield Hit(found.start(), found.end(), "文件名称里有网址，页面可能被篡改", "删除并用原稿核对")
