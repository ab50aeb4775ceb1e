"""Who holds which post (任职): every grant and every end is an entry, and the register of posts follows from the entries.

A right follows from a row of that register, so a row that no entry wrote gives one that ``fadu verify`` contradicts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.pack import Register
from fadu.kernel.procedure import START, Enters, Procedure, State, Step
from fadu.kernel.records import Row
from fadu.packs.common.fields import VILLAGE
from fadu.packs.common.laws import FINE, PEN, TOWN_RULE
from fadu.packs.common.roles import CASHIER, FINERS, IN_A_VILLAGE, KEEPERS, ROLES

REGISTER = "posts"
#: Nobody is appointed to these: time, and whoever a matter is about.
_NO_POST = frozenset({"clock", "applicant", "party", "public"})
LABELS = {r.label: r.id for r in ROLES if r.id not in _NO_POST}
_P = Sensitivity.PUBLIC
PERSON = Field(name="person", label="人员", kind=Kind.OFFICER, sensitivity=_P, example="赵某")
PERSON_NAME = Field(name="person_name", label="姓名", kind=Kind.PERSON, sensitivity=_P, example="赵某")
POST = Field(name="post", label="岗位", kind=Kind.CHOICE, choices=tuple(LABELS), sensitivity=_P, example="经办人")
ROLE = Field(name="role", label="岗位代码")
OFFICE = Field(name="office", label="部门", sensitivity=_P, example="综合行政执法大队")
SINCE = Field(name="post_since", label="任职自", kind=Kind.DATE, sensitivity=_P, example="2025-01-01")
UNTIL = Field(name="post_until", label="任职至", kind=Kind.DATE, sensitivity=_P, help="没有任期的不填")

POSTS = Register(
    name=REGISTER, label="岗位任职", columns=(PERSON, PERSON_NAME, ROLE, POST, OFFICE, VILLAGE, SINCE, UNTIL), readers=tuple(sorted(KEEPERS)),
)  # fmt: skip


def _role(s: Situation) -> str:
    return LABELS.get(str(s.get("post")), "")


def _meanwhile(s: Situation) -> Iterable[Row]:
    """Posts of this person that run on a day on which the new one would."""
    first, last = _day(s, "post_since", date.min), _day(s, "post_until", date.max)
    return (r for r in s.records.rows(REGISTER, person=s.get("person") or "") if r.since <= last and r.until >= first)


def _day(s: Situation, name: str, otherwise: date) -> date:
    day = s.get(name)
    return day if isinstance(day, date) else otherwise


def _beside(s: Situation, roles: frozenset[str]) -> Row | None:
    return next((r for r in _meanwhile(s) if r.get("role") in roles), None)


@gate(
    "keepers_apart",
    "三员分设",
    needs=("person", "post"),
    basis=(TOWN_RULE(),),
    refusal="{who}同时任“{held}”，系统管理员、安全管理员和安全审计员不得由一人兼任",
    remedy="另选一人，或者先终止他的“{held}”",
)
def keepers_apart(s: Situation) -> Answer:
    other = _beside(s, KEEPERS - {_role(s)}) if _role(s) in KEEPERS else None
    return other is None or missing(who=s.get("person_name"), held=other.get("post"))


@gate(
    "fines_apart",
    "罚缴分离",
    needs=("person", "post"),
    basis=(PEN(67), FINE()),
    refusal="{who}同时任“{held}”，作出罚款决定的与收缴罚款的应当分离",
    remedy="另选一人收缴，或者先终止他的“{held}”",
)
def fines_apart(s: Situation) -> Answer:
    wanted = FINERS if _role(s) == CASHIER else frozenset({CASHIER}) if _role(s) in FINERS else frozenset[str]()
    other = _beside(s, wanted)
    return other is None or missing(who=s.get("person_name"), held=other.get("post"))


@gate(
    "post_free",
    "没有重复任职",
    needs=("person", "post"),
    basis=(TOWN_RULE(),),
    refusal="{who}在这段时间已经任“{post}”",
    remedy="不用再登记；任期有变的，先终止原来的",
)
def post_free(s: Situation) -> Answer:
    twice = any(r.get("role") == _role(s) and (r.get("village") or "") == (s.get("village") or "") for r in _meanwhile(s))
    return not twice or missing(who=s.get("person_name"), post=s.get("post"))


@gate(
    "village_named",
    "写明村（社区）",
    needs=("post",),
    basis=(TOWN_RULE(),),
    refusal="没有写明“{post}”是哪个村（社区）的",
    remedy="选定村（社区），他只看得到本村的事项",
)
def village_named(s: Situation) -> Answer:
    return _role(s) not in IN_A_VILLAGE or bool(s.get("village")) or missing(post=s.get("post"))


@gate(
    "another_hand",
    "由另一人登记",
    needs=("person",),
    basis=(TOWN_RULE(),),
    refusal="自己的岗位不能由自己登记",
    remedy="请另一名安全管理员登记；没有的，先给接替的人登记安全管理员岗位",
)
def another_hand(s: Situation) -> Answer:
    return all(a.id != s.get("person") for a in s.actors)


@gate(
    "term_in_order",
    "起止日期",
    on_form=True,
    basis=(TOWN_RULE(),),
    refusal="任职的最后一天早于第一天，或者晚于原定的任期",
    remedy="核对起止日期；延长任期的，另行登记",
)
def term_in_order(s: Situation) -> Answer:
    first, term = _day(s, "post_since", date.min), _day(s, "post_until", date.max)
    return first <= _day(s, "ended_on", term) <= term


def _coded(s: Situation) -> dict[str, Value]:
    return {"role": _role(s)}


_ROW = Enters(register=REGISTER, key="", since="post_since", until="post_until")

OFFICE_HELD = Procedure(
    name="common.post",
    label="任职登记",
    basis=(TOWN_RULE(),),
    title=lambda facts: f"{facts.get('person_name', '')}：{facts.get('post', '')}",
    readers=tuple(sorted(KEEPERS)),
    states=(State("held", "在任", standing=True), State("ended", "已终止", closed=True)),
    fields=(
        PERSON, PERSON_NAME, POST, ROLE, OFFICE, VILLAGE, SINCE, UNTIL,
        Field(name="appointed_by", label="任职依据", kind=Kind.NOTE, sensitivity=_P, example="同乐府人〔2025〕3号", help="任命文号、会议纪要或者分工通知"),
        Field(name="ended_on", label="最后一天", kind=Kind.DATE, sensitivity=_P, example="2025-06-30"),
        Field(name="end_reason", label="终止原因", kind=Kind.NOTE, example="调离"),
    ),
    steps=(
        Step(id="grant", label="登记任职", source=(START,), to="held", roles=("security_admin",), basis=(TOWN_RULE(),),
             fields=("person", "person_name", "post", "post_since", "appointed_by"), optional=("post_until", "village", "office"),
             gates=(keepers_apart, fines_apart, post_free, village_named, another_hand, term_in_order), derives=_coded, derived=("role",),
             enters=(_ROW,), consequence="自任职之日起可以办理这一岗位的事项；登记写入日志，由安全审计员查看。"),
        Step(id="end", label="终止任职", source=("held",), to="ended", roles=("security_admin",), basis=(TOWN_RULE(),),
             fields=("ended_on", "end_reason"), gates=(another_hand, term_in_order),
             enters=(Enters(register=REGISTER, key="", until="ended_on", ends=True),), consequence="最后一天过后不能再以这一岗位办理；办过的记录不变。"),
    ),
)  # fmt: skip
