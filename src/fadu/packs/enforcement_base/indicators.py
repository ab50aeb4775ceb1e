"""Stocks at the end of the period: items by capacity, certified officers, reviewers, equipment, entrustments."""

from __future__ import annotations

from fadu.kernel.indicator import Indicator, Measure, Split, Where

_YEARBOOK = "行政执法统计年报第五表"
_OWN_COUNT = "镇法治政府建设年度报告口径"

INDICATORS = (
    Indicator(
        code="enforcement_base.items_in_force", label="现行执法事项", unit="项", measure=Measure.ROWS, register="items",
        splits=(Split("capacity", "权限来源", "capacity", (("法定", ("法定",)), ("赋权", ("赋权",)), ("委托", ("委托",)))),),
        rule="期末在本镇公布的事项清单内且未交还的事项，一事项计一项",
        caution="是年末存量，不是本年新增", source=_OWN_COUNT,
    ),
    Indicator(
        code="enforcement_base.officers_certified", label="持证执法人员", unit="名", measure=Measure.ROWS, register="officers",
        where=(Where("status", ("在岗",)),), within="enforcement_base.enforcement_posts",
        rule="期末在岗且执法证件在有效期内的人员；辅助人员、网格员不计",
        caution="是年末在岗的存量，年内离岗、证件到期的不计", source=_YEARBOOK,
    ),
    Indicator(
        code="enforcement_base.enforcement_posts", label="执法岗位", unit="名", measure=Measure.ROWS, register="enforcement_posts",
        rule="期末核定的执法岗位数", source=_YEARBOOK,
    ),
    Indicator(
        code="enforcement_base.certified_rate", label="持证率", unit="%", measure=Measure.RATE,
        numerator="enforcement_base.officers_certified", denominator="enforcement_base.enforcement_posts",
        rule="期末持证执法人员占执法岗位的比例", source=_YEARBOOK,
    ),
    Indicator(
        code="enforcement_base.officer_training_hours", label="执法人员培训学时", unit="学时", measure=Measure.ROWS_SUM, register="officers",
        sums="hours", dated="trained_on", where=(Where("status", ("在岗",)),),
        rule="期末在岗持证人员当年培训学时之和；当年没有培训的为零", source="国办发〔2023〕27号",
    ),
    Indicator(
        code="enforcement_base.officer_hours_each", label="人均培训学时", unit="学时", measure=Measure.RATE,
        numerator="enforcement_base.officer_training_hours", denominator="enforcement_base.officers_certified",
        rule="期末在岗持证人员当年培训学时之和，除以持证人数", source="国办发〔2023〕27号",
        caution="是平均数，不说明每一名都达到规定的学时",
    ),
    Indicator(
        code="enforcement_base.reviewers_count", label="法制审核人员", unit="名", measure=Measure.ROWS, register="reviewers",
        rule="期末在名录内的法制审核人员", source="国办发〔2018〕118号",
    ),
    Indicator(
        code="enforcement_base.reviewer_ratio", label="法制审核人员占比", unit="%", measure=Measure.RATE,
        numerator="enforcement_base.reviewers_count", denominator="enforcement_base.enforcement_posts",
        rule="期末法制审核人员与执法岗位之比", source="国办发〔2018〕118号",
    ),
    Indicator(
        code="enforcement_base.equipment_in_use", label="在用执法装备", unit="件", measure=Measure.ROWS, register="equipment",
        where=(Where("state", ("在库", "领用", "维修")),), accepted_units=("台", "套"),
        splits=(Split("kind", "种类", "kind", (("记录仪", ("执法记录仪",)), ("服装", ("执法服装",)), ("终端", ("移动执法终端",))), closed=False),),
        rule="期末未报废的装备，一件（套）计一", source=_OWN_COUNT,
    ),
    Indicator(
        code="enforcement_base.entrustments_in_force", label="有效委托", unit="件", measure=Measure.ROWS, register="entrustments",
        splits=(Split("kind", "类别", "kind", (("处罚", ("处罚",)), ("许可", ("许可",)))),),
        rule="期末在期限内且双方公布的委托书，一份计一件", source=_OWN_COUNT,
    ),
)  # fmt: skip
