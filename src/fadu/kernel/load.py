"""Loading packs: all together, and only when every definition is sound.

Loading refuses a definition that could go wrong later: an unreachable state, a step without role or
article, a time limit the law layer does not know, a field without a place to be used. Each complaint names
the file, the line of thought and the mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from fadu.kernel.field import Kind, Sensitivity
from fadu.kernel.indicator import Indicator, Measure
from fadu.kernel.pack import Catalogue, Pack
from fadu.kernel.procedure import ANY, START, Branch, Procedure, Step
from fadu.kernel.role import CLOCK

#: Statements about a definition: whether it is sound there, what is wrong when it is not, how to mend it.
Said: TypeAlias = Iterator[tuple[bool, str, str]]


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
            complaints += [*_fields_sound(where, procedure), *_held_sound(where, catalogue, procedure), *_addressed_sound(where, procedure)]
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


def _addressed_sound(where: str, procedure: Procedure) -> list[Complaint]:
    """Who reads only what is addressed to them takes steps here and is told from a field of the matter."""
    idle = [a.role for a in procedure.addressed if a.role not in procedure.taking_roles]
    unknown = [a.fact for a in procedure.addressed if procedure.field(a.fact) is None]
    return [
        *(Complaint(where, f"{role} is addressed but takes no step", "name a role of a step") for role in idle),
        *(Complaint(where, f"addressed by unknown field {fact}", "name a field of the procedure") for fact in unknown),
    ]


def _held_sound(where: str, catalogue: Catalogue, procedure: Procedure) -> list[Complaint]:
    """Whoever a field lets choose among holds a role that exists."""
    return [
        Complaint(where, f"offers holders of unknown role {r} for {f.name}", "use a role of packs/common/roles.py")
        for f in procedure.fields
        for r in f.held
        if r not in catalogue.roles
    ]


def _step_sound(where: str, catalogue: Catalogue, procedure: Procedure, step: Step, limits: frozenset[str]) -> list[Complaint]:
    said = [
        *_competence(catalogue, step),
        *_asked(procedure, step),
        *_limited(procedure, step, limits),
        *_moves(procedure, step),
        *_branches_sound(procedure, step),
        *_reaches(catalogue, procedure, step),
        *_gated(procedure, step),
    ]
    return [Complaint(where, thought, mend) for good, thought, mend in said if not good]


def _competence(catalogue: Catalogue, step: Step) -> Said:
    """Somebody is competent, and an article says so."""
    yield bool(step.roles), "has no role", "name who is competent"
    yield bool(step.basis), "cites no article", "cite the article, or the town's own rule"
    for r in step.roles:
        yield r in catalogue.roles or r == CLOCK, f"names unknown role {r}", "use a role of packs/common/roles.py"
    yield not step.heeds or CLOCK in step.roles, "heeds a step of its parent without the clock", "give it the role clock"


def _asked(procedure: Procedure, step: Step) -> Said:
    """What it asks, derives, gathers and begins anew are fields of the procedure."""
    fields, asked = {f.name for f in procedure.fields}, {*step.fields, *step.optional}
    for n in (*step.fields, *step.optional):
        yield n in fields, f"asks for unknown field {n}", "declare it in fields"
    for n in step.derived:
        yield n in fields, f"derives unknown field {n}", "declare it in fields"
    for n in step.anew:
        yield n in fields, f"begins unknown field {n} anew", "declare it in fields"
    yield (
        (step.derives is None) is not bool(step.derived),
        "derives facts without naming them, or names none",
        "give derives and derived together",
    )
    for n in step.gathers:
        yield n in asked, f"gathers {n} without asking for it", "name it in fields or optional"
    for need in step.needed:
        yield need.field in step.optional, f"needs {need.field} at times without asking for it", "name it in optional"
        yield need.other in fields, f"needs {need.field} after unknown field {need.other}", "declare it in fields"


def _limited(procedure: Procedure, step: Step, limits: frozenset[str]) -> Said:
    """The time limits it starts, ends and follows stand in the law, and are counted from a field."""
    fields = {f.name for f in procedure.fields}
    for s in step.starts:
        yield s.limit in limits, f"starts unknown time limit {s.limit}", "add a dated row in law/"
        yield s.since in fields or not s.since, f"counts {s.limit} from unknown field {s.since}", "name a date field"
    for e in step.ends:
        yield e in limits, f"ends unknown time limit {e}", "add a dated row in law/"
    yield not step.on_lapse or step.on_lapse in limits, f"follows unknown limit {step.on_lapse}", "add a dated row in law/"


def _moves(procedure: Procedure, step: Step) -> Said:
    """It starts from states that exist."""
    known = {START, ANY, *(s.id for s in procedure.states)}
    for s in step.source:
        yield s in known, f"starts from unknown state {s}", "declare it"


def _reaches(catalogue: Catalogue, procedure: Procedure, step: Step) -> Said:
    """The procedures it opens or follows, and the registers it writes, exist."""
    for o in step.opens:
        known = catalogue.has_procedure(o.procedure)
        yield known, f"opens unknown procedure {o.procedure}", "use its full name"
        opening = not known or _takes(catalogue.procedure(o.procedure), o.step)
        yield opening, f"opens {o.procedure} by unknown step {o.step}", "name an opening step"
        asked = not (known and opening and o.numbered) or _asks(catalogue.procedure(o.procedure), o.step, o.numbered)
        yield asked, f"gives a number to {o.numbered}, which {o.procedure} does not ask for", "name a field of its opening step"
        yield (
            not o.numbered or bool(step.issues and step.issues.series),
            f"gives a number to {o.procedure} and takes none",
            "issue a numbered paper",
        )
    for f in step.follows:
        yield catalogue.has_procedure(f.procedure), f"follows unknown procedure {f.procedure}", "use its full name"
    fields = {f.name for f in procedure.fields}
    for f in step.follows:
        yield not f.through or f.through in fields, f"follows through unknown field {f.through}", "name a field that points at a matter"
    for e in step.enters:
        known = e.register in catalogue.registers or (not e.register and e.named in fields)
        yield known, f"writes unknown register {e.register}", "declare the register"


def _gated(procedure: Procedure, step: Step) -> Said:
    fields = {f.name for f in procedure.fields}
    for g in step.gates:
        for n in g.needs:
            yield n in fields, f"gate {g.id} needs unknown field {n}", "declare the field"


def _branches_sound(procedure: Procedure, step: Step) -> Said:
    """A branch has a destination for every word that its field may hold."""
    if not isinstance(step.to, Branch):
        return
    decides = procedure.field(step.to.field)
    yield decides is not None, f"branches on unknown field {step.to.field}", "declare it in fields"
    left = [c for c in decides.choices if c not in step.to.to] if decides else []
    yield not left, f"branches on {step.to.field} without a destination for {'、'.join(left)}", "name a state for each choice"


def _takes(procedure: Procedure, step_id: str) -> bool:
    step = procedure.step(step_id)
    return step is not None and step.opens_matter


def _asks(procedure: Procedure, step_id: str, field: str) -> bool:
    step = procedure.step(step_id)
    return step is not None and field in (*step.fields, *step.optional)


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


def _indicator_sound(catalogue: Catalogue, indicator: Indicator) -> Said:
    yield bool(indicator.rule and indicator.source), "has no counting rule or source", "write both"
    for p in indicator.procedures:
        yield catalogue.has_procedure(p), f"counts unknown procedure {p}", "use its full name"
    known = [catalogue.procedure(p) for p in indicator.procedures if catalogue.has_procedure(p)]
    steps, states = {s.id for p in known for s in p.steps}, {s.id for p in known for s in p.states}
    for s in indicator.steps:
        yield s in steps, f"counts unknown step {s}", "name a step"
    for s in indicator.states:
        yield s in states, f"counts unknown state {s}", "name a state"
    for c in (indicator.numerator, indicator.denominator) if indicator.measure is Measure.RATE else ():
        yield c in catalogue.indicators, f"divides unknown figure {c}", "name an indicator"
    if indicator.measure in (Measure.ROWS, Measure.ROWS_SUM, Measure.ROWS_BEGUN):
        yield indicator.register in catalogue.registers, f"counts unknown register {indicator.register}", "name a register"
