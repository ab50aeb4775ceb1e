"""Whether every name is given once, stands under its pack, and has Chinese words beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fadu.kernel.complaint import Complaint, Said, repeated, unsound
from fadu.kernel.field import Field
from fadu.kernel.pack import Catalogue, Pack
from fadu.kernel.procedure import Procedure, Step


def names_sound(catalogue: Catalogue) -> list[Complaint]:
    """What is wrong with the names of a catalogue."""
    complaints = [*_twice(catalogue), *_instruments_once(catalogue), *_gates_once(catalogue)]
    for pack in catalogue.packs:
        complaints += unsound(f"packs/{pack.name}", _under_pack(pack))
        for procedure in pack.procedures:
            complaints += _within(f"packs/{pack.name} procedure {procedure.name}", procedure)
        for register in pack.registers:
            complaints += unsound(f"packs/{pack.name} register {register.name}", _columns_once(register.columns))
    return complaints


def _twice(catalogue: Catalogue) -> Iterator[Complaint]:
    """What the whole catalogue looks up by one name."""
    packs = catalogue.packs
    for what, names in (
        ("pack", [pack.name for pack in packs]),
        ("role", [r.id for pack in packs for r in pack.roles]),
        ("procedure", [f"{p.name}@{p.version}" for pack in packs for p in pack.procedures]),
        ("register", [r.name for pack in packs for r in pack.registers]),
        ("indicator", [i.code for pack in packs for i in pack.indicators]),
        ("sentence", [s.id for pack in packs for s in pack.sentences]),
        ("outline", [o.id for pack in packs for o in pack.outlines]),
    ):
        for name in repeated(names):
            yield Complaint("packs", f"two definitions of {what} {name}", "rename or delete one")


def _instruments_once(catalogue: Catalogue) -> Iterator[Complaint]:
    """One id, one kind of paper: its number and its file are found by it. Versions of a procedure may each have theirs."""
    seen: dict[str, tuple[Procedure, object]] = {}
    for procedure in catalogue.versions:
        for paper in (s.issues for s in procedure.steps if s.issues):
            first, known = seen.setdefault(paper.id, (procedure, paper))
            if known != paper and (first.name != procedure.name or first is procedure):
                yield Complaint(_where(catalogue, procedure), f"two instruments are called {paper.id}", "rename one, or issue the same")


def _gates_once(catalogue: Catalogue) -> Iterator[Complaint]:
    """One id, one meaning: an examiner who reads a refusal must not have to ask which gate of that name it was."""
    labels: dict[str, str] = {}
    for procedure in catalogue.versions:
        for gate in (g for s in procedure.steps for g in s.gates):
            label = labels.setdefault(gate.id, gate.label)
            if label != gate.label:
                thought = f"gate {gate.id} means “{gate.label}” and elsewhere “{label}”"
                yield Complaint(_where(catalogue, procedure), thought, "rename one, or give both one label")


def _where(catalogue: Catalogue, procedure: Procedure) -> str:
    return f"packs/{catalogue.pack_of(procedure.name).name} procedure {procedure.name}"


def _under_pack(pack: Pack) -> Said:
    yield bool(pack.label), "has no label", "say in Chinese what it is called"
    for what, name in (
        *(("procedure", p.name) for p in pack.procedures),
        *(("indicator", i.code) for i in pack.indicators),
        *(("sentence", s.id) for s in pack.sentences),
    ):
        yield (
            name.startswith(f"{pack.name}."),
            f"{what} {name} is not named after its pack",
            f"call it {pack.name}.{name.rpartition('.')[2]}",
        )
    for register in pack.registers:
        yield bool(register.label), f"register {register.name} has no label", "say in Chinese what it is called"


def _within(where: str, procedure: Procedure) -> list[Complaint]:
    complaints = unsound(where, (*_labelled(procedure), *_once(procedure)))
    for field in procedure.fields:
        complaints += unsound(f"{where} field {field.name}", _columns_once(field.columns))
    for step in procedure.steps:
        complaints += unsound(f"{where} step {step.id}", _once_in_step(step))
    return complaints


def _labelled(procedure: Procedure) -> Said:
    papers = [s.issues for s in procedure.steps if s.issues]
    parts: Sequence[Any] = (*procedure.states, *procedure.steps, *procedure.fields, *papers, *(g for s in procedure.steps for g in s.gates))
    yield bool(procedure.label), "has no label", "say in Chinese what it is called"
    for part in parts:
        name = part.name if isinstance(part, Field) else part.id
        yield bool(name), f"{type(part).__name__.lower()} labelled “{part.label}” has no name", "give it one"
        yield bool(part.label), f"{type(part).__name__.lower()} {name} has no label", "say in Chinese what it is called"


def _once(procedure: Procedure) -> Said:
    for what, names in (
        ("states", [s.id for s in procedure.states]),
        ("steps", [s.id for s in procedure.steps]),
        ("fields", [f.name for f in procedure.fields]),
    ):
        for name in repeated(names):
            yield False, f"two {what} are called {name}", "rename or delete one"


def _once_in_step(step: Step) -> Said:
    for what, names in (
        ("asks for", [*step.fields, *step.optional]),
        ("asks gate", [g.id for g in step.gates]),
        ("starts", [s.limit for s in step.starts if s.when is None]),
        ("ends", list(step.ends)),
    ):
        for name in repeated(names):
            yield False, f"{what} {name} twice", "name it once"


def _columns_once(columns: Sequence[Field]) -> Said:
    for name in repeated([c.name for c in columns]):
        yield False, f"two columns are called {name}", "rename or delete one"
