"""Papers as values: the same facts give the same bytes, and the bytes give back the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library import issued_card, ledger

from fadu.kernel.instrument import (
    Annex,
    Block,
    Box,
    Figure,
    Heading,
    Layout,
    Notice,
    Paper,
    Paragraph,
    Signatures,
    Table,
    paper_digest,
    paper_from_json,
    paper_json,
    paragraph,
)  # fmt: skip

PAPER = Paper(
    title="借书证", organ="图书馆", layout=Layout.OFFICIAL, number="甲图证〔2025〕1号", dated=date(2025, 3, 4), attachments=("规则",),
    blocks=(
        Heading("一、读者", 1), Paragraph(("共借", Figure("x/library.lent/2025", "3"), "册")), Box("姓名", "陈某", lines=2),
        Table(("书名", "日期"), (("三国", "3月5日"),), "借阅"), Signatures((("馆员", "李某"), ("读者", ""))), Notice("遗失请在七日内告知"),
    ),
)  # fmt: skip


def test_it_works() -> None:
    assert paper_from_json(paper_json(PAPER)) == PAPER  # type: ignore[arg-type]
    assert paper_digest(PAPER).startswith("sha256:") and len(paper_digest(PAPER)) == 71


def test_the_digest_is_of_the_words_and_the_same_every_time() -> None:
    assert paper_digest(PAPER) == paper_digest(replace(PAPER))
    changed = [replace(PAPER, title="证"), replace(PAPER, dated=None), replace(PAPER, seal=False), replace(PAPER, blocks=PAPER.blocks[1:])]
    assert len({paper_digest(p) for p in (PAPER, *changed)}) == 5


def test_an_annex_is_kept_and_counts_in_the_digest_and_none_leaves_it_as_it_was() -> None:
    bound = replace(PAPER, annexes=(Annex("规则", PAPER.blocks),))
    assert paper_from_json(paper_json(bound)) == bound  # type: ignore[arg-type]
    assert paper_digest(bound) != paper_digest(PAPER)
    assert "annexes" not in paper_json(PAPER)  # type: ignore[operator]


def test_joint_organs_are_kept_and_none_leaves_the_digest_as_it_was() -> None:
    joint = replace(PAPER, layout=Layout.OFFICIAL, jointly=("乙",))
    assert paper_from_json(paper_json(joint)) == joint  # type: ignore[arg-type]
    assert "jointly" not in paper_json(PAPER)  # type: ignore[operator]


def test_a_grouped_table_keeps_its_groups_and_figures_and_a_plain_one_names_none() -> None:
    grouped = Table(("甲", "乙"), (("镇", Figure("x/library.lent/2025", "3")),), groups=(("", 1), ("借阅", 1)))
    bound = replace(PAPER, blocks=(grouped,))
    assert paper_from_json(paper_json(bound)) == bound  # type: ignore[arg-type]
    assert "groups" not in str(paper_json(PAPER))
    with pytest.raises(ValueError, match="groups"):
        Table(("甲", "乙"), (), groups=(("借阅", 1),))


def test_a_step_issues_the_paper_its_entry_names() -> None:
    book = ledger()
    card = issued_card(book)
    paper = book.papers[-1]
    assert paper.number == card.numbers["card.paper"] == "甲图证〔2025〕1号"
    assert paper_digest(paper) == card.papers["card.paper"] == book.decisions[-1].entry.paper
    assert isinstance(paper.blocks[0], Paragraph) and paper.blocks[0].text == "陈某"


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
RUNS = st.lists(TEXT | st.builds(Figure, TEXT, TEXT), max_size=3).map(tuple)
CELLS = st.lists(TEXT, min_size=2, max_size=2).map(tuple)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, TEXT, st.integers(1, 4)), st.builds(Paragraph, RUNS, st.booleans()), st.builds(Box, TEXT, TEXT, st.integers(1, 9), st.booleans()),
    st.builds(Table, CELLS, st.lists(CELLS, max_size=3).map(tuple), TEXT), st.builds(Signatures, st.lists(CELLS, max_size=2).map(tuple)), st.builds(Notice, TEXT),
)  # fmt: skip


@given(st.lists(BLOCKS, max_size=4).map(tuple), TEXT, st.none() | st.dates(), st.sampled_from(Layout))
def test_every_paper_survives_its_json_form(blocks: tuple[Block, ...], title: str, dated: date | None, layout: Layout) -> None:
    paper = Paper(title=title, organ="图书馆", blocks=blocks, dated=dated, layout=layout)
    assert paper_from_json(paper_json(paper)) == paper  # type: ignore[arg-type]


def test_a_paragraph_is_its_runs() -> None:
    assert paragraph("三国").text == "三国"
    assert Paragraph(("共", Figure("x", "3"), "册")).text == "共3册"
