"""The invented year's totals and texts, read from the TOML files beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A file of this package: ``year``, ``items``, ``disputes``, ``documents``, ``contracts``, ``imported``, ``yearly``."""
    return tomllib.loads((resources.files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
