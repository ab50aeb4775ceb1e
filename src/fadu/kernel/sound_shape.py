"""Whether a definition is built of what it says: a forgotten comma or call is found before anything is read from it.

``roles=("clerk")`` is text and no tuple, ``basis=(TOWN_RULE,)`` a function and no citation; Python takes both. What the
parts mean is judged by the other ``sound_`` files, which may then rely on their types.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from fadu.kernel.complaint import Complaint
from fadu.kernel.pack import Pack

_TUPLE = re.compile(r"tuple\[(\w+), \.\.\.\]")
#: Types of values, of which many kinds will do.
_OPEN = frozenset(("Value", "Block"))


def misshapen(packs: Sequence[Pack]) -> list[Complaint]:
    """A complaint for every part that is not of the type its place asks for; a part that many share is judged once."""
    seen: set[int] = set()
    return [c for pack in packs for c in _within(f"packs/{pack.name}", pack, seen)]


def _within(where: str, definition: Any, seen: set[int]) -> Iterator[Complaint]:
    if id(definition) in seen:
        return
    seen.add(id(definition))
    for name, kind in _parts(definition.__class__):
        value = getattr(definition, name)
        if kind:
            yield from _tuple(where, name, value, kind, seen)
        elif _is_definition(value):
            yield from _within(_at(where, value), value, seen)


@cache
def _parts(definition: type) -> tuple[tuple[str, str], ...]:
    """The parts of a type, each with what its tuple holds; with nothing for those that are no tuple."""
    kinds = ((part.name, _TUPLE.fullmatch(str(part.type))) for part in dataclasses.fields(definition))
    return tuple((name, found[1] if found else "") for name, found in kinds)


def _tuple(where: str, name: str, value: object, kind: str, seen: set[int]) -> Iterator[Complaint]:
    if not isinstance(value, tuple):
        yield Complaint(where, f"{name} is {_shown(value)} and no tuple", "write a comma after a single one: (…,)")
        return
    for one in value:
        if kind not in _OPEN and type(one).__name__ != kind:
            yield Complaint(where, f"{name} holds {_shown(one)} and no {kind}", _MENDS.get(kind, f"give a {kind}"))
        elif _is_definition(one):
            yield from _within(_at(where, one), one, seen)


def _is_definition(value: object) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, type)


_MENDS = {"Citation": "call the law: TOWN_RULE()", "Gate": "put @gate(…) over the predicate", "str": "put its name in quotes"}


def _at(where: str, value: Any) -> str:
    """The place within ``where``, for what has a name of its own."""
    name = next((n for a in ("id", "name", "code") if isinstance(n := getattr(value, a, None), str)), "")
    return f"{where} {type(value).__name__.lower()} {name}" if name else where


def _shown(value: object) -> str:
    name = getattr(value, "__name__", None) or repr(value)
    return f"{type(value).__name__} {name[:40]}"
