"""Figures are found, named and given their roles; what only looks like one is left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fadu.checker import document
from fadu.checker.figures import Role, grouped, mentions, nil_statements
from fadu.checker.figures.numerals import chinese
from tests.checker.fixtures import annotated


def _texts(sentence: str) -> list[str]:
    return [m.text for m in mentions(document(sentence))]


def test_it_works() -> None:
    (one,) = mentions(document("全年开展专题学法7次。"))
    assert (one.value, one.unit, one.indicator, one.role, one.sure) == (
        Decimal(7),
        "次",
        "study.sessions",
        Role.TOTAL,
        True,
    )


@pytest.mark.parametrize("name", ["qingshan_2025", "liuhe_2024"])
def test_every_figure_of_a_report_is_found_and_nothing_else(name: str) -> None:
    text, rows = annotated(name)
    assert [m.text for m in mentions(document(text))] == [row[0] for row in rows]


@pytest.mark.parametrize("name", ["qingshan_2025", "liuhe_2024"])
def test_most_figures_of_a_report_get_the_right_name_and_role(name: str) -> None:
    text, rows = annotated(name)
    found = mentions(document(text))
    right = [m.role.value == role and code in ("", m.indicator) for m, (_, code, role) in zip(found, rows, strict=True)]
    assert sum(right) / len(right) >= 0.85


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0.7万余元", 7000, 8000),
        ("2000余份", 2000, 3000),
        ("两万余人次", 20000, 30000),
        ("五百余人", 500, 600),
        ("二十次", 20, 20),
        ("1,200人次", 1200, 1200),
        ("4 598个", 4598, 4598),
        ("1.3 万件", 13000, 13000),
        ("2.92亿元", 292000000, 292000000),
    ],
)
def test_a_rounded_number_is_an_interval(text: str, low: int, high: int) -> None:
    (one,) = mentions(document(f"全年共有{text}，"))
    assert (one.amount.low, one.amount.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "（青府发〔2025〕24号）",
        "第三十七条第二款",
        "2025年6月30日",
        "拨打12345热线",
        "“1+6+N”模式",
        "“八五”普法",
        "“12·4”国家宪法日",
        "24小时服务",
        "20个工作日内答复",
        "一件事一次办",
        "一窗受理",
        "三项制度",
        "第一责任人",
        "百名法学家百场报告会",
        "面积86平方公里",
        "《二〇二五年工作要点》",
        "电话023-72345678",
        "“两个维护”",
        "（2025）渝0102行初15号",
        "十四届全国人大",
        "进一步一体推进",
        "1. 规范执法行为",
        "一次性告知",
    ],
)
def test_what_only_looks_like_a_figure_is_left_alone(text: str) -> None:
    assert _texts(text) == []


def test_a_group_of_two_levels() -> None:
    doc = document("发布信息50条，其中公告26条（采购类20条、人事类6条）、简报24条。")
    found = mentions(doc)
    tree = {found[g.total].text: [found[p].text for p in g.parts] for g in grouped(doc)}
    assert tree == {"50条": ["26条", "24条"], "26条": ["20条", "6条"]}


def test_two_partitions_of_one_whole() -> None:
    doc = document("办理处罚案件32件，其中简易程序28起，罚款6350元；普通程序4起，罚款50500元；其中市容类26起，文明类4起，垃圾类2起。")
    found = mentions(doc)
    assert [[found[p].text for p in g.parts] for g in grouped(doc)] == [["28起", "4起"], ["26起", "4起", "2起"]]


def test_the_base_of_a_comparison_is_not_this_year() -> None:
    now, base, growth = mentions(document("审查合同80件，较2023年的64件增长25%。"))
    assert [m.role for m in (now, base, growth)] == [Role.TOTAL, Role.BASE, Role.GROWTH]
    assert base.period == "2023"


def test_norms_and_targets_are_not_results() -> None:
    text = "一、工作成效\n每季度召开1次会议。\n二、下一步工作计划\n打造1—2个阵地，培训3次。"
    assert {m.role for m in mentions(document(text))} == {Role.NORM}


def test_zero_is_nil_and_a_denial_is_a_nil_statement() -> None:
    doc = document("行政强制0件。全年未发生因信息公开引起的行政诉讼情况。无行政复议变更案件。")
    assert [m.role for m in mentions(doc)] == [Role.NIL]
    assert len(nil_statements(doc)) == 2


def test_one_number_may_state_two_rates() -> None:
    (one,) = mentions(document("参考率、合格率均达100%。"))
    assert {one.indicator, *one.shared} == {"exam.pass_rate", "exam.taken_rate"}


def test_a_figure_without_a_known_name_is_not_sure() -> None:
    (one,) = mentions(document("全镇种植红心柚苗木300株。"))
    assert not one.sure and one.indicator == ""


@pytest.mark.parametrize(("text", "value"), [("二十", 20), ("一百零五", 105), ("两万", 20000), ("十二", 12), ("某", None), ("", None)])
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert chinese(text) == value
