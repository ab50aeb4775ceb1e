"""Reads the data files of the checker once; each file says in its head what it holds."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any


@lru_cache(maxsize=16)
def data(name: str) -> dict[str, Any]:
    """The content of ``data/name.toml``."""
    text = resources.files("fadu.checker").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """The common two-character words of reports."""
    return frozenset(data("words")["words"].split())
