"""Whether a procedure holds together: its versions, states, fields, readers and what the public sees of it."""

from __future__ import annotations

from itertools import pairwise

from fadu.kernel.complaint import Complaint, Said, repeated, unsound
from fadu.kernel.field import Field, Kind, Problem, Sensitivity
from fadu.kernel.pack import Catalogue
from fadu.kernel.procedure import ANY, START, Procedure, Step, Target

#: The field that most procedures have for it; those without it lie in no village.
VILLAGE = "village"


def versions_sound(catalogue: Catalogue) -> list[Complaint]:
    """On no day may a matter begin under two versions, and what is taken over must be there to read."""
    complaints: list[Complaint] = []
    for name, versions in catalogue._versions.items():
        where = f"packs/{catalogue.pack_of(name).name} procedure {name}"
        for older, newer in pairwise(versions):
            clear = older.until < newer.since or older.version == newer.version
            thought = f"versions {older.version} and {newer.version} may begin on one day"
            complaints += unsound(where, [(clear, thought, "end the older the day before")])
        known = {p.version for p in versions}
        taken = [v for p in versions for v in p.takes_over]
        complaints += unsound(where, [(v in known, f"takes over unknown version {v}", "keep the version it takes over") for v in taken])
    return complaints


def procedure_sound(where: str, catalogue: Catalogue, procedure: Procedure) -> list[Complaint]:
    """What is wrong with a procedure apart from its single steps."""
    complaints = unsound(where, (*_states(procedure), *_grounded(catalogue, procedure), *_addressed(procedure), *_published(procedure)))
    complaints += unsound(where, _publishers(catalogue, procedure))
    asked = {n for s in procedure.steps for n in (*s.fields, *s.optional, *s.derived)}
    for field in procedure.fields:
        complaints += unsound(where, [(field.name in asked, f"field {field.name} is asked by no step", "name it in a step or delete it")])
        complaints += unsound(f"{where} field {field.name}", (*_field(field), *_chosen_from(catalogue, field)))
    return complaints


def _states(procedure: Procedure) -> Said:
    """Every state is reached from the opening step, and every one that is open is left again."""
    known, reached = {s.id for s in procedure.states}, _reached(procedure)
    yield bool(procedure.opening_steps()), "no step opens a matter", "give one source=(START,)"
    for s in sorted(known - reached):
        yield False, f"state {s} is never reached", "add a step that leads there"
    for s in sorted(reached - known - {START}):
        yield False, f"step leads to unknown state {s}", "declare the state"
    for state in procedure.states:
        left = any(state.id in s.source and s.to is not None for s in procedure.steps)
        yield state.closed or left, f"state {state.id} is a dead end", "close it or add a step that leaves it"


def _reached(procedure: Procedure) -> set[str]:
    reached, frontier = {START}, {START}
    while frontier:
        frontier = {d for s in procedure.steps if _leaves(s, frontier, procedure) for d in s.destinations} - reached
        reached |= frontier
    return reached


def _leaves(step: Step, states: set[str], procedure: Procedure) -> bool:
    return bool(states & set(step.source)) or (ANY in step.source and any(not procedure.is_closed(s) for s in states - {START}))


def _grounded(catalogue: Catalogue, procedure: Procedure) -> Said:
    """It has a basis, names roles and papers that exist, and its title can be said of a matter that knows nothing yet."""
    yield bool(procedure.basis), "cites no article", "cite the article, or the town's own rule"
    yield procedure.since <= procedure.until, "ends before it begins", "mend since and until"
    for role in (*procedure.handlers, *procedure.readers, *procedure.secret_readers):
        yield role in catalogue.roles, f"is read or handled by unknown role {role}", "use a role of packs/common/roles.py"
    papers, number = {s.issues.id for s in procedure.steps if s.issues}, procedure.case_number
    yield not number or number in papers, f"takes its number from unknown instrument {number}", "name one that a step issues"
    village = procedure.village_field
    yield village == VILLAGE or procedure.field(village) is not None, f"lies in the village of unknown field {village}", "declare the field"
    trouble = _title_trouble(procedure)
    yield not trouble, f"its title fails on a matter without facts ({trouble})", "read the facts with facts.get(…)"


def _title_trouble(procedure: Procedure) -> str:
    """How the title fails where nothing was filled in yet; it is written by a pack, so that anything may go wrong."""
    try:
        procedure.title({})
    except Exception as trouble:  # noqa: BLE001  whatever it raises, a page would raise it too
        return repr(trouble)
    return ""


def _field(field: Field) -> Said:
    """Its kind has what it needs and nothing that means something for another, and its example fits it."""
    kind = field.kind
    for need, given, asking in (("choices", field.choices, Kind.CHOICE), ("columns", field.columns, Kind.ROWS)):
        yield kind is not asking or bool(given), f"is a {kind} without {need}", f"declare its {need}"
    for what, meant, only in (
        ("choices", bool(field.choices), Kind.CHOICE), ("columns", bool(field.columns), Kind.ROWS),
        ("held", bool(field.held), Kind.OFFICER), ("of", bool(field.of), Kind.REF),
    ):  # fmt: skip
        yield not meant or kind is only, f"is a {kind} with {what}", f"make it a {only}, or delete them"
    for choice in repeated(field.choices):
        yield False, f"offers {choice} twice", "offer it once"
    read = field.parse(field.example)
    yield not isinstance(read, Problem), f"its example does not fit ({getattr(read, 'message', '')})", "write one that does"


def _chosen_from(catalogue: Catalogue, field: Field) -> Said:
    """The register, procedure and roles among which one chooses exist."""
    yield not field.register or field.register in catalogue.registers, f"is chosen from unknown register {field.register}", "declare it"
    yield not field.of or catalogue.has_procedure(field.of), f"is chosen from unknown procedure {field.of}", "use its full name"
    for role in field.held:
        yield role in catalogue.roles, f"offers holders of unknown role {role} for {field.name}", "use a role of packs/common/roles.py"


def _addressed(procedure: Procedure) -> Said:
    """Who reads only what is addressed to them takes steps here and is told from a field of the matter."""
    for a in procedure.addressed:
        field = procedure.field(a.fact)
        yield a.role in procedure.taking_roles, f"{a.role} is addressed but takes no step", "name a role of a step"
        yield field is not None, f"addressed by unknown field {a.fact}", "name a field of the procedure"
        strange = [w for w in a.words if field and field.choices and w not in field.choices]
        yield not strange, f"addressed to {a.role} by {'、'.join(strange)}, which {a.fact} never is", "use its choices"


def _published(procedure: Procedure) -> Said:
    """What the public view shows may be shown."""
    view, sensitivity = procedure.public, {f.name: f.sensitivity for f in procedure.fields}
    if view is None:
        return
    for n in view.fields:
        yield sensitivity.get(n) is Sensitivity.PUBLIC, f"publishes {n}, which is not public", "mask it, or mark it p with a reason"
    for n in view.masked:
        yield n in sensitivity, f"masks unknown field {n}", "declare it"
    yield not view.masked or bool(view.rule), "masks personal fields without a rule", "cite the rule"
    papers = {s.issues.id for s in procedure.steps if s.issues}
    for n in view.numbered:
        yield n in papers, f"shows the number of unknown instrument {n}", "name one that a step issues"


def _publishers(catalogue: Catalogue, procedure: Procedure) -> Said:
    """A view is shown by some step, here or of a child; and a step that shows or takes back has a view to show."""
    own = any(s.publishes is Target.SELF for s in procedure.steps)
    children = [catalogue.procedure(o.procedure) for s in procedure.steps for o in s.opens if catalogue.has_procedure(o.procedure)]
    by_child = any(s.publishes is Target.PARENT for child in children for s in child.steps)
    yield procedure.public is None or own or by_child, "has a public view that no step publishes", "let a step publish it, or delete it"
    for s in procedure.steps:
        shows = Target.SELF in (s.publishes, s.withdraws)
        yield (
            not shows or procedure.public is not None,
            f"step {s.id} publishes, and there is no public view",
            "declare public=PublicView(…)",
        )
