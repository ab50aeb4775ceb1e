"""Facts that a step works out for itself: gates see them, the entry keeps them, nobody types them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from library import CARD, PACK, READER, attempt, ledger, new, rules, world

from fadu.kernel.decide import Decision, Refused, decide
from fadu.kernel.gate import Situation
from fadu.kernel.load import BrokenDefinition, load
from fadu.kernel.pack import Pack
from fadu.kernel.procedure import Procedure
from fadu.kernel.rulebook import UnknownRule

MONDAY = date(2025, 3, 3)


def half_the_age(s: Situation) -> dict[str, int | str]:
    return {"age": 2 * len(str(s.get("name", ""))), "colour": "红"}


def with_step(**changes: object) -> Procedure:
    ask = replace(CARD.step("ask"), **changes)  # type: ignore[type-var,arg-type]
    return replace(CARD, steps=(ask, *(s for s in CARD.steps if s.id != "ask")))


def library(card: Procedure) -> Pack:
    others = tuple(p for p in PACK.procedures if p.name != card.name)
    return replace(PACK, procedures=(card, *others))


def answer(card: Procedure, **fields: str) -> Decision | Refused:
    book = ledger()
    catalogue = load([library(card)], rules().limits)
    return decide(replace(world(book.records), catalogue=catalogue), new(), attempt("ask", MONDAY, READER, **fields))


def test_gates_judge_the_derived_fact_and_the_entry_keeps_it() -> None:
    card = with_step(fields=("name", "kind"), derives=half_the_age, derived=("age",))
    young = answer(card, name="李某", kind="成人")
    assert isinstance(young, Refused)
    assert young.gates == {"old_enough"}
    old = answer(card, name="李" * 20, kind="成人")
    assert isinstance(old, Decision)
    assert old.entry.fields["age"] == 40
    assert "colour" not in old.entry.fields  # only what the step names is recorded


def test_a_derived_fact_cannot_be_typed() -> None:
    result = answer(with_step(fields=("name", "kind"), derives=half_the_age, derived=("age",)), name="李" * 20, kind="成人", age="99")
    assert isinstance(result, Refused)
    assert result.gates == {"fields"}


@pytest.mark.parametrize(
    "changes", [{"derives": half_the_age}, {"derived": ("age",)}, {"derives": half_the_age, "derived": ("shoe_size",)}]
)
def test_derivations_without_declared_names_do_not_load(changes: dict[str, object]) -> None:
    with pytest.raises(BrokenDefinition):
        load([library(with_step(**changes))], rules().limits)


def test_a_day_without_law_is_a_refusal_not_a_fault() -> None:
    def asks(s: Situation) -> dict[str, int | str]:
        raise UnknownRule("没有生效的规定")

    result = answer(with_step(derives=asks, derived=("age",)), name="李某", age="30", kind="成人")
    assert isinstance(result, Refused)
    assert [str(r) for r in result.refusals] == ["没有生效的规定 → 核对办理日期；确属更早的行为，按当时的规定在原案卷办理"]
