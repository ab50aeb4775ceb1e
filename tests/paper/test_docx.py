"""The editable twin: Word's own measures, fonts of Chinese runs, figures under bookmarks, the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from fadu.kernel.instrument import Annex, Figure, Layout, Paper, Paragraph, paragraph
from fadu.paper.docx import render_docx
from fadu.paper.word import bookmark_name
from tests.paper import samples
from tests.paper.reading import squeezed

# The order of a paragraph's properties in the standard (ISO/IEC 29500-1, CT_PPrBase); Word refuses another.
ORDER = """
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""
RUN_ORDER = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
"""


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def all_text(data: bytes) -> str:
    return squeezed("".join(t.text or "" for t in opened(data).element.body.iter(qn("w:t"))))


@pytest.mark.parametrize("name", samples.ALL)
def test_it_says_what_the_paper_says(name: str):
    paper = samples.ALL[name]()
    printed = all_text(render_docx(paper))
    for block in paper.blocks:
        assert squeezed(str(getattr(block, "text", ""))) in printed
    assert squeezed(paper.number) in printed


@pytest.mark.parametrize("name", samples.ALL)
def test_the_same_paper_is_the_same_file(name: str):
    assert render_docx(samples.ALL[name]()) == render_docx(samples.ALL[name]())


def test_the_official_page_is_set_up_as_the_standard_says():
    section = opened(render_docx(samples.annual_report())).sections[0]
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(m / Mm(1)) for m in margins if m is not None] == [37, 28, 26, 35]
    assert (round((section.page_width or 0) / Mm(1)), round((section.page_height or 0) / Mm(1))) == (210, 297)


def test_body_lines_have_the_exact_pitch_of_22_lines():
    body = [p for p in opened(render_docx(samples.annual_report())).paragraphs if "现将有关情况报告如下" in p.text]
    assert body[0].paragraph_format.line_spacing == pytest.approx(Pt(28.95), abs=Pt(0.05))
    assert body[0].runs[0].font.size == Pt(16)


@pytest.mark.parametrize("name", samples.ALL)
def test_every_run_names_its_chinese_font(name: str):
    for run in opened(render_docx(samples.ALL[name]())).element.body.iter(qn("w:r")):
        if run.find(qn("w:t")) is not None:
            assert run.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:eastAsia"))


def test_headings_have_their_typefaces_and_show_in_the_navigation():
    found = {p.text: p for p in opened(render_docx(samples.normative_document())).paragraphs}
    for text, family, level in (
        ("一、总体要求", "黑体", "0"),
        ("（一）统一规划", "楷体_GB2312", "1"),
        ("1.镇级职责", "仿宋_GB2312", "2"),
    ):
        paragraph = found[text]
        assert paragraph.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == family
        assert paragraph._p.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == level


def test_each_figure_stands_under_a_bookmark_that_names_it():
    paper = samples.annual_report()
    document = opened(render_docx(paper))
    names = {b.get(qn("w:name")): b for b in document.element.body.iter(qn("w:bookmarkStart"))}
    figures = [r for b in paper.blocks if isinstance(b, Paragraph) for r in b.runs if isinstance(r, Figure)]
    assert len(figures) == len(names) > 10
    for figure in figures:
        after = names[bookmark_name(figure.id)].getnext()
        assert after.find(qn("w:t")).text == figure.text


def test_plain_readers_still_read_the_figures():
    text = "\n".join(p.text for p in opened(render_docx(samples.annual_report())).paragraphs)
    assert "开展专题学法10次" in text


def test_a_figure_printed_twice_has_two_bookmarks():
    taken = {bookmark_name("penalty.decisions")}
    second = bookmark_name("penalty.decisions", taken)
    assert second not in taken
    assert len(bookmark_name("x." + "很长" * 60, taken)) <= 40


@pytest.mark.parametrize("name", [*samples.ALL, *Layout])
def test_the_order_of_properties_is_the_one_word_insists_on(name: str):
    paper = samples.ALL[name]() if name in samples.ALL else samples.hostile(Layout(name))
    body = opened(render_docx(paper)).element.body
    for tag, order in ((qn("w:pPr"), ORDER), (qn("w:rPr"), RUN_ORDER)):
        for properties in body.iter(tag):
            places = [order.split().index(etree.QName(child).localname) for child in properties]
            assert places == sorted(places)


def test_odd_and_even_pages_number_on_their_outer_sides():
    document = opened(render_docx(samples.annual_report()))
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (2, 0)
    assert odd.text == even.text == "—  —"
    assert "PAGE" in etree.tostring(odd._p).decode()


def test_the_watermark_is_on_odd_and_even_pages():
    section = opened(render_docx(samples.annual_report())).sections[0]
    for header in (section.header, section.even_page_header):
        assert any(e.get("string") == "演示数据" for e in header._element.iter("{urn:schemas-microsoft-com:vml}textpath"))


def test_the_imprint_is_framed_at_the_foot_before_the_signature():
    document = opened(render_docx(samples.annual_report()))
    framed = [p for p in document.paragraphs if p._p.pPr.find(qn("w:framePr")) is not None]
    assert [p.text.strip() for p in framed] == [
        "抄送：区委依法治区办，区司法局。",
        "",
        "同乐镇党政办公室\t2026年1月26日印发",
    ]
    assert framed[0]._p.pPr.find(qn("w:framePr")).get(qn("w:yAlign")) == "bottom"


def test_narrow_boxes_share_a_row_and_keep_room_to_write():
    tables = opened(render_docx(samples.summary_decision())).tables
    boxes = tables[1]
    assert [c.text for c in boxes.rows[0].cells] == ["当事人", "李玥", "证件号码", "500102********1234"]
    statement = next(r for r in boxes.rows if r.cells[0].text == "当事人陈述申辩")
    assert (statement.height or 0) >= Mm(20)


@pytest.mark.parametrize("layout", Layout)
def test_hostile_text_makes_a_file_that_opens(layout: Layout):
    data = render_docx(samples.hostile(layout))
    assert "#panic(1)" in all_text(data)
    assert "喆玥堃昇䶮" in all_text(data)


def test_the_file_knows_only_the_paper():
    data = render_docx(samples.annual_report())
    facts = opened(data).core_properties
    assert (facts.author, facts.title) == (samples.TOWN, samples.annual_report().title)
    assert facts.created is not None
    assert facts.created.isoformat().startswith("2026-01-26T00:00:00")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_annex_begins_a_page_and_has_the_imprint_on_its_last():
    rule = Annex("甲办法", (paragraph("第一条　一。"), paragraph("第二条　二。")))
    paper = Paper(
        title="关于印发《甲办法》的通知", organ="镇", layout=Layout.OFFICIAL, attachments=("甲办法",), annexes=(rule,), printed_by="办公室"
    )  # fmt: skip
    lines = opened(render_docx(paper)).paragraphs
    texts = [line.text for line in lines]
    mark = texts.index("附件")
    assert lines[mark].paragraph_format.page_break_before
    assert texts.index("附件：甲办法") < mark < texts.index("甲办法") < texts.index("第一条　一。")
    assert texts[-2:] == ["办公室\t", "第二条　二。"]


def test_a_wide_table_stands_on_a_turned_page_under_its_groups_and_carries_its_figures():
    document = opened(render_docx(samples.statistics()))
    section, table = document.sections[0], document.tables[1]
    assert section.orientation == 1 and (section.page_width or 0) > (section.page_height or 0)
    assert [c.text for c in table.rows[0].cells] == ["填报单位", *["行政处罚实施数量（宗）"] * 3, "罚没金额（万元）"]
    assert [c.text for c in table.rows[1].cells] == ["填报单位", "警告、通报批评", "罚款", "合计", "罚没金额（万元）"]
    names = {b.get(qn("w:name")) for b in document.element.body.iter(qn("w:bookmarkStart"))}
    assert bookmark_name("fl/penalty.t1/2025") in names and len(names) == 3


def test_organs_that_issue_together_stand_in_head_and_signature():
    paper = Paper(title="报告", organ="甲镇人民政府", jointly=("中共甲镇委员会",), layout=Layout.OFFICIAL, dated=date(2026, 1, 5))
    head, signature = opened(render_docx(paper)).tables
    assert [c.text for c in head.rows[0].cells] == ["甲镇人民政府\n中共甲镇委员会", "文件"]
    assert [c.text for c in signature.rows[0].cells] == ["", "甲镇人民政府", "中共甲镇委员会\n2026年1月5日"]
