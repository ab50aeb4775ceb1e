"""Where a rule of law is used: the steps, gates and papers of all procedures that name a limit, an amount or a statute.

Derived from the catalogue, never kept by hand. A predicate names its rules as constants of its code, so those are read
from the code, and from the functions of packs it calls; nothing is run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import CodeType, FunctionType
from typing import Any

from fadu.kernel.citation import Citation
from fadu.kernel.procedure import Procedure, Step
from fadu.packs import catalogue


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a rule acts: a step of a procedure and, in Chinese, what it does there."""

    procedure: str
    procedure_label: str
    step: str
    step_label: str
    how: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of the catalogue: where it stands and what stands on it (程序, 步骤, 关口)."""

    procedure: Procedure
    step: Step | None
    what: str
    citation: Citation


def uses_of(rule: str) -> tuple[Use, ...]:
    """Where this limit or amount is used, in the order of the catalogue; steps common to all procedures are told once."""
    return _uses().get(rule, ())


def citations() -> tuple[Cited, ...]:
    """Every citation of every procedure, step and gate."""
    return _citations()


def citing(law: str) -> tuple[Cited, ...]:
    """The citations of one statute, by its short title."""
    return tuple(one for one in _citations() if one.citation.law == law)


@cache
def _uses() -> Mapping[str, tuple[Use, ...]]:
    found: dict[str, dict[Use, None]] = {}
    for procedure in catalogue().procedures:
        for step in procedure.steps:
            for rule, how in _named_by(step):
                use = Use(procedure.name, procedure.label, step.id, step.label, how)
                found.setdefault(rule, {})[use] = None
    return {rule: tuple(uses) for rule, uses in found.items()}


def _named_by(step: Step) -> Iterator[tuple[str, str]]:
    yield from ((one.limit, "开始计算") for one in step.starts)
    yield from ((limit, "办理后停止计算") for limit in step.ends)
    if step.on_lapse:
        yield step.on_lapse, "届满后由系统办理"
    for gate in step.gates:
        yield from ((name, f"关口“{gate.label}”") for name in _names(gate.check))
    if step.derives is not None:
        yield from ((name, "据以推算") for name in _names(step.derives))
    if step.issues is not None:
        yield from ((name, f"写入《{step.issues.label}》") for name in _names(step.issues.compose))


@cache
def _citations() -> tuple[Cited, ...]:
    return tuple(one for procedure in catalogue().procedures for one in _cited(procedure))


def _cited(procedure: Procedure) -> Iterator[Cited]:
    yield from (Cited(procedure, None, "程序", c) for c in procedure.basis)
    for step in procedure.steps:
        yield from (Cited(procedure, step, "步骤", c) for c in step.basis)
        yield from (Cited(procedure, step, f"关口“{gate.label}”", c) for gate in step.gates for c in gate.basis)


def _names(function: Callable[..., Any]) -> list[str]:
    """The text constants of a function and of the functions of packs that it calls, in order, each once."""
    return list(dict.fromkeys(_constants(function, set())))


def _constants(function: object, seen: set[int]) -> Iterator[str]:
    if not isinstance(function, FunctionType) or id(function) in seen:
        return
    seen.add(id(function))
    for code in _codes(function.__code__):
        yield from (word for word in _texts(code.co_consts))
        for name in code.co_names:
            called = function.__globals__.get(name)
            if getattr(called, "__module__", "").startswith("fadu.packs"):
                yield from _constants(called, seen)
    for cell in function.__closure__ or ():
        held = cell.cell_contents
        yield from _texts((held,)) if isinstance(held, (str, tuple)) else _constants(held, seen)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from _texts(value)
