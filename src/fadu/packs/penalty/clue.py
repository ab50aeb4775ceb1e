"""Clues (线索): anyone may report, two officers verify, a leader decides whether a case is filed."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.procedure import START, Addressed, Opens, State, Step
from fadu.packs.common import fields as c
from fadu.packs.common.gates import in_territory, item_in_force, two_certified_officers
from fadu.packs.common.items import handed_back_respected
from fadu.packs.common.laws import PEN, TOWN_RULE
from fadu.packs.common.roles import STAFF_ROLES
from fadu.packs.common.steps import procedure
from fadu.packs.penalty import fields as f
from fadu.packs.penalty.facts import CASE_FACTS, case_facts
from fadu.packs.penalty.gates import first_time_checked, looked_up, within_time_bar
from fadu.packs.penalty.papers_decision import TRANSFER_LETTER
from fadu.packs.penalty.papers_filing import CLUE_FORM, NOT_FILED_FORM
from fadu.packs.penalty.papers_on_spot import EDUCATION_RECORD

SOURCES = (
    "行政检查",
    "责令改正未落实",
    "群众举报",
    "巡查发现",
    "上级交办",
    "部门移送",
    "网格上报",
    "服务热线",
    "媒体反映",
    "当场处罚转入",
    "其他",
)
REPORTERS = (
    *STAFF_ROLES,
    "village_cadre",
    "group_leader",
    "grid_worker",
    "helper",
    "mediator",
    "window_clerk",
    "public",
    "police",
    "district_department",
)
_CASE = (
    "item",
    "party_name",
    "party_id",
    "party_class",
    "party_age",
    "party_address",
    "village",
    "place",
    "occurred_on",
    "act_ended_on",
    "discovered_on",
    "source",
    "in_town",
)

STEPS = (
    Step(id="register", label="登记线索", source=(START,), to="registered", roles=REPORTERS, basis=(PEN(54), TOWN_RULE()),
         fields=("source", "clue_text"), optional=("item", "place", "village", "party_name", "party_class", "informant", "occurred_on",
                                                   "discovered_on"),
         derives=case_facts, derived=CASE_FACTS, issues=CLUE_FORM, light=True),
    Step(id="verify", label="核查", source=("registered",), to="verified", roles=("officer",), basis=(PEN(54),),
         fields=("verified_text", "in_town", "party_name", "party_class"),
         optional=("item", "place", "village", "party_id", "party_age", "party_address", "occurred_on", "act_ended_on", "harmful"),
         gates=(two_certified_officers,), derives=case_facts, derived=CASE_FACTS),
    Step(id="file", label="立案", source=("verified",), to="filed", roles=("leader",), basis=(PEN(54),), fields=("item",),
         gates=(handed_back_respected, in_territory, within_time_bar), derives=case_facts, derived=CASE_FACTS,
         opens=(Opens(procedure="penalty.ordinary", step="file_case",
                      carry={n: n for n in _CASE} | {"suspected_facts": "verified_text"}),)),
    Step(id="not_file", label="不予立案", source=("registered", "verified"), to="not_filed", roles=("leader",), basis=(PEN(54),),
         fields=("not_filed_reason",), issues=NOT_FILED_FORM),
    Step(id="reopen", label="重启", source=("not_filed",), to="registered", roles=("leader",), basis=(PEN(54),), fields=("reopen_reason",),
         consequence="有新的线索或者证据时重新核查。"),
    Step(id="transfer", label="移送", source=("registered", "verified"), to="transferred", roles=("leader", "enforcement_head"),
         basis=(PEN(22), PEN(27)),
         fields=("transfer_to", "transfer_reason"), issues=TRANSFER_LETTER,
         opens=(Opens(procedure="common.referral", step="send",
                      carry={"other_side": "transfer_to", "referred_matter": "clue_text", "referral_basis": "transfer_reason"}),)),
    Step(id="educate", label="不予处罚，教育", source=("verified",), to="educated", roles=("officer",), basis=(PEN(33),),
         fields=("item", "no_penalty_ground", "education"),
         optional=("queried_on", "query_scope", "place"), gates=(item_in_force, two_certified_officers, first_time_checked),
         derives=lambda s: {**case_facts(s), **looked_up(s)}, derived=(*CASE_FACTS, "queried_on", "query_scope"),
         issues=EDUCATION_RECORD),
)  # fmt: skip

CLUE = procedure(
    name="penalty.clue",
    label="违法线索",
    basis=(PEN(54),),
    title=lambda facts: f"线索：{facts.get('clue_text', '')}",
    secret_readers=("officer", "enforcement_head", "leader"),
    addressed=(Addressed(role="police", fact="source", words=("部门移送",)),),
    states=(
        State("registered", "已登记"), State("verified", "已核查"), State("filed", "已立案", closed=True), State("not_filed", "不予立案", closed=True),
        State("transferred", "已移送", closed=True), State("educated", "不予处罚，已教育", closed=True),
    ),
    fields=(
        *f.asked_by(STEPS, *f.WHO, *f.WHAT), f.NO_PENALTY_GROUND, f.EDUCATION, c.IN_TOWN,
        Field(name="source", label="来源", kind=Kind.CHOICE, choices=SOURCES, example="群众举报"),
        Field(name="clue_text", label="线索内容", kind=Kind.NOTE, example="有人在河边焚烧垃圾"),
        Field(name="informant", label="举报人", kind=Kind.PERSON, sensitivity=Sensitivity.SECRET, example="孙某"),
        Field(name="verified_text", label="核查情况", kind=Kind.NOTE, example="现场有焚烧痕迹，行为人承认"),
        Field(name="not_filed_reason", label="不予立案的理由", kind=Kind.NOTE, example="没有违法事实"),
        Field(name="reopen_reason", label="重启的理由", kind=Kind.NOTE, example="举报人补充了照片"),
        Field(name="transfer_to", label="移送单位", kind=Kind.ORG, example="重庆市涪陵区城市管理局"),
        Field(name="transfer_reason", label="移送理由", kind=Kind.NOTE, example="不属于本镇权限"),
        Field(name="queried_on", label="初次违法查询日", kind=Kind.DATE), Field(name="query_scope", label="查询范围", example="本镇处罚记录和区级名单"),
    ),
    steps=STEPS,
)  # fmt: skip
