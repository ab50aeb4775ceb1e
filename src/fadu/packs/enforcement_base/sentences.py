"""Sentences of the yearly report about the enforcement base, each with its nil form."""

from __future__ import annotations

from fadu.kernel.report import Sentence

_E = "enforcement_base"

SENTENCES = (
    Sentence(
        id=f"{_E}.items",
        text="现行执法事项{enforcement_base.items_in_force}项（法定{enforcement_base.items_in_force:capacity.法定}项、"
        "赋权{enforcement_base.items_in_force:capacity.赋权}项、受委托{enforcement_base.items_in_force:capacity.委托}项）；"
        "执法岗位{enforcement_base.enforcement_posts}名，其中持证{enforcement_base.officers_certified}名，持证率{enforcement_base.certified_rate}。",
        nil="本镇没有公布的执法事项。",
        topic="执法主体",
        required=True,
    ),
    Sentence(
        id=f"{_E}.reviewers",
        text="法制审核人员{enforcement_base.reviewers_count}名，占执法岗位的{enforcement_base.reviewer_ratio}。",
        nil="本镇尚未配备法制审核人员。",
        topic="三项制度",
    ),
    Sentence(
        id=f"{_E}.equipment",
        text="在用执法记录仪{enforcement_base.equipment_in_use:kind.记录仪}台、执法服装{enforcement_base.equipment_in_use:kind.服装}套。",
        nil="本年未登记在用执法装备。",
    ),
    Sentence(
        id=f"{_E}.entrustments",
        text="有效委托{enforcement_base.entrustments_in_force}件（处罚{enforcement_base.entrustments_in_force:kind.处罚}件、"
        "许可{enforcement_base.entrustments_in_force:kind.许可}件），均由双方公布。",
        nil="本年没有有效的委托执法。",
    ),
)
