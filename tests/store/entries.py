"""Journal entries for store tests: the year of a library card, so that no test encodes a law by accident."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from fadu.kernel.field import Json
from fadu.kernel.journal import Entry

ORG = "500102128"
OTHER = "500102129"
START = datetime(2025, 3, 5, 1, 30, tzinfo=UTC)
STEPS = ("apply", "check", "issue", "lend", "give_back")


def matter_id() -> str:
    return str(uuid.uuid4())


def entry(matter: str, seq: int = 0, *, org: str = ORG, fields: Mapping[str, Json] | None = None) -> Entry:
    """Entry number ``seq`` of a library card."""
    step = STEPS[seq % len(STEPS)]
    recorded: Mapping[str, Json] = {"reader": "李某", "books": seq, "lost": False} if fields is None else fields
    return Entry(
        org=org, matter=matter, seq=seq, procedure="library.card", version="2025-01-01", step=step, state=f"{step}ed",
        on=date(2025, 3, 5) + timedelta(days=seq), at=START + timedelta(days=seq), actors=("wang", "chen"),
        role="librarian", fields=recorded,
    )  # fmt: skip


def numbered(one: Entry, number: str) -> Entry:
    return replace(one, number=number)
