"""A gate (关口): a pure predicate that an act must pass, with its article, its refusal and the way out.

A gate sees a ``Situation`` and nothing else. It never expresses a due date: a late act stays possible and
is marked late; only waiting periods are gates.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from fadu.kernel.citation import Citation
from fadu.kernel.field import Value, chinese_day
from fadu.kernel.finding import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fadu.kernel.matter import Facts, Matter
    from fadu.kernel.procedure import Procedure, Step
    from fadu.kernel.records import Records, Row
    from fadu.kernel.role import Actor
    from fadu.kernel.rulebook import Rulebook
    from fadu.kernel.timelimit import Due


class Strength(StrEnum):
    """STOP refuses; REASON lets the act pass with a stored reason and a named approver."""

    STOP = "stop"
    REASON = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that a gate may see of one attempt.

    ``matter`` is the matter before the step; ``facts`` are its facts with the step's own fields laid
    over them; ``given`` only the step's own fields; ``on`` the day of the act, ``today`` of recording.
    """

    procedure: Procedure
    step: Step
    matter: Matter
    facts: Facts
    given: Facts
    actors: tuple[Actor, ...]
    on: date
    today: date
    rules: Rulebook
    records: Records

    def get(self, name: str, default: Value | None = None) -> Value | None:
        """A fact as it would stand after the step."""
        return self.facts.get(name, default)

    def amount(self, name: str) -> int:
        """A legal number in force on the day of the act: fen, a count, or the unit its row names."""
        return self.rules.amount(name, self.on, self.matter.org).value

    def rows(self, register: str, **where: Value) -> Sequence[Row]:
        """Register rows in force on the day of the act."""
        return self.records.rows(register, self.on, **where)

    def who_did(self, *steps: str) -> frozenset[str]:
        """The people who took any of these steps on this matter."""
        return frozenset(p for s in steps if s in self.matter.done for p in self.matter.done[s].by)

    def has_done(self, step: str) -> bool:
        """Whether the step was ever taken on this matter, in an earlier round too."""
        return step in self.matter.done

    def due(self, limit: str) -> Due | None:
        """The due date of a limit running (or ended) on this matter; None when it never started."""
        clock = self.matter.clocks.get(limit)
        return clock.due(self.rules, self.matter.org) if clock else None

    def children(self, procedure: str) -> Sequence[Matter]:
        """The matters of that procedure which steps of this one opened, oldest first."""
        return self.records.children(self.matter.id, procedure)

    def last_child(self, procedure: str) -> Matter | None:
        found = self.children(procedure)
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a predicate is false, with the words its refusal text has places for. It is falsy."""

    details: Mapping[str, object] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return False

    def printed(self) -> dict[str, object]:
        """The details as a refusal prints them, days as 2025年3月6日."""
        return {name: chinese_day(value) if isinstance(value, date) else value for name, value in self.details.items()}


def missing(**details: object) -> Failure:
    """The answer of a predicate that fails, naming what its refusal text prints: ``missing(found=1)``."""
    return Failure(details)


class UnfilledWords(LookupError):
    """A refusal or remedy has a place that the answer of its gate does not fill."""

    def __init__(self, gate: str, place: str) -> None:
        super().__init__(f"gate {gate} prints {{{place}}}, which its answer does not give → answer missing({place}=…)")


Answer: TypeAlias = "bool | Failure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """See the module. ``needs`` are facts without which the gate cannot judge yet (it then waits for them).

    ``on_form`` marks a gate that judges who acts or what is typed, so that a page asks it only with the form;
    ``reads`` names facts for which it waits in the same way, but only where the step itself asks for one of them.

    A ``moot`` gate asks whether the matter has anything for the step to act on (a decision that was changed, a file not
    archived yet): where it refuses, nobody can mend that here, and a page need not say it first.

    ``since`` and ``until`` bound the days on which the gate applies, both included.
    """

    id: str
    label: str
    check: Callable[[Situation], Answer]
    refusal: str
    remedy: str
    basis: tuple[Citation, ...] = ()
    strength: Strength = Strength.STOP
    needs: tuple[str, ...] = ()
    on_form: bool = False
    reads: tuple[str, ...] = ()
    moot: bool = False
    since: date = date.min
    until: date = date.max

    def applies_on(self, day: date) -> bool:
        return self.since <= day <= self.until

    def judge(self, situation: Situation) -> Refusal | None:
        """The refusal of this gate in this situation; None when it passes, does not apply or cannot judge yet.

        Raises UnfilledWords when its words have a place that the answer does not fill: a broken gate, not a refusal.
        """
        if not self.applies_on(situation.on) or any(situation.get(n) is None for n in self.needs):
            return None
        answer = self.check(situation)
        if answer:
            return None
        details = answer.printed() if isinstance(answer, Failure) else {}
        return Refusal(
            self.id, self._said(self.refusal, details), self._said(self.remedy, details), self.basis,
            overridable=self.strength is Strength.REASON, moot=self.moot,
        )  # fmt: skip

    def _said(self, words: str, details: Mapping[str, object]) -> str:
        try:
            return words.format(**details)
        except KeyError as absent:
            raise UnfilledWords(self.id, absent.args[0]) from None


def gate(
    id: str, label: str, *, refusal: str, remedy: str, basis: Sequence[Citation] = (),
    strength: Strength = Strength.STOP, needs: Sequence[str] = (), on_form: bool = False, reads: Sequence[str] = (),
    moot: bool = False, since: date = date.min, until: date = date.max,
) -> Callable[[Callable[[Situation], Answer]], Gate]:  # fmt: skip
    """Make a predicate a gate: the decorated name is then the ``Gate`` that steps list."""

    def make(check: Callable[[Situation], Answer]) -> Gate:
        return Gate(
            id=id, label=label, check=check, refusal=refusal, remedy=remedy, basis=tuple(basis),
            strength=strength, needs=tuple(needs), on_form=on_form, reads=tuple(reads), moot=moot,
            since=since, until=until,
        )  # fmt: skip

    return make
