"""Children that heed a step of their parent: moved by the clock on the same day, or left where they cannot move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from library import CARD, CHECK, HEAD, LI, LIMITS, PACK, RULE, WANG, asked_card, attempt, ledger, rules

from fadu.kernel.act import Acted, act
from fadu.kernel.decide import World
from fadu.kernel.gate import Answer, Situation, gate
from fadu.kernel.load import BrokenDefinition, load
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.pack import Catalogue
from fadu.kernel.procedure import Procedure, State, Step

ON = date(2025, 3, 4)


@gate("never", "从不", basis=(RULE(1),), refusal="不行", remedy="不办")
def never(s: Situation) -> Answer:
    return False


def stop(**more: object) -> Step:
    """The check ends of itself when the card is annulled or refused."""
    given = {"roles": ("clock",), "heeds": ("annul", "answer"), "to": "dropped", **more}
    return Step(id="stop", label="停止核查", source=("open",), basis=(RULE(8),), **given)  # type: ignore[arg-type]


def heeding(*steps: Step) -> Procedure:
    return replace(CHECK, states=(*CHECK.states, State("dropped", "已停止", closed=True)), steps=(*CHECK.steps, *steps))


def catalogue(*steps: Step) -> Catalogue:
    return load((replace(PACK, procedures=(CARD, heeding(*steps))),), LIMITS)


def world(book: MemoryLedger, *steps: Step) -> World:
    return World(catalogue=catalogue(*steps), rules=rules(), records=book.records, today=date(2025, 3, 31))


def annulled(book: MemoryLedger, *steps: Step) -> Acted:
    card = asked_card(book)
    result = act(world(book, *steps), book, card, attempt("annul", ON, HEAD, annulment_ground="自行纠正"))
    assert isinstance(result, Acted), result
    return result


def check_of(book: MemoryLedger, result: Acted) -> str:
    return book.records.children(result.matter.id, "library.check")[0].state


def test_it_works() -> None:
    book = ledger()
    result = annulled(book, stop())
    assert [d.entry.step for d in result.decisions] == ["annul", "stop"]
    assert check_of(book, result) == "dropped"


def test_the_clock_takes_the_step_on_the_day_of_the_act() -> None:
    entry = annulled(ledger(), stop()).decisions[1].entry
    assert (entry.origin, entry.actors, entry.on) == ("clock", ("clock",), ON)


def test_another_step_of_the_parent_moves_nothing() -> None:
    book = ledger()
    result = annulled(book, stop(heeds=("answer",)))
    assert [d.entry.step for d in result.decisions] == ["annul"]
    assert check_of(book, result) == "open"


def test_a_child_whose_gates_refuse_stays_and_the_parent_has_moved() -> None:
    book = ledger()
    result = annulled(book, stop(gates=(never,)))
    assert [d.entry.step for d in result.decisions] == ["annul"]
    assert check_of(book, result) == "open"
    assert result.matter.annulled is not None


def test_a_child_that_has_ended_is_left_alone() -> None:
    book = ledger()
    card = asked_card(book)
    check = book.records.children(card.id, "library.check")[0]
    assert isinstance(act(world(book, stop()), book, check, attempt("finish", ON, LI)), Acted)
    result = act(world(book, stop()), book, book.records.held[card.id], attempt("answer", ON, LI, WANG, answer="不发证"))
    assert isinstance(result, Acted)
    assert [d.entry.step for d in result.decisions] == ["answer"]
    assert check_of(book, result) == "done"


def test_the_catalogue_knows_which_steps_are_heeded() -> None:
    assert catalogue(stop()).heeded == {"annul", "answer"}
    assert load((PACK,), LIMITS).heeded == frozenset()


def test_only_the_clock_may_heed() -> None:
    with pytest.raises(BrokenDefinition, match="heeds a step of its parent without the clock"):
        catalogue(stop(roles=("librarian",)))
