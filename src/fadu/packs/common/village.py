"""The villages and communities of the town (村（社区）): added, renamed and ended from a day, each by an entry.

What was recorded under a village keeps its code, so an ended village stays in old records and figures under its last name.
"""

from __future__ import annotations

import re
from datetime import date

from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.matter import Facts
from fadu.kernel.pack import Register
from fadu.kernel.procedure import START, Enters, Procedure, State, Step
from fadu.kernel.records import PLACES, Row
from fadu.packs.common.fields import ENDED, SINCE, UNTIL, VILLAGE
from fadu.packs.common.laws import TOWN_RULE

REGISTER = PLACES
#: The code of statistics: nine digits of the town, three of the village.
_CODE = re.compile(r"\d{12}", re.ASCII)
_P = Sensitivity.PUBLIC
CODE = Field(
    name="village_code", label="村（社区）代码", sensitivity=_P, max_length=20, example="500102128015", help="统计用区划代码，十二位"
)
NAME = Field(name="village_name", label="村（社区）名称", sensitivity=_P, max_length=60, example="新和社区")
FROM = Field(name="village_since", label="自哪一天起", kind=Kind.DATE, sensitivity=_P, example="2025-07-01")
LAST = Field(name="village_until", label="最后一天", kind=Kind.DATE, sensitivity=_P, example="2025-06-30")
FORMER = Field(name="village_former", label="原名称", sensitivity=_P)
GROUND = Field(
    name="village_ground",
    label="批准文件",
    kind=Kind.NOTE,
    sensitivity=_P,
    example="涪陵府〔2025〕31号",
    help="文号，或者区县民政部门的批复",
)

VILLAGES = Register(
    name=REGISTER, label="村（社区）", columns=(CODE, Field(name="name", label="名称", sensitivity=_P), SINCE, UNTIL, ENDED), ended="已撤并"
)


def _there(s: Situation) -> Row | None:
    """The village as the register has it last."""
    rows = s.records.rows(REGISTER, village_code=str(s.get("village") or s.get("village_code") or ""))
    return max(rows, key=lambda r: r.since, default=None)


def _day(s: Situation) -> date:
    day = s.get("village_since") or s.get("village_until")
    return day if isinstance(day, date) else s.on


@gate(
    "village_code_fits",
    "代码",
    needs=("village_code",),
    basis=(TOWN_RULE(),),
    refusal="“{code}”不是本镇的村（社区）代码",
    remedy="写统计用区划代码，十二位数字，前面与本镇代码相同",
)
def village_code_fits(s: Situation) -> Answer:
    code = str(s.get("village_code"))
    return bool(_CODE.fullmatch(code)) and code.startswith(s.matter.org) or missing(code=code)


@gate(
    "village_new",
    "没有重复",
    needs=("village_code",),
    on_form=True,
    basis=(TOWN_RULE(),),
    refusal="这个代码已是“{name}”",
    remedy="改名称的，办“变更名称”；核对代码和起始日期",
)
def village_new(s: Situation) -> Answer:
    there = _there(s)
    return there is None or there.until < _day(s) or missing(name=there.get("name"))


@gate(
    "village_in_use",
    "在册",
    needs=("village",),
    on_form=True,
    basis=(TOWN_RULE(),),
    refusal="这一天它不在册，或者晚于这一天已有变更",
    remedy="从列出的村（社区）中选择，日期不早于上一次变更",
)
def village_in_use(s: Situation) -> Answer:
    there = _there(s)
    return there is not None and there.in_force(_day(s))


@gate(
    "village_name_free",
    "名称不重复",
    needs=("village_name",),
    on_form=True,
    basis=(TOWN_RULE(),),
    refusal="已有村（社区）叫“{name}”",
    remedy="核对名称；两村合并的，先终止并入的一个",
)
def village_name_free(s: Situation) -> Answer:
    own = s.get("village") or s.get("village_code")
    named = s.records.rows(REGISTER, name=str(s.get("village_name")))
    others = [r for r in named if r.key != own and r.until >= _day(s)]
    return not others or missing(name=s.get("village_name"))


def _former(s: Situation) -> dict[str, Value]:
    """What it was called until then, so that the record can be read without the register."""
    there = _there(s)
    return {"village_former": str(there.get("name"))} if there else {}


def _title(facts: Facts) -> str:
    name, former = facts.get("village_name"), facts.get("village_former")
    return f"{former}改称{name}" if name and former else f"增加{name}" if name else f"终止{former}"


VILLAGE_CHANGE = Procedure(
    name="common.village",
    label="村（社区）变更",
    basis=(TOWN_RULE(),),
    title=_title,
    states=(State("recorded", "已登记", closed=True),),
    fields=(VILLAGE, CODE, NAME, FORMER, FROM, LAST, GROUND),
    steps=(
        Step(id="add_village", label="增加村（社区）", source=(START,), to="recorded", roles=("party_gov_office",), basis=(TOWN_RULE(),),
             fields=("village_code", "village_name", "village_since", "village_ground"), gates=(village_code_fits, village_new, village_name_free),
             enters=(Enters(register=REGISTER, key="village_code", since="village_since", columns={"name": "village_name"}),), consequence="自这一天起可以选用；写错的，终止后重新增加。"),
        Step(id="rename_village", label="变更名称", source=(START,), to="recorded", roles=("party_gov_office",), basis=(TOWN_RULE(),),
             fields=("village", "village_name", "village_since", "village_ground"), gates=(village_in_use, village_name_free), derives=_former, derived=("village_former",),
             enters=(Enters(register=REGISTER, key="village_code", since="village_since", columns={"village_code": "village", "name": "village_name"}),),
             consequence="代码不变，以前的事项仍归它；已经制作的文书保留原名。写错的，同一天再办一次。"),
        Step(id="end_village", label="终止村（社区）", source=(START,), to="recorded", roles=("party_gov_office",), basis=(TOWN_RULE(),),
             fields=("village", "village_until", "village_ground"), gates=(village_in_use,), derives=_former, derived=("village_former",),
             enters=(Enters(register=REGISTER, key="village_code", until="village_until", columns={"village_code": "village"}, ends=True),),
             consequence="最后一天过后新事项不再列出它；以前的事项、台账和数字不变。终止错的，用原代码自次日起增加。"),
    ),
)  # fmt: skip
