"""The one question of the kernel: may this step be taken now, and what entry does it make?

``decide`` answers with a ``Decision`` or with *all* refusals; the button of a page and the POST behind it
ask the same function. It reads no clock and writes nothing: the caller takes the number, appends the
entry and projects it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from fadu.kernel.docnumber import NumberRequest, Series
from fadu.kernel.field import Field, Json, Kind, Problem, encode
from fadu.kernel.finding import Refusal
from fadu.kernel.gate import Gate, Situation, Strength
from fadu.kernel.given import gone_places, incomplete, ineffective, parsed
from fadu.kernel.journal import Entry
from fadu.kernel.matter import Facts, Matter, apply, blank, facts_with
from fadu.kernel.procedure import START, Opens, Procedure, Step
from fadu.kernel.records import town_on
from fadu.kernel.role import CLOCK, Actor, Post
from fadu.kernel.rulebook import Rulebook, UnknownRule
from fadu.kernel.standing import standing, unknown_step

if TYPE_CHECKING:
    from fadu.kernel.pack import Catalogue
    from fadu.kernel.records import Records


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

    @property
    def moot(self) -> bool:
        """Whether the matter has nothing for the step to act on, so that nothing is missing either."""
        return any(r.moot for r in self.refusals)


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
        return Refused((unknown_step(procedure, matter, attempt.step),))
    given, problems = parsed(procedure, step, attempt.fields)
    situation = _situation(world, procedure, step, matter, attempt, given)
    refusals = standing(world.catalogue, situation, entrusted=attempt.entrusted)
    refusals += [*problems, *incomplete(procedure, step, matter, given, problems)]
    refusals += [] if attempt.entrusted else gone_places(situation)
    refusals += ineffective(situation)
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
        given, _ = parsed(procedure, wanted, fields)
        return tuple(_judge(_situation(world, procedure, wanted, matter, attempt, given), {})[1])
    except UnknownRule as unknown:
        return (_no_law(unknown),)


def _refused_before_form(world: World, procedure: Procedure, step: Step, matter: Matter, attempt: Attempt) -> tuple[Refusal, ...]:
    try:
        situation = _situation(world, procedure, step, matter, attempt, {})
        return (*standing(world.catalogue, situation, entrusted=attempt.entrusted), *_judge(situation, {}, before_form=True)[1])
    except UnknownRule as unknown:
        return (_no_law(unknown),)


def _no_law(unknown: UnknownRule) -> Refusal:
    """A day for which the law has no such rule, most often a day typed wrongly."""
    return Refusal("law", unknown.message, "核对办理日期；确属更早的行为，按当时的规定在原案卷办理")


def others_may(world: World, matter: Matter, actor: Actor, on: date, at: datetime) -> tuple[Option, ...]:
    """Steps that move the matter or open another and are somebody else's, with what refuses them now, so that a page can say who is awaited.

    Judged for anybody who holds the post: a gate on who acts asks about somebody nobody knows, and waits for the form.
    """
    procedure = procedure_of(world, matter, on)
    steps = [s for s in procedure.steps_from(matter.state) if (s.to is not None or s.opens) and not actor.holds_any(s.roles, on)]
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


#: Why a gate is passed: read like any other text that is put on record.
_REASON = Field(name="reason", label="理由", kind=Kind.NOTE)


def _judge(s: Situation, reasons: Mapping[str, str], before_form: bool = False) -> tuple[dict[str, str], list[Refusal]]:
    """Gates passed with a reason, and refusals. Before the form is filled, gates on its fields wait."""
    overrides: dict[str, str] = {}
    refusals: list[Refusal] = []
    for gate in s.step.gates:
        if before_form and _waits_for_form(gate, s):
            continue
        refusal = gate.judge(s)
        said = _REASON.parse(reasons.get(gate.id)) if refusal and gate.strength is Strength.REASON else None
        if isinstance(said, str):
            overrides[gate.id] = said
        elif refusal:
            refusals.append(refusal)
        if isinstance(said, Problem):
            refusals.append(Refusal("fields", said.message, said.remedy))
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
