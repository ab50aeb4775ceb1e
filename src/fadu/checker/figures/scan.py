"""Finds numbers with their classifiers in a report; says nothing yet about what they mean."""

from __future__ import annotations

import re
from functools import lru_cache

from fadu.checker.document import Document
from fadu.checker.figures.mask import masked
from fadu.checker.figures.mention import Mention
from fadu.checker.figures.numerals import Amount, amount
from fadu.checker.figures.units import FAMILY_OF, alternatives

_UNITS = alternatives()
_ARABIC = r"(?<!\d)(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?(?!\d)|\d{1,3}(?: \d{3}){1,4}(?![\d.])|\d{1,15}(?:\.\d{1,6})?)"
_NUMBER = re.compile(
    rf"(?P<prefix>近|(?<![民合公条特契预节制履违])约|大约|将近|超过|超|逾)?\s*(?P<number>{_ARABIC})\s*(?P<more1>余|多)?\s*(?P<scale>[百千万亿](?![里分]))?"
    rf"\s*(?P<more2>余|多)?\s*(?P<unit>{_UNITS})(?P<suffix>以上|左右)?"
)
_RANGE = re.compile(rf"(?<!\d)(?P<low>\d{{1,9}})\s*[-—–~至到]\s*(?P<high>\d{{1,9}})\s*(?P<unit>{_UNITS})")
_CHINESE = re.compile(
    rf"(?P<prefix>近|约|超过|超|逾)?(?P<number>[一二两三四五六七八九十百千万零]{{1,12}})(?P<more>余|多)?(?P<scale>[万亿])?(?P<more2>余|多)?"
    rf"(?P<unit>{_UNITS})(?P<suffix>以上|左右)?"
)
_PERCENT = re.compile(r"(?P<prefix>近|约|超过|超|逾)?百分之(?P<number>[一二三四五六七八九十百零点]{1,12})(?P<suffix>以上|左右)?")
_AFTER_UNIT = {
    "人": re.compile(r"民|大(?!员)|员|才|事|口|均|工|力|物|居|社|体|身|格|文|心|性|们|类|家"),
    "名": re.compile(r"单|录|称|义|誉|优"),
    "位": re.compile(r"一体|于|置"),
    "次": re.compile(r"年|日|月|要|生|品|序|数"),
    "个": re.compile(r"别|性|案(?!件)|人(?:信息|隐私|品德)"),
    "条": re.compile(r"例|件|款|线"),
    "项": re.compile(r"目(?!标)$"),
    "类": re.compile(r"别|型"),
    "部": re.compile(r"门|分|署|队|级|长"),
    "件": re.compile(r"套"),
    "起": re.compile(r"来|草|步|点|诉|到|始"),
    "期": re.compile(r"间|限|末|望|待|满"),
    "场": re.compile(r"所|地|景|馆|镇|域"),
    "家": re.compile(r"庭|长|属|园|乡|族|畜|禽"),
    "组": re.compile(r"织|成|长|建"),
    "班": re.compile(r"子|级|车"),
    "张": re.compile(r"贴"),
    "本": re.compile(r"级|地|年|月|级|区|县|市|镇|乡|街|单位|人|次|科|届"),
    "面": re.compile(r"对|向|临|积|上|貌"),
    "点": re.compile(r"位|对点|击"),
    "元": re.compile(r"旦|素|化|件"),
    "例": re.compile(r"如|会|行|外"),
    "案": re.compile(r"例|由"),
    "门": re.compile(r"户|口"),
    "节": re.compile(r"点|日|约|能|假"),
    "款": re.compile(r"项"),
    "卷": re.compile(r"宗|入|首|烟"),
    "批": re.compile(r"复|准|评|示|发|捕"),
    "种": re.compile(r"植|子|类"),
    "队": re.compile(r"伍|员|长"),
    "单": re.compile(r"位|独|元"),
    "套": re.compile(r"取|路"),
    "户": re.compile(r"外|籍|口"),
    "具": re.compile(r"体|有|备"),
    "支": re.compile(r"持|部|付|撑|出|队(?!伍)|行|书"),
    "根": re.compile(r"据|本|基"),
    "头": re.compile(r"部|号"),
    "届": re.compile(r"[一二三四五六七]中|历次|全会|中央"),
    "所": re.compile(r"有|在|属|谓|得|需|以"),
    "台": re.compile(r"账|区"),
    "号次": re.compile(r"(?!)"),
    "方面": re.compile(r"(?!)"),
    "封": re.compile(r"闭|控"),
    "箱": re.compile(r"(?!)"),
    "则": re.compile(r"(?!)"),
    "只": re.compile(r"是|有|要|能"),
}
_WORDS = re.compile(r"第|每|这|那|某|另|首|逐|任|同|唯|再|哪|几|数|上一|下一|前|后|近$|十四|统|任何|之|万$|专|十$|单|划|不|进$|老|大$")
_ENDING = re.compile(r"[,。;、:)…\n”]|\Z|以上|左右| ")
_VAGUE = re.compile(r"^(?:百|千|万|十|一|百千)$")


@lru_cache(maxsize=8)
def scanned(document: Document) -> tuple[Mention, ...]:
    """Numbers with classifiers, in order and without overlap."""
    text = masked(document)
    found = [*_arabic(document, text), *_ranges(document, text), *_in_words(document, text), *_percents(document, text)]
    found.sort(key=lambda m: (m.start, -(m.end - m.start)))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _arabic(document: Document, text: str) -> list[Mention]:
    return [m for found in _NUMBER.finditer(text) if (m := _arabic_mention(document, text, found))]


def _arabic_mention(document: Document, text: str, found: re.Match[str]) -> Mention | None:
    before = text[max(found.start("number") - 1, 0) : found.start("number")]
    if before in (".", "-", "/", "○", "〔", "+", "#", "=") or _misread(text, found) or (before.isascii() and before.isalpha()):
        return None
    number = _whole_number(document, found)
    return _mention(document, found, number, found["scale"] or "", bool(found["more1"] or found["more2"]))


def _whole_number(document: Document, found: re.Match[str]) -> str:
    """Digits grouped by a full-width comma are two numbers, not one."""
    written = document.text[found.start("number") : found.end("number")]
    return found["number"].rpartition(",")[2] if "，" in written else found["number"]


def _misread(text: str, found: re.Match[str]) -> bool:
    after = _AFTER_UNIT.get(found["unit"])
    return bool(after and after.match(text, found.end("unit")))


def _ranges(document: Document, text: str) -> list[Mention]:
    made = []
    for found in _RANGE.finditer(text):
        low, high = amount(found["low"], "", False), amount(found["high"], "", False)
        if low and high and low.low < high.low and not _misread(text, found):
            span = Amount(low.low, high.low)
            made.append(_at(document, found.start(), found.end(), found.start("low"), span, found["unit"]))
    return made


def _in_words(document: Document, text: str) -> list[Mention]:
    made = []
    for found in _CHINESE.finditer(text):
        if _is_figure(text, found):
            mention = _mention(document, found, found["number"], found["scale"] or "", bool(found["more"] or found["more2"]))
            made += [mention] if mention else []
    return made


def _is_figure(text: str, found: re.Match[str]) -> bool:
    """Chinese numerals are figures when rounded (两万余人次), long (二十次) or closing their clause (召开会议两次,)."""
    number, before = found["number"], text[max(found.start() - 2, 0) : found.start()]
    if _misread(text, found) or (before and _WORDS.search(before)) or before[-1:].isdigit() or before[-1:] == "○":
        return False
    if found["more"] or found["more2"] or (found["prefix"] and number[-1] in "百千万亿"):
        return True
    if found["unit"] in ("点", "方面", "部", "面", "类", "款", "届", "节", "级") or _VAGUE.match(number):
        return number == "一" and found["unit"] in ("次", "场", "期", "起", "件") and _closes(text, found, before)
    if len(number) > 1 and re.search(r"[十百千万]", number):
        return bool(re.search(r"[\u4e00-\u9fff]", before)) and not re.search(r"[十百千万]{2}", number)
    return len(number) == 1 and found["unit"] not in ("个", "项", "条") and _closes(text, found, before)


def _closes(text: str, found: re.Match[str], before: str) -> bool:
    return bool(_ENDING.match(text, found.end())) and bool(re.fullmatch(r"[\u4e00-\u9fff]{2}", before))


def _percents(document: Document, text: str) -> list[Mention]:
    made = []
    for found in _PERCENT.finditer(text):
        value = amount(found["number"], "", False, found["prefix"] or "", found["suffix"] or "")
        if value:
            made.append(_at(document, found.start(), found.end(), found.start("number"), value, "%"))
    return made


def _mention(document: Document, found: re.Match[str], number: str, scale: str, more: bool) -> Mention | None:
    value = amount(number, scale, more, found["prefix"] or "", found["suffix"] or "")
    if value is None:
        return None
    return _at(document, found.start(), found.end(), found.start("number"), value, found["unit"])


def _at(document: Document, start: int, end: int, number_at: int, value: Amount, unit: str) -> Mention:
    while document.norm[start] in " \n":
        start += 1
    scaled = _in_yuan(value, unit)
    return Mention(start, end, number_at, document.text[start:end], scaled, unit, FAMILY_OF[unit])


def _in_yuan(value: Amount, unit: str) -> Amount:
    """Money in yuan, whatever the printed unit."""
    factor = {"万元": 10**4, "亿元": 10**8}.get(unit)
    return Amount(value.low * factor, value.high * factor, value.digits) if factor else value
