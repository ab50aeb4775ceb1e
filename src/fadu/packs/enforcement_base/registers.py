"""Registers that say whether an act is lawful on a given day; every enforcement gate reads them."""

from __future__ import annotations

from fadu.kernel.pack import Register
from fadu.packs.common.fields import SINCE, UNTIL
from fadu.packs.enforcement_base import fields as f

REGISTERS = (
    Register(name="items", label="执法事项", columns=f.ITEM_COLUMNS, key="code", sheets=("乡镇执法事项清单(112项)",)),
    Register(name="entrustments", label="委托执法", columns=f.ENTRUSTMENT_COLUMNS, key="department_no", sheets=("委托书",)),
    Register(name="officers", label="执法人员", columns=f.OFFICER_COLUMNS, key="person", sheets=("执法人员花名册",)),
    Register(name="auxiliaries", label="辅助人员", columns=f.AUXILIARY_COLUMNS, key="name", sheets=("辅助人员花名册",), by_hand=True),
    Register(
        name="major_acts",
        label="重大执法决定目录",
        columns=f.MAJOR_ACT_COLUMNS,
        key="criterion",
        sheets=("法制审核目录清单",),
        by_hand=True,
    ),
    Register(name="reviewers", label="法制审核人员", columns=(*f.REVIEWER_COLUMNS, SINCE, UNTIL), key="person"),
    Register(name="equipment", label="装备台账", columns=f.EQUIPMENT_COLUMNS, key="serial", sheets=("装备台账",)),
    Register(name="discretion_tables", label="裁量基准", columns=f.TABLE_COLUMNS, sheets=("区级裁量基准",)),
    Register(name="form_blocks", label="文书号段", columns=f.BLOCK_COLUMNS, key="device", sheets=("号段表",)),
    Register(name="remedy_organs", label="复议机关与管辖法院", columns=f.REMEDY_COLUMNS, key="name_of_organ", by_hand=True),
    Register(name="enforcement_posts", label="执法岗位", columns=f.POST_COLUMNS, key="post", by_hand=True),
)
