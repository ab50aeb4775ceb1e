"""What the columns of every register say of their numbers."""

from __future__ import annotations

import pytest

from fadu.kernel.field import Kind
from fadu.kernel.pack import Register
from fadu.packs import catalogue

#: Counted things, whose sum over rows means something.
SUMS = {"found", "hours"}


@pytest.mark.parametrize("register", catalogue().registers.values(), ids=lambda r: r.name)
def test_only_what_is_counted_adds_up(register: Register) -> None:
    """A year, a round or the first number of a block under 合计 would be nonsense."""
    added = {c.name for c in register.columns if c.kind is Kind.COUNT and c.adds} - SUMS
    assert not added, "a number that names is ordinal=True in its field; one whose sum means something is named in SUMS"
