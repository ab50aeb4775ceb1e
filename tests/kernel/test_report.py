"""Sentences: every printed number is a figure with an id, nil has its own words, nothing is invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from library import ORG

from fadu.kernel.indicator import Figure, year
from fadu.kernel.instrument import Figure as FigureRun
from fadu.kernel.report import Outline, Section, Sentence, UnknownFigure, written


def figure(code: str, value: int, base: int | None = None, **parts: int) -> Figure:
    one = Figure(code=code, label=code, unit="件" if base is None else "%", value=value, period=year(2025), org=ORG, base=base)
    return replace(one, parts={k.replace("__", "."): replace(one, value=v) for k, v in parts.items()})


SENTENCE = Sentence(
    id="library.issued",
    text="全年发证{library.issued}件，其中儿童证{library.issued:kind.child}件，及时率{library.in_time}。",
    nil="全年未发证。",
)
FIGURES = {"library.issued": figure("library.issued", 3, kind__child=1), "library.in_time": figure("library.in_time", 2, 3)}


def test_it_works() -> None:
    assert written(SENTENCE, FIGURES) == (
        "全年发证", FigureRun("000000001/library.issued/2025", "3"), "件，其中儿童证", FigureRun("000000001/library.issued/2025:kind.child", "1"),
        "件，及时率", FigureRun("000000001/library.in_time/2025", "66.7%（2/3）"), "。",
    )  # fmt: skip


def test_the_places_are_named_in_order() -> None:
    assert SENTENCE.places == (("library.issued", ""), ("library.issued", "kind.child"), ("library.in_time", ""))


def test_nil_has_its_own_words() -> None:
    assert written(SENTENCE, {**FIGURES, "library.issued": figure("library.issued", 0)}) == ("全年未发证。",)


def test_the_figure_that_decides_may_be_another() -> None:
    sentence = replace(SENTENCE, nil_when="library.in_time")
    assert written(sentence, {**FIGURES, "library.in_time": figure("library.in_time", 0, 0)}) == ("全年未发证。",)
    assert len(written(sentence, {**FIGURES, "library.issued": figure("library.issued", 0, kind__child=0)})) == 7


def test_nought_of_three_is_not_nil() -> None:
    sentence = Sentence(id="x", text="及时率{library.in_time}。", nil="未发生。")
    assert written(sentence, {"library.in_time": figure("library.in_time", 0, 3)})[1] == FigureRun(
        "000000001/library.in_time/2025", "0%（0/3）"
    )


def test_without_words_for_nil_nought_is_printed() -> None:
    assert written(replace(SENTENCE, nil=""), {**FIGURES, "library.issued": figure("library.issued", 0, kind__child=0)})[1] == FigureRun(
        "000000001/library.issued/2025", "0"
    )


@pytest.mark.parametrize("missing", ["library.issued", "library.in_time"])
def test_a_number_that_was_not_counted_is_never_invented(missing: str) -> None:
    with pytest.raises(UnknownFigure, match=missing):
        written(SENTENCE, {code: f for code, f in FIGURES.items() if code != missing})


def test_a_part_that_was_not_counted_is_never_invented() -> None:
    with pytest.raises(UnknownFigure, match="kind.child"):
        written(SENTENCE, {**FIGURES, "library.issued": figure("library.issued", 3)})


def test_a_clause_whose_figures_are_nil_is_left_out_and_its_list_stays_whole() -> None:
    sentence = Sentence(
        id="x",
        text="发证{library.issued}件，其中[成人证{library.issued:kind.adult}件、][儿童证{library.issued:kind.child}件、]，及时率{library.in_time}。",
    )
    adults = {**FIGURES, "library.issued": figure("library.issued", 3, kind__adult=3, kind__child=0)}
    assert _words(sentence, adults) == "发证3件，其中成人证3件，及时率66.7%（2/3）。"
    assert (
        _words(sentence, {**FIGURES, "library.issued": figure("library.issued", 3, kind__adult=2, kind__child=1)})
        == "发证3件，其中成人证2件、儿童证1件，及时率66.7%（2/3）。"
    )


def test_a_clause_with_a_figure_that_was_not_counted_is_never_left_out() -> None:
    with pytest.raises(UnknownFigure):
        written(Sentence(id="x", text="照常开放[，发证{library.lost}件]。"), FIGURES)


def _words(sentence: Sentence, figures: dict[str, Figure]) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in written(sentence, figures))


def test_a_sentence_without_places_is_itself() -> None:
    assert written(Sentence(id="x", text="图书馆照常开放。", nil="x"), {}) == ("图书馆照常开放。",)


def test_an_outline_knows_its_required_parts_however_deep() -> None:
    inner = Section(id="b", title="（一）", required_part=2)
    outline = Outline(
        id="o", label="o", title="t", opening="", sections=(Section(id="a", title="一、", required_part=1, sections=(inner,)),)
    )
    assert outline.parts == {1, 2}
