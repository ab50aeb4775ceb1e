"""Reads the measures of the pages once; it holds no number of its own."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent

Measures = dict[str, float]

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72


@cache
def measures(layout: str) -> Measures:
    """The measures of ``official``, ``form`` or ``wide`` by name; millimetres and points, as the name says.

    A wide page is the form's, turned.
    """
    if layout == "wide":
        m = measures("form")
        return m | {"page_width_mm": m["page_height_mm"], "page_height_mm": m["page_width_mm"]}
    return {name: float(value) for name, value in _sheets()[layout].items() if not isinstance(value, str)}


def text_value(layout: str, name: str) -> str:
    """A measure that is a word, such as a colour."""
    return str(_sheets()[layout][name])


@cache
def _sheets() -> dict[str, dict[str, float | str]]:
    return tomllib.loads((FOLDER / "measures.toml").read_text(encoding="utf-8"))


def pitch_pt() -> float:
    """Line pitch of the official page in points: the height of the 版心 over its lines (GB/T 9704-2012, 5.2.3)."""
    m = measures("official")
    return points(m["text_height_mm"]) / m["lines"]


def char_pt() -> float:
    """Character pitch of the official page in points: the width of the 版心 over its characters."""
    m = measures("official")
    return points(m["text_width_mm"]) / m["chars"]


def points(mm: float) -> float:
    return mm / MM_PER_INCH * POINTS_PER_INCH
