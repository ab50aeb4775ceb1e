"""One folder per mechanism; adding a mechanism is adding a folder here, with no edit elsewhere.

``FADU_PACKS`` (names joined by commas) loads only some of them, ``common`` always included.
"""

from __future__ import annotations

import os
import traceback
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from fadu import law
from fadu.kernel.load import BrokenDefinition, Complaint, load
from fadu.kernel.pack import Catalogue, Pack


@cache
def catalogue() -> Catalogue:
    """All packs, loaded and checked once. Raises BrokenDefinition with every complaint."""
    chosen = packs()
    try:
        return load(chosen, law.load().limits)
    except BrokenDefinition as broken:
        said = Complaint("FADU_PACKS", "启用的机制离不开没有启用的", "把下面说到的机制也启用，或者不设 FADU_PACKS")
        raise BrokenDefinition([*([said] if some_left_out() else []), *broken.complaints]) from broken


def packs() -> tuple[Pack, ...]:
    """Every pack as it is written. Raises BrokenDefinition for one that Python cannot read, with its line, or that is not there."""
    found = [m.name for m in iter_modules(__path__) if m.ispkg]
    if absent := [n for n in _chosen() if n not in found]:
        raise BrokenDefinition([Complaint("FADU_PACKS", f"没有名为{'、'.join(absent)}的机制", f"可用：{'、'.join(sorted(found))}")])
    return tuple(_pack(name) for name in pack_names())


def _pack(name: str) -> Pack:
    try:
        pack = getattr(import_module(f"{__name__}.{name}"), "PACK", None)
    except Exception as trouble:
        thought = f"{type(trouble).__name__}: {trouble}"
        raise BrokenDefinition(
            [Complaint(place_of(trouble, f"packs/{name}"), thought, "mend this line; FADU_DEBUG=1 shows how Python came there")]
        ) from trouble
    if not isinstance(pack, Pack) or pack.name != name:
        said = "has no PACK" if not isinstance(pack, Pack) else f"its PACK is called {pack.name}"
        raise BrokenDefinition([Complaint(f"packs/{name}/__init__.py", said, f'write PACK = Pack(name="{name}", …)')])
    return pack


def place_of(trouble: Exception, otherwise: str) -> str:
    """File and line, below ``packs``, of what went wrong: the innermost line of a pack that Python was at; ``otherwise`` where there is none."""
    root = Path(__file__).parent
    reading = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(trouble.__traceback__)]
    if isinstance(trouble, SyntaxError) and trouble.filename:
        reading.append((Path(trouble.filename), trouble.lineno))
    within = [(path.relative_to(root), line) for path, line in reading if root in path.parents and path.parent != root]
    return f"packs/{within[-1][0]}:{within[-1][1]}" if within else otherwise


def pack_names() -> tuple[str, ...]:
    """The packs of this installation, ``common`` first and the others by name."""
    found = sorted(m.name for m in iter_modules(__path__) if m.ispkg)
    chosen = _chosen() or found
    return ("common", *(n for n in found if n != "common" and n in chosen))


def some_left_out() -> bool:
    """Whether this installation was told to go without some mechanisms."""
    return bool(_chosen())


def _chosen() -> list[str]:
    return [n for n in os.environ.get("FADU_PACKS", "").split(",") if n]
