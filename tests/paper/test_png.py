"""Previews: one picture a page, as large as asked."""

from __future__ import annotations

import struct

from fadu.paper.pdf import render_pdf
from fadu.paper.png import render_pages
from tests.paper import samples
from tests.paper.reading import needs_fonts, reader

pytestmark = needs_fonts


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_picture_for_each_page():
    paper = samples.ordinary_decision()
    assert len(render_pages(paper, 50)) == len(reader(render_pdf(paper)).pages) == 2


def test_the_picture_is_as_large_as_asked():
    (page,) = render_pages(samples.summary_decision(), 72)
    assert size(page) == (595, 842)


def test_the_same_paper_is_the_same_picture():
    assert render_pages(samples.summary_decision(), 40) == render_pages(samples.summary_decision(), 40)
