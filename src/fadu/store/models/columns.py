"""Columns that many tables share, so that a code has one length everywhere."""

from __future__ import annotations

from typing import Any

from django.db import models

ORG_DIGITS = 9
VILLAGE_DIGITS = 12
HEX_HASH = 64


def org(**options: Any) -> models.CharField[str, str]:
    """The 9-digit division code of the town that owns the row."""
    return models.CharField("乡镇代码", max_length=ORG_DIGITS, **options)


def village() -> models.CharField[str, str]:
    """The 12-digit division code of the village; empty when the row belongs to the town as a whole."""
    return models.CharField("村(社区)代码", max_length=VILLAGE_DIGITS, blank=True, default="")


def hex_hash(label: str, **options: Any) -> models.CharField[str, str]:
    """A SHA-256 in lower-case hexadecimal."""
    return models.CharField(label, max_length=HEX_HASH, **options)


def name(label: str, length: int = 100, **options: Any) -> models.CharField[str, str]:
    """A short identifier of the code (procedure, step, limit) or a short label; empty by default."""
    return models.CharField(label, max_length=length, blank=True, default="", **options)
