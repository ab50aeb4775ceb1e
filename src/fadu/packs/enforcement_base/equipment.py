"""Equipment (装备) and pre-numbered form blocks (号段): who holds what, and that no number is lost or used twice."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, Branch, Enters, State, Step
from fadu.packs.common.laws import PEN, TOWN_RULE
from fadu.packs.common.steps import procedure
from fadu.packs.enforcement_base.fields import BLOCK_COLUMNS, EQUIPMENT_COLUMNS
from fadu.packs.enforcement_base.gates import block_valid, no_gap, no_reuse, own_device, within_block
from fadu.packs.enforcement_base.instruments import BLOCK_TABLE, ISSUE_SLIP

_STATE_AFTER = {"buy": "在库", "issue": "领用", "return": "在库", "repair": "维修", "repaired": "在库", "scrap": "报废"}


def _whereabouts(s: Situation) -> dict[str, Value]:
    found: dict[str, Value] = {"state": _STATE_AFTER[s.step.id]}
    return found if s.step.id == "issue" else {**found, "holder": ""}


def _checked(s: Situation) -> dict[str, Value]:
    return {"last_check": s.on, "fault": ""}


def _mended(s: Situation) -> dict[str, Value]:
    return {**_whereabouts(s), "fault": ""}


_ENTER = Enters(register="equipment", key="serial")
_MOVE = ("state", "holder")

EQUIPMENT = procedure(
    name="enforcement_base.equipment",
    label="执法装备",
    basis=(TOWN_RULE(),),
    title=lambda facts: f"{facts.get('kind', '')}{facts.get('serial', '')}",
    states=(State("in_store", "在库", standing=True), State("issued", "领用", standing=True), State("repair", "维修"), State("scrapped", "报废", closed=True)),
    fields=EQUIPMENT_COLUMNS,
    steps=(
        Step(id="buy", label="购置入库", source=(START,), to="in_store", roles=("enforcement_head",), basis=(TOWN_RULE(),),
             fields=("kind", "serial", "bought"), optional=("tested_until",), derives=_whereabouts, derived=_MOVE, enters=(_ENTER,)),
        Step(id="issue", label="领用", source=("in_store",), to="issued", roles=("enforcement_head",), basis=(TOWN_RULE(),),
             fields=("holder",), derives=_whereabouts, derived=("state",), enters=(_ENTER,), issues=ISSUE_SLIP),
        Step(id="return", label="归还", source=("issued",), to="in_store", roles=("enforcement_head",), basis=(TOWN_RULE(),),
             derives=_whereabouts, derived=_MOVE, enters=(_ENTER,)),
        Step(id="check", label="自检正常", source=("issued",), to=None, roles=("officer", "enforcement_head"), basis=(TOWN_RULE(),), gates=(own_device,),
             derives=_checked, derived=("last_check", "fault"), enters=(_ENTER,), light=True),
        Step(id="report_fault", label="报故障", source=("issued",), to=None, roles=("officer", "enforcement_head"), basis=(TOWN_RULE(),), gates=(own_device,),
             fields=("fault",), derives=lambda s: {"last_check": s.on}, derived=("last_check",), enters=(_ENTER,)),
        Step(id="test", label="登记检定检验", source=("in_store", "issued"), to=None, roles=("enforcement_head",), basis=(TOWN_RULE(),),
             fields=("tested_until",), enters=(_ENTER,)),
        Step(id="repair", label="送修", source=("in_store", "issued"), to="repair", roles=("enforcement_head",), basis=(TOWN_RULE(),),
             fields=("fault",), derives=_whereabouts, derived=_MOVE, enters=(_ENTER,)),
        Step(id="repaired", label="修复入库", source=("repair",), to="in_store", roles=("enforcement_head",), basis=(TOWN_RULE(),),
             derives=_mended, derived=(*_MOVE, "fault"), enters=(_ENTER,)),
        Step(id="scrap", label="报废", source=("in_store", "repair"), to="scrapped", roles=("enforcement_head",), basis=(TOWN_RULE(),),
             fields=("fault",), derives=_whereabouts, derived=_MOVE, enters=(Enters(register="equipment", key="serial", ends=True),)),
    ),
)  # fmt: skip

_VOIDS = Field(name="void_rows", label="作废号码", kind=Kind.ROWS, columns=(
    Field(name="void_no", label="号码", kind=Kind.COUNT, example=12),
    Field(name="void_reason", label="原因", example="填写错误，未交付"),
), example=[{"void_no": 12, "void_reason": "填写错误，未交付"}])  # fmt: skip


def _left(s: Situation) -> dict[str, Value]:
    return {"block_state": "已用完" if s.get("used_to") == s.get("last_no") else "使用中"}


FORM_BLOCK = procedure(
    name="enforcement_base.form_block",
    label="文书号段",
    basis=(PEN(52),),
    title=lambda facts: f"{facts.get('device', '')} {facts.get('series', '')}{facts.get('first_no', '')}—{facts.get('last_no', '')}号",
    states=(State("in_use", "使用中", standing=True), State("exhausted", "已用完"), State("closed", "已注销", closed=True)),
    fields=(
        *BLOCK_COLUMNS, _VOIDS,
        Field(name="used_to", label="已用至", kind=Kind.COUNT, example=10),
        Field(name="block_state", label="号段状态", kind=Kind.CHOICE, choices=("使用中", "已用完")),
        Field(name="closing_note", label="注销说明", kind=Kind.NOTE, example="剩余空白文书已收回"),
    ),
    steps=(
        Step(id="allot", label="分配号段", source=(START,), to="in_use", roles=("enforcement_head",), basis=(PEN(52),),
             fields=("device", "form_kind", "series", "block_year", "first_no", "last_no"), gates=(block_valid,),
             enters=(Enters(register="form_blocks", key=""),), issues=BLOCK_TABLE),
        Step(id="use", label="核销已用号码", source=("in_use", "exhausted"), to=Branch("block_state", {"使用中": "in_use", "已用完": "exhausted"}),
             roles=("enforcement_head", "officer"), basis=(PEN(52),), fields=("used_to",), derives=_left, derived=("block_state",),
             gates=(within_block, no_gap)),
        Step(id="void", label="登记作废", source=("in_use", "exhausted"), to=None, roles=("officer", "enforcement_head"), basis=(PEN(52),),
             fields=("void_rows",), gathers=("void_rows",), gates=(no_reuse,)),
        Step(id="close", label="注销", source=("in_use", "exhausted"), to="closed", roles=("enforcement_head",), basis=(TOWN_RULE(),),
             fields=("closing_note",), enters=(Enters(register="form_blocks", key="", ends=True),)),
    ),
)  # fmt: skip
