"""Screening rounds (排查): the town asks every village, every village answers, and nothing found is an answer that counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fadu.kernel.field import Field, Kind, Sensitivity, Value, chinese_day
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, Follows, Opens, Starts, State, Step
from fadu.packs.common.fields import VILLAGE
from fadu.packs.common.laws import MED, TOWN_RULE
from fadu.packs.common.steps import procedure
from fadu.packs.disputes import gates as g
from fadu.packs.disputes.fields import LEVELS

P = Sensitivity.PUBLIC
FOUND = Field(name="found", label="发现纠纷", kind=Kind.COUNT, sensitivity=P, example=0)
TRIGGER = Field(name="trigger", label="缘由", kind=Kind.CHOICE, choices=("定期", "敏感期", "专项"), sensitivity=P, example="定期")
ROUND_LEVEL = Field(name="level", label="层级", kind=Kind.CHOICE, choices=LEVELS, sensitivity=P, example="镇")

ASKED_ON = Field(name="asked_on", label="布置日期", kind=Kind.DATE)


def _called(facts: Mapping[str, Value]) -> str:
    """One round told from another: the day it was asked for, its level and its kind; '' without a level."""
    day, trigger = facts.get("asked_on"), facts.get("trigger")
    named = f"{facts['level']}级排查" if facts.get("level") else ""
    return (chinese_day(day) if named and isinstance(day, date) else "") + named + (f"（{trigger}）" if named and trigger else "")


def _silent(s: Situation) -> dict[str, Value]:
    return {"silent": g.silent_villages(s)}


def _summed_up(s: Situation) -> dict[str, Value]:
    """What all the villages returned together, and which were still silent: a silent village adds nothing."""
    found = [m.get("found") for m in s.children("disputes.village_return") if m.state == "returned"]
    return {"found": sum(n for n in found if isinstance(n, int)), **_silent(s)}


ROUND = procedure(
    name="disputes.round", label="矛盾纠纷排查", basis=(MED(17), TOWN_RULE()),
    title=_called, readers=("justice_office", "village_cadre", "group_leader"),
    states=(State("opened", "回报中"), State("all_in", "已报齐"), State("closed", "已汇总", closed=True)),
    fields=(
        ROUND_LEVEL, TRIGGER, FOUND, VILLAGE, ASKED_ON,
        Field(name="silent", label="尚未回报", kind=Kind.PLACE, many=True, sensitivity=P),
        Field(name="scope", label="范围", sensitivity=P, example="全镇"),
        Field(name="villages", label="村（社区）", kind=Kind.PLACE, many=True, sensitivity=P, example=["500102128001", "500102128002"]),
    ),
    steps=(
        Step(id="open", label="开展镇级排查", source=(START,), to="opened", roles=("justice_office",), basis=(MED(17), TOWN_RULE()),
             fields=("trigger", "scope", "villages"), derives=lambda s: {"level": "镇", "asked_on": s.on}, derived=("level", "asked_on"),
             opens=(Opens(procedure="disputes.village_return", step="ask", each="villages", into="village", carry={"level": "level", "trigger": "trigger"}),),
             consequence="每个村（社区）将收到一项回报任务，没有发现也请回报。"),
        Step(id="record_own", label="登记本村本社排查", source=(START,), to="closed", roles=("village_cadre", "group_leader"), basis=(MED(17), TOWN_RULE()),
             fields=("level", "found", "village"), optional=("trigger",), light=True),
        Step(id="all_in", label="各村均已回报", source=("opened",), to="all_in", roles=("clock",), basis=(TOWN_RULE(),), gates=(g.all_villages_in,),
             follows=(Follows(procedure="disputes.village_return", states=("returned",)),)),
        Step(id="urge", label="催报", source=("opened", "all_in"), to=None, roles=("justice_office",), basis=(TOWN_RULE(),), gates=(g.somebody_silent,),
             derives=_silent, derived=("silent",), light=True, consequence="还没有回报的村（社区）会在自己的页面上看到催报。"),
        Step(id="close", label="汇总", source=("all_in", "opened"), to="closed", roles=("justice_office",), basis=(TOWN_RULE(),), gates=(g.village_returns_in,),
             derives=_summed_up, derived=("found", "silent")),
    ),
)  # fmt: skip


def _answer(facts: Mapping[str, Value]) -> str:
    """Of which round, and what was found, unless the answer was taken back."""
    asked = f"{_called(facts) or '排查'}回报"
    found = None if facts.get("taken_back") else facts.get("found")
    return asked if found is None else f"{asked}：发现{found}件" if found else f"{asked}：没有发现"


def _nothing(s: Situation) -> dict[str, Value]:
    return {"found": 0, "taken_back": False}


VILLAGE_RETURN = procedure(
    name="disputes.village_return", label="村（社区）排查回报", basis=(MED(17), TOWN_RULE()),
    title=_answer, readers=("justice_office", "village_cadre", "group_leader"), handlers=("village_cadre", "group_leader"),
    states=(State("due", "待回报"), State("returned", "已回报", closed=True)),
    fields=(
        VILLAGE, FOUND, ROUND_LEVEL, TRIGGER, Field(name="return_note", label="说明", kind=Kind.NOTE, example="一户院坝排水有争议，已登记"),
        ASKED_ON, Field(name="taken_back", label="回报已撤回", kind=Kind.BOOL),
    ),
    steps=(
        Step(id="ask", label="布置回报", source=(START,), to="due", roles=("justice_office",), basis=(TOWN_RULE(),), fields=("village",), optional=("level", "trigger"),
             derives=lambda s: {"asked_on": s.on}, derived=("asked_on",), starts=(Starts(limit="vill.nil_return"),)),
        Step(id="return_nil", label="本轮没有发现", source=("due",), to="returned", roles=("village_cadre", "group_leader"), basis=(TOWN_RULE(),),
             derives=_nothing, derived=("found", "taken_back"), ends=("vill.nil_return",), light=True),
        Step(id="return_found", label="回报发现的纠纷", source=("due",), to="returned", roles=("village_cadre", "group_leader"), basis=(TOWN_RULE(),),
             fields=("found",), optional=("return_note",), derives=lambda s: {"taken_back": False}, derived=("taken_back",), ends=("vill.nil_return",)),
        Step(id="take_back", label="撤回回报", back=True, source=("returned",), to="due", roles=("village_cadre", "group_leader"), basis=(TOWN_RULE(),), gates=(g.round_open,),
             derives=lambda s: {"taken_back": True}, derived=("taken_back",), starts=(Starts(limit="vill.nil_return", since="asked_on"),), consequence="回报期限不变，仍自布置之日起算。"),
    ),
)  # fmt: skip
