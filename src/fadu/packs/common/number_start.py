"""Numbers that go on (文号起用): how far a series had got on paper before the town began here, so that none is given twice.

A series of one organ, kind and year has no gaps and no doubles; a town that begins in July has given numbers since
January. What was given before is stated once, with the book it stands in; the next number is the one after it.
"""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.docnumber import SERIES as NAME
from fadu.kernel.docnumber import parse_number, series_key, used_before
from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.pack import Register
from fadu.kernel.procedure import START, Enters, State, Step
from fadu.kernel.records import Row
from fadu.packs.common.laws import TOWN_RULE
from fadu.packs.common.steps import procedure

_P = Sensitivity.PUBLIC
PREFIX = Field(name="series_prefix", label="机关代字", sensitivity=_P, example="同乐府发", help="照印出来的写，到年份的括号为止")
YEAR = Field(name="number_year", label="文号年份", kind=Kind.COUNT, ordinal=True, sensitivity=_P, example=2025)
LAST = Field(
    name="last_used", label="已用到第几号", kind=Kind.COUNT, ordinal=True, sensitivity=_P, example=23, help="下一份文书用它的后一号"
)
GROUND = Field(name="series_book", label="登记簿", kind=Kind.NOTE, sensitivity=_P, example="2025年发文登记簿", help="以前的号登记在哪里")

KEY = Field(name="series_key", label="字号", sensitivity=_P)
NEXT = Field(name="series_next", label="下一号", kind=Kind.COUNT)
KIND = Field(name="series_kind", label="文件类别", sensitivity=_P)
VOIDED = Field(name="voided_numbers", label="作废号及原因", kind=Kind.NOTE)

SERIES = Register(
    name=NAME, label="发文字号", sheets=("发文登记簿",), columns=(
        Field(name="organ_code", label="机关代字", sensitivity=_P, example="同乐府规"), Field(name="kind", label="文件类别", sensitivity=_P, example="规范性文件"),
        Field(name="year", label="年份", kind=Kind.COUNT, ordinal=True, sensitivity=_P), Field(name="next", label="启用时的下一号", kind=Kind.COUNT, ordinal=True),
        Field(name="voided", label="作废号及原因", kind=Kind.NOTE),
    ),
)  # fmt: skip


def row_of(s: Situation, prefix: str, year: int) -> Row | None:
    """The row of a series, when it has one."""
    return next(iter(s.records.rows(NAME, organ_code=prefix, year=year)), None)


def _whole(s: Situation) -> str:
    return f"{series_key(*_series(s))}{s.get('last_used')}号"


@gate(
    "number_writable",
    "文号写法",
    needs=("series_prefix", "number_year", "last_used"),
    basis=(TOWN_RULE(),),
    refusal="“{number}”不是文号的写法",
    remedy="机关代字照印出来的写，不带年份、括号和序号；年份写四位",
)
def number_writable(s: Situation) -> Answer:
    return parse_number(_whole(s)) is not None or missing(number=_whole(s))


@gate(
    "start_not_lowered",
    "不往回退",
    needs=("series_prefix", "number_year", "last_used"),
    basis=(TOWN_RULE(),),
    refusal="{series}已登记用到第{last}号，不能改小",
    remedy="确系登记错的，跳过的号作为空号在登记簿上说明，不再使用",
)
def start_not_lowered(s: Situation) -> Answer:
    prefix, year = _series(s)
    stated = used_before(s.records, prefix, year)
    return int(str(s.get("last_used"))) >= stated or missing(series=series_key(prefix, year), last=stated)


def _series(s: Situation) -> tuple[str, int]:
    return str(s.get("series_prefix") or ""), int(str(s.get("number_year") or 0))


def _row(s: Situation) -> Mapping[str, Value]:
    """The row as it will stand: the next number, and whatever the series had already."""
    prefix, year = _series(s)
    before = row_of(s, prefix, year)
    found: dict[str, Value] = {
        "series_key": before.key if before else series_key(prefix, year),
        "series_next": int(str(s.get("last_used") or 0)) + 1,
    }
    kept = {"series_kind": before.get("kind"), "voided_numbers": before.get("voided")} if before else {}
    return {**found, **{name: value for name, value in kept.items() if value is not None}}


_ENTERS = Enters(register=NAME, key="series_key", columns={
    "organ_code": "series_prefix", "year": "number_year", "next": "series_next", "kind": "series_kind", "voided": "voided_numbers"})  # fmt: skip

NUMBER_START = procedure(
    name="common.number_start",
    label="文号起用",
    basis=(TOWN_RULE(),),
    title=lambda facts: f"{facts.get('series_key', '')}已用到第{facts.get('last_used', '')}号",
    states=(State("stated", "已登记", closed=True),),
    fields=(PREFIX, YEAR, LAST, GROUND, KEY, NEXT, KIND, VOIDED),
    steps=(
        Step(id="state_start", label="登记已用的文号", source=(START,), to="stated", roles=("party_gov_office",), basis=(TOWN_RULE(),),
             fields=("series_prefix", "number_year", "last_used", "series_book"), gates=(number_writable, start_not_lowered),
             derives=_row, derived=("series_key", "series_next", "series_kind", "voided_numbers"), enters=(_ENTERS,),
             consequence="这个字号的下一份文书接着编，前面的号不再使用，也不算缺号。"),
    ),
)  # fmt: skip
