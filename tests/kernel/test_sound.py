"""What a newcomer may get wrong in a pack is refused while loading: what stands twice, is not there, or can never be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from broken import card, complaints, field, first
from library import CARD, CARD_PAPER, CHECK, LIMITS, PACK, RULE, old_enough, two_librarians

from fadu.kernel.case_file import CaseFile, Thing, always
from fadu.kernel.field import Field, Kind
from fadu.kernel.gate import Gate
from fadu.kernel.indicator import Indicator, Measure, Split, Where
from fadu.kernel.load import load
from fadu.kernel.pack import Pack, Register
from fadu.kernel.procedure import Addressed, Branch, Effect, Enters, Follows, NeededWhen, Opens, PublicView, Starts, State, Target
from fadu.kernel.report import Sentence
from fadu.kernel.role import Role

ISSUED = Indicator(
    code="library.issued", label="发证", unit="件", rule="按发证日计", source="规则", procedures=("library.card",), states=("issued",)
)
BY_KIND = Split("kind", "证别", "kind", (("adult", ("成人",)), ("child", ("儿童",))))


def answering(**changes: Any) -> Pack:
    """The card whose second step differs."""
    return card(steps=(CARD.steps[0], replace(CARD.steps[1], **changes), *CARD.steps[2:]))


def gated(**changes: Any) -> Pack:
    """The card whose only gate of the first step differs."""
    return first(gates=(replace(old_enough, **changes),))


def counted(**changes: Any) -> Pack:
    return replace(PACK, indicators=(replace(ISSUED, **changes),))


def said(text: str, **more: Any) -> Pack:
    return replace(PACK, indicators=(replace(ISSUED, splits=(BY_KIND,)),), sentences=(Sentence(id="library.issued", text=text, **more),))


def listed(**changes: Any) -> Pack:
    view = Register(name="view", label="台账", columns=CARD.fields[:1], procedures=("library.card",))
    return replace(PACK, registers=(*PACK.registers, replace(view, **changes)))


def entering(**changes: Any) -> Pack:
    return answering(enters=(replace(Enters(register="cards", key="name"), **changes),))


def opening(**changes: Any) -> Pack:
    return first(opens=(replace(Opens(procedure="library.check", step="open"), **changes),))


def checked(**changes: Any) -> Pack:
    follows = replace(Follows(procedure="library.check", states=("done",)), **changes)
    return card(steps=tuple(replace(s, follows=(follows,)) if s.follows else s for s in CARD.steps))


ASKED = Thing(label="申请", basis=(RULE(1),), kept=always, by="asked")


def filed(**changes: Any) -> Pack:
    return card(case_file=replace(CaseFile(things=(ASKED,)), **changes))


def failing(facts: Mapping[str, Any]) -> str:
    return str(facts["nmae"])


CASES: list[tuple[str, Callable[[], Pack]]] = [
    # built of what it says
    ("roles is str 'librarian' and no tuple → write a comma", lambda: answering(roles="librarian")),
    ("basis is Citation", lambda: answering(basis=RULE(2))),
    ("basis holds function cite and no Citation → call the law", lambda: answering(basis=(RULE,))),
    ("gates holds function <lambda> and no Gate → put @gate(…)", lambda: answering(gates=(lambda s: True,))),
    ("fields holds Field", lambda: answering(fields=(CARD.fields[3],))),
    # said once
    ("two definitions of role reader", lambda: replace(PACK, roles=(*PACK.roles, PACK.roles[0]))),
    ("two states are called asked", lambda: card(states=(*CARD.states, State("asked", "又一")))),
    ("two steps are called ask", lambda: card(steps=(*CARD.steps, CARD.steps[0]))),
    ("two fields are called name", lambda: card(fields=(*CARD.fields, CARD.fields[0]))),
    ("two columns are called title", lambda: field(kind=Kind.ROWS, columns=(Field(name="title", label="一"), Field(name="title", label="二")))),
    ("register cards: two columns are called name", lambda: replace(PACK, registers=(replace(PACK.registers[0], columns=CARD.fields[:1] * 2), PACK.registers[1]))),
    ("offers 成人 twice", lambda: field(kind=Kind.CHOICE, choices=("成人", "成人"))),
    ("asks for name twice", lambda: first(fields=("name", "age", "kind"), optional=("name",))),
    ("asks gate old_enough twice", lambda: first(gates=(old_enough, old_enough))),
    ("starts card.answer twice", lambda: first(starts=(Starts(limit="card.answer"),) * 2)),
    ("ends card.answer twice", lambda: answering(ends=("card.answer",) * 2)),
    ("gate old_enough means “两名馆员” and elsewhere “已满年龄”", lambda: answering(gates=(replace(two_librarians, id="old_enough"),))),
    ("two instruments are called card.paper", lambda: first(issues=replace(CARD_PAPER, label="又一"))),
    # under its pack, and in Chinese
    ("indicator shop.issued is not named after its pack → call it library.issued", lambda: counted(code="shop.issued")),
    ("procedure shop.check is not named after its pack", lambda: replace(PACK, procedures=(*PACK.procedures, replace(CHECK, name="shop.check")))),
    ("sentence s is not named after its pack", lambda: replace(PACK, sentences=(Sentence(id="s", text="x"),))),
    ("packs/library: has no label", lambda: replace(PACK, label="")),
    ("procedure library.card: has no label", lambda: card(label="")),
    ("step ask has no label", lambda: first(label="")),
    ("gate old_enough has no label", lambda: gated(label="")),
    ("field link has no label", lambda: card(fields=(*CARD.fields, Field(name="link", label="")))),
    ("instrument labelled “借书证” has no name", lambda: answering(issues=replace(CARD_PAPER, id=""))),
    ("register view has no label", lambda: listed(label="")),
    # a procedure
    ("no step opens a matter", lambda: first(source=("asked",))),
    ("procedure library.card: cites no article", lambda: card(basis=())),
    ("is read or handled by unknown role dragon", lambda: card(readers=("dragon",))),
    ("takes its number from unknown instrument card.moon", lambda: card(case_number="card.moon")),
    ("its title fails on a matter without facts (KeyError('nmae'))", lambda: card(title=failing)),
    ("lies in the village of unknown field moon", lambda: card(village_field="moon")),
    ("is a text with choices", lambda: field(choices=("一", "二"))),
    ("is a text with held", lambda: field(held=("librarian",))),
    ("its example does not fit (“关联事项”须为不小于零的整数，现为“many”)", lambda: field(kind=Kind.COUNT, example="many")),
    ("its example does not fit (“关联事项”没有“老人”这一项)", lambda: field(kind=Kind.CHOICE, choices=("成人",), example="老人")),
    ("is chosen from unknown register loans", lambda: field(kind=Kind.ITEM, register="loans")),
    ("is chosen from unknown procedure library.dance", lambda: field(kind=Kind.REF, of="library.dance")),
    ("shows the number of unknown instrument moon", lambda: card(public=PublicView(fields=(), numbered=("moon",)))),
    ("has a public view that no step publishes", lambda: answering(publishes=None)),
    ("step answer publishes, and there is no public view", lambda: card(public=None)),
    ("step ask publishes, and there is no public view", lambda: card(public=None, steps=(replace(CARD.steps[0], withdraws=Target.SELF), *CARD.steps[1:]))),
    ("addressed to librarian by 老人, which kind never is", lambda: card(addressed=(Addressed(role="librarian", fact="kind", words=("老人",)),))),
    ("procedure library.card: ends before it begins", lambda: card(since=date(2025, 1, 2), until=date(2025, 1, 1))),
    ("its file lacks “申请” from unknown state moon", lambda: filed(things=(replace(ASKED, by="moon"),))),
    ("its file gets “申请” by unknown step dance", lambda: filed(things=(replace(ASKED, step="dance"),))),
    ("its file judges unknown state moon", lambda: filed(as_if={"refused": "moon"})),
    ("its file works towards unknown step dance", lambda: filed(decides="dance")),
    ("its file leads on from unknown state moon", lambda: filed(toward={"moon": ("answer", ())})),
    ("its file leads to unknown step dance", lambda: filed(toward={"asked": ("dance", ())})),
    ("its file asks gate old_enough, which answer does not", lambda: filed(toward={"asked": ("answer", ("old_enough",))})),
    ("its file begins with unknown procedure library.dance", lambda: filed(begins_with=("library.dance",))),
    ("its file hides unknown instrument moon", lambda: filed(inner=("moon",))),
    ("its file is kept for unknown limit card.never", lambda: filed(keep="card.never")),
    # a step
    ("has the effect reassign without asking for new_handler", lambda: first(effect=Effect.REASSIGN)),
    ("has the effect annul without asking for annulment_ground", lambda: first(effect=Effect.ANNUL)),
    ("gathers name, which has no rows", lambda: first(gathers=("name",))),
    ("needs deposit after 缓办, which answer never is", lambda: answering(needed=(NeededWhen("deposit", "answer", ("缓办",)),))),
    ("counts card.answer from name, which is no day", lambda: first(starts=(Starts(limit="card.answer", since="name"),))),
    ("heeds unknown step dance", lambda: first(heeds=("dance",), roles=("clock",))),
    ("ends time limit card.valid, which no step starts", lambda: answering(starts=())),
    ("follows limit card.valid, which no step starts", lambda: answering(starts=())),
    ("starts from no state", lambda: first(source=())),
    ("branches on deposit, which is a money", lambda: answering(to=Branch("deposit", {"1": "issued"}))),
    ("branches on kind, which may stay empty", lambda: answering(to=Branch("kind", {"成人": "issued", "儿童": "issued"}))),
    ("branches on answer by 缓办, which it never is", lambda: answering(to=Branch("answer", {"发证": "issued", "不发证": "refused", "缓办": "issued"}))),
    ("instrument card.paper needs unknown field wings", lambda: answering(issues=replace(CARD_PAPER, needs=("wings",)))),
    ("hands wings to library.check, which does not ask for it", lambda: opening(carry={"wings": "name"})),
    ("hands unknown field wings to library.check", lambda: opening(carry={"who": "wings"})),
    ("follows library.check into unknown state moon", lambda: checked(states=("moon",))),
    ("takes name from library.check without asking for it", lambda: checked(carry={"name": "who"})),
    ("takes unknown field wings from library.check", lambda: checked(carry={"name": "wings"})),
    ("writes register view, which is a view of matters", lambda: replace(entering(register="view"), registers=listed().registers)),
    ("writes the rows of name, no such field", lambda: entering(rows="name")),
    ("writes cards by unknown fact wings", lambda: entering(key="wings")),
    ("writes cards by unknown fact wings", lambda: entering(since="wings")),
    ("fills register cards from unknown fact wings", lambda: entering(columns={"kind": "wings"})),
    ("fills unknown column wings of register cards", lambda: entering(columns={"wings": "kind"})),
    # a gate
    ("gate old_enough: reads unknown field wings", lambda: gated(reads=("wings",))),
    ("gate old_enough: ends before it begins", lambda: gated(since=date(2025, 1, 1), until=date(2024, 1, 1))),
    ("gate old_enough: refuses without a word", lambda: gated(refusal="")),
    ("gate old_enough: shows no way out", lambda: gated(remedy="")),
    ("gate old_enough: has words with a brace too many", lambda: gated(refusal="申请人{age岁")),
    ("gate old_enough: has words with a brace too many", lambda: gated(remedy="见{}")),
    ("gate old_enough: cites no article", lambda: gated(basis=())),
    # registers, indicators, sentences
    ("is read by unknown role dragon", lambda: listed(readers=("dragon",))),
    ("shows the number of unknown instrument moon", lambda: listed(numbers=("moon",))),
    ("lists unknown procedure library.dance", lambda: listed(procedures=("library.dance",))),
    ("shows unknown field wings", lambda: listed(columns=(Field(name="wings", label="翅膀"),))),
    ("is filled by hand without a column that tells its rows apart", lambda: listed(by_hand=True, key="name")),
    ("is filled by hand without a column that tells its rows apart", lambda: listed(by_hand=True, procedures=(), key="wings")),
    ("indicator library.issued: has no label", lambda: counted(label="")),
    ("counts in unknown unit “frobs”", lambda: counted(unit="frobs")),
    ("counts in unknown unit “”", lambda: counted(unit="")),
    ("counts in %, which only a rate does", lambda: counted(unit="%")),
    ("lies within unknown figure library.dance", lambda: counted(within="library.dance")),
    ("divides the rate library.issued", lambda: counted(measure=Measure.RATE, numerator="library.issued", denominator="library.issued")),
    ("counts no procedure", lambda: counted(procedures=())),
    ("says not which entries count", lambda: counted(states=())),
    ("is a stock, and counts no states or steps too", lambda: counted(measure=Measure.STOCK, steps=("answer",))),
    ("sums without naming what", lambda: counted(measure=Measure.SUM)),
    ("sums without naming what, or names what it does not sum", lambda: counted(sums="deposit")),
    ("sums name, no number that adds up", lambda: counted(measure=Measure.SUM, sums="name")),
    ("sums money in 件", lambda: counted(measure=Measure.SUM, sums="deposit")),
    ("is dated by unknown column wings", lambda: counted(dated="wings")),
    ("asks by unknown field wings", lambda: counted(where=(Where("wings"),))),
    ("asks by 老人, which kind never is", lambda: counted(where=(Where("kind", ("老人",)),))),
    ("is split (kind) by unknown field wings", lambda: counted(splits=(replace(BY_KIND, field="wings"),))),
    ("is split (kind) into 成人 twice", lambda: counted(splits=(replace(BY_KIND, parts=(("a", ("成人",)), ("b", ("成人",)))),))),
    ("has a malformed place", lambda: said("发证{library.issued件")),
    ("has a malformed place", lambda: said("发证{}件")),
    ("has a malformed place", lambda: said("发证{Library.Issued}件")),
    ("has a clause that does not close", lambda: said("发证[{library.issued}件")),
    ("has a clause that does not close, or one within another", lambda: said("发证[一[{library.issued}]二]件")),
    ("holds a typed digit", lambda: said("发证12件，{library.issued}")),
    ("prints unknown part kind.old of library.issued", lambda: said("发证{library.issued:kind.old}件")),
    ("is nil by unknown figure library.dance", lambda: said("发证{library.issued}件", nil="无", nil_when="library.dance")),
    ("prints unknown figure library.dance", lambda: said("发证{library.issued}件", nil="无{library.dance}")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "pack"), CASES, ids=[f"{n} {words}" for n, (words, _) in enumerate(CASES)])
def test_a_broken_definition_is_told_where_and_how_to_mend_it(words: str, pack: Callable[[], Pack]) -> None:
    assert words in complaints(pack())


def test_a_gate_may_print_the_article_of_its_limit() -> None:
    """A waiting period cites the row of law it waits for, which its answer fills in."""
    waiting: Gate = replace(old_enough, basis=(), refusal="等候期未满（{basis}）")
    assert load((first(gates=(waiting,)),), LIMITS)


def test_two_packs_of_one_name_do_not_load() -> None:
    other = Pack(name="library", label="又一馆", roles=(Role("porter", "门卫", "馆内"),))
    with pytest.raises(Exception, match="two definitions of pack library"):
        load((PACK, other), LIMITS)


def test_a_part_of_a_split_may_be_printed() -> None:
    assert load((said("发证[{library.issued:kind.adult}件]"),), LIMITS)


def test_two_steps_may_start_one_limit_under_different_conditions() -> None:
    starts = (Starts(limit="card.answer", when=lambda f: f.get("kind") == "成人"), Starts(limit="card.answer", since="asked_on"))
    fields = (*CARD.fields, Field(name="asked_on", label="申请日", kind=Kind.DATE))
    steps = (replace(CARD.steps[0], optional=("asked_on",), starts=starts), *CARD.steps[1:])
    assert load((card(fields=fields, steps=steps),), LIMITS)


def test_versions_of_a_procedure_may_issue_a_paper_each_in_its_own_words() -> None:
    old = replace(CARD, until=date(2025, 6, 30))
    steps = tuple(replace(s, issues=replace(CARD_PAPER, label="借阅证")) if s.issues else s for s in CARD.steps)
    new = replace(CARD, version="2", since=date(2025, 7, 1), steps=steps)
    assert load((replace(PACK, procedures=(old, new, CHECK)),), LIMITS)
