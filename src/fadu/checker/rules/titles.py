"""Rules R2 and R3: cited documents against the register of titles, dated political wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from fadu.checker.rules.data import data
from fadu.checker.rules.registry import Context, Hit, Mend, declare, detects
from fadu.kernel.finding import Severity

declare(
    "R2",
    "引用文件名称或年份有误",
    Severity.WARN,
    "书名号里的文件名称与正式名称不同、年份不同，或者把发文机关写进书名号，或者引用了已经废止的文件。请按正式文本改正。",
)


declare(
    "R3",
    "政治表述过时",
    Severity.WARN,
    "按日期核对历次全会、五年普法规划等表述。报告年度结束前已经召开的全会没有写上，多为沿用旧稿。",
)


_TITLE = re.compile(r"《([^《》\n]{2,80}?)》")


_YEARS = re.compile(r"\(\s*((?:19|20)\d\d)\s*[-—–~至]+\s*((?:19|20)\d\d)\s*年?\s*\)")


_ISSUERS = re.compile(
    r"^(?:中共中央|国务院|中共中央办公厅|国务院办公厅|中央依法治国办|司法部|中央|中办|国办)[、\s]*(?:中共中央|国务院办公厅|国务院|国办)?"
)


_ALIKE = 0.86


@lru_cache(maxsize=1)
def _titles() -> dict[str, dict[str, object]]:
    return {bare_title(item["name"]): item for item in data("titles")["title"]}


def bare_title(title: str) -> str:
    return re.sub(r"^中华人民共和国", "", re.sub(r"\([^()]*\)|[、,\s“”]", "", title))


@detects("R2")
def cited_titles(context: Context) -> Iterator[Hit]:
    """Every title in 《》 against the register of titles."""
    for found in _TITLE.finditer(context.norm):
        yield from _judge_title(context, found)


def _judge_title(context: Context, found: re.Match[str]) -> Iterator[Hit]:
    title = found[1]
    bare = bare_title(title.replace("〈", "").replace("〉", ""))
    known = _titles().get(bare)
    if known:
        yield from _judge_years(found, known)
        yield from _judge_force(context, found, known)
    else:
        yield from _judge_likeness(found, bare)


def _judge_years(found: re.Match[str], known: dict[str, object]) -> Iterator[Hit]:
    years, told = known.get("years"), _YEARS.search(found[1])
    if not isinstance(years, list) or not told:
        return
    if f"{told[1]}—{told[2]}" not in years:
        yield Hit(
            found.start(1) + told.start(),
            found.start(1) + told.end(),
            f"《{known['name']}》的年份是{years[0]}年，不是{told[1]}—{told[2]}年",
            Mend(f"（{years[0]}年）"),
        )


def _judge_force(context: Context, found: re.Match[str], known: dict[str, object]) -> Iterator[Hit]:
    until, year = known.get("until"), context.profile.year
    if isinstance(until, int) and year > until and not re.search(r"废止|失效|清理", context.norm[found.end() : found.end() + 20]):
        yield Hit(found.start(), found.end(), "引用的文件已经被取代", f"核对并改引{known.get('instead', '现行文件')}")


def _judge_likeness(found: re.Match[str], bare: str) -> Iterator[Hit]:
    prefixed = _ISSUERS.match(bare)
    rest = bare[prefixed.end() :] if prefixed else bare
    if prefixed and rest in _titles():
        yield Hit(found.start(), found.end(), "书名号里不写发文机关", _right_title(found, str(_titles()[rest]["name"])))
        return
    for name, known in _titles().items():
        if len(name) >= 9 and abs(len(name) - len(bare)) <= 3 and name != bare and alike(name, bare):
            yield Hit(
                found.start(),
                found.end(),
                f"文件名称与《{known['name']}》不一致",
                _right_title(found, str(known["name"])),
            )
            return


def _right_title(found: re.Match[str], name: str) -> Mend:
    """The right title with the years that were printed."""
    years = _YEARS.search(found[1])
    return Mend(f"《{name}{f'（{years[1]}—{years[2]}年）' if years else ''}》")


def alike(name: str, bare: str) -> bool:
    """Few characters differ, and not by a whole place or body put before."""
    if bare.endswith(name) or set(name) - set(bare) and len(set(name) ^ set(bare)) > 4:
        return False
    return SequenceMatcher(None, name, bare, autojunk=False).ratio() >= _ALIKE


_LISTED = re.compile(r"(二十届|十九届)((?:[一二三四五六七]中、?(?:全会)?[、和及以]*)+)(?:全会)?")


_POPULAR = re.compile(r"[“\"]?([七八九]五)[”\"]?(?=普法|规划|法治宣传)")


@detects("R3")
def plenums(context: Context) -> Iterator[Hit]:
    """A list of plenums that lacks one held before the end of the report's year."""
    year = context.profile.year
    if not year or "历次全会" in context.norm:
        return
    for congress in data("formulas")["congress"]:
        held = [p["name"] for p in congress["plenums"] if p["on"] <= date(year, 12, 31)]
        found = [m for m in _LISTED.finditer(context.norm) if m[1] == congress["name"]]
        named = {n + "中" for m in found for n in re.findall(r"([一二三四五六七])中", m[2])}
        if held and named and held[-1] not in named and congress["opened"].year >= _newest_congress(year):
            yield _stale(found[-1], congress["name"], held[-1], len(named) > 1)


def _newest_congress(year: int) -> int:
    return max((c["opened"].year for c in data("formulas")["congress"] if c["opened"].year < year), default=0)


def _stale(found: re.Match[str], congress: str, last: str, listed: bool) -> Hit:
    return Hit(
        found.start(),
        found.end(),
        f"报告年度内已召开{congress}{last}全会，这里没有写上",
        f"补上{congress}{last}全会，或者写历次全会",
        None if listed else Severity.NOTE,
    )


@detects("R3")
def popularisation(context: Context) -> Iterator[Hit]:
    """The five-year plan of law popularisation against the report's year."""
    year = context.profile.year
    spans = {item["name"]: item for item in data("formulas")["popularisation"]}
    for found in _POPULAR.finditer(context.norm) if year else ():
        item = spans.get(found[1])
        near = context.norm[max(found.start() - 12, 0) : found.end() + 12]
        if item and year > item["last"] + 1 and not re.search(r"总结|验收|表彰|回顾|期间|收官|评估", near):
            yield Hit(
                found.start(),
                found.end() + 2,
                f"“{found[1]}”普法规划已于{item['last']}年结束",
                "改为现行的五年普法规划",
            )
