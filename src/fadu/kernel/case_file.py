"""What the file of a matter (案卷) must hold, and what it still lacks. It looks only at the record and gives no marks.

A procedure declares its things in the order of the file. Each says from which state on it must be there, so that an
open case is asked only for what it should have by now, and by which article.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from fadu.kernel.citation import Citation

if TYPE_CHECKING:
    from fadu.kernel.matter import Matter
    from fadu.kernel.procedure import Procedure
    from fadu.kernel.records import Records


@dataclass(frozen=True, slots=True)
class File:
    """A matter with its children: all that a predicate may look at."""

    matter: Matter
    children: Sequence[Matter]

    def has_paper(self, *instruments: str) -> bool:
        return any(i in self.matter.papers for i in instruments)

    def of(self, procedure: str, **facts: str) -> Sequence[Matter]:
        """The children of a procedure whose facts are these, oldest first."""
        return [c for c in self.children if c.procedure == procedure and all(c.get(k) == v for k, v in facts.items())]


Test: TypeAlias = "Callable[[File], bool]"


def always(file: File) -> bool:
    return True


class Standing(StrEnum):
    """KEPT it is there; LACKING it should be there by now; LATER it belongs to what is still to come."""

    KEPT = "kept"
    LACKING = "lacking"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing the file must hold. ``by`` is the state from which it is lacking; ``step`` is how one comes by it."""

    label: str
    basis: tuple[Citation, ...]
    kept: Test
    by: str
    needed: Test = always
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A defect that the record shows. ``points`` names the amount by which the standard of file reviews lowers the file."""

    label: str
    basis: tuple[Citation, ...]
    found: Test
    remedy: str
    points: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """What a procedure's file must hold. ``as_if`` lets a matter that ended early be asked only for what it came to.

    ``decides`` is the step that the case works towards, with ``answers``; ``toward`` names, for a state, a step before it and the gates
    of that step which a decision will also have to have passed. ``volume`` is what the bound file is called (empty: it is not bound),
    ``cover`` what stands on it, label and text; ``leads`` tells of an instrument, and the facts of the matter that issued it, whether it lies first;
    ``begins_with`` names procedures whose papers belong to the file of the matter that such a one opened. ``inner`` are the instruments
    that lie in a volume of their own which an outsider does not see (副卷); ``keep`` is the limit that says how many years the file is kept.
    """

    things: tuple[Thing, ...]
    flaws: tuple[Flaw, ...] = ()
    as_if: Mapping[str, str] = field(default_factory=dict)
    decides: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    toward: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    volume: str = ""
    cover: Callable[[Matter, Records], Sequence[tuple[str, str]]] = lambda matter, records: ()
    leads: Callable[[str, Mapping[str, object]], bool] = lambda instrument, facts: False
    begins_with: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    keep: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a file and how it stands."""

    thing: Thing
    standing: Standing


def lines(procedure: Procedure, matter: Matter, records: Records) -> tuple[Line, ...]:
    """The things this file needs, in the order of the file; none for a procedure that declares none."""
    rules = procedure.case_file
    if rules is None:
        return ()
    file, order = File(matter, records.children(matter.id)), {s.id: n for n, s in enumerate(procedure.states)}
    here = order.get(rules.as_if.get(matter.state, matter.state), -1)
    found = [Line(t, _standing(t, file, here >= order[t.by])) for t in rules.things if t.needed(file)]
    return tuple(line for line in found if matter.closed_on is None or line.standing is not Standing.LATER)


def _standing(thing: Thing, file: File, due: bool) -> Standing:
    if thing.kept(file):
        return Standing.KEPT
    return Standing.LACKING if due else Standing.LATER


def flaws(procedure: Procedure, matter: Matter, records: Records) -> tuple[Flaw, ...]:
    """The defects that the record shows."""
    rules = procedure.case_file
    file = File(matter, records.children(matter.id))
    return tuple(f for f in rules.flaws if f.found(file)) if rules else ()
