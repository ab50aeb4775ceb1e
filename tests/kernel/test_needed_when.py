"""Fields that an answer to another one makes compulsory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from library import CARD, CHECK, LI, LIMITS, PACK, WANG, asked_card, attempt, ledger, rules

from fadu.kernel.decide import Decision, Refused, World, available, decide
from fadu.kernel.load import BrokenDefinition, load
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.procedure import NeededWhen, Procedure

ON = date(2025, 3, 4)
DEPOSIT = NeededWhen("deposit", "answer", ("发证",))


def asking(*needed: NeededWhen) -> Procedure:
    steps = tuple(replace(s, needed=needed) if s.id == "answer" else s for s in CARD.steps)
    return replace(CARD, steps=steps)


def world(book: MemoryLedger, *needed: NeededWhen) -> World:
    return World(
        catalogue=load((replace(PACK, procedures=(asking(*needed), CHECK)),), LIMITS),
        rules=rules(),
        records=book.records,
        today=date(2025, 3, 31),
    )


def answered(**fields: object) -> Decision | Refused:
    book = ledger()
    card = asked_card(book)
    return decide(world(book, DEPOSIT), card, attempt("answer", ON, LI, WANG, **fields))


def test_it_works() -> None:
    result = answered(answer="发证")
    assert isinstance(result, Refused)
    assert [str(r) for r in result.refusals] == ["“决定”是“发证”，“押金”没有填写 → 填写“押金”"]
    assert result.refusals[0].field == "deposit"


@pytest.mark.parametrize("fields", [{"answer": "发证", "deposit": "10"}, {"answer": "不发证"}])
def test_it_is_asked_only_after_that_answer(fields: dict[str, str]) -> None:
    assert isinstance(answered(**fields), Decision)


def test_what_cannot_be_read_is_refused_once() -> None:
    result = answered(answer="发证", deposit="很多")
    assert isinstance(result, Refused)
    assert [r.field for r in result.refusals] == ["deposit"]


def test_a_fact_already_on_the_matter_is_not_asked_again() -> None:
    book = ledger()
    card = asked_card(book)
    known = replace(card, facts={**card.facts, "deposit": 1000})
    assert isinstance(decide(world(book, DEPOSIT), known, attempt("answer", ON, LI, WANG, answer="发证")), Decision)


def test_before_the_form_is_filled_nothing_is_refused() -> None:
    book = ledger()
    card = asked_card(book)
    found = available(world(book, DEPOSIT), card, LI, ON, attempt("answer", ON, LI).at)
    assert next(o for o in found if o.step.id == "answer").possible


def test_one_of_several_answers_is_enough() -> None:
    assert NeededWhen("deposit", "kinds", ("罚款",)).applies({"kinds": ["警告", "罚款"]}) == "罚款"
    assert NeededWhen("deposit", "kinds", ("罚款",)).applies({"kinds": ["警告"]}) is None
    assert NeededWhen("address", "agreed", (True,)).applies({}) is None


def test_it_is_said_in_words() -> None:
    procedure = asking(DEPOSIT)
    step = procedure.step("answer")
    assert step is not None
    assert procedure.needed_when(step, "deposit") == "“决定”是“发证”"
    assert procedure.needed_when(step, "answer") == ""


@pytest.mark.parametrize(
    ("needed", "said"),
    [
        (NeededWhen("age", "answer", ("发证",)), "needs age at times without asking for it"),
        (NeededWhen("deposit", "colour", ("红",)), "after unknown field colour"),
    ],
)
def test_a_definition_that_cannot_work_is_not_loaded(needed: NeededWhen, said: str) -> None:
    with pytest.raises(BrokenDefinition, match=said):
        world(ledger(), needed)
