"""Fonts by role: what resolves to what, which characters fall back, and what happens without any Chinese font."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from fadu.kernel.instrument import Layout
from fadu.paper import fonts
from fadu.paper.cmap import characters
from fadu.paper.docx import render_docx
from fadu.paper.html import render_html
from fadu.paper.pdf import render_pdf
from tests.paper import samples


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on which no font is installed; the typesetter has only those it brings."""
    monkeypatch.setenv(fonts.FONT_FOLDERS, str(tmp_path))
    book = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(fonts.typst, "Fonts", lambda **_: book)


def test_every_role_says_what_it_resolved_to():
    found = fonts.faces()
    assert list(found) == list(fonts.FontRole)
    assert [face.label for face in found.values()] == ["小标宋", "仿宋", "楷体", "黑体", "宋体"]


def test_a_role_takes_the_first_family_that_is_installed():
    chain = {"label": "宋体", "word": "宋体", "weight": 400, "standard": 1, "families": ["SimSun", "Noto Serif CJK SC"]}
    real = fonts._face(fonts.FontRole.SONG, chain, {"simsun": "SimSun", "noto serif cjk sc": "Noto Serif CJK SC"})
    stand_in = fonts._face(fonts.FontRole.SONG, chain, {"noto serif cjk sc": "Noto Serif CJK SC"})
    nothing = fonts._face(fonts.FontRole.SONG, chain, {})
    assert (real.resolved, real.standard) == ("SimSun", True)
    assert (stand_in.resolved, stand_in.standard) == ("Noto Serif CJK SC", False)
    assert (nothing.resolved, nothing.standard) == ("", False)


def test_a_character_no_font_shows_is_missing():
    assert fonts.missing("甲\U000e0fff\n a") == {"\U000e0fff"}


def test_a_lacking_character_is_lent_by_the_next_family(monkeypatch: pytest.MonkeyPatch):
    covers = {"窄体": frozenset(map(ord, "人民")), "宽体": frozenset(map(ord, "人民喆"))}
    monkeypatch.setattr(fonts, "_coverage", lambda _folders, family: covers[family])
    monkeypatch.setattr(fonts, "_shown_by", fonts._shown_by.__wrapped__)
    face = fonts.Face(fonts.FontRole.KAI, "楷体", ("窄体", "宽体"), 400, True, "楷体")
    monkeypatch.setattr(fonts, "faces", lambda: {fonts.FontRole.KAI: face})
    assert fonts.fallbacks("人喆䶮", fonts.FontRole.KAI) == {"喆": "宽体", "䶮": ""}


@pytest.mark.usefixtures("bare_machine")
def test_without_any_chinese_font_the_paper_is_refused_in_words():
    assert not fonts.readable()
    with pytest.raises(fonts.NoChineseFont, match="没有中文字体.* → 安装"):
        render_pdf(samples.summary_decision())


@pytest.mark.usefixtures("bare_machine")
def test_without_any_chinese_font_word_and_web_still_work():
    assert render_docx(samples.hostile(Layout.FORM)).startswith(b"PK")
    assert "喆玥堃昇䶮" in render_html(samples.hostile(Layout.FORM))


@pytest.mark.usefixtures("bare_machine")
def test_without_any_chinese_font_no_role_resolves():
    assert [face.resolved for face in fonts.faces().values()] == [""] * len(fonts.FontRole)
    assert "没有可用字体" in fonts.describe(fonts.faces().values())[0]


def test_a_folder_that_does_not_exist_changes_nothing(monkeypatch: pytest.MonkeyPatch):
    before = fonts.faces()
    monkeypatch.setenv(fonts.FONT_FOLDERS, "/no/such/folder")
    assert fonts.faces() == before


def test_the_character_map_of_a_font_is_read():
    for info in fonts.font_book().fonts():
        if info.path and info.style == "normal":
            shown = characters(Path(info.path), info.index)
            assert ord("A") in shown or ord("一") in shown or len(shown) > 0
            assert 0xFFFF not in shown
            return
    pytest.skip("no font file is installed on this machine")


def test_a_file_that_is_no_font_shows_nothing(tmp_path: Path):
    path = tmp_path / "x.ttf"
    path.write_bytes(b"not a font at all, but long enough to be read as one")
    assert characters(path) == frozenset()
    assert characters(tmp_path / "none.ttf") == frozenset()
