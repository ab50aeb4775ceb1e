"""Numbers that go on (文号起用): how far a series had got on paper before the town began here, so that none is given twice.

A series of one organ, kind and year has no gaps and no doubles; a town that begins in July has given numbers since
January. What was given before is stated once, with the book it stands in; the next number is the one after it.
"""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.docnumber import STARTS, parse_number, series_key
from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.pack import Register
from fadu.kernel.procedure import START, Enters, State, Step
from fadu.packs.common.laws import TOWN_RULE
from fadu.packs.common.steps import procedure

_P = Sensitivity.PUBLIC
PREFIX = Field(name="series_prefix", label="机关代字", sensitivity=_P, example="同乐府发", help="照印出来的写，到年份的括号为止")
YEAR = Field(name="number_year", label="文号年份", kind=Kind.COUNT, sensitivity=_P, example=2025)
LAST = Field(name="last_used", label="已用到第几号", kind=Kind.COUNT, sensitivity=_P, example=23, help="下一份文书用它的后一号")
GROUND = Field(name="series_book", label="登记簿", kind=Kind.NOTE, sensitivity=_P, example="2025年发文登记簿", help="以前的号登记在哪里")

KEY = Field(name="series_key", label="字号", sensitivity=_P)

NUMBER_STARTS = Register(
    name=STARTS, label="文号起用", columns=(PREFIX, YEAR, LAST, GROUND, KEY), readers=("party_gov_office", "justice_office", "enforcement_head", "auditor"),
)  # fmt: skip


def _whole(s: Situation) -> str:
    return f"{series_key(str(s.get('series_prefix')), int(str(s.get('number_year'))))}{s.get('last_used')}号"


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
    key = series_key(str(s.get("series_prefix")), int(str(s.get("number_year"))))
    stated = max((int(str(r.get("last_used"))) for r in s.records.rows(STARTS, series_key=key)), default=0)
    return int(str(s.get("last_used"))) >= stated or missing(series=key, last=stated)


def _keyed(s: Situation) -> Mapping[str, Value]:
    return {"series_key": series_key(str(s.get("series_prefix", "")), int(str(s.get("number_year") or 0)))}


NUMBER_START = procedure(
    name="common.number_start",
    label="文号起用",
    basis=(TOWN_RULE(),),
    title=lambda facts: f"{facts.get('series_key', '')}已用到第{facts.get('last_used', '')}号",
    states=(State("stated", "已登记", closed=True),),
    fields=(PREFIX, YEAR, LAST, GROUND, KEY),
    steps=(
        Step(id="state_start", label="登记已用的文号", source=(START,), to="stated", roles=("party_gov_office",), basis=(TOWN_RULE(),),
             fields=("series_prefix", "number_year", "last_used", "series_book"), gates=(number_writable, start_not_lowered),
             derives=_keyed, derived=("series_key",), enters=(Enters(register=STARTS, key="series_key"),),
             consequence="这个字号的下一份文书接着编，前面的号不再使用，也不算缺号。"),
    ),
)  # fmt: skip
