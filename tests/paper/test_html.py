"""The web fragment: semantic, complete, and never markup that somebody typed."""

from __future__ import annotations

import pytest
from lxml import etree, html

from fadu.kernel.instrument import Annex, Box, Layout, Paper, paragraph
from fadu.paper.html import render_html
from tests.paper import samples


@pytest.mark.parametrize("name", samples.ALL)
def test_it_is_one_well_formed_article(name: str):
    article = etree.fromstring(render_html(samples.ALL[name]()).replace("<br>", "<br/>"))
    assert article.tag == "article"
    assert article.get("lang") == "zh-Hans"


def test_each_figure_is_data_with_its_id():
    article = html.fromstring(render_html(samples.annual_report()))
    first = article.xpath("//data")[0]
    assert (first.get("value"), first.text) == ("duties.topic_1_a", "10")


def test_headings_descend_from_the_title():
    article = html.fromstring(render_html(samples.normative_document()))
    assert [h.text for h in article.xpath("//h2")] == [samples.normative_document().title]
    assert article.xpath("//h3")[0].text == "一、总体要求"
    assert article.xpath("//h6")[0].text == "（1）日常巡查"


def test_boxes_are_a_list_of_terms_even_at_the_end():
    article = html.fromstring(render_html(Paper(title="表", organ="镇", blocks=(paragraph("前"), Box("甲", "一"), Box("乙", "二")))))
    assert [e.text for e in article.xpath("//dl/div/dt")] == ["甲", "乙"]
    assert article.xpath("//p[text()='前']/following-sibling::dl")


def test_the_day_is_readable_by_machines():
    day = html.fromstring(render_html(samples.annual_report())).xpath("//time")[0]
    assert (day.get("datetime"), day.text) == ("2026-01-26", "2026年1月26日")


def test_copies_end_with_a_stop_and_recipients_with_a_colon():
    page = render_html(samples.normative_document())
    assert "镇人大办公室。</p>" in page
    assert "驻镇各单位：</p>" in page


@pytest.mark.parametrize("layout", Layout)
def test_nothing_typed_becomes_an_element(layout: Layout):
    article = html.fromstring(render_html(samples.hostile(layout)))
    assert not article.xpath("//b | //label | //script")
    assert '"><b>x' in [e.get("value") for e in article.xpath("//data")]
    assert "<label> @ref" in article.text_content()


def test_an_annex_stands_between_signature_and_imprint():
    paper = Paper(
        title="关于印发《甲办法》的通知", organ="镇", layout=Layout.OFFICIAL, attachments=("甲办法",), printed_by="办公室",
        annexes=(Annex("甲办法", (paragraph("第一条"), Box("乙", "二"))),),
    )  # fmt: skip
    article = html.fromstring(render_html(paper))
    assert [e.tag for e in article] == ["header", "section", "footer", "section", "footer"]
    assert article.xpath("//section[@class='paper-annex']/h2")[0].text == "甲办法"
    assert article.xpath("//section[@class='paper-annex']//p")[0].text == "附件"


def test_grouped_headings_reach_over_their_columns_and_numbers_name_their_figures():
    page = render_html(samples.statistics())
    assert '<th scope="colgroup" colspan="3">行政处罚实施数量（宗）</th>' in page
    assert page.count('rowspan="2"') == 2
    assert '<td><data value="fl/penalty.t1/2025">27</data></td>' in page


def test_organs_that_issue_together_stand_in_head_and_signature():
    paper = Paper(title="报告", organ="甲镇人民政府", jointly=("中共甲镇委员会",), layout=Layout.OFFICIAL)
    article = html.fromstring(render_html(paper))
    assert article.xpath("//*[@class='paper-organ']")[0].text == "甲镇人民政府　中共甲镇委员会文件"
    assert [e.text for e in article.xpath("//*[@class='paper-signed']")] == ["甲镇人民政府", "中共甲镇委员会"]
