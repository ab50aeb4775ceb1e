"""Loading the law: places' own rows, unknown names, statutes, and a clear word for every kind of fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fadu.kernel.rulebook import Rulebook, UnknownRule
from fadu.law import LawError, load

ON = date(2025, 12, 1)
TOWN = "500102128"
BOOK = load()

ROW = """
[[limit]]
id = "library.return"
label = "还书"
length = 14
unit = "calendar_day"
bound = "party"
start_event = "借出"
source = "阅览室规则"
default = true
open_to = "town"
"""
DISTRICT = """
[[limit]]
id = "rep.submit"
label = "报送上一年度法治政府建设情况报告"
fixed = "02-15"
place = "500102"
start_event = "年度终了"
basis = ["法治政府建设与责任落实督察工作规定"]
source = "区年度通知"
since = 2025-01-01
"""


def loaded(tmp_path: Path, text: str) -> Rulebook:
    file = tmp_path / "ours.toml"
    file.write_text(text, encoding="utf-8")
    return load([file])


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(LawError) as told:
        loaded(tmp_path, text)
    return str(told.value)


# --- it works


def test_it_loads_once_and_names_its_version() -> None:
    assert load() is load()
    assert len(BOOK.version) == 16


def test_a_districts_row_wins_in_the_district_and_nowhere_else(tmp_path: Path) -> None:
    book = loaded(tmp_path, DISTRICT)
    assert book.limit("rep.submit", ON, TOWN).fixed == "02-15"
    assert book.limit("rep.submit", ON, "500102").fixed == "02-15"
    assert book.limit("rep.submit", ON, "500115").fixed == "03-01"
    assert book.limit("rep.submit", ON).fixed == "03-01"
    assert book.limit("rep.submit", date(2024, 12, 1), TOWN).fixed == "03-01"
    assert book.version != BOOK.version


def test_a_towns_row_wins_over_its_districts(tmp_path: Path) -> None:
    town = ROW.replace("14", "21") + 'place = "500102128"\n'
    book = loaded(tmp_path, ROW + town)
    assert book.limit("library.return", ON, TOWN).length == 21
    assert book.limit("library.return", ON, "500102129").length == 14


def test_the_neighbouring_district_keeps_its_own_transfer_rule() -> None:
    assert BOOK.limit("xfer.normal", ON, "500115").verified
    assert BOOK.limit("xfer.normal", ON, TOWN).default


# --- unknown names


def test_an_unknown_name_is_told_its_neighbours() -> None:
    with pytest.raises(UnknownRule) as told:
        BOOK.limit("pen.decid", ON)
    assert isinstance(told.value, KeyError)
    assert str(told.value).startswith("没有名为“pen.decid”的期限；相近的有：pen.decide")
    assert "pen.decide" in told.value.near


def test_an_unknown_amount_and_a_far_name() -> None:
    with pytest.raises(UnknownRule, match=r"没有名为“zzzz”的数额$"):
        BOOK.amount("zzzz", ON)


def test_a_chinese_word_finds_the_limits_whose_label_has_it() -> None:
    assert "pen.hearing_request" in BOOK.near_names("要求听证")


def test_a_rule_not_in_force_that_day_says_so() -> None:
    with pytest.raises(UnknownRule, match="在2020-01-01没有生效的规定"):
        BOOK.limit("pen.decide", date(2020, 1, 1))


def test_a_rule_that_two_places_have_needs_the_place(tmp_path: Path) -> None:
    other = ROW + 'place = "44"\n' + ROW + 'place = "50"\n'
    book = loaded(tmp_path, other)
    with pytest.raises(UnknownRule, match="没有生效的规定"):
        book.limit("library.return", ON)
    assert book.limit("library.return", ON, "500102").place == "50"


# --- statutes


def test_a_statute_has_versions_in_force_on_their_days() -> None:
    assert BOOK.statute("行政处罚法", date(2021, 7, 14)).articles == 64
    assert BOOK.statute("行政处罚法", date(2021, 7, 15)).number == "主席令第七十号"
    assert BOOK.statute("大气污染防治法", date(2026, 8, 14)).title == "中华人民共和国大气污染防治法"
    with pytest.raises(UnknownRule, match="没有登记为有效"):
        BOOK.statute("大气污染防治法", date(2026, 8, 15))
    with pytest.raises(UnknownRule, match="相近的有：行政处罚法"):
        BOOK.statute("行政处法", ON)


def test_a_code_names_the_laws_it_replaced_and_they_end_the_day_before() -> None:
    code = BOOK.statute("生态环境法典", date(2026, 8, 15))
    assert len(code.replaces) == 10
    assert {BOOK.statutes[short][-1].until for short in code.replaces} == {date(2026, 8, 14)}


def test_every_statute_has_a_title_and_a_kind() -> None:
    for rows in BOOK.statutes.values():
        assert all(row.title and row.kind and row.source for row in rows)
        assert all(row.verified_on if row.verified else row.verified_on is None for row in rows)


NOTICE = """[[notice]]
year = 2027
number = "丙"
holiday = [{ name = "元旦", first = 2027-01-01, last = 2027-01-03, work = [2027-01-09] }]
"""


def test_the_notice_shown_to_operators_is_one_that_loads(tmp_path: Path) -> None:
    shown = (Path(__file__).parents[2] / "docs/operating.md").read_text(encoding="utf-8")
    sample = shown.split("```toml\n", 1)[1].split("```", 1)[0]
    file = tmp_path / "notice.toml"
    file.write_text("\n".join(line.removeprefix("  ") for line in sample.split("\n")), encoding="utf-8")
    assert load([file]).calendar.known_until == date(2027, 12, 31)


# --- faults, each told with file and row


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[causes]\n= 1", "ours.toml：不是合格的 TOML：第2行第1列写法不对"),
        ('[causes]\nrain = "', "ours.toml：不是合格的 TOML：文件没有写完"),
        ("[[limits]]", "不认识的表“limits”；可用：defaults、limit"),
        (ROW + "lenght = 3\n", "library.return：不认识的项“lenght”；可用：id、label、length"),
        (ROW.replace("length = 14", ""), "library.return：缺少“length”"),
        (ROW.replace("14", '"14"'), "library.return 的 length：应为不小于零的整数，不是 '14'"),
        (ROW.replace("14", "-1"), "应为不小于零的整数"),
        (ROW.replace("14", "true"), "应为不小于零的整数"),
        (ROW.replace("calendar_day", "days"), "library.return 的 unit：“days”不在可用值之内：hour、calendar_day"),
        (ROW.replace('"party"', '"reader"'), "“reader”不在可用值之内：party、agency"),
        (ROW.replace("library.return", "还书"), "不是合格的名称"),
        (ROW.replace('"还书"', "3"), "应为文字，不是 3"),
        (ROW + 'fixed = "02-30"\n', "library.return 的 fixed"),
        (ROW + 'since = "2025"\n', "应为日期，如 2025-01-31，不是 '2025'"),
        (ROW + "since = 2025-01-01T00:00:00\n", "应为日期"),
        (ROW + 'place = "5"\n', "“5”不是地区代码"),
        (ROW + 'basis = "行政处罚法 60"\n', "应为列表"),
        (ROW + 'basis = [""]\n', "引用“”写法不对"),
        (ROW.replace("default = true", 'default = "yes"'), "应为 true 或 false"),
        ('[[notice]]\nyear = 2027\nnumber = "丙"\n', "2027年放假通知：缺少“holiday”"),
        (
            '[[notice]]\nyear = 2027\nnumber = "丙"\nholiday = [{name = "元旦", first = 2027-01-01, '
            "last = 2027-01-03, work = [2027-01-03]}]\n",
            "2027年放假通知：丙：2027-01-03 不能既放假又上班",
        ),
        ('[[notice]]\nyear = 2025\nnumber = "丙"\nholiday = []\n', "同一年度有两份放假通知"),
        (NOTICE.replace("last = 2027-01-03", "last = 2026-01-03"), "2027年放假通知：元旦的末日2026-01-03早于首日2027-01-01"),
        (NOTICE.replace("2027-01-09", "2029-01-06"), "2027年放假通知：元旦的2029-01-06不在2027年，请核对年度"),
        (NOTICE.replace("2027-01-09", '"腊月"'), "2027年放假通知：应为日期"),
        ("[causes]\nrain = 3\n", "rain：应为文字"),
        ("causes = 3\n", "causes：应为一个表，以 [causes] 开头"),
        ("defaults = 3\n", "defaults：应为一个表"),
        ("[limit]\nid = 'x'\n", "limit：应为逐行的表，每行以 [[limit]] 开头"),
        ("limit = ['x']\n", "limit：应为逐行的表"),
        ('[[notice]]\nyear = 2027\nnumber = "丙"\nholiday = ["元旦"]\n', "2027年放假通知：应为逐个的假日"),
        (NOTICE.replace("[2027-01-09]", '"腊月"'), "2027年放假通知：应为列表"),
        (ROW.replace('label = "还书"', 'label = " "'), "label：不能是空的"),
        (ROW.replace('source = "阅览室规则"', 'source = ""'), "source：不能是空的"),
    ],
)
def test_a_file_that_is_not_understood_is_refused(tmp_path: Path, text: str, told: str) -> None:
    assert told in refused(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ROW + ROW, "library.return：同一地区（全国）有两行同时生效"),
        (ROW + "since = 2025-02-01\nuntil = 2025-01-01\n", "失效日2025-01-01早于生效日2025-02-01"),
        (ROW.replace('source = "阅览室规则"\n', ""), "library.return：缺少来源"),
        (ROW.replace("default = true\n", ""), "缺少依据条款；法律没有规定的请标明是默认值"),
        (ROW + "verified = true\nverified_on = 2025-01-01\n", "默认值不是法律规定，不能标为已核"),
        (ROW + 'basis = ["阅览法 3"]\n', "《阅览法》没有登记在法规目录"),
        (ROW + 'basis = ["行政处罚法 87"]\nsince = 2022-01-01\n', "《行政处罚法》第八十七条不存在，该法只有86条"),
        (ROW + 'counting = ["行政复议法 91"]\nsince = 2024-01-01\n', "第九十一条不存在"),
        (ROW + 'suspended_by = ["rain"]\n', "中止原因“rain”没有中文名称"),
        (ROW + "full_days_between = true\n", "只有事前的期限才能要求间隔整日"),
        (ROW + "minimum = 15\n", "最短天数大于最长天数"),
        (
            DISTRICT.replace("rep.submit", "pen.decide").replace("500102", "500102128"),
            "pen.decide：全国的规定不允许500102128另定（《行政处罚法》第六十条）",
        ),
        (DISTRICT.replace('"500102"', '"500102128"'), "全国的规定不允许500102128另定"),
        (
            '[[amount]]\nid = "a"\nlabel = "甲"\nvalue = 1\nunit = "yuan"\nsource = "乙"\ndefault = true\n',
            "不认识的单位“yuan”；可用：fen",
        ),
        (
            '[[amount]]\nid = "pen.decide"\nlabel = "甲"\nvalue = 1\nunit = "fen"\nsource = "乙"\ndefault = true\n',
            "同一名称既是期限又是数额",
        ),
        (
            '[[amount]]\nid = "officers_min"\nlabel = "甲"\nvalue = 1\nunit = "person"\nsource = "乙"\n'
            'basis = ["行政处罚法 42"]\nplace = "500102"\nsince = 2022-01-01\n',
            "officers_min：全国的规定不允许500102另定",
        ),
        (
            '[[limit]]\nid = "rec.apply"\nlabel = "甲"\nlength = 90\nunit = "calendar_day"\nbasis = ["行政复议法 20"]\n'
            'source = "乙"\nverified = true\nsince = 1999-10-01\nuntil = 2023-12-31\n',
            "标为已核，须写核对日期",
        ),
        (
            '[[statute]]\nshort = "行政许可法"\ntitle = "另一份"\nsince = 2020-01-01\n',
            "两个版本的施行日期重叠",
        ),
        (
            '[[statute]]\nshort = "阅览法"\ntitle = "阅览法"\nsince = 2020-01-01\nuntil = 2019-01-01\n',
            "失效日早于施行日",
        ),
    ],
)
def test_files_that_contradict_one_another_are_refused(tmp_path: Path, text: str, told: str) -> None:
    assert told in refused(tmp_path, text)


def test_a_file_that_cannot_be_read_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(LawError, match=r"none\.toml：文件读不出来"):
        load([tmp_path / "none.toml"])
    (tmp_path / "gbk.toml").write_bytes("# 注释".encode("gbk"))
    with pytest.raises(LawError, match=r"gbk\.toml：文件读不出来"):
        load([tmp_path / "gbk.toml"])


def test_what_contradicts_names_every_file_it_stands_in(tmp_path: Path) -> None:
    """The row beside which ours must not stand is one of the package's own."""
    other = tmp_path / "theirs.toml"
    other.write_text(ROW, encoding="utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_text(ROW, encoding="utf-8")
    with pytest.raises(LawError) as told:
        load([mine, other])
    assert str(told.value).startswith(f"{mine}、{other}：library.return：同一地区（全国）有两行同时生效")
