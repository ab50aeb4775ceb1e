"""The library card, broken on purpose: one part changed, and what loading says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from library import CARD, CHECK, LIMITS, PACK

from fadu.kernel.gate import Gate
from fadu.kernel.load import BrokenDefinition, load
from fadu.kernel.pack import Pack


def complaints(pack: Pack) -> str:
    with pytest.raises(BrokenDefinition) as raised:
        load((pack,), LIMITS)
    assert all(c.file.startswith("packs") and c.mend for c in raised.value.complaints)
    return str(raised.value)


def card(**changes: object) -> Pack:
    return replace(PACK, procedures=(replace(CARD, **changes), CHECK))  # type: ignore[arg-type]


def first(**changes: object) -> Pack:
    """The card whose first step differs."""
    return card(steps=(replace(CARD.steps[0], **changes), *CARD.steps[1:]))  # type: ignore[arg-type]


def field(**changes: object) -> Pack:
    return card(fields=(*CARD.fields[:-1], replace(CARD.fields[-1], **changes)))  # type: ignore[arg-type]


def needing(gate: Gate, name: str) -> Gate:
    return replace(gate, needs=(name,))
