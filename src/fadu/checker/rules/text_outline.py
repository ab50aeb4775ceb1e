"""Rules T6 and T7: headings that run into the text, and ordinals that break off, repeat or jump."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.checker.outline import Heading, elided, headings, ordinal
from fadu.checker.rules.registry import Context, Hit, declare, detects, mend
from fadu.kernel.citation import chinese_number
from fadu.kernel.finding import Severity

declare(
    "T6",
    "标题与正文连写",
    Severity.WARN,
    "标题后面没有句号或者换行，正文紧接着写，读者分不清标题到哪里为止。网页转换常把标题后的换行丢掉。请在标题后加句号或者另起一段；"
    "序号后面丢了点的也在这里指出。",
)
declare(
    "T7",
    "序号不连续",
    Severity.WARN,
    "“一是、二是、三是”，“一、二、三”，“（一）（二）（三）”应当从头连续。缺号、重号、跳号、只有“一是”往往说明漏了一段或者删改后没有重排。",
)

_ENDS = r"(?:水平|机制|建设|体系|思想|氛围|基础|根基|能力|素养|抓深走实|抓实走深|走深走实|环境|质效|效能|责任|格局|防线|成效|实效|落实|意识|行为|职能|效率|纠纷|监管|服务|保障|堡垒|方式|质量|监督|作用|屏障|底色|合力|活力|阵地)"
_BEGINS = (
    r"(?:着力|持续|深入|认真|始终|坚持|严格|切实|积极|全面|充分|进一步|紧紧围绕|紧扣|牢固树立|聚焦|依托|根据|按照|为了|为进一步|"
    r"我[镇乡局区县街]|镇纪委|镇人大|镇司法所|镇党委|乡党委|党工委|街道党|各[村部科]|全年|本年度|今年|20\d\d年|一是|首先|成立|制定|召开|[\u4e00-\u9fff]{2,3}(?:镇|乡|街道)(?:党委|党工委|人民政府|办事处|政府|组织|坚持|认真|严格|始终|积极|深入|高度))"
)
_SEAM = re.compile(rf"{_ENDS}(?={_BEGINS})")
_ORDINAL_GLUED = re.compile(r"(?<=[\u4e00-\u9fff”》)])(?<![第唯之其统同万单逐归如合专划不])(?=(?:一是|二是|三是|四是)(?!非|否|的))")
_DOT_LOST = re.compile(
    r"(?:(?<=\n)|(?<=\n )|(?<=。)|(?<=。 )|(?<=; ))([1-9])(?=(?:健全|加强|强化|完善|深化|推进|规范|落实|优化|严格|坚持|提升|抓好|创新|开展|深入|建立|夯实|压实|聚焦|推动|提高|扎实|全面|突出)[\u4e00-\u9fff]{3})"
)
_SHORTEST = 9
_SHORT_TITLE = 30
_LONG_TITLE = 48


@detects("T6")
def runs_on(context: Context) -> Iterator[Hit]:
    """抓实走深铁桥镇党委…: a heading's last clause goes on with the subject or verb of a new sentence."""
    for heading in headings(context.document):
        clause_start = heading.title_start
        for clause in re.split(r"(?<=[,、])", context.norm[heading.title_start : heading.title_end]):
            hit = _seam(context, heading, clause, clause_start)
            if hit:
                yield hit
                break
            clause_start += len(clause)


def _seam(context: Context, heading: Heading, clause: str, clause_start: int) -> Hit | None:
    place = context.profile.place
    named = clause.find(place, 4) if place else -1
    found = _SEAM.search(clause)
    at = min((p for p in (named, found.end() if found else -1) if p > 0), default=-1)
    rest = context.norm[clause_start + at : clause_start + at + 40]
    if at < 4 or len(clause) - at < 2 or len(clause.strip()) < _SHORTEST or _still_heading(rest, named == at):
        return None
    return _hit(context, clause_start + at)


def _still_heading(rest: str, named: bool) -> bool:
    """A short rest up to the end of the line belongs to the heading itself: …建设全面推进."""
    line = re.split(r"\n|…| \(|  ", rest)[0]
    return len(line) < 9 and not named


def _hit(context: Context, at: int) -> Hit:
    low, high = context.document.line_at(at)
    return Hit(max(at - 10, low), min(at + 6, high), "标题与正文之间没有句号或者换行", "在标题后加句号或者另起一段")


@detects("T6")
def longer_than_its_like(context: Context) -> Iterator[Hit]:
    """A heading that goes on for a whole sentence where its neighbours of the same level end after a few words."""
    found = headings(context.document)
    for heading in found:
        like = [h for h in found if h.level == heading.level and h is not heading]
        short = [h for h in like if h.title_end - h.title_start <= _SHORT_TITLE]
        if len(short) >= 2 and len(short) * 4 >= len(like) * 3 and _goes_on(context, heading):
            end = min(heading.title_start + 40, context.document.line_at(heading.start)[1])
            yield Hit(heading.start, end, "标题与正文之间没有句号或者换行", "在标题后加句号或者另起一段")


def _goes_on(context: Context, heading: Heading) -> bool:
    """Whether no stop comes for long and the text before it is more than a title can hold."""
    title = re.split(r"[。\n…:;|]", context.norm[heading.title_start : heading.title_start + 120])[0]
    return len(title) > _LONG_TITLE and title.count(",") >= 2 and " " not in title.strip()


@detects("T6")
def item_glued(context: Context) -> Iterator[Hit]:
    """…的环境一是: a numbered item without a mark before it."""
    for found in _ORDINAL_GLUED.finditer(context.norm):
        if re.search(r"[\u4e00-\u9fff]{6}$", context.norm[max(found.start() - 6, 0) : found.start()]):
            yield _hit(context, found.start())


@detects("T6")
def dot_lost(context: Context) -> Iterator[Hit]:
    """3健全调解网络: the dot after the number is missing."""
    for found in _DOT_LOST.finditer(context.norm):
        end = min(found.end() + 6, len(context.norm))
        yield Hit(found.start(1), end, "序号后面少了点", mend(context, found.start(1), end, found.end(1), found.end(1), "."))


_ITEM = re.compile(r"(?:(?<=[。;:,、\s…!?)”\n])|\A)([一二三四五六七八九十]{1,2})是(?!否|非|的)")
_ORDINALLY = re.compile(r"(?:(?<=[。;:,\s…])|\A)第([一二三四五六七八九十]{1,2})(?=,)")
_SHORT_ITEM = re.compile(r"([一二三四五六七八九])是([\u4e00-\u9fff]{2})([\u4e00-\u9fff]{2,10})[。,]")


@detects("T7")
def items_broken(context: Context) -> Iterator[Hit]:
    """一是, 二是, 四是: missing, doubled or jumped; what an elision may have taken is excused."""
    last, place = 0, 0
    for found in _ITEM.finditer(context.norm):
        now = ordinal(found[1])
        if last and now != 1 and now != last + 1 and not elided(context.document, place, found.start()):
            wanted = f"{chinese_number(last + 1)}是"
            message = f"“{found[0]}”重复" if now == last else f"前面缺少“{wanted}”"
            yield Hit(found.start(), min(found.end() + 4, len(context.norm)), message, f"核对是否漏段，或者改为“{wanted}”")
        last, place = now, found.start()


@detects("T7")
def single_item(context: Context) -> Iterator[Hit]:
    """一是 without 二是 in a paragraph that is whole."""
    for line in re.finditer(r"[^\n]+", context.norm):
        found = [m for m in _ITEM.finditer(line[0]) if ordinal(m[1]) == 1]
        rest = context.norm[line.start() + found[0].end() :] if len(found) == 1 else ""
        chapter = re.split(r"\n\s*(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))", rest)
        if len(chapter) > 1 and line[0].rstrip().endswith("。") and not re.search(r"…|[二2]是|其二|第二|二要", chapter[0]):
            start = line.start() + found[0].start()
            yield Hit(start, start + 4, "只有“一是”，没有“二是”", "核对是否漏段，只有一项的不写“一是”")


@detects("T7")
def ordinals_broken(context: Context) -> Iterator[Hit]:
    """第一, 第三,: the second is missing."""
    last, place = 0, 0
    for found in _ORDINALLY.finditer(context.norm):
        now = ordinal(found[1])
        if last and now not in (1, last + 1) and not elided(context.document, place, found.start()):
            wanted = f"第{chinese_number(last + 1)}"
            yield Hit(found.start(), found.end() + 1, f"前面缺少“{wanted}”", f"核对是否漏段，或者改为“{wanted}”")
        last, place = now, found.start()


@detects("T7")
def item_without_ordinal(context: Context) -> Iterator[Hit]:
    """After 一是强化甲。 and 二是强化乙。 a sentence 强化丙。 of the same build lacks its ordinal."""
    items = list(_SHORT_ITEM.finditer(context.norm))
    for index, found in enumerate(items[1:], 1):
        before = items[index - 1]
        same = ordinal(found[1]) == ordinal(before[1]) + 1 and found[2] == before[2]
        if not same:
            continue
        high = context.document.line_at(found.start())[1]
        stop = items[index + 1].start() if index + 1 < len(items) else high
        nxt = re.compile(rf"(?<=[。…]){found[2]}[\u4e00-\u9fff]{{2,10}}。").search(context.norm, found.end(), min(stop, high))
        if nxt and stop == high:
            wanted = f"{chinese_number(ordinal(found[1]) + 1)}是"
            yield Hit(nxt.start(), nxt.end(), f"前面缺少“{wanted}”", f"核对后补上“{wanted}”")


@detects("T7")
def headings_broken(context: Context) -> Iterator[Hit]:
    """Headings of one level under one parent must go on by one."""
    last: dict[int, Heading] = {}
    running = 0
    for heading in headings(context.document):
        yield from _step(context, heading, last, running)
        last[heading.level] = heading
        for deeper in [level for level in last if level > heading.level]:
            del last[deeper]
        running = heading.ordinal if heading.level == 3 else running


def _step(context: Context, now: Heading, last: dict[int, Heading], running: int) -> Iterator[Hit]:
    """``last`` holds the open heading of each level, ``running`` the last number of level three anywhere."""
    before = last.get(now.level)
    parent = max((h for h in last.values() if h.level < now.level), key=lambda h: h.start, default=None)
    since = before.start if before else (parent.start if parent else 0)
    wanted = before.ordinal + 1 if before else 1
    if now.ordinal in (wanted, 0) or (now.ordinal == 1 and now.level != 2) or elided(context.document, since, now.start):
        return
    if before is None and (parent is None or now.level == 4):
        return
    yield from _broken(before, now, wanted, running)


def _broken(before: Heading | None, now: Heading, wanted: int, running: int) -> Iterator[Hit]:
    if before is None and now.level == 3 and now.ordinal == running + 1:
        yield Hit(now.start, now.title_end, "小标题序号跨章节连续编排", "各部分的小标题从1重新编号", Severity.NOTE)
    elif before is None or (now.ordinal, now.title) != (before.ordinal, before.title):
        what = "序号重复" if before and now.ordinal == before.ordinal else f"序号不连续，应当是第{wanted}项"
        yield Hit(now.start, now.title_end, what, "核对是否漏段，重新编号")
