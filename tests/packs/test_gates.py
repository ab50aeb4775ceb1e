"""Every gate of the catalogue refuses in some example, and the page offers exactly what the act takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pytest

from fadu.kernel.act import Acted, act
from fadu.kernel.decide import Attempt, Refused, World, available, decide
from fadu.kernel.field import Kind
from fadu.kernel.gate import Gate
from fadu.kernel.indicator import Indicator
from fadu.kernel.matter import Matter, kept
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.procedure import Step
from fadu.packs import catalogue, pack_names
from fadu.packs import example_runner as runner
from fadu.packs.common.steps import common_steps

COMMON = {s.id for s in common_steps()}


@dataclass(frozen=True, slots=True)
class Tried:
    """An act as an example tried it: what stood before it, which gates refused it, which steps it brought about."""

    world: World
    matter: Matter
    attempt: Attempt
    gates: frozenset[str]
    taken: frozenset[tuple[str, str]]

    @property
    def step(self) -> str:
        return f"{self.matter.procedure}.{self.attempt.step}"

    @property
    def by_a_person(self) -> bool:
        return bool(self.attempt.actors) and not self.attempt.entrusted

    def shown(self) -> dict[str, frozenset[str]]:
        """What the page shows to the person who tried: step → the gates that refuse it without a reason."""
        options = available(self.world, self.matter, self.attempt.actors[0], self.attempt.on, self.attempt.at)
        return {o.step.id: frozenset(r.gate for r in o.refusals) - set(self.attempt.reasons) for o in options}


@cache
def tried() -> tuple[Tried, ...]:
    """Every act that any example tries."""
    seen: list[Tried] = []

    def watched(world: World, ledger: MemoryLedger, matter: Matter, attempt: Attempt) -> Acted | Refused:
        records = replace(ledger.records, register_rows=list(ledger.records.register_rows), held=dict(ledger.records.held))
        result = act(world, ledger, matter, attempt)
        gates = result.gates if isinstance(result, Refused) else frozenset()
        done = () if isinstance(result, Refused) else result.decisions
        steps = frozenset((d.procedure.name, d.step.id) for d in done)
        seen.append(Tried(replace(world, records=records), matter, attempt, gates, steps))
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "act", watched)
        for path in runner.find([]):
            runner.run_file(path)
    return tuple(seen)


def own_steps(pack: str) -> Iterator[tuple[str, Step]]:
    """The steps that a pack writes itself, each with its procedure."""
    for procedure in next(p for p in catalogue().packs if p.name == pack).procedures:
        yield from ((procedure.name, step) for step in procedure.steps if step.id not in COMMON)


def refusing(t: Tried) -> set[Gate]:
    """The gates, as the step of this act names them, that refused it."""
    step = catalogue().procedure(t.matter.procedure).step(t.attempt.step)
    return {gate for gate in (step.gates if step else ()) if gate.id in t.gates}


@pytest.mark.parametrize("pack", pack_names())
def test_every_gate_refuses_in_some_example(pack: str) -> None:
    """By the refusal itself, not by its name in a file; gates of the same name that judge otherwise are others."""
    refused = {gate.check for t in tried() for gate in refusing(t)}
    silent = {
        f"{p}.{step.id}: {gate.id}（{gate.label}）" for p, step in own_steps(pack) for gate in step.gates if gate.check not in refused
    }
    assert not silent, "\n".join(sorted(silent))


@pytest.mark.parametrize("pack", pack_names())
def test_every_step_is_taken_in_some_example(pack: str) -> None:
    taken = frozenset().union(*(t.taken for t in tried()))
    idle = {f"{p}.{step.id}（{step.label}）" for p, step in own_steps(pack) if (p, step.id) not in taken}
    assert not idle, "\n".join(sorted(idle))


def test_every_common_gate_refuses_in_some_example() -> None:
    refused = {gate for t in tried() for gate in t.gates}
    assert {g.id for s in common_steps() for g in s.gates} <= refused


def test_the_page_never_refuses_what_the_act_takes() -> None:
    """A gate that the page judges before the form must not need what only the form brings."""
    wrong = {f"{t.step}: {gate}" for t in tried() if t.by_a_person and not t.gates for gate in t.shown()[t.attempt.step]}
    assert not wrong, "\n".join(sorted(wrong))


def test_the_act_refuses_whatever_the_page_refuses() -> None:
    for t in (t for t in tried() if t.by_a_person and t.gates):
        shown = t.shown()
        if t.attempt.step in shown:
            assert shown[t.attempt.step] <= t.gates, t.step
        else:
            assert t.gates & {"state", "role", "step"}, t.step


def test_every_refusal_is_in_words_without_a_gap() -> None:
    for t in (t for t in tried() if t.gates):
        result = decide(t.world, t.matter, t.attempt)
        for refusal in result.refusals if isinstance(result, Refused) else ():
            assert refusal.message and not {"{", "}"} & set(str(refusal)) and "None" not in str(refusal), str(refusal)


def test_every_gate_cites_an_article_and_shows_a_way_out() -> None:
    gates = [g for p in catalogue().procedures for s in p.steps for g in s.gates]
    assert [g.id for g in gates if not g.remedy] == []
    assert {g.id for g in gates if not g.basis} <= {"waiting_over"}, "its article is that of the limit it waits for"


def test_a_closed_split_has_a_part_for_every_choice() -> None:
    """Otherwise one record with that choice would break the figure for the whole town."""
    stray = set()
    for indicator in catalogue().indicators.values():
        for split in (s for s in indicator.splits if s.closed):
            parts = {v for _, values in split.parts for v in values}
            stray |= {f"{indicator.code} {split.id}: {c}" for c in choices(indicator, split.field) if c not in parts}
    assert not stray, "\n".join(sorted(stray))


def choices(indicator: Indicator, name: str) -> set[str]:
    """The words that the split field of something this indicator counts may hold."""
    fields = [f for p in indicator.procedures if (f := catalogue().procedure(p).field(name))]
    fields += [c for c in catalogue().registers[indicator.register].columns if c.name == name] if indicator.register else []
    words = {c for f in fields if f.kind is Kind.CHOICE for c in f.choices}
    return {c for c in words if all(w.holds({name: c}) for w in indicator.where if w.field == name)}


def test_a_renewed_entrustment_asks_anew_for_its_term_and_both_publications() -> None:
    renew = catalogue().procedure("enforcement_base.entrustment").step("renew")
    assert renew is not None
    assert kept(renew, dict.fromkeys(renew.fields, date(2023, 12, 14))) == {}
