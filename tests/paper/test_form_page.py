"""The ruled form as printed: boxes, code, remedies, lines to sign, page numbers."""

from __future__ import annotations

import dataclasses

from fadu.kernel.instrument import Box, Notice, Paper, Signatures, paragraph
from fadu.paper.pdf import render_pdf
from tests.paper import samples
from tests.paper.reading import needs_fonts, pieces, reader, squeezed, text_of

pytestmark = needs_fonts


def place(pdf: bytes, text: str) -> tuple[float, float]:
    return next((line.x, line.y) for line in pieces(pdf, 1) if text in line.text)


def test_a_decision_on_the_spot_fits_one_sheet():
    assert len(reader(render_pdf(samples.summary_decision())).pages) == 1


def test_organ_and_title_stand_on_top_and_the_number_at_the_right():
    pdf = render_pdf(samples.summary_decision())
    organ, title, number = (place(pdf, t) for t in (samples.TOWN, "当场行政处罚决定书", "同乐简罚"))
    assert organ[1] < title[1] < number[1] < 50
    assert number[0] > 140


def test_two_narrow_boxes_share_a_row_and_a_wide_one_stands_alone():
    pdf = render_pdf(samples.summary_decision())
    assert place(pdf, "证件号码")[1] == place(pdf, "李玥")[1] or abs(place(pdf, "证件号码")[1] - place(pdf, "李玥")[1]) < 2
    assert place(pdf, "违法行为")[0] < 60


def test_a_lone_narrow_box_takes_the_whole_row():
    pdf = render_pdf(Paper(title="表", organ="镇", blocks=(Box("甲", "一", wide=False), Box("乙", "二"))))
    assert place(pdf, "二")[0] == place(pdf, "一")[0]


def test_an_empty_box_keeps_room_for_handwriting():
    def height(lines: int) -> float:
        pdf = render_pdf(Paper(title="表", organ="镇", blocks=(Box("陈述", "", lines=lines), Box("其后", "二"))))
        return place(pdf, "其后")[1]

    assert height(5) - height(1) > 4 * 7  # millimetres


def test_a_long_box_runs_over_the_page():
    pdf = render_pdf(Paper(title="笔录", organ="镇", blocks=(Box("内容", "问答。" * 1500),)))
    assert len(reader(pdf).pages) >= 2
    assert squeezed(text_of(pdf)).count("问答。") == 1500


def test_the_code_is_drawn_only_when_there_is_something_to_verify():
    paper = samples.summary_decision()
    with_code, without = render_pdf(paper), render_pdf(dataclasses.replace(paper, verify=""))
    assert "扫码核验" in text_of(with_code)
    assert "扫码核验" not in text_of(without)
    assert len(with_code) > len(without)


def test_the_seal_place_is_labelled_and_can_be_left_out():
    paper = samples.ordinary_decision()
    assert "（印章）" in text_of(render_pdf(paper))
    assert "（印章）" not in text_of(render_pdf(dataclasses.replace(paper, seal=False)))


def test_remedies_signatures_and_seal_stay_together():
    for filler in range(1, 24, 4):
        pdf = render_pdf(
            Paper(
                title="决定书",
                organ="某镇人民政府",
                blocks=(
                    *(paragraph("事实。" * 15) for _ in range(filler)),
                    Notice("可以申请复议。"),
                    Signatures((("当事人", ""),)),
                ),
            )
        )
        last = text_of(pdf, len(reader(pdf).pages))
        assert "可以申请复议" in last
        assert "当事人：" in last


def test_pages_say_how_many_there_are():
    pdf = render_pdf(samples.ordinary_decision())
    assert "第1页 共2页" in text_of(pdf, 1).replace("　", " ")
