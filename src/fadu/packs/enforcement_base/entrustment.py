"""Entrustment (委托): a letter of items, powers and term, published by both sides before anything is done under it."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.procedure import START, Enters, PublicView, Starts, State, Step, Target
from fadu.packs.common.laws import PEN
from fadu.packs.common.steps import procedure
from fadu.packs.enforcement_base.fields import ENTRUSTMENT_COLUMNS
from fadu.packs.enforcement_base.gates import body_qualified, both_published, entrustable, no_sub_delegation, renewed_term_runs
from fadu.packs.enforcement_base.instruments import ENTRUSTMENT_LETTER

P = Sensitivity.PUBLIC
#: A letter is a row of its own, known by its matter: a department may entrust in several letters.
_ENTER = Enters(register="entrustments", key="", since="valid_from", until="valid_to")
_OVER = Enters(register="entrustments", key="", ends=True)

ENTRUSTMENT = procedure(
    name="enforcement_base.entrustment",
    label="委托执法",
    basis=(PEN(20), PEN(21)),
    title=lambda facts: f"{facts.get('department', '')}委托执法",
    public=PublicView(fields=("department", "kind", "items", "powers", "valid_from", "valid_to")),
    states=(
        State("drafted", "已拟订"), State("signed", "已签订"), State("published_by_both", "双方已公布", standing=True), State("in_force", "生效", standing=True),
        State("expiring", "待续签或终止", standing=True), State("ended", "已终止", closed=True), State("withdrawn", "已收回", closed=True),
    ),
    fields=(
        *ENTRUSTMENT_COLUMNS,
        Field(name="entrustment_law", label="准许委托的依据", sensitivity=P, example="《重庆市行政执法责任制条例》"),
        Field(name="coercion_included", label="含行政强制措施", kind=Kind.BOOL, example=False),
        Field(name="body_lawful", label="依法成立并有管理公共事务职能", kind=Kind.BOOL, example=True),
        Field(name="body_staffed", label="有合格执法人员", kind=Kind.BOOL, example=True),
        Field(name="body_equipped", label="有技术检查、鉴定条件", kind=Kind.BOOL, example=True),
        Field(name="ending_reason", label="终止或收回的理由", kind=Kind.NOTE, example="期限届满"),
        Field(name="page_town", label="本镇公布网页", sensitivity=P),
        Field(name="page_dept", label="委托部门公布网页", sensitivity=P),
    ),
    steps=(
        Step(id="draft", label="拟订委托书", source=(START,), to="drafted", roles=("enforcement_head",), basis=(PEN(20), PEN(21)),
             fields=("department", "kind", "items", "powers", "valid_from", "valid_to", "entrustment_law", "coercion_included",
                     "body_lawful", "body_staffed", "body_equipped"),
             optional=("series", "payee"), gates=(entrustable, body_qualified, no_sub_delegation)),
        Step(id="sign", label="签订", source=("drafted",), to="signed", roles=("town_head", "district_department"), basis=(PEN(20),),
             optional=("department_no",), issues=ENTRUSTMENT_LETTER),
        Step(id="publish_town", label="本镇公布", source=("signed",), to=None, roles=("party_gov_office",), basis=(PEN(20),),
             fields=("published_town",), optional=("page_town",), publishes=Target.SELF),
        Step(id="publish_department", label="登记委托部门公布", source=("signed",), to=None,
             roles=("party_gov_office", "district_department", "enforcement_head"),
             basis=(PEN(20),), fields=("published_dept",), optional=("page_dept",)),
        Step(id="confirm_published", label="确认双方公布", source=("signed",), to="published_by_both",
             roles=("enforcement_head", "enforcement_reviewer"),
             basis=(PEN(20),), gates=(both_published,)),
        Step(id="take_effect", label="生效", source=("published_by_both",), to="in_force",
             roles=("enforcement_head", "enforcement_reviewer", "clock"),
             basis=(PEN(20),), gates=(both_published,), starts=(Starts(limit="ent.warn", since="valid_to"),), enters=(_ENTER,)),
        Step(id="warn", label="即将到期", source=("in_force",), to="expiring", roles=("clock",), basis=(PEN(20),), on_lapse="ent.warn"),
        Step(id="renew", label="续签", source=("in_force", "expiring"), to="in_force", roles=("enforcement_head",), basis=(PEN(20),),
             fields=("valid_from", "valid_to", "published_town", "published_dept"), anew=("valid_from", "valid_to", "published_town", "published_dept"),
             gates=(renewed_term_runs, both_published), ends=("ent.warn",),
             starts=(Starts(limit="ent.warn", since="valid_to"),), enters=(_ENTER,)),
        Step(id="end", label="期满终止", source=("in_force", "expiring"), to="ended", roles=("enforcement_head",), basis=(PEN(20),),
             fields=("ending_reason",), ends=("ent.warn",), withdraws=Target.SELF,
             enters=(_OVER,)),
        Step(id="withdraw", label="收回委托", source=("signed", "published_by_both", "in_force", "expiring"), to="withdrawn",
             roles=("district_department",),
             basis=(PEN(20),), fields=("ending_reason",), ends=("ent.warn",), withdraws=Target.SELF,
             enters=(_OVER,)),
    ),
)  # fmt: skip
