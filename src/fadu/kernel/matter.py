"""A matter (事项): the fold of its journal entries, and nothing that the entries do not say.

``apply`` adds one entry in time independent of the matter's age; ``fold`` is its repetition. A fold needs
the procedure's definition but no rules, no records and no clock: due dates are computed when asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from fadu.kernel.field import Field, Problem, Value, decode
from fadu.kernel.procedure import START, Effect, Procedure, Starts, Step

if TYPE_CHECKING:
    from fadu.kernel.journal import Entry
    from fadu.kernel.rulebook import Rulebook
    from fadu.kernel.timelimit import Due, TimeLimit

from fadu.kernel.timelimit import Interval, Unit, day_of
from fadu.kernel.timelimit import due as due_of

Facts: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Done:
    """That a step was taken: the first and the last day, everyone who ever took it, how often, at which entry."""

    first_on: date
    on: date
    by: tuple[str, ...]
    count: int
    seq: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit on a matter. An open ``pause`` has no last day yet; pauses stop it only for its own causes.

    ``started_at`` is the instant of the entry or of a fact, for limits counted in hours; None when the limit counts from
    another day than the entry was recorded on.
    """

    limit: str
    started_on: date
    ended_on: date | None = None
    pauses: tuple[Interval, ...] = ()
    extension: int = 0
    started_at: datetime | None = None

    def rule(self, rules: Rulebook, org: str) -> TimeLimit:
        """The limit as it stood on the day it began; a limit that began before its rule did takes the rule's first form."""
        found = rules.find_limit(self.limit, self.started_on, org)
        return found or rules.limits[self.limit][0]

    def due(self, rules: Rulebook, org: str) -> Due:
        """The due date under the rules in force on the day the limit began."""
        limit = self.rule(rules, org)
        pauses = [p for p in self._stops(rules, limit) if p.last != date.max]
        start = self.started_at if limit.unit is Unit.HOUR and self.started_at else self.started_on
        return due_of(limit, start, rules.calendar, suspensions=pauses, extension=self.extension)

    def paused(self, rules: Rulebook, org: str) -> bool:
        """Whether the limit stands still now because a cause it names has begun and not ended."""
        return any(p.last == date.max for p in self._stops(rules, self.rule(rules, org)))

    def _stops(self, rules: Rulebook, limit: TimeLimit) -> list[Interval]:
        """The pauses whose cause this limit names; a pause holds the cause as its Chinese name or its id."""
        ids = {label: id for id, label in rules.causes.items()}
        named = [replace(p, cause=ids.get(p.cause, p.cause)) for p in self.pauses]
        return [replace(p, label=rules.causes.get(p.cause, p.cause)) for p in named if p.cause in limit.suspended_by]


@dataclass(frozen=True, slots=True)
class Annulment:
    """The overlay of an act set aside later: ground, and the day it takes effect."""

    ground: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """See the module. ``seq`` is the number of its last entry; -1 and state ``start`` before the first.

    ``numbers`` and ``papers`` map an instrument to its last document number and content digest.
    """

    id: str
    org: str
    procedure: str
    version: str = ""
    state: str = START
    seq: int = -1
    facts: Facts = field(default_factory=dict)
    done: Mapping[str, Done] = field(default_factory=dict)
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()
    village: str = ""
    parent: str = ""
    handler: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    moved_on: date | None = None
    annulled: Annulment | None = None

    def get(self, name: str, default: Value | None = None) -> Value | None:
        return self.facts.get(name, default)


def blank(matter_id: str, org: str, procedure: str, parent: str = "") -> Matter:
    """A matter before its first entry."""
    return Matter(id=matter_id, org=org, procedure=procedure, parent=parent)


def fold(procedure: Procedure, matter: Matter, entries: Iterable[Entry]) -> Matter:
    """The matter after these entries, which must follow its last one without a gap."""
    for entry in entries:
        matter = apply(procedure, matter, entry)
    return matter


def apply(procedure: Procedure, matter: Matter, entry: Entry) -> Matter:
    """The matter after one more entry. Raises ValueError for a gap or a step the procedure does not have."""
    step = procedure.step(entry.step)
    if step is None or entry.seq != matter.seq + 1:
        raise ValueError(f"entry {entry.seq} ({entry.step}) does not continue matter {matter.id} at {matter.seq}")
    given = decoded(procedure, entry.fields)
    facts = _facts_after(step, matter.facts, given)
    after = replace(
        matter, state=entry.state, seq=entry.seq, version=entry.version, facts=facts,
        done=_done_after(matter.done, entry), clocks=_clocks_after(step, matter, entry, facts),
        village=matter.village or entry.village, parent=matter.parent or entry.parent,
        handler=matter.handler or _handler(procedure, entry), opened_on=matter.opened_on or entry.on,
        moved_on=entry.on if step.to is not None else matter.moved_on,
        closed_on=(matter.closed_on or entry.on) if procedure.is_closed(entry.state) else None,
        numbers={**matter.numbers, step.issues.id: entry.number} if step.issues and entry.number else matter.numbers,
        papers={**matter.papers, step.issues.id: entry.paper} if step.issues and entry.paper else matter.papers,
    )  # fmt: skip
    return _EFFECTS[step.effect](procedure, after, given, entry)


def own_number(procedure: Procedure, matter: Matter) -> str:
    """The number by which the matter is known: its case number where the procedure has one, else the one taken last.

    Which was last is told by the steps, since stored JSON keeps no order.
    """
    if procedure.case_number in matter.numbers:
        return matter.numbers[procedure.case_number]
    taken = [(matter.done[s.id].seq, matter.numbers[s.issues.id]) for s in procedure.steps
             if s.issues and s.id in matter.done and s.issues.id in matter.numbers]  # fmt: skip
    return max(taken)[1] if taken else ""


def _handler(procedure: Procedure, entry: Entry) -> str:
    """Who takes the matter in hand by this act: its opener, or the first to act in a role that handles such matters."""
    return entry.actors[0] if not procedure.handlers or entry.role in procedure.handlers else ""


def decoded(procedure: Procedure, fields: Mapping[str, object]) -> dict[str, Value]:
    """The typed values behind encoded fields; names the procedure no longer has are left out."""
    known = {f.name: f for f in procedure.fields}
    return {k: v for k, j in fields.items() if k in known and (v := decode(known[k], j)) is not None}  # type: ignore[arg-type]


def facts_with(step: Step, facts: Facts, given: Facts) -> dict[str, Value]:
    """The facts with a step's fields laid over them, gathered rows added to the earlier ones; what it begins anew is gone unless given."""
    merged = {**kept(step, facts), **given}
    for name in step.gathers:
        if name in given:
            merged[name] = [*facts.get(name, []), *given[name]]  # type: ignore[misc]
    return merged


def kept(step: Step, facts: Facts) -> Facts:
    """The facts that a step finds still standing."""
    return {name: value for name, value in facts.items() if name not in step.anew} if step.anew else facts


def as_told(procedure: Procedure, step: Step, after: Matter, entry: Entry) -> Matter:
    """The matter as the paper of this step tells it: a pause or an annulment keeps its reason in the entry, not among the facts."""
    if step.effect is Effect.NONE:
        return after
    return replace(after, facts=facts_with(step, after.facts, decoded(procedure, entry.fields)))


def _facts_after(step: Step, facts: Facts, given: Facts) -> Facts:
    return facts if step.effect is not Effect.NONE else facts_with(step, facts, given)


def _done_after(done: Mapping[str, Done], entry: Entry) -> dict[str, Done]:
    before = done.get(entry.step)
    by = tuple(dict.fromkeys((*(before.by if before else ()), *entry.actors)))
    first = before.first_on if before else entry.on
    return {**done, entry.step: Done(first, entry.on, by, before.count + 1 if before else 1, entry.seq)}


def _clocks_after(step: Step, matter: Matter, entry: Entry, facts: Facts) -> dict[str, Clock]:
    clocks = dict(matter.clocks)
    for limit in step.ends:
        if limit in clocks and clocks[limit].ended_on is None:
            clocks[limit] = replace(clocks[limit], ended_on=entry.on)
    for start in step.starts:
        since = _start(start, entry.on, facts)
        if since is not None:
            clocks[start.limit] = Clock(start.limit, day_of(since), started_at=_instant(since, entry.at))
    return clocks


def _instant(since: date | datetime, at: datetime) -> datetime | None:
    """When a limit in hours begins: at the instant that a fact holds, or as recorded on the day itself."""
    if isinstance(since, datetime):
        return since
    return at if at.date() == since else None


def _start(start: Starts, on: date, facts: Facts) -> date | datetime | None:
    if start.when is not None and not start.when(facts):
        return None
    day = facts.get(start.since, on) if start.since else on
    return day if isinstance(day, date) else on


def _nothing(procedure: Procedure, matter: Matter, given: Facts, entry: Entry) -> Matter:
    return matter


def correction(procedure: Procedure, given: Facts) -> tuple[Field | None, Value | Problem | None]:
    """The field that a correction names, by its name or its label, and what ``corrected_value`` becomes in it."""
    said = str(given.get("corrected_field", ""))
    declared = procedure.field(said) or next((f for f in procedure.fields if f.label == said), None)
    return declared, declared.parse(given.get("corrected_value")) if declared else None


def _correct(procedure: Procedure, matter: Matter, given: Facts, entry: Entry) -> Matter:
    """The named field takes the value parsed from ``corrected_value``; the earlier entry stays as it is."""
    declared, value = correction(procedure, given)
    if declared is None or value is None or isinstance(value, Problem):
        return matter
    return replace(matter, facts={**matter.facts, declared.name: value})


def _reassign(procedure: Procedure, matter: Matter, given: Facts, entry: Entry) -> Matter:
    return replace(matter, handler=str(given["new_handler"]))


def _suspend(procedure: Procedure, matter: Matter, given: Facts, entry: Entry) -> Matter:
    pause = Interval(entry.on, date.max, str(given["pause_cause"]))
    return replace(matter, clocks={k: _with_pause(c, pause) for k, c in matter.clocks.items()})


def _with_pause(clock: Clock, pause: Interval) -> Clock:
    return clock if clock.ended_on else replace(clock, pauses=(*clock.pauses, pause))


def _resume(procedure: Procedure, matter: Matter, given: Facts, entry: Entry) -> Matter:
    return replace(matter, clocks={k: replace(c, pauses=_ended(c, entry.on)) for k, c in matter.clocks.items()})


def _ended(clock: Clock, on: date) -> tuple[Interval, ...]:
    return tuple(Interval(p.first, on, p.cause) if p.last == date.max else p for p in clock.pauses)


def _extend(procedure: Procedure, matter: Matter, given: Facts, entry: Entry) -> Matter:
    limit, by = str(given["extended_limit"]), int(str(given["extended_by"]))
    clock = matter.clocks.get(limit)
    longer = {limit: replace(clock, extension=clock.extension + by)} if clock else {}
    return replace(matter, clocks={**matter.clocks, **longer})


def _annul(procedure: Procedure, matter: Matter, given: Facts, entry: Entry) -> Matter:
    effective = given.get("annulled_on", entry.on)
    return replace(matter, annulled=Annulment(str(given["annulment_ground"]), effective))  # type: ignore[arg-type]


def _link(procedure: Procedure, matter: Matter, given: Facts, entry: Entry) -> Matter:
    return replace(matter, links=(*matter.links, (str(given["link_kind"]), str(given["linked_matter"]))))


_EFFECTS = {
    Effect.NONE: _nothing, Effect.CORRECT: _correct, Effect.REASSIGN: _reassign, Effect.SUSPEND: _suspend,
    Effect.RESUME: _resume, Effect.EXTEND: _extend, Effect.ANNUL: _annul, Effect.LINK: _link,
    Effect.REOPEN: _nothing, Effect.WITHDRAW: _nothing, Effect.ERASE: _nothing,
}  # fmt: skip
