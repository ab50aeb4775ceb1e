"""A paper as an archival PDF (PDF/A-2b); the same paper is the same file byte for byte."""

from __future__ import annotations

from fadu.kernel.instrument import Paper
from fadu.paper.typesetter import typeset


def render_pdf(paper: Paper) -> bytes:
    """The finished file with every page. Single characters no font can show are printed as 〓.

    Raises NoChineseFont when no Chinese can be shown at all.
    """
    return typeset(paper, "pdf")[0]
