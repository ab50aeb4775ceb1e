"""What is typed on a form: read by its fields, and what of it keeps the step from being taken before any gate is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from fadu.kernel.field import Field, Kind, Problem, Value, chinese_day
from fadu.kernel.finding import Refusal
from fadu.kernel.gate import Situation
from fadu.kernel.matter import Facts, Matter, correction, kept
from fadu.kernel.procedure import Effect, Procedure, Step
from fadu.kernel.records import PLACES

if TYPE_CHECKING:
    from fadu.kernel.records import Row


def parsed(procedure: Procedure, step: Step, raw: Mapping[str, object]) -> tuple[dict[str, Value], list[Refusal]]:
    """Raw input as values, and what of it no field of the step can be. Empty answers are left out."""
    given: dict[str, Value] = {}
    refusals: list[Refusal] = []
    for name, text in raw.items():
        declared = procedure.field(name) if name in (*step.fields, *step.optional) else None
        value = declared.parse(text) if declared else Problem(name, f"“{step.label}”不填写“{name}”", "删去该项")
        if isinstance(value, Problem):
            refusals.append(Refusal("fields", value.message, value.remedy, field=name))
        elif value is not None:
            given[name] = value
    return given, refusals


def incomplete(procedure: Procedure, step: Step, matter: Matter, given: Facts, problems: list[Refusal]) -> list[Refusal]:
    """Required fields left empty. A fact already on the matter need not be typed again."""
    wrong = {p.field for p in problems}
    known = {} if step.effect is not Effect.NONE or step.gathers else kept(step, matter.facts)
    empty = [n for n in step.fields if n not in given and n not in known and n not in wrong]
    return [*(_empty(procedure.field(name)) for name in empty), *_left_open(procedure, step, {**known, **given}, wrong)]


def _left_open(procedure: Procedure, step: Step, facts: Facts, wrong: set[str]) -> list[Refusal]:
    """Fields that another answer made compulsory, with that answer."""
    asked = [
        (procedure.field(n.field), procedure.field(n.other), said)
        for n in step.needed
        if n.field not in {*facts, *wrong} and (said := n.applies(facts)) is not None
    ]
    return [_empty(missing, f"“{other.label}”是“{other.show_one(said)}”，" if other else "") for missing, other, said in asked]


def _empty(missing: Field | None, because: str = "") -> Refusal:
    label = missing.label if missing else ""
    return Refusal("fields", f"{because}“{label}”没有填写", f"填写“{label}”", field=missing.name if missing else "")


def gone_places(s: Situation) -> list[Refusal]:
    """Places named anew that were ended before the day of the act. What is on record under one stays, and goes on, under it.

    A step that writes the register of places judges the place itself.
    """
    if any(e.register == PLACES for e in s.step.enters):
        return []
    asked = [f for n in s.given if (f := s.procedure.field(n)) and f.kind is Kind.PLACE and n in (*s.step.fields, *s.step.optional)]
    found: list[Refusal] = []
    for declared in asked:
        value, known = s.given[declared.name], s.matter.get(declared.name)
        codes = value if isinstance(value, list) else [value]
        found += [_gone(declared, last) for code in codes if value != known and (last := _last_row(s, str(code))) and last.until < s.on]
    return found


def _last_row(s: Situation, code: str) -> Row | None:
    return max((r for r in s.records.rows(PLACES) if r.key == code), key=lambda r: r.until, default=None)


def _gone(declared: Field, last: Row) -> Refusal:
    said = f"“{last.get('name')}”已撤并，最后一天是{chinese_day(last.until)}"
    return Refusal("place", said, "选择现在的村（社区）；办理的是撤并前的事的，填写当时的办理日期", field=declared.name)


def ineffective(s: Situation) -> list[Refusal]:
    """What keeps the effect of a common step from being what its words say."""
    if s.step.effect is Effect.CORRECT and {"corrected_field", "corrected_value"} <= set(s.given):
        return _uncorrectable(s)
    paused = [p.first for c in s.matter.clocks.values() for p in c.pauses if p.last == date.max]
    if s.step.effect is Effect.RESUME and paused and s.on < max(paused):
        return [
            Refusal(
                "day", f"恢复日期{chinese_day(s.on)}早于中止日期{chinese_day(max(paused))}", "填写实际恢复的日期；中止日期有误的，先说明"
            )
        ]
    return []


def _uncorrectable(s: Situation) -> list[Refusal]:
    declared, value = correction(s.procedure, s.given)
    if declared is None:
        return [
            Refusal(
                "fields", f"“{s.procedure.label}”没有“{s.given['corrected_field']}”这一项", "按表单上的名称填写", field="corrected_field"
            )
        ]
    if isinstance(value, Problem):
        return [Refusal("fields", value.message, value.remedy, field="corrected_value")]
    return []
