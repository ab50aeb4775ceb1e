"""Registers of disputes: views of their matters, and the rosters of mediators and committees."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.pack import Register
from fadu.packs.common.fields import SINCE, UNTIL
from fadu.packs.disputes import fields as f
from fadu.packs.disputes.linkage import CONFIRMATION, REFERRAL
from fadu.packs.disputes.mediators import SEX
from fadu.packs.disputes.petition import PETITION
from fadu.packs.disputes.screening import FOUND, ROUND_LEVEL, TRIGGER

P = Sensitivity.PUBLIC
_VILLAGE = Field(name="village", label="村（社区）", kind=Kind.PLACE, sensitivity=P)
_BY = Field(name="handler", label="经办人", kind=Kind.OFFICER)
_DUE = Field(name="due_on", label="办理期限", kind=Kind.DATE)
_STAFF = ("justice_office", "mediator", "village_cadre")

REGISTERS = (
    Register(name="dispute_log", label="矛盾纠纷台账", procedures=("disputes.dispute",), readers=_STAFF, sheets=("矛盾纠纷排查化解台账", "调解登记簿"),
             columns=(_VILLAGE, f.LEVEL, f.KIND, f.SOURCE, f.PARTY_A, f.PARTY_B, f.MORE_PARTIES, f.AMOUNT, f.DIFFICULTY, f.MEDIATOR, f.FORM, f.OUTCOME, f.SETTLED_ON, f.PERFORMED_ON, f.CONFIRMED)),
    Register(name="rounds_log", label="排查台账", procedures=("disputes.round", "disputes.village_return"), readers=_STAFF, sheets=("排查情况统计表",), columns=(_VILLAGE, ROUND_LEVEL, TRIGGER, FOUND, _BY)),
    Register(name="referral_log", label="联动台账", procedures=(REFERRAL.name, CONFIRMATION.name), readers=_STAFF, columns=(
        *REFERRAL.fields[:4], *(c for c in (*REFERRAL.fields, *CONFIRMATION.fields) if c.name in ("receipt_no", "referral_result", "court", "ruling", "ruling_no")))),
    Register(name="petition_log", label="信访台账", procedures=(PETITION.name,), readers=("petition_clerk",), sheets=("信访系统导出",), columns=(*PETITION.fields[1:4], *(f for f in PETITION.fields if f.name in ("petition_route", "accepted_on", "replied_on_time")), _DUE)),
    Register(name="mediators", label="人民调解员名册", key="person", sheets=("人民调解员名册",), columns=(
        Field(name="person", label="人员", kind=Kind.OFFICER), Field(name="name", label="姓名", kind=Kind.PERSON, sensitivity=P), SEX, Field(name="committee", label="所属调委会", sensitivity=P), Field(name="hours", label="培训学时", kind=Kind.COUNT), SINCE, UNTIL,
    )),
    Register(name="committees", label="调委会名册", key="committee_name", sheets=("调委会名册",), columns=(
        Field(name="name", label="名称", sensitivity=P), _VILLAGE,
        Field(name="seal", label="印章"), Field(name="members", label="成员", sensitivity=P), Field(name="elected", label="推选日期", kind=Kind.DATE, sensitivity=P),
        Field(name="phone", label="服务电话", sensitivity=P),
    )),
)  # fmt: skip
