"""What a step brings, said beside its button: the pack's own words, else worked out from the definition of the step."""

from __future__ import annotations

from datetime import date

from fadu.kernel.procedure import Procedure, Step
from fadu.kernel.rulebook import Rulebook
from fadu.packs import catalogue
from fadu.service.course import course_from, main_step


def consequence(procedure: Procedure, step: Step, rules: Rulebook, on: date) -> str:
    """Sentences: what is made and begun, then whose turn it is."""
    return (step.consequence or _made(procedure, step, rules, on)) + _whose_turn(procedure, step)


def _made(procedure: Procedure, step: Step, rules: Rulebook, on: date) -> str:
    parts = [*_paper(step), *_limits(step, rules, on), *_children(step), *_states(procedure, step)]
    return f"办理后{'，'.join(parts)}。" if parts else ""


def _paper(step: Step) -> list[str]:
    if step.issues is None:
        return []
    return [f"{'取号并' if step.issues.series else ''}生成《{step.issues.label}》"]


def _limits(step: Step, rules: Rulebook, on: date) -> list[str]:
    labels = [found.label for s in step.starts if s.when is None and (found := rules.find_limit(s.limit, on))]
    return [f"开始计算“{'”“'.join(dict.fromkeys(labels))}”的期限"] if labels else []


def _children(step: Step) -> list[str]:
    labels = dict.fromkeys(catalogue().procedure(o.procedure).label for o in step.opens if o.when is None)
    return [f"转入{'、'.join(labels)}"] if labels else []


def _states(procedure: Procedure, step: Step) -> list[str]:
    """The state that follows; several are left unsaid, for the choice on the form decides."""
    found = dict.fromkeys(step.destinations)
    state = procedure.state(next(iter(found))) if len(found) == 1 else None
    if state is None:
        return []
    return [f"本事项办结（{state.label}）" if state.closed else f"转为“{state.label}”"]


def _whose_turn(procedure: Procedure, step: Step) -> str:
    """Who takes the matter on from the one state it comes to, when that is somebody else."""
    found = dict.fromkeys(step.destinations)
    state = next(iter(found)) if len(found) == 1 else ""
    following = main_step(procedure, state) if state and course_from(procedure, state) else None
    if following is None or set(following.roles) & set(step.roles):
        return ""
    return f"接着由{'或'.join(catalogue().role_label(r) for r in following.roles[:2])}办理“{following.label}”。"
