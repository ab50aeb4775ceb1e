"""The published list of items (事项清单): rows added, changed and handed back, each with its basis and transition."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.procedure import START, Enters, PublicView, Starts, State, Step, Target
from fadu.packs.common.items import ITEM_LIST_REFORM
from fadu.packs.common.laws import PEN, THREE
from fadu.packs.common.steps import procedure
from fadu.packs.enforcement_base.fields import HANDED_BACK_COLUMNS, ITEM_COLUMNS
from fadu.packs.enforcement_base.gates import basis_cited, capacity_stated
from fadu.packs.enforcement_base.instruments import ITEM_LIST

_EXAMPLE_ROW = {
    "code": "LDLJ", "name": "乱堆垃圾柴草", "field": "市容环境", "capacity": "法定", "acts": ["处罚"],
    "law": "村庄和集镇规划建设管理条例", "article": "第三十九条", "simple_allowed": True, "valid_from": "2025-07-01",
}  # fmt: skip

ITEM_LIST_PROCEDURE = procedure(
    name="enforcement_base.item_list",
    label="执法事项清单调整",
    basis=(PEN(24), ITEM_LIST_REFORM()),
    title=lambda facts: str(facts.get("list_title", "")),
    public=PublicView(fields=("list_title", "effective_on")),
    states=(
        State("proposed", "拟调整"), State("checked", "已审核"), State("approved", "已批准"), State("published", "已公布", standing=True),
        State("superseded", "已被替代", closed=True), State("returned", "已退回"),
    ),
    fields=(
        Field(name="list_title", label="清单名称", sensitivity=Sensitivity.PUBLIC, example="同乐镇行政执法事项清单（2025年7月）"),
        Field(name="effective_on", label="施行日期", kind=Kind.DATE, sensitivity=Sensitivity.PUBLIC, example="2025-07-01"),
        Field(name="item_rows", label="增加、变更的事项", kind=Kind.ROWS, columns=ITEM_COLUMNS, example=[_EXAMPLE_ROW]),
        Field(name="handed_back_rows", label="交还的事项", kind=Kind.ROWS, columns=HANDED_BACK_COLUMNS),
        Field(name="check_opinion", label="审核意见", kind=Kind.NOTE, example="依据准确，权限来源清楚"),
        Field(name="return_reason", label="退回理由", kind=Kind.NOTE, example="第三项依据已废止"),
    ),
    steps=(
        Step(id="propose", label="拟调整", source=(START, "returned"), to="proposed", roles=("enforcement_head",), basis=(PEN(24),),
             fields=("list_title", "effective_on", "item_rows"), optional=("handed_back_rows",)),
        Step(id="check", label="审核依据", source=("proposed",), to="checked", roles=("enforcement_reviewer",), basis=(PEN(16), PEN(17)),
             fields=("check_opinion",), gates=(basis_cited, capacity_stated)),
        Step(id="send_back", label="退回", back=True, source=("proposed", "checked"), to="returned", roles=("enforcement_reviewer", "town_head"),
             basis=(PEN(16),),
             fields=("return_reason",)),
        Step(id="approve", label="批准", source=("checked",), to="approved", roles=("town_head",), basis=(PEN(24),),
             starts=(Starts(limit="pub.other"),)),
        Step(id="publish", label="公布", source=("approved",), to="published", roles=("party_gov_office",), basis=(PEN(24), THREE()),
             ends=("pub.other",), issues=ITEM_LIST, publishes=Target.SELF,
             enters=(
                 Enters(register="items", key="code", rows="item_rows", since="valid_from", until="valid_to"),
                 Enters(register="items", key="code", rows="handed_back_rows", until="valid_to", ends=True,
                        when=lambda f: bool(f.get("handed_back_rows"))),
             ),
             consequence="清单自施行日起决定本镇能否办理某事项；交还的事项此前已立案的继续办理。"),
        Step(id="supersede", label="被新清单替代", source=("published",), to="superseded", roles=("party_gov_office", "enforcement_head"),
             basis=(PEN(24),),
             withdraws=Target.SELF),
    ),
)  # fmt: skip
