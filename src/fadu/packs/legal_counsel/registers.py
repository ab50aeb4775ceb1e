"""Registers of the legal counsel mechanism; the reviews are a view of the matters, the model contracts rows of their own."""

from __future__ import annotations

from fadu.kernel.field import Field
from fadu.kernel.pack import Register
from fadu.packs.legal_counsel.contract_templates import SOURCE, TEMPLATES, TITLE, VERSION
from fadu.packs.legal_counsel.fields import FIELDS

_SHOWN = ("title", "subject", "submitting_office", "opinion", "round", "adoption")

LEGALITY_REVIEWS = Register(
    name="legality_reviews", label="合法性审查台账", columns=tuple(f for f in FIELDS if f.name in _SHOWN),
    procedures=("legal_counsel.legality_review",), sheets=("合法性审查台账",),
)  # fmt: skip

CONTRACT_TEMPLATES = Register(
    name=TEMPLATES, label="合同示范文本目录", key="template_key", sheets=("合同示范文本目录",),
    columns=(TITLE, VERSION, SOURCE, Field(name="text_digest", label="文本摘要值")),
)  # fmt: skip

REGISTERS = (LEGALITY_REVIEWS, CONTRACT_TEMPLATES)
