"""Corrected text and DOCX, and the sheet of findings."""

from __future__ import annotations

import io

from docx import Document as Word
from openpyxl import load_workbook

from fadu.checker import check, document, read
from fadu.checker.correct import corrected_docx, corrected_text
from fadu.checker.document import Document
from fadu.checker.sheet import findings_sheet

FAULTY = "落实《法治政府建设实施纲要(20212025年)》（青府发〔202524号）。三是是法治意识不强。调解成功率达100%以上。"


def _word(*paragraphs: list[str]) -> bytes:
    word = Word()
    for pieces in paragraphs:
        paragraph = word.add_paragraph()
        for piece in pieces:
            paragraph.add_run(piece)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def test_accepted_suggestions_are_applied_and_advice_is_not() -> None:
    doc = document(FAULTY)
    text = corrected_text(doc, check(doc))
    assert "(2021—2025年)" in text and "〔2025〕24号" in text and "三是法治" in text and "100%以上" in text


def test_only_what_was_accepted_changes() -> None:
    doc = document(FAULTY)
    only = [f for f in check(doc) if f.rule == "T2"]
    assert corrected_text(doc, only) == FAULTY.replace("〔202524号", "〔2025〕24号")


def test_a_docx_is_mended_in_its_own_runs() -> None:
    source = _word(["青山镇报告"], ["落实要求（青府发〔2025", "24号）", "。三是", "是法治意识不强。"])
    doc = read(source, "report.docx")
    assert isinstance(doc, Document)
    mended = Word(io.BytesIO(corrected_docx(doc, check(doc))))
    assert [p.text for p in mended.paragraphs] == ["青山镇报告", "落实要求（青府发〔2025〕24号）。三是法治意识不强。"]
    assert len(mended.paragraphs[1].runs) == 4


def test_text_becomes_a_docx_one_paragraph_a_line() -> None:
    doc = document("第一段。\n三是是第二段。")
    made = Word(io.BytesIO(corrected_docx(doc, check(doc))))
    assert [p.text for p in made.paragraphs] == ["第一段。", "三是第二段。"]


def test_the_sheet_lists_every_finding_and_holds_no_formula() -> None:
    doc = document("=1+1。" + FAULTY)
    found = check(doc)
    page = load_workbook(io.BytesIO(findings_sheet(doc, found))).active
    rows = list(page.iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == [f.rule for f in found]
    assert not any(isinstance(cell, str) and cell.startswith("=") for row in rows for cell in row)
