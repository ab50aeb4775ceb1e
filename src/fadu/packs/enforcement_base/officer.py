"""Who may enforce (执法资格) and who may review (法制审核人员): from application to leaving, with dates and fields."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, Branch, Enters, Starts, State, Step
from fadu.packs.common.laws import CQSUP, PEN
from fadu.packs.common.rows import count_of
from fadu.packs.common.steps import procedure
from fadu.packs.enforcement_base.fields import FIELDS_OF_LAW, OFFICER_COLUMNS, REVIEWER_COLUMNS
from fadu.packs.enforcement_base.gates import cert_covers_field, certificate_runs, first_time_licence
from fadu.packs.enforcement_base.instruments import OFFICER_NOTICE, REVIEWER_LIST

_STATUS_AFTER = {
    "register_held": "在岗",
    "file": "在岗",
    "renew": "在岗",
    "reinstate": "在岗",
    "train": "在岗",
    "suspend_certificate": "暂扣",
    "revoke": "吊销",
    "leave": "离岗",
}


def _standing(s: Situation) -> dict[str, Value]:
    """The status that the step gives, the hours so far, and the day of filing."""
    found: dict[str, Value] = {"status": _STATUS_AFTER[s.step.id]}
    if s.step.id == "file":
        found["filed_on"] = s.on
    if s.step.id == "train":
        found |= {"hours": _hours_this_year(s) + count_of(s.given, "hours_added"), "trained_on": s.on}
    return found


def _hours_this_year(s: Situation) -> int:
    """The hours so far in the year of this training; those of an earlier year are over."""
    trained = s.matter.done.get("train")
    return count_of(s.matter.facts, "hours") if trained is None or trained.on.year == s.on.year else 0


_ENTER = Enters(register="officers", key="person", until="expires")
_GONE = Enters(register="officers", key="person", ends=True)

OFFICER = procedure(
    name="enforcement_base.officer",
    label="执法资格",
    basis=(PEN(42), CQSUP(7)),
    title=lambda facts: f"执法资格：{facts.get('name', '')}",
    states=(
        State("applied", "已申请"), State("examined", "考试合格"), State("failed", "考试不合格", closed=True), State("certified", "已发证"),
        State("in_force", "在岗", standing=True), State("expiring", "待换发", standing=True), State("suspended", "暂扣"), State("revoked", "已吊销", closed=True),
        State("left", "已离岗", closed=True),
    ),
    fields=(
        *OFFICER_COLUMNS,
        Field(name="exam_result", label="考试结果", kind=Kind.CHOICE, choices=("合格", "不合格"), example="合格"),
        Field(name="hours_added", label="本次学时", kind=Kind.COUNT, example=8),
        Field(name="training", label="培训内容", example="行政处罚法专题"),
        Field(name="assigned_field", label="拟派办领域", kind=Kind.CHOICE, choices=FIELDS_OF_LAW, example="道路交通"),
        Field(name="status_reason", label="理由", kind=Kind.NOTE, example="调离执法岗位"),
    ),
    steps=(
        Step(id="register_held", label="登记已有证件", source=(START,), to="in_force", roles=("enforcement_head", "district_supervisor"),
             basis=(PEN(42), CQSUP(7)), fields=("person", "name", "organ", "cert_no", "fields", "issued", "expires"), optional=("filed_on",),
             gates=(cert_covers_field,), derives=_standing, derived=("status",), starts=(Starts(limit="cert.warn", since="expires"),), enters=(_ENTER,),
             consequence="已经持证的人由此列入名册，照证件填写；到期以前提醒换发。"),
        Step(id="apply", label="申领执法证", source=(START,), to="applied", roles=("enforcement_head",), basis=(PEN(42), CQSUP(7)),
             fields=("person", "name", "organ", "fields")),
        Step(id="examine", label="登记考试结果", source=("applied",), to=Branch("exam_result", {"合格": "examined", "不合格": "failed"}),
             roles=("district_supervisor", "enforcement_head"), basis=(CQSUP(7),), fields=("exam_result",)),
        Step(id="certify", label="登记发证", source=("examined",), to="certified", roles=("district_supervisor", "enforcement_head"),
             basis=(PEN(42),),
             fields=("cert_no", "fields", "issued", "expires")),
        Step(id="file", label="备案公告", source=("certified",), to="in_force", roles=("district_supervisor", "enforcement_head"),
             basis=(CQSUP(7), PEN(39)),
             gates=(cert_covers_field,), derives=_standing, derived=("status", "filed_on"),
             starts=(Starts(limit="cert.warn", since="expires"),),
             enters=(_ENTER,), issues=OFFICER_NOTICE),
        Step(id="assign", label="派办前核对", source=("in_force", "expiring"), to=None, roles=("enforcement_head",), basis=(PEN(42),),
             fields=("assigned_field",), gates=(cert_covers_field,)),
        Step(id="train", label="登记学时", source=("in_force", "expiring"), to=None, roles=("enforcement_head", "officer"), basis=(CQSUP(7),),
             fields=("hours_added", "training"), derives=_standing, derived=("status", "hours", "trained_on"), enters=(_ENTER,)),
        Step(id="warn", label="证件即将到期", source=("in_force",), to="expiring", roles=("clock",), basis=(PEN(42),), on_lapse="cert.warn"),
        Step(id="renew", label="换发证件", source=("in_force", "expiring", "suspended"), to="in_force",
             roles=("district_supervisor", "enforcement_head"),
             basis=(PEN(42),), fields=("cert_no", "issued", "expires"), optional=("fields",), anew=("issued", "expires"),
             gates=(certificate_runs,), derives=_standing, derived=("status",),
             ends=("cert.warn",), starts=(Starts(limit="cert.warn", since="expires"),), enters=(_ENTER,)),
        Step(id="suspend_certificate", label="暂扣证件", source=("in_force", "expiring"), to="suspended", roles=("district_supervisor",),
             basis=(CQSUP(18),),
             fields=("status_reason",), derives=_standing, derived=("status",), enters=(_ENTER,)),
        Step(id="reinstate", label="发还证件", source=("suspended",), to="in_force", roles=("district_supervisor",), basis=(CQSUP(18),),
             fields=("status_reason",), derives=_standing, derived=("status",), enters=(_ENTER,)),
        Step(id="revoke", label="吊销证件", source=("in_force", "expiring", "suspended"), to="revoked", roles=("district_supervisor",),
             basis=(CQSUP(18),),
             fields=("status_reason",), derives=_standing, derived=("status",), ends=("cert.warn",), enters=(_GONE,)),
        Step(id="leave", label="离岗", source=("in_force", "expiring", "suspended"), to="left", roles=("enforcement_head",), basis=(PEN(42),),
             fields=("status_reason",), derives=_standing, derived=("status",), ends=("cert.warn",), enters=(_GONE,)),
    ),
)  # fmt: skip

REVIEWER = procedure(
    name="enforcement_base.reviewer",
    label="法制审核人员",
    basis=(PEN(58),),
    title=lambda facts: f"法制审核人员：{facts.get('name', '')}",
    states=(State("appointed", "拟任"), State("in_force", "在任", standing=True), State("ended", "已离任", closed=True)),
    fields=(*REVIEWER_COLUMNS, Field(name="ending_reason", label="离任理由", kind=Kind.NOTE, example="岗位调整")),
    steps=(
        Step(id="appoint", label="拟任", source=(START,), to="appointed", roles=("town_head", "enforcement_head"), basis=(PEN(58),),
             fields=("person", "name", "first_time"), optional=("licence",)),
        Step(id="qualify", label="核对资格并列入名录", source=("appointed",), to="in_force", roles=("justice_office", "town_head"), basis=(PEN(58),),
             optional=("licence",), gates=(first_time_licence,), enters=(Enters(register="reviewers", key="person"),),
             issues=REVIEWER_LIST),
        Step(id="end", label="离任", source=("in_force",), to="ended", roles=("town_head", "enforcement_head"), basis=(PEN(58),),
             fields=("ending_reason",), enters=(Enters(register="reviewers", key="person", ends=True),)),
    ),
)  # fmt: skip
