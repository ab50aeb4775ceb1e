"""A pack is everything one mechanism brings; a catalogue is all packs together, checked as they load.

Loading refuses a definition that could go wrong later: an unreachable state, a step without role or
article, a time limit the law layer does not know, a field without a place to be used. Each complaint names
the file, the line of thought and the mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.indicator import Indicator, Measure
from fadu.kernel.instrument import Instrument
from fadu.kernel.procedure import ANY, START, Branch, Procedure, Step
from fadu.kernel.report import Outline, Sentence
from fadu.kernel.role import CLOCK, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register (台账). With ``procedures`` it is a view of their matters; otherwise it holds its own rows.

    ``numbers`` are the instruments whose number its column ``number`` shows, before the number of the case.
    """

    name: str
    label: str
    columns: tuple[Field, ...]
    procedures: tuple[str, ...] = ()
    key: str = ""
    readers: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Complaint:
    """A definition that must not load: where it stands, what is wrong with it, how to mend it."""

    file: str
    thought: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}: {self.thought} → {self.mend}"


class BrokenDefinition(Exception):
    """Raised while loading, with every complaint at once."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(str(c) for c in complaints))


@dataclass(frozen=True)
class Catalogue:
    """All packs, looked up by name. Built only through :func:`load`. A procedure may stand in several versions."""

    packs: tuple[Pack, ...]
    _versions: dict[str, tuple[Procedure, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """The versions of each name, oldest first."""
        for procedure in sorted((p for pack in self.packs for p in pack.procedures), key=lambda p: p.since):
            self._versions[procedure.name] = (*self._versions.get(procedure.name, ()), procedure)

    def procedure(self, name: str, version: str = "") -> Procedure:
        """That under which a matter of this version goes on; the newest when none is named.

        Raises KeyError for an unknown name or version: a version that ever opened a matter is never deleted.
        """
        newest = self._versions[name][-1]
        return newest if not version or version in newest.takes_over else self.written(name, version)

    def written(self, name: str, version: str) -> Procedure:
        """Exactly that version, by which its entries are read. Raises KeyError when it is unknown."""
        found = next((p for p in self._versions[name] if p.version == version), None)
        if found is None:
            raise KeyError(f"{name}@{version}")
        return found

    def beginning(self, name: str, on: date) -> Procedure:
        """That under which a matter opened on this day begins; the newest when none was in force."""
        versions = self._versions[name]
        return next((p for p in versions if p.since <= on <= p.until), versions[-1])

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

    def pack_of(self, procedure: str) -> Pack:
        return next(pack for pack in self.packs if any(p.name == procedure for p in pack.procedures))


def load(packs: Iterable[Pack], known_limits: Iterable[str]) -> Catalogue:
    """The catalogue of these packs. Raises BrokenDefinition with every complaint found."""
    catalogue = Catalogue(tuple(packs))
    complaints = [*_unique(catalogue), *_versions_sound(catalogue), *_sound(catalogue, frozenset(known_limits)), *_counted(catalogue)]
    if complaints:
        raise BrokenDefinition(complaints)
    return catalogue


def _unique(catalogue: Catalogue) -> list[Complaint]:
    complaints: list[Complaint] = []
    for what, names in (
        ("procedure", [f"{p.name}@{p.version}" for pack in catalogue.packs for p in pack.procedures]),
        ("register", [r.name for pack in catalogue.packs for r in pack.registers]),
        ("indicator", [i.code for pack in catalogue.packs for i in pack.indicators]),
        ("sentence", [s.id for pack in catalogue.packs for s in pack.sentences]),
    ):
        for name in sorted({n for n in names if names.count(n) > 1}):
            complaints.append(Complaint("packs", f"two definitions of {what} {name}", "rename or delete one"))
    return complaints


def _versions_sound(catalogue: Catalogue) -> list[Complaint]:
    """On no day may a matter begin under two versions, and what is taken over must be there to read."""
    complaints: list[Complaint] = []
    for name, versions in catalogue._versions.items():
        where = f"packs/{catalogue.pack_of(name).name} procedure {name}"
        for older, newer in pairwise(versions):
            if older.until >= newer.since and older.version != newer.version:
                complaints.append(
                    Complaint(where, f"versions {older.version} and {newer.version} may begin on one day", "end the older the day before")
                )
        known = {p.version for p in versions}
        complaints += [
            Complaint(where, f"takes over unknown version {v}", "keep the version it takes over")
            for p in versions
            for v in p.takes_over
            if v not in known
        ]
    return complaints


def _sound(catalogue: Catalogue, limits: frozenset[str]) -> list[Complaint]:
    complaints: list[Complaint] = []
    for pack in catalogue.packs:
        for procedure in pack.procedures:
            where = f"packs/{pack.name} procedure {procedure.name}"
            complaints += _states_sound(where, procedure)
            complaints += [*_fields_sound(where, procedure), *_held_sound(where, catalogue, procedure)]
            complaints += _publication_sound(where, procedure)
            for step in procedure.steps:
                complaints += _step_sound(f"{where} step {step.id}", catalogue, procedure, step, limits)
    return complaints


def _states_sound(where: str, procedure: Procedure) -> list[Complaint]:
    known = {s.id for s in procedure.states}
    reached, frontier = {START}, {START}
    while frontier:
        frontier = {d for s in procedure.steps if _leaves(s, frontier, procedure) for d in s.destinations} - reached
        reached |= frontier
    complaints = [Complaint(where, f"state {s} is never reached", "add a step that leads there") for s in sorted(known - reached)]
    complaints += [Complaint(where, f"step leads to unknown state {s}", "declare the state") for s in sorted(reached - known - {START})]
    for state in procedure.states:
        leaving = [s for s in procedure.steps if state.id in s.source and s.to is not None]
        if not state.closed and not leaving:
            complaints.append(Complaint(where, f"state {state.id} is a dead end", "close it or add a step that leaves it"))
    return complaints


def _leaves(step: Step, states: set[str], procedure: Procedure) -> bool:
    return bool(states & set(step.source)) or (ANY in step.source and any(not procedure.is_closed(s) for s in states - {START}))


def _fields_sound(where: str, procedure: Procedure) -> list[Complaint]:
    used = {n for s in procedure.steps for n in (*s.fields, *s.optional, *s.derived)}
    complaints = [
        Complaint(where, f"field {f.name} is asked by no step", "name it in a step or delete it")
        for f in procedure.fields
        if f.name not in used
    ]
    complaints += [
        Complaint(where, f"field {f.name} is a {f.kind} without {need}", f"declare its {need}")
        for f in procedure.fields
        for need, absent in (("choices", f.kind is Kind.CHOICE and not f.choices), ("columns", f.kind is Kind.ROWS and not f.columns))
        if absent
    ]
    return complaints


def _held_sound(where: str, catalogue: Catalogue, procedure: Procedure) -> list[Complaint]:
    """Whoever a field lets choose among holds a role that exists."""
    return [
        Complaint(where, f"offers holders of unknown role {r} for {f.name}", "use a role of packs/common/roles.py")
        for f in procedure.fields
        for r in f.held
        if r not in catalogue.roles
    ]


def _step_sound(where: str, catalogue: Catalogue, procedure: Procedure, step: Step, limits: frozenset[str]) -> list[Complaint]:
    fields = {f.name for f in procedure.fields}
    said: list[tuple[bool, str, str]] = [
        (bool(step.roles), "has no role", "name who is competent"),
        (bool(step.basis), "cites no article", "cite the article, or the town's own rule"),
    ]
    said += [(r in catalogue.roles or r == CLOCK, f"names unknown role {r}", "use a role of packs/common/roles.py") for r in step.roles]
    said += [(n in fields, f"asks for unknown field {n}", "declare it in fields") for n in (*step.fields, *step.optional)]
    said += _branches_sound(procedure, step)
    said += [(n in fields, f"derives unknown field {n}", "declare it in fields") for n in step.derived]
    said += [
        (
            (step.derives is None) is not bool(step.derived),
            "derives facts without naming them, or names none",
            "give derives and derived together",
        )
    ]
    said += [
        (n in {*step.fields, *step.optional}, f"gathers {n} without asking for it", "name it in fields or optional") for n in step.gathers
    ]
    said += [(n in fields, f"begins unknown field {n} anew", "declare it in fields") for n in step.anew]
    said += [(n.field in step.optional, f"needs {n.field} at times without asking for it", "name it in optional") for n in step.needed]
    said += [(n.other in fields, f"needs {n.field} after unknown field {n.other}", "declare it in fields") for n in step.needed]
    said += [(s.limit in limits, f"starts unknown time limit {s.limit}", "add a dated row in law/") for s in step.starts]
    said += [(s.since in fields or not s.since, f"counts {s.limit} from unknown field {s.since}", "name a date field") for s in step.starts]
    said += [(e in limits, f"ends unknown time limit {e}", "add a dated row in law/") for e in step.ends]
    said += [(not step.on_lapse or step.on_lapse in limits, f"follows unknown limit {step.on_lapse}", "add a dated row in law/")]
    said += [
        (s in {x.id for x in procedure.states} or s in (START, ANY), f"starts from unknown state {s}", "declare it") for s in step.source
    ]
    said += [(catalogue.has_procedure(o.procedure), f"opens unknown procedure {o.procedure}", "use its full name") for o in step.opens]
    said += [
        (
            not catalogue.has_procedure(o.procedure) or _takes(catalogue.procedure(o.procedure), o.step),
            f"opens {o.procedure} by unknown step {o.step}",
            "name an opening step",
        )
        for o in step.opens
    ]
    said += [(not step.heeds or CLOCK in step.roles, "heeds a step of its parent without the clock", "give it the role clock")]
    said += [(catalogue.has_procedure(f.procedure), f"follows unknown procedure {f.procedure}", "use its full name") for f in step.follows]
    said += [
        (
            e.register in catalogue.registers or (not e.register and e.named in fields),
            f"writes unknown register {e.register}",
            "declare the register",
        )
        for e in step.enters
    ]
    said += [(n in fields, f"gate {g.id} needs unknown field {n}", "declare the field") for g in step.gates for n in g.needs]
    return [Complaint(where, thought, mend) for good, thought, mend in said if not good]


def _branches_sound(procedure: Procedure, step: Step) -> list[tuple[bool, str, str]]:
    """A branch has a destination for every word that its field may hold."""
    if not isinstance(step.to, Branch):
        return []
    decides = procedure.field(step.to.field)
    if decides is None:
        return [(False, f"branches on unknown field {step.to.field}", "declare it in fields")]
    left = [c for c in decides.choices if c not in step.to.to]
    return [(not left, f"branches on {decides.name} without a destination for {'、'.join(left)}", "name a state for each choice")]


def _takes(procedure: Procedure, step_id: str) -> bool:
    step = procedure.step(step_id)
    return step is not None and step.opens_matter


def _publication_sound(where: str, procedure: Procedure) -> list[Complaint]:
    if procedure.public is None:
        return []
    public = {f.name for f in procedure.fields if f.sensitivity is Sensitivity.PUBLIC}
    known = {f.name for f in procedure.fields}
    view = procedure.public
    complaints = [
        Complaint(where, f"publishes {n}, which is not public", "mask it, or mark it p with a reason")
        for n in view.fields
        if n not in public
    ]
    complaints += [Complaint(where, f"masks unknown field {n}", "declare it") for n in view.masked if n not in known]
    if view.masked and not view.rule:
        complaints.append(Complaint(where, "masks personal fields without a rule", "cite the rule"))
    return complaints


def _counted(catalogue: Catalogue) -> list[Complaint]:
    complaints: list[Complaint] = []
    for pack in catalogue.packs:
        for indicator in pack.indicators:
            where = f"packs/{pack.name} indicator {indicator.code}"
            complaints += [Complaint(where, t, m) for good, t, m in _indicator_sound(catalogue, indicator) if not good]
        for sentence in pack.sentences:
            where = f"packs/{pack.name} sentence {sentence.id}"
            complaints += [
                Complaint(where, f"prints unknown figure {code}", "declare the indicator")
                for code, _ in sentence.places
                if code not in catalogue.indicators
            ]
    return complaints


def _indicator_sound(catalogue: Catalogue, indicator: Indicator) -> list[tuple[bool, str, str]]:
    said = [(bool(indicator.rule and indicator.source), "has no counting rule or source", "write both")]
    said += [(catalogue.has_procedure(p), f"counts unknown procedure {p}", "use its full name") for p in indicator.procedures]
    known = [catalogue.procedure(p) for p in indicator.procedures if catalogue.has_procedure(p)]
    steps = {s.id for p in known for s in p.steps}
    states = {s.id for p in known for s in p.states}
    said += [(s in steps, f"counts unknown step {s}", "name a step") for s in indicator.steps]
    said += [(s in states, f"counts unknown state {s}", "name a state") for s in indicator.states]
    if indicator.measure is Measure.RATE:
        said += [
            (c in catalogue.indicators, f"divides unknown figure {c}", "name an indicator")
            for c in (indicator.numerator, indicator.denominator)
        ]
    if indicator.measure in (Measure.ROWS, Measure.ROWS_SUM, Measure.ROWS_BEGUN):
        said += [(indicator.register in catalogue.registers, f"counts unknown register {indicator.register}", "name a register")]
    return said
