"""Measures the checker on the development fragments of ``../shared``; skips aloud where they are absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared" / "reports"


def shared(name: str) -> Path:
    """A file of the development data; skips the test, saying so, when it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"development data is absent: {path.name} was not measured")
    return path


def fragments() -> dict[str, str]:
    """Identifier and text of every development fragment."""
    shared("defects_gold.jsonl")
    rows = [
        json.loads(line)
        for path in sorted(SHARED.glob("*.jsonl"))
        if path.name != "defects_gold.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return {row["id"]: row["text"] for row in rows}


def gold() -> list[dict[str, str]]:
    """The known defects of the fragments."""
    return [json.loads(line) for line in shared("defects_gold.jsonl").read_text(encoding="utf-8").splitlines()]
