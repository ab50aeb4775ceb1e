"""The PDF as a file: archival, repeatable, safe whatever was typed."""

from __future__ import annotations

import dataclasses
import re
import threading
from datetime import date

import pytest

from fadu.kernel.instrument import Layout, Paper, paragraph
from fadu.paper.measures import measures
from fadu.paper.pdf import render_pdf
from tests.paper import samples
from tests.paper.reading import MM, needs_fonts, pieces, reader, squeezed, text_of

pytestmark = needs_fonts


def test_it_works():
    pdf = render_pdf(samples.summary_decision())
    assert pdf.startswith(b"%PDF-1.7")
    assert "当场行政处罚决定书" in text_of(pdf)


@pytest.mark.parametrize("name", samples.ALL)
def test_every_paper_says_all_it_has_to_say(name: str):
    paper = samples.ALL[name]()
    pages = re.sub(r"— \d+ —", "", text_of(render_pdf(paper)))
    printed = squeezed(pages).replace(paper.watermark or "\0", "")
    wanted = [
        paper.title,
        paper.organ,
        paper.number,
        paper.signed_by,
        paper.copies_to,
        paper.printed_by,
        *paper.attachments,
    ]
    for block in paper.blocks:
        wanted += [str(getattr(block, "text", "")), str(getattr(block, "label", ""))]
    assert [w for w in wanted if squeezed(w) not in printed] == []


@pytest.mark.parametrize("name", samples.ALL)
def test_the_same_paper_is_the_same_file(name: str):
    assert render_pdf(samples.ALL[name]()) == render_pdf(samples.ALL[name]())


def test_threads_print_the_same_file():
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(render_pdf(samples.summary_decision()))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3
    assert len(set(made)) == 1


def test_another_word_is_another_file():
    paper = samples.summary_decision()
    assert render_pdf(paper) != render_pdf(dataclasses.replace(paper, number="同乐简罚〔2025〕032号"))


def test_the_file_declares_pdf_a_2b():
    facts = reader(render_pdf(samples.annual_report())).xmp_metadata
    assert facts is not None
    xml = facts.rdf_root.toxml()
    assert "<pdfaid:part>2</pdfaid:part>" in xml
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xml


def test_every_font_is_inside_the_file():
    for page in reader(render_pdf(samples.annual_report())).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner)


def test_the_file_is_dated_by_the_paper_not_by_the_clock():
    facts = reader(render_pdf(samples.annual_report())).metadata
    assert facts is not None
    assert facts["/CreationDate"] == facts["/ModDate"] == "D:20260126000000Z"
    assert facts["/Title"] == samples.annual_report().title


def test_an_undated_draft_prints_and_repeats():
    draft = Paper(title="草稿", organ="某镇人民政府", blocks=(paragraph("正文。"),))
    assert render_pdf(draft) == render_pdf(draft)


@pytest.mark.parametrize("layout", Layout)
def test_an_empty_paper_prints(layout: Layout):
    assert len(reader(render_pdf(Paper(title="", organ="", layout=layout, seal=False))).pages) == 1


@pytest.mark.parametrize("layout", Layout)
def test_nothing_typed_acts_as_markup(layout: Layout):
    printed = squeezed(text_of(render_pdf(samples.hostile(layout))))
    for literal in ("#panic(1)*粗*$x^2$\\`raw`<label>@ref[a](b)]]#{}", "喆玥堃昇䶮", "]*[", "//注释"):
        assert literal in printed


@pytest.mark.parametrize("layout", Layout)
def test_a_character_without_a_glyph_is_marked_not_lost(layout: Layout):
    unassigned = "\U000e0fff"
    paper = Paper(title="送达回证", organ="某镇人民政府", layout=layout, blocks=(paragraph(f"甲{unassigned}乙"),))
    assert "甲〓乙" in squeezed(text_of(render_pdf(paper)))


@pytest.mark.parametrize("layout", Layout)
def test_the_longest_word_stays_on_the_page(layout: Layout):
    pdf = render_pdf(samples.hostile(layout))
    widest = max(len(line.text.replace("\u200b", "")) * line.size * 0.9 for line in pieces(pdf, 1) if set(line.text) <= {"W", "\u200b"})
    assert widest < (measures(layout)["page_width_mm"] - 20) * MM


@pytest.mark.parametrize("layout", Layout)
def test_the_watermark_is_on_every_page(layout: Layout):
    paper = Paper(
        title="长文",
        organ="某镇人民政府",
        layout=layout,
        watermark="演示数据",
        blocks=tuple(paragraph("长。" * 200) for _ in range(6)),
    )
    pdf = render_pdf(paper)
    pages = len(reader(pdf).pages)
    assert pages > 2
    assert all("演示数据" in text_of(pdf, page) for page in range(1, pages + 1))


def test_a_date_without_leading_zeros():
    paper = dataclasses.replace(samples.summary_decision(), dated=date(2026, 1, 5))
    assert "2026年1月5日" in squeezed(text_of(render_pdf(paper)))
