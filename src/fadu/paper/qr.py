"""Draws the code by which anybody verifies a paper; it does not know what the text behind it means."""

from __future__ import annotations

import io
import re

import segno

_CODE = re.compile(r"/([0-9a-f]{8})$", re.ASCII)
QUIET_ZONE = 2  # modules of white around the code; the box around it adds the rest


def qr_svg(text: str) -> str:
    """The QR code as an SVG of black squares without declaration; the same text gives the same drawing.

    Medium error correction survives a smudge or a fold. Raises ValueError when the text is longer than a code holds.
    """
    try:
        code = segno.make_qr(text, error="m", boost_error=False)
    except segno.DataOverflowError as overflow:
        raise ValueError("核验内容过长，二维码容纳不下") from overflow
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", border=QUIET_ZONE, xmldecl=False, svgns=True, nl=False, omitsize=True, unit=None)
    return drawing.getvalue().decode("utf-8")


def caption(text: str) -> str:
    """What is printed under the code: the eight characters at the end of an address, for those who cannot scan."""
    code = _CODE.search(text)
    return f"验证码{code[1]}" if code else "扫码核验"


def qr_png(text: str, scale: int = 8) -> bytes:
    """The QR code as a black and white PNG, ``scale`` pixels a module."""
    drawing = io.BytesIO()
    segno.make_qr(text, error="m", boost_error=False).save(drawing, kind="png", border=QUIET_ZONE, scale=scale)
    return drawing.getvalue()
