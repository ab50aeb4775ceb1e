"""A statutory procedure (程序): its states, its steps, and what each step does.

Definitions are frozen values written in Python, never rows of a database. A step is taken by somebody
competent, behind gates, and may record fields, move limits, issue a paper, open child matters, write
register rows and owe a publication. Nothing here judges or stores anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from fadu.kernel.citation import Citation
from fadu.kernel.field import Field, Value
from fadu.kernel.gate import Gate
from fadu.kernel.instrument import Instrument

if TYPE_CHECKING:
    from fadu.kernel.case_file import CaseFile
    from fadu.kernel.gate import Situation
    from fadu.kernel.matter import Facts

START = "start"
ANY = "*"

Condition: TypeAlias = "Callable[[Facts], bool]"
Derivation: TypeAlias = "Callable[[Situation], Mapping[str, Value]]"


@dataclass(frozen=True, slots=True)
class State:
    """A state of a matter; a closed one ends the work (a reopening is a step of its own).

    In a ``standing`` one things rest for as long as they last (在任, 现行有效): nobody is awaited until a limit runs.
    """

    id: str
    label: str
    closed: bool = False
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A destination chosen by the value of a required field: {处罚: decided, 不予处罚: not_punished}."""

    field: str
    to: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Starts:
    """The step starts a time limit, on its own day or on the day or at the instant held by fact ``since``; only ``when`` true."""

    limit: str
    since: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """The step opens a child matter by that procedure's opening step.

    ``carry`` maps the child's fields to this matter's facts; ``values`` are given as they stand. With
    ``each``, one child is opened for every element of that fact (a list), given to the child's field ``into``.
    ``numbered`` is the child's field that takes the number of the paper which this step issues.
    """

    procedure: str
    step: str
    carry: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    when: Condition | None = None
    each: str = ""
    into: str = ""
    numbered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """The step is taken by the clock when a child of ``procedure`` reaches one of ``states``.

    ``through`` names the fact that may point at a matter which was there before: that one is followed as a child is.
    ``carry`` maps this step's fields to the child's facts; the day of the act is the day the child got there.
    """

    procedure: str
    states: tuple[str, ...]
    carry: Mapping[str, str] = field(default_factory=dict)
    when: Condition | None = None
    through: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enters:
    """The step writes register rows: one from the matter's facts, or one per row of the ROWS fact ``rows``.

    ``key`` names the column that identifies a row (a later row of the same key ends the earlier the day
    before); ``since`` and ``until`` name columns holding the first and last day in force. ``columns``
    maps register columns to facts or row columns where the names differ. ``ends`` closes the row instead.

    An import writes rows of whichever register the fact ``named`` holds; each row brings its columns as JSON text
    in ``content``.
    """

    register: str
    key: str
    rows: str = ""
    since: str = ""
    until: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    ends: bool = False
    when: Condition | None = None
    named: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView:
    """What the public may read of a matter, once a step has published it: these fields and no others.

    ``masked`` are personal fields shown in masked form (李某) as ``rule`` allows, and in full where ``in_full`` says
    that the person is none but a body. ``label`` is what the public calls such a matter, where the procedure's own
    name is an office's word. ``numbered`` are the instruments whose numbers the public reads, in this order; every
    number of the matter where none is named. ``until`` names, for a field, the fact whose coming ends its being shown:
    how to comment on a draft, once the document is issued.
    """

    fields: tuple[str, ...]
    masked: tuple[str, ...] = ()
    until: Mapping[str, str] = field(default_factory=dict)
    in_full: Condition | None = None
    rule: str = ""
    label: str = ""
    numbered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """A role of another body reads only the matters addressed to it, beside those it handles, though its steps are in the procedure.

    A matter is addressed to it when ``fact`` holds one of these ``words``; without words, when it is filled in at all.
    """

    role: str
    fact: str
    words: tuple[str, ...] = ()


class Target(StrEnum):
    """Whose public view a step publishes or withdraws: the matter's own, or its parent's."""

    SELF = "self"
    PARENT = "parent"


class Effect(StrEnum):
    """What a common step does beyond recording its fields; see ``matter.apply``."""

    NONE = "none"
    CORRECT = "correct"
    REASSIGN = "reassign"
    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    ANNUL = "annul"
    LINK = "link"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class NeededWhen:
    """An optional field that may not stay empty once another one says one of these: the amount, where a fine was chosen."""

    field: str
    other: str
    values: tuple[Value, ...]

    def applies(self, facts: Mapping[str, Value]) -> Value | None:
        """The answer that makes the field needed; None where nothing of the kind was said."""
        said = facts.get(self.other)
        chosen = said if isinstance(said, list) else [said]
        return next((v for v in self.values if v in chosen), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act of a procedure.

    ``source`` lists the states it may be taken from (``START`` opens a matter, ``ANY`` is every open
    state); ``to`` None leaves the state. The first actor must hold one of ``roles``; how many officers an
    act needs is a gate's business. ``gathers`` are ROWS fields whose rows are added to earlier ones
    instead of replacing them. ``needed`` are optional fields that an answer to another makes compulsory. ``anew`` are
    facts said of an earlier round that the step lays aside: what it asks of them is asked again, unless given they are
    facts no longer. ``on_lapse`` names the limit after whose end the clock takes the step;
    ``heeds`` the steps of the parent matter after which it does.
    ``told`` is read to the party before the act; ``consequence`` tells the actor what the act brings.
    ``light`` marks the daily path, shown first; ``back`` a step that gives the work back, never the way on. ``derives`` works out the facts named in ``derived`` from
    registers and from what was typed, before the gates judge; they are recorded with the entry, never asked.
    """

    id: str
    label: str
    source: tuple[str, ...]
    to: str | Branch | None
    roles: tuple[str, ...]
    basis: tuple[Citation, ...]
    fields: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    gathers: tuple[str, ...] = ()
    anew: tuple[str, ...] = ()
    needed: tuple[NeededWhen, ...] = ()
    gates: tuple[Gate, ...] = ()
    starts: tuple[Starts, ...] = ()
    ends: tuple[str, ...] = ()
    issues: Instrument | None = None
    opens: tuple[Opens, ...] = ()
    follows: tuple[Follows, ...] = ()
    on_lapse: str = ""
    heeds: tuple[str, ...] = ()
    enters: tuple[Enters, ...] = ()
    publishes: Target | None = None
    withdraws: Target | None = None
    effect: Effect = Effect.NONE
    told: str = ""
    consequence: str = ""
    light: bool = False
    back: bool = False
    derives: Derivation | None = None
    derived: tuple[str, ...] = ()

    @property
    def opens_matter(self) -> bool:
        return START in self.source

    @property
    def destinations(self) -> tuple[str, ...]:
        if self.to is None:
            return ()
        return tuple(self.to.to.values()) if isinstance(self.to, Branch) else (self.to,)

    def destination(self, facts: Mapping[str, Value], current: str) -> str:
        """The state after the step, given the facts with its fields laid over them."""
        if self.to is None:
            return current
        return self.to.to[str(facts[self.to.field])] if isinstance(self.to, Branch) else self.to


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A procedure of one pack; its full name is ``pack.name`` and its version pins a matter to its rules.

    A change of law is a new version beside the old one: a matter ends under the version it began with, unless
    the new one ``takes_over`` that version, as its transition rule says. ``since`` and ``until`` are the days
    on which a matter may begin under it. ``handlers`` are the roles whose first act makes
    somebody its handler; without them it is whoever opens it. ``readers`` are the roles that may read every
    matter of it within their place, beside those who take its steps; ``secret_readers`` those who may read fields of sensitivity s.
    ``addressed`` narrows that for the roles of other bodies. ``title`` names a matter.
    ``case_number`` names the instrument whose number is the matter's own; without it, the number taken last is.
    ``case_file`` is what the file of such a matter must hold. ``village_field`` is the field whose village is the matter's place, where
    it has such a field.
    """

    name: str
    label: str
    basis: tuple[Citation, ...]
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    fields: tuple[Field, ...]
    version: str = "1"
    since: date = date.min
    until: date = date.max
    takes_over: tuple[str, ...] = ()
    handlers: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    secret_readers: tuple[str, ...] = ()
    addressed: tuple[Addressed, ...] = ()
    title: Callable[[Facts], str] = lambda facts: str(facts.get("title", ""))
    public: PublicView | None = None
    village_field: str = "village"
    case_number: str = ""
    case_file: CaseFile | None = None

    def step(self, id: str) -> Step | None:
        return next((s for s in self.steps if s.id == id), None)

    def field(self, name: str) -> Field | None:
        return next((f for f in self.fields if f.name == name), None)

    def needed_when(self, step: Step, name: str) -> str:
        """After which answers an optional field is compulsory (“种类”是“罚款”); empty for one that may always stay open."""
        asked = [(other, n.values) for n in step.needed if n.field == name and (other := self.field(n.other))]
        return "，或者".join(f"“{other.label}”是{'、'.join(f'“{other.show_one(v)}”' for v in values)}" for other, values in asked)

    def state(self, id: str) -> State | None:
        return next((s for s in self.states if s.id == id), None)

    def is_closed(self, state_id: str) -> bool:
        state = self.state(state_id)
        return state is not None and state.closed

    def steps_from(self, state_id: str) -> tuple[Step, ...]:
        """Steps whose source admits this state; ``ANY`` admits every open state."""
        open_now = state_id != START and not self.is_closed(state_id)
        return tuple(s for s in self.steps if state_id in s.source or (ANY in s.source and open_now))

    def opening_steps(self) -> tuple[Step, ...]:
        return tuple(s for s in self.steps if s.opens_matter)

    @property
    def taking_roles(self) -> frozenset[str]:
        return frozenset(role for step in self.steps for role in step.roles)
