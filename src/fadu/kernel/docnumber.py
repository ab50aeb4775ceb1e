"""Document numbers (发文字号): how one is written, read and repaired. Which number comes next is the store's.

The form is 机关代字〔四位年份〕顺序号号: six-corner brackets, the full year, no leading zero and no 第
(GB/T 9704-2012 7.2.5; 党政机关公文处理工作条例 9).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fadu.kernel.finding import Refusal

if TYPE_CHECKING:
    from fadu.kernel.matter import Facts
    from fadu.kernel.records import Records

#: The register of series (发文字号): ``organ_code`` and ``year`` name one, ``next`` is the first number a town gives here.
SERIES = "series"

#: The register of pre-numbered blocks (文书号段): ``series``, ``block_year``, ``first_no`` and ``last_no``, both included.
BLOCKS = "form_blocks"

_WHOLE = re.compile(r"(?P<prefix>[（()）\u4e00-\u9fa5]{2,24})〔(?P<year>(?:19|20)\d{2})〕(?:第)?(?P<n>[1-9]\d{0,5})号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One gapless series per organ, kind and year.

    ``prefix`` gives the organ's code and kind from the matter's facts; ``{town}`` in it stands for the
    town's short name (同乐 → 同乐府罚决). ``ordinal`` 第 is used by mediation agreements only.
    """

    id: str
    label: str
    prefix: Callable[[Facts], str]
    ordinal: str = ""


@dataclass(frozen=True, slots=True)
class NumberRequest:
    """That a step takes a number: its series, the printed prefix (``{town}`` still in it where no records name the town), the year.

    ``fixed`` is a number already given on a pre-numbered form of an allotted block; 0 asks for the next outside the blocks.
    """

    series: str
    prefix: str
    year: int
    ordinal: str = ""
    fixed: int = 0


def format_number(prefix: str, year: int, n: int, *, ordinal: str = "") -> str:
    """同乐府罚决, 2025, 3 → 同乐府罚决〔2025〕3号. Raises ValueError for a year or number out of range."""
    if not 1900 <= year <= 2099 or not 1 <= n <= 999_999:
        raise ValueError(f"no document number has year {year} and ordinal {n}")
    return f"{prefix}〔{year}〕{ordinal}{n}号"


def series_key(prefix: str, year: int) -> str:
    """How a series of one year is named: 同乐府罚决〔2025〕."""
    return f"{prefix}〔{year}〕"


def used_before(records: Records, prefix: str, year: int) -> int:
    """The last number of the series that was given before the town began here, as it has stated; 0 when none was."""
    rows = records.rows(SERIES, organ_code=prefix, year=year)
    return max((n - 1 for row in rows if isinstance(n := row.get("next"), int)), default=0)


def allotted(records: Records, prefix: str, year: int) -> list[range]:
    """The numbers of the series that a device or a book was ever given; they are taken by form alone, though unused."""
    return [block_of(row.values) for row in records.rows(BLOCKS, series=prefix, block_year=year)]


def block_of(values: Mapping[str, object]) -> range:
    """The numbers of one row of blocks; none for a row that does not say."""
    first, last = values.get("first_no"), values.get("last_no")
    return range(first, last + 1) if isinstance(first, int) and isinstance(last, int) else range(0)


def outside(n: int, blocks: Iterable[range]) -> int:
    """The first number from ``n`` on that belongs to no block."""
    for block in sorted(blocks, key=lambda b: b.start):
        n = block.stop if n in block else n
    return n


def not_allotted(number: str) -> Refusal:
    return Refusal("number", f"号码{number}不在已分配的号段内", "请队长先登记这个号段，再补录；没有预印号码的，不填号码")


def parse_number(text: str) -> tuple[str, int, int] | None:
    """Prefix, year and ordinal of a well-formed number; None for anything else."""
    match = _WHOLE.fullmatch(text)
    return (match["prefix"], int(match["year"]), int(match["n"])) if match else None
