"""After an update of the software the rows of a town are laid out again from its entries.

Titles, words to search by, states and what a register shows follow from the entries and the definitions: another release may say
them otherwise, and ``fadu verify`` would take the difference for tampering. What the law changes is counted again before, so
that whoever handles a matter is told of a new date (``recompute``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fadu.service.rebuild import rebuild
from fadu.service.recompute import recompute_if_changed
from fadu.store.models import Town
from fadu.store.write_gate import transaction

#: What a town's settings call the definitions that its rows were laid out by.
LAID_OUT = "laid_out_by"
#: The packages from whose definitions rows follow; the law has a version of its own.
_DEFINING = ("fadu.kernel", "fadu.packs", "fadu.store")


@cache
def definitions() -> str:
    """The digest of what lays rows out in this software: the same on every machine that runs it."""
    digest = hashlib.sha256()
    for package in _DEFINING:
        for name, file in sorted(_sources(files(package), package)):
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def outdated(town: Town) -> bool:
    """Whether its rows were laid out by other definitions; of a town that does not say by which, nothing is known."""
    return bool(town.settings.get(LAID_OUT, definitions()) != definitions())


def renew(town: Town, told: Callable[[int], None] = lambda entries: None) -> int:
    """Lay the rows out again where they are outdated; the number of entries read, 0 where they are not. Raises CannotRebuild."""
    if not outdated(town):
        return 0
    recompute_if_changed(town.org)
    done = rebuild(town.org, told)
    mark(town.org)
    return done


def mark(org: str) -> None:
    """Say that the rows, just laid out, are those of this software."""
    with transaction():
        town = Town.objects.select_for_update().get(pk=org)
        town.settings = {**town.settings, LAID_OUT: definitions()}
        town.save(update_fields=["settings"])


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in ("examples", "migrations", "__pycache__"):
            yield from _sources(entry, f"{name}/{entry.name}")
        elif entry.name.endswith((".py", ".toml")):
            yield f"{name}/{entry.name}", entry
