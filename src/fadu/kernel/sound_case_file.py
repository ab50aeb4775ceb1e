"""Whether the file of a matter asks for what can be there: its states, steps, gates, papers and the limit it is kept for."""

from __future__ import annotations

from fadu.kernel.case_file import CaseFile
from fadu.kernel.complaint import Said
from fadu.kernel.pack import Catalogue
from fadu.kernel.procedure import Procedure


def case_file_sound(catalogue: Catalogue, procedure: Procedure, limits: frozenset[str]) -> Said:
    """Statements about the file that a procedure declares; none where it declares none."""
    rules = procedure.case_file
    if rules is None:
        return
    yield from _things(procedure, rules)
    yield from _toward(procedure, rules)
    for p in rules.begins_with:
        yield catalogue.has_procedure(p), f"its file begins with unknown procedure {p}", "use its full name"
    for paper in rules.inner:
        yield paper in catalogue.instruments, f"its file hides unknown instrument {paper}", "name one that a step issues"
    yield not rules.keep or rules.keep in limits, f"its file is kept for unknown limit {rules.keep}", "add a dated row in law/"


def _things(procedure: Procedure, rules: CaseFile) -> Said:
    for thing in rules.things:
        yield procedure.state(thing.by) is not None, f"its file lacks “{thing.label}” from unknown state {thing.by}", "name a state"
        known = not thing.step or procedure.step(thing.step) is not None
        yield known, f"its file gets “{thing.label}” by unknown step {thing.step}", "name a step"
    for state in (*rules.as_if, *rules.as_if.values()):
        yield procedure.state(state) is not None, f"its file judges unknown state {state}", "name a state"


def _toward(procedure: Procedure, rules: CaseFile) -> Said:
    yield (
        not rules.decides or procedure.step(rules.decides) is not None,
        f"its file works towards unknown step {rules.decides}",
        "name a step",
    )
    for state, (step_id, gates) in rules.toward.items():
        step = procedure.step(step_id)
        yield procedure.state(state) is not None, f"its file leads on from unknown state {state}", "name a state"
        yield step is not None, f"its file leads to unknown step {step_id}", "name a step"
        for gate in gates if step else ():
            yield (
                gate in {g.id for g in step.gates} if step else False,
                f"its file asks gate {gate}, which {step_id} does not",
                "name one of its gates",
            )
