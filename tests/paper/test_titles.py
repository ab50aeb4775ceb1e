"""Long titles break where the sense breaks."""

from __future__ import annotations

import pytest

from fadu.paper.text import width_in_chars
from fadu.paper.titles import title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于开展秸秆禁烧工作的通告", ("关于开展秸秆禁烧工作的通告",)),
        (
            "涪陵区同乐镇人民政府关于印发《同乐镇农村集市秩序管理办法》的通知",
            ("涪陵区同乐镇人民政府关于印发", "《同乐镇农村集市秩序管理办法》的通知"),
        ),
        (
            "涪陵区同乐镇人民政府关于2025年度法治政府建设情况的报告",
            ("涪陵区同乐镇人民政府关于", "2025年度法治政府建设情况的报告"),
        ),
        ("甲的决定\n乙的决定", ("甲的决定", "乙的决定")),
    ],
)
def test_known_titles(title: str, lines: tuple[str, ...]):
    assert title_lines(title, 19) == lines


@pytest.mark.parametrize(
    "title",
    [
        "某某区某某镇人民政府关于进一步加强农村集体资金资产资源管理和监督工作的实施意见",
        "关于转发《某某市人民政府办公厅关于做好2025年度行政规范性文件清理工作的通知》的通知",
        "2025年1月1日至2025年12月31日行政执法统计情况",
        "字" * 120,
        "x" * 90,
    ],
)
def test_every_title_fits_its_lines_and_keeps_each_character(title: str):
    lines = title_lines(title, 19)
    assert "".join(lines) == title
    assert all(0 < width_in_chars(line) <= 19 for line in lines)


def test_no_line_begins_with_a_closing_mark_or_parts_a_number():
    lines = title_lines("关于公布2025年度行政执法、行政检查、行政许可、行政强制事项清单（第十二批）的公告", 19)
    assert len(lines) > 1
    assert all(line[0] not in "、，》）的" and line[-1] not in "《（" for line in lines)
    assert "2025年度" in "|".join(lines)
