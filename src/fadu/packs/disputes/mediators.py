"""Mediators, their committees and their training. A committee in office is what makes somebody a mediator."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Situation
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import START, Enters, Starts, State, Step
from fadu.packs.common.fields import VILLAGE
from fadu.packs.common.laws import MED, TOWN_RULE
from fadu.packs.common.rows import count_of, rows_of
from fadu.packs.common.steps import procedure
from fadu.packs.disputes import gates as g

P = Sensitivity.PUBLIC


def _entry(s: Situation, login: object, name: object) -> str:
    """What the roster knows somebody by: the login; who has no account, by name and committee."""
    return str(login or f"{name}（{s.get('committee_name')}）")


def _elected(s: Situation) -> dict[str, Value]:
    """The members, each with what the roster knows them by; and by name, as the roster of committees shows them."""
    members = [{**r, "person": _entry(s, r.get("person"), r.get("name"))} for r in rows_of(s.given, "members")]
    return {"roster_rows": members, "member_names": "、".join(str(r.get("name") or r["person"]) for r in members)}


def _members(rows: object) -> dict[str, Mapping[str, Value]]:
    return {str(r.get("person")): r for r in rows if isinstance(r, Mapping)} if isinstance(rows, list) else {}


def _others(s: Situation) -> list[Matter]:
    """The other committees in office; somebody elected again sits on one of them."""
    return [m for m in s.records.matters("disputes.committee") if m.id != s.matter.id and m.state == "in_office"]


def _leaving(s: Situation, after: object = None) -> list[dict[str, Value]]:
    """The members until now who sit on no committee after this step: they mediate no more."""
    staying = [after, *(m.get("roster_rows") for m in _others(s))]
    kept = {person for members in staying for person in _members(members)}
    return [dict(row) for person, row in _members(s.matter.facts.get("roster_rows")).items() if person not in kept]


def _changed(s: Situation) -> dict[str, Value]:
    elected = _elected(s)
    return {**elected, "leaving": _leaving(s, elected["roster_rows"])}


def _term_over(s: Situation) -> dict[str, Value]:
    """Whose office ends; a committee of the same name that was elected meanwhile goes on in the roster."""
    return {"leaving": _leaving(s), "succeeded": any(m.get("committee_name") == s.get("committee_name") for m in _others(s))}


def _trained(s: Situation) -> dict[str, Value]:
    """The rows of those trained, with the hours of this session added; the rest of each row goes on as it stands."""
    chosen, hours = s.get("trained") or [], count_of(s.given, "hours")
    rows = [row for row in s.rows("mediators") if row.key in chosen]  # type: ignore[operator]
    kept = ("name", "sex", "committee")
    return {
        "trained_rows": [
            {"person": r.key, **{c: v for c in kept if (v := r.get(c))}, "hours": count_of(r.values, "hours") + hours} for r in rows
        ]
    }


#: Who has an account is the same person in the roster as at the desk.
LOGIN = Field(name="person", label="登录名", example="zhou01", help="没有账号的不填")
SEX = Field(name="sex", label="性别", kind=Kind.CHOICE, choices=("男", "女"), sensitivity=P, example="女")

_COMMITTEE = {"name": "committee_name", "seal": "seal_name", "elected": "elected_on", "members": "member_names", "phone": "committee_phone"}
_LEFT = Enters(register="mediators", key="person", rows="leaving", ends=True)
COMMITTEE = procedure(
    name="disputes.committee", label="人民调解委员会", basis=(MED(8), MED(9), MED(34)), title=lambda facts: str(facts.get("committee_name", "")),
    readers=("justice_office", "village_cadre"),
    states=(State("in_office", "在任", standing=True), State("ended", "任期届满", closed=True)),
    fields=(
        VILLAGE,
        Field(name="committee_name", label="名称", sensitivity=P, example="和顺社区人民调解委员会"),
        Field(name="seal_name", label="印章", example="和顺社区人民调解委员会"),
        Field(name="committee_phone", label="服务电话", sensitivity=P, max_length=40, example="023-70000010", help="公布在“说纠纷”的页面上；写值守的座机，不写个人手机"),
        Field(name="member_names", label="成员", sensitivity=P),
        Field(name="elected_on", label="推选日期", kind=Kind.DATE, sensitivity=P, example="2024-01-10"),
        Field(name="members", label="成员", kind=Kind.ROWS, sensitivity=P, help="没有账号的不填登录名", columns=(
            Field(name="name", label="姓名", kind=Kind.PERSON, sensitivity=P, example="周某"), SEX, LOGIN,
        ), example=[{"name": name, "sex": sex} for name, sex in (("周敏", "女"), ("陈波", "男"), ("李兵", "男"))]),
        Field(name="roster_rows", label="记入名册", kind=Kind.ROWS, sensitivity=P, columns=(
            Field(name="person", label="名册里的人员"), Field(name="name", label="姓名", kind=Kind.PERSON, sensitivity=P), SEX)),
        Field(name="leaving", label="不再担任的成员", kind=Kind.ROWS, sensitivity=P, columns=(
            Field(name="person", label="名册里的人员"), Field(name="name", label="姓名", kind=Kind.PERSON, sensitivity=P), SEX)),
        Field(name="succeeded", label="已换届", kind=Kind.BOOL),
    ),
    steps=(
        Step(id="form", label="登记推选结果", source=(START,), to="in_office", roles=("justice_office", "village_cadre"), basis=(MED(8), MED(9)),
             fields=("committee_name", "elected_on", "members"), optional=("village", "seal_name", "committee_phone"), gates=(g.committee_composed,), starts=(Starts(limit="med.term", since="elected_on"),),
             derives=_elected, derived=("roster_rows", "member_names"),
             enters=(Enters(register="committees", key="committee_name", since="elected_on", columns=_COMMITTEE),
                     Enters(register="mediators", key="person", rows="roster_rows", since="elected_on", columns={"committee": "committee_name"}))),
        Step(id="change_members", label="调整成员", source=("in_office",), to=None, roles=("justice_office",), basis=(MED(10),), fields=("members",), gates=(g.committee_composed,), derives=_changed, derived=("roster_rows", "member_names", "leaving"),
             enters=(Enters(register="committees", key="committee_name", columns=_COMMITTEE),
                     Enters(register="mediators", key="person", rows="roster_rows", columns={"committee": "committee_name"}), _LEFT),
             consequence="不再担任的成员自次日起不能主持调解。"),
        Step(id="tell_phone", label="登记服务电话", source=("in_office",), to=None, roles=("justice_office",), basis=(TOWN_RULE(),), fields=("committee_phone",),
             enters=(Enters(register="committees", key="committee_name", columns=_COMMITTEE),), consequence="新的号码自当日公布在“说纠纷”的页面上。"),
        Step(id="end_term", label="任期届满", source=("in_office",), to="ended", roles=("justice_office",), basis=(MED(9),), ends=("med.term",),
             derives=_term_over, derived=("leaving", "succeeded"), enters=(Enters(register="committees", key="committee_name", ends=True, when=lambda f: not f.get("succeeded")), _LEFT),
             consequence="连任的成员和换届后的同名调委会不受影响。"),
    ),
)  # fmt: skip

MEDIATOR = procedure(
    name="disputes.mediator", label="人民调解员", basis=(MED(9), MED(13), MED(14)), title=lambda facts: f"人民调解员{facts.get('mediator_name', '')}",
    readers=("justice_office", "village_cadre"),
    states=(State("nominated", "已提名"), State("in_office", "在任", standing=True), State("ended", "已离任", closed=True)),
    fields=(
        VILLAGE, SEX,
        Field(name="mediator_name", label="姓名", kind=Kind.PERSON, sensitivity=P, example="王某"),
        LOGIN,
        Field(name="committee_name", label="所属调委会", sensitivity=P, example="同乐镇人民调解委员会"),
        Field(name="leave_reason", label="离任原因", example="任期届满"),
    ),
    steps=(
        Step(id="nominate", label="提名", source=(START,), to="nominated", roles=("village_cadre", "justice_office"), basis=(MED(9), MED(14)), fields=("mediator_name", "sex", "committee_name"), optional=("person", "village"),
             derives=lambda s: {"person": _entry(s, s.get("person"), s.get("mediator_name"))}, derived=("person",)),
        Step(id="appoint", label="推选或聘任", source=("nominated",), to="in_office", roles=("justice_office",), basis=(MED(9), MED(13)), starts=(Starts(limit="med.term"),),
             enters=(Enters(register="mediators", key="person", columns={"name": "mediator_name", "committee": "committee_name"}),)),
        Step(id="leave", label="离任", source=("in_office", "nominated"), to="ended", roles=("justice_office",), basis=(MED(15),), fields=("leave_reason",), ends=("med.term",),
             enters=(Enters(register="mediators", key="person", ends=True),)),
    ),
)  # fmt: skip

TRAINING = procedure(
    name="disputes.training", label="调解员培训", basis=(MED(14),), title=lambda facts: f"培训：{facts.get('training_topic', '')}", readers=("justice_office",),
    states=(State("held", "已举办", closed=True),),
    fields=(
        Field(name="training_topic", label="主题", sensitivity=P, example="调解协议的制作"),
        Field(name="attended", label="参加人次", kind=Kind.COUNT, sensitivity=P, example=42),
        Field(name="hours", label="学时", kind=Kind.COUNT, example=4),
        Field(name="trained", label="参加的调解员", kind=Kind.ITEM, many=True, register="mediators", help="选了的，学时记入调解员名册"),
        Field(name="trained_rows", label="学时记入", kind=Kind.ROWS, columns=(
            Field(name="person", label="名册里的人员"), Field(name="name", label="姓名", kind=Kind.PERSON, sensitivity=P), SEX, Field(name="committee", label="所属调委会", sensitivity=P),
            Field(name="hours", label="累计学时", kind=Kind.COUNT))),
    ),
    steps=(
        Step(id="record_held", label="登记培训", source=(START,), to="held", roles=("justice_office",), basis=(MED(14),), fields=("training_topic", "attended"),
             optional=("hours", "trained"), light=True, derives=_trained, derived=("trained_rows",),
             enters=(Enters(register="mediators", key="person", rows="trained_rows", when=lambda f: bool(f.get("trained_rows"))),)),
    ),
)  # fmt: skip
