"""Where two honest counts differ, the difference stands beside the number: one line a conflict that the present packs know."""

from __future__ import annotations

import pytest

from fadu.packs import catalogue

#: Which counts are confused → the figure that warns of it, and the words that do.
CONFLICTS = {
    "acts for another organ": ("penalty.decisions", "含受委托作出的，行政执法统计年报只报以本镇名义作出的"),
    "acts for another organ, added up twice": ("penalty.entrusted", "不得在两处合计"),
    "texts and opinions on them": ("legal_counsel.contract_reviews", "件次可以多于合同件数"),
    "one decision with several kinds": ("penalty.decisions", "一个决定有几种处罚的只计一件"),
    "the order of kinds, which differs between places": ("penalty.t1", "吊销与其他种类孰重，各地排序不一"),
    "what was decided and what was paid": ("penalty.amount", "按决定数额计，不是实际收缴的数额"),
    "what was annulled later": ("penalty.decisions", "以后被撤销、变更的仍计入作出当年"),
    "what a cleanup ended and what was replaced": ("normative_documents.disclosure_repealed", "含被修订文件替代的"),
    "rounds of the town and returns of the villages": ("disputes.rounds", "村（社区）的回报和自行排查另计"),
    "items in stock and items added": ("enforcement_base.items_in_force", "是年末存量"),
    "officers in stock": ("enforcement_base.officers_certified", "年末在岗的存量"),
    "the base of the success rate": ("disputes.success_rate", "撤回、移送计入分母"),
    "warnings without money": ("penalty.amount", "警告没有金额"),
    "not punished and punished": ("penalty.not_punished", "不是行政处罚"),
}  # fmt: skip


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_the_conflict_is_told_beside_the_number(conflict: str) -> None:
    code, words = CONFLICTS[conflict]
    assert words in catalogue().indicators[code].caution
