"""Reading text, HTML, DOCX, PDF and the clipboard; bad input is refused in words."""

from __future__ import annotations

import io
import random
import time
import zipfile

import pytest
from docx import Document as Word
from pypdf import PdfWriter

from fadu.checker import Document, Unreadable, check, read

SENTENCE = "青山镇全年作出行政处罚27件，其中简易程序19件、普通程序8件。"


def _read(source: bytes, name: str = "report") -> Document:
    found = read(source, name)
    assert isinstance(found, Document), found
    return found


def _refused(source: bytes) -> str:
    found = read(source, "file")
    assert isinstance(found, Unreadable), found
    assert found.remedy
    return found.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_usual_encoding(encoding: str) -> None:
    assert _read(SENTENCE.encode(encoding)).text.strip("\ufeff") == SENTENCE


def test_html_keeps_single_character_nodes_and_drops_scripts() -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><script>alert('是')</script><p>云府办发<span>〔</span>2025<b>〕</b>24<i>号</i></p>"
        "<div style='display:none'>隐藏</div><table><tr><td>处罚</td><td>27</td></tr></table></body></html>"
    )
    assert _read(page.encode()).text == "云府办发〔2025〕24号\n处罚 | 27"


def test_html_in_the_encoding_it_names() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body><p>{SENTENCE}</p></body></html>'
    assert _read(page.encode("gb18030")).text == SENTENCE


def test_a_piece_copied_from_a_browser() -> None:
    clip = (
        "Version:0.9\r\nStartHTML:00000097\r\nEndHTML:00000187\r\n<html><body><!--StartFragment--><p>"
        + SENTENCE
        + "</p><!--EndFragment--></body></html>"
    )
    assert _read(clip.encode()).text == SENTENCE


def test_text_that_mentions_a_tag_is_still_text() -> None:
    assert _read("全镇网站<首页>改版，发布信息3条。".encode()).kind == "text"


def test_docx_with_a_table_and_runs() -> None:
    word = Word()
    paragraph = word.add_paragraph("三是")
    paragraph.add_run("是")
    paragraph.add_run("法治意识不强")
    table = word.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "行政处罚", "27件"
    made = io.BytesIO()
    word.save(made)
    doc = _read(made.getvalue())
    assert doc.text.split("\n")[:2] == ["三是是法治意识不强", "行政处罚 | 27件"]
    (finding,) = check(doc)
    assert (finding.rule, finding.line, doc.place(finding.offset).label) == ("T3", 1, "第1段")


def test_docx_with_automatic_numbers() -> None:
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + "".join(
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{t}</w:t></w:r></w:p>'
            for t in ("工作成效", "存在不足")
        )
        + "</w:body></w:document>"
    )
    numbers = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("word/document.xml", body)
        package.writestr("word/numbering.xml", numbers)
    assert _read(made.getvalue()).text == "一、工作成效\n二、存在不足"


def _pdf_of(lines: list[str]) -> bytes:
    import typst

    text = "\n\n".join(line.replace("#", "") for line in lines)
    return typst.compile(f'#set text(font: ("Noto Sans CJK SC", "Noto Serif CJK SC", "WenQuanYi Zen Hei"))\n{text}'.encode())


def test_pdf_with_text() -> None:
    pytest.importorskip("typst")
    doc = _read(_pdf_of([SENTENCE]))
    if "行政处罚" not in doc.text:
        pytest.skip("no Chinese font here to print with")
    assert doc.place(0).label == "第1页"


def test_a_pdf_without_text_is_called_a_picture() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    made = io.BytesIO()
    writer.write(made)
    assert "没有文字" in _refused(made.getvalue())


def test_an_encrypted_pdf_is_refused() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    assert "密码" in _refused(made.getvalue())


def test_an_encrypted_docx_is_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le")
    assert "密码" in _refused(ole)


def test_an_old_word_file_is_refused_with_the_way_out() -> None:
    found = read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "old.doc")
    assert isinstance(found, Unreadable) and "DOCX" in found.remedy


@pytest.mark.parametrize("source", [b"", b"   \n\t ", b"\xef\xbb\xbf", b"\x00\x00\x00"])
def test_an_empty_file_is_refused(source: bytes) -> None:
    assert "空" in _refused(source)


def test_noise_is_refused() -> None:
    noise = random.Random(1).randbytes(40_000)
    assert _refused(noise)
    assert _refused(b"PK\x03\x04" + noise)
    assert _refused(b"%PDF-1.7\n" + noise)


def test_a_file_over_fifty_megabytes_is_refused() -> None:
    assert "50兆" in _refused(b"a" * (50 * 1024 * 1024 + 1))


def test_very_long_text_is_refused() -> None:
    assert "万字" in _refused(("全年开展活动3次。" * 60_000).encode())


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (151 * 1024 * 1024))
    assert "过大" in _refused(made.getvalue())


def test_entities_in_a_docx_are_not_expanded() -> None:
    body = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("word/document.xml", body)
    assert "损坏" in _refused(made.getvalue())


def test_a_spreadsheet_and_an_ofd_are_refused() -> None:
    for name in ("xl/workbook.xml", "OFD.xml"):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            package.writestr(name, "<x/>")
        assert _refused(made.getvalue())


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 60_000 + SENTENCE,
        "<html><body><p>" + SENTENCE + "</p><img src=x onerror=alert(1)><iframe src='file:///etc/passwd'></iframe></body></html>",
        "<html><body>" + "<p>" + SENTENCE + "&#0;&bogus;</p>" * 20 + "</body>",
        "<html><body><!--" + "x" * 10_000 + "<p>" + SENTENCE + "</p></body></html>",
        "<p " + "a=1 " * 20_000 + ">" + SENTENCE + "</p>",
    ],
)
def test_hostile_html_costs_little_and_runs_nothing(page: str) -> None:
    started = time.monotonic()
    found = read(page.encode(), "page.html")
    assert time.monotonic() - started < 10
    assert isinstance(found, Unreadable) or "alert" not in found.text


@pytest.mark.parametrize(
    "text",
    [
        "（" * 3000,
        "《" * 3000 + "》",
        "一是" * 3000,
        "1" * 5000,
        "其中1件、" * 3000,
        "20212025年" * 1000,
        "坚持" * 3000,
        "〔2025" * 2000,
        "。" * 5000,
        "率100%" * 2000,
        "每月1次" * 2000,
        "第一条" * 2000,
        "a" * 5000 + "是",
        "“" * 2000 + "政府" * 50,
    ],
)
def test_hostile_text_is_checked_in_bounded_time(text: str) -> None:
    started = time.monotonic()
    found = read((SENTENCE + text).encode(), "hostile.txt")
    assert isinstance(found, Document)
    check(found)
    assert time.monotonic() - started < 15
