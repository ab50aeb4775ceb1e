"""The one question of the kernel: may this step be taken now, and what entry does it make?

``decide`` answers with a ``Decision`` or with *all* refusals; the button of a page and the POST behind it
ask the same function. It reads no clock and writes nothing: the caller takes the number, appends the
entry and projects it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from fadu.kernel.docnumber import NumberRequest, Series
from fadu.kernel.field import Field, Json, Kind, Problem, Value, chinese_day, encode
from fadu.kernel.finding import Refusal
from fadu.kernel.gate import Gate, Situation, Strength
from fadu.kernel.journal import Entry
from fadu.kernel.matter import Facts, Matter, apply, blank, correction, facts_with, kept
from fadu.kernel.procedure import START, Effect, Opens, Procedure, Step
from fadu.kernel.records import PLACES, town_on
from fadu.kernel.role import CLOCK, Actor, Post
from fadu.kernel.rulebook import Rulebook, UnknownRule

if TYPE_CHECKING:
    from fadu.kernel.pack import Catalogue
    from fadu.kernel.records import Records, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What an act happens in: the procedures, the law, what can be looked up, and the day of recording."""

    catalogue: Catalogue
    rules: Rulebook
    records: Records
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody tries a step. ``fields`` are raw input; ``reasons`` maps a gate to the reason for passing it.

    ``on`` is the day the act happened, ``at`` the instant of recording. ``entrusted`` marks steps that the
    parent matter or the clock takes, for which no post is asked.
    """

    step: str
    actors: tuple[Actor, ...]
    on: date
    at: datetime
    fields: Mapping[str, object] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    origin: str = "step"
    entrusted: bool = False
    form_number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child matter that a decision opens, ready to be decided in its turn; see ``Opens`` for ``numbered``."""

    matter: Matter
    attempt: Attempt
    numbered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A step that may be taken: its entry (still without a number), the matter after it, what it brings."""

    procedure: Procedure
    step: Step
    entry: Entry
    before: Matter
    number: NumberRequest | None = None
    children: tuple[Child, ...] = ()

    @property
    def after(self) -> Matter:
        return apply(self.procedure, self.before, self.entry)

    def numbered(self, number: str) -> Decision:
        """The same decision with its document number."""
        return replace(self, entry=replace(self.entry, number=number))

    def knowing(self, name: str, number: str) -> Decision:
        """The same decision with the number of the paper that opened its matter in the field ``name``; as it is without either."""
        fields = {**self.entry.fields, name: number} if name and number else self.entry.fields
        return replace(self, entry=replace(self.entry, fields=fields))

    def with_paper(self, digest: str) -> Decision:
        """The same decision with the digest of the paper it issues."""
        return replace(self, entry=replace(self.entry, paper=digest))


@dataclass(frozen=True, slots=True)
class Refused:
    """Every reason why the step is refused, in the order in which a clerk would mend them."""

    refusals: tuple[Refusal, ...]

    @property
    def gates(self) -> frozenset[str]:
        return frozenset(r.gate for r in self.refusals)


@dataclass(frozen=True, slots=True)
class Option:
    """A step as a page shows it: possible when ``refusals`` is empty, otherwise refused and why."""

    step: Step
    refusals: tuple[Refusal, ...]

    @property
    def possible(self) -> bool:
        return not self.refusals


def decide(world: World, matter: Matter, attempt: Attempt) -> Decision | Refused:
    """A decision, or all refusals. Raises KeyError only for a procedure that no pack has."""
    try:
        return _decide(world, matter, attempt)
    except UnknownRule as unknown:
        return Refused((_no_law(unknown),))


def _decide(world: World, matter: Matter, attempt: Attempt) -> Decision | Refused:
    procedure = procedure_of(world, matter, attempt.on)
    step = procedure.step(attempt.step)
    if step is None:
        return Refused((_unknown_step(procedure, matter, attempt.step),))
    given, problems = _parsed(procedure, step, attempt.fields)
    situation = _situation(world, procedure, step, matter, attempt, given)
    refusals = [*_standing(world, situation, attempt), *problems, *_incomplete(procedure, step, matter, given, problems)]
    refusals += [] if attempt.entrusted else _gone_places(situation)
    refusals += _ineffective(situation)
    overrides, failed = _judge(situation, attempt.reasons)
    refusals += failed
    return Refused(tuple(refusals)) if refusals else _decision(situation, attempt, overrides)


def procedure_of(world: World, matter: Matter, on: date) -> Procedure:
    """The version a matter goes on under; for one still to open, the version in force on that day."""
    if matter.version:
        return world.catalogue.procedure(matter.procedure, matter.version)
    return world.catalogue.beginning(matter.procedure, on)


def available(world: World, matter: Matter, actor: Actor, on: date, at: datetime) -> tuple[Option, ...]:
    """Every step from the present state that this person could ever take, with what refuses it now.

    Gates that need a field of the step itself wait for it; empty required fields refuse nothing here.
    """
    procedure = procedure_of(world, matter, on)
    options = []
    for step in procedure.steps_from(matter.state):
        if CLOCK in step.roles or not actor.holds_any(step.roles, on):
            continue
        attempt = Attempt(step=step.id, actors=(actor,), on=on, at=at)
        options.append(Option(step, _refused_before_form(world, procedure, step, matter, attempt)))
    return tuple(options)


def foreseen(
    world: World, matter: Matter, step: str, actor: Actor, on: date, at: datetime, fields: Mapping[str, object]
) -> tuple[Refusal, ...]:
    """What the gates of a step would refuse with these answers, whether or not the matter has come so far."""
    procedure = procedure_of(world, matter, on)
    wanted = procedure.step(step)
    if wanted is None:
        return ()
    attempt = Attempt(step=step, actors=(actor,), on=on, at=at, fields=fields)
    try:
        given, _ = _parsed(procedure, wanted, fields)
        return tuple(_judge(_situation(world, procedure, wanted, matter, attempt, given), {})[1])
    except UnknownRule as unknown:
        return (_no_law(unknown),)


def _refused_before_form(world: World, procedure: Procedure, step: Step, matter: Matter, attempt: Attempt) -> tuple[Refusal, ...]:
    try:
        situation = _situation(world, procedure, step, matter, attempt, {})
        return (*_standing(world, situation, attempt), *_judge(situation, {}, before_form=True)[1])
    except UnknownRule as unknown:
        return (_no_law(unknown),)


def _no_law(unknown: UnknownRule) -> Refusal:
    """A day for which the law has no such rule, most often a day typed wrongly."""
    return Refusal("law", unknown.message, "核对办理日期；确属更早的行为，按当时的规定在原案卷办理")


def others_may(world: World, matter: Matter, actor: Actor, on: date, at: datetime) -> tuple[Option, ...]:
    """Steps from the present state that are somebody else's, with what refuses them now, so that a page can say who is awaited.

    Judged for anybody who holds the post: a gate on who acts asks about somebody nobody knows, and waits for the form.
    """
    procedure = procedure_of(world, matter, on)
    steps = [s for s in procedure.steps_from(matter.state) if s.to is not None and not actor.holds_any(s.roles, on)]
    return tuple(Option(s, _refused_before_form(world, procedure, s, matter, _by_anybody(s, matter, on, at))) for s in steps)


def _by_anybody(step: Step, matter: Matter, on: date, at: datetime) -> Attempt:
    somebody = Actor("", "", tuple(Post(role, matter.org, matter.village) for role in step.roles))
    return Attempt(step=step.id, actors=(somebody,), on=on, at=at)


def _situation(world: World, procedure: Procedure, step: Step, matter: Matter, attempt: Attempt, given: Facts) -> Situation:
    situation = Situation(
        procedure=procedure, step=step, matter=matter, facts=facts_with(step, matter.facts, given), given=given,
        actors=attempt.actors, on=attempt.on, today=world.today, rules=world.rules, records=world.records,
    )  # fmt: skip
    return _with_derived(situation)


def _with_derived(s: Situation) -> Situation:
    """The situation with the facts that the step works out for itself laid over it, so that gates see them."""
    if s.step.derives is None:
        return s
    found = {name: value for name, value in s.step.derives(s).items() if name in s.step.derived}
    given = {**s.given, **found}
    return replace(s, facts=facts_with(s.step, s.matter.facts, given), given=given)


def _unknown_step(procedure: Procedure, matter: Matter, name: str) -> Refusal:
    return Refusal("step", f"“{procedure.label}”没有“{name}”这一步", f"现在可以：{_labels(procedure.steps_from(matter.state))}")


def _labels(steps: Iterable[Step]) -> str:
    """What these steps are called, each once, without those that time takes by itself."""
    return "、".join(dict.fromkeys(s.label for s in steps if s.roles != (CLOCK,))) or "无"


def _standing(world: World, s: Situation, attempt: Attempt) -> list[Refusal]:
    """State, competence and day: what every act must satisfy whatever its gates."""
    checks = (_state(s), None if attempt.entrusted else _competence(world, s), _day(s))
    return [refusal for refusal in checks if refusal]


def _state(s: Situation) -> Refusal | None:
    if s.step in s.procedure.steps_from(s.matter.state):
        return None
    state = s.procedure.state(s.matter.state)
    now = state.label if state else "尚未开始"
    onward = (x for x in s.procedure.steps_from(s.matter.state) if x.to is not None)
    return Refusal("state", f"本事项现为“{now}”，不能办理“{s.step.label}”", f"现在可以：{_labels(onward)}")


def _competence(world: World, s: Situation) -> Refusal | None:
    if s.actors and s.actors[0].holds_any(s.step.roles, s.on):
        return None
    labels = "、".join(world.catalogue.role_label(role) for role in s.step.roles)
    return Refusal("role", f"“{s.step.label}”只能由规定的岗位办理", f"请由以下岗位办理：{labels}")


def _day(s: Situation) -> Refusal | None:
    if s.on > s.today:
        return Refusal("day", f"办理日期{chinese_day(s.on)}晚于今天（{chinese_day(s.today)}）", "填写实际发生的日期")
    if s.matter.moved_on and s.on < s.matter.moved_on and s.step.to is not None:
        return Refusal(
            "day", f"办理日期{chinese_day(s.on)}早于上一步的{chinese_day(s.matter.moved_on)}", "按先后顺序填写；上一步有误的，先更正"
        )
    if not s.matter.version and not s.procedure.since <= s.on <= s.procedure.until:
        return Refusal("day", f"“{s.procedure.label}”在{chinese_day(s.on)}尚未施行或已停止适用", "选择当日有效的程序")
    return None


def _parsed(procedure: Procedure, step: Step, raw: Mapping[str, object]) -> tuple[dict[str, Value], list[Refusal]]:
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


def _gone_places(s: Situation) -> list[Refusal]:
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


def _incomplete(procedure: Procedure, step: Step, matter: Matter, given: Facts, problems: list[Refusal]) -> list[Refusal]:
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


def _ineffective(s: Situation) -> list[Refusal]:
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


def _empty(missing: Field | None, because: str = "") -> Refusal:
    label = missing.label if missing else ""
    return Refusal("fields", f"{because}“{label}”没有填写", f"填写“{label}”", field=missing.name if missing else "")


def _judge(s: Situation, reasons: Mapping[str, str], before_form: bool = False) -> tuple[dict[str, str], list[Refusal]]:
    """Gates passed with a reason, and refusals. Before the form is filled, gates on its fields wait."""
    overrides: dict[str, str] = {}
    refusals: list[Refusal] = []
    for gate in s.step.gates:
        if before_form and _waits_for_form(gate, s):
            continue
        refusal = gate.judge(s)
        if refusal and gate.strength is Strength.REASON and reasons.get(gate.id, "").strip():
            overrides[gate.id] = reasons[gate.id].strip()
        elif refusal:
            refusals.append(refusal)
    return overrides, refusals


def _waits_for_form(gate: Gate, s: Situation) -> bool:
    asked = {*s.step.fields, *s.step.optional}
    return gate.on_form or any(name in asked for name in (*gate.needs, *gate.reads))


def _decision(s: Situation, attempt: Attempt, overrides: Mapping[str, str]) -> Decision:
    entry = Entry(
        org=s.matter.org, matter=s.matter.id, seq=s.matter.seq + 1, procedure=s.procedure.name,
        version=s.procedure.version, step=s.step.id,
        state=s.step.destination(s.facts, s.matter.state), on=attempt.on, at=attempt.at,
        actors=tuple(a.id for a in attempt.actors), role=_acting_role(s), fields=_encoded(s.given),
        overrides=dict(overrides), files=attempt.files, rules=s.rules.version, parent=s.matter.parent,
        village=_village(s), origin=attempt.origin,
    )  # fmt: skip
    return Decision(
        procedure=s.procedure, step=s.step, entry=entry, before=s.matter,
        number=_number(s, attempt), children=_children(s, attempt),
    )  # fmt: skip


def _acting_role(s: Situation) -> str:
    held = s.actors[0].roles_on(s.on) if s.actors else frozenset()
    return next((r for r in s.step.roles if r in held), s.step.roles[0])


def _encoded(given: Facts) -> dict[str, Json]:
    return {name: encode(value) for name, value in given.items()}


def _village(s: Situation) -> str:
    return s.matter.village or str(s.facts.get(s.procedure.village_field) or "")


def _number(s: Situation, attempt: Attempt) -> NumberRequest | None:
    if s.step.issues is None or s.step.issues.series is None:
        return None
    series = s.step.issues.series
    return NumberRequest(series.id, _prefix(s, series), attempt.on.year, series.ordinal, attempt.form_number)


def _prefix(s: Situation, series: Series) -> str:
    """The printed prefix, with the town's short name of the day of the act where the records know one."""
    prefix, town = series.prefix(s.facts), town_on(s.records, s.on)
    return prefix.replace("{town}", str(town.get("short_name"))) if town else prefix


def _children(s: Situation, attempt: Attempt) -> tuple[Child, ...]:
    opened = [o for o in s.step.opens if o.when is None or o.when(s.facts)]
    return tuple(_child(s, attempt, o, one) for o in opened for one in _elements(s, o))


def _elements(s: Situation, opens: Opens) -> list[object]:
    """What the children are opened for: one nameless child, or one for each element of a list fact."""
    if not opens.each:
        return [None]
    value = s.facts.get(opens.each)
    return list(value) if isinstance(value, list) else []


def _child(s: Situation, attempt: Attempt, opens: Opens, element: object) -> Child:
    """The child's id follows from the parent's and the entry, so that a replay opens the same child."""
    name = f"{s.matter.seq + 1}/{opens.procedure}/{opens.step}" + (f"/{element}" if opens.each else "")
    id = str(uuid.uuid5(uuid.UUID(s.matter.id), name))
    carried = {name: encode(s.facts[fact]) for name, fact in opens.carry.items() if fact in s.facts}
    fields = {**opens.values, **carried, **({opens.into: element} if opens.each else {})}
    village = "" if opens.into == "village" else _village(s)
    return Child(
        matter=replace(blank(id, s.matter.org, opens.procedure, s.matter.id), village=village),
        attempt=Attempt(
            step=opens.step, actors=attempt.actors, on=attempt.on, at=attempt.at, fields=fields,
            origin=attempt.origin, entrusted=True,
        ),
        numbered=opens.numbered,
    )  # fmt: skip


def opens_directly(procedure: Procedure) -> bool:
    """Whether a person may open a matter of this procedure, not only a step of another."""
    return any(START in step.source and CLOCK not in step.roles for step in procedure.steps)
