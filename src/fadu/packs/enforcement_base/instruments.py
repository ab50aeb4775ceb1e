"""Papers of the enforcement base: item list, entrustment letter, notice of officers, issue slip, block table."""

from __future__ import annotations

from fadu.kernel.docnumber import Series
from fadu.kernel.field import yuan
from fadu.kernel.instrument import Box, Instrument, Layout, Notice, Paper, Signatures, Table
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import OGI, PEN, TOWN_RULE
from fadu.packs.common.papers import acted_on, boxes, own_organ, printed, prose, shown, verify_text
from fadu.packs.common.rows import rows_of


def _cells(rows: object, *names: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(printed(r.get(n)) for n in names) for r in rows or [])  # type: ignore[attr-defined]


def item_list_paper(matter: Matter, records: Records) -> Paper:
    added = _cells(matter.get("item_rows"), "code", "name", "capacity", "law", "article", "maker_department")
    handed = _cells(matter.get("handed_back_rows"), "code", "valid_to", "transition")
    return Paper(
        title=shown(matter, "list_title", "行政执法事项清单"), organ=own_organ(records, acted_on(matter)), layout=Layout.OFFICIAL,
        number=matter.numbers.get("enforcement_base.item_list", ""), dated=acted_on(matter),
        blocks=(
            *prose(f"自{shown(matter, 'effective_on')}起，本镇行政执法事项按本清单行使。"),
            Table(("编码", "事项", "权限来源", "法律", "条款", "原行使或委托部门"), added, "一、增加、变更的事项"),
            *((Table(("编码", "行使至", "过渡规定"), handed, "二、交还的事项"),) if handed else ()),
            *prose("特此公布。"),
        ),
        verify=verify_text(matter, "enforcement_base.item_list"),
    )  # fmt: skip


def entrustment_letter(matter: Matter, records: Records) -> Paper:
    return Paper(
        title="行政执法委托书", organ=shown(matter, "department"), layout=Layout.OFFICIAL, to=own_organ(records, acted_on(matter)),
        number=shown(matter, "department_no"), dated=acted_on(matter), signed_by=shown(matter, "department"),
        blocks=prose(
            f"根据{shown(matter, 'entrustment_law')}，委托{own_organ(records, acted_on(matter))}办理下列行政执法事项。",
            f"一、委托事项：{'、'.join(_item_name(records, i) for i in _listed(matter.get('items')))}。",
            f"二、委托权限：{shown(matter, 'powers')}。不包括行政强制措施。",
            f"三、委托期限：自{shown(matter, 'valid_from')}至{shown(matter, 'valid_to')}。",
            "四、受委托机关以委托机关名义实施，不得再委托其他组织或者个人；委托机关监督并承担后果。",
            f"五、{_money_and_series(matter)}",
        ),
        verify=verify_text(matter, "enforcement_base.entrustment_letter"),
    )  # fmt: skip


def _money_and_series(matter: Matter) -> str:
    """Where fines go, for entrusted penalties, and which code the papers bear."""
    fines = f"罚款缴入{shown(matter, 'payee', '委托机关指定的代收账户')}，" if matter.get("kind") == "处罚" else ""
    return f"{fines}文书使用“{shown(matter, 'series')}”字号。" if matter.get("series") else f"{fines}文书字号由委托机关确定。"


def officer_notice(matter: Matter, records: Records) -> Paper:
    rows = [
        r.values for r in records.rows("officers", acted_on(matter)) if r.get("status", "在岗") == "在岗" and r.key != matter.get("person")
    ]
    every = [*rows, matter.facts]
    return Paper(
        title="行政执法人员名单公告", organ=own_organ(records, acted_on(matter)), layout=Layout.OFFICIAL, dated=acted_on(matter),
        blocks=(
            *prose("本镇现持有有效行政执法证件的人员公布如下，接受社会监督。"),
            Table(("姓名", "执法证号", "执法领域", "有效期至"), _cells(every, "name", "cert_no", "fields", "expires")),
            *prose("特此公告。"),
        ),
        verify=verify_text(matter, "enforcement_base.officer_notice"),
    )  # fmt: skip


def reviewer_list(matter: Matter, records: Records) -> Paper:
    """Everybody who may review on that day, with whoever was just admitted (PEN 58)."""
    rows = [r.values for r in records.rows("reviewers", acted_on(matter)) if r.key != matter.get("person")]
    return Paper(
        title="法制审核人员名录", organ=own_organ(records, acted_on(matter)), layout=Layout.OFFICIAL, dated=acted_on(matter),
        blocks=(
            *prose("下列人员从事本镇行政处罚决定法制审核，不得审核自己承办的案件。"),
            Table(("姓名", "法律职业资格证号", "初次从事审核"), _cells([*rows, matter.facts], "name", "licence", "first_time")),
        ),
        verify=verify_text(matter, "enforcement_base.reviewer_list"),
    )  # fmt: skip


def issue_slip(matter: Matter, records: Records) -> Paper:
    return Paper(
        title="执法装备领用单", organ=own_organ(records, acted_on(matter)), seal=False, dated=acted_on(matter),
        blocks=(
            *boxes(matter, ("装备种类", "kind"), ("编号", "serial"), ("购置日期", "bought"), ("领用人", "holder")),
            Box("要求", "妥善保管，每班自检；损坏、遗失立即报告。"),
            Signatures((("领用人", shown(matter, "holder")), ("发放人", ""))),
        ),
    )  # fmt: skip


def block_table(matter: Matter, records: Records) -> Paper:
    return Paper(
        title="文书号段分配表", organ=own_organ(records, acted_on(matter)), seal=False, dated=acted_on(matter),
        blocks=(
            *boxes(matter, ("终端或本号", "device"), ("文书种类", "form_kind"), ("文号代字", "series"), ("年份", "block_year"),
                   ("起号", "first_no"), ("止号", "last_no")),
            Box("规则", "按顺序使用，不跳号、不重号；作废的保留原号并注明原因。"),
            Signatures((("分配人", ""), ("领取人", ""))),
        ),
    )  # fmt: skip


def table_notice(matter: Matter, records: Records) -> Paper:
    rows = tuple(
        (
            _item_name(records, r.get("item")),
            str(r.get("tier", "")),
            str(r.get("conditions", "")),
            f"{_yuan(r.get('low'))}—{_yuan(r.get('high'))}元",
        )
        for r in rows_of(matter.facts, "table_rows")
    )
    return Paper(
        title="行政处罚裁量基准", organ=own_organ(records, acted_on(matter)), layout=Layout.OFFICIAL, dated=acted_on(matter),
        blocks=(*prose(f"适用{shown(matter, 'maker')}制定的下列裁量基准。"), Table(("事项", "阶次", "适用条件", "罚款幅度"), rows), *prose("特此公布。")),
        verify=verify_text(matter, "enforcement_base.discretion_notice"),
    )  # fmt: skip


def monitor_opinion(matter: Matter, records: Records) -> Paper:
    """Both reviews on one sheet: what is to stand where and for what, and what each reviewer found."""
    return Paper(
        title="电子技术监控设备审核意见", organ=own_organ(records, acted_on(matter)), dated=acted_on(matter),
        blocks=(
            *boxes(matter, ("设备名称", "device_name"), ("设置地点", "location"), ("用途", "purpose")),
            *boxes(matter, ("法制审核", "legal_check"), ("技术审核", "technical_check")),
            Box("审核内容", "法制审核：设置有法律、行政法规依据，用途正当。技术审核：符合标准，设置合理，标志明显。"),
            Notice("通过审核并向社会公布设置地点之后方可启用；未经审核或者没有公布地点的，记录不得作为证据。"),
            Signatures((("法制审核人", ""), ("技术审核单位", ""))),
        ),
        verify=verify_text(matter, "enforcement_base.monitor_opinion"),
    )  # fmt: skip


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _item_name(records: Records, item: object) -> str:
    """An item by its name, where the list has it; by its code otherwise."""
    return next((str(r.get("name")) for r in records.rows("items") if r.key == item), str(item or ""))


def _yuan(value: object) -> str:
    return yuan(value) if isinstance(value, int) else "0"


ITEM_LIST = Instrument(
    id="enforcement_base.item_list", label="执法事项清单", compose=item_list_paper, basis=(PEN(24), OGI(20)),
    series=Series(id="item_list", label="清单文号", prefix=lambda facts: "{town}府清单"), needs=("effective_on",),
)  # fmt: skip
ENTRUSTMENT_LETTER = Instrument(
    id="enforcement_base.entrustment_letter",
    label="委托书",
    compose=entrustment_letter,
    basis=(PEN(20),),
    needs=("department", "items", "powers", "valid_from", "valid_to"),
)
OFFICER_NOTICE = Instrument(
    id="enforcement_base.officer_notice", label="执法人员名单公告", compose=officer_notice, basis=(PEN(39), PEN(42))
)
REVIEWER_LIST = Instrument(id="enforcement_base.reviewer_list", label="法制审核人员名录", compose=reviewer_list, basis=(PEN(58),))
ISSUE_SLIP = Instrument(id="enforcement_base.issue_slip", label="装备领用单", compose=issue_slip, basis=(TOWN_RULE(),))
BLOCK_TABLE = Instrument(id="enforcement_base.block_table", label="号段表", compose=block_table, basis=(PEN(52),))
MONITOR_OPINION = Instrument(
    id="enforcement_base.monitor_opinion",
    label="监控设备审核意见",
    compose=monitor_opinion,
    basis=(PEN(41),),
    needs=("legal_check", "technical_check"),
)
DISCRETION_NOTICE = Instrument(id="enforcement_base.discretion_notice", label="裁量基准", compose=table_notice, basis=(PEN(34),))
