"""A pack is everything one mechanism brings; a catalogue is all packs together, which ``load`` checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from fadu.kernel.field import Field
from fadu.kernel.indicator import Indicator
from fadu.kernel.instrument import Instrument
from fadu.kernel.procedure import Procedure
from fadu.kernel.report import Outline, Sentence
from fadu.kernel.role import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register (台账). With ``procedures`` it is a view of their matters; otherwise it holds its own rows.

    ``key`` is the column that identifies a row of its own, ``readers`` the roles that may read it (all staff where none is named).
    ``numbers`` are the instruments whose number its column ``number`` shows, before the number of the case. ``ended`` is
    what a row is called whose days are over: the last of its key is then still listed; '' lists those in force alone.
    ``by_hand`` lets its rows be typed or brought from a sheet.
    """

    name: str
    label: str
    columns: tuple[Field, ...]
    procedures: tuple[str, ...] = ()
    key: str = ""
    readers: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    ended: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One mechanism. Names inside it are short; full names are ``pack.name``."""

    name: str
    label: str
    roles: tuple[Role, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    registers: tuple[Register, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    outlines: tuple[Outline, ...] = ()


class UnknownProcedure(KeyError):
    """No pack of this installation brings a procedure of that name."""


@dataclass(frozen=True)
class Catalogue:
    """All packs, looked up by name. Built only through :func:`fadu.kernel.load.load`. A procedure may stand in several versions."""

    packs: tuple[Pack, ...]
    _versions: dict[str, tuple[Procedure, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """The versions of each name, oldest first."""
        for procedure in sorted((p for pack in self.packs for p in pack.procedures), key=lambda p: p.since):
            self._versions[procedure.name] = (*self._versions.get(procedure.name, ()), procedure)

    def procedure(self, name: str, version: str = "") -> Procedure:
        """That under which a matter of this version goes on; the newest when none is named.

        Raises UnknownProcedure, and KeyError for an unknown version: one that ever opened a matter is never deleted.
        """
        newest = self._of(name)[-1]
        return newest if not version or version in newest.takes_over else self.written(name, version)

    def written(self, name: str, version: str) -> Procedure:
        """Exactly that version, by which its entries are read. Raises as ``procedure`` does."""
        found = next((p for p in self._of(name) if p.version == version), None)
        if found is None:
            raise KeyError(f"{name}@{version}")
        return found

    def beginning(self, name: str, on: date) -> Procedure:
        """That under which a matter opened on this day begins; the newest when none was in force. Raises UnknownProcedure."""
        versions = self._of(name)
        return next((p for p in versions if p.since <= on <= p.until), versions[-1])

    def _of(self, name: str) -> tuple[Procedure, ...]:
        if name not in self._versions:
            raise UnknownProcedure(name)
        return self._versions[name]

    def has_procedure(self, name: str) -> bool:
        return name in self._versions

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """The newest version of each, in the order of the packs."""
        names = dict.fromkeys(p.name for pack in self.packs for p in pack.procedures)
        return tuple(self._versions[name][-1] for name in names)

    @property
    def versions(self) -> tuple[Procedure, ...]:
        """Every version of every procedure, the older of a name first."""
        return tuple(p for versions in self._versions.values() for p in versions)

    @cached_property
    def roles(self) -> dict[str, Role]:
        return {r.id: r for pack in self.packs for r in pack.roles}

    def role_label(self, role: str) -> str:
        return self.roles[role].label if role in self.roles else role

    @cached_property
    def registers(self) -> dict[str, Register]:
        return {r.name: r for pack in self.packs for r in pack.registers}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return {i.code: i for pack in self.packs for i in pack.indicators}

    @cached_property
    def sentences(self) -> dict[str, Sentence]:
        return {s.id: s for pack in self.packs for s in pack.sentences}

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        return {o.id: o for pack in self.packs for o in pack.outlines}

    @cached_property
    def instruments(self) -> dict[str, Instrument]:
        return {s.issues.id: s.issues for p in self.versions for s in p.steps if s.issues}

    @cached_property
    def heeded(self) -> frozenset[str]:
        """Steps of some matter after which the clock moves a child of it."""
        return frozenset(id for p in self.versions for s in p.steps for id in s.heeds)

    @cached_property
    def followed_through(self) -> dict[str, frozenset[tuple[str, str]]]:
        """Procedure → the (procedure, fact) pairs whose matters follow one of it that the fact points at."""
        found: dict[str, set[tuple[str, str]]] = {}
        for p in self.versions:
            for follows in (f for s in p.steps for f in s.follows if f.through):
                found.setdefault(follows.procedure, set()).add((p.name, follows.through))
        return {name: frozenset(pairs) for name, pairs in found.items()}

    def pack_of(self, procedure: str) -> Pack:
        """The pack that brings this procedure. Raises StopIteration for an unknown name."""
        return next(pack for pack in self.packs if any(p.name == procedure for p in pack.procedures))
