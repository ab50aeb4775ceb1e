"""The code on a paper: the same text is the same code, and too long a text is refused in words."""

from __future__ import annotations

import pytest
import segno

from fadu.paper.qr import QUIET_ZONE, caption, qr_png, qr_svg

ADDRESS = "https://fadu.example/v/tl-2025-031?d=3f9a0c1b77e2"


def test_the_drawing_repeats():
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)
    assert qr_png(ADDRESS) == qr_png(ADDRESS)
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS + "0")


def test_the_drawing_is_as_wide_as_the_code_and_its_quiet_zone():
    side = segno.make_qr(ADDRESS, error="m", boost_error=False).symbol_size(border=QUIET_ZONE)[0]
    assert f'viewBox="0 0 {side} {side}"' in qr_svg(ADDRESS)


def test_chinese_and_hostile_text_are_only_content():
    assert "<script" not in qr_svg("<script>涪陵区</script>")


def test_a_text_longer_than_a_code_holds_is_refused_in_words():
    with pytest.raises(ValueError, match="二维码容纳不下"):
        qr_svg("长" * 3000)


def test_the_code_under_it_is_the_end_of_the_address():
    assert caption("https://fz.example.gov.cn/verify/m/penalty.decision/3f9a0c1b") == "验证码3f9a0c1b"
    for plain in (ADDRESS, "fadu:verify/m/x", "https://a.example/verify/m/x/3F9A0C1B", ""):
        assert caption(plain) == "扫码核验"
