"""Columns and fields of who may enforce what: items, entrustments, officers, reviewers, equipment, blocks, tables."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.packs.common.items import CAPACITIES, DAY_PROFILES

P, I, R = Sensitivity.PUBLIC, Sensitivity.INTERNAL, Sensitivity.PERSONAL  # noqa: E741

FIELDS_OF_LAW = ("道路交通", "烟花爆竹", "市容环境", "生态环境", "村镇建设", "应急消防", "农林水利", "市场监管")
ACTS = ("处罚", "检查", "强制措施")
PARTY_RULES = ("按公民", "按组织")
TIERS = ("不予", "免予", "减轻", "从轻", "轻微", "较轻", "较重", "严重", "从重")

CODE = Field(name="code", label="事项编码", sensitivity=P, example="FJDC-NX")
ITEM_COLUMNS = (
    CODE,
    Field(name="name", label="事项名称", sensitivity=P, example="驾驶非机动车逆向行驶"),
    Field(name="field", label="领域", kind=Kind.CHOICE, choices=FIELDS_OF_LAW, sensitivity=P, example="道路交通"),
    Field(name="capacity", label="权限来源", kind=Kind.CHOICE, choices=CAPACITIES, sensitivity=P, example="委托"),
    Field(name="acts", label="执法行为", kind=Kind.CHOICE, choices=ACTS, many=True, sensitivity=P, example=["处罚"]),
    Field(name="law", label="法律依据", sensitivity=P, example="道路交通安全法"),
    Field(name="article", label="条款", sensitivity=P, example="第八十九条"),
    Field(name="basis_from", label="依据施行日", kind=Kind.DATE, sensitivity=P),
    Field(name="basis_to", label="依据失效日", kind=Kind.DATE, sensitivity=P),
    Field(name="simple_allowed", label="可当场处罚", kind=Kind.BOOL, example=True),
    Field(name="party_class_rule", label="个体工商户限额", kind=Kind.CHOICE, choices=PARTY_RULES, example="按公民"),
    Field(name="day_profile", label="期限类型", kind=Kind.CHOICE, choices=DAY_PROFILES, example="道路交通"),
    Field(name="hearing", label="部门规章听证起点", kind=Kind.MONEY, help="低于地方标准的填写；没有的留空"),
    Field(name="maker_department", label="原行使或委托部门", kind=Kind.ORG, sensitivity=P, example="重庆市涪陵区公安局"),
    Field(name="seizure_granted", label="可查封扣押", kind=Kind.BOOL, example=False),
    Field(name="valid_from", label="本镇行使自", kind=Kind.DATE, sensitivity=P),
    Field(name="valid_to", label="本镇行使至", kind=Kind.DATE, sensitivity=P),
    Field(name="transition", label="过渡规定", kind=Kind.NOTE, help="如：此前已立案的继续由本镇办理"),
)
HANDED_BACK_COLUMNS = (
    CODE,
    Field(name="valid_to", label="本镇行使至", kind=Kind.DATE, sensitivity=P, example="2025-06-30"),
    Field(name="transition", label="过渡规定", kind=Kind.NOTE, example="此前已立案的继续由本镇办理"),
)
DEPARTMENT = Field(name="department", label="委托部门", kind=Kind.ORG, sensitivity=P, example="重庆市涪陵区公安局")
ENTRUSTMENT_COLUMNS = (
    DEPARTMENT,
    Field(name="department_no", label="委托部门文号", sensitivity=P, example="涪公委〔2025〕1号"),
    Field(name="kind", label="委托类别", kind=Kind.CHOICE, choices=("处罚", "许可"), sensitivity=P, example="处罚"),
    Field(name="items", label="委托事项", kind=Kind.ITEM, many=True, sensitivity=P, register="items", example=["FJDC-NX"]),
    Field(name="powers", label="委托权限", kind=Kind.NOTE, sensitivity=P, example="以委托部门名义检查并给予警告、罚款"),
    Field(name="valid_from", label="期限自", kind=Kind.DATE, sensitivity=P, example="2025-01-01"),
    Field(name="valid_to", label="期限至", kind=Kind.DATE, sensitivity=P, example="2025-12-31"),
    Field(name="published_town", label="本镇公布日", kind=Kind.DATE, sensitivity=P, example="2024-12-25"),
    Field(name="published_dept", label="委托部门公布日", kind=Kind.DATE, sensitivity=P, example="2024-12-26"),
    Field(name="series", label="文号代字", example="涪公（同乐）"),
    Field(name="payee", label="收款账户", example="区公安局罚没代收户"),
)
OFFICER_COLUMNS = (
    Field(name="person", label="人员", kind=Kind.OFFICER, example="李某"),
    Field(name="name", label="姓名", kind=Kind.PERSON, sensitivity=P, example="李某"),
    Field(name="organ", label="执法单位", kind=Kind.ORG, sensitivity=P, example="同乐镇综合行政执法大队"),
    Field(name="cert_no", label="执法证号", sensitivity=P, example="渝涪同乐001"),
    Field(name="fields", label="执法领域", kind=Kind.CHOICE, choices=FIELDS_OF_LAW, many=True, sensitivity=P, example=["道路交通"]),
    Field(name="issued", label="发证日期", kind=Kind.DATE, sensitivity=P, example="2025-01-01"),
    Field(name="expires", label="有效期至", kind=Kind.DATE, sensitivity=P, example="2029-12-31"),
    Field(name="status", label="状态", kind=Kind.CHOICE, choices=("在岗", "暂扣", "吊销", "离岗"), sensitivity=P, example="在岗"),
    Field(name="hours", label="年度学时", kind=Kind.COUNT, example=60),
    Field(name="trained_on", label="最近培训日", kind=Kind.DATE, help="年度学时是这一日所在年份的"),
    Field(name="filed_on", label="备案公告日", kind=Kind.DATE, sensitivity=P),
)
AUXILIARY_COLUMNS = (
    Field(name="name", label="姓名", kind=Kind.PERSON, example="孙某"),
    Field(name="unit", label="单位", example="综合行政执法大队"),
    Field(name="duties", label="职责", example="劝导、引导、记录"),
)
MAJOR_ACT_COLUMNS = (
    Field(name="act", label="执法行为", kind=Kind.CHOICE, choices=("处罚", "许可", "强制", "检查"), sensitivity=P, example="处罚"),
    Field(name="criterion", label="标准", sensitivity=P, example="经过听证程序的"),
    Field(name="basis", label="依据", sensitivity=P, example="《行政处罚法》第五十八条"),
    Field(name="version", label="版本日期", kind=Kind.DATE, sensitivity=P, example="2025-01-01"),
)
REVIEWER_COLUMNS = (
    Field(name="person", label="人员", kind=Kind.OFFICER, example="吴某"),
    Field(name="name", label="姓名", kind=Kind.PERSON, sensitivity=P, example="吴某"),
    Field(name="licence", label="法律职业资格证号", example="A20185001020001"),
    Field(name="first_time", label="初次从事审核", kind=Kind.BOOL, example=True),
)
EQUIPMENT_COLUMNS = (
    Field(
        name="kind",
        label="装备种类",
        kind=Kind.CHOICE,
        example="执法记录仪",
        choices=("执法记录仪", "执法服装", "移动执法终端", "便携打印机", "快速检测设备", "执法车辆", "其他"),
    ),
    Field(name="serial", label="编号", example="JLY-01"),
    Field(name="holder", label="领用人", kind=Kind.OFFICER, example="李某"),
    Field(name="state", label="状态", kind=Kind.CHOICE, choices=("在库", "领用", "维修", "报废"), example="领用"),
    Field(name="bought", label="购置日期", kind=Kind.DATE, example="2024-03-01"),
    Field(name="last_check", label="最近自检", kind=Kind.DATE, example="2025-03-06"),
    Field(name="fault", label="故障情况", kind=Kind.NOTE, example="电池无法充电"),
    Field(
        name="tested_until",
        label="检定检验有效至",
        kind=Kind.DATE,
        example="2026-03-01",
        help="快速检测设备、执法车辆等有检定检验期限的填写",
    ),
)
TABLE_COLUMNS = (
    Field(name="item", label="事项", kind=Kind.ITEM, sensitivity=P, register="items", example="FJDC-NX"),
    Field(name="tier", label="裁量阶次", kind=Kind.CHOICE, choices=TIERS, sensitivity=P, example="较轻"),
    Field(name="conditions", label="适用条件", kind=Kind.NOTE, sensitivity=P, example="初次违法，及时改正"),
    Field(name="low", label="下限", kind=Kind.MONEY, sensitivity=P, example=500),
    Field(name="high", label="上限", kind=Kind.MONEY, sensitivity=P, example=2000),
    Field(name="version", label="版本日期", kind=Kind.DATE, sensitivity=P, example="2025-01-01"),
)
BLOCK_COLUMNS = (
    Field(name="device", label="终端或本号", example="移动终端1号"),
    Field(name="form_kind", label="文书种类", kind=Kind.CHOICE, choices=("当场行政处罚决定书",), example="当场行政处罚决定书"),
    Field(name="series", label="文号代字", example="涪公（同乐）当罚", help="与文书印制的代字一致；本镇名义的写全称，如 同乐府当罚"),
    Field(name="block_year", label="年份", kind=Kind.COUNT, ordinal=True, example=2025),
    Field(name="first_no", label="起号", kind=Kind.COUNT, ordinal=True, example=1),
    Field(name="last_no", label="止号", kind=Kind.COUNT, ordinal=True, example=50),
)
REMEDY_COLUMNS = (
    Field(name="name_of_organ", label="名义机关", kind=Kind.ORG, sensitivity=P, example="重庆市涪陵区同乐镇人民政府"),
    Field(name="side", label="本镇或委托部门", kind=Kind.CHOICE, choices=("本镇", "委托部门"), example="本镇"),
    Field(name="reconsideration", label="行政复议机关", kind=Kind.ORG, sensitivity=P, example="重庆市涪陵区人民政府"),
    Field(name="court", label="管辖法院", kind=Kind.ORG, sensitivity=P, example="重庆市涪陵区人民法院"),
    Field(name="payee", label="收款账户", sensitivity=P, example="重庆市涪陵区非税收入代收账户"),
)
POST_COLUMNS = (
    Field(name="post", label="执法岗位", example="执法大队岗位一"),
    Field(name="holder", label="在岗人员", kind=Kind.OFFICER, example="李某"),
)
