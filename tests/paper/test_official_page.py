"""The official page measured on the finished PDF against GB/T 9704-2012."""

from __future__ import annotations

import dataclasses
from datetime import date
from itertools import pairwise

import pytest

from fadu.kernel.instrument import Annex, Layout, Paper, Table, paragraph
from fadu.paper.pdf import render_pdf
from tests.paper import samples
from tests.paper.reading import Line, needs_fonts, pieces, reader, text_of

PITCH_MM = 225 / 22
EM_MM = 16 * 25.4 / 72
TOWN = "某某区某某镇人民政府"

pytestmark = needs_fonts


def official(**changes: object) -> Paper:
    base = Paper(title="关于一件事情的通知", organ=TOWN, layout=Layout.OFFICIAL, number="某府〔2026〕1号", dated=date(2026, 1, 5))
    return dataclasses.replace(base, **changes)  # type: ignore[arg-type]


def filled(lines: int, **changes: object) -> bytes:
    return render_pdf(official(blocks=tuple(paragraph("这是一行。") for _ in range(lines)), **changes))


def find(pdf: bytes, text: str, page: int = 1) -> Line:
    return next(line for line in pieces(pdf, page) if text in line.text)


def signed(pdf: bytes) -> tuple[Line, Line]:
    """Organ and day at the end of the first page."""
    organ = [line for line in pieces(pdf, 1) if line.text.strip() == TOWN][-1]
    return organ, find(pdf, "2026年1月5日")


@pytest.fixture(scope="module")
def report() -> bytes:
    return render_pdf(samples.annual_report())


def test_the_paper_is_a4(report: bytes):
    box = reader(report).pages[0].mediabox
    assert (round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)) == (210, 297)


def test_a_full_page_has_22_lines_on_an_even_pitch():
    body = [line for line in pieces(filled(60), 2) if "这是一行" in line.text]
    assert len(body) == 22
    assert all(b.y - a.y == pytest.approx(PITCH_MM, abs=0.02) for a, b in pairwise(body))


def test_the_first_line_begins_37_mm_from_the_top_and_28_mm_from_the_left(report: bytes):
    first = pieces(report, 2)[1]
    assert first.x == pytest.approx(28, abs=0.05)
    assert first.y - 0.88 * EM_MM == pytest.approx(37, abs=1)


def test_a_full_line_has_28_characters():
    pdf = render_pdf(official(blocks=(paragraph("字" * 280),)))
    full = [line.text for line in pieces(pdf, 1) if set(line.text) == {"字"}]
    assert len(full[0]) == 26  # the first line begins two characters in
    assert len(full[1]) == 28


def test_a_document_number_in_a_table_stands_on_one_line_however_long_the_others():
    rows = (("1", "同乐镇农村集体聚餐食品安全管理规定", "同乐府规〔2022〕12号", "与上位法一致，仍需执行，并已逐条核对"),)
    pdf = render_pdf(official(blocks=(Table(("序号", "标题", "文号", "理由"), rows),)))
    assert "同乐府规〔2022〕12号" in [line.text.strip() for line in pieces(pdf, 1)]


def test_body_is_third_size_and_title_second_size(report: bytes):
    assert find(report, "法行政、为民用权").size == 16
    assert find(report, "法治政府建设情况的报告").size == 22


def test_the_mark_stands_35_mm_below_the_text_area(report: bytes):
    mark = find(report, "人民政府文件")
    assert mark.y - 0.88 * mark.size * 25.4 / 72 == pytest.approx(37 + 35, abs=0.1)


def test_the_number_stands_two_lines_under_the_mark(report: bytes):
    mark, number = find(report, "人民政府文件"), find(report, "同乐府文〔2026〕3号")
    gap = number.y - 0.88 * EM_MM - (mark.y + 0.12 * mark.size * 25.4 / 72)
    assert gap == pytest.approx(2 * PITCH_MM, abs=0.1)


def test_an_upward_paper_has_its_number_left_and_names_who_signs(report: bytes):
    assert find(report, "同乐府文〔2026〕3号").x == pytest.approx(28 + 156 / 28, abs=0.05)
    assert "签发人：周玥" in text_of(report, 1)


def test_other_papers_have_their_number_in_the_middle():
    number = find(render_pdf(official()), "某府〔2026〕1号")
    half = 7.5 / 2 * 156 / 28
    assert number.x + half == pytest.approx(28 + 78, abs=2)


def test_a_long_mark_is_condensed_onto_one_line():
    long = "某某自治区某某自治州某某自治县某某街道办事处综合行政执法大队文件"
    pdf = render_pdf(official(head=long))
    assert find(pdf, long[:10]).text == long


def test_paragraphs_and_headings_begin_two_characters_in(report: bytes):
    for words in ("2025年，同乐镇", "一、主要举措", "（一）强化"):
        assert find(report, words).x == pytest.approx(28 + 2 * 156 / 28, abs=0.1)


def test_recipients_stand_at_the_left_edge_with_a_colon(report: bytes):
    assert find(report, "涪陵区人民政府：").x == pytest.approx(28, abs=0.05)


def test_page_numbers_stand_outside_and_under_the_text_area(report: bytes):
    odd, even = find(report, "— 3 —", 3), find(report, "— 2 —", 2)
    assert odd.x > 150
    assert even.x == pytest.approx(28 + 14 * 25.4 / 72, abs=0.05)
    assert odd.size == even.size == 14
    assert odd.y - 0.4 * 14 * 25.4 / 72 == pytest.approx(297 - 35 + 7, abs=0.1)


def test_the_day_stands_four_characters_from_the_right_under_the_organ():
    organ, day = signed(filled(1))
    char = 156 / 28
    assert day.y - organ.y == pytest.approx(PITCH_MM, abs=0.05)
    middle = organ.x + len(TOWN) * char / 2  # the organ is centred on the day
    day_right = 2 * middle - day.x
    assert 184 - day_right == pytest.approx(4 * char, abs=0.3)


def test_without_a_seal_the_organ_stands_two_characters_from_the_right():
    char = 156 / 28
    organ, day = signed(filled(1, seal=False))
    assert organ.x + len(TOWN) * char == pytest.approx(184 - 2 * char, abs=0.5)
    assert day.x == pytest.approx(organ.x + 2 * char, abs=0.5)


def test_attachments_are_numbered_when_several():
    text = text_of(filled(1, attachments=("布点表", "经营公约")))
    assert "附件：1. 布点表" in text
    assert "2. 经营公约" in text
    assert "附件：布点表" in text_of(filled(1, attachments=("布点表",)))


def page_with(pdf: bytes, words: str) -> int:
    return next(n for n in range(1, len(reader(pdf).pages) + 1) if words in text_of(pdf, n))


def imprint_page(pdf: bytes) -> int:
    return page_with(pdf, "印发")


@pytest.mark.parametrize("lines", range(1, 34, 6))
def test_the_imprint_stands_at_the_foot_of_the_last_even_page(lines: int):
    pdf = filled(lines, copies_to="区司法局", printed_by="党政办公室", printed_on=date(2026, 1, 5))
    pages = len(reader(pdf).pages)
    assert imprint_page(pdf) == pages
    assert pages % 2 == 0
    last = find(pdf, "2026年1月5日印发", pages)
    assert 297 - 35 - 6 < last.y < 297 - 35
    assert "抄送：" in text_of(pdf, pages)


def test_no_line_of_text_reaches_under_the_text_area():
    for lines in (5, 27, 28, 29):
        pdf = filled(lines, copies_to="区司法局", printed_by="党政办公室", printed_on=date(2026, 1, 5))
        for page in range(1, len(reader(pdf).pages) + 1):
            assert all(line.y < 262 for line in pieces(pdf, page) if not line.text.startswith("—"))


def test_a_blank_page_before_the_imprint_and_the_imprint_carry_no_number():
    many = "，".join(f"某某区第{n}机关" for n in range(1, 30))
    pdf = filled(23, copies_to=many, printed_by="党政办公室", printed_on=date(2026, 1, 5))
    assert len(reader(pdf).pages) == 4
    assert text_of(pdf, 3).strip() == ""
    assert "—" in text_of(pdf, 2)
    assert "—" not in text_of(pdf, 4)


def test_a_line_too_many_is_taken_up_by_the_pitch_rather_than_two_pages():
    pitches = []
    for lines in (24, 25):
        pdf = filled(lines, copies_to="区", printed_by="办", printed_on=date(2026, 1, 5))
        body = [line for line in pieces(pdf, 2) if "这是一行" in line.text]
        assert len(reader(pdf).pages) == 2
        pitches.append(body[1].y - body[0].y)
    assert pitches == [pytest.approx(225 / 22, abs=0.02), pytest.approx(225 / 23, abs=0.02)]


def test_the_signature_never_stands_alone_on_a_page():
    for lines in range(1, 32, 6):
        pdf = filled(lines)
        last = pieces(pdf, len(reader(pdf).pages))
        assert any("这是一行" in line.text for line in last)


def annexed(lines: int) -> bytes:
    """A notice that brings a rule of so many lines."""
    rule = Annex("某某镇集市秩序管理办法", tuple(paragraph("第一条　规则的一行。") for _ in range(lines)))
    return filled(
        3, attachments=(rule.title,), annexes=(rule,), copies_to="区司法局", printed_by="党政办公室",
        printed_on=date(2026, 1, 5),
    )  # fmt: skip


@pytest.mark.parametrize("lines", [1, 10, 17, 18, 30, 45])
def test_an_annex_begins_a_page_after_the_signature_and_the_imprint_ends_it(lines: int):
    pdf = annexed(lines)
    pages = len(reader(pdf).pages)
    signature = page_with(pdf, "附件：某某镇集市秩序管理办法")
    assert "2026年1月5日" in text_of(pdf, signature)
    assert page_with(pdf, "规则的一行") == signature + 1
    assert pages % 2 == 0
    assert imprint_page(pdf) == pages


def test_the_mark_of_an_annex_stands_on_the_first_line_and_its_title_on_the_third():
    pdf = annexed(10)
    page = page_with(pdf, "规则的一行")
    mark, title = find(pdf, "附件", page), find(pdf, "集市秩序管理办法", page)
    assert mark.x == pytest.approx(28, abs=0.05)
    assert mark.y - 0.88 * EM_MM == pytest.approx(37, abs=0.1)
    assert title.y - 0.88 * 22 * 25.4 / 72 == pytest.approx(37 + 2 * PITCH_MM, abs=0.1)
    assert title.size == 22


def test_several_annexes_are_numbered_each_on_its_own_page():
    two = (Annex("甲表", (paragraph("甲。"),)), Annex("乙表", (paragraph("乙。"),)))
    pdf = filled(1, annexes=two)
    assert "附件1" in text_of(pdf, 2)
    assert "附件2" in text_of(pdf, 3)


def test_a_ruled_form_has_no_place_for_an_annex():
    with pytest.raises(ValueError, match="annexes"):
        official(layout=Layout.FORM, annexes=(Annex("甲表", ()),))


def test_the_first_page_shows_text_and_what_is_attached_goes_with_the_signature():
    text = paragraph("《某某镇集市秩序管理办法》已经集体审议通过，现印发给你们，请遵照执行。")
    title = "某某区某某镇人民政府关于印发《某某镇集市秩序管理办法》的通知"
    pdf = render_pdf(official(title=title, to="各村", blocks=(text,), attachments=("某某镇集市秩序管理办法",)))
    assert "已经集体审议通过" in text_of(pdf, 1)
    assert page_with(pdf, "附件：") == page_with(pdf, "2026年1月5日")


PARTY = "中共某某镇委员会"


def joint(**changes: object) -> bytes:
    """A report of the town's government and its party committee together."""
    return filled(3, jointly=(PARTY,), issuer_line="甲　乙", **changes)


def test_organs_that_issue_together_share_the_head_spread_to_one_width():
    head = [line for line in pieces(joint(), 1) if line.size > 22]
    assert "".join(line.text for line in head).replace(" ", "") == f"{TOWN}{PARTY}文件"
    first, second = (min(line.x for line in head if line.text in name) for name in (TOWN[0], PARTY[0]))
    assert first == pytest.approx(second, abs=0.1)


def test_organs_that_issue_together_sign_side_by_side_with_the_day_under_the_last():
    lines = pieces(joint(verify="fadu:verify/x/y", seal=False), 1)
    day, organ, party = (next(line for line in reversed(lines) if text in line.text) for text in ("2026年1月5日", TOWN[:4], PARTY))
    assert organ.x < party.x and organ.y == pytest.approx(party.y, abs=0.1)
    assert day.y > party.y and abs(day.x - party.x) < 30


def test_a_ruled_form_has_no_second_organ():
    with pytest.raises(ValueError, match="joint"):
        official(layout=Layout.FORM, jointly=(PARTY,))
