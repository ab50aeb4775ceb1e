"""Whether a step can be taken: somebody competent, what it asks, its gates, limits and papers, and whatever it reaches."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter

from fadu.kernel.complaint import Complaint, Said, unsound
from fadu.kernel.field import Kind
from fadu.kernel.gate import Gate
from fadu.kernel.pack import Catalogue
from fadu.kernel.procedure import ANY, START, Branch, Effect, Enters, Follows, Opens, Procedure, Step
from fadu.kernel.role import CLOCK

#: What a common effect reads of its own entry; see ``matter.apply``.
_READ: dict[Effect, tuple[str, ...]] = {
    Effect.CORRECT: ("corrected_field", "corrected_value"), Effect.REASSIGN: ("new_handler",), Effect.SUSPEND: ("pause_cause",),
    Effect.EXTEND: ("extended_limit", "extended_by"), Effect.ANNUL: ("annulment_ground",), Effect.LINK: ("link_kind", "linked_matter"),
}  # fmt: skip


def step_sound(where: str, catalogue: Catalogue, procedure: Procedure, step: Step, limits: frozenset[str]) -> list[Complaint]:
    """What is wrong with one step; ``limits`` are the time limits that the law knows."""
    complaints = unsound(where, (*_competence(catalogue, step), *_asked(procedure, step), *_limited(procedure, step, limits)))
    complaints += unsound(where, (*_moves(procedure, step), *_branches(procedure, step), *_issued(procedure, step)))
    for o in step.opens:
        complaints += unsound(where, _opens(catalogue, procedure, step, o))
    for f in step.follows:
        complaints += unsound(where, _follows(catalogue, procedure, step, f))
    for e in step.enters:
        complaints += unsound(where, _enters(catalogue, procedure, e))
    for g in step.gates:
        complaints += unsound(f"{where} gate {g.id}", (*_gate(procedure, g), *_worded(g)))
    return complaints


def _competence(catalogue: Catalogue, step: Step) -> Said:
    """Somebody is competent, and an article says so."""
    yield bool(step.roles), "has no role", "name who is competent"
    yield bool(step.basis), "cites no article", "cite the article, or the town's own rule"
    for r in step.roles:
        yield r in catalogue.roles or r == CLOCK, f"names unknown role {r}", "use a role of packs/common/roles.py"
    yield not step.heeds or CLOCK in step.roles, "heeds a step of its parent without the clock", "give it the role clock"
    for h in step.heeds:
        yield any(p.step(h) for p in catalogue.versions), f"heeds unknown step {h}", "name a step of the procedure that opens this one"


def _asked(procedure: Procedure, step: Step) -> Said:
    """What it asks, derives, gathers and begins anew are fields of the procedure."""
    fields, asked = _names(procedure), {*step.fields, *step.optional}
    for n in (*step.fields, *step.optional):
        yield n in fields, f"asks for unknown field {n}", "declare it in fields"
    for n in step.derived:
        yield n in fields, f"derives unknown field {n}", "declare it in fields"
    for n in _READ.get(step.effect, ()):
        yield n in (*step.fields, *step.derived), f"has the effect {step.effect} without asking for {n}", "name it in fields, or derive it"
    for n in step.anew:
        yield n in fields, f"begins unknown field {n} anew", "declare it in fields"
    told = (step.derives is None) is not bool(step.derived)
    yield told, "derives facts without naming them, or names none", "give derives and derived together"
    for n in step.gathers:
        yield n in asked, f"gathers {n} without asking for it", "name it in fields or optional"
        yield _is(procedure, n, Kind.ROWS), f"gathers {n}, which has no rows", "gather a ROWS field"
    for need in step.needed:
        yield need.field in step.optional, f"needs {need.field} at times without asking for it", "name it in optional"
        other = procedure.field(need.other)
        yield other is not None, f"needs {need.field} after unknown field {need.other}", "declare it in fields"
        strange = [str(v) for v in need.values if other and other.choices and v not in other.choices]
        yield not strange, f"needs {need.field} after {'、'.join(strange)}, which {need.other} never is", "use its choices"


def _limited(procedure: Procedure, step: Step, limits: frozenset[str]) -> Said:
    """The time limits it starts, ends and follows stand in the law, are counted from a field, and run before they end."""
    fields, started = _names(procedure), {s.limit for one in procedure.steps for s in one.starts}
    for s in step.starts:
        yield s.limit in limits, f"starts unknown time limit {s.limit}", "add a dated row in law/"
        yield s.since in fields or not s.since, f"counts {s.limit} from unknown field {s.since}", "name a date field"
        yield _is(procedure, s.since, Kind.DATE, Kind.INSTANT), f"counts {s.limit} from {s.since}, which is no day", "name a date field"
    for e in step.ends:
        yield e in limits, f"ends unknown time limit {e}", "add a dated row in law/"
        yield e in started or e not in limits, f"ends time limit {e}, which no step starts", "start it, or end the one that runs"
    lapse = step.on_lapse
    yield not lapse or lapse in limits, f"follows unknown limit {lapse}", "add a dated row in law/"
    yield lapse in started or lapse not in limits, f"follows limit {lapse}, which no step starts", "start it, or follow the one that runs"


def _moves(procedure: Procedure, step: Step) -> Said:
    """It starts from states that exist."""
    known = {START, ANY, *(s.id for s in procedure.states)}
    yield bool(step.source), "starts from no state", "name the states from which it may be taken"
    for s in step.source:
        yield s in known, f"starts from unknown state {s}", "declare it"


def _branches(procedure: Procedure, step: Step) -> Said:
    """A branch goes by a word that is there to read, and has a destination for every word it may be."""
    if not isinstance(step.to, Branch):
        return
    decides, name = procedure.field(step.to.field), step.to.field
    yield decides is not None, f"branches on unknown field {name}", "declare it in fields"
    if decides is None:
        return
    yield decides.kind is Kind.CHOICE, f"branches on {name}, which is a {decides.kind}", "branch on a choice"
    yield name in (*step.fields, *step.derived), f"branches on {name}, which may stay empty", "ask for it in fields, or derive it"
    left = [c for c in decides.choices if c not in step.to.to]
    yield not left, f"branches on {name} without a destination for {'、'.join(left)}", "name a state for each choice"
    idle = [c for c in step.to.to if c not in decides.choices]
    yield not idle, f"branches on {name} by {'、'.join(idle)}, which it never is", "use its choices"


def _issued(procedure: Procedure, step: Step) -> Said:
    """What the law asks on its paper can be known."""
    for n in step.issues.needs if step.issues else ():
        yield n in _names(procedure), f"instrument {step.issues.id if step.issues else ''} needs unknown field {n}", "declare it in fields"


def _opens(catalogue: Catalogue, procedure: Procedure, step: Step, opens: Opens) -> Said:
    """The child's procedure and opening step exist and ask for what is handed down."""
    name = opens.procedure
    yield catalogue.has_procedure(name), f"opens unknown procedure {name}", "use its full name"
    if not catalogue.has_procedure(name):
        return
    opening = catalogue.procedure(name).step(opens.step)
    yield opening is not None and opening.opens_matter, f"opens {name} by unknown step {opens.step}", "name an opening step"
    if opening is None or not opening.opens_matter:
        return
    for n in _unknown((*opens.carry, *opens.values, opens.into), (*opening.fields, *opening.optional)):
        yield False, f"hands {n} to {name}, which does not ask for it", "name a field of its opening step"
    for n in _unknown((*opens.carry.values(), opens.each), _names(procedure)):
        yield False, f"hands unknown field {n} to {name}", "name a field of this procedure"
    asked = opens.numbered in ("", *opening.fields, *opening.optional)
    yield asked, f"gives a number to {opens.numbered}, which {name} does not ask for", "name a field of its opening step"
    takes = bool(step.issues and step.issues.series)
    yield not opens.numbered or takes, f"gives a number to {name} and takes none", "issue a numbered paper"


def _follows(catalogue: Catalogue, procedure: Procedure, step: Step, follows: Follows) -> Said:
    """The child's procedure has the states it waits for and the facts that come from it."""
    name = follows.procedure
    yield catalogue.has_procedure(name), f"follows unknown procedure {name}", "use its full name"
    through = follows.through
    yield through in ("", *_names(procedure)), f"follows through unknown field {through}", "name a field that points at a matter"
    if not catalogue.has_procedure(name):
        return
    child = catalogue.procedure(name)
    for s in _unknown(follows.states, {s.id for s in child.states}):
        yield False, f"follows {name} into unknown state {s}", "name a state of it"
    for n in _unknown(follows.carry, (*step.fields, *step.optional)):
        yield False, f"takes {n} from {name} without asking for it", "name it in fields or optional"
    for n in _unknown(follows.carry.values(), _names(child)):
        yield False, f"takes unknown field {n} from {name}", "name a field of that procedure"


def _enters(catalogue: Catalogue, procedure: Procedure, enters: Enters) -> Said:
    """The register it writes exists, holds rows of its own, and gets columns from facts that exist."""
    register, facts = catalogue.registers.get(enters.register), _names(procedure)
    by_fact = not enters.register and enters.named in facts
    yield register is not None or by_fact, f"writes unknown register {enters.register}", "declare the register"
    if register is None:
        return
    yield not register.procedures, f"writes register {register.name}, which is a view of matters", "let its matters fill it"
    rows = procedure.field(enters.rows)
    yield (
        not enters.rows or (rows is not None and rows.kind is Kind.ROWS),
        f"writes the rows of {enters.rows}, no such field",
        "name a ROWS field",
    )
    known = {*facts, *(c.name for c in rows.columns)} if rows else facts
    for n in _unknown((enters.key, enters.since, enters.until), {*known, *enters.columns}):
        yield False, f"writes {register.name} by unknown fact {n}", "name a field, or a column of its rows"
    for n in _unknown(enters.columns.values(), {*known, "number"}):
        yield False, f"fills register {register.name} from unknown fact {n}", "name a field, or a column of its rows"
    for n in _unknown(enters.columns, {enters.key, *(c.name for c in register.columns)}):
        yield False, f"fills unknown column {n} of register {register.name}", "declare it in the register's columns"


def _gate(procedure: Procedure, gate: Gate) -> Said:
    """It waits for facts that exist, and applies on some day."""
    for n in gate.needs:
        yield n in _names(procedure), f"needs unknown field {n}", "declare the field"
    for n in gate.reads:
        yield n in _names(procedure), f"reads unknown field {n}", "declare the field"
    yield gate.since <= gate.until, "ends before it begins", "mend since and until"


def _worded(gate: Gate) -> Said:
    """It says what is missing, by which article and the way out. The article may be one that the answer fills in, as ``{basis}``."""
    yield bool(gate.refusal), "refuses without a word", "say what is missing"
    yield bool(gate.remedy), "shows no way out", "say what to do in remedy"
    whole = [_places(text) for text in (gate.refusal, gate.remedy)]
    yield None not in whole, "has words with a brace too many or too few", "write every place as {name}"
    yield bool(gate.basis) or "basis" in (whole[0] or ()), "cites no article", "cite it in basis, or print that of a limit as {basis}"


def _places(text: str) -> set[str] | None:
    """The names in braces; None for braces that are no names."""
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
    return names if all(n.isidentifier() for n in names) else None


def _is(procedure: Procedure, name: str, *kinds: Kind) -> bool:
    """Whether a field of that name is of one of these kinds; one that is not there is told elsewhere."""
    field = procedure.field(name)
    return field is None or field.kind in kinds


def _names(procedure: Procedure) -> set[str]:
    return {f.name for f in procedure.fields}


def _unknown(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """The names given (an empty one is none) that are not known."""
    held = set(known)
    return [n for n in names if n and n not in held]
