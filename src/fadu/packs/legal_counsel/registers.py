"""Registers of the legal counsel mechanism; the review register shows the matters and holds nothing of its own."""

from __future__ import annotations

from fadu.kernel.pack import Register
from fadu.packs.legal_counsel.fields import FIELDS

_SHOWN = ("title", "subject", "submitting_office", "opinion", "round", "adoption")

LEGALITY_REVIEWS = Register(
    name="legality_reviews", label="合法性审查台账", columns=tuple(f for f in FIELDS if f.name in _SHOWN),
    procedures=("legal_counsel.legality_review",), sheets=("合法性审查台账",),
)  # fmt: skip

REGISTERS = (LEGALITY_REVIEWS,)
