"""The annual report: frozen, confirmed, written, checked, adopted, signed, published; and what each stage refuses."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fadu.kernel.decide import Refused
from fadu.kernel.indicator import year
from fadu.packs.annual_report.freezing import behind_digest
from fadu.packs.annual_report.outlines import OUTLINES
from fadu.packs.annual_report.own_outline import outline_from, typed_rows
from fadu.packs.annual_report.text import by_code, by_name, frozen, names, places, printed, typed_numbers
from fadu.packs.annual_report.writing import wording
from fadu.service import past_intake, past_reports, report, report_command, report_published, rule_texts
from fadu.service.counting import Book
from fadu.service.public_report import open_data, opened, published, years
from fadu.service.report_content import answers, content, content_of, counted, disputed, paper_of, told
from fadu.service.report_export import exported, freeze_entry, side_car
from fadu.service.report_findings import findings, silent_topics
from fadu.service.take_step import take_step
from fadu.store.models import IssuedPaper, Matter
from tests.report_year import YEAR, by, ok, printed_codes, step, the_report, up_to
from tests.town import HESHUN, ORG, PARTY_A, SmallTown, at, attempt, take

pytestmark = pytest.mark.django_db(transaction=False)
DAY = date(2026, 1, 20)


@pytest.fixture
def town(standing_town: SmallTown, db: None) -> SmallTown:
    return standing_town


def said(result: Any) -> str:
    assert isinstance(result, Refused)
    return "；".join(str(r) for r in result.refusals)


def rules(row: Matter) -> set[str]:
    return {x.finding.rule for x in findings(content_of(row), DAY, recount=True)}


def test_it_works(town: SmallTown) -> None:
    row = up_to(town, "published")
    assert row.state == "published"
    paper = paper_of(content_of(row))
    text = "".join(b.text for b in paper.blocks if hasattr(b, "text"))
    assert paper.number == "同乐府文〔2026〕1号"
    assert "受理纠纷2件，调解成功2件（书面1件、口头1件）" in text
    assert "本年未受理信访事项。" in text
    assert "{" not in text


# --- freezing -----------------------------------------------------------------------------------------------------


def test_freezing_opens_the_report_and_keeps_every_figure_and_part(town: SmallTown) -> None:
    row = up_to(town, "frozen")
    rows = frozen(content_of(row).rows)
    now = counted(ORG, YEAR)
    assert {k: r["value"] for k, r in rows.items()} == {
        (c, p): (f.parts[p] if p else f).value for c, f in now.figures.items() for p in ("", *f.parts)
    }
    settled = rows[("disputes.settled", "")]
    assert settled["digest"] == behind_digest(now.figures["disputes.settled"].behind)
    assert (settled["behind"], settled["topic"], settled["text"]) == (2, "矛盾纠纷", "2")
    assert rows[("disputes.success_rate", "")]["base"] == 2


def test_the_year_must_be_over(town: SmallTown) -> None:
    early = report.By(actor=by(town, "statistician", 1).actor, at=at(12, 20), durable=False)
    opener = by(town, "justice_office", 1).actor
    assert "2025年尚未结束" in said(report.freeze(ORG, YEAR, early, opened_by=opener))


def test_freezing_by_one_who_may_not_is_refused(town: SmallTown) -> None:
    ok(report.open_report(ORG, YEAR, by(town, "justice_office", 4)))
    assert "岗位" in said(report.freeze(ORG, YEAR, by(town, "justice_office", 5)))


def test_a_year_has_one_report(town: SmallTown) -> None:
    ok(report.open_report(ORG, YEAR, by(town, "justice_office", 4)))
    assert "已经启动" in said(report.open_report(ORG, YEAR, by(town, "justice_office", 5)))


def test_the_outline_gives_its_parts(town: SmallTown) -> None:
    ok(report.open_report(ORG, YEAR, by(town, "justice_office", 4), outline="eight_systems"))
    found = content_of(the_report())
    assert [int(p) for p in found.matter.facts["outline_parts"]] == [1, 2, 3, 4, 5]  # type: ignore[union-attr,arg-type]
    assert found.matter.get("outline") == "按法治政府建设体系顺序"
    assert "行政执法" in [s.get("title") for s in found.sections]


def test_a_frozen_figure_finds_its_records_again_after_a_late_entry(town: SmallTown) -> None:
    row = up_to(town, "frozen")
    _late_settlement(town)
    found = content_of(the_report())
    then = Book(ORG, date(YEAR, 12, 31), ("disputes.settled",), entries_before=freeze_entry(found)).figures(year(YEAR))
    assert behind_digest(then["disputes.settled"].behind) == frozen(found.rows)[("disputes.settled", "")]["digest"]
    assert counted(ORG, YEAR).figures["disputes.settled"].value == 3
    assert row.pk == found.matter.id or str(row.pk) == found.matter.id


def test_a_late_entry_is_restated_and_the_frozen_number_stays(town: SmallTown) -> None:
    up_to(town, "drafted")
    assert "没有改变任何数字" in said(report.restate(the_report(), by(town, "statistician", 8), "核对"))
    _late_settlement(town)
    assert "冻结后有变化" in rules(the_report())
    ok(report.restate(the_report(), by(town, "statistician", 9), "十二月补录一件"))
    text = "".join(b.text for b in paper_of(content_of(the_report())).blocks if hasattr(b, "text"))
    assert "调解成功2件" in text
    assert "更正说明：调解成功冻结数为2件，更正后为3件。原因：十二月补录一件。" in text
    assert "冻结后有变化" not in rules(the_report())
    assert "没有改变任何数字" in said(report.restate(the_report(), by(town, "statistician", 10), "再来一次"))


# --- confirming ---------------------------------------------------------------------------------------------------


def test_unanswered_figures_hold_the_confirmation_back(town: SmallTown) -> None:
    up_to(town, "frozen")
    codes = printed_codes()
    ok(report.confirm_all(the_report(), by(town, "justice_office", 6), codes[:-1]))
    assert "1个数字未经责任人核对" in said(step(town, "statistician", "confirm", 6))
    ok(report.answer_figure(the_report(), by(town, "justice_office", 6), codes[-1], confirmed=True))
    ok(step(town, "statistician", "confirm", 7))


def test_an_objection_keeps_only_its_sentence_out(town: SmallTown) -> None:
    up_to(town, "confirmed")
    assert "哪里不对" in said(report.answer_figure(the_report(), by(town, "justice_office", 6), "penalty.amount", confirmed=False))
    ok(report.answer_figure(the_report(), by(town, "justice_office", 6), "penalty.amount", confirmed=False, note="少一张票据"))
    ok(report.draft(the_report(), by(town, "justice_office", 7)))
    found = content_of(the_report())
    assert disputed(found.matter) == {"penalty.amount"}
    assert "penalty.amount" not in {c for s in found.sections for c, _ in places(str(s.get("text", "")))}
    assert any("受理纠纷" in str(s.get("text", "")) for s in found.sections)
    assert answers(found.matter)["penalty.amount"]["note"] == "少一张票据"


def test_an_unknown_figure_cannot_be_confirmed(town: SmallTown) -> None:
    up_to(town, "frozen")
    assert "没有这个冻结数字" in said(report.answer_figure(the_report(), by(town, "justice_office", 6), "no.such", confirmed=True))


# --- writing ------------------------------------------------------------------------------------------------------


def test_the_draft_types_no_number(town: SmallTown) -> None:
    found = content_of(up_to(town, "drafted"))
    for section in found.sections:
        assert section.get("plans") or typed_numbers(str(section.get("text", ""))) == []
    assert {s.get("part") for s in found.sections} >= {1, 2, 3, 4, 5}


def test_every_sentence_of_every_pack_is_in_the_draft(town: SmallTown) -> None:
    found = content_of(up_to(town, "drafted"))
    text = "".join(str(s.get("text", "")) for s in found.sections)
    missing = [s.id for _, s in told() if wording(s, found.rows) and wording(s, found.rows) not in text]
    assert missing == []


def test_shortcomings_are_facts_with_figures(town: SmallTown) -> None:
    found = content(ORG, YEAR)
    part = next(str(s["text"]) for s in found.sections if s.get("part") == 2)
    assert "{quality.overdue}" in part
    assert "年末仍有" in printed(part, found.rows)


def test_numbers_are_written_by_name_and_come_back_as_codes() -> None:
    rows = [
        {"code": "penalty.decisions", "label": "行政处罚", "value": 3, "text": "3"},
        {"code": "penalty.decisions", "part": "side.本镇", "label": "行政处罚·本镇", "value": 1, "text": "1"},
        {"code": "x.first", "label": "同名", "value": 1, "text": "1"}, {"code": "x.second", "label": "同名", "value": 2, "text": "2"},
    ]  # fmt: skip
    text = "处罚{penalty.decisions}件，本镇{penalty.decisions:side.本镇}件，另{x.first}和{x.second}。"
    named = by_name(text, rows)
    assert named == "处罚{行政处罚}件，本镇{行政处罚·本镇}件，另{同名（x.first）}和{同名（x.second）}。"
    assert by_code(named, rows) == text
    assert by_code("{没有的指标}件", rows) == "{没有的指标}件"
    assert len(set(names(rows).values())) == 4


def test_one_paragraph_is_edited_and_the_others_stay(town: SmallTown) -> None:
    before = {s["id"]: s.get("text") for s in content_of(up_to(town, "drafted")).sections}
    ok(report.edit(the_report(), by(town, "justice_office", 8), "disputes", 0, "全年调成纠纷{调解成功}件。\n其中口头{调解成功·口头}件。"))
    after = {s["id"]: s.get("text") for s in content_of(the_report()).sections}
    assert str(after["disputes"]).startswith("全年调成纠纷{disputes.settled}件。\n其中口头{disputes.settled:form.口头}件。\n")
    assert {k: v for k, v in after.items() if k != "disputes"} == {k: v for k, v in before.items() if k != "disputes"}


def test_an_emptied_paragraph_is_deleted_and_a_new_one_added_at_the_end(town: SmallTown) -> None:
    up_to(town, "drafted")
    ok(report.edit(the_report(), by(town, "justice_office", 8), "leaders", 0, ""))
    assert next(s for s in content_of(the_report()).sections if s["id"] == "leaders").get("text", "") == ""
    ok(report.edit(the_report(), by(town, "justice_office", 8), "leaders", 5, "无。"))
    assert next(s for s in content_of(the_report()).sections if s["id"] == "leaders")["text"] == "无。"


@pytest.mark.parametrize("text", ["全年调成纠纷27件。", "全年调成纠纷二十七件。", "增长12%。", "全年{没有的指标}件。"])
def test_a_number_typed_by_hand_stops_the_check(town: SmallTown, text: str) -> None:
    up_to(town, "drafted")
    ok(report.edit(the_report(), by(town, "justice_office", 8), "disputes", 0, text))
    assert "未挂接的数字" in said(report.check(the_report(), by(town, "justice_office", 8)))


@pytest.mark.parametrize(
    "text",
    [
        "依据《行政处罚法（2021年修订）》第58条。",
        "2025年12月4日。",
        "同府发〔2025〕3号。",
        "一是抓学习。二是抓落实。",
        "“12·4”宪法日。",
        "12345热线。",
        "第二次会议。",
    ],
)
def test_what_only_looks_like_a_number_passes(text: str) -> None:
    assert typed_numbers(text) == []


# --- checking -----------------------------------------------------------------------------------------------------


def test_a_check_records_what_it_found_and_a_clean_one_clears_it(town: SmallTown) -> None:
    up_to(town, "drafted")
    ok(
        report.edit(
            the_report(), by(town, "justice_office", 8), "disputes", 0, "调解成功率达百分之百以上，完成率达{调解成功率}。贯彻执行执行制度。"
        )
    )
    ok(report.check(the_report(), by(town, "justice_office", 8)))
    rows = content_of(the_report()).matter.facts["findings"]
    assert any("执行执行" in str(r.get("fragment")) for r in rows)  # type: ignore[union-attr]
    ok(report.draft(the_report(), by(town, "justice_office", 8)))
    ok(report.check(the_report(), by(town, "justice_office", 8)))
    again = content_of(the_report()).matter.facts["findings"]
    assert not any("执行执行" in str(r.get("fragment")) for r in again)  # type: ignore[union-attr]


def test_our_own_draft_has_no_stop_finding(town: SmallTown) -> None:
    row = up_to(town, "drafted")
    assert [x.finding for x in findings(content_of(row), DAY, recount=True) if x.finding.severity == "stop"] == []


def test_a_stop_finding_holds_the_adoption_until_it_is_explained(town: SmallTown) -> None:
    up_to(town, "drafted")
    ok(report.edit(the_report(), by(town, "justice_office", 8), "others", 0, "依据《纲要（20212025年）》开展工作。"))
    ok(report.check(the_report(), by(town, "justice_office", 8)))
    rows: Any = content_of(the_report()).matter.facts["findings"]
    stop = next(n for n, r in enumerate(rows) if r["severity"] == "必须改")
    assert "核查有1处必须改正" in said(step(town, "town_head", "adopt", 9, minutes="通过"))
    assert "没有写明理由" in said(report.explain(the_report(), by(town, "justice_office", 9), stop, " "))
    ok(report.explain(the_report(), by(town, "justice_office", 9), stop, "原文件名称如此"))
    assert "核查有" not in said(step(town, "town_head", "adopt", 9, minutes="通过"))


def test_a_silent_topic_needs_a_statement_and_a_spoken_one_cannot_have_it(town: SmallTown) -> None:
    up_to(town, "checked")
    assert "信访" in silent_topics(content_of(the_report()))
    assert "既无数据也无声明" in said(step(town, "town_head", "adopt", 9, minutes="通过"))
    assert "不能声明无此情形" in said(report.state_nil(ORG, YEAR, "矛盾纠纷", by(town, "justice_office", 9)))
    ok(report.state_nil(ORG, YEAR, "信访", by(town, "justice_office", 9)))
    assert "信访" not in silent_topics(content_of(the_report()))


def test_a_table_that_says_something_else_is_found(town: SmallTown) -> None:
    up_to(town, "checked")
    cells = [{"table": "处罚", "code": "penalty.own_name", "label": "处罚合计", "value": 347}]
    take(
        town,
        "any-statistician",
        "freeze",
        at(1, 6, year=2026),
        "tables",
        procedure="annual_report.enforcement_statistics",
        fields={"year": "2025"},
    )
    take(town, "any-statistician", "fill", at(1, 7, year=2026), "", matter="tables", fields={"cells": cells})
    assert "数字不一致" in rules(the_report())
    assert "行政执法统计年报填347，记录为0" in said(step(town, "town_head", "adopt", 9, minutes="通过"))


# --- files --------------------------------------------------------------------------------------------------------


def test_the_side_car_gives_the_records_of_every_printed_number(town: SmallTown) -> None:
    found = content_of(up_to(town, "signed"))
    data = side_car(found)
    figures = {f["id"]: f for f in data["figures"]}
    assert data["status"] == "final"
    assert data["printed"]
    for number in data["printed"]:
        figure = figures[number["figure"]]
        assert figure["text"] == number["text"]
        assert figure["same"], figure["id"]
    settled = figures[f"{ORG}/disputes.settled/2025"]
    assert sorted(settled["matters"]) == sorted([town.matters["settled"], town.matters["near"]])


def test_every_format_is_written_and_a_draft_says_so(town: SmallTown) -> None:
    found = content_of(up_to(town, "drafted"))
    page = exported(found, "html").decode()
    assert "草稿" in page
    assert f'<data value="{ORG}/disputes.settled/2025">2</data>' in page
    assert exported(found, "pdf").startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(exported(found, "docx"))) as file:
        assert "受理纠纷" in file.read("word/document.xml").decode()
    assert json.loads(exported(found, "json"))["status"] == "frozen"


def test_a_signed_report_is_its_issued_paper(town: SmallTown) -> None:
    found = content_of(up_to(town, "signed"))
    issued = IssuedPaper.objects.get(matter=found.matter.id, instrument="annual_report.report")
    assert paper_of(found).number == issued.number
    assert "草稿" not in exported(found, "html").decode()


def test_the_command_writes_a_live_draft_without_a_report(town: SmallTown, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "r.html"
    assert report_command.run("2025", str(out)) == 0
    assert "数据未冻结" in capsys.readouterr().out
    assert "草稿" in out.read_text()
    assert "调解成功<data" in out.read_text()


@pytest.mark.parametrize(
    ("period", "name", "why"), [("2025", "r.txt", "不支持"), ("去年", "r.pdf", "看不懂"), ("2025", "none/r.json", "写不了文件")]
)
def test_the_command_says_what_it_cannot_do(
    town: SmallTown, tmp_path: Path, capsys: pytest.CaptureFixture[str], period: str, name: str, why: str
) -> None:
    assert report_command.run(period, str(tmp_path / name)) == 2
    assert why in capsys.readouterr().err


# --- published ----------------------------------------------------------------------------------------------------


def test_a_page_that_lost_characters_is_found(town: SmallTown) -> None:
    row = up_to(town, "published")
    text = report_published.text_of(paper_of(content_of(row)))
    assert report_published.losses(row, text.encode()) == []
    lost = text.replace("〔2026〕1号", "〔20261号").replace("调解成功2件", "调解成功件")
    rows = report_published.losses(row, f"<html><body><p>{lost.replace(chr(10), '</p><p>')}</p></body></html>".encode())
    assert isinstance(rows, list)
    assert {r["expected"] for r in rows} == {"同乐府文〔2026〕1号", "2"}
    ok(report_published.compare(row, by(town, "party_gov_office", 16), lost.encode()))
    assert len(content_of(the_report()).matter.facts["published_losses"]) == 2  # type: ignore[arg-type]


def test_an_unreadable_page_is_a_refusal(town: SmallTown) -> None:
    row = up_to(town, "published")
    assert "空的" in said(report_published.compare(row, by(town, "party_gov_office", 16), b""))


def test_the_public_reads_only_what_is_published_and_printed(town: SmallTown) -> None:
    up_to(town, "signed")
    assert published(ORG, YEAR, DAY) is None
    ok(step(town, "party_gov_office", "submit", 14))
    ok(step(town, "party_gov_office", "publish", 15, page_address="镇政府网站"))
    found = published(ORG, YEAR, DAY)
    assert found is not None
    assert years(ORG, DAY) == [YEAR]
    assert published(ORG, YEAR, date(2026, 1, 1)) is None
    assert opened(found, "disputes.amount_involved", "", 1) is None
    behind = opened(found, "disputes.settled", "", 1)
    assert behind is not None
    assert behind.same
    assert {(r.title, r.place, r.matter) for r in behind.page.records} == {("矛盾纠纷", "和顺社区", "")}


def test_open_data_names_no_record_and_no_party(town: SmallTown) -> None:
    up_to(town, "published")
    found = published(ORG, YEAR, DAY)
    assert found is not None
    data = json.dumps(open_data(found), ensure_ascii=False)
    assert town.matters["settled"] not in data
    assert PARTY_A not in data
    assert f"{ORG}/disputes.settled/2025" in data


def _late_settlement(town: SmallTown) -> None:
    """A settlement of December that was recorded in February."""
    fields = {"village": HESHUN, "kind": "邻里", "party_a": "甲", "party_b": "乙", "settlement": "各让一步"}
    command = attempt(town, "chen", "settle_orally", at(2, 10, year=2026), "late", procedure="disputes.dispute", fields=fields)
    ok(take_step(replace(command, on=date(2025, 12, 30)), durable=False))


# --- an outline of the town's own ---------------------------------------------------------------------------------


def _own_outline(town: SmallTown) -> None:
    rows = [
        {"section": "工作成效", "required_part": "主要举措和成效"}, {"section": "化解矛盾纠纷", "level": 2, "topics": ["矛盾纠纷", "信访"]},
        {"section": "其他工作", "level": 2, "topics": ["其余各项"]}, {"section": "不足和原因", "required_part": "存在的不足和原因"},
        {"section": "第一责任人履职", "required_part": "第一责任人履职", "topics": ["第一责任人"]},
        {"section": "{下一年}年打算", "required_part": "下一年安排"}, {"section": "其他情况", "required_part": "其他需要报告的情况"},
    ]  # fmt: skip
    given = {"year": "2025", "outline_name": "区级大纲", "outline_title": "{镇}{年}年法治建设{简}报", "outline_rows": rows}
    take(town, "fang", "draft", at(11, 20), "outline", procedure="annual_report.outline", fields=given)
    take(town, "fang", "adopt", at(11, 21), "", matter="outline")


def test_the_town_s_own_outline_is_opened_and_stays_though_the_register_changes(town: SmallTown) -> None:
    _own_outline(town)
    assert report.outline_names(ORG, YEAR, DAY)[0] == "区级大纲"
    assert "区级大纲" not in report.outline_names(ORG, YEAR + 1, DAY)
    ok(report.open_report(ORG, YEAR, by(town, "justice_office", 4)))
    take(town, "fang", "retire", at(1, 5, year=2026), "", matter="outline", fields={"why": "改用新大纲"})
    ok(report.freeze(ORG, YEAR, by(town, "statistician", 5)))
    found = content_of(the_report())
    titles = [s.get("title") for s in found.sections]
    assert titles == [None, "工作成效", "化解矛盾纠纷", "其他工作", "不足和原因", "第一责任人履职", "2026年打算", "其他情况"]
    assert next(s for s in found.sections if s.get("title") == "2026年打算")["plans"]
    assert paper_of(found).title.endswith("2025年法治建设{简}报")
    assert "区级大纲" not in report.outline_names(ORG, YEAR, DAY)


# --- the town's own word lists ------------------------------------------------------------------------------------


def test_the_town_s_own_lists_are_checked_by_beside_the_built_in_ones(town: SmallTown) -> None:
    up_to(town, "drafted")
    ok(report.edit(the_report(), by(town, "justice_office", 8), "others", 0, "落实村居法律明白人制度，贯彻“老提法”，推进村居普法。"))
    assert not {"R3", "T8"} & rules(the_report())
    take(town, "fang", "take_in", at(1, 8, year=2026), "", procedure="annual_report.confusables", fields={
        "list_title": "易错词", "confusable_rows": [{"wrong": "村居", "right": "村（社区）"}]})  # fmt: skip
    take(town, "fang", "take_in", at(1, 8, year=2026), "formulas", procedure="annual_report.formulas", fields={
        "list_title": "表述", "formula_rows": [{"text": "“老提法”", "valid_to": "2025-06-30", "instead": "“新提法”", "source": "区委通知"}]})  # fmt: skip
    found = {x.finding.rule: x.finding for x in findings(content_of(the_report()), DAY)}
    assert (found["R3"].suggestion, found["R3"].citation) == ("“新提法”", "区委通知")
    assert found["T8"].suggestion == "村（社区）"
    take(town, "fang", "retire", at(1, 9, year=2026), "", matter="formulas", fields={"why": "收入有误"})
    assert "R3" not in rules(the_report())


# --- the town's own words for a counting rule ---------------------------------------------------------------------


def test_the_town_s_own_rule_text_is_printed_with_its_day_and_source_and_a_published_figure_keeps_its_own(town: SmallTown) -> None:
    up_to(town, "frozen")
    given = {"version": "2025-01-01", "text": "当年调解成功并有记录的纠纷", "source": "区司法局口径说明"}
    ok(rule_texts.adopt(ORG, "disputes.settled", given, by(town, "statistician", 8)))
    now = counted(ORG, YEAR)
    assert (now.definitions["disputes.settled"].rule, now.definitions["disputes.settled"].source) == (
        "当年调解成功并有记录的纠纷（2025年1月1日起施行）",
        "区司法局口径说明",
    )
    assert now.figures["disputes.settled"].value == 2
    before = Book(ORG, date(YEAR, 12, 31), ("disputes.settled",), entries_before=freeze_entry(content_of(the_report())))
    assert before.definitions["disputes.settled"].rule == "当年达成口头或书面协议的纠纷"
    assert "没有代码为" in said(rule_texts.adopt(ORG, "disputes.unheard", given, by(town, "statistician", 8)))


# --- reports of earlier years -------------------------------------------------------------------------------------

_PAST = "同乐镇人民政府2024年法治政府建设工作年度报告\n一、主要举措和成效\n" + (
    "受理矛盾纠纷61件，调解成功58件。坚持把矛盾纠纷化解在基层，健全镇村两级排查机制，落实网格员、人民调解员联动，做到早发现、早介入、早化解，群众满意度持续提升，基层治理水平稳步提高。\n"
)


@pytest.mark.parametrize("name", ["2024年报告.txt", "2024年报告.html"])
def test_a_report_of_an_earlier_year_is_compared_with_and_its_numbers_are_no_records(town: SmallTown, name: str) -> None:
    up_to(town, "drafted")
    source = _PAST if name.endswith("txt") else "<html><body>" + "".join(f"<p>{line}</p>" for line in _PAST.splitlines()) + "</body></html>"
    ok(past_intake.keep(ORG, 2024, source.encode(), name, by(town, "justice_office", 8), number="同乐府文〔2025〕3号"))
    row = past_reports.kept(ORG, 2024)
    assert row is not None
    offered = row.snapshot["facts"]["candidates"]
    assert [c["shown"] for c in offered] == ["61件", "58件"]
    assert past_reports.printed(ORG, 2024) == {}
    assert "不存在的指标" in said(past_intake.recognise(row, {0: "no.such"}, by(town, "justice_office", 8)))
    ok(past_intake.recognise(row, {0: "disputes.accepted"}, by(town, "justice_office", 8)))
    assert past_reports.printed(ORG, 2024) == {"disputes.accepted": "61件"}
    assert counted(ORG, 2024).figures["disputes.accepted"].value == 0
    ok(
        report.edit(
            the_report(),
            by(town, "justice_office", 8),
            "others",
            0,
            _PAST.splitlines()[2].replace("61件", "{受理纠纷}件").replace("58件", "{调解成功}件"),
        )
    )
    assert "R5" in rules(the_report())


def test_a_file_without_text_is_refused(town: SmallTown) -> None:
    assert "没有文字" in said(past_intake.keep(ORG, 2024, b"\x89PNG\r\n\x1a\n" + b"\x01" * 90, "扫描件.png", by(town, "justice_office", 8)))


def test_a_new_outline_is_begun_from_the_built_in_one() -> None:
    for outline in OUTLINES:
        typed = [
            {k: (v.split("、") if k == "topics" else int(v) if k == "level" else v) for k, v in row.items()} for row in typed_rows(outline)
        ]
        again = outline_from([{"order": n, **row} for n, row in enumerate(typed, 1)])
        assert again.parts == outline.parts
        assert _shape(again) == _shape(outline)


def _shape(outline: Any) -> list[Any]:
    return [(s.title, s.topics, s.plans, s.free_text, [(i.title, i.topics) for i in s.sections]) for s in outline.sections]


def test_a_suggestion_is_put_in_the_place_of_the_words_it_marks(town: SmallTown) -> None:
    up_to(town, "drafted")
    ok(report.edit(the_report(), by(town, "justice_office", 8), "others", 0, "依据《纲要（20212025年）》，调成纠纷{调解成功}件。"))
    one = next(x for x in findings(content_of(the_report()), DAY) if x.mend is not None)
    assert isinstance(report.accept(the_report(), by(town, "justice_office", 8), one.section, one.paragraph, one.start + 1), Refused)
    ok(report.accept(the_report(), by(town, "justice_office", 8), one.section, one.paragraph, one.start))
    text = next(str(s["text"]) for s in content_of(the_report()).sections if s["id"] == "others")
    assert "2021—2025年" in text
    assert "{disputes.settled}" in text


def test_a_title_nearly_as_the_town_s_own_list_has_it_is_found(town: SmallTown) -> None:
    up_to(town, "drafted")
    take(town, "fang", "take_in", at(1, 7, year=2026), "", procedure="annual_report.formulas", fields={
        "list_title": "文件名", "formula_rows": [{"text": "《涪陵区2025年法治政府建设工作要点》"}]})  # fmt: skip
    ok(report.edit(the_report(), by(town, "justice_office", 8), "others", 0, "落实《涪陵区2025年法治政府建设工作要求》。"))
    assert "《涪陵区2025年法治政府建设工作要点》" in {x.mend for x in findings(content_of(the_report()), DAY)}
    ok(report.edit(the_report(), by(town, "justice_office", 8), "others", 0, "落实《涪陵区2025年法治政府建设工作要点》。"))
    assert "R2" not in rules(the_report())


def test_an_explanation_answers_one_finding_and_no_other_of_its_rule() -> None:
    from fadu.kernel.finding import Finding, Severity
    from fadu.service.report_findings import Located, as_rows

    located = [Located(Finding("数字不一致", Severity.STOP, said, "", "更正记录")) for said in ("处罚差一件", "许可差两件")]
    rows = as_rows(located, [{"rule": "数字不一致", "message": "处罚差一件", "answer": "口径不同"}])
    assert [r.get("answer") for r in rows] == ["口径不同", None]
