"""The indicators that reports state, read once from data; naming uses them, nothing else does."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator: the classifier families it is counted in and the wording before and after its number."""

    code: str
    name: str
    families: tuple[str, ...]
    kind: str
    words: re.Pattern[str] | None
    after: re.Pattern[str] | None


@lru_cache(maxsize=1)
def catalogue() -> tuple[Entry, ...]:
    """All indicators in the order of the data file."""
    text = resources.files("fadu.checker").joinpath("data/indicators.toml").read_text(encoding="utf-8")
    return tuple(_entry(item) for item in tomllib.loads(text)["indicator"])


@lru_cache(maxsize=1)
def by_family() -> dict[str, tuple[Entry, ...]]:
    """The indicators that may be counted in each family of classifiers."""
    families = {family for entry in catalogue() for family in entry.families}
    return {family: tuple(e for e in catalogue() if family in e.families) for family in families}


def _entry(item: dict[str, object]) -> Entry:
    words, after = item.get("words") or [], item.get("after") or []
    assert isinstance(words, list) and isinstance(after, list) and isinstance(item["families"], list)
    return Entry(
        str(item["code"]),
        str(item["name"]),
        tuple(item["families"]),
        str(item["kind"]),
        re.compile("|".join(f"(?:{w})" for w in words)) if words else None,
        re.compile("|".join(f"(?:{a})" for a in after)) if after else None,
    )
