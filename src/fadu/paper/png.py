"""Pictures of the pages for a preview on the screen; never the paper itself."""

from __future__ import annotations

from fadu.kernel.instrument import Paper
from fadu.paper.typesetter import typeset


def render_pages(paper: Paper, dpi: float = 96) -> list[bytes]:
    """One PNG a page at ``dpi`` dots per inch, in order. Raises NoChineseFont as ``render_pdf`` does."""
    return typeset(paper, "png", dpi)
