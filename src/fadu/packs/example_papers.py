"""What the papers of a worked example ask of their matter: a name that no procedure has would print as nothing, and nobody would see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from fadu.kernel.decide import Decision
from fadu.kernel.field import Value
from fadu.kernel.matter import as_told
from fadu.kernel.records import Records
from fadu.packs import catalogue


class _Watched(dict[str, Value]):
    """Facts that remember which names were asked of them."""

    def __init__(self, facts: Mapping[str, Value]) -> None:
        super().__init__(facts)
        self.asked: set[str] = set()

    def get(self, name: str, default: Value | None = None) -> Value | None:  # type: ignore[override]
        self.asked.add(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Value:
        self.asked.add(name)
        return super().__getitem__(name)


def misread(decision: Decision, records: Records) -> list[str]:
    """The names that the paper of this step asks for and no procedure declares; composing it again changes nothing."""
    if decision.step.issues is None:
        return []
    told = as_told(decision.procedure, decision.step, decision.after, decision.entry)
    facts = _Watched(told.facts)
    decision.step.issues.compose(replace(told, facts=facts), records)
    return sorted(facts.asked - _declared())


@cache
def _declared() -> frozenset[str]:
    """Fields of every procedure and columns of every register: papers that several procedures issue ask for those of each."""
    fields = {f.name for p in catalogue().versions for f in p.fields}
    return frozenset(fields | {c.name for r in catalogue().registers.values() for c in r.columns})
