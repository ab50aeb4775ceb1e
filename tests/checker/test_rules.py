"""Each rule finds its fault, blames nothing fine, and carries a page that explains it."""

from __future__ import annotations

from typing import Any

import pytest

from fadu.checker import RULES, check, document
from fadu.checker.correct import corrected_text, replacement
from fadu.checker.document import plain
from fadu.checker.rules.registry import declare
from fadu.kernel.finding import Finding, Severity
from tests.checker.fixtures import faults, fine_sentences, framed

FAULTS = faults()


def _touching(text: str, at: str) -> tuple[tuple[Finding, ...], list[Finding]]:
    doc = document(text)
    found = check(doc)
    start = doc.norm.rfind(plain(at))
    assert start >= 0, f"the fixture does not hold {at}"
    return found, [f for f in found if f.offset < start + len(at) and start < f.offset + f.length]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f['rule']}:{f['at']}")
def test_a_fault_is_named_by_its_rule(fault: dict[str, Any]) -> None:
    found, near = _touching(framed(fault), fault["at"])
    assert fault["rule"] in {f.rule for f in near}, [(f.rule, f.fragment) for f in found]


@pytest.mark.parametrize("sentence", fine_sentences())
def test_a_fine_sentence_raises_no_more_than_a_remark(sentence: str) -> None:
    loud = [(f.rule, f.fragment, f.message) for f in check(document(sentence)) if f.severity is not Severity.NOTE]
    assert loud == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f['rule']}:{f['at']}")
def test_an_accepted_suggestion_mends_what_it_was_about(fault: dict[str, Any]) -> None:
    doc = document(framed(fault))
    for finding in check(doc):
        if replacement(doc, finding) is None:
            continue
        mended = document(corrected_text(doc, [finding]))
        again = [f for f in check(mended) if f.rule == finding.rule and f.fragment == finding.fragment]
        assert again == [], f"{finding.fragment} → {finding.suggestion}"


def test_every_rule_has_a_detector_and_a_page_in_plain_chinese() -> None:
    for rule in RULES.values():
        assert rule.detectors, rule.code
        assert len(rule.explanation) >= 20
        assert "！" not in rule.explanation


def test_the_faults_cover_every_rule_that_needs_no_second_document() -> None:
    alone = set(RULES) - {"R5", "S1", "S2", "S3", "S5", "S6", "N1x", "N6", "N7", "N8"}
    assert alone <= {fault["rule"] for fault in FAULTS}


def test_a_rule_cannot_be_declared_twice() -> None:
    with pytest.raises(ValueError, match="T1"):
        declare("T1", "又一条", Severity.NOTE, "这一条规则的编号已经有了，不能再次登记进来。")


def test_advice_begins_with_please_and_is_never_put_into_the_text() -> None:
    doc = document("纠纷调解成功率达105%。")
    (finding,) = check(doc)
    assert finding.suggestion.startswith("请")
    assert corrected_text(doc, [finding]) == doc.text


def test_a_rate_that_carries_its_own_base_is_held_against_that_alone() -> None:
    said = "受理纠纷7件，调解成功5件、不成1件、在调1件，调解成功率{}（5/6）。"
    assert [f for f in check(document(said.format("83.3%"))) if f.rule == "N3"] == []
    wrong = [f for f in check(document(said.format("71.4%"))) if f.rule == "N3"]
    assert [f.message for f in wrong] == ["5÷6=83.3%，与所写不符"]


def test_an_elision_excuses_the_other_half_of_a_bracket() -> None:
    assert check(document("…健全机制”工作要求…根据《关于加强管理的…全镇开展检查。")) == ()


def test_a_word_is_judged_by_the_law_of_its_year() -> None:
    before = check(document(framed({"year": 2019, "text": "适用一般程序处罚6件。"})))
    after = check(document(framed({"year": 2024, "text": "适用一般程序处罚6件。"})))
    assert "T8" not in {f.rule for f in before}
    assert "T8" in {f.rule for f in after}
