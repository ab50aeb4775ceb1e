"""The aims, measured on the development fragments when they are present."""

from __future__ import annotations

from collections import Counter

from fadu.checker import check, confirmations, document
from fadu.kernel.finding import Severity
from tests.checker.shared_reports import fragments, gold, shared


def test_the_seed_report_is_taken_apart_and_nothing_foolish_is_said() -> None:
    doc = document(shared("tongle_2025.txt").read_text(encoding="utf-8"))
    findings = check(doc)
    loud = {(f.rule, f.fragment) for f in findings if f.severity is not Severity.NOTE}
    assert {("T1", "(20212025年)"), ("T2", "〔202524号"), ("T3", "三是是法治"), ("N1", "达100%以上")} <= loud
    assert any(f.rule == "S4" and "号" in f.fragment for f in findings)
    assert any(f.rule == "S1" and "第一责任人" in f.message for f in findings)
    assert "134 = 24 + 110" in {c.text for c in confirmations(doc)}
    assert len(loud) <= 12


def test_defect_recall_by_family() -> None:
    texts, hit, all_ = fragments(), Counter[str](), Counter[str]()
    for row in gold():
        text = texts[row["id"]]
        at = text.index(row["fragment"])
        near = [f for f in check(document(text)) if f.offset < at + len(row["fragment"]) and at < f.offset + f.length]
        all_[row["rule"][0]] += 1
        hit[row["rule"][0]] += any(f.rule[0] == row["rule"][0] for f in near)
    assert {family: hit[family] / all_[family] >= 0.85 for family in all_} == dict.fromkeys(all_, True)


def test_few_errors_on_text_without_known_defects() -> None:
    faulty = {row["id"] for row in gold()}
    clean = [text for key, text in fragments().items() if key not in faulty]
    errors = sum(f.severity is not Severity.NOTE for text in clean for f in check(document(text)))
    assert errors / len(clean) < 0.3
