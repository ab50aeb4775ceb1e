"""One folder per mechanism; adding a mechanism is adding a folder here, with no edit elsewhere.

``FADU_PACKS`` (names joined by commas) loads only some of them, ``common`` always included.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from fadu import law
from fadu.kernel.load import load
from fadu.kernel.pack import Catalogue, Pack


@cache
def catalogue() -> Catalogue:
    """All packs, loaded and checked once. Raises BrokenDefinition with every complaint."""
    return load(packs(), law.load().limits)


def packs() -> tuple[Pack, ...]:
    return tuple(import_module(f"{__name__}.{name}").PACK for name in pack_names())


def pack_names() -> tuple[str, ...]:
    """The packs of this installation, ``common`` first and the others by name."""
    found = sorted(m.name for m in iter_modules(__path__) if m.ispkg)
    chosen = [n for n in os.environ.get("FADU_PACKS", "").split(",") if n] or found
    return ("common", *(n for n in found if n != "common" and n in chosen))
