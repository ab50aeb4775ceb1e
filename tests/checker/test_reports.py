"""Whole reports: a sound one raises no error, a faulty one is taken apart, sums are confirmed."""

from __future__ import annotations

from fadu.checker import check, confirmations, document
from fadu.kernel.finding import Severity
from tests.checker.fixtures import report_text


def test_a_sound_report_raises_no_error() -> None:
    for name in ("qingshan_2025", "liuhe_2024"):
        assert [(f.rule, f.fragment) for f in check(document(report_text(name))) if f.severity is not Severity.NOTE] == []


def test_sums_that_hold_are_confirmed() -> None:
    held = {c.text for c in confirmations(document(report_text("qingshan_2025")))}
    assert {"27 = 19 + 8", "18 = 13 + 2 + 3", "126 = 121 + 5"} <= held


def test_a_report_without_the_leaders_part_is_stopped() -> None:
    text = report_text("qingshan_2025")
    start, end = text.index("三、党政主要负责人"), text.index("四、2026年")
    findings = check(document(text[:start] + text[end:].replace("四、2026", "三、2026")))
    assert [f.severity for f in findings if f.rule == "S1"] == [Severity.STOP]


def test_a_fragment_is_not_blamed_for_parts_it_may_have() -> None:
    text = report_text("qingshan_2025")[:600]
    assert not {f.rule for f in check(document(text))} & {"S1", "S2", "S5", "S6"}


def test_missing_shortcomings_and_plan_are_named() -> None:
    text = report_text("qingshan_2025")
    findings = check(document(text[: text.index("二、存在的不足")] + "二、其他情况\n无。" * 3))
    missing = " ".join(f.message for f in findings if f.rule == "S1")
    assert "存在的不足" in missing and "下一年度主要安排" in missing


def test_heading_that_covers_something_else() -> None:
    text = report_text("qingshan_2025").replace("（五）加强普法宣传，化解矛盾纠纷\n", "1.深化普法宣传\n")
    text = text.replace("（四）优化政务服务，深化政务公开\n", "")
    assert "S3" in {f.rule for f in check(document(text))}


def test_a_chapter_and_a_plan_without_figures_are_remarks() -> None:
    text = report_text("qingshan_2025")
    lead = "（六）强化监督\n" + "坚持自觉接受人大监督和社会监督，健全内部监督机制，" * 14 + "成效良好。\n"
    plan = text.index("四、2026年主要安排")
    bare = text[:plan].replace("二、存在的不足", lead + "二、存在的不足") + "四、2026年主要安排\n（一）压实责任\n健全机制，持续推进。\n"
    found = {f.rule: f.severity for f in check(document(bare))}
    assert found["S5"] is Severity.NOTE and found["S6"] is Severity.NOTE


def test_plausibility_is_a_remark_and_no_error() -> None:
    text = "全年开展行政检查400次，作出行政处罚347件，罚没金额7100元。"
    found = {f.rule: f.severity for f in check(document(text))}
    assert found == {"N6": Severity.NOTE}


def test_a_small_mean_is_no_remark_where_the_kinds_are_counted() -> None:
    text = "全年作出行政处罚347件，罚没金额7480元，其中警告55件、罚款292件。"
    assert not check(document(text))


def test_a_full_rate_with_its_base_is_no_remark() -> None:
    assert "R9" in {f.rule for f in check(document("行政处罚公示及时率100%。"))}
    assert "R9" not in {f.rule for f in check(document("行政处罚公示及时率100%（3/3）。"))}


def test_contradiction_between_sections() -> None:
    text = "一、成效\n全年作出行政处罚27件。\n二、履职情况\n全年作出行政处罚72件。"
    assert [f.fragment for f in check(document(text)) if f.rule == "N8"] == ["72件"]


def test_overlap_of_two_counts_is_a_remark() -> None:
    text = "开展行政执法检查422次（含烟花爆竹检查）。聚焦烟花爆竹、食品等领域，开展专项抽查75次。"
    assert {f.rule: f.severity for f in check(document(text))}["N7"] is Severity.NOTE


def test_many_studies_without_a_body_are_a_remark() -> None:
    text = "青山镇人民政府2025年法治政府建设年度报告\n共组织学法100次。"
    assert {f.rule: f.severity for f in check(document(text))}["N1x"] is Severity.NOTE


def test_positions_point_at_the_fragment() -> None:
    text = report_text("qingshan_2025").replace("〔2025〕11号", "〔202511号")
    doc = document(text)
    for f in check(doc):
        line = doc.text.split("\n")[f.line - 1]
        assert line[f.column - 1 :].startswith(f.fragment[:4])


def test_checking_twice_gives_the_same() -> None:
    text = report_text("liuhe_2024").replace("现将", "现提将")
    assert check(document(text)) == check(document(text)) != ()
