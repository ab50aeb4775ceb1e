"""What must agree between the files of law before anybody may rely on them.

Every citation names a registered statute and an article it has; dates do not overlap; a place changes only
what the level above left open; every suspension cause has a name. Reading files is not done here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, permutations

from fadu.kernel.citation import Citation
from fadu.kernel.period import Direction, TimeLimit
from fadu.kernel.rulebook import Amount, Rulebook, Statute
from fadu.law.reading import LawError

AMOUNT_UNITS = {
    "fen": "分", "ratio_bp": "万分之", "per_mille": "千分之", "person": "人", "year_of_age": "周岁", "hour": "小时",
    "count": "次", "m3": "立方米", "point": "分值", "item": "项", "day": "日", "month": "个月", "year": "年",
}  # fmt: skip
LEVEL_OF_LENGTH = {0: "nation", 2: "city", 4: "city", 6: "district", 9: "town"}
_LEVELS = ("nation", "city", "district", "town")


def check(book: Rulebook) -> None:
    """Raise LawError for the first contradiction; a rulebook that passes may be relied upon."""
    for faults in (_limits(book), _amounts(book), _statutes(book)):
        for row, trouble in faults:
            raise LawError("法律数据", row, trouble)


def level_of(place: str) -> str:
    """The level of a place code: nation, city (also province), district or town."""
    return LEVEL_OF_LENGTH[len(place)]


def citation_faults(one: Citation, since: date | None, book: Rulebook) -> list[str]:
    """What is wrong with a citation in force from ``since``: a law that nobody registered, an article it has not."""
    rows = book.statutes.get(one.law, ())
    if not rows:
        return [f"《{one.law}》没有登记在法规目录"]
    row = _version(rows, since)
    if row.articles and one.article > row.articles:
        return [f"{one}不存在，该法只有{row.articles}条"]
    return []


def faults_on(one: Citation, on: date, book: Rulebook) -> list[str]:
    """What is wrong with citing this on the day of an act: not registered, not in force that day, no such article then."""
    rows = book.statutes.get(one.law, ())
    if rows and not any((row.since or on) <= on <= (row.until or on) for row in rows):
        spans = "、".join(f"{row.since or '此前'}至{row.until or '今'}" for row in rows)
        return [f"《{one.law}》在{on}没有施行（登记的施行期间：{spans}）"]
    return citation_faults(one, on, book)


def _limits(book: Rulebook) -> Iterator[tuple[str, str]]:
    for name, rows in book.limits.items():
        yield from ((name, trouble) for trouble in _dated(rows))
        yield from ((name, trouble) for trouble in _overrides(rows))
        for row in rows:
            yield from ((name, trouble) for trouble in _sourced(row, book))
            yield from ((name, trouble) for trouble in _shaped(row, book))


def _amounts(book: Rulebook) -> Iterator[tuple[str, str]]:
    for name, rows in book.amounts.items():
        yield from ((name, trouble) for trouble in _dated(rows))
        yield from ((name, trouble) for trouble in _overrides(rows))
        for row in rows:
            yield from ((name, trouble) for trouble in _sourced(row, book))
            if row.unit not in AMOUNT_UNITS:
                yield name, f"不认识的单位“{row.unit}”；可用：{'、'.join(AMOUNT_UNITS)}"
        if name in book.limits:
            yield name, "同一名称既是期限又是数额，请改名"


def _statutes(book: Rulebook) -> Iterator[tuple[str, str]]:
    for short, rows in book.statutes.items():
        for one, other in combinations(rows, 2):
            if _overlap(one.since, one.until, other.since, other.until):
                yield short, f"两个版本的施行日期重叠（{one.title}、{other.title}）"
        for row in rows:
            if row.since and row.until and row.until < row.since:
                yield short, "失效日早于施行日"


def _dated(rows: Sequence[TimeLimit | Amount]) -> Iterator[str]:
    for row in rows:
        if row.since and row.until and row.until < row.since:
            yield f"失效日{row.until}早于生效日{row.since}"
    for one, other in combinations(rows, 2):
        if one.place == other.place and _overlap(one.since, one.until, other.since, other.until):
            yield f"同一地区（{one.place or '全国'}）有两行同时生效，请写明各自的生效、失效日"


def _overrides(rows: Sequence[TimeLimit | Amount]) -> Iterator[str]:
    for wide, narrow in permutations(rows, 2):
        local = narrow.place != wide.place and narrow.place.startswith(wide.place)
        if local and _LEVELS.index(level_of(narrow.place)) > _LEVELS.index(wide.open_to):
            yield f"{wide.place or '全国'}的规定不允许{narrow.place}另定（{wide.citation or wide.source}）"


def _sourced(row: TimeLimit | Amount, book: Rulebook) -> Iterator[str]:
    if not row.source:
        yield "缺少来源"
    if row.verified and row.default:
        yield "默认值不是法律规定，不能标为已核"
    if row.verified and not row.verified_on:
        yield "标为已核，须写核对日期"
    if not row.basis and not row.default:
        yield "缺少依据条款；法律没有规定的请标明是默认值"
    counting = row.counting if isinstance(row, TimeLimit) else ()
    for one in (*row.basis, *counting):
        yield from citation_faults(one, row.since, book)


def _version(rows: Sequence[Statute], on: date | None) -> Statute:
    holding = [row for row in rows if on and (row.since or on) <= on <= (row.until or on)]
    return (holding or list(rows))[-1]


def _shaped(row: TimeLimit, book: Rulebook) -> Iterator[str]:
    if row.full_days_between and row.direction is not Direction.BEFORE:
        yield "只有事前的期限才能要求间隔整日"
    if row.minimum > row.length:
        yield "最短天数大于最长天数"
    for cause in row.suspended_by:
        if cause not in book.causes:
            yield f"中止原因“{cause}”没有中文名称，请在 causes.toml 登记"


def _overlap(since: date | None, until: date | None, other_since: date | None, other_until: date | None) -> bool:
    return (since or date.min) <= (other_until or date.max) and (other_since or date.min) <= (until or date.max)
