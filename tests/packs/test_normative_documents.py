"""Normative documents and legality review: gates that refuse, papers that hold what the law asks, texts read, figures kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fadu import law, packs
from fadu.kernel.finding import Severity
from fadu.kernel.instrument import Layout, Paper, paper_from_json, paper_json
from fadu.kernel.report import written
from fadu.packs import example_runner as runner
from fadu.packs.common.steps import common_steps
from fadu.packs.common.texts import content_digest, text_digest
from fadu.packs.example_file import read
from fadu.packs.normative_documents.paper_parts import is_rule
from fadu.packs.normative_documents.wording import (
    binding_words,
    cited_number_findings,
    forbidden_wording,
    without_basis,
)

COMMON = {s.id for s in common_steps()}
NAMES = ("normative_documents", "legal_counsel")
WORKING_FORMS = {
    "proposal",
    "comment_adoption",
    "fair_competition",
    "signed_draft",
    "evaluation",
    "explanation",
    "review_return",
    "review_adoption",
}
ROOT = Path(packs.__file__).parent
FILES = sorted(f for name in NAMES for f in (ROOT / name / "examples").glob("*.toml"))


def own_procedures() -> list:  # type: ignore[type-arg]
    return [
        p for p in packs.catalogue().procedures if p.name == "legal_counsel.legality_review" or p.name.startswith("normative_documents.")
    ]


def run(name: str) -> runner._Run:
    example = read(next(f for f in FILES if f.stem == name))
    state = runner._begin(example)
    for step in example.steps:
        runner._take(state, step)
    assert state.problems == []
    return state


def paper_titled(name: str, words: str) -> Paper:
    return next(p for p in run(name).ledger.papers if words in p.title.replace("\n", ""))


def said(paper: Paper) -> str:
    return str(paper_json(paper))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_example(file: Path) -> None:
    assert runner.run_file(file).problems == []


def test_every_gate_refuses_in_some_example() -> None:
    refused = {gate for f in FILES for s in read(f).steps for gate in s.get("refused", [])}
    gates = {g.id for p in own_procedures() for s in p.steps if s.id not in COMMON for g in s.gates}
    assert gates - refused == set()


def test_every_step_of_these_procedures_is_taken_in_some_example() -> None:
    taken = {s.get("do") for f in FILES for s in read(f).steps if not s.get("refused")} | {"take_opinion", "replace"}
    assert {s.id for p in own_procedures() for s in p.steps} - COMMON - taken == set()


def test_every_paper_names_its_place_of_verification_and_survives_json() -> None:
    papers = [p for f in FILES for p in runner_papers(f)]
    for paper in papers:
        assert paper.verify.startswith("fadu:verify/")
        assert paper.dated is not None
        assert paper_from_json(paper_json(paper)) == paper  # type: ignore[arg-type]


def test_working_forms_carry_no_head_of_an_official_paper() -> None:
    layouts = {(p.verify.split("/")[-1], p.layout) for f in FILES for p in runner_papers(f)}
    forms = {instrument for instrument, layout in layouts if layout is Layout.FORM}
    assert forms == WORKING_FORMS
    assert forms & {instrument for instrument, layout in layouts if layout is Layout.OFFICIAL} == set()


def runner_papers(file: Path) -> list[Paper]:
    return run(file.stem).ledger.papers


def test_the_document_prints_effect_validity_and_interpreter() -> None:
    paper = paper_titled("whole_life_of_a_trial_document", "关于印发")
    assert paper.number == "同乐府规〔2024〕1号"
    for words in ("自2024年3月1日起施行", "有效期至2026年2月28日", "由重庆市涪陵区同乐镇人民政府负责解释"):
        assert words in said(paper)


def test_a_rule_is_the_annex_of_the_notice_that_issues_it() -> None:
    paper = paper_titled("whole_life_of_a_trial_document", "关于印发")
    assert [annex.title for annex in paper.annexes] == list(paper.attachments) == ["同乐镇农村集体聚餐报告暂行规定"]
    assert len(paper.blocks) == 2, "the last sentence stays with the seal, so that no page carries a seal alone"
    assert "负责解释" in str(paper.annexes[0].blocks)
    assert paper_from_json(paper_json(paper)) == paper  # type: ignore[arg-type]


@pytest.mark.parametrize(("title", "rule"), [
    ("同乐镇河道保洁办法", True), ("同乐镇集市管理规定（试行）", True), ("关于发展集市的实施意见", True),
    ("关于禁止露天焚烧秸秆的通告", False), ("关于规定河道保洁时间的决定", False),
])  # fmt: skip
def test_a_rule_is_known_by_the_end_of_its_title(title: str, rule: bool) -> None:
    assert is_rule(title) is rule


def test_a_reissue_says_what_it_repeals() -> None:
    paper = paper_titled("catalogue_document_reissued_then_set_aside", "关于印发")
    assert "《同乐镇集镇停车秩序管理规定》（同乐府规〔2022〕1号）同时废止" in said(paper)


def test_the_notice_of_a_cleanup_carries_four_lists_that_add_up() -> None:
    text = said(paper_titled("cleanup_of_nine_documents", "清理结果"))
    assert "规范性文件9件进行了清理，其中继续有效6件、修订1件、废止1件、失效1件" in text
    assert all(f"{n}、{c}的规范性文件" in text for n, c in zip("一二三四", ("继续有效", "修订", "废止", "失效"), strict=True))
    assert "不再作为行政管理的依据" in text


def test_the_opinion_names_papers_points_conclusion_and_reviewer() -> None:
    text = said(paper_titled("contract_found_unlawful", "合法性审查意见书"))
    for words in ("合同文本、对方资质材料、审批文件", "审查结论：不合法", "第八条免除己方违约责任", "审查人：审查员吴某"):
        assert words in text


def test_the_opinion_on_a_repeal_says_that_it_is_one() -> None:
    assert "关于废止《同乐镇散养家禽管理规定》的合法性审查意见书" in said(paper_titled("repeal_after_review", "合法性审查意见书"))


def test_the_repeal_decision_names_the_document_and_the_day() -> None:
    text = said(paper_titled("repeal_after_review", "管理规定》的决定"))
    assert "《同乐镇散养家禽管理规定》（）" not in text
    assert "自2025年4月11日起废止" in text


def test_a_broken_number_is_found_and_mended() -> None:
    text = "根据有关要求，\n按照涪陵府办发〔202524号办理。"
    (finding,) = cited_number_findings(text)
    assert (finding.rule, finding.severity, finding.suggestion) == ("docnumber.missing", Severity.NOTE, "〔2025〕24号")
    assert (finding.message, finding.fragment) == ("可能丢失“〕”，应为〔2025〕24号", "涪陵府办发〔202524号")
    assert (finding.line, text[finding.offset : finding.offset + finding.length]) == (2, "〔202524号")


@pytest.mark.parametrize("text", ["涪陵府办发〔2025〕24号", "（2025）渝0102行初3号", "2025年24号文件", "国办发〔2018〕115号"])
def test_sound_numbers_are_left_alone(text: str) -> None:
    assert cited_number_findings(text) == ()


@pytest.mark.parametrize(
    ("text", "right"), [("府发[2025]3号", "〔2025〕3号"), ("府发〔2025〕第3号", "〔2025〕3号"), ("府发〔2025〕003号", "〔2025〕3号")]
)
def test_other_broken_forms_are_found(text: str, right: str) -> None:
    assert [f.suggestion for f in cited_number_findings(text)] == [right]


@pytest.mark.parametrize("text", ["办理时不收取任何费用。", "不得收取工本费。", "免收取手续费。"])
def test_wording_that_forbids_a_charge_sets_none(text: str) -> None:
    assert forbidden_wording(text) == ()


def test_wording_that_creates_duties_is_flagged_until_its_basis_is_cited() -> None:
    text = "经营者须提供健康证明；违者罚款二百元。"
    assert [f.kind for f in forbidden_wording(text)] == ["证明", "处罚"]
    basis = [{"document": "《食品安全法》", "article": "第四十五条", "supports": "证明"}]
    assert [f.kind for f in without_basis(text, basis)] == ["处罚"]
    assert without_basis(text, [{"document": "《食品安全法》", "supports": "证明"}]) == forbidden_wording(text)
    assert binding_words("请各村于月底前上报") == ()


def test_a_digest_ignores_line_ends_and_nothing_else() -> None:
    assert text_digest("一、甲\r\n二、乙  \n") == text_digest("一、甲\n二、乙")
    assert text_digest("一、甲") != text_digest("一、乙")
    assert content_digest({"text_file": {"root": "abc", "name": "a.pdf", "size": 1}}) == "file:abc"
    assert content_digest({}) == ""


def test_stock_at_the_end_is_stock_at_the_beginning_plus_issued_less_ended() -> None:
    state = run("revision_replaces_the_old_document")
    value = {
        code: runner._figure(state, f"normative_documents.{code}", 2025).value for code in ("issued", "disclosure_repealed", "in_force")
    }
    before = runner._figure(state, "normative_documents.in_force", 2024).value
    assert (before, value["in_force"]) == (9, before + value["issued"] - value["disclosure_repealed"])


def test_sentences_print_figures_and_nil_forms() -> None:
    state = run("cleanup_of_nine_documents")
    codes = [c for c in packs.catalogue().indicators if c.split(".")[0] in NAMES]
    for year, wanted in ((2025, "清理规范性文件9件：继续有效6件、修订1件、废止失效2件。"), (2024, "本年未开展规范性文件清理。")):
        figures = {code: runner._figure(state, code, year) for code in codes}
        runs = written(packs.catalogue().sentences["normative_documents.cleanup"], figures)
        assert "".join(r if isinstance(r, str) else r.text for r in runs) == wanted
    runs = written(packs.catalogue().sentences["normative_documents.issued"], figures)
    assert runs == ("本年未制发规范性文件。",)


def test_validity_counts_the_day_of_effect() -> None:
    state = run("validity_renewed_or_lapsed")
    renewed = state.records.held[state.named["乙"]]
    assert renewed.get("expires") == date(2030, 6, 30)
    assert renewed.clocks["gfx.valid.normal"].due(law.load(), renewed.org).due_on == date(2030, 6, 30)


def test_the_public_sees_no_personal_data_of_those_who_commented() -> None:
    adopt = packs.catalogue().procedure("normative_documents.adopt")
    assert adopt.public is not None
    assert "comments" not in adopt.public.fields


def test_a_void_number_stays_in_its_series_with_the_reason() -> None:
    state = run("number_voided_and_paper_issued_anew")
    (row,) = state.records.rows("series", date(2025, 9, 4))
    assert (row["organ_code"], row["voided"]) == ("同乐府发", "1号：附件漏印，须更正后重新编号")
    assert [p.number for p in state.ledger.papers] == ["同乐府发〔2025〕1号", "同乐府发〔2025〕2号"]


def test_a_paper_found_to_be_a_normative_document_is_typed_once() -> None:
    adopted = next(m for m in run("notice_classified_by_one_clerk").records.held.values() if m.procedure == "normative_documents.adopt")
    assert adopted.get("title") == "关于禁止露天焚烧秸秆的通告"
    assert [r["person"] for r in adopted.facts["classification"]] == ["李某", "王某"]
    assert "classify_again" not in adopted.done, "two people and the justice office have told its nature already"


def test_the_paper_to_the_superior_names_who_signed() -> None:
    paper = paper_titled("request_to_the_district", "防火物资经费")
    assert paper.issuer_line == "周镇长"


def test_what_replaced_a_document_stands_beside_its_end() -> None:
    (ended,) = run("revision_replaces_the_old_document").records.rows("ended_documents", date(2025, 7, 1))
    assert ended["replaced_by"] == "《同乐镇农贸市场管理规定（修订）》"


def test_the_catalogue_says_how_a_document_stands() -> None:
    records = run("filed_in_time").records
    assert [r["state"] for r in records.rows("documents") if r.get("state")] == ["已公布待备案", "已备案", "现行有效"]


def test_the_adoption_of_an_opinion_follows_from_the_answers_to_its_points() -> None:
    (review,) = [m for m in run("same_contract_reviewed_twice").records.held.values() if m.procedure == "legal_counsel.legality_review"]
    assert review.get("adoption") == "采纳" and "point_answers" not in review.facts, "the second opinion had no points"
