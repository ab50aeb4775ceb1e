"""Loading: whatever could go wrong later is refused now, all of it at once, with the place and the mend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from broken import card, complaints, field, first, needing
from library import CARD, CHECK, LIMITS, PACK, RULE, catalogue, old_enough

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.indicator import Indicator, Measure
from fadu.kernel.load import load
from fadu.kernel.pack import Catalogue, Pack
from fadu.kernel.procedure import Addressed, Branch, Enters, Follows, Opens, Procedure, PublicView, Starts, State, Step
from fadu.kernel.report import Sentence

ISSUED = Indicator(
    code="library.issued", label="发证", unit="件", rule="按发证日计", source="规则", procedures=("library.card",), states=("issued",)
)


def test_it_works() -> None:
    loaded = catalogue()
    assert loaded.procedure("library.card") is CARD and loaded.has_procedure("library.check")
    assert set(loaded.registers) == {"cards", "debtors"} and set(loaded.instruments) == {"card.paper"}
    assert (loaded.role_label("reader"), loaded.role_label("stranger")) == ("读者", "stranger")
    assert loaded.pack_of("library.check") is PACK
    with pytest.raises(KeyError):
        loaded.procedure("library.dance")


CASES: list[tuple[str, Callable[[], Pack]]] = [
    ("two definitions of procedure library.check@1", lambda: replace(PACK, procedures=(*PACK.procedures, CHECK))),
    ("versions 1 and 2 may begin on one day", lambda: replace(PACK, procedures=(CARD, NEW, CHECK))),
    ("takes over unknown version 0", lambda: card(takes_over=("0",))),
    ("two definitions of register cards", lambda: replace(PACK, registers=(*PACK.registers, PACK.registers[0]))),
    ("two definitions of indicator library.issued", lambda: replace(PACK, indicators=(ISSUED, ISSUED))),
    ("two definitions of sentence library.s", lambda: replace(PACK, sentences=(Sentence(id="library.s", text=""), Sentence(id="library.s", text="")))),
    ("state lost is never reached", lambda: card(states=(*CARD.states, State("lost", "遗失", closed=True)))),
    ("step leads to unknown state moon", lambda: first(to="moon")),
    ("court is addressed but takes no step", lambda: card(addressed=(Addressed(role="court", fact="name"),))),
    ("addressed by unknown field whom", lambda: card(addressed=(Addressed(role="librarian", fact="whom"),))),
    ("state asked is a dead end", lambda: card(states=(State("asked", "已申请"),), steps=(replace(CARD.steps[0], opens=()),), fields=CARD.fields[:3])),
    ("step ask: has no role", lambda: first(roles=())),
    ("step ask: cites no article", lambda: first(basis=())),
    ("names unknown role dragon", lambda: first(roles=("dragon",))),
    ("asks for unknown field wings", lambda: first(fields=("name", "age", "kind", "wings"))),
    ("asks for unknown field wings", lambda: first(optional=("wings",))),
    ("derives unknown field wings", lambda: first(derives=lambda s: {}, derived=("wings",))),
    ("derives facts without naming them", lambda: first(derives=lambda s: {})),
    ("derives facts without naming them, or names none", lambda: first(derived=("deposit",))),
    ("gathers books without asking for it", lambda: first(gathers=("books",))),
    ("begins unknown field wings anew", lambda: first(anew=("wings",))),
    ("starts unknown time limit card.never", lambda: first(starts=(Starts(limit="card.never"),))),
    ("counts card.answer from unknown field wings", lambda: first(starts=(Starts(limit="card.answer", since="wings"),))),
    ("ends unknown time limit card.never", lambda: first(ends=("card.never",))),
    ("follows unknown limit card.never", lambda: first(on_lapse="card.never")),
    ("starts from unknown state moon", lambda: first(source=("start", "moon"))),
    ("opens unknown procedure library.dance", lambda: first(opens=(Opens(procedure="library.dance", step="open"),))),
    ("opens library.check by unknown step finish", lambda: first(opens=(Opens(procedure="library.check", step="finish"),))),
    ("gives a number to wings, which library.check does not ask for", lambda: first(opens=(Opens(procedure="library.check", step="open", numbered="wings"),))),
    ("gives a number to library.check and takes none", lambda: first(opens=(Opens(procedure="library.check", step="open", carry={"who": "name"}, numbered="who"),))),
    ("follows through unknown field card", lambda: first(follows=(Follows(procedure="library.check", states=("done",), through="card"),))),
    ("follows unknown procedure library.dance", lambda: first(follows=(Follows(procedure="library.dance", states=("x",)),))),
    ("writes unknown register loans", lambda: first(enters=(Enters(register="loans", key="name"),))),
    ("gate old_enough: needs unknown field wings", lambda: first(gates=(needing(old_enough, "wings"),))),
    ("field wings is asked by no step", lambda: card(fields=(*CARD.fields, Field(name="wings", label="翅膀")))),
    ("is a choice without choices", lambda: field(kind=Kind.CHOICE)),
    ("is a rows without columns", lambda: field(kind=Kind.ROWS)),
    ("publishes name, which is not public", lambda: card(public=PublicView(fields=("name",)))),
    ("masks unknown field wings", lambda: card(public=PublicView(fields=(), masked=("wings",), rule="r"))),
    ("masks personal fields without a rule", lambda: card(public=PublicView(fields=(), masked=("name",)))),
    ("has no counting rule or source", lambda: replace(PACK, indicators=(replace(ISSUED, rule=""),))),
    ("counts unknown procedure library.dance", lambda: replace(PACK, indicators=(replace(ISSUED, procedures=("library.dance",)),))),
    ("counts unknown step dance", lambda: replace(PACK, indicators=(replace(ISSUED, steps=("dance",)),))),
    ("counts unknown state moon", lambda: replace(PACK, indicators=(replace(ISSUED, states=("moon",)),))),
    ("counts unknown register loans", lambda: replace(PACK, indicators=(replace(ISSUED, measure=Measure.ROWS, register="loans"),))),
    ("divides unknown figure library.dance", lambda: replace(PACK, indicators=(replace(ISSUED, measure=Measure.RATE, numerator="library.dance", denominator="library.issued"),))),
    ("prints unknown figure library.dance", lambda: replace(PACK, sentences=(Sentence(id="library.s", text="{library.dance}次"),))),
    ("branches on unknown field mood", lambda: card(steps=tuple(replace(s, to=Branch("mood", {"好": "asked"})) if s.id == "answer" else s for s in CARD.steps))),
    ("branches on answer without a destination for 不发证", lambda: card(steps=tuple(_one_way(s) for s in CARD.steps))),
]  # fmt: skip


def _one_way(step: Step) -> Step:
    return replace(step, to=Branch("answer", {"发证": "issued"})) if step.id == "answer" else step


@pytest.mark.parametrize(("words", "pack"), CASES, ids=[words for words, _ in CASES])
def test_a_broken_definition_does_not_load(words: str, pack: Callable[[], Pack]) -> None:
    assert words in complaints(pack())


def test_every_complaint_comes_at_once() -> None:
    said = complaints(first(roles=(), basis=(), ends=("card.never",)))
    assert said.count("\n") == 2


def test_a_sound_indicator_and_sentence_load() -> None:
    pack = replace(PACK, indicators=(ISSUED,), sentences=(Sentence(id="library.s", text="发证{library.issued}件"),))
    assert load((pack,), LIMITS).sentences["library.s"].places == (("library.issued", ""),)


def test_sensitivity_decides_what_may_be_published() -> None:
    shown = [f for f in CARD.fields if f.sensitivity is Sensitivity.PUBLIC]
    pack = card(public=PublicView(fields=tuple(f.name for f in shown)))
    procedure: Procedure = load((pack,), LIMITS).procedure("library.card")
    assert procedure.public is not None and procedure.public.fields == ("kind",)
    assert RULE(1) in procedure.basis


OLD = replace(CARD, until=date(2025, 6, 30))
NEW = replace(CARD, version="2", label="借阅证", since=date(2025, 7, 1))


def versions(*procedures: Procedure) -> Catalogue:
    return load((replace(PACK, procedures=(*procedures, CHECK)),), LIMITS)


def test_two_versions_stand_side_by_side() -> None:
    both = versions(NEW, OLD)
    assert both.procedure("library.card") is NEW and both.procedures[0] is NEW
    assert both.procedure("library.card", "1") is OLD and both.written("library.card", "1") is OLD
    assert (both.beginning("library.card", date(2025, 6, 30)), both.beginning("library.card", date(2025, 7, 1))) == (OLD, NEW)
    assert both.beginning("library.card", date(1999, 1, 1)) is OLD
    with pytest.raises(KeyError, match="library.card@3"):
        both.procedure("library.card", "3")


def test_a_version_may_take_over_what_began_before_it() -> None:
    both = versions(OLD, replace(NEW, takes_over=("1",)))
    assert both.procedure("library.card", "1").version == "2"
    assert both.written("library.card", "1") is OLD, "entries are read as they were written"
