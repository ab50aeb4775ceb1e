"""Discretion tables (裁量基准), adopted from their maker, and electronic monitors (电子监控), reviewed before use."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, Enters, PublicView, State, Step, Target
from fadu.packs.common.laws import CQTIER, PEN
from fadu.packs.common.steps import procedure
from fadu.packs.enforcement_base.fields import TABLE_COLUMNS
from fadu.packs.enforcement_base.gates import both_reviews, location_published, not_invented
from fadu.packs.enforcement_base.instruments import DISCRETION_NOTICE, MONITOR_OPINION

P = Sensitivity.PUBLIC
_TIER_CODE = Field(name="tier_code", label="基准编号", sensitivity=P, example="FJDC-NX-2")


def _still_ours(s: Situation) -> dict[str, Value]:
    """The rows in force that this table brought: those a newer table has replaced go on as the newer one has them."""
    ended: list[dict[str, Value]] = [{"tier_code": r.key} for r in s.rows("discretion_tables") if r.get("matter") == s.matter.id]
    return {"ended_rows": ended}


DISCRETION = procedure(
    name="enforcement_base.discretion",
    label="裁量基准",
    basis=(PEN(34), CQTIER()),
    title=lambda facts: str(facts.get("table_title", "")),
    public=PublicView(fields=("table_title", "maker", "version", "table_rows")),
    states=(State("adopted", "已采用"), State("published", "已公布", standing=True), State("superseded", "已被替代", closed=True)),
    fields=(
        Field(name="table_title", label="基准名称", sensitivity=P, example="道路交通非机动车违法裁量基准"),
        Field(name="maker", label="制定机关", kind=Kind.ORG, sensitivity=P, example="重庆市涪陵区公安局"),
        Field(name="version", label="版本日期", kind=Kind.DATE, sensitivity=P, example="2025-01-01"),
        Field(name="table_rows", label="裁量阶次", kind=Kind.ROWS, sensitivity=P, columns=(_TIER_CODE, *TABLE_COLUMNS),
              example=[{"tier_code": "FJDC-NX-2", "item": "FJDC-NX", "tier": "较轻", "conditions": "及时改正", "low": 500, "high": 2000}]),
        Field(name="ended_rows", label="停止适用的阶次", kind=Kind.ROWS, columns=(_TIER_CODE,)),
    ),
    steps=(
        Step(id="adopt", label="采用", source=(START,), to="adopted", roles=("enforcement_reviewer",), basis=(PEN(34), CQTIER()),
             fields=("table_title", "maker", "version", "table_rows"), gates=(not_invented,)),
        Step(id="publish", label="公布", source=("adopted",), to="published", roles=("party_gov_office",), basis=(PEN(34),),
             issues=DISCRETION_NOTICE, publishes=Target.SELF,
             enters=(Enters(register="discretion_tables", key="tier_code", rows="table_rows", since="version"),)),
        Step(id="supersede", label="被新版替代", source=("published",), to="superseded", roles=("enforcement_reviewer", "party_gov_office"),
             basis=(PEN(34),),
             derives=_still_ours, derived=("ended_rows",),
             withdraws=Target.SELF, enters=(Enters(register="discretion_tables", key="tier_code", rows="ended_rows", ends=True),)),
    ),
)  # fmt: skip

_RESULT = ("通过", "不通过")

MONITOR = procedure(
    name="enforcement_base.monitor",
    label="电子监控设备",
    basis=(PEN(41),),
    title=lambda facts: f"{facts.get('device_name', '')}（{facts.get('location', '')}）",
    public=PublicView(fields=("device_name", "location", "location_published_on")),
    states=(
        State("proposed", "拟设置"), State("legal_checked", "已法制审核"), State("technical_checked", "已技术审核"),
        State("located", "已公布地点"), State("in_use", "使用中", standing=True), State("removed", "已拆除", closed=True),
    ),
    fields=(
        Field(name="device_name", label="设备名称", sensitivity=P, example="和顺社区北街口视频监控"),
        Field(name="location", label="设置地点", sensitivity=P, example="和顺社区北街口"),
        Field(name="purpose", label="用途", kind=Kind.NOTE, example="固定乱倒垃圾证据"),
        Field(name="legal_check", label="法制审核", kind=Kind.CHOICE, choices=_RESULT, example="通过"),
        Field(name="technical_check", label="技术审核", kind=Kind.CHOICE, choices=_RESULT, example="通过"),
        Field(name="location_published_on", label="地点公布日期", kind=Kind.DATE, sensitivity=P, example="2025-03-01"),
        Field(name="record_name", label="提供的记录", example="2025年3月6日8时10分录像"),
        Field(name="record_reviewed", label="记录已逐条审核", kind=Kind.BOOL, example=True),
        Field(name="removal_reason", label="拆除理由", kind=Kind.NOTE, example="路口改造"),
    ),
    steps=(
        Step(id="propose", label="拟设置", source=(START,), to="proposed", roles=("enforcement_head",), basis=(PEN(41),),
             fields=("device_name", "location", "purpose")),
        Step(id="check_law", label="法制审核", source=("proposed", "technical_checked"), to="legal_checked", roles=("enforcement_reviewer",), basis=(PEN(41),),
             fields=("legal_check",)),
        Step(id="check_technology", label="登记技术审核", source=("legal_checked",), to="technical_checked",
             roles=("enforcement_head", "district_department"),
             basis=(PEN(41),), fields=("technical_check",), issues=MONITOR_OPINION),
        Step(id="publish_location", label="公布地点", source=("technical_checked",), to="located", roles=("party_gov_office",),
             basis=(PEN(41),),
             fields=("location_published_on",), publishes=Target.SELF),
        Step(id="put_in_use", label="启用", source=("technical_checked", "located"), to="in_use", roles=("enforcement_head",),
             basis=(PEN(41),),
             gates=(both_reviews, location_published)),
        Step(id="give_record", label="提供记录作证据", source=("technical_checked", "located", "in_use"), to=None,
             roles=("officer", "enforcement_head"), basis=(PEN(41), PEN(46)),
             fields=("record_name", "record_reviewed"), gates=(both_reviews, location_published)),
        Step(id="remove", label="拆除", source=("proposed", "legal_checked", "technical_checked", "located", "in_use"), to="removed",
             roles=("enforcement_head",),
             basis=(PEN(41),), fields=("removal_reason",), withdraws=Target.SELF),
    ),
)  # fmt: skip
