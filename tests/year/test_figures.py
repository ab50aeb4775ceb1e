"""The invented year built through the real steps: every figure is the one the year was made for, twice alike."""

from __future__ import annotations

import re

import pytest

from tests.year.conftest import Built

pytestmark = pytest.mark.slow


FIGURES = {
    "enforcement_base.items_in_force": "112", "enforcement_base.certified_rate": "85.7%（12/14）",
    "enforcement_base.officer_training_hours": str(12 * 61), "enforcement_base.officer_hours_each": "61学时（732/12）", "enforcement_base.reviewers_count": "2",
    "enforcement_base.reviewer_ratio": "14.3%（2/14）", "enforcement_base.entrustments_in_force": "3",
    "normative_documents.issued": "2", "normative_documents.filing_rate": "100%（2/2）", "normative_documents.filing_in_time_rate": "100%（2/2）",
    "normative_documents.reviewed_rate": "100%（2/2）", "normative_documents.cleanup_scope": "9", "normative_documents.in_force": "8",
    "normative_documents.disclosure_repealed": "3",
    "legal_counsel.contract_reviews": "20", "legal_counsel.opinions_adopted": "100%（23/23）",
    "penalty.decisions": "347", "penalty.own_name": "27", "penalty.entrusted": "320", "penalty.amount": "7480", "penalty.collected": "7390",
    "penalty.t1": "27", "penalty.t1_amount": "2020", "penalty.not_punished": "12", "penalty.cases_filed": "4", "penalty.dropped": "1",
    "penalty.heard": "0", "penalty.legal_reviewed": "1", "penalty.annulled": "0", "penalty.published_on_time": "100%（3/3）",
    "disputes.rounds": "26", "disputes.village_returns": "364", "disputes.nil_returns": "312", "disputes.accepted": "95",
    "disputes.concluded": "95", "disputes.settled": "95", "disputes.success_rate": "100%（95/95）", "disputes.pending": "0",
    "disputes.carried_in": "0", "disputes.performed": "87", "disputes.hard_settled": "8", "disputes.linkage_in": "20",
    "disputes.linkage_settled": "20", "disputes.confirmations": "3", "disputes.mediator_trainings": "4", "disputes.petitions": "13",
    "disputes.petitions_on_time": "100%（13/13）", "disputes.amount_involved": "1386200",
}  # fmt: skip

PARTS = {
    "enforcement_base.items_in_force": {"capacity.法定": 27, "capacity.赋权": 72, "capacity.委托": 13},
    "enforcement_base.equipment_in_use": {"kind.记录仪": 10, "kind.服装": 14},
    "enforcement_base.entrustments_in_force": {"kind.处罚": 2, "kind.许可": 1},
    "normative_documents.issued": {"kind.new": 1, "kind.reissued": 1},
    "normative_documents.cleanup_scope": {"result.keep": 6, "result.revise": 1, "result.ended": 2},
    "legal_counsel.reviews": {"subject.document": 3, "subject.contract": 20}, "legal_counsel.reviewed": {"subject.document": 3, "subject.contract": 18},
    "penalty.decisions": {
        "procedure.简易": 344, "procedure.普通": 3, "capacity.法定": 24, "capacity.赋权": 3, "capacity.委托": 320, "kind.警告": 55, "kind.罚款": 292},
    "penalty.amount": {"side.本镇": 2020, "side.受委托": 5460},
    "disputes.accepted": {
        "source.排查": 58, "source.申请": 17, "source.警": 11, "source.访": 5, "source.诉": 4, "level.村社": 73, "level.镇": 22, "kind.邻里": 31,
        "kind.婚姻家庭": 17, "kind.宅基地房屋": 12, "kind.山林土地": 14, "kind.劳动报酬": 7, "kind.损害赔偿": 8, "kind.合同债务": 4, "kind.其他": 2},
    "disputes.settled": {"form.书面": 41, "form.口头": 54},
    "disputes.hard_settled": {"linkage.警": 4, "linkage.访": 2, "linkage.诉": 2},
}  # fmt: skip


@pytest.mark.parametrize("code", FIGURES)
def test_the_figure_of_the_year(built: Built, code: str) -> None:
    assert built["figures"]["2025"][code]["text"] == FIGURES[code]


@pytest.mark.parametrize("code", PARTS)
def test_the_parts_of_the_figure(built: Built, code: str) -> None:
    parts = built["figures"]["2025"][code]["parts"]
    assert {key: parts[key] for key in PARTS[code]} == PARTS[code]


def test_every_counted_figure_has_its_matters_behind_it(built: Built) -> None:
    counted = [
        f
        for f in built["figures"]["2025"].values()
        if f["value"] and "denominator" not in f and f["unit"] not in ("元", "学时") and not f["code"].startswith("declared.")
    ]
    assert counted and all(len(f["matters"]) == f["value"] for f in counted)


def test_money_is_in_yuan_and_a_rate_in_per_cent(built: Built) -> None:
    found = built["figures"]["2025"]
    assert (found["penalty.amount"]["value"], found["penalty.amount"]["unit"]) == (7480, "元")
    certified = found["enforcement_base.certified_rate"]
    assert (certified["value"], certified["unit"], certified["numerator"], certified["denominator"]) == (85.7, "%", 12, 14)


def test_what_did_not_happen_is_said_by_its_owners(built: Built) -> None:
    """Coercion, reconsideration and litigation by statement; hearings by a figure of nought."""
    assert built["figures"]["2026"]["annual_report.nil_statements"]["value"] == 2
    text = built["report"]["text"]
    for said in ("本年没有实施行政强制措施和行政强制执行", "本年没有被申请行政复议，没有行政诉讼应诉案件", "本年未发生行政处罚听证"):
        assert said in text


def test_what_nothing_records_is_declared_or_said_to_be_missing(built: Built) -> None:
    text = built["report"]["text"]
    assert "据填报，开展行政检查422次" in text
    assert "政务服务、依申请公开尚未由业务系统记录，本报告不列数字" in text.partition("政务服务与政务公开")[2].partition("重点领域监管")[0]
    assert "党政领导班子成员述法9人" in text


@pytest.mark.parametrize(("defect", "pattern"), [
    ("lost bracket of a number", r"〔\d{4}(?!〕)"), ("years run together", r"\d{8}年"), ("a word twice", r"([一二三四五六七八九]是)是|的的|了了"),
    ("a rate above the whole", r"100%以上|百分之百以上"), ("a rate without its base", r"\d%(?!（\d+/\d+）)"), ("received and resolved in one", r"排查(?:化解|整改)|发现并整改"),
    ("about where it is counted", r"\d(?:\.\d+)?(?:万)?余|左右|近\d"), ("all cases without a base", r"所有案件|全部案件|无一例外"),
    ("an item not in the statute", r"林业采伐许可|建设规划许可"), ("a number nobody filled in", r"[{}]|\[|\]"),
])  # fmt: skip
def test_the_report_repeats_no_defect_of_the_seed(built: Built, defect: str, pattern: str) -> None:
    assert re.search(pattern, built["report"]["text"]) is None, defect


def test_the_report_says_what_the_seed_left_out(built: Built) -> None:
    """Its own heading for the first responsible persons; own and entrusted apart; education and disputes under their own headings."""
    text = built["report"]["text"]
    parts = [text.index(f"{n}、") for n in "一二三四五"]
    assert parts == sorted(parts)
    assert "第一责任人" in text[parts[2] : parts[3]]
    enforcement = text.partition("）规范行政执法")[2].partition("（五）")[0]
    assert "以本镇名义27件、受区级部门委托320件；简易程序344件、普通程序3件" in enforcement
    assert "普法" not in enforcement and "纠纷" not in enforcement
    for topic in ("执法人员", "行政强制", "法制审核", "听证", "行政复议", "行政诉讼", "述法", "依申请公开", "双随机", "案卷评查"):
        assert topic in text or topic == "执法人员" and "执法岗位" in text, topic
    assert "疑难纠纷8件（含于上述调解成功）" in text


def test_the_report_itself_is_counted_all_its_figures_confirmed(built: Built) -> None:
    about = {
        name: built["figures"]["2026"][f"annual_report.{name}"]
        for name in ("figures_printed", "figures_to_confirm", "figures_confirmed_rate", "submitted", "published")
    }
    assert about["figures_printed"]["value"] > about["figures_to_confirm"]["value"] > 30
    assert about["figures_confirmed_rate"]["text"].startswith("100%")
    assert (about["submitted"]["value"], about["published"]["value"]) == (1, 1)


def test_penalties_and_disputes_of_every_month(built: Built) -> None:
    assert built["months"]["penalty.decisions"] == [34, 22, 27, 29, 31, 30, 28, 27, 32, 31, 29, 27]
    assert [fen // 100 for fen in built["months"]["penalty.amount"]] == [730, 500, 480, 950, 540, 520, 420, 480, 840, 540, 950, 530]
    assert built["months"]["disputes.accepted"] == [11, 9, 8, 7, 8, 7, 8, 8, 7, 8, 7, 7]


def test_penalties_and_disputes_of_every_village(built: Built) -> None:
    assert built["villages"]["penalty"] == [92, 61, 30, 27, 22, 19, 17, 15, 14, 13, 11, 10, 9, 7]
    assert built["villages"]["disputes"] == [9, 9, 8, 8, 7, 7, 7, 6, 6, 6, 6, 6, 5, 5]


def test_the_year_is_not_perfect_and_says_so(built: Built) -> None:
    assert 28 <= len(built["refused"]) <= 36
    assert built["against"]["quality.ended_late"] == 12
    assert built["corrected"] == 2
    assert built["voided"] == ["2025-03-18"]


def test_nothing_of_the_year_is_left_overdue_but_the_lapsed_certificate(built: Built) -> None:
    assert built["overdue"] == [["cert.warn", "expiring"]]


def test_two_days_without_a_certificate_were_two_refusals(built: Built) -> None:
    assert built["refused"].count(["two_certified_officers"]) == 3  # the two days, and once with an officer whose own had lapsed


def test_the_report_came_about_on_its_days(built: Built) -> None:
    on = built["report"]["on"]
    wanted = {"frozen": "2026-01-05", "adopted": "2026-01-16", "cleared": "2026-01-19", "signed": "2026-01-22"}
    assert {state: on[state] for state in wanted} == wanted
    assert (on["submitted"], on["published"], built["report"]["state"]) == ("2026-01-26", "2026-01-26", "published")
    assert not built["report"]["stops"]


def test_the_report_prints_the_figures(built: Built) -> None:
    text = built["report"]["text"]
    for said in (
        "作出行政处罚347件（以本镇名义27件、受区级部门委托320件；简易程序344件、普通程序3件），罚没金额7480元",
        "清理规范性文件9件：继续有效6件、修订1件、废止失效2件", "调解成功率100%（95/95）", "现行执法事项112项（法定27项、赋权72项、受委托13项）",
    ):  # fmt: skip
        assert said in text


def test_the_same_seed_gives_the_same_records(built: Built, built_again: Built) -> None:
    assert built["leaves"] == built_again["leaves"]
    assert built == built_again
